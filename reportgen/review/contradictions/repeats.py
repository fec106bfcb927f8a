"""The same measure told twice, and no value that both allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model import Finding
from reportgen.review.contradictions.intervals import meant
from reportgen.review.contradictions.nouns import Measured, Saying
from reportgen.review.contradictions.periods import period_words
from reportgen.review.contradictions.telling import finding, place_of

RULE = "What is printed twice must be one value, rounded or hedged in two ways (study of trust, section 4.3)"
KEPT = 8
"""Different tellings of one measure that each further one is held against: a text with more is past reading."""


def repeats(sayings: Iterable[Saying]) -> Iterator[Finding]:
    """A finding for each telling that no earlier one of its measure agrees with; the same number twice counts once."""
    known: dict[Measured, list[Saying]] = {}
    loose: list[Saying] = []
    by_key: dict[str, list[Saying]] = {}
    for saying in sayings:
        if not saying.told:
            loose.append(saying)
            continue
        held = known.setdefault(saying.measured, [])
        if len(held) == KEPT or any(one.values == saying.values for one in held):
            continue
        first = next((one for one in held if not one.agrees(saying)), None)
        held.append(saying)
        by_key.setdefault(saying.measured.key, []).append(saying)
        if first:
            yield told(first, saying)
    yield from nowhere(loose, by_key)


def told(first: Saying, second: Saying) -> Finding:
    """The finding on two tellings that cannot both be true."""
    where = place_of(first.manuscript, first.part, first.span, second.manuscript)
    tabled = any(one.manuscript.parts[one.part].role == "row" for one in (first, second))
    when = f" {period_words(second.measured.when)}" if tabled or second.measured.measure == "level" else ""
    message = f"“{second.words}” contradicts {where}, which says “{first.words}”{when}: no one value fits both"
    evidence = f"{where}: “{first.words}” ({meant(first.values)}); here: {meant(second.values)}"
    hint = "One of the two is wrong: print the same figure in both places."
    return finding(second.manuscript, second.part, second.span, message, evidence=evidence, suggestion=hint, rule=RULE)


def nowhere(loose: list[Saying], by_key: dict[str, list[Saying]]) -> Iterator[Finding]:
    """What names no period of its own: its number must be one that the piece tells of the instrument, of whichever."""
    for saying in loose:
        if not saying.alone or saying.measured.measure == "level":
            continue
        others = [one for one in by_key.get(saying.measured.key, ()) if one.measured.measure == saying.measured.measure]
        likeliest = next((one for one in others if one.measured.when == saying.measured.when), None)
        if likeliest and not any(one.agrees(saying) for one in others[: KEPT * KEPT]):
            yield told(likeliest, saying)
