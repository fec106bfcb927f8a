"""The book of deliveries: one SQLite file with every issue's rows, the suppressions, and the readers' numbers.

SQLite in WAL mode with synchronous=FULL: what a call has written when it returns outlives a killed process and a power
cut. A row is marked `sending` in a commit of its own before a message's last dot is sent; only that a crash may leave
unknown, and then it says so.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.delivery.nouns import Dispatch, Outcome, Row, State, Suppression
from reportgen.errors import DeliveryError
from reportgen.model import Recipient

SCHEMA = 1
TABLES = """
create table if not exists reader (
    id integer primary key, key text not null unique, address text not null, name text not null
);
create table if not exists recipient (
    key text primary key, email text not null, name text not null, consent text not null, consent_date text not null
) without rowid;
create table if not exists suppression (
    key text primary key, address text not null, reason text not null, day text not null, note text not null
) without rowid;
create table if not exists dispatch (
    issue text primary key, body_hash text not null, subject text not null, signed_by text not null,
    signed_at text not null, stopped text not null default ''
) without rowid;
create table if not exists row (
    issue text not null, reader integer not null references reader (id), state text not null default 'pending',
    tries integer not null default 0, next_at real not null default 0, reply text not null default '',
    changed text not null default '', primary key (issue, reader)
) without rowid;
create index if not exists row_by_state on row (issue, state, next_at);
"""
ROW = (
    "select issue, row.reader, address, name, state, tries, next_at, reply, changed"
    " from row join reader on reader.id = row.reader where issue = ?"
)


def now() -> str:
    """The moment, UTC, as the book writes it."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Book:
    """The book in the file at `path`, made where there is none. One object serves one thread. Raises DeliveryError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            version = self._db.execute("pragma user_version").fetchone()[0]
            if version > SCHEMA:
                raise DeliveryError(
                    f"{path.name} was written by a newer reportgen (schema {version})",
                    hint="Bring reportgen up to date.",
                )
            if version < SCHEMA:
                self._db.executescript(TABLES)
                self._db.execute(f"pragma user_version = {SCHEMA}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # ---- an issue and its rows

    def dispatch(self, issue: str) -> Dispatch | None:
        """What is known of an issue's sending; None before its first."""
        query = "select issue, body_hash, subject, signed_by, signed_at, stopped from dispatch where issue = ?"
        with self._told():
            found = self._db.execute(query, (issue,)).fetchone()
        return Dispatch(*found) if found else None

    def dispatches(self) -> tuple[Dispatch, ...]:
        """Every issue that was ever sent, the newest first."""
        query = "select issue, body_hash, subject, signed_by, signed_at, stopped from dispatch order by issue desc"
        with self._told():
            return tuple(Dispatch(*one) for one in self._db.execute(query))

    def begin(self, one: Dispatch, recipients: Iterable[Recipient]) -> None:
        """Note that an issue is sent, with a row for each recipient that has none: pending, or suppressed already."""
        with self._told(), self.transaction():
            self._db.execute(
                "insert into dispatch (issue, body_hash, subject, signed_by, signed_at) values (?, ?, ?, ?, ?)"
                " on conflict (issue) do update set stopped = ''",
                (one.issue, one.body_hash, one.subject, one.signed_by, one.signed_at),
            )
            for each in recipients:
                self._db.execute(
                    "insert into reader (key, address, name) values (?, ?, ?)"
                    " on conflict (key) do update set address = excluded.address, name = excluded.name"
                    " where address != excluded.address or name != excluded.name",
                    (each.key, each.address, each.name),
                )
                self._db.execute(
                    "insert or ignore into row (issue, reader, state, changed)"
                    " select ?, id, iif(exists (select 1 from suppression where key = reader.key),"
                    " 'suppressed', 'pending'), ? from reader where key = ?",
                    (one.issue, one.signed_at, each.key),
                )

    def recover(self, issue: str) -> int:
        """Hold what a run left that was killed: rows that were being sent are uncertain now. How many they are."""
        with self._told(), self.transaction():
            reply = "the run ended before the server's answer was recorded"
            return self._db.execute(
                "update row set state = 'uncertain', reply = ?, changed = ? where issue = ? and state = 'sending'",
                (reply, now(), issue),
            ).rowcount

    def due(self, issue: str, before: float, after: int, most: int) -> list[Row]:
        """Pending rows with a reader's number above `after` that may be tried at the moment `before`."""
        query = ROW + " and state = 'pending' and next_at <= ? and row.reader > ? order by row.reader limit ?"
        with self._told():
            return [_row(one) for one in self._db.execute(query, (issue, before, after, most))]

    def next_due(self, issue: str) -> float | None:
        """When the next pending row may be tried, in seconds of the wall clock; None where none is pending."""
        query = "select min(next_at) from row where issue = ? and state = 'pending'"
        with self._told():
            found: float | None = self._db.execute(query, (issue,)).fetchone()[0]
        return found

    def settle(self, issue: str, outcomes: Sequence[Outcome], claims: Sequence[int]) -> list[bool]:
        """Record outcomes and claim rows for sending, in one commit. For each claim, whether it holds: the row is
        pending no more where its reader has left the list meanwhile, or the issue was cancelled.
        """
        with self._told(), self.transaction():
            moment = now()
            self._db.executemany(
                "update row set state = ?, reply = ?, next_at = ?, changed = ? where issue = ? and reader = ?",
                [(one.state, one.reply, one.next_at, moment, issue, one.reader) for one in outcomes],
            )
            held = []
            for reader in claims:
                claimed = self._db.execute(
                    "update row set state = iif(exists (select 1 from suppression join reader using (key)"
                    " where reader.id = row.reader), 'suppressed', 'sending'),"
                    " tries = tries + 1, changed = ? where issue = ? and reader = ? and state = 'pending'"
                    " returning state",
                    (moment, issue, reader),
                ).fetchone()
                held.append(claimed is not None and claimed[0] == "sending")
            return held

    def release(self, issue: str, reader: int) -> None:
        """Take back a claim whose message was surely not sent."""
        with self._told(), self.transaction():
            self._db.execute(
                "update row set state = 'pending' where issue = ? and reader = ? and state = 'sending'", (issue, reader)
            )

    def counts(self, issue: str) -> Mapping[State, int]:
        """How many rows are in each state."""
        query = "select state, count(*) from row where issue = ? group by state"
        with self._told():
            return Counter(dict(self._db.execute(query, (issue,)).fetchall()))

    def rows(self, issue: str, states: Sequence[State] = ()) -> Iterator[Row]:
        """The rows of an issue, of these states or all."""
        query = ROW + (f" and state in ({', '.join('?' * len(states))})" if states else "") + " order by row.reader"
        with self._told():
            for one in self._db.execute(query, (issue, *states)):
                yield _row(one)

    def turn(self, issue: str, states: Sequence[State], to: State, address: str = "") -> int:
        """Put rows of these states into another: of one address, or all. How many they are."""
        query = (
            f"update row set state = ?, next_at = 0, changed = ?, tries = iif(? = 'pending', 0, tries)"  # noqa: S608
            f" where issue = ? and state in ({', '.join('?' * len(states))})"
        )
        values: list[object] = [to, now(), to, issue, *states]
        if address:
            query += " and reader = (select id from reader where key = ?)"
            values.append(address.lower())
        with self._told(), self.transaction():
            return self._db.execute(query, values).rowcount

    def stop(self, issue: str, why: str) -> None:
        """Note why a run ended early."""
        with self._told(), self.transaction():
            self._db.execute("update dispatch set stopped = ? where issue = ?", (why, issue))

    # ---- who gets nothing more

    def suppress(self, entries: Iterable[Suppression]) -> int:
        """Note who gets nothing more; the first reason stands. How many are new."""
        with self._told(), self.transaction():
            query = "insert or ignore into suppression (key, address, reason, day, note) values (?, ?, ?, ?, ?)"
            rows = [(one.address.lower(), one.address, one.reason, one.day, one.note) for one in entries]
            return self._db.executemany(query, rows).rowcount

    def suppressions(self) -> Iterator[Suppression]:
        """All of them, the newest first."""
        with self._told():
            query = "select address, reason, day, note from suppression order by day desc, key"
            for address, reason, day, note in self._db.execute(query):
                yield Suppression(address, reason, day, note)

    def suppressed(self, address: str) -> Suppression | None:
        """The suppression of an address, if there is one."""
        query = "select address, reason, day, note from suppression where key = ?"
        with self._told():
            found = self._db.execute(query, (address.lower(),)).fetchone()
        return Suppression(*found) if found else None

    def allow(self, address: str) -> bool:
        """Take a suppression back, as its reader has asked to be written to again; whether there was one."""
        with self._told(), self.transaction():
            return self._db.execute("delete from suppression where key = ?", (address.lower(),)).rowcount > 0

    # ---- the readers

    def reader(self, id: int) -> Recipient | None:
        """The reader of that number."""
        with self._told():
            found = self._db.execute("select address, name from reader where id = ?", (id,)).fetchone()
        return Recipient(*found) if found else None

    def enlist(self, recipients: Iterable[Recipient]) -> tuple[int, int]:
        """Put recipients into the book's own list: how many are new, and how many were there (what is said of them
        anew stands).
        """
        new = known = 0
        with self._told(), self.transaction():
            for one in recipients:
                there = self._db.execute("select 1 from recipient where key = ?", (one.key,)).fetchone()
                self._db.execute(
                    "insert into recipient values (?, ?, ?, ?, ?) on conflict (key) do update set"
                    " email = excluded.email,"
                    " name = iif(excluded.name = '', name, excluded.name),"
                    " consent = iif(excluded.consent = '', consent, excluded.consent),"
                    " consent_date = iif(excluded.consent_date = '', consent_date, excluded.consent_date)",
                    (one.key, one.address, one.name, one.consent, one.consent_date),
                )
                new, known = new + (not there), known + bool(there)
        return new, known

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise
        try:
            self._db.execute("commit")
        except sqlite3.Error:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise DeliveryError(
                f"{self.path.name} cannot be used: {error}",
                hint="Nothing was sent that it does not hold. Look at the disk's space and the file's rights.",
            ) from None
        except OSError as error:
            raise DeliveryError(f"{self.path.name} cannot be made: {error.strerror}") from None


def _row(one: tuple[str, int, str, str, State, int, float, str, str]) -> Row:
    issue, reader, address, name, state, tries, next_at, reply, changed = one
    return Row(issue, reader, Recipient(address, name), state, tries, next_at, reply, changed)
