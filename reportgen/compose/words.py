"""The words that prose may use: figures by name, facts, the week; filters, tests. One table each, documented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from reportgen import formats
from reportgen.compose.ink import Ink
from reportgen.measure import MEASURES, spread
from reportgen.model import Absent, Figure, TradingWeek

UNITS = {
    "fraction": "a change",
    "fraction_difference": "a spread",
    "level": "a level",
    "points": "a change in points",
    "rank": "a rank",
    "text": "a fact",
}


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


class Named:
    """`russell_2000` in prose: its figures as attributes."""

    def __init__(self, key: str, ink: Ink) -> None:
        self._key = key
        self._ink = ink

    def __getattr__(self, measure: str) -> Figure | Absent:
        if measure not in MEASURES:
            raise AttributeError(measure)
        return self._ink.figure(self._key, measure)


class Facts:
    """`facts` in prose."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink

    def __getattr__(self, key: str) -> FactName:
        if key not in self._ink.facts:
            raise AttributeError(key)
        return FactName(key, self._ink)


class Count(int):
    """A number that prose may print although no figure stands behind it: how many sessions the week has."""


class Week:
    """`week` in prose: its dates and whether it was whole."""

    NAMES = ("end", "base", "first", "shortened", "sessions")

    def __init__(self, week: TradingWeek) -> None:
        self.end = week.end
        self.base = week.base
        self.first = week.sessions[0]
        self.shortened = week.shortened
        self.sessions = Count(len(week.sessions))


def names(ink: Ink) -> dict[str, Any]:
    """Every name that prose may begin with."""
    return {
        **{key: Named(key, ink) for key in ink.instruments},
        "facts": Facts(ink),
        "week": Week(ink.market.week),
    }


def attributes(ink: Ink) -> Mapping[str, tuple[str, ...]]:
    """What may follow each name and a dot."""
    return {
        **{key: tuple(MEASURES) for key in ink.instruments},
        "facts": tuple(ink.facts),
        "week": Week.NAMES,
    }


def _value(found: Any, *units: str) -> float:
    if isinstance(found, Absent):
        raise Unprintable(found.id, f"{found.id} is absent: {found.reason}")
    if not isinstance(found, Figure):
        raise Unprintable("", "only a figure can be printed so (such as russell_2000.week)")
    if found.unit not in units or isinstance(found.value, str):
        wanted = " or ".join(UNITS[u] for u in units)
        raise Unprintable(found.id, f"{found.id} is {UNITS[found.unit]}, not {wanted}")
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

    def percent(found: Figure, decimals: int = 1) -> str:
        """A change as percent with its sign: +4.6%"""
        return ink.print(found, formats.percent(_value(found, "fraction"), decimals))

    def size(found: Figure, decimals: int = 1) -> str:
        """A change without its sign, where a verb says the direction: 4.6%"""
        return ink.print(found, formats.size(_value(found, "fraction"), decimals))

    def points(found: Figure, decimals: int = 2) -> str:
        """A change in index points with its sign: +116.00"""
        return ink.print(found, formats.points(_value(found, "points"), decimals))

    def level(found: Figure, decimals: int = 2) -> str:
        """A close or a record close: 2,624.22"""
        return ink.print(found, formats.level(_value(found, "level"), decimals))

    def basis_points(found: Figure, decimals: int = 0) -> str:
        """A change or a spread in basis points: +305 bp"""
        return ink.print(found, formats.basis_points(_value(found, "fraction", "fraction_difference"), decimals))

    def percentage_points(found: Figure, decimals: int = 1) -> str:
        """A spread, without its sign: 3.1 percentage points"""
        return ink.print(found, formats.percentage_points(_value(found, "fraction_difference"), decimals))

    def moved(found: Figure, decimals: int = 1) -> str:
        """Verb and size, by the thresholds of the period: rose 0.8%"""
        return ink.print(found, formats.moved(_value(found, "fraction"), _horizon(found), decimals))

    def verb(found: Figure) -> str:
        """The verb alone: rose"""
        return ink.print(found, formats.verb(_value(found, "fraction"), _horizon(found)))

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

    def against_record(found: Figure, decimals: int = 1) -> str:
        """A close against the record close (KEY.off_record): a record close, or 2.0% below its record close"""
        value = _value(found, "fraction")
        if found.period != "off_record":
            raise Unprintable(found.id, f"{found.id} is not measured against a record (use KEY.off_record)")
        if value == 0:
            return ink.print(found, "a record close")
        if not formats.rounded(value * 100, decimals):
            return ink.print(found, "just below its record close")
        return ink.print(found, f"{formats.size(value, decimals)} below its record close")

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
        "percentage_points": percentage_points, "moved": moved, "verb": verb, "versus": versus,
        "ordinal": ordinal, "against_record": against_record, "date": day, "weekday": weekday,
        "value": value, "note": note,
    }  # fmt: skip


def tests() -> dict[str, Callable[[Any], bool]]:
    """The tests of prose, for `{% if … %}`."""

    def known(found: Any) -> bool:
        """The figure is there: {% if russell_2000.one_year is known %}"""
        return isinstance(found, Figure)

    def rising(found: Any) -> bool:
        """The change is above zero"""
        return _value(found, "fraction", "fraction_difference", "points") > 0

    def falling(found: Any) -> bool:
        """The change is below zero"""
        return _value(found, "fraction", "fraction_difference", "points") < 0

    return {"known": known, "rising": rising, "falling": falling}


def printed(found: Any, ink: Ink) -> Any:
    """What `{{ … }}` without a filter prints: a figure in its usual form, a fact with its note."""
    if isinstance(found, Absent):
        raise Unprintable(found.id, f"{found.id} is absent: {found.reason}")
    if isinstance(found, Figure):
        return ink.usual(found)
    if isinstance(found, FactName):
        return ink.print(ink.fact(found.key), ink.facts[found.key].value) + ink.call(found.key)
    if isinstance(found, date):
        return formats.us_date(found)
    if isinstance(found, Count | str):
        return str(found)
    raise Unprintable("", "only a figure, a fact or a date can be printed here")


def _fact(found: Any) -> FactName:
    if not isinstance(found, FactName):
        raise Unprintable("", "only a fact (facts.KEY) has a note")
    return found


def _horizon(found: Figure) -> str:
    return "week" if found.period == "week" else "day" if found.period.endswith("day") else ""
