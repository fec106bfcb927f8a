"""One against all the others, who are not named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.bearers import bearer, words
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim
from reportgen.claims.rivals import told_of
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import when

THE_REST = re.compile(
    r" (?:all |each |every one )?(?:of )?(?:the |its )?(?:other three|three others|others\b|them all\b|all others"
    r"|other (?:(?:major|big|main|stock|u\.s\.|three|benchmark) )*(?:indexes|indices|benchmarks|averages|gauges))"
)


@cued("others other them", "C c", "N")
def than_the_rest(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Beat them all", "outperformed all the other major indexes": better than each of the four but itself."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(1, len(tags)):
        if tags[i] not in "Cc" or i in taken or not THE_REST.match(sentence.text[row[i].end : row[i].end + 50].lower()):
            continue
        who = bearer(sentence, i)
        usual = [k for k in sentence.names.stocks if sentence.names.symbols.get(k) in EQUITIES]
        if who < 0 or row[who].value not in usual or len(usual) < 4 or denied(sentence, i, i):
            continue
        taken.add(i)
        others = tuple(k for k in usual if k != row[who].value)
        yield told_of(sentence, i, who, others, 1 if tags[i] == "C" else -1, when(sentence, i, i))


@cued("peers rivals counterparts others three", "C c", "N")
def beaten(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "All three peers beat the Russell 2000": worse than every other of the usual indexes."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(1, len(tags)):
        said = words(sentence, max(0, i - 4), i)
        if (
            tags[i] not in "Cc"
            or i in taken
            or tags[i + 1 : i + 2] != "N"
            or not (
                said[-1:] in (["peers"], ["rivals"], ["counterparts"], ["others"])
                or said[-2:] == ["other", "three"]
                or said[-3:] == ["other", "three", "all"]
            )
            or not {"all", "three", "every"} & set(said)
            or denied(sentence, i, i)
        ):
            continue
        key = row[i + 1].value
        usual = [k for k in sentence.names.stocks if sentence.names.symbols.get(k) in EQUITIES]
        others = tuple(k for k in usual if k != key)
        if key in usual and len(others) > 1:
            taken.add(i)
            marks = marked(sentence, direction=i, subject=i + 1)
            yield Claim("compare", sentence.part, span_of(marks), (key,), when(sentence, i + 1, i).windows,
                direction=-1 if tags[i] == "C" else 1, others=others, marks=marks)  # fmt: skip
