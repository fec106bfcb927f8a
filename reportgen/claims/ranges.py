"""Ranges of a field: "gains ranged from 0.3% to 1.2%", "between 0.3% and 1.2%"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.bearing import UNKNOWN, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.foreign import foreign
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when

WORDS = ("ranged", "ranging", "ranges", "anywhere", "anything", "between", "varied", "span", "spanned", "everything")
BANDS = ("band", "range", "corridor")


@cued("ranged ranging ranges anywhere anything between varied span spanned everything band range corridor")
def ranges(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "range": the smallest and the largest move of a field."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in WORDS + BANDS:
            continue
        far = 6 if mention.low in BANDS else 4
        low = next((j for j in range(i + 1, min(i + far, len(tags))) if tags[j] in "QL"), -1)
        if low in taken:
            continue
        rated = any(m.tag == "N" and m.value in sentence.names.rates for m in row[:i])
        if low >= 0 and (tags[low] == "L" or (rated and tags[low + 1 : low + 3] in ("aQ", "tQ"))):
            yield from _closes(sentence, i, low, taken)
            continue
        if low < 0:
            continue
        high = low
        if row[low].value.high is None:
            high = next((j for j in range(low + 2, min(low + 4, len(tags))) if tags[j] == "Q"), -1)
            if (
                high < 0
                or tags[low + 1 : high].strip("UD") not in ("t", "a")
                or row[low].value.unit != row[high].value.unit
            ):
                continue
        if tags[high + 1 : high + 3] in ("rN", "oN"):
            continue
        field = _field(sentence, i)
        ways = [t for t in tags if t in "UD"]
        if mention.low in BANDS and not (ways or field):
            continue  # "the range is 3.50% to 3.75%" is of anything
        if len(field) == 1 or denied(sentence, low, -1) or foreign(sentence, sentence.clause(i)[0], i):
            continue
        taken.update({low, high})
        signed = tags[low + 1 : low + 2] == "D" and tags[high + 1 : high + 2] == "U"
        quantity = (
            row[low].value
            if high == low
            else replace(row[low].value, high=row[high].value.value, sign=-1 if signed else 0)
        )
        period = when(sentence, high, -1)
        marks = marked(sentence, quantity=high, window=period.index) | {"quantity": sentence.span(low, high)}
        yield Claim(
            "range",
            sentence.part,
            span_of(marks),
            (),
            period.windows,
            quantity,
            1 if ways[:1] == ["U"] else -1 if ways[:1] == ["D"] else 0,
            others=field,
            marks=marks,
        )


def _closes(sentence: Sentence, i: int, low: int, taken: set[int]) -> Iterator[Claim]:
    """ "The VIX closed between 15.59 and 17.11": the lowest and the highest close of a period."""
    tags, row = sentence.tags, sentence.mentions
    if tags[low + 1 : low + 3] not in ("aL", "tL", "aQ", "tQ"):
        return
    banded = row[i].low in BANDS
    near = row[:low] if banded else row[max(0, i - 4) : i]
    if not any(m.low in ("closed", "closes", "settled", "closing", "finished") for m in near):
        if banded:
            taken.update({low, low + 2})  # of prices within the day nothing can be told
        return
    subject = subject_of(sentence, i, i)
    if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, low, -1):
        return
    taken.update({low, low + 2})
    period = when(sentence, low + 2, -1)
    marks = marked(sentence, subject=subject.index, window=period.index) | {"quantity": sentence.span(low, low + 2)}
    yield Claim(
        "closes between",
        sentence.part,
        sentence.span(low, low + 2),
        subject.keys,
        period.windows,
        replace(row[low].value, high=row[low + 2].value.value),
        int(banded),
        marks=marks,
        sure=subject.sure,
    )


def _field(sentence: Sentence, i: int) -> tuple[str, ...]:
    row = sentence.mentions
    for j, mention in enumerate(row):
        if mention.tag == "B":
            names = sentence.names
            return (
                names.stocks
                if mention.value == len(names.stocks)
                else of_group(sentence, mention.value, j)
                if mention.value
                else ()
            )
    named = tuple(dict.fromkeys(m.value for m in row if m.tag == "N"))
    return named if len(named) > 1 else ()
