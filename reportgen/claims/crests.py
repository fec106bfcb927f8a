"""The high or low of a year, quarter or month with its day: "set its closing high for the year on Friday"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of

LONG = ("year", "quarter", "month")


@cued("H I", "W", "closing")
def crests(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "since": no close of the period up to that day was as high (low)."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HI" or row[i].low not in ("high", "low") or row[i - 1].low != "closing" or i in taken:
            continue
        at = i + 1
        if tags[at : at + 1] != "P" or row[at].value.kind not in LONG:
            continue
        day = next((j for j in range(at + 1, min(at + 3, len(tags))) if tags[j] == "W"), -1)
        subject = subject_of(sentence, i, i)
        if day < 0 or not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        taken.add(i)
        sentence.spent.add(at)
        marks = marked(sentence, direction=i, window=day, subject=subject.index)
        near = marked(sentence, direction=i, window=day)
        windows = (row[at].value, Window("weekday", row[day].value))
        detail = "high" if tag == "H" else "low"
        yield Claim("since", sentence.part, span_of(near), subject.keys, windows, marks=marks, detail=detail)
