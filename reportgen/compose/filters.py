"""The filters and tests of prose: each prints a figure in one form, or says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from reportgen import formats
from reportgen.compose.ink import Ink
from reportgen.measure import spread, usual_size
from reportgen.model import Absent, Figure

UNITS = {
    "fraction": "a change",
    "fraction_difference": "a spread",
    "level": "a level",
    "points": "a change in points",
    "rank": "a rank",
    "text": "a fact",
    "price": "a price",
    "yield": "a rate",
    "yield_difference": "a change of a rate",
    "count": "a count",
    "share": "a share",
}
CHANGES = ("fraction", "fraction_difference", "points", "yield_difference")


class Unprintable(Exception):
    """A figure cannot be printed as the prose asks: which, and why."""

    def __init__(self, id: str, reason: str) -> None:
        super().__init__(reason)
        self.id = id
        self.reason = reason


class FactName:
    """`facts.KEY` in prose: printed as its value with its note."""

    def __init__(self, key: str, ink: Ink) -> None:
        self.key = key
        self.ink = ink


def _value(found: Any, *units: str) -> float:
    if isinstance(found, Absent):
        raise Unprintable(found.id, f"{found.id} is absent: {found.reason}")
    if not isinstance(found, Figure):
        raise Unprintable("", "only a figure can be printed so (such as russell_2000.week)")
    if found.unit not in units or isinstance(found.value, str):
        wanted = [UNITS[u] for u in units if u != "yield_difference" or "fraction" not in units]
        raise Unprintable(found.id, f"{found.id} is {UNITS[found.unit]}, not {formats.either(wanted)}")
    return found.value


def _day(found: Any) -> date:
    if isinstance(found, Absent):
        raise Unprintable(found.id, f"{found.id} is absent: {found.reason}")
    if isinstance(found, Figure):
        return date.fromisoformat(found.as_of)
    if isinstance(found, date):
        return found
    raise Unprintable("", "only a figure or a date of the week can be printed as a date")


def filters(ink: Ink) -> dict[str, Callable[..., str]]:
    """The filters of prose. Their docstrings are the reference."""

    def percent(found: Figure, decimals: int | None = None) -> str:
        """A change as percent with its sign: +4.6%; a rate or a share without one: 4.17%, 56.6%"""
        value = _value(found, "fraction", "yield", "share")
        if found.unit == "yield":
            return ink.print(found, formats.rate(value, found.decimals if decimals is None else decimals))
        form = formats.share if found.unit == "share" else formats.percent
        return ink.print(found, form(value, 1 if decimals is None else decimals))

    def size(found: Figure, decimals: int | None = None) -> str:
        """A change without its sign, where a verb says the direction: 4.6%, 3 basis points"""
        value = _value(found, "fraction", "yield_difference")
        if found.unit == "yield_difference":
            return ink.print(found, formats.rate_size(value, decimals or 0))
        return ink.print(found, formats.size(value, 1 if decimals is None else decimals))

    def points(found: Figure, decimals: int | None = None) -> str:
        """A change in index points, or in a price's currency, with its sign: +116.00, +$1.20"""
        value = _value(found, "points")
        places = found.decimals if decimals is None else decimals
        return ink.print(found, formats.price_change(value, found.currency, places))

    def level(found: Figure, decimals: int | None = None) -> str:
        """A close, a high, an average: 2,624.22; a price in its currency: $61,234.50; a rate: 4.17%"""
        value = _value(found, "level", "price", "yield")
        places = found.decimals if decimals is None else decimals
        if found.unit == "yield":
            return ink.print(found, formats.rate(value, places))
        return ink.print(found, formats.price(value, found.currency if found.unit == "price" else "", places))

    def basis_points(found: Figure, decimals: int = 0) -> str:
        """A change of a rate, a change or a spread in basis points: +3 bp"""
        value = _value(found, "fraction", "fraction_difference", "yield_difference")
        form = formats.rate_change if found.unit == "yield_difference" else formats.basis_points
        return ink.print(found, form(value, decimals))

    def percentage_points(found: Figure, decimals: int | None = None) -> str:
        """A spread, or a change of a rate, without its sign: 3.1 percentage points, 0.03 percentage points"""
        value = _value(found, "fraction_difference", "yield_difference")
        if found.unit == "yield_difference":
            return ink.print(found, formats.rate_points(value, 2 if decimals is None else decimals))
        return ink.print(found, formats.percentage_points(value, 1 if decimals is None else decimals))

    def share(found: Figure, decimals: int = 1) -> str:
        """A share of a whole: 56.6%"""
        return ink.print(found, formats.share(_value(found, "share"), decimals))

    def count(found: Figure) -> str:
        """How many, in digits: 356"""
        return ink.print(found, formats.count(_value(found, "count")))

    def moved(found: Figure, decimals: int | None = None) -> str:
        """Verb and size, by the thresholds below: rose 0.8%, fell 3 basis points"""
        value = _value(found, "fraction", "yield_difference")
        usual, of_rate = usual_size(ink.market, found), found.unit == "yield_difference"
        return ink.print(found, formats.moved(value, _horizon(found), decimals, usual, of_rate=of_rate))

    def verb(found: Figure) -> str:
        """The verb alone: rose"""
        value = _value(found, "fraction", "yield_difference")
        usual, of_rate = usual_size(ink.market, found), found.unit == "yield_difference"
        return ink.print(found, formats.verb(value, _horizon(found), usual, of_rate=of_rate))

    def versus(found: Figure, other: Figure, decimals: int = 1) -> str:
        """A change against another of the same period: 3.1 percentage points ahead of the S&P 500"""
        _value(found, "fraction")
        _value(other, "fraction")
        difference = spread(found, other)
        value = _value(difference, "fraction_difference")
        assert isinstance(difference, Figure)
        return ink.print(difference, formats.versus(value, f"the {other.name}", decimals))

    def ordinal(found: Figure) -> str:
        """A rank in words: first"""
        return ink.print(found, formats.ordinal(int(_value(found, "rank"))))

    def against_record(found: Figure, decimals: int | None = None) -> str:
        """A close against the record close (KEY.off_record): a record close, or 2.0% below its record close"""
        value = _value(found, "fraction", "yield_difference")
        if found.period != "off_record":
            raise Unprintable(found.id, f"{found.id} is not measured against a record (use KEY.off_record)")
        if value == 0:
            return ink.print(found, "a record close")
        of_rate = found.unit == "yield_difference"
        places = (0 if of_rate else 1) if decimals is None else decimals
        if not formats.rounded(value * 100, places):
            return ink.print(found, "just below its record close")
        words = formats.rate_size(value, places) if of_rate else formats.size(value, places)
        return ink.print(found, f"{words} below its record close")

    def day(found: Any, *, year: bool = True) -> str:
        """A date of the week, or the session a figure is of: January 9, 2026"""
        return formats.us_date(_day(found), year=year)

    def weekday(found: Any) -> str:
        """Its weekday: Friday"""
        return f"{_day(found):%A}"

    def value(found: FactName) -> str:
        """A fact's value without its note"""
        return ink.print(ink.fact(_fact(found).key), ink.facts[found.key].value)

    def note(found: FactName) -> str:
        """A fact's note alone, behind words of your own that state no number"""
        return ink.call(_fact(found).key)

    return {
        "percent": percent, "size": size, "points": points, "level": level, "basis_points": basis_points,
        "percentage_points": percentage_points, "share": share, "count": count, "moved": moved, "verb": verb,
        "versus": versus, "ordinal": ordinal, "against_record": against_record, "date": day, "weekday": weekday,
        "value": value, "note": note,
    }  # fmt: skip


def tests() -> dict[str, Callable[[Any], bool]]:
    """The tests of prose, for `{% if … %}`."""

    def known(found: Any) -> bool:
        """The figure is there: {% if russell_2000.one_year is known %}"""
        return isinstance(found, Figure)

    def rising(found: Any) -> bool:
        """The change is above zero"""
        return _value(found, *CHANGES) > 0

    def falling(found: Any) -> bool:
        """The change is below zero"""
        return _value(found, *CHANGES) < 0

    return {"known": known, "rising": rising, "falling": falling}


def _fact(found: Any) -> FactName:
    if not isinstance(found, FactName):
        raise Unprintable("", "only a fact (facts.KEY) has a note")
    return found


def _horizon(found: Figure) -> str:
    period = found.period.removesuffix("_total")
    return "week" if period == "week" else "day" if period.endswith("day") else ""
