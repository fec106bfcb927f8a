"""What is said of rates: steps of a target, its range, yields by maturity, the curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.bearers import dated, whom
from reportgen.claims.cues import cued
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.model import Span


@cued("Q", "Y")
def steps(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "step": a rate's level from a day on, and before it: "4.25% from September 3, 2025"."""
    tags, row = sentence.tags, sentence.mentions
    rates = sentence.names.rates
    if tags[:2] == "N:" and row[0].value in rates:
        for i, tag in enumerate(tags):
            at = dated(sentence, i) if tag == "Q" and row[i].value.unit == "percent" else -1
            if at >= 0:
                taken.update({i, at})
                marks = marked(sentence, quantity=i, subject=0, window=at)
                yield Claim(
                    "step",
                    sentence.part,
                    span_of(marked(sentence, quantity=i, window=at)),
                    (row[0].value,),
                    (row[at].value,),
                    row[i].value,
                    marks=marks,
                    detail="from" if tags[at - 1] == "f" else "",
                )
        return
    for i in range(len(tags)):
        if tags[i : i + 5] not in ("DtQfQ", "UtQfQ") or i + 2 in taken:
            continue
        at = dated(sentence, i + 4)
        keys, who = whom(sentence, i)
        if at >= 0 and keys and keys[0] in rates:
            taken.update({i, i + 2, i + 4, at})
            for j, detail in ((i + 2, "from"), (i + 4, "before")):
                marks = marked(sentence, quantity=j, subject=who, window=at, direction=i)
                yield Claim(
                    "step",
                    sentence.part,
                    span_of(marked(sentence, quantity=j, window=at, direction=i)),
                    keys,
                    (row[at].value,),
                    row[j].value,
                    1 if tags[i] == "U" else -1,
                    marks=marks,
                    detail=detail,
                )


@cued("Q")
def curves(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "apart" and "slope": one yield above another, the curve steeper; yields on a day."""
    tags, row = sentence.tags, sentence.mentions
    rates = sentence.names.rates
    pair: tuple[str, ...] = ()
    for i in range(len(tags)):
        if (
            tags[i : i + 1] == "Q"
            and tags[i + 1 : i + 3] in ("xN", "CN", "cN")
            and row[i].value.unit in ("basis points", "percentage points")
            and row[i + 1].low in ("above", "below")
        ):
            keys, who = whom(sentence, i)
            if keys and keys[0] in rates and row[i + 2].value in rates and i not in taken:
                taken.update({i, i + 1})
                pair = (keys[0], row[i + 2].value)
                marks = marked(sentence, quantity=i, direction=i + 1, subject=who, other=i + 2)
                yield Claim(
                    "apart",
                    sentence.part,
                    span_of(marks),
                    keys,
                    (Window("week"),),
                    row[i].value,
                    1 if row[i + 1].low == "above" else -1,
                    others=pair[1:],
                    marks=marks,
                )
    at = next((i for i, m in enumerate(row) if m.low in ("steepened", "flattened", "steepens", "flattens")), -1)
    if at > 0 and row[at - 1].low == "curve" and tags[at + 1 : at + 3] == "bQ" and at + 2 not in taken:
        taken.update({at, at + 2})
        marks = marked(sentence, quantity=at + 2, direction=at)
        yield Claim(
            "slope",
            sentence.part,
            span_of(marks),
            pair,
            (Window("week"),),
            row[at + 2].value,
            1 if row[at].low.startswith("steep") else -1,
            marks=marks,
            others=pair,
        )
    if tags[:2] == "Y:" or tags[:5] == "Y(P):":
        yield from _listed(sentence, taken)


def _listed(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "January 2, 2026 (a week before): 3-month 3.73%, 1-year 3.48%": levels on the day before the colon."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i : i + 2] == "NQ" and row[i].value in sentence.names.rates and i + 1 not in taken:
            taken.add(i + 1)
            marks = marked(sentence, quantity=i + 1, subject=i, window=0)
            yield Claim(
                "level",
                sentence.part,
                span_of(marked(sentence, quantity=i + 1, subject=i)),
                (row[i].value,),
                (row[0].value,),
                replace(row[i + 1].value, hedge=""),
                marks=marks,
            )


@cued("Q")
def targets(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "target": "3.50% to 3.75%" of a rate that has a lower end."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag == "Q" and row[i].value.high is not None and row[i].value.unit == "percent" and i not in taken:
            text = sentence.text[row[0].start : row[-1].end].lower()
            if "federal funds" in text or "target range" in text:
                taken.add(i)
                marks = marked(sentence, quantity=i)
                whole = marks["quantity"]
                cut = sentence.text.find(" to ", whole.start, whole.end)
                if cut >= 0:
                    marks["other"] = Span(cut + 4, whole.end)
                yield Claim("target", sentence.part, whole, (), (Window("week"),), row[i].value, marks=marks)
