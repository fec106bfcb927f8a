"""Keeping closes: the last answer of a source stands, a different level before it becomes a revision.

Three moments belong to a close. `retrieved` is when this level was first read, and who printed it and where, as read
then; `confirmed` is when it was last read again. A level that changes moves to `revisions` with both of its moments.

An adjusted close is no published number: after each distribution a source computes all of them anew. A new one takes
the place of the old one without a revision. But adjusted closes of before and after a distribution must not stand in
one series, for their quotient is no return. So where an answer shows that its adjusted closes have another basis than
those held (another ratio to the close, by more than `BASIS`), or no session of both can show that it is the same,
the sessions that the answer does not hold lose theirs: not known is better than wrong.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from reportgen.errors import MarketError, raise_all
from reportgen.market.store.nouns import Revision
from reportgen.market.store.pack import pack
from reportgen.model import Close

BASIS = 1e-5
"""How far (a fraction) the ratio of an adjusted close to its close may move by a source's rounding alone."""

Held = tuple[float, float | None, int, int]
"""Level, adjusted close, first and last reading of a close in the store."""


def require_numbers(closes: Mapping[str, Mapping[date, Close]]) -> None:
    """Raise MarketError, for the first 20 at once, where a level or an adjusted close is no finite number, or a
    close stands under another session than its own.
    """
    errors = []
    for symbol, by in closes.items():
        for session, close in by.items():
            if close.session != session:
                errors.append(MarketError(f"the close of {symbol} for {close.session} was given for {session}"))
            if not math.isfinite(close.level):
                errors.append(MarketError(f"{symbol} has no number for its close of {session}: {close.level}"))
            if close.adjusted is not None and not math.isfinite(close.adjusted):
                errors.append(
                    MarketError(f"{symbol} has no number for its adjusted close of {session}: {close.adjusted}")
                )
    raise_all(errors[:20])


def keep(
    db: sqlite3.Connection, source: str, closes: Mapping[str, Mapping[date, Close]], noticed: str
) -> Iterator[Revision]:
    """Write the closes of every symbol, within the caller's transaction: the revisions, by symbol and session."""
    reading = _readings(db)
    touched = []
    for symbol, by in sorted(closes.items()):
        if not by:
            continue
        series = _series(db, source, symbol)
        answer = {session.toordinal(): close for session, close in sorted(by.items())}
        held = _held(db, series, min(answer), max(answer))
        new, changed, same = [], [], []
        for session, close in answer.items():
            read = reading(close.source, close.url, close.retrieved or noticed)
            before = held.get(session)
            if before is None:
                new.append((series, session, close.level, close.adjusted, read, read))
            elif before[0] != close.level:
                changed.append((close.level, close.adjusted, read, read, series, session))
                yield _revise(db, source, symbol, series, before, close, read, noticed)
            elif before[1] != close.adjusted:
                changed.append((close.level, close.adjusted, before[2], read, series, session))
            elif before[3] != read:
                same.append((read, series, session))
        db.executemany("insert into closes values (?, ?, ?, ?, ?, ?)", new)
        db.executemany(
            "update closes set level = ?, adjusted = ?, reading = ?, confirmed = ? where series = ? and session = ?",
            changed,
        )
        db.executemany("update closes set confirmed = ? where series = ? and session = ?", same)
        if not _one_basis(held, answer):
            db.execute(
                "update closes set adjusted = null where series = ? and adjusted is not null"
                " and session not in (select value from json_each(?))",
                (series, json.dumps(list(answer))),
            )
        touched.append(series)
    pack(db, touched)


def _one_basis(held: Mapping[int, Held], answer: Mapping[int, Close]) -> bool:
    """Whether the answer's adjusted closes may stand beside those held for other sessions."""
    if not any(close.adjusted is not None for close in answer.values()):
        return True
    both = [
        (before[1] * answer[session].level, adjusted * before[0])
        for session, before in held.items()
        if before[1] is not None and session in answer and (adjusted := answer[session].adjusted) is not None
    ]
    return bool(both) and all(math.isclose(old, new, rel_tol=BASIS) for old, new in both)


def _revise(
    db: sqlite3.Connection, source: str, symbol: str, series: int, before: Held, after: Close, read: int, noticed: str
) -> Revision:
    session = after.session.toordinal()
    db.execute(
        "insert into revisions values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (series, session, *before, after.level, after.adjusted, read, noticed),
    )
    name, url, retrieved = db.execute("select name, url, retrieved from readings where id = ?", before[2:3]).fetchone()
    was = Close(after.session, before[0], name, url, retrieved, before[1])
    now = Close(after.session, float(after.level), after.source, after.url, after.retrieved or noticed, after.adjusted)
    return Revision(source, symbol, was, now, noticed)


def _held(db: sqlite3.Connection, series: int, first: int, last: int) -> dict[int, Held]:
    rows = db.execute(
        "select session, level, adjusted, reading, confirmed from closes where series = ? and session between ? and ?",
        (series, first, last),
    )
    return {row[0]: row[1:] for row in rows}


def _series(db: sqlite3.Connection, source: str, symbol: str) -> int:
    db.execute("insert into series values (null, ?, ?) on conflict do nothing", (source, symbol))
    found: int = db.execute("select id from series where source = ? and symbol = ?", (source, symbol)).fetchone()[0]
    return found


def _readings(db: sqlite3.Connection) -> Callable[[str, str, str], int]:
    """The id of a reading: who printed it, where, when it was read. Each is looked up once."""
    known: dict[tuple[str, str, str], int] = {}

    def reading(name: str, url: str, retrieved: str) -> int:
        row = (name, url, retrieved)
        if row not in known:
            db.execute("insert into readings values (null, ?, ?, ?) on conflict do nothing", row)
            found = db.execute("select id from readings where name = ? and url = ? and retrieved = ?", row)
            known[row] = found.fetchone()[0]
        return known[row]

    return reading
