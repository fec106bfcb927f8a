"""What titles of charts say of a field: how many rose, who made the largest gain of a day, who led at every close."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearers import whom, words
from reportgen.claims.cues import cued
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence

GAINS = {"gain": 1, "rise": 1, "loss": -1, "fall": -1}


def _share(sentence: Sentence, i: int) -> tuple[int, int, int] | None:
    """How many of how many are told from mention `i` on, and where the latter stands: "eight of 12", "all 11", "none of
    the 11".
    """
    tags, row = sentence.tags, sentence.mentions
    if tags[i : i + 3] == "LoL" and not row[i].value.unit and not row[i + 2].value.unit:
        return int(row[i].value.value), int(row[i + 2].value.value), i + 2
    if row[i].low in ("all", "none"):
        at = i + 2 if tags[i + 1 : i + 3] == "oL" else i + 1
        if tags[at : at + 1] == "L" and not row[at].value.unit:
            whole = int(row[at].value.value)
            return whole * (row[i].low == "all"), whole, at
    return None


@cued("L")
def tallies(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "eight of 12 rose", "three of 11 closed at 52-week highs", "seven of eight in the upper half of …"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        share = _share(sentence, i) if i not in taken else None
        if share is None:
            continue
        number, among, at_whole = share
        j = at_whole + 1
        marks = marked(sentence, quantity=i, other=at_whole)
        said = words(sentence, j, j + 7)
        if tags[j : j + 1] in ("U", "D") and tags[j + 1 : j + 2] in (".", ";", ""):
            marks = marked(sentence, quantity=i, direction=j, other=at_whole)
            taken.update({i, at_whole, j})
            yield Claim(
                "half",
                sentence.part,
                span_of(marks),
                (),
                (Window("week"),),
                direction=1 if tags[j] == "U" else -1,
                marks=marks,
                number=number,
                detail=f"moved {among}",
            )
        elif said[:1] == ["closed"] and "52-week" in said and ("highs" in said or "lows" in said or "high" in said):
            at = next(k for k in range(j, len(row)) if row[k].low in ("highs", "lows", "high", "low"))
            marks = marked(sentence, quantity=i, direction=at, other=at_whole)
            taken.update({i, at_whole, at})
            yield Claim(
                "half",
                sentence.part,
                span_of(marks),
                (),
                (Window("week"),),
                direction=1 if tags[at] == "H" else -1,
                marks=marks,
                number=number,
                detail=f"ends {among}",
            )
        elif "upper" in said or "lower" in said:
            at = next(k for k in range(j, len(row)) if row[k].low in ("upper", "lower"))
            marks = marked(sentence, quantity=i, direction=at, other=at_whole)
            taken.update({i, at_whole, at})
            yield Claim(
                "half",
                sentence.part,
                span_of(marks),
                (),
                (Window("week"),),
                direction=1 if row[at].low == "upper" else -1,
                marks=marks,
                number=number,
                detail=f"half {among}",
            )


@cued("highest lowest furthest nearest")
def placed(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "…, copper highest" behind a range, and "the Nikkei is furthest below its own", "is nearest"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        word = row[i].low
        if (
            word in ("highest", "lowest")
            and tags[i - 2 : i] == ",N"
            and "range" in words(sentence, 0, i)
            and i not in taken
        ):
            taken.add(i)
            marks = marked(sentence, direction=i, subject=i - 1)
            yield Claim(
                "biggest",
                sentence.part,
                span_of(marks),
                (row[i - 1].value,),
                (Window("week"),),
                direction=1 if word == "highest" else -1,
                marks=marks,
                detail="place",
            )
        elif word in ("furthest", "nearest") and i not in taken:
            keys, who = whom(sentence, i)
            if (
                keys
                and ("below" in words(sentence, i, i + 2) or word == "nearest")
                and "high" in sentence.text[row[0].start : row[-1].end]
            ):
                taken.add(i)
                marks = marked(sentence, direction=i, subject=who)
                yield Claim(
                    "biggest",
                    sentence.part,
                    span_of(marks),
                    keys,
                    (Window("week"),),
                    direction=-1 if word == "furthest" else 1,
                    marks=marks,
                    detail="drawdown",
                )
                number = next((j for j in range(i, len(tags)) if tags[j] == "Q"), -1)
                if number > 0 and number not in taken and row[number].value.unit == "percent":
                    taken.add(number)
                    marks = marked(sentence, quantity=number, subject=who)
                    yield Claim(
                        "below",
                        sentence.part,
                        span_of(marked(sentence, quantity=number)),
                        keys,
                        (Window("week"),),
                        row[number].value,
                        -1,
                        marks=marks,
                        detail="high all",
                    )


@cued("chart", "Q")
def falls(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Line chart: Nikkei −5.4%, …" behind a title of how far they are below their highs: each so far below its."""
    tags, row = sentence.tags, sentence.mentions
    title = sentence.text[: row[0].start]
    if "chart" not in words(sentence, 0, 2) or not ("below its high" in title or "below its own" in title):
        return
    for i in range(1, len(tags)):
        if tags[i - 1 : i + 1] == "NQ" and row[i].value.unit == "percent" and i not in taken:
            taken.add(i)
            marks = marked(sentence, quantity=i, subject=i - 1)
            span, keys = span_of(marks), (row[i - 1].value,)
            yield Claim(
                "below", sentence.part, span, keys, (Window("week"),), row[i].value, -1, marks=marks, detail="high all"
            )


