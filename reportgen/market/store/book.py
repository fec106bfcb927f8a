"""The store, opened: closes kept and given back, revisions, and the log of what was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from reportgen.database import Opened, connect, transaction
from reportgen.market.store.file import STORE
from reportgen.market.store.keep import keep, require_numbers
from reportgen.market.store.nouns import Columns, Fetch, Holding, Revision, stamp
from reportgen.market.store.pack import unpack
from reportgen.model import Close


def open_store(path: Path, *, create: bool = True) -> Store:
    """The store in the file at `path`; if there is none, it is made, or with `create=False` refused.

    Raises MarketError, as every method of a Store does, when the file cannot be used: no SQLite file, another
    program's, a newer reportgen's, not writable, damaged, a full disk. The message names the file and what to do.
    """
    return Store(path, STORE, connect(path, STORE, create=create))


class Store(Opened):
    """Closes by source (its short name, as in config.yaml), the source's symbol, and session.

    Each call is one transaction, and what it has written when it returns outlives a killed process and a power cut.
    """

    def keep(self, source: str, closes: Mapping[str, Mapping[date, Close]], now: datetime) -> tuple[Revision, ...]:
        """Keep a source's closes by its symbols and session, all or none: the revisions, by symbol and session.

        The last answer stands. A level other than the one held is a revision. The same level again keeps the
        `retrieved`, `source` and `url` of its first reading and is noted as confirmed. `now` (with its time zone)
        is when a close was read that does not say so itself. A changed adjusted close is no revision, and those of
        another basis are dropped (see keep.py). Raises MarketError before anything is written when a level or an
        adjusted close is no finite number.
        """
        require_numbers(closes)
        with self._told(), transaction(self._db):
            return tuple(keep(self._db, source, closes, stamp(now)))

    def held(self, source: str, symbol: str, start: date, end: date) -> dict[date, Close]:
        """The closes held for the sessions from `start` to `end`, both included, by session and in their order."""
        with self._told():
            rows = self._db.execute(
                "select session, level, name, url, retrieved, adjusted from closes"
                " join series on series.id = series join readings on readings.id = reading"
                " where source = ? and symbol = ? and session between ? and ? order by session",
                (source, symbol, start.toordinal(), end.toordinal()),
            )
            return {(day := date.fromordinal(session)): Close(day, *rest) for session, *rest in rows}

    def columns(self, source: str, symbols: Iterable[str], start: date, end: date) -> dict[str, Columns]:
        """The closes of many symbols as columns, both dates included, in the order of `symbols`; a symbol without
        any is not there. The fastest way to read: 2,000 symbols over five years in 0.05 s (see pack.py).
        """
        asked = list(dict.fromkeys(symbols))
        with self._told():
            rows = self._db.execute(
                "select symbol, id, sessions, levels, adjusted from series left join packed on series = id"
                " where source = ? and symbol in (select value from json_each(?))",
                (source, json.dumps(asked)),
            )
            found = {
                symbol: unpack(self._db, series, packed, start.toordinal(), end.toordinal())
                for symbol, series, *packed in rows
            }
        return {symbol: found[symbol] for symbol in asked if symbol in found and found[symbol].sessions}

    def rows(
        self, source: str, symbols: Iterable[str], start: date, end: date
    ) -> Iterator[tuple[str, date, float, float | None]]:
        """Symbol, session, level and adjusted close, one by one, by symbol and session; both dates included."""
        with self._told():
            for symbol, session, level, adjusted in self._db.execute(
                "select symbol, session, level, adjusted from series join closes on series = series.id"
                " where source = ? and symbol in (select value from json_each(?)) and session between ? and ?"
                " order by symbol, session",
                (source, json.dumps(list(symbols)), start.toordinal(), end.toordinal()),
            ):
                yield symbol, date.fromordinal(session), level, adjusted

    def sources(self) -> tuple[str, ...]:
        """The sources that closes are held from, by name."""
        with self._told():
            return tuple(row[0] for row in self._db.execute("select distinct source from series order by source"))

    def symbols(self, source: str | None = None) -> tuple[Holding, ...]:
        """What is held, by source and symbol: of one source, or of all."""
        with self._told():
            rows = self._db.execute(
                "select source, symbol, min(session), max(session), count(*),"
                " (select count(*) from revisions where revisions.series = series.id), max(retrieved)"
                " from series join closes on closes.series = series.id join readings on readings.id = confirmed"
                " where ?1 is null or source = ?1 group by series.id order by source, symbol",
                (source,),
            )
            return tuple(
                Holding(one, symbol, date.fromordinal(first), date.fromordinal(last), *rest)
                for one, symbol, first, last, *rest in rows
            )

    def revisions(
        self, source: str | None = None, symbol: str | None = None, since: datetime | None = None
    ) -> tuple[Revision, ...]:
        """Every revision in the order in which it was noticed: of a source, of a symbol, since a moment (included)."""
        with self._told():
            rows = self._db.execute(
                "select source, symbol, session, level, old.name, old.url, old.retrieved, adjusted,"
                " new_level, new.name, new.url, new.retrieved, new_adjusted, noticed"
                " from revisions join series on series.id = series"
                " join readings as old on old.id = reading join readings as new on new.id = new_reading"
                " where (?1 is null or source = ?1) and (?2 is null or symbol = ?2) and (?3 is null or noticed >= ?3)"
                " order by revisions.id",
                (source, symbol, since and stamp(since)),
            )
            return tuple(
                Revision(
                    one, name, Close(day := date.fromordinal(session), *rest[:5]), Close(day, *rest[5:10]), noticed
                )
                for one, name, session, *rest, noticed in rows
            )

    def log(
        self, source: str, symbols: Iterable[str], start: date, end: date, now: datetime, answer: str = "ok"
    ) -> None:
        """Note a question to a source, and what came of it: "ok", or the error's words."""
        row = (source, json.dumps(list(symbols)), start.isoformat(), end.isoformat(), stamp(now), answer)
        with self._told(), transaction(self._db):
            self._db.execute("insert into fetches values (null, ?, ?, ?, ?, ?, ?)", row)

    def fetches(self, source: str | None = None, since: datetime | None = None) -> tuple[Fetch, ...]:
        """The log, oldest first: of a source, since a moment (included)."""
        with self._told():
            rows = self._db.execute(
                'select source, symbols, start, "end", at, answer from fetches'
                " where (?1 is null or source = ?1) and (?2 is null or at >= ?2) order by id",
                (source, since and stamp(since)),
            )
            return tuple(
                Fetch(one, tuple(json.loads(symbols)), date.fromisoformat(start), date.fromisoformat(end), at, answer)
                for one, symbols, start, end, at, answer in rows
            )
