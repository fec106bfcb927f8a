"""How far back a superlative reaches, and what it says of closes: the highest since data begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.claims.bearers import whom, words
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.model import Span


class Reach(NamedTuple):
    """How far back a superlative reaches: a date ("date"), a week that ended on one ("week"), where data begin
    ("data"); the mention of the date, and of what opens the phrase.
    """

    kind: str
    at: int
    opens: int


def reach(sentence: Sentence, i: int) -> Reach | None:
    """What stands behind mention `i`: "since January 6, 2026", "since the week ended …", "since data begin on …"."""
    tags, row = sentence.tags, sentence.mentions
    for j in range(i, min(i + 9, len(tags))):
        if tags[j] in ";.":
            return None
        if tags[j] == "S" or words(sentence, j, j + 1)[-1:] == ["history"]:
            at = next(
                (
                    k
                    for k in range(j + 1, min(j + 6, len(tags)))
                    if tags[k] == "Y" and row[k].value.kind in ("date", "named year")
                ),
                -1,
            )
            if at < 0:
                return None
            between = words(sentence, j, at)
            if "begin" in between or "begins" in between:
                return Reach("data", at, j)
            return Reach("week" if "ended" in between else "date", at, j)
    return None


@cued("highest lowest")
def bests(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "best" and "history": the highest close of the closes at hand, and where these begin."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HI" or i in taken or row[i].low not in ("highest", "lowest"):
            continue
        back = (
            reach(sentence, i + 1)
            if any(t in "S" for t in tags[i : i + 8]) or "history" in words(sentence, i, i + 6)
            else None
        )
        if back is None or (back.kind != "data" and "judged" not in words(sentence, i, back.opens)):
            continue
        keys, who = whom(sentence, i)
        if not keys or denied(sentence, i, i):
            continue
        day = next((j for j in range(i) if tags[j] == "W"), -1)
        when = Window("weekday", row[day].value) if day >= 0 else Window("day")
        taken.update({i, back.at, back.opens})
        sentence.spent.update({back.at, back.opens})
        each = [j for j in range(i) if tags[j] == "N"] or [-1]
        for j in each:
            marks = marked(sentence, direction=i, subject=j if j >= 0 else who, window=day, other=back.at)
            key = row[j].value if j >= 0 else keys[0]
            yield Claim(
                "best",
                sentence.part,
                Span(row[i].start, row[back.at].end),
                (key,),
                (when, row[back.at].value),
                marks=marks,
                detail="low" if tag == "I" else "high",
            )
            if j >= 0 and tags[j + 1 : j + 4] == "(L)" and j + 2 not in taken:
                taken.add(j + 2)
                told = marked(sentence, quantity=j + 2, subject=j, window=day)
                yield Claim(
                    "level",
                    sentence.part,
                    span_of(marked(sentence, quantity=j + 2, subject=j)),
                    (key,),
                    (when,),
                    row[j + 2].value,
                    marks=told,
                )
    for i, tag in enumerate(tags):
        if tag == "S" and i not in taken and tags[i + 1 : i + 2] == "Y" and "judged" in words(sentence, 0, i):
            if words(sentence, i - 4, i)[-1:] not in (["closes"], ["close"], [";"]):
                continue
            close = tags.find(")", i)
            named = [j for j in range(i + 2, close) if tags[j] == "N"] if tags[i + 2 : i + 3] == "(" else []
            taken.update({i, i + 1})
            sentence.spent.update({i, i + 1})
            keys = tuple(row[j].value for j in named) or whom(sentence, i)[0][:1]
            for key in keys:
                marks = marked(sentence, quantity=i + 1)
                yield Claim("history", sentence.part, span_of(marks), (key,), (row[i + 1].value,), marks=marks)
