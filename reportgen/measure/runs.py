"""The closes that lead to the week's end without a gap: whatever reaches back into the history is measured on them.

A highest close is only proved by every close, so that a figure whose window has a gap is absent.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile
from operator import attrgetter

from reportgen.measure.closes import missing
from reportgen.model import Absent, Close, MarketWeek, TradingWeek

_LEVEL = attrgetter("level")


@dataclass(frozen=True)
class Run:
    """Sessions of one instrument in a row, up to the week's end, and their closes as quoted."""

    sessions: tuple[date, ...]
    levels: tuple[float, ...]

    @cached_property
    def highest(self) -> date:
        """The first session with the highest close."""
        return self.sessions[self.levels.index(max(self.levels))]

    @cached_property
    def lowest(self) -> date:
        """The first session with the lowest close."""
        return self.sessions[self.levels.index(min(self.levels))]

    def since(self, start: date) -> Run:
        """The part from `start` on."""
        first = bisect_left(self.sessions, start)
        return Run(self.sessions[first:], self.levels[first:]) if first else self


def run(market: MarketWeek, key: str) -> Run:
    """The closes of an instrument back to the last gap. Found once and kept on the week, as a cached property is."""
    kept: dict[str, Run] = market.__dict__.setdefault("_runs", {})
    if key not in kept:
        kept[key] = _run(market.week_of(key), market.closes[key])
    return kept[key]


def since(market: MarketWeek, key: str, start: date, id: str) -> Run | Absent:
    """Every close from the first session on or after `start`; Absent, with the first that is missing."""
    week, whole = market.week_of(key), run(market, key)
    if week.calendar[0] > start:
        return Absent(id, f"the calendar kept with the record does not reach back to {start:%A} {start}")
    if start > week.end:
        return Absent(id, f"{start} is later than the week")
    if not whole.sessions or whole.sessions[0] > start:
        span = week.calendar[bisect_left(week.calendar, start) : bisect_right(week.calendar, week.end)]
        lost = next((s for s in span if s not in market.closes[key]), None)
        if lost or not span:
            return Absent(id, missing(key, lost or start))
    return whole.since(start)


def last(market: MarketWeek, key: str, count: int, id: str) -> Run | Absent:
    """The last `count` closes; Absent, with the first that is missing."""
    calendar = market.week_of(key).calendar
    end = bisect_right(calendar, market.week_of(key).end)
    if end < count:
        return Absent(id, f"the calendar kept with the record holds {end} sessions, not {count}")
    return since(market, key, calendar[end - count], id)


def _run(week: TradingWeek, closes: Mapping[date, Close]) -> Run:
    calendar = week.calendar[: bisect_right(week.calendar, week.end)]
    ordered = tuple(closes)
    if ordered and ordered == calendar[-len(ordered) :]:
        return Run(ordered, tuple(map(_LEVEL, closes.values())))
    count = sum(1 for _ in takewhile(closes.__contains__, reversed(calendar)))
    sessions = calendar[len(calendar) - count :]
    return Run(sessions, tuple(closes[session].level for session in sessions))
