"""Numbers in digits and in words, with what they count and how exactly they are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from reportgen.claims.atoms import SIGNS, Atom
from reportgen.claims.nouns import Quantity, Unit

UNITS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}  # fmt: skip
TENS = {
    w: n * 10 for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
PARTS = {
    "half": Decimal("0.5"), "third": Decimal(1) / 3, "thirds": Decimal(1) / 3, "quarter": Decimal("0.25"),
    "quarters": Decimal("0.25"),
    "fourth": Decimal("0.25"), "fourths": Decimal("0.25"), "fifth": Decimal("0.2"), "fifths": Decimal("0.2"),
    "tenth": Decimal("0.1"), "tenths": Decimal("0.1"),
    "halves": Decimal("0.5"), "eighth": Decimal("0.125"), "eighths": Decimal("0.125"), "sixth": Decimal(1) / 6,
    "hundredth": Decimal("0.01"), "hundredths": Decimal("0.01"),
}  # fmt: skip
VULGAR = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.333",
    "⅔": "0.667",
    "⅛": "0.125",
    "⅜": "0.375",
    "⅝": "0.625",
    "⅞": "0.875",
}
LARGE = {"thousand", "million", "billion", "trillion", "m", "bn", "tn", "k", "mn"}
MONEY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


ARROWS = {"▲": 1, "△": 1, "↑": 1, "▼": -1, "▽": -1, "↓": -1}
"""Marks that say which way the number behind them went."""


def number(row: Sequence[Atom], i: int) -> tuple[Quantity, int] | None:
    """The number that begins at atom `i`, with its unit, and the atom behind it; None where none does.

    A range comes as one quantity with `high`. Millions and billions, ordinals and numbers inside words are none.
    """
    if row[i].text in ARROWS and i + 1 < len(row):
        found_behind = number(row, i + 1)
        if found_behind is None or found_behind[0].sign:
            return None
        return replace(found_behind[0], sign=ARROWS[row[i].text]), found_behind[1]
    start, sign, currency = i, 0, ""
    while i < len(row) and row[i].kind == "p" and (row[i].text in SIGNS or row[i].text in MONEY):
        if row[i].text in SIGNS:
            if sign or (i == start and i and row[i].glued and row[i - 1].kind != "p"):
                return None
            sign = 1 if row[i].text == "+" else -1
        else:
            currency = MONEY[row[i].text]
        if i + 1 >= len(row) or not row[i + 1].glued:
            return None
        i += 1
    if i >= len(row):
        return None
    first = _plain(row, i)
    if first is None:
        return None
    value, decimals, worded, i = first
    found = Quantity(value, decimals, sign, "", "", None, worded, currency)
    if (
        i < len(row)
        and row[i].kind == "w"
        and row[i].glued
        and row[i].low in ("st", "nd", "rd", "th", "s", "x", "h", "a", "b", "k", "d", "g")
    ):
        if row[i].low == "x":
            return replace(found, unit="times"), i + 1
        return None
    unit, after, tail = _unit(row, i)
    if not unit and worded and decimals and value < 1 and _of_itself(row, start, i):
        return replace(found, value=value * 100, decimals=1, unit="percent"), i
    if unit == "large":
        return None
    if unit == "" and currency and after < len(row) and row[after].low in LARGE:
        return None
    if not unit or unit in ("percent", "basis points", "points", "percentage points", "money"):
        ranged = _range(row, after, found, unit)
        if ranged:
            return ranged
    if unit == "money" and not currency:
        currency = "USD"
    counted: Unit = cast("Unit", unit) or ("money" if currency else "")
    found = replace(found, unit=counted, currency=currency)
    if tail:
        found = replace(found, value=found.value / 100, decimals=found.decimals + 2)
    return found, after


def _of_itself(row: Sequence[Atom], start: int, end: int) -> bool:
    """Whether a part is one of the level itself: "by more than a quarter", "a third higher"."""
    if any(atom.low == "by" for atom in row[max(0, start - 4) : start]):
        return True
    return end < len(row) and row[end].low in ("higher", "lower", "above", "below")


def _plain(row: Sequence[Atom], i: int) -> tuple[Decimal, int, bool, int] | None:
    """A number without its unit: value, decimals, whether in words or a fraction, the atom behind it."""
    atom = row[i]
    if atom.kind == "n":
        text = atom.text.replace(",", "")
        value, decimals = Decimal(text), len(text.partition(".")[2])
        j = i + 1
        if j < len(row) and row[j].text in VULGAR and row[j].glued:
            return value + Decimal(VULGAR[row[j].text]), 2, True, j + 1
        if (
            j + 2 < len(row)
            and row[j].kind == "n"
            and row[j + 1].text == "/"
            and row[j + 1].glued
            and row[j + 2].kind == "n"
            and row[j + 2].glued
        ):
            below = Decimal(row[j + 2].text.replace(",", ""))
            if below and below <= 32 and Decimal(row[j].text.replace(",", "")) < below:
                return value + Decimal(row[j].text.replace(",", "")) / below, 2, True, j + 3
        if j + 1 < len(row) and row[j].text == "/" and row[j].glued and row[j + 1].kind == "n" and row[j + 1].glued:
            below = Decimal(row[j + 1].text.replace(",", ""))
            if below and below <= 32 and value < below:
                return value / below, 2, True, j + 2
            return None
        if (
            j + 3 < len(row) and row[j].text in "-‑" and row[j].glued and row[j + 1].kind == "n" and row[j + 2].text == "/" and row[j + 2].glued
            and row[j + 3].kind == "n" and row[j + 3].glued
        ):  # fmt: skip
            below = Decimal(row[j + 3].text.replace(",", ""))
            if below and below <= 32:
                return value + Decimal(row[j + 1].text) / below, 2, True, j + 4
        return value, decimals, False, j
    if atom.text in VULGAR:
        return Decimal(VULGAR[atom.text]), 2, True, i + 1
    if atom.kind != "w":
        return None
    return _worded(row, i)


def _worded(row: Sequence[Atom], i: int) -> tuple[Decimal, int, bool, int] | None:
    low = row[i].low
    if (
        low in PARTS
        and low in ("half", "quarter", "third")
        and i + 1 < len(row)
        and row[i + 1].low in ("a", "of", "percent", "percentage", "point", "per", "an")
    ) or (low == "half" and i and row[i - 1].low == "by"):
        return PARTS[low], 2, True, i + 1
    if low in ("a", "an") and i + 1 < len(row):
        after = row[i + 1].low
        if after in ("half", "third", "quarter", "fifth", "tenth", "eighth", "fourth", "sixth", "hundredth"):
            behind = row[i + 2].low if i + 2 < len(row) else ""
            by = _of_itself(row, i, i + 2)
            return (
                (PARTS[after], 2, True, i + 2)
                if after == "half" or by or behind in ("of", "point", "percent", "percentage", "per")
                else None
            )
        if after in ("percent", "percentage", "basis") or (
            after == "full" and i + 2 < len(row) and row[i + 2].low in ("percent", "percentage", "point")
        ):
            return Decimal(1), 0, True, i + (2 if after == "full" else 1)
        if after == "per" and i + 2 < len(row) and row[i + 2].low == "cent":
            return Decimal(1), 0, True, i + 1
        if after == "point" and i + 2 < len(row):
            return None
        return None
    total, j = 0, i
    if low in TENS:
        total, j = TENS[low], i + 1
        if j < len(row) and row[j].low in UNITS and 0 < UNITS[row[j].low] < 10:
            total, j = total + UNITS[row[j].low], j + 1
    elif low in UNITS and not (
        low == "one" and i and row[i - 1].low == "at" and row[i + 1 : i + 2] and row[i + 1].low == "point"
    ):
        total, j = UNITS[low], i + 1
    else:
        return None
    if (j < len(row) and row[j].low in PARTS and row[j].low not in ("quarter",)) or (
        j < len(row)
        and row[j].low == "quarter"
        and total == 1
        and j + 1 < len(row)
        and row[j + 1].low in ("of", "point", "percent")
    ):
        if row[j].low in ("third", "fourth", "fifth", "sixth", "eighth", "tenth") and total != 1:
            return Decimal(total), 0, True, j
        return total * PARTS[row[j].low], 2, True, j + 1
    if j < len(row) and row[j].low == "hundred":
        total, j = total * 100, j + 1
    if j < len(row) and row[j].low == "thousand":
        total, j = total * 1000, j + 1
    if (
        j < len(row)
        and row[j].low == "and"
        and j + 3 < len(row)
        and row[j + 1].low in ("a", "one", "two", "three")
        and row[j + 2].low in PARTS
    ):
        times = UNITS.get(row[j + 1].low, 1) or 1
        return total + times * PARTS[row[j + 2].low], 2, True, j + 3
    return Decimal(total), 0, True, j


def _unit(row: Sequence[Atom], i: int) -> tuple[Unit | str, int, bool]:
    """The unit at atom `i`, the atom behind it, and whether it counts hundredths (cents)."""
    j = i
    if j < len(row) and row[j].low in ("of", "a", "full"):
        k = j
        while k < len(row) and row[k].low in ("of", "a", "one", "full"):
            k += 1
        if k < len(row) and row[k].low in ("percent", "percentage", "point", "per", "%", "cent", "dollar", "basis"):
            j = k
    if j >= len(row):
        return "", i, False
    low = row[j].low
    after = row[j + 1].low if j + 1 < len(row) else ""
    if low == "%":
        if after in ("point", "points", "pts", "pt"):
            return "percentage points", j + 2, False
        return "percent", j + 1, False
    if low in ("percent", "pct", "pc"):
        if after in ("point", "points"):
            return "percentage points", j + 2, False
        return "percent", j + 1, False
    if low == "per" and after == "cent":
        return "percent", j + 2, False
    if low == "percentage" and after in ("point", "points"):
        return "percentage points", j + 2, False
    if low == "pp" or low == "ppt" or low == "ppts":
        return "percentage points", j + 1, False
    if low == "basis" and after in ("point", "points"):
        return "basis points", j + 2, False
    if low in ("bp", "bps"):
        return "basis points", j + 1, False
    if low in ("points", "point", "pts", "pt"):
        return "points", j + 1, False
    if low == "index" and after == "points":
        return "points", j + 2, False
    if low in ("dollars", "dollar", "euros"):
        return "money", j + 1, False
    if low in ("cents", "cent"):
        return "money", j + 1, True
    if low == "times":
        return "times", j + 1, False
    if low in LARGE and not (low in ("m", "k") and not row[j].glued):
        return "large", j + 1, False
    return "", i, False


def _range(row: Sequence[Atom], i: int, low: Quantity, unit: str) -> tuple[Quantity, int] | None:
    if i + 1 >= len(row) or row[i].low not in ("to", "-", "–", "—", "‑"):
        return None
    if row[i].low != "to" and not (row[i].glued or row[i + 1].kind == "n"):
        return None
    j = i + 1
    currency = low.currency
    if row[j].text in MONEY and j + 1 < len(row):
        currency, j = MONEY[row[j].text], j + 1
    second = _plain(row, j)
    if second is None or (row[i].low == "to" and second[2] and not low.worded):
        return None
    value, decimals, _, j = second
    other, after, _ = _unit(row, j)
    if not unit and not other and (row[i].low == "to" or not currency):
        return None
    if unit and other and unit != other:
        return None
    if row[i].low == "to" and unit and not other:
        return None  # "rose 1.2% to 2,624.22": a change and a level
    # "rose 0.05 percentage points to 4.2 percentage points" aside, a range has its ends near each other.
    if other == "large" or (value and low.value and (value > low.value * 20)):
        return None
    if row[i].low != "to" and not unit and other and low.value > 31 and low.decimals == 0 and decimals:
        return None
    return (
        replace(
            low,
            unit=cast("Unit", other or unit or "money"),
            high=value,
            decimals=max(low.decimals, decimals),
            currency=currency,
        ),
        after,
    )
