"""Who reads, and who gets nothing more: the part of the ledger that outlasts its issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.database import Opened, connect, transaction
from reportgen.delivery.file import LEDGER
from reportgen.delivery.nouns import Suppression
from reportgen.model import Recipient


class People(Opened):
    """Readers with their numbers, the book's own list of recipients, and suppressions. Threads may use it in turns."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LEDGER, connect(path, LEDGER, threads=True))

    def suppress(self, entries: Iterable[Suppression]) -> int:
        """Note who gets nothing more; the first reason stands. How many are new."""
        with self._told(), transaction(self._db):
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
        with self._told(), transaction(self._db):
            return self._db.execute("delete from suppression where key = ?", (address.lower(),)).rowcount > 0

    def reader(self, id: int) -> Recipient | None:
        """The reader of that number."""
        with self._told():
            found = self._db.execute("select address, name from reader where id = ?", (id,)).fetchone()
        return Recipient(*found) if found else None

    def knows(self, address: str) -> bool:
        """Whether an address is a reader's: one who was written to, or one of the book's own list."""
        query = "select 1 from reader where key = ? union all select 1 from recipient where key = ?"
        with self._told():
            return self._db.execute(query, (address.lower(), address.lower())).fetchone() is not None

    def listed(self, key: str) -> bool:
        """Whether the book's own list has a recipient of that key."""
        with self._told():
            return self._db.execute("select 1 from recipient where key = ?", (key,)).fetchone() is not None

    def enlist(self, recipients: Iterable[Recipient]) -> tuple[int, int]:
        """Put recipients into the book's own list: how many are new, and how many were there (what is said of them
        anew stands).
        """
        new = known = 0
        with self._told(), transaction(self._db):
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
