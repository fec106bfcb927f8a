"""How long ten instruments' figures take from a history of twenty years, in times what pandas needs to read the week.

Paired runs: pandas reads the week's closes and those of its bases from a frame in memory, for each instrument (as one
reads for a table) or, the strictest yardstick, for all at once with one `.loc`; then the figures of the same week are
computed, from a MarketWeek as it comes from its record and has never been asked before.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from reportgen.market import record
from reportgen.measure import base_of, figure
from reportgen.measure.records import history, milestones
from reportgen.model import Absent, Close, Instrument, MarketWeek, TradingWeek

SESSIONS, INSTRUMENTS, PAIRS = 5040, 10, 41
END = date(2026, 1, 9)
WEEK = (
    "close", "day", "week", "week_points", "month", "quarter", "year", "one_year",
    "high_52_weeks", "low_52_weeks", "off_high",
)  # fmt: skip
WHOLE = ("record_close", "off_record")
"""What every close of the history has a part in."""
BASES = ("week", "month", "quarter", "year", "one_year", "from_52_weeks_ago")

World = tuple[MarketWeek, dict[str, Instrument]]
Work = Callable[[MarketWeek, dict[str, Instrument]], int]
Read = Callable[[Any, list[Any], list[Any]], Any]


def measure() -> float:
    """The median, over paired runs, of the time of all figures over the time of pandas, instrument by instrument."""
    return times(figures, read_each, world())


def with_records() -> float:
    """The same with the records desk: every item of every instrument, ranked."""
    return times(everything, read_each, world())


def times(work: Work, read: Read, world: World) -> float:
    """The median, over paired runs, of the time of `work` over that of `read`."""
    market, instruments = world
    frame, sessions, bases = table(market)
    ratios = []
    for _ in range(PAIRS):
        fresh = replace(market, week=replace(market.week))
        start = perf_counter()
        read(frame, sessions, bases)
        middle = perf_counter()
        work(fresh, instruments)
        ratios.append((perf_counter() - middle) / (middle - start))
    return median(ratios)


def world() -> World:
    """Ten instruments with a close for each of 5,040 weekdays up to the week's end, as read from their record."""
    days = [END - timedelta(days=back) for back in range(SESSIONS * 7 // 5 + 7)]
    calendar = tuple(sorted(d for d in days if d.weekday() < 5)[-SESSIONS:])
    chance = random.Random(1)
    closes: dict[str, dict[date, Close]] = {}
    for number in range(INSTRUMENTS):
        level, held = 1000.0, {}
        for day in calendar:
            level *= 1 + chance.gauss(0.0003, 0.01)
            held[day] = Close(day, round(level, 2), "The Exchange")
        closes[f"one_{number}"] = held
    instruments = {key: Instrument(key, key.upper(), key, key, begins=calendar[0]) for key in closes}
    week = TradingWeek("XNYS", calendar[-5:], calendar[-6], calendar)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record.json"
        file.write_bytes(record.write(MarketWeek(week, closes, "The Exchange"), instruments, {}, {}))
        return record.read(file)[0], instruments


def table(market: MarketWeek) -> tuple[Any, list[Any], list[Any]]:
    """The same closes as a frame, the week's sessions and the bases."""
    import pandas

    levels = {key: [close.level for close in held.values()] for key, held in market.closes.items()}
    frame = pandas.DataFrame(levels, index=pandas.DatetimeIndex(market.week.calendar))
    sessions = [pandas.Timestamp(day) for day in market.week.sessions]
    return frame, sessions, [pandas.Timestamp(base_of(market.week, period)) for period in BASES]


def read_each(frame: Any, sessions: list[Any], bases: list[Any]) -> list[Any]:
    """What pandas does for each instrument."""
    return [(frame.loc[sessions, key], [frame.loc[base, key] for base in bases]) for key in frame.columns]


def read_at_once(frame: Any, sessions: list[Any], bases: list[Any]) -> Any:
    """What pandas does for all of them in one call."""
    return frame.loc[sessions + bases]


def figures(market: MarketWeek, instruments: dict[str, Instrument], asked: tuple[str, ...] = (*WEEK, *WHOLE)) -> int:
    """What reportgen does; returns how many figures are known (all of them)."""
    found = [
        figure(market, key, name, instruments=instruments, benchmark="one_0") for key in instruments for name in asked
    ]
    return sum(not isinstance(one, Absent) for one in found)


def records(market: MarketWeek) -> int:
    """The records desk for every instrument."""
    calendar = market.week.calendar
    found = [milestones(history(held, calendar, key=key)) for key, held in market.closes.items()]
    return sum(map(len, found))


def everything(market: MarketWeek, instruments: dict[str, Instrument]) -> int:
    """The figures and the records desk."""
    return figures(market, instruments) + records(market)


if __name__ == "__main__":
    same = world()
    week: Work = lambda market, instruments: figures(market, instruments, WEEK)  # noqa: E731
    for words, work, limit in (
        ("the week and its 52 weeks", week, 3),
        ("with the record closes", figures, 3),
        ("with the records desk", everything, 20),
    ):
        each, once = times(work, read_each, same), times(work, read_at_once, same)
        print(f"{words}: {each:.2f} times pandas by instrument, {once:.2f} times one .loc for all (at most {limit})")
    sys.exit()
