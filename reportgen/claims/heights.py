"""Highs and lows by how long nothing was like them: "hit a six-month low", "a new 52-week high"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, spread_out
from reportgen.claims.nouns import Claim, Window, WindowKind
from reportgen.claims.records import INTRADAY
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import bearer
from reportgen.claims.when import when

FRESH = ("new", "fresh", "another", "least")
REACHED = {
    "hit", "hits", "hitting", "reached", "reaches", "reaching", "set", "sets", "setting", "notched", "posted", "made",
    "at", "to", "touched", "struck", "scored", "marking", "marked",
}  # fmt: skip
SPANS: dict[str, WindowKind] = {"week": "weeks", "month": "months", "year": "years"}


def _span(sentence: Sentence, i: int) -> tuple[Window, int] | None:
    """The length of time right before the high or low at mention `i`, and where its words begin."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i - 1 : i] == "P" and row[i - 1].value.kind in ("weeks", "months", "years"):
        return row[i - 1].value, i - 1
    if tags[max(0, i - 2) : i] != "Ld" or row[i - 1].low not in SPANS or row[i - 2].value.unit:
        return None
    number = row[i - 2].value.value
    return (Window(SPANS[row[i - 1].low], int(number)), i - 2) if number == int(number) > 0 else None


@cued("H I", "P d", " ".join(REACHED))
def heights(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "since": a close that is the highest or lowest of so many weeks, months or years."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HI" or i in taken or row[i].low not in ("high", "low", "highs", "lows", "peak"):
            continue
        found = _span(sentence, i)
        if found is None or denied(sentence, i, i) or any(m.low in INTRADAY for m in row):
            continue
        span, at = found
        verb = at - 1
        while verb > 0 and row[verb].low in FRESH:
            verb -= 1
        if verb < 0 or row[verb].low not in REACHED or tags[i + 1 : i + 2] in ("U", "D"):
            continue
        subject = bearer(sentence, at, i)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        period = when(sentence, i, i)
        windows = tuple(w for w in period.windows if w.kind in ("weekday", "date")) or (Window("week"),)
        year = span in (Window("weeks", 52), Window("months", 12), Window("years", 1))
        target = Window("years", 1, part="at least") if year else span
        taken.update(range(at, i + 1))
        sentence.spent.add(at)
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, other=at)
            yield Claim("since", sentence.part, sentence.span(at, i), one.keys, (target, *windows), marks=marks,
                detail="low" if tag == "I" else "high", sure=one.sure)  # fmt: skip
