"""Highs and lows of 52 weeks and of all time: where a close stands in its range, how far below its high."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.bearers import dated, whom, words
from reportgen.claims.cues import cued
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.sentence import Sentence

YEAR = Window("weeks", 52)


LITTLE = Quantity(Decimal("0.05"), 2, 0, "percent", "at most")
"""What "just below" may be at most: it would be printed as nothing."""


@cued("way", "Q")
def positions(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "position" and "bound": "between 33.62 and 80.83, 87% of the way up, after 94% a week before"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if (
            tag != "Q"
            or words(sentence, i + 1, i + 4)[:3] not in (["of", "way", "up"], ["of", "way", "down"])
            or i in taken
        ):
            continue
        keys, who = whom(sentence, i)
        if not keys:
            continue
        taken.update({i, i + 3})
        marks = marked(sentence, quantity=i, subject=who, direction=i + 3)
        way = 1 if tags[i + 3] == "U" else -1
        yield Claim(
            "position",
            sentence.part,
            span_of({"quantity": marks["quantity"], "way": marks["direction"]}),
            keys,
            (YEAR,),
            row[i].value,
            way,
            marks=marks,
        )
        if tags[i + 4 : i + 7] == ",wQ" and tags[i + 7 : i + 8] == "P":
            taken.add(i + 6)
            marks = marked(sentence, quantity=i + 6, subject=who, window=i + 7)
            yield Claim(
                "position",
                sentence.part,
                span_of(marked(sentence, quantity=i + 6)),
                keys,
                (YEAR,),
                row[i + 6].value,
                marks=marks,
                detail="before",
            )
        if tags[i - 5 : i] == "xLaL," and row[i - 5].low == "between":
            for j, detail in ((i - 4, "low"), (i - 2, "high")):
                taken.add(j)
                marks = marked(sentence, quantity=j, subject=who)
                yield Claim(
                    "bound",
                    sentence.part,
                    span_of(marked(sentence, quantity=j)),
                    keys,
                    (YEAR,),
                    row[j].value,
                    marks=marks,
                    detail=detail,
                )


@cued("H I own")
def gaps(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "gap" and "bound": "2.0% below its 52-week high of 2,624.22", "just below its own, 49,504.07"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if row[i].low not in ("below", "above", "off") or i in taken:
            continue
        j = i + 1
        year = tags[j : j + 1] == "P" and row[j].value == YEAR and "high" not in row[j].text
        j += year
        own = j < len(row) and row[j].low == "own"
        if not own and not (tags[j : j + 1] in ("H", "I") and row[j].low in ("high", "low")):
            continue
        number = i - 1 if tags[i - 1 : i] == "Q" else -1
        if number < 0 and not sentence.text[: row[i].start].rstrip().endswith("just"):
            number = j + 2 if own and tags[j + 1 : j + 3] == ",Q" else -1
            if number < 0:
                continue
        keys, who = whom(sentence, i)
        if not keys or number in taken:
            continue
        low = not own and tags[j] == "I"
        quantity = row[number].value if number >= 0 else LITTLE
        of = j + 2 if tags[j + 1 : j + 3] in ("oL", ",L") else -1
        day = j + 2 if tags[j + 1 : j + 3] == "oY" else -1
        taken.update({i, j, number, of, day} - {-1})
        marks = marked(sentence, quantity=number if number >= 0 else i, direction=i, subject=who, window=day, other=j)
        span = span_of(marked(sentence, quantity=number, direction=i, other=j, window=day))
        sense = 1 if row[i].low == "above" else -1
        windows = (Window("week"), *((row[day].value,) if day >= 0 else ()))
        whole = "all" if not year and (day >= 0 or (own and number > i)) else ""
        yield Claim(
            "below",
            sentence.part,
            span,
            keys,
            windows,
            quantity,
            sense,
            marks=marks,
            detail=f"{'low' if low else 'high'} {whole}".strip(),
        )
        if of >= 0:
            marks = marked(sentence, quantity=of, subject=who, direction=j)
            yield Claim(
                "bound",
                sentence.part,
                span_of(marked(sentence, quantity=of)),
                keys,
                (YEAR,),
                row[of].value,
                marks=marks,
                detail="low" if low else "high",
            )
    yield from _named(sentence, taken)
    for i in range(2, len(tags)):
        # "The Dow closed at a high; the Nasdaq is furthest below its own": of the history at hand, as in the chart.
        if (
            tags[i] in "HI"
            and tags[i - 2 : i] == "zA"
            and tags[i + 1 : i + 2] == ";"
            and "furthest" in words(sentence, i, len(row))
            and i not in taken
        ):
            taken.add(i)
            for j in [k for k in range(i) if tags[k] == "N"]:
                marks = marked(sentence, direction=i, subject=j)
                yield Claim(
                    "at end",
                    sentence.part,
                    span_of(marked(sentence, direction=i, subject=j)),
                    (row[j].value,),
                    (Window("week"),),
                    marks=marks,
                    detail=f"{'low' if tags[i] == 'I' else 'high'} all",
                )


def _named(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "a 52-week high of 2,624.22", "its 52-week low of …", "closed at a 52-week high"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if (
            tag not in "HI"
            or i in taken
            or row[i].low not in ("high", "low")
            or tags[i - 1 : i] != "P"
            or row[i - 1].value != YEAR
        ):
            continue
        keys, who = whom(sentence, i)
        of = i + 2 if tags[i + 1 : i + 3] in ("oL", ",L") else -1
        if of >= 0 and keys:
            yield from _measured(sentence, i, of, taken)
            taken.update({i, of})
            marks = marked(sentence, quantity=of, direction=i, subject=who)
            yield Claim(
                "bound",
                sentence.part,
                span_of(marked(sentence, quantity=of, direction=i)),
                keys,
                (YEAR,),
                row[of].value,
                marks=marks,
                detail="low" if tag == "I" else "high",
            )
        if keys and tags[:i].rstrip("P").endswith(("zA", "A")) and "f" not in tags[max(0, i - 3) : i]:
            each = [j for j in range(i) if tags[j] == "N"] if tags[:i].count("N") > 1 and ";" not in tags[:i] else [who]
            taken.add(i)
            for j in each:
                marks = marked(sentence, direction=i, subject=j)
                key = row[j].value if j >= 0 and tags[j] == "N" else keys[0]
                yield Claim(
                    "at end",
                    sentence.part,
                    span_of(marked(sentence, direction=i)),
                    (key,),
                    (YEAR,),
                    marks=marks,
                    detail="low" if tag == "I" else "high",
                )


def _measured(sentence: Sentence, i: int, of: int, taken: set[int]) -> Iterator[Claim]:
    """As in "Measured from its 52-week low of 1,565.40, the Dow is up 6.0%"."""
    tags, row = sentence.tags, sentence.mentions
    number = next((j for j in range(of + 1, len(tags)) if tags[j] == "Q"), -1)
    if (
        words(sentence, 0, i)[:2] != ["measured", "from"]
        or number < 0
        or number in taken
        or tags[number - 1] not in "UD"
    ):
        return
    keys, who = whom(sentence, number)
    if keys:
        taken.update({number, number - 1})
        marks = marked(sentence, quantity=number, direction=number - 1, subject=who)
        yield Claim(
            "below",
            sentence.part,
            span_of(marks),
            keys,
            (Window("week"),),
            row[number].value,
            1 if tags[number - 1] == "U" else -1,
            marks=marks,
            detail="low" if tags[i] == "I" else "high",
        )


@cued("R")
def tops(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Its record close of 1,970.00": the level of the record, told as a bound of all time."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i : i + 3] == "RoL" and row[i].value == "high" and i + 2 not in taken:
            keys, who = whom(sentence, i)
            if keys:
                taken.add(i + 2)
                marks = marked(sentence, quantity=i + 2, subject=who)
                yield Claim(
                    "bound",
                    sentence.part,
                    span_of(marked(sentence, quantity=i + 2)),
                    keys,
                    (Window("week"),),
                    row[i + 2].value,
                    marks=marks,
                    detail="record",
                )
                below = next(
                    (j for j in range(i + 3, len(tags) - 1) if row[j].low == "below" and tags[j + 1] == "T"),
                    -1,
                )
                if below > 0 and tags[below - 1] == "Q" and below - 1 not in taken:
                    taken.update({below - 1, below})
                    marks = marked(sentence, quantity=below - 1, direction=below, subject=who)
                    yield Claim(
                        "gap",
                        sentence.part,
                        span_of(marked(sentence, quantity=below - 1, direction=below)),
                        keys,
                        (Window("week"),),
                        row[below - 1].value,
                        -1,
                        marks=marks,
                        detail="high",
                    )


@cued("H I", "Q")
def depths(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "depth": "lowest −17.2% on July 17, 2025", how far a close stood below the highest until then."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if (
            tag not in "HI"
            or tags[i + 1 : i + 2] != "Q"
            or i + 1 in taken
            or row[i + 1].value.sign >= 0
            or row[i + 1].value.unit != "percent"
        ):
            continue
        at = dated(sentence, i + 1)
        keys, who = whom(sentence, i)
        if at < 0 or not keys:
            continue
        taken.update({i, i + 1, at})
        marks = marked(sentence, quantity=i + 1, direction=i, subject=who, window=at)
        yield Claim(
            "depth",
            sentence.part,
            span_of(marked(sentence, quantity=i + 1, direction=i, window=at)),
            keys,
            (row[at].value,),
            row[i + 1].value,
            marks=marks,
            detail="high" if tag == "H" else "low",
        )
