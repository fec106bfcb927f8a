"""A series as columns, packed in one row: what breadth reads, thirty times faster than row by row.

Of 2,000 symbols over five years (2.52 million closes), `fetchall` of (series, session, level) takes 1.65 s, numpy's
`fromiter` over the cursor 1.4 s, `group_concat` or `json_group_array` and a parser 1.3 to 1.5 s, one packed row per
symbol 0.05 s, adjusted closes included. So each series is packed when it is kept; one that another program has changed
since is read close by close.
"""

from __future__ import annotations

import math
import sqlite3
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Literal

from reportgen.market.store.nouns import Columns


def pack(db: sqlite3.Connection, series: Sequence[int]) -> None:
    """Write the packed row of each series anew, from its closes; within the caller's transaction."""
    for one in series:
        held = _read(db, one)
        adjusted = None if held.adjusted is None else _bytes(held.adjusted)
        db.execute(
            "insert or replace into packed values (?, ?, ?, ?)",
            (one, _bytes(held.sessions), _bytes(held.levels), adjusted),
        )


def unpack(
    db: sqlite3.Connection, series: int, row: tuple[bytes | None, bytes, bytes | None], first: int, last: int
) -> Columns:
    """The columns of a series between two ordinals, both included, from its packed row (None where it has none)."""
    sessions, levels, adjusted = row
    if sessions is None:
        held = _read(db, series)
    else:
        held = Columns(_array("i", sessions), _array("d", levels), _array("d", adjusted) if adjusted else None)
    start, end = bisect_left(held.sessions, first), bisect_right(held.sessions, last)
    if (start, end) == (0, len(held.sessions)):
        return held
    cut = slice(start, end)
    return Columns(held.sessions[cut], held.levels[cut], held.adjusted and held.adjusted[cut])


def _read(db: sqlite3.Connection, series: int) -> Columns:
    query = "select session, level, adjusted from closes where series = ? order by session"
    rows = db.execute(query, (series,)).fetchall()
    sessions, levels, adjusted = zip(*rows, strict=True) if rows else ((), (), ())
    if not any(one is not None for one in adjusted):
        return Columns(array("i", sessions), array("d", levels))
    return Columns(
        array("i", sessions), array("d", levels), array("d", [math.nan if a is None else a for a in adjusted])
    )


def _array(kind: Literal["i", "d"], raw: bytes) -> array[Any]:
    column: array[Any] = array(kind)
    column.frombytes(raw)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _bytes(column: array[Any]) -> bytes:
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column.tobytes()
