"""The one next to the first or last, and the one that did rather more or less than the one before."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearers import bearer
from reportgen.claims.cues import cued
from reportgen.claims.moves import denied, marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim
from reportgen.claims.rivals import told_of
from reportgen.claims.sentence import Sentence
from reportgen.claims.windows import when


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
        if word not in ("more", "less") or i in taken or tags[end : end + 1] not in ("", ".", ";"):
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
