"""How long ten instruments' figures take from a history of twenty years, in times what pandas needs to read the week.

Paired runs: pandas reads, for each instrument, the week's closes and those of its bases from a frame in memory; then
the figures of the same week are computed, from a MarketWeek that has never been asked before.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from reportgen.measure import base_of, figure
from reportgen.measure.records import history, milestones
from reportgen.model import Absent, Close, Instrument, MarketWeek, TradingWeek

SESSIONS, INSTRUMENTS, PAIRS = 5040, 10, 41
END = date(2026, 1, 9)
ASKED = (
    "close", "day", "week", "week_points", "month", "quarter", "year", "one_year",
    "high_52_weeks", "low_52_weeks", "off_high", "record_close", "off_record",
)  # fmt: skip
BASES = ("week", "month", "quarter", "year", "one_year", "from_52_weeks_ago")


def measure() -> float:
    """The median, over paired runs, of the time of the figures over the time of pandas."""
    return _median(figures)


def with_records() -> float:
    """The same with the records desk: every item of every instrument, ranked."""
    return _median(lambda market, instruments: figures(market, instruments) + records(market))


def _median(work: Callable[[MarketWeek, dict[str, Instrument]], int]) -> float:
    market, instruments = world()
    frame, sessions, bases = table(market)
    ratios = []
    for _ in range(PAIRS):
        fresh = replace(market)
        start = perf_counter()
        read(frame, sessions, bases)
        middle = perf_counter()
        work(fresh, instruments)
        ratios.append((perf_counter() - middle) / (middle - start))
    return median(ratios)


def world() -> tuple[MarketWeek, dict[str, Instrument]]:
    """Ten instruments with a close for each of 5,040 weekdays up to the week's end."""
    days = [END - timedelta(days=back) for back in range(SESSIONS * 7 // 5 + 7)]
    calendar = tuple(sorted(d for d in days if d.weekday() < 5)[-SESSIONS:])
    chance = random.Random(1)
    closes: dict[str, dict[date, Close]] = {}
    for number in range(INSTRUMENTS):
        level, held = 1000.0, {}
        for day in calendar:
            level *= 1 + chance.gauss(0.0003, 0.01)
            held[date(day.year, day.month, day.day)] = Close(day, round(level, 2), "The Exchange")
        closes[f"one_{number}"] = held
    instruments = {key: Instrument(key, key.upper(), key, key, begins=calendar[0]) for key in closes}
    week = TradingWeek("XNYS", calendar[-5:], calendar[-6], calendar)
    return MarketWeek(week, closes, "The Exchange"), instruments


def table(market: MarketWeek) -> tuple[Any, list[Any], list[Any]]:
    """The same closes as a frame, the week's sessions and the bases."""
    import pandas

    levels = {key: [close.level for close in held.values()] for key, held in market.closes.items()}
    frame = pandas.DataFrame(levels, index=pandas.DatetimeIndex(market.week.calendar))
    sessions = [pandas.Timestamp(day) for day in market.week.sessions]
    return frame, sessions, [pandas.Timestamp(base_of(market.week, period)) for period in BASES]


def read(frame: Any, sessions: list[Any], bases: list[Any]) -> list[Any]:
    """What pandas does."""
    return [(frame.loc[sessions, key], [frame.loc[base, key] for base in bases]) for key in frame.columns]


def figures(market: MarketWeek, instruments: dict[str, Instrument]) -> int:
    """What reportgen does; returns how many figures are known (all of them)."""
    found = [
        figure(market, key, asked, instruments=instruments, benchmark="one_0") for key in instruments for asked in ASKED
    ]
    return sum(not isinstance(one, Absent) for one in found)


def records(market: MarketWeek) -> int:
    """The records desk for every instrument."""
    calendar = market.week.calendar
    found = [milestones(history(held, calendar, key=key)) for key, held in market.closes.items()]
    return sum(map(len, found))


if __name__ == "__main__":
    print(f"{measure():.2f} times what pandas needs (at most 3); with records {with_records():.2f} (at most 20)")
    sys.exit()
