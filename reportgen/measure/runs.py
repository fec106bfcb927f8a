"""Closes in a row, without a gap: whatever reaches back into the history is measured on them.

A highest close is only proved by every close, so that a figure whose window has a gap is absent.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportgen.measure.closes import missing
from reportgen.model import Absent, Close, Closes, MarketWeek


@dataclass(frozen=True)
class Run:
    """Sessions of one instrument in a row, up to the week's end, and their closes as quoted."""

    sessions: tuple[date, ...]
    levels: tuple[float, ...]

    @cached_property
    def told(self) -> str:
        """What a formula calls it."""
        return f"the {len(self.sessions)} closes from {self.sessions[0]} to {self.sessions[-1]}"

    @cached_property
    def highest(self) -> date:
        """The first session with the highest close."""
        return self.sessions[self.levels.index(max(self.levels))]

    @cached_property
    def lowest(self) -> date:
        """The first session with the lowest close."""
        return self.sessions[self.levels.index(min(self.levels))]


def levels_at(closes: Mapping[date, Close], sessions: tuple[date, ...]) -> tuple[float, ...] | None:
    """The closes of `sessions` (ascending) as quoted; None where one of them is missing."""
    if isinstance(closes, Closes) and sessions:
        first = bisect_left(closes.sessions, sessions[0])
        part = slice(first, first + len(sessions))
        if closes.sessions[part] == sessions:
            return closes.levels[part]
    try:
        return tuple([closes[session].level for session in sessions])
    except KeyError:
        return None


def since(market: MarketWeek, key: str, start: date, id: str) -> Run | Absent:
    """Every close from the first session on or after `start`; Absent, with the first that is missing.

    A run is found once and kept on the week, as a cached property is.
    """
    kept: dict[tuple[str, date], Run] = market.__dict__.setdefault("_runs", {})
    if (key, start) in kept:
        return kept[key, start]
    week, closes = market.week_of(key), market.closes[key]
    if week.calendar[0] > start:
        return Absent(id, f"the calendar kept with the record does not reach back to {start:%A} {start}")
    if start > week.end:
        return Absent(id, f"{start} is later than the week")
    sessions = week.calendar[bisect_left(week.calendar, start) : bisect_right(week.calendar, week.end)]
    levels = levels_at(closes, sessions)
    if not levels:
        return Absent(id, missing(key, next((s for s in sessions if s not in closes), start)))
    return kept.setdefault((key, start), Run(sessions, levels))


def last(market: MarketWeek, key: str, count: int, id: str) -> Run | Absent:
    """The last `count` closes; Absent, with the first that is missing."""
    calendar = market.week_of(key).calendar
    end = bisect_right(calendar, market.week_of(key).end)
    if end < count:
        return Absent(id, f"the calendar kept with the record holds {end} sessions, not {count}")
    return since(market, key, calendar[end - count], id)
