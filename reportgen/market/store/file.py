"""The SQLite file: made, known again, never overwritten; and what SQLite says of it, told in words.

In the file, a session is its proleptic ordinal (`date.toordinal`), and who printed a close, where and when it was read
stands once in `readings`: 2.52 million closes fill 66 MB so, and 112 MB with only their symbols and dates as words.
`packed` holds each series once more as columns (see pack.py); triggers drop it whenever its closes change, whoever
changes them, so that it cannot contradict them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.errors import MarketError

SCHEMA = 1
OURS = 0x52475354
"""PRAGMA application_id of a store: RGST."""
BUSY = 30.0
"""Seconds to wait for another process's transaction."""
LEAST = 512
"""Bytes of the smallest SQLite file. SQLite takes a file of a few bytes for a new one and writes over it. It must not
be opened to look inside: closing it again would take away the locks that another connection of this process holds.
"""

TABLES = """
create table series (
    id integer primary key, source text not null, symbol text not null, unique (source, symbol)
) strict;
create table readings (
    id integer primary key, name text not null, url text not null, retrieved text not null,
    unique (name, url, retrieved)
) strict;
create table closes (
    series integer not null, session integer not null, level real not null, adjusted real,
    reading integer not null, confirmed integer not null, primary key (series, session)
) strict, without rowid;
create table revisions (
    id integer primary key, series integer not null, session integer not null,
    level real not null, adjusted real, reading integer not null, confirmed integer not null,
    new_level real not null, new_adjusted real, new_reading integer not null, noticed text not null
) strict;
create index revisions_of on revisions (series, session);
create table fetches (
    id integer primary key, source text not null, symbols text not null, start text not null, "end" text not null,
    at text not null, answer text not null
) strict;
create table packed (
    series integer primary key, sessions blob not null, levels blob not null, adjusted blob
) strict;
create trigger closes_added after insert on closes begin delete from packed where series = new.series; end;
create trigger closes_gone after delete on closes begin delete from packed where series = old.series; end;
create trigger closes_changed after update of series, session, level, adjusted on closes
    begin delete from packed where series in (old.series, new.series); end;
create view book as
    select source, symbol, date(session + 1721424.5) as session, level, adjusted, first.name, first.url,
        first.retrieved, last.retrieved as confirmed
    from closes join series on series.id = closes.series
        join readings as first on first.id = reading join readings as last on last.id = confirmed;
"""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the store at `path`, made there if `create` and there is none.

    Raises MarketError where there is none, where the file is something else or of a newer reportgen, and where it
    cannot be opened. What is not a store is left as it is.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise MarketError(
            f"the store needs SQLite 3.37 or newer, and this Python has {sqlite3.sqlite_version}",
            hint="Use a newer Python, or no store.",
        )
    try:
        size = path.stat().st_size if path.exists() else 0
        if not size and create:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MarketError(
            f"{path} cannot be used as a store: {error.strerror}",
            hint="Name another file under market.store in config.yaml.",
        ) from None
    if not size and not create:
        raise MarketError(f"there is no store {path}", hint="`reportgen market fetch` or `market import` makes one.")
    if 0 < size < LEAST and path.is_file():
        words, hint = WORDS["SQLITE_NOTADB"]
        raise MarketError(f"{path.name} {words}", hint=hint)
    with told(path):
        db = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
        try:
            _know(db, path, create)
            db.execute("pragma synchronous = full")
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite refuses within, as a MarketError with the file's name and what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        kind = "_".join(getattr(error, "sqlite_errorname", "SQLITE_ERROR").split("_")[:2])
        words, hint = WORDS.get(kind, (f"cannot be used: {error}", ""))
        raise MarketError(f"{path.name} {words}", hint=hint) from error


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


def _know(db: sqlite3.Connection, path: Path, create: bool) -> None:
    """Raise unless this is a store that we can read; an empty file becomes one. Two processes may do so at once."""
    if _empty(db) and create:
        _wal(db)
        with transaction(db):
            if _empty(db):
                for statement in _statements():
                    db.execute(statement)
    owner, schema = (db.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if owner != OURS:
        raise MarketError(
            f"{path.name} is an SQLite file, but no store of reportgen", hint="Name another file; it is left as it is."
        )
    if schema > SCHEMA:
        raise MarketError(
            f"{path.name} was written by a newer reportgen (schema {schema}; this one reads {SCHEMA})",
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


def _statements() -> Iterator[str]:
    """The schema's statements one by one: `executescript` would commit the transaction that they stand in."""
    lines = ""
    for line in [f"pragma application_id = {OURS};", f"pragma user_version = {SCHEMA};", *TABLES.splitlines()]:
        lines += line + "\n"
        if sqlite3.complete_statement(lines):
            yield lines
            lines = ""


ELSEWHERE = "SQLite keeps two more files beside it: the file and its folder must both be writable."
WORDS = {
    "SQLITE_NOTADB": ("is no SQLite file, so no store", "Name another file; this one is left as it is."),
    "SQLITE_READONLY": ("cannot be written", ELSEWHERE),
    "SQLITE_CANTOPEN": ("cannot be opened", ELSEWHERE),
    "SQLITE_PERM": ("cannot be opened", ELSEWHERE),
    "SQLITE_FULL": ("cannot grow: the disk is full", "Free some space and repeat; what was kept before is untouched."),
    "SQLITE_BUSY": (f"was being written by another process for {BUSY:g} s", "Try again later."),
    "SQLITE_LOCKED": ("is being written by another process", "Try again later."),
    "SQLITE_CORRUPT": ("is damaged", "Put a copy of it back, or move it away and fetch its closes again."),
    "SQLITE_IOERR": ("cannot be read or written: the disk reports an error", "Look at the disk before you repeat."),
}
"""What SQLite may refuse, by its primary error code: words and hint."""
