"""Counts told twice unequal: the length of a run, and the shares that rose and fell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.claims import Claim, Names
from reportgen.claims.tagging import mentions
from reportgen.model import Finding, Span
from reportgen.review.contradictions.lexicon import BREADTH, GONE
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding, place_of

RULE = "A count is one number, and a run has one length (study of trust, section 4.3)"
COUNTED = re.compile(
    r"(?P<up>\d[\d,]{0,9}) to (?P<down>\d[\d,]{0,9})(?: \[\d{1,3}\])*,? on "
    r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)


def streaks(text: Text, claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding where one instrument's run is of two lengths: "third straight weekly gain" here, "fourth" there."""
    seen: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.kind != "streak" or claim.spoken or not claim.sure or len(claim.subjects) != 1:
            continue
        if claim.detail not in ("week", "month") or {window.kind for window in claim.windows} - {claim.detail, "day"}:
            continue
        sentence = text.sentence(claim.part, claim.span.start)
        words = text.parts[claim.part].text[sentence.start : sentence.end]
        if not text.plain(claim.part, claim.span.start) or GONE.search(words):
            continue
        first = seen.setdefault((claim.subjects[0], claim.detail), claim)
        if (first.number, first.direction) != (claim.number, claim.direction):
            where, other = place_of(text.manuscript, first.part, first.span), text.words(first)
            message = f"“{text.words(claim)}” contradicts {where}, which says “{other}” of the same instrument"
            hint = "Count again, and print one length in both places."
            evidence = f"{where}: {other}"
            yield finding(
                text.manuscript, claim.part, claim.span, message, evidence=evidence, suggestion=hint, rule=RULE
            )


def counts(text: Text, names: Names) -> Iterator[Finding]:
    """A finding where the rising and falling shares of one index are counted twice unequal for one weekday."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for number, sentence, words, _ in text.own:
        if " to " not in words or not BREADTH.search(words):
            continue
        found = list(COUNTED.finditer(words))
        keys = {one.value for one in mentions(words, 0, len(words), names) if one.tag == "N"} if found else set()
        for one in found if len(keys) == 1 else ():
            span = Span(sentence.start + one.start("up"), sentence.start + one.end("down"))
            if text.parts[number].spoken(span.start):
                continue
            shown = words[one.start("up") : one.end("down")]
            here = (shown, place_of(text.manuscript, number, span))
            first, where = seen.setdefault((next(iter(keys)), one["day"]), here)
            if first != shown:
                message = f"“{shown}” on {one['day']} contradicts {where}, which counts “{first}”"
                hint, evidence = "Print one count in both places.", f"{where}: {first}"
                yield finding(text.manuscript, number, span, message, evidence=evidence, suggestion=hint, rule=RULE)
