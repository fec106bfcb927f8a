"""The one next to the first or last, and the one that did rather more or less than the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.bearers import bearer
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim
from reportgen.claims.rivals import told_of
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import when


@cued("only", "C c", "N")
def but_one(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Second only to the Dow", "lags only the Dow", "only the Dow beat the Nasdaq": the place next to the first or last."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(row) - 1):
        opened = (
            tags[i] == "N" and i == 1 and row[0].low == "only" and tags[i + 1] in "Cc" and tags[i + 2 : i + 3] == "N"
        )
        at = i + 1 if opened else i
        after = at + 1 + (row[at + 1].low == "only") if at + 1 < len(row) else len(row)
        alone = opened or row[at].low == "second only to" or row[at + 1].low == "only"
        if (
            tags[at] not in "Cc"
            or at in taken
            or not alone
            or tags[after : after + 1] != "N"
            or denied(sentence, at, at)
        ):
            continue
        if tags[after + 1 : after + 2] == "a" or row[at].low == "behind":
            continue
        who, other = (after, i) if opened else (bearer(sentence, at), after)
        usual = [k for k in sentence.names.stocks if sentence.names.symbols.get(k) in EQUITIES]
        if (
            who < 0
            or row[who].value not in usual
            or row[other].value not in usual
            or row[who].value == row[other].value
        ):
            continue
        taken.update({at, after})
        better = (tags[at] == "C") == opened
        if not opened:
            yield told_of(sentence, at, who, (row[other].value,), -1 if better else 1, when(sentence, after, at))
        marks = marked(sentence, direction=at, subject=who)
        yield Claim("rank", sentence.part, span_of(marks), (row[who].value,), when(sentence, after, at).windows,
            others=tuple(usual), marks=marks, number=2 if better else -2)  # fmt: skip


@cued("more less", "N", "Q")
def rather_more(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Rose 2.3%, the Nasdaq slightly less", "and the Russell 2000 less than that": than the one told right before."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        word = mention.low.split()[0]
        end = i + 1 + (mention.low.endswith("than") and [m.low for m in row[i + 1 : i + 2]] == ["that"])
        if tags[i] in "QL" or word not in ("more", "less") or i in taken or tags[end : end + 1] not in ("", ".", ";"):
            continue
        if mention.low.endswith("than") and end == i + 1:
            continue
        who = next((j for j in range(i - 1, max(-1, i - 5), -1) if tags[j] == "N"), -1)
        if who < 2 or tags[who - 1] not in ",a" or any(t not in "x" for t in tags[who + 1 : i]):
            continue
        number = next((j for j in range(who - 1, -1, -1) if tags[j] == "Q"), -1)
        other = next((j for j in range(number - 1, -1, -1) if tags[j] == "N"), -1)
        way = next((tags[j] for j in range(other + 1, number) if tags[j] in "UD"), "") if other >= 0 else ""
        if not way or "N" in tags[number:who] or row[other].value == row[who].value or denied(sentence, i, number):
            continue
        taken.add(i)
        sense = (1 if word == "more" else -1) * (1 if way == "U" else -1)
        yield told_of(sentence, i, who, (row[other].value,), sense, when(sentence, number, number - 1))


LEADS = ("lead", "advantage", "edge", "margin", "outperformance", "deficit")


@cued("lead advantage edge margin outperformance deficit", "N", "Q")
def leads_over(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The Russell 2000's lead over the S&P 500 was 3.1 percentage points": by how much it did better."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if (
            mention.low not in LEADS
            or i in taken
            or tags[i + 1 : i + 3] != "rN"
            or row[i + 1].low not in ("over", "to")
        ):
            continue
        who = bearer(sentence, i)
        number = next((j for j in range(i + 3, min(i + 9, len(row))) if tags[j] == "Q"), -1)
        if who < 0 or number < 0 or row[who].value == row[i + 2].value or "N" in tags[i + 3 : number]:
            continue
        if row[number].value.unit not in ("percentage points", "points", "basis points"):
            continue
        taken.update({i, number})
        if denied(sentence, number, -1):
            continue
        period = when(sentence, number, i)
        marks = marked(sentence, direction=i, quantity=number, subject=who, other=i + 2, window=period.index)
        yield Claim("spread", sentence.part, span_of(marks), (row[who].value,), period.windows, row[number].value,
            -1 if mention.low == "deficit" else 1, others=(row[i + 2].value,), marks=marks)  # fmt: skip


BETTER, WORSE = ("better", "stronger", "brighter", "happier"), ("worse", "weaker", "tougher", "rougher", "harder")


@cued("than", "N")
def kinder(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "It was a better week for the S&P 500 than for the Dow"."""
    tags, row = sentence.tags, sentence.mentions
    for found in re.finditer("rNhrN", tags):
        i = found.start()
        sense = next((1 if m.low in BETTER else -1 for m in row[max(0, i - 3) : i] if m.low in BETTER + WORSE), 0)
        if not sense or i + 2 in taken or denied(sentence, i, i):
            continue
        taken.add(i + 2)
        period = when(sentence, i, i)
        yield told_of(sentence, i + 2, i + 1, (row[i + 4].value,), sense, period)
