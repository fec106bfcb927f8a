"""The words that prose may begin with: figures by name, facts, the week. One table each, documented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reportgen import formats
from reportgen.compose.filters import FactName, Unprintable, filters, tests
from reportgen.compose.ink import Ink
from reportgen.measure import MEASURES
from reportgen.measure.breadth import BREADTH_MEASURES
from reportgen.model import Absent, Figure, TradingWeek

__all__ = ["Unprintable", "attributes", "filters", "names", "printed", "tests"]


class Named:
    """`russell_2000`, or a universe such as `members`, in prose: its figures as attributes."""

    def __init__(self, key: str, ink: Ink, measures: Mapping[str, str] = MEASURES) -> None:
        self._key = key
        self._ink = ink
        self._measures = measures

    def __getattr__(self, measure: str) -> Figure | Absent:
        if measure not in self._measures:
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
        **{key: Named(key, ink, BREADTH_MEASURES) for key in ink.universes},
        **{key: Named(key, ink) for key in ink.instruments},
        "facts": Facts(ink),
        "week": Week(ink.market.week),
    }


def attributes(ink: Ink) -> Mapping[str, tuple[str, ...]]:
    """What may follow each name and a dot."""
    return {
        **{key: tuple(BREADTH_MEASURES) for key in ink.universes},
        **{key: tuple(MEASURES) for key in ink.instruments},
        "facts": tuple(ink.facts),
        "week": Week.NAMES,
    }


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
