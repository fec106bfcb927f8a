"""Multiples: twice the S&P 500's gain, more than double, half as much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.bearers import bearer
from reportgen.claims.bearing import UNKNOWN, Subject
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.lexicon import hedge_of
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Hedge, Quantity
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when

ITSELF = ("doubled", "tripled", "halved", "quadrupled", "doubles", "triples", "doubling", "tripling", "halving")
"""Verbs that may say what became of a level itself: "the VIX doubled"."""


@cued("G Q half")
def ratios(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "ratio": the subject's change against that of another, as a multiple."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        worded = row[i].low == "half" and tag == "x"
        if i in taken or not (tag == "G" or worded or (tag == "Q" and row[i].value.unit == "times")):
            continue
        if tag == "G" and row[i].low in ITSELF and tags[i + 1 : i + 2] in ("", ".", ",", "P", "W", "r", "a", "f", "t"):
            subject = subject_of(sentence, i, i)
            if subject.keys and subject.keys[0] != UNKNOWN and not denied(sentence, i, i):
                period = when(sentence, i, i)
                marks = marked(sentence, quantity=i, subject=subject.index, window=period.index)
                taken.add(i)
                yield Claim(
                    "ratio",
                    sentence.part,
                    span_of(marks),
                    subject.keys,
                    period.windows,
                    Quantity(Decimal(row[i].value), 1, 0, "times", _hedge(sentence, i), None, True),
                    marks=marks,
                    sure=subject.sure,
                )
            continue
        other = next((j for j in range(i + 1, min(i + 7, len(tags))) if tags[j] in "N"), -1)
        if (
            other < 0
            or any(t in "QL;." for t in tags[i + (2 if tags[i + 1] == "Q" else 1) : other])
            or denied(sentence, i, i)
        ):
            continue
        between = " ".join(m.low for m in row[i + 1 : other])
        if tags[i + 1 : other] not in ("", "o", "Qo", "Qr") and not any(
            w in between
            for w in ("gain", "as much", "loss", "rise", "return", "advance", "as", "that", "decline", "drop")
        ):
            continue
        subject = subject_of(sentence, i, i)
        if subject.index == other and (at := bearer(sentence, i)) >= 0:
            subject = Subject((row[at].value,), at)  # "managed only half the gain of the Nasdaq"
        if not subject.keys or subject.keys[0] == UNKNOWN or row[other].value in subject.keys[:1]:
            continue
        value = row[i].value.value if tag == "Q" else Decimal(row[i].value) if tag == "G" else Decimal("0.5")
        period = when(sentence, i, i)
        marks = marked(sentence, quantity=i, subject=subject.index, window=period.index, other=other)
        taken.add(i)
        yield Claim(
            "ratio", sentence.part, span_of(marks), subject.keys, period.windows, Quantity(value, 1, 0,
            "times", _hedge(sentence, i), None, True),
            others=(row[other].value,), marks=marks, sure=subject.sure,
        )  # fmt: skip


def _hedge(sentence: Sentence, i: int) -> Hedge:
    return hedge_of(tuple(sentence.mentions[i - 1].low.split())) if i else ""
