"""Closes of many shares as one table: each at its symbol and session, and nothing else."""

import math
from array import array
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from reportgen.market.store import Columns, open_store
from reportgen.market.universes.grid import grid, grid_of
from reportgen.model import Close

DAYS = st.dates(date(2025, 12, 1), date(2026, 1, 9))
TABLES = st.dictionaries(st.sampled_from("ABCDE"), st.dictionaries(DAYS, st.floats(0.01, 1e6), max_size=30), max_size=5)


def as_columns(by):
    days = sorted(by)
    return Columns(array("i", [day.toordinal() for day in days]), array("d", [by[day] for day in days]))


@given(TABLES, st.sets(DAYS).map(sorted))
def test_every_close_stands_at_its_symbol_and_session(table, sessions):
    closes = {symbol: {day: Close(day, level, "A feed") for day, level in by.items()} for symbol, by in table.items()}
    for found in (grid({symbol: as_columns(by) for symbol, by in table.items()}, sessions), grid_of(closes, sessions)):
        assert (found.symbols, found.sessions) == (tuple(table), tuple(sessions))
        assert found.levels.shape == (len(table), len(sessions))
        for row, by in zip(found.levels.tolist(), table.values(), strict=True):
            for level, day in zip(row, sessions, strict=True):
                assert level == by[day] if day in by else math.isnan(level)
        assert not found.levels.flags.writeable


def test_what_the_store_holds(tmp_path):
    sessions = [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)]
    closes = {"A": {day: Close(day, 0.1 * i, "A feed") for i, day in enumerate(sessions, 1)}, "B": {}}
    with open_store(tmp_path / "closes.sqlite") as store:
        store.keep("feed", closes, datetime(2026, 1, 8, tzinfo=UTC))
        found = grid(store.columns("feed", ["B", "A"], sessions[0], sessions[-1]), sessions)
    assert (found.symbols, found.levels.tolist()) == (("A",), [[0.1 * 1, 0.1 * 2, 0.1 * 3]])
