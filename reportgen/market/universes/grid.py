"""Closes of many shares as one table of numbers, as measure.breadth reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reportgen.market import Closes
from reportgen.model import Grid

if TYPE_CHECKING:
    from reportgen.market.store import Columns


def grid(columns: Mapping[str, Columns], sessions: Sequence[date]) -> Grid:
    """The closes by symbol, as `Store.columns` gives them, at the exchange's `sessions` (ascending, without a gap).

    Closes as quoted, NaN where there is none; a close on any other day is passed over.
    """
    import numpy as np

    days = np.array([day.toordinal() for day in sessions], np.int64)
    levels = np.full((len(columns), len(days)), np.nan)
    for row, one in enumerate(columns.values()):
        own = np.asarray(one.sessions)
        if np.array_equal(own, days):
            levels[row] = one.levels
        elif len(days):
            place = np.minimum(np.searchsorted(days, own), len(days) - 1)
            held = days[place] == own
            levels[row, place[held]] = np.asarray(one.levels)[held]
    levels.flags.writeable = False
    return Grid(tuple(columns), tuple(sessions), levels)


def grid_of(closes: Closes, sessions: Sequence[date]) -> Grid:
    """The same from closes by symbol and session, as a source answers with them."""
    import numpy as np

    rows = [[by[day].level if day in by else np.nan for day in sessions] for by in closes.values()]
    levels = np.array(rows, np.float64).reshape(len(closes), len(sessions))
    levels.flags.writeable = False
    return Grid(tuple(closes), tuple(sessions), levels)
