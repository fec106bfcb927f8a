"""Moves told of what an instrument measures, or of its other side: volatility, the dollar against the euro."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import when


@cued("volatility", "U D")
def volatility(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Volatility eased, with the VIX at 14.22": of the index that measures it, where it is named."""
    tags, row = sentence.tags, sentence.mentions
    vix = next((j for j, m in enumerate(row) if m.tag == "N" and sentence.names.symbols.get(m.value) == "^VIX"), -1)
    at = next((j for j in range(min(3, len(row))) if row[j].low == "volatility" and tags[j] in "xX"), -1)
    verb = next((j for j in range(at + 1, min(at + 4, len(tags))) if tags[j] in "UDF"), -1) if at >= 0 else -1
    if vix < 0 or verb < 0 or tags[verb] == "F" or verb in taken or denied(sentence, verb, verb):
        return
    period = when(sentence, verb, verb)
    taken.add(verb)
    marks = marked(sentence, direction=verb, subject=at, window=period.index)
    yield Claim("direction", sentence.part, span_of(marks), (row[vix].value,), period.windows,
        direction=1 if tags[verb] == "U" else -1, marks=marks)  # fmt: skip


@cued("dollar greenback", "V")
def dollars(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The dollar weakened against the euro": the euro rose."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("dollar", "greenback") or tags[i] not in "xX":
            continue
        verb = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] in "UDNL;w"), -1)
        at = next((j for j in range(verb + 1, min(verb + 5, len(tags))) if tags[j] == "V"), -1) if verb > 0 else -1
        if at < 0 or tags[verb] not in "UD" or tags[at + 1 : at + 2] != "N" or denied(sentence, verb, verb):
            continue
        if sentence.names.symbols.get(row[at + 1].value) != "EURUSD=X":
            continue
        period = when(sentence, verb, verb)
        if any(t in "UDQL" for t in tags[verb + 1 : period.index]) and period.index > at:
            period = when(sentence, at + 1, verb)
        taken.update(range(verb, at + 1))
        marks = marked(sentence, direction=verb, subject=at + 1, window=period.index)
        yield Claim("direction", sentence.part, span_of(marks), (row[at + 1].value,), period.windows,
            direction=-1 if tags[verb] == "U" else 1, marks=marks)  # fmt: skip