@cued("largest")
def biggest(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "biggest": "the Nasdaq made the week's largest gain on Tuesday, +3.2%"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i] != "H" or row[i].low != "largest" or i in taken or i + 1 >= len(row) or row[i + 1].low not in GAINS:
            continue
        day = next((j for j in range(i + 2, min(i + 5, len(tags))) if tags[j] == "W"), -1)
        plain = words(sentence, i + 2, i + 5)
        number = next((j for j in range(i + 2, min(i + 7, len(tags))) if tags[j] == "Q"), -1)
        among = (
            tags[i - 1 : i] == "P"
            or i == 0
            or plain[:1] == ["was"]
            or any(m.low.startswith("the week") for m in row[:i])
            or "largest" in words(sentence, 0, i)
        )
        if (
            number < 0
            or not among
            or not (
                day >= 0 or plain[:1] in (["was"], ["of"]) or tags[i + 2 : i + 3] == "Q" or tags[i + 2 : i + 3] == "P"
            )
        ):
            continue
        who = next((j for j in range(i + 2, number) if tags[j] == "N"), -1)
        keys: tuple[str, ...] = (row[who].value,) if who >= 0 else ()
        if who < 0 and day >= 0:
            keys, who = whom(sentence, i)
        sense = GAINS[row[i + 1].low]
        taken.update({i, i + 1, number, day} - {-1})
        marks = marked(sentence, direction=i + 1, quantity=number, subject=who, window=day)
        window = Window("weekday", row[day].value) if day >= 0 else Window("week")
        near = marked(sentence, direction=i + 1, quantity=number, window=day)
        yield Claim(
            "biggest",
            sentence.part,
            span_of(near),
            keys,
            (window,),
            row[number].value,
            sense,
            marks=marks,
            detail="session",
        )


@cued("P")
def closes(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "closes": "63 sessions: gold +15.2% from 63 closes", how many there are between two days."""
    tags, row = sentence.tags, sentence.mentions
    span = next((m.value for m in row if m.tag == "P" and m.value.kind == "span"), None)
    if span is None:
        return
    for i in range(len(tags)):
        if tags[i] == "P" and row[i].value.kind == "sessions" and tags[i - 2 : i] == "P,":
            sentence.spent.add(i)
            taken.add(i)
            marks = marked(sentence, quantity=i)
            yield Claim(
                "closes",
                sentence.part,
                span_of(marks),
                (),
                (span,),
                marks=marks,
                number=row[i].value.number,
                detail="sessions",
            )
        elif tags[i : i + 2] == "Lz" and tags[i - 1 : i] == "f" and i not in taken:
            keys, who = whom(sentence, i)
            if keys:
                taken.add(i)
                marks = marked(sentence, quantity=i, subject=who)
                yield Claim(
                    "closes",
                    sentence.part,
                    span_of(marked(sentence, quantity=i)),
                    keys,
                    (span,),
                    marks=marks,
                    number=int(row[i].value.value),
                )
