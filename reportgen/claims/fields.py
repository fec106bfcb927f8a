"""What a sentence says of each of several: "from +3.5% for the Dow to −3.8% for the Nasdaq", "holds up best"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.bearers import whom, words
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import when
from reportgen.claims.windows import window_at

LOSSES = ("losses", "declines", "loss")
GAINS = ("gains", "advances", "gain")


@cued("r", "N", "Q L")
def fors(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Numbers that "for" gives to names: "gains ran from 0.5% for the Dow to 1.2% for the Nasdaq and the S&P 500"."""
    tags, row = sentence.tags, sentence.mentions
    told = [
        i
        for i in range(len(tags))
        if tags[i] in "QL" and tags[i + 1 : i + 3] == "rN" and row[i + 1].low == "for" and i not in taken
    ]
    points = words(sentence, 0, 2)[:2] == ["in", "points"]
    ran = any(m.low in ("ran", "ranged", "range") for m in row)
    if (len(told) < 2 and not points) or not (
        points or ran or all(row[i].value.sign or not row[i].value.value for i in told)
    ):
        return
    ways = {m.low for m in row}
    way = -1 if ways & set(LOSSES) else 1 if ways & set(GAINS) else 0
    for i in told:
        period = when(sentence, i)
        quantity = replace(row[i].value, unit="points") if points and row[i].value.unit == "" else row[i].value
        if quantity.unit == "":
            continue
        taken.add(i)
        taken.update(k for k in range(told[0], told[-1]) if tags[k] in "UD" and tags[k + 1 : k + 2] == "t")
        j = i + 2
        each = [j]
        while tags[j + 1 : j + 3] in ("aN", ",N") and tags[j + 3 : j + 4] not in ("Q", "L"):
            j += 2
            each.append(j)
        left = [k for k in range(told[0]) if tags[k] == "W"]
        day = left[-1] if left else period.index if period.index >= 0 and tags[period.index] == "W" else -1
        window = window_at(sentence, day) if day >= 0 else None
        for k in each:
            marks = marked(sentence, quantity=i, subject=k, window=day if window else period.index)
            near = marked(sentence, quantity=i, subject=k)
            yield Claim(
                "change",
                sentence.part,
                span_of(near),
                (row[k].value,),
                (Window("weekday", window.number),) if window else period.windows,
                quantity,
                quantity.sign or way,
                marks=marks,
            )


@cued("points", "L", "N")
def points(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "In points, the week's change for the Dow came to −144.92"."""
    tags, row = sentence.tags, sentence.mentions
    if words(sentence, 0, 2)[:2] != ["in", "points"]:
        return
    number = next((i for i in range(len(tags)) if tags[i] == "L" and tags[i - 1] == "t" and i not in taken), -1)
    who = next((i for i in range(len(tags)) if tags[i] == "N"), -1)
    if number > who >= 0:
        taken.add(number)
        marks = marked(sentence, quantity=number, subject=who)
        yield Claim(
            "change",
            sentence.part,
            span_of(marked(sentence, quantity=number)),
            (row[who].value,),
            (Window("week"),),
            replace(row[number].value, unit="points"),
            row[number].value.sign,
            marks=marks,
        )


@cued("best furthest lead")
def extremes_of(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Holds up best as all six indexes fall", "falls furthest": a place in the field."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        said = words(sentence, i, i + 3)
        place = (
            1
            if said[:3] in (["holds", "up", "best"], ["held", "up", "best"])
            else -1
            if said[:2] in (["falls", "furthest"], ["fell", "furthest"])
            else 0
        )
        if said[:1] == ["lead"] and tags[i - 3 : i] == "NaN" and i not in taken:
            taken.add(i)
            for j in (i - 3, i - 1):
                marks = marked(sentence, direction=i, subject=j)
                yield Claim(
                    "rank",
                    sentence.part,
                    span_of(marks),
                    (row[j].value,),
                    when(sentence, i, i).windows,
                    marks=marks,
                    number=1,
                    detail="printed",
                )
            continue
        if not place or denied(sentence, i, i):
            continue
        keys, who = whom(sentence, i)
        taken.update({i, i + 1, *([i + 2] if place > 0 else [])})
        if keys and keys[0] in sentence.names.stocks:
            marks = marked(sentence, direction=i + 1, subject=who)
            yield Claim(
                "rank",
                sentence.part,
                span_of(marks),
                keys,
                when(sentence, i, i).windows,
                marks=marks,
                number=place,
            )


@cued("E", "U D")
def running(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """The verb of a run ("rose for the fifth week in a row") says no more than the run does."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i] in "UD" and tags[i + 1 : i + 5] == "rOdE" and row[i + 1].low == "for":
            taken.add(i)
    yield from ()


@cued("F", "Q")
def stills(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "down 1.9% for the quarter and little changed (0.0%) for the year": a change too small for a verb."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i : i + 5] == "F(Q)P" and i + 2 not in taken:
            keys, who = whom(sentence, i)
            if keys:
                taken.add(i + 2)
                marks = marked(sentence, quantity=i + 2, subject=who, window=i + 4)
                near = marked(sentence, quantity=i + 2, window=i + 4)
                yield Claim(
                    "change",
                    sentence.part,
                    span_of(near),
                    keys,
                    (row[i + 4].value,),
                    row[i + 2].value,
                    row[i + 2].value.sign,
                    marks=marks,
                )
