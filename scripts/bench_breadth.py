"""Breadth of 2,000 constituents over five years, as a ratio to `fetchall` of the same rows from SQLite.

Every figure is asked for once: the counts and shares of the last session, and for each of the four shares its history
over the whole five years. Reading and the opening of the file are within both times; the runs alternate.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from reportgen.market.store import open_store
from reportgen.market.universes.grid import grid
from reportgen.measure.breadth import survey
from reportgen.model import Close, Figure, Member, Panel, TradingWeek, Universe, UniversePlan

BAR = 1.5
END = date(2026, 1, 9)
NOW = datetime(2026, 1, 10, tzinfo=UTC)


def measure(symbols: int = 2000, sessions: int = 1260, rounds: int = 5) -> tuple[float, float, float]:
    """(ratio, seconds of breadth, seconds of fetchall), medians of paired runs."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "closes.sqlite"
        days = _days(sessions)
        universe = _fill(path, symbols, days)
        collecting = gc.isenabled()
        gc.disable()
        try:
            times = [
                (_timed(_breadth, path, universe, days), _timed(_fetchall, path, symbols * sessions))
                for _ in range(rounds)
            ]
        finally:
            if collecting:
                gc.enable()
    ours, theirs = ([pair[i] for pair in times] for i in (0, 1))
    return statistics.median(a / b for a, b in times), statistics.median(ours), statistics.median(theirs)


def _breadth(path: Path, universe: Universe, days: tuple[date, ...]) -> None:
    with open_store(path) as store:
        held = store.columns("feed", [one.symbol for one in universe.members], days[0], days[-1])
    plan = UniversePlan("members", path, "feed", "Our list")
    panel = Panel(plan, universe, grid(held, days), "A feed")
    week = TradingWeek("XNYS", days[-5:], days[-6], days[-300:])
    found = survey(panel, week)
    assert all(isinstance(one, Figure) or "lower at each" in one.reason or "less than a year" in one.reason
               for one in found.figures.values()), found.figures  # fmt: skip


def _fetchall(path: Path, rows: int) -> None:
    db = sqlite3.connect(path)
    found = db.execute("select series, session, level from closes").fetchall()
    db.close()
    assert len(found) == rows


def _timed(work: Callable[..., None], *given: Any) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


def _days(count: int) -> tuple[date, ...]:
    back = (END - timedelta(days=i) for i in range(2 * count))
    return tuple(sorted([day for day in back if day.weekday() < 5][:count]))


def _fill(path: Path, symbols: int, days: tuple[date, ...]) -> Universe:
    """A store of random walks in cents; the list is dated, so that the history is measured, too."""
    import numpy as np

    chance = np.random.default_rng(1)
    with open_store(path) as store:
        for first in range(0, symbols, 100):
            walks = chance.normal(0, 0.02, (min(100, symbols - first), len(days))).cumsum(axis=1)
            levels = (np.exp(walks) * 50).round(2) + 0.01
            closes = {
                f"S{first + row:04}": {
                    day: Close(day, round(level, 2), "A feed") for day, level in zip(days, one, strict=True)
                }
                for row, one in enumerate(levels.tolist())
            }
            store.keep("feed", closes, NOW)
    members = tuple(Member(f"S{row:04}") for row in range(symbols))
    return Universe("list.csv", (*members[1:], Member("S0000", end=END + timedelta(days=1))))


if __name__ == "__main__":
    ratio, ours, theirs = measure()
    print(f"breadth of 2,000 x 5 years / fetchall of the same rows  {ratio:.2f} (at most {BAR}); "
          f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms")  # fmt: skip
    raise SystemExit(ratio > BAR)
