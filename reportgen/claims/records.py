"""Records, and "since when": a close or a move held against the history before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import bearer, subject_of
from reportgen.claims.when import when

TOP = {
    "highest",
    "high",
    "best",
    "largest",
    "biggest",
    "strongest",
    "most",
    "steepest",
    "sharpest",
    "greatest",
    "fastest",
    "top",
}
MOVED = {
    "gain": 1, "gains": 1, "advance": 1, "rise": 1, "increase": 1, "jump": 1, "climb": 1, "rally": 1, "surge": 1,
    "rebound": 1, "upswing": 1,
    "loss": -1, "losses": -1, "decline": -1, "drop": -1, "fall": -1, "slide": -1, "decrease": -1, "slump": -1,
    "plunge": -1, "tumble": -1, "selloff": -1, "retreat": -1, "setback": -1,
    "move": 0, "pullback": -1, "dip": -1,
}  # fmt: skip
LEVELS = {"close", "closing", "level", "finish", "settlement", "reading", "mark", "point", "closes"}
UNITS = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year", "session": "day"}
INTRADAY = ("intraday", "intra-day", "during the session", "midday")
AWAY = {"below", "under", "off", "from", "shy", "short", "away", "beneath"}


@cued("R")
def records(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "record" (detail "high" or "low"), and "gap" (so much below a record close)."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "R" or i in taken or not _of_market(sentence, i):
            continue
        text = sentence.text[row[0].start : row[-1].end].lower()
        if any(word in text for word in INTRADAY):
            continue
        missed = _missed(sentence, i)
        if denied(sentence, i, i) and not missed:
            continue
        away = next((j for j in range(i - 1, max(i - 5, -1), -1) if AWAY & set(row[j].low.split())), -1)
        number = next((j for j in range(away - 1, max(away - 4, -1), -1) if tags[j] == "Q"), -1) if away > 0 else -1
        if _told_of_old(sentence, i):
            continue
        short = next(
            (SHORT[w] for j in (away, away - 1, away - 2) if j >= 0 for w in row[j].low.split() if w in SHORT), 0
        )
        near = next((j for j in range(i - 1, max(i - 4, -1), -1) if tags[j] == "Q" and tags[j + 1] == "o"), -1)
        if near > 0 and row[near - 1].low == "within":
            away, number = near - 1, near
        if away >= 0 and number < 0 and not short:
            continue
        subject = bearer(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        period = when(sentence, i, i)
        verb = next((row[j].low for j in range(i - 1, max(i - 7, -1), -1) if tags[j] == "z"), "")
        if verb.startswith(("end", "finish")) and all(
            w.kind in ("week", "day", "month", "year", "quarter") for w in period.windows
        ):
            period = replace(period, windows=(Window("day"),))
        elif (
            period.index > 0
            and tags[period.index - 1] == "z"
            and tags[period.index] == "P"
            and row[period.index - 1].low.startswith(("end", "finish", "clos", "wrap"))
        ):
            period = replace(period, windows=(Window("day"),))  # "ends the year at a record" speaks of its last session
        taken.add(i)
        if number >= 0 or away >= 0:
            taken.add(number)
            marks = marked(sentence, quantity=number, subject=subject.index, window=period.index, direction=away)
            quantity = _distance(row[number].value, within=near == number) if number >= 0 else _short(short)
            yield Claim(
                "gap",
                sentence.part,
                span_of(marks),
                subject.keys,
                period.windows,
                quantity,
                -1,
                marks=marks,
                detail=row[i].value,
            )
            continue
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=period.index)
            yield Claim(
                "record", sentence.part, span_of(marks), one.keys, period.windows, marks=marks, sure=one.sure,
                detail="none" if missed else row[i].value or "high",
                number=_times(sentence, i),
            )  # fmt: skip


MISSED = ("failed", "fails", "failing", "missed", "unable")


def _missed(sentence: Sentence, i: int) -> bool:
    """Whether no record is claimed: "failed to set a record"."""
    row = sentence.mentions
    return sentence.mentions[i].value != "low" and any(m.low in MISSED for m in row[max(0, i - 3) : i])


SHORT = {"hair": 2, "whisker": 2, "touch": 2, "shade": 2, "just": 3, "slightly": 3, "fractionally": 2, "inches": 2}
"""How far below, in percent, it may be at most."""


def _short(most: int) -> Quantity:
    """ "Just below its record": by no more than a little."""
    return Quantity(Decimal(most), 0, unit="percent", hedge="less than")


def _distance(quantity: Quantity, *, within: bool) -> Quantity:
    """How far from a record: "within 1% of" is no more than that, not rounded."""
    return replace(quantity, hedge=quantity.hedge or "less than") if within else quantity


def _told_of_old(sentence: Sentence, i: int) -> bool:
    """ "March 2020, when it closed at a record": a record of then, no claim of now."""
    row = sentence.mentions
    at = next((j for j in range(i) if row[j].low == "when"), -1)
    old = [m for m in row[max(0, at - 3) : at] if m.tag == "Y" and m.value.year and m.value.kind != "date"]
    return at > 0 and bool(old)


def _times(sentence: Sentence, i: int) -> int:
    """The number of records claimed where it is told ("its third record of the week"), else 0."""
    return int(sentence.mentions[i - 1].value) if i and sentence.tags[i - 1] == "O" else 0


def _of_market(sentence: Sentence, i: int) -> bool:
    tags, row = sentence.tags, sentence.mentions
    word = row[i].low
    after = row[i + 1].low if i + 1 < len(row) else ""
    if word in ("record", "records"):
        if after in (
            "date",
            "earnings",
            "revenue",
            "profit",
            "profits",
            "sales",
            "number",
            "volume",
            "amount",
            "inflows",
            "spending",
            "keeping",
            "of",
            "warmth",
            "heat",
            "debt",
            "run",
            "exports",
            "deficit",
            "year",
            "season",
            "quarter",
            "holiday",
        ):
            return False
        if tags[i - 1 : i] in ("r",) and row[i - 1].low in ("on", "for", "in"):
            return False
        if (
            word == "records"
            and tags[i - 1 : i] == "x"
            and row[i - 1].low
            not in (
                "set",
                "setting",
                "hit",
                "hits",
                "hitting",
                "new",
                "fresh",
                "reached",
                "notched",
                "posted",
                "sets",
                "closing",
                "more",
                "another",
                "both",
                "straight",
                "consecutive",
            )
        ):
            return False
        if row[i - 1].low in ("track", "off") if i else False:
            return False
        return any(t in "NTB" for t in tags) and (
            tags[i - 1 : i] in ("A", "t", "z", "U", "O", "x", "r", "w", "a", "C", "G", "E", ",", "o", "f")
            or tags[i + 1 : i + 2] in ("z", "H", "U")
        )
    return any(t in "NTB" for t in tags) or bool(sentence.context.subject)


@cued("highest lowest")
def ever(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Its highest close ever": a record by another name."""
    row = sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("highest", "lowest") or not any(
            m.low in ("ever", "in its history", "history") for m in row[i + 1 : i + 5]
        ):
            continue
        subject = subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        period = when(sentence, i, i)
        taken.add(i)
        marks = marked(sentence, direction=i, subject=subject.index, window=period.index)
        yield Claim(
            "record",
            sentence.part,
            span_of({"direction": marks["direction"]}),
            subject.keys,
            period.windows,
            marks=marks,
            detail="high" if mention.low == "highest" else "low",
            sure=subject.sure,
        )
