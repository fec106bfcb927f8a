"""Levels told without their number: "in the teens", "a four-handle", "at parity", "in the low 20s"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import span_of
from reportgen.claims.nouns import Claim, Hedge, Kind, Quantity, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when
from reportgen.model import Span

DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
SAID = re.compile(
    r"\bin the (?P<teens>teens)\b|\bin the (?P<part>low|mid|high|upper|lower)?[- ]?(?P<tens>[2-9])0s\b"
    rf"|\b(?P<digit>[1-9]|{'|'.join(DIGITS)})[- ]handle\b"
    r"|\b(?P<side>below|under|above|over|at|to|more than|less than) (?:dollar )?parity\b",
    re.IGNORECASE,
)
PARTS = {"low": (0, 4), "lower": (0, 5), "mid": (3, 7), "high": (6, 10), "upper": (5, 10), "": (0, 10)}
LEAST = Decimal("0.0001")


@cued("teens handle parity 20 30 40 50 60 70 80 90", "N T")
def handles(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "level" and "threshold": between which numbers an instrument stands by such words."""
    row = sentence.mentions
    for found in SAID.finditer(sentence.text, row[0].start, row[-1].end):
        inside = [i for i, m in enumerate(row) if m.start < found.end() and found.start() < m.end]
        if not inside or taken.intersection(inside) or denied(sentence, inside[0], -1):
            continue
        subject = subject_of(sentence, inside[0], -1)
        key = subject.keys[0] if subject.keys else ""
        told = _told(found, rate=key in sentence.names.rates)
        if told is None or not key or not _of_kind(found, key, sentence):
            continue
        taken.update(inside)
        period = when(sentence, inside[0], -1, subject=subject.index)
        marks = {"quantity": Span(*found.span())}
        if subject.index >= 0:
            marks["subject"] = Span(row[subject.index].start, row[subject.index].end)
        kind, quantity = told
        windows: tuple[Window, ...] = period.windows
        yield Claim(
            kind, sentence.part, span_of(marks), subject.keys, windows, quantity, marks=marks, sure=subject.sure
        )


def _of_kind(found: re.Match[str], key: str, sentence: Sentence) -> bool:
    """Whether such words are said of such an instrument: parity of a currency, a handle of a rate, the teens of a gauge of fear."""
    if found["side"]:
        return "eur" in key
    if found["digit"]:
        return key in sentence.names.rates
    return key == "vix" or (key == "wti_crude" and not found["teens"])


def _told(found: re.Match[str], *, rate: bool) -> tuple[Kind, Quantity] | None:
    """What the words say as a number."""
    side = (found["side"] or "").lower()
    if side in ("at", "to"):
        return "level", Quantity(Decimal("0.99"), 4, high=Decimal("1.01"), unit="money", currency="USD")
    if side:
        hedge: Hedge = "more than" if side in ("above", "over", "more than") else "less than"
        return "threshold", Quantity(Decimal(1), 4, hedge=hedge, unit="money", currency="USD")
    if found["teens"]:
        return "level", Quantity(Decimal(11), 2, high=Decimal("19.99"))
    if found["tens"]:
        low, high = PARTS[(found["part"] or "").lower()]
        tens = Decimal(found["tens"]) * 10
        return "level", Quantity(tens + low, 2, high=tens + high)
    digit = found["digit"].lower()
    value = Decimal(DIGITS.get(digit) or int(digit))
    return "level", Quantity(value, 4, high=value + 1 - LEAST, unit="percent" if rate else "")
