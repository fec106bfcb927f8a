"""The week's best and worst sessions: "its best day was Thursday"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.records import MOVED
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.windows import window_at
from reportgen.model import Span


@cued("H I K k", "W")
def extremes(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """The week's best or worst session: "its best day was Thursday", "the most on Thursday",
    "largest gain came on ...".
    """
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HIKk" or i in taken:
            continue
        words = [w for m in row[i : i + 4] for w in m.low.split()]
        day = next((w in ("day", "session", "daily") for w in words if w in ("day", "session", "daily")), False)
        moved = next((MOVED[w] for w in words if w in MOVED), None)
        at = next((j for j in range(i + 1, min(len(tags), i + 10)) if tags[j] == "W"), -1)
        if at < 0:
            whole = "of the week" in sentence.text[row[i].start : row[i].end + 30].lower()
            at = next(
                (
                    j
                    for j in range(i - 1, max(-1, i - 9), -1)
                    if tags[j] == "W" and (tags[j + 1 : j + 2] != "," or (whole and j + 2 == i))
                ),
                -1,
            )
        if at < 0 or "S" in tags[i : i + 8]:
            continue
        first = words[0]
        if first in ("best", "strongest", "worst", "weakest") and day:
            sense = 1 if first in ("best", "strongest") else -1
        elif first in ("largest", "biggest", "steepest", "sharpest") and moved:
            sense = moved
        elif (
            first in ("largest", "biggest", "steepest", "sharpest")
            and tags[i + 1 : i + 2] == "P"
            and row[i + 1].low in ("of the week", "this week")
            and tags[i - 1 : i] in ("x", ",", "a")
            and any(t in "UD" for t in tags[max(0, i - 8) : i])
        ) or (first == "most" and any(t in "UD" for t in tags[max(0, i - 8) : i])):
            sense = 1 if [t for t in tags[max(0, i - 8) : i] if t in "UD"][-1] == "U" else -1
        else:
            continue
        subject = subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        window = window_at(sentence, at)
        if window is None:
            continue
        taken.add(i)
        marks = marked(sentence, direction=i, subject=subject.index, window=at)
        yield Claim(
            "extreme",
            sentence.part,
            Span(min(row[i].start, row[at].start), max(row[i].end, row[at].end)),
            subject.keys,
            (Window("weekday", window.number),),
            direction=sense,
            marks=marks,
            sure=subject.sure,
        )
