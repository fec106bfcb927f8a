"""Days told twice unequal: dates whose weekdays cannot stand in one year, two ends of one week, one count in two sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from reportgen.claims import Claim, Names
from reportgen.claims.tagging import mentions
from reportgen.model import Finding, Span
from reportgen.review.contradictions.periods import DAYS, day_words
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding, place_of

RULE = "What happened on one day has one date and one weekday (study of trust, section 4.3)"
LEAP = 2024
BESIDE = 3
NEAR = 45
"""Days between two dates up to which they are held to be of one year or turn of the year."""
BREADTH = re.compile(r"\b(?:outnumber\w*|advanc\w+|decliners?|gainers|losers|risers|fallers|rising|falling)\b", re.I)
COUNTED = re.compile(
    r"(?P<a>\d[\d,]*) to (?P<b>\d[\d,]*)(?: \[\d+\])*,? on (?P<day>Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
RUN = re.compile(
    r"\b(?:then|ended|snapp\w+|since|last|previous|prior|after|before|earlier|broke|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.I,
)


def days(text: Text, claims: Iterable[Claim], scene: Scene) -> Iterator[Finding]:
    """A finding for each weekday beside a date that an earlier weekday beside a date rules out."""
    seen: list[Claim] = []
    for claim in claims:
        if claim.kind != "weekday" or claim.spoken or not claim.windows or claim.windows[0].kind != "date":
            continue
        first = next((one for one in seen[:16] if _apart(one, claim, scene)), None)
        if any(one.windows[0].number == claim.windows[0].number and one.number == claim.number for one in seen):
            continue
        seen.append(claim)
        if first:
            where = place_of(text.manuscript, first.part, first.span)
            words, other = (text.parts[one.part].text[one.span.start : one.span.end] for one in (claim, first))
            message = f"“{words}” contradicts {where}, which says “{other}”: in one year they cannot both be"
            yield finding(
                text.manuscript,
                claim.part,
                claim.span,
                message,
                evidence=f"{where}: {other}",
                suggestion="Look the two dates up, and correct the one that is wrong.",
                rule=RULE,
            )


def _apart(one: Claim, other: Claim, scene: Scene) -> bool:
    """Whether the two dates lie close together and their weekdays do not go with the days between."""
    years = {window.year or (scene.end.year if scene.end else 0) for window in (one.windows[0], other.windows[0])}
    if len(years) > 1 and not all(window.start for window in (one.windows[0], other.windows[0])):
        return False
    first, second = (claim.windows[0].start or _in_leap_year(claim.windows[0].number) for claim in (one, other))
    if first is None or second is None or bool(one.windows[0].start) != bool(other.windows[0].start):
        first, second = (_in_leap_year(claim.windows[0].number) for claim in (one, other))
    if first is None or second is None:
        return False
    between = (second - first).days
    if abs(between) > NEAR or (first.month - 2.5) * (second.month - 2.5) < 0:
        return False
    return (other.number - one.number - between) % 7 != 0


def _in_leap_year(number: int) -> date | None:
    try:
        return date(LEAP, *divmod(number, 100))
    except ValueError:
        return None


def ends(text: Text, claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding for each end of the week that lies up to three days beside one told before: weeks end seven apart."""
    first: Claim | None = None
    for claim in claims:
        if claim.kind != "calendar" or claim.detail != "week ended" or claim.spoken or not claim.windows[0].number:
            continue
        if first is None:
            first = claim
            continue
        one, other = first.windows[0].start, claim.windows[0].start
        if one is None or other is None:
            one, other = (_in_leap_year(one.windows[0].number) for one in (first, claim))
        if one and other and 0 < abs((other - one).days) <= BESIDE:
            where = place_of(text.manuscript, first.part, first.span)
            message = f"the week ends on {day_words(claim.windows[0].number)} here and on {day_words(first.windows[0].number)} at {where}"
            yield finding(
                text.manuscript,
                claim.part,
                claim.span,
                message,
                evidence=where,
                suggestion="Print the same last day of the week everywhere.",
                rule=RULE,
            )
            return


def streaks(text: Text, claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding where one instrument's run is of two lengths: "third straight weekly gain" here, "fourth" there."""
    seen: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if (
            claim.kind != "streak"
            or claim.spoken
            or not claim.sure
            or len(claim.subjects) != 1
            or claim.detail not in ("week", "month")
        ):
            continue
        if not text.plain(claim.part, claim.span.start) or {window.kind for window in claim.windows} - {
            claim.detail,
            "day",
        }:
            continue
        sentence = text.sentence(claim.part, claim.span.start)
        words = text.parts[claim.part].text[sentence.start : sentence.end]
        if RUN.search(words):
            continue
        first = seen.setdefault((claim.subjects[0], claim.detail), claim)
        if (first.number, first.direction) == (claim.number, claim.direction):
            continue
        where = place_of(text.manuscript, first.part, first.span)
        shown, other = (text.parts[one.part].text[one.span.start : one.span.end] for one in (claim, first))
        message = f"“{shown}” contradicts {where}, which says “{other}” of the same instrument"
        yield finding(
            text.manuscript,
            claim.part,
            claim.span,
            message,
            evidence=f"{where}: {other}",
            suggestion="Count again, and print one length in both places.",
            rule="One run has one length (study of trust, section 4.3)",
        )


def counts(text: Text, names: Names) -> Iterator[Finding]:
    """A finding where rising and falling shares of one index on one weekday are counted twice unequal."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for number, sentence, words in text.own():
        if " to " not in words or not BREADTH.search(words):
            continue
        found = list(COUNTED.finditer(words))
        keys = {one.value for one in mentions(words, 0, len(words), names) if one.tag == "N"} if found else set()
        for one in found:
            if len(keys) != 1 or text.parts[number].spoken(sentence.start + one.start()):
                continue
            span = Span(sentence.start + one.start("a"), sentence.start + one.end("b"))
            shown = words[one.start("a") : one.end("b")]
            first, where = seen.setdefault(
                (next(iter(keys)), one["day"]), (shown, place_of(text.manuscript, number, span))
            )
            if first != shown:
                message = f"“{shown}” on {one['day']} contradicts {where}, which counts “{first}”"
                yield finding(
                    text.manuscript,
                    number,
                    span,
                    message,
                    evidence=f"{where}: {first}",
                    suggestion="Print one count in both places.",
                    rule="One count is one number (study of trust, section 4.3)",
                )


__all__ = ["DAYS", "counts", "days", "ends", "streaks"]
