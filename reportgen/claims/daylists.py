"""Days counted and listed: "its only down day was Tuesday", "rose on just two days", "Monday down, Tuesday up"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import Subject
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.weekdays import known, next_day, on_day

LINKS = ("was", "were", "came", "on", "is", "are", "just", "only", "fell", "both")


@cued("W P", "U D", "day days session sessions")
def counted_days(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Its only down day was Tuesday", "had losing days on Monday and Friday", "rose on just two days": which sessions of
    the week, and how many.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "UD" or i in taken or denied(sentence, i, i):
            continue
        at, many = i + 1, 0
        if tags[at : at + 1] == "d" and row[at].low in ("day", "days", "session", "sessions"):
            at += 1
            if row[i - 1].low in ONLY and i:
                many = 1
        at = _past(sentence, at)
        if tags[at : at + 1] == "P" and row[at].value.kind == "sessions" and row[at - 1].low in ("on", "just", "only"):
            counts = len(row[at].low.split()) == 2 and "on" in (row[at - 1].low, row[at - 2].low)
            many, at = (row[at].value.number if counts else 0), at + 1
            at += tags[at : at + 1] in (",", ":", "-")
        elif at == i + 1 or tags[i + 1] != "d":
            continue
        subject = subject_of(sentence, i, i)
        days = []
        while tags[at : at + 1] == "W":
            days.append(at)
            at = max(next_day(sentence, at + 1), 0) or len(tags)
        if not known(subject) or not (days or many > 1):
            continue
        taken.add(i)
        sentence.spent.update(range(i + 1, days[0] if days else i + 4))
        for day in days:
            yield from on_day(sentence, i, day, subject)
        if many:
            for one in spread_out(subject):
                marks = marked(sentence, direction=i, subject=one.index)
                yield Claim("count", sentence.part, span_of(marked(sentence, direction=i)), one.keys,
                    (Window("sessions", 0),), direction=1 if tag == "U" else -1, marks=marks, number=many,
                    detail="of week", sure=one.sure)  # fmt: skip


ONLY = ("only", "lone", "sole", "single", "one")


def _past(sentence: Sentence, j: int) -> int:
    while j < len(sentence.mentions) and sentence.mentions[j].low in LINKS:
        j += 1
    return j


@cued("W", "U D", ":")
def diary(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The Dow's week: Monday down, Tuesday up, Wednesday up": a day with each direction, behind the one name."""
    tags, row = sentence.tags, sentence.mentions
    pairs = [
        i for i in range(len(tags) - 1) if tags[i] == "W" and tags[i + 1] in "UDF" and tags[i + 2 : i + 3] in ",.;"
    ]
    named = [i for i, tag in enumerate(tags) if tag == "N"]
    if len(pairs) < 2 or len({row[i].value for i in named}) != 1 or named[0] > pairs[0]:
        return
    for i in pairs:
        if tags[i + 1] in "UD" and i + 1 not in taken:
            taken.add(i + 1)
            yield from on_day(sentence, i + 1, i, Subject((row[named[0]].value,), named[0]))
