"""Days told twice unequal: dates whose weekdays cannot stand in one year, and two ends of one week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reportgen.claims import Claim
from reportgen.model import Finding
from reportgen.review.contradictions.periods import day_words
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding, place_of

RULE = "What happened on one day has one date and one weekday (study of trust, section 4.3)"
LEAP = 2024
"""A year in which every day exists, for dates told without one."""
NEAR = 45
"""Days between two dates up to which they are held to be of one year."""
BESIDE = 3
"""Days between two ends of what must be one week: those of two weeks lie more apart."""
KEPT = 16


def weekdays(text: Text, claims: Iterable[Claim], scene: Scene) -> Iterator[Finding]:
    """A finding for each weekday beside a date that an earlier weekday beside a date rules out."""
    seen: dict[tuple[int, int, int], Claim] = {}
    for claim in claims:
        if claim.kind != "weekday" or claim.spoken or not claim.windows or claim.windows[0].kind != "date":
            continue
        key = (claim.windows[0].number, claim.windows[0].year, claim.number)
        if key in seen or len(seen) == KEPT:
            continue
        first = next((one for one in seen.values() if _apart(one, claim, scene)), None)
        seen[key] = claim
        if first:
            where, shown, other = (
                place_of(text.manuscript, first.part, first.span),
                text.words(claim),
                text.words(first),
            )
            message = f"“{shown}” contradicts {where}, which says “{other}”: they cannot both be in one year"
            hint = "Look the two dates up, and correct the one that is wrong."
            evidence = f"{where}: {other}"
            yield finding(
                text.manuscript, claim.part, claim.span, message, evidence=evidence, suggestion=hint, rule=RULE
            )


def _apart(one: Claim, other: Claim, scene: Scene) -> bool:
    """Whether the two dates lie close together and their weekdays do not go with the days between."""
    first, second = one.windows[0], other.windows[0]
    year = scene.end.year if scene.end else 0
    if first.start and second.start:
        between = (second.start - first.start).days
    elif (first.year or year) == (second.year or year):
        earlier, later = _day(first.number), _day(second.number)
        if earlier is None or later is None or (earlier.month < 3) != (later.month < 3):
            return False
        between = (later - earlier).days
    else:
        return False
    return abs(between) <= NEAR and (other.number - one.number - between) % 7 != 0


def _day(number: int) -> date | None:
    try:
        return date(LEAP, *divmod(number, 100))
    except ValueError:
        return None


def ends(text: Text, claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding for an end of the week that lies up to three days beside the one told first: weeks end seven apart."""
    first: Claim | None = None
    for claim in claims:
        if claim.kind != "calendar" or claim.detail != "week ended" or claim.spoken or not claim.windows[0].number:
            continue
        first = first or claim
        one, other = (first.windows[0], claim.windows[0])
        both = (one.start, other.start) if one.start and other.start else (_day(one.number), _day(other.number))
        if both[0] and both[1] and 0 < abs((both[1] - both[0]).days) <= BESIDE:
            where = place_of(text.manuscript, first.part, first.span)
            here, there = day_words(other.number), day_words(one.number)
            message = f"the week ends on {here} here, and on {there} at {where}"
            hint = "Print the same last day of the week everywhere."
            evidence = f"{where}: {text.words(first)}"
            yield finding(
                text.manuscript, claim.part, claim.span, message, evidence=evidence, suggestion=hint, rule=RULE
            )
            return
