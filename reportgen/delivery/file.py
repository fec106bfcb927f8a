"""The ledger's file: one SQLite database for rows, readers and suppressions, opened so that what is written stays.

SQLite in WAL mode with synchronous=FULL: what a call has written when it returns outlives a killed process and a power
cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.errors import DeliveryError

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
    signed_at text not null, carrier text not null, stopped text not null default '',
    cancelled integer not null default 0
) without rowid;
create table if not exists row (
    issue text not null, reader integer not null references reader (id), state text not null default 'pending',
    tries integer not null default 0, reply text not null default '', changed text not null default '',
    primary key (issue, reader)
) without rowid;
create index if not exists row_by_state on row (issue, state, reader);
"""


class File:
    """The file at `path`, made where there is none, for its owner alone: it holds people's addresses. One object serves
    one thread. Raises DeliveryError, as every method does.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            if str(path) != ":memory:":
                with suppress(FileExistsError):
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            version = self._db.execute("pragma user_version").fetchone()[0]
            if version > SCHEMA:
                newer = f"{path.name} was written by a newer reportgen (schema {version})"
                raise DeliveryError(newer, hint="Bring reportgen up to date.")
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
