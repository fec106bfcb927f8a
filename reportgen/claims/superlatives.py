"""The most and the least of a field: by a line's label, by a verb, by the second half of what a first half began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.bearers import bearer
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import when

HEAD = re.compile(
    r"\W*(?:the )?(?:week's |day's )?(?P<place>best|top|winner|leader|strongest|biggest gainer|worst|bottom|loser|laggard|weakest"
    r"|biggest loser)(?: (?:performer|performing|index|major|of|the|this|week|day|four|year))*:",
    re.IGNORECASE,
)


@cued("N")
def labelled(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Best: Russell 2000 (+4.6%)", "Loser of the week: the Dow": a line's label tells the place of whom it names."""
    tags, row = sentence.tags, sentence.mentions
    colon = tags.find(":", 0, 9)
    if (
        colon < 0
        or tags[colon + 1 : colon + 2] != "N"
        or tags[colon + 2 : colon + 3] not in ("", ".", ",", "(", ";", "U", "D")
    ):
        return
    found = HEAD.match(sentence.text[row[0].start : row[colon].end])
    if found and row[colon + 1].value in sentence.names.stocks:
        word = found["place"].lower()
        place = -1 if word in ("worst", "bottom", "loser", "laggard", "weakest", "biggest loser") else 1
        taken.update(range(colon))
        marks = marked(sentence, direction=0, subject=colon + 1)
        yield Claim("rank", sentence.part, span_of(marks), (row[colon + 1].value,), when(sentence, colon, 0).windows,
            marks=marks, number=place)  # fmt: skip


GREATEST = ("biggest", "largest", "best", "greatest", "steepest", "sharpest", "strongest", "most", "highest")
LEAST = ("smallest", "least", "slimmest", "worst", "weakest", "lowest")
NOUNS = {
    "gain": 1,
    "gains": 1,
    "advance": 1,
    "rise": 1,
    "loss": -1,
    "losses": -1,
    "decline": -1,
    "drop": -1,
    "fall": -1,
}
SECOND = re.compile(r"[,a;](?P<at>[HIKk])[fbrt]?N(?=$|[.,;P)])")


@cued("H I K k", "N")
def second_halves(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The largest gain was the Dow's, the smallest the Russell 2000's": the noun is that of the first half."""
    tags, row = sentence.tags, sentence.mentions
    for found in SECOND.finditer(tags):
        i, who = found.start("at"), found.end() - 1
        first = next((j for j in range(i) if row[j].low in GREATEST + LEAST), -1)
        noun = next((m.low for m in row[first + 1 : first + 4] if m.low in NOUNS), "") if first >= 0 else ""
        if not noun or i in taken or row[i].low not in GREATEST + LEAST or denied(sentence, i, i):
            continue
        taken.add(i)
        period = when(sentence, who, i)
        period = period if period.index >= 0 else when(sentence, first, first)
        marks = marked(sentence, direction=i, subject=who, window=period.index)
        place = NOUNS[noun] * (1 if row[i].low in GREATEST else -1)
        yield Claim("rank", sentence.part, span_of(marked(sentence, direction=i, subject=who)), (row[who].value,),
            period.windows, marks=marks, number=place)  # fmt: skip


@cued("most least", "U D", "N T")
def most(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Rose the least of the four", "gained most this week": a place by its move."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if (
            mention.low not in ("most", "least")
            or i in taken
            or tags[i - 1 : i] not in ("U", "D")
            or "S" in tags[i : i + 7]
        ):
            continue
        counted = tags[i + 1 : i + 3] in ("oL", "oB") or (row[i + 1 : i + 2] and row[i + 1].low == "among")
        if not counted and tags[i + 1 : i + 2] not in ("", ".", ",", "P", ";"):
            continue
        who = bearer(sentence, i)
        if who < 0 or row[who].value not in sentence.names.stocks or denied(sentence, i, i):
            continue
        taken.add(i)
        usual = tuple(k for k in sentence.names.stocks if sentence.names.symbols.get(k) in EQUITIES)
        four = (
            counted and tags[i + 2] == "L" and row[i + 2].low == "four" and len(usual) == 4 and row[who].value in usual
        )
        place = (1 if mention.low == "most" else -1) * (1 if tags[i - 1] == "U" else -1)
        period = when(sentence, i, i - 1)
        marks = marked(sentence, direction=i, subject=who, window=period.index)
        yield Claim("rank", sentence.part, span_of(marked(sentence, direction=i, subject=who)), (row[who].value,),
            period.windows, others=usual if four else (), marks=marks, number=place)  # fmt: skip
