"""A file of ours in SQLite: made, known again, never written over; and what SQLite says of it, told in words.

The market's store and the ledger of what was sent are such files. SQLite keeps them in WAL mode with synchronous=FULL:
what a call has written when it returns outlives a killed process and a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.errors import ReportgenError

BUSY = 30.0
"""Seconds to wait for another process's transaction."""
LEAST = 512
"""Bytes of the smallest SQLite file. SQLite takes a file of a few bytes for a new one and writes over it. It must not
be opened to look inside: closing it again would take away the locks that another connection of this process holds.
"""
MEMORY = Path(":memory:")
"""A file that is nowhere, and gone when it is closed."""


@dataclass(frozen=True)
class Kind:
    """What a file is: its `name` in messages, the `owner` (PRAGMA application_id) and `schema` that it bears, its
    tables, the setting of config.yaml that names it, and the error that is raised. A `private` one is readable for
    its owner alone.
    """

    name: str
    owner: int
    schema: int
    tables: str
    setting: str
    error: type[ReportgenError]
    missing: str = ""
    damaged: str = "Put a copy of it back."
    private: bool = False


class Opened:
    """An open file. Use it in a `with`, in one thread; other processes may read and write the file at the same time."""

    def __init__(self, path: Path, kind: Kind, db: sqlite3.Connection) -> None:
        self.path, self._kind, self._db = path, kind, db

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Nothing is lost without it, but two files of SQLite's may be left beside it."""
        self._db.close()

    def _told(self) -> AbstractContextManager[None]:
        return told(self.path, self._kind)


def connect(path: Path, kind: Kind, *, create: bool = True, threads: bool = False) -> sqlite3.Connection:
    """A connection to the file at `path`, made there if `create` and there is none; `threads` may use it in turns.

    Raises the kind's error where there is none, where the file is something else or of a newer reportgen, and where it
    cannot be opened. What is not ours is left as it is.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise kind.error(
            f"the {kind.name} needs SQLite 3.37 or newer, and this Python has {sqlite3.sqlite_version}",
            hint=f"Use a newer Python, or no {kind.name}.",
        )
    if path != MEMORY:
        _place(path, kind, create)
    with told(path, kind):
        db = sqlite3.connect(path, timeout=BUSY, isolation_level=None, check_same_thread=not threads)
        try:
            _know(db, path, kind, create)
            db.execute("pragma synchronous = full")
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def told(path: Path, kind: Kind) -> Iterator[None]:
    """What SQLite refuses within, as the kind's error with the file's name and what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        code = "_".join(getattr(error, "sqlite_errorname", "SQLITE_ERROR").split("_")[:2])
        words, hint = WORDS.get(code, (f"cannot be used: {error}", ""))
        if code == "SQLITE_NOTADB":
            words = words.format(kind.name)
        elif code == "SQLITE_CORRUPT":
            hint = kind.damaged
        raise kind.error(f"{path.name} {words}", hint=hint) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is written within, or nothing of it. Other writers wait; readers see what was there before."""
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def _place(path: Path, kind: Kind, create: bool) -> None:
    """Raise unless a file of that kind may be there, or be made."""
    try:
        size = path.stat().st_size if path.exists() else 0
        if not size and create:
            path.parent.mkdir(parents=True, exist_ok=True)
            if kind.private:
                with suppress(FileExistsError):
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise kind.error(
            f"{path} cannot be used as a {kind.name}: {error.strerror}",
            hint=f"Name another file under {kind.setting} in config.yaml.",
        ) from None
    if not size and not create:
        raise kind.error(f"there is no {kind.name} {path}", hint=kind.missing)
    if 0 < size < LEAST and path.is_file():
        words, hint = WORDS["SQLITE_NOTADB"]
        raise kind.error(f"{path.name} {words.format(kind.name)}", hint=hint)


def _know(db: sqlite3.Connection, path: Path, kind: Kind, create: bool) -> None:
    """Raise unless this is a file that we can read; an empty one becomes ours. Two processes may do so at once."""
    if _empty(db) and create:
        _wal(db)
        with transaction(db):
            if _empty(db):
                for statement in _statements(kind):
                    db.execute(statement)
    owner, schema = (db.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if owner != kind.owner:
        raise kind.error(
            f"{path.name} is an SQLite file, but no {kind.name} of reportgen",
            hint="Name another file; it is left as it is.",
        )
    if schema > kind.schema:
        raise kind.error(
            f"{path.name} was written by a newer reportgen (schema {schema}; this one reads {kind.schema})",
            hint="Install the newer reportgen, or name another file; it is left as it is.",
        )


def _empty(db: sqlite3.Connection) -> bool:
    owner = db.execute("pragma application_id").fetchone()[0]
    return not owner and not db.execute("select count(*) from sqlite_schema").fetchone()[0]


def _wal(db: sqlite3.Connection) -> None:
    """Readers beside a writer, where the file system allows; where it does not, SQLite keeps its rollback journal.
    What hinders it here hinders the statements that follow, which tell it; or another process is at it just now.
    """
    with suppress(sqlite3.OperationalError):
        db.execute("pragma journal_mode = wal").fetchone()


def _statements(kind: Kind) -> Iterator[str]:
    """The schema's statements one by one: `executescript` would commit the transaction that they stand in."""
    head = [f"pragma application_id = {kind.owner};", f"pragma user_version = {kind.schema};"]
    lines = ""
    for line in [*head, *kind.tables.splitlines()]:
        lines += line + "\n"
        if sqlite3.complete_statement(lines):
            yield lines
            lines = ""


ELSEWHERE = "SQLite keeps two more files beside it: the file and its folder must both be writable."
WORDS = {
    "SQLITE_NOTADB": ("is no SQLite file, so no {}", "Name another file; this one is left as it is."),
    "SQLITE_READONLY": ("cannot be written", ELSEWHERE),
    "SQLITE_CANTOPEN": ("cannot be opened", ELSEWHERE),
    "SQLITE_PERM": ("cannot be opened", ELSEWHERE),
    "SQLITE_FULL": ("cannot grow: the disk is full", "Free some space and repeat; what was kept before is untouched."),
    "SQLITE_BUSY": (f"was being written by another process for {BUSY:g} s", "Try again later."),
    "SQLITE_LOCKED": ("is being written by another process", "Try again later."),
    "SQLITE_CORRUPT": ("is damaged", ""),
    "SQLITE_IOERR": ("cannot be read or written: the disk reports an error", "Look at the disk before you repeat."),
}
"""What SQLite may refuse, by its primary error code: words and hint."""
