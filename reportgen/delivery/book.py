"""The book of deliveries: every issue that was sent, with a row for each reader.

A row is marked `sending` in a commit before a message's last dot is sent; only that a crash may leave unknown, and then
it says so. A dispatch that was cancelled stays it, whatever a run still does.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reportgen.database import transaction
from reportgen.delivery.nouns import STATES, Dispatch, Outcome, Row, State
from reportgen.delivery.people import People
from reportgen.model import Recipient

OUTBOX = "outbox"
"""The carrier that reaches nobody: a folder."""
DISPATCHES = "select issue, body_hash, subject, signed_by, signed_at, carrier, stopped from dispatch"
ROWS = (
    "select issue, row.reader, address, name, state, tries, reply, changed"
    " from row join reader on reader.id = row.reader where issue = ?1 and state in (select value from json_each(?2))"
)


class _Rehearsed(Exception):
    """Nothing of it is kept."""


def now() -> str:
    """The moment, UTC, as the book writes it."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Book(People):
    """Dispatches and their rows, and the people that they are for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._listed = False
        with self._told():
            self._db.execute("create temp table listed (reader integer primary key)")

    def dispatch(self, issue: str) -> Dispatch | None:
        """What is known of an issue's sending; None before its first."""
        with self._told():
            found = self._db.execute(DISPATCHES + " where issue = ?", (issue,)).fetchone()
        return Dispatch(*found) if found else None

    def dispatches(self) -> tuple[Dispatch, ...]:
        """Every issue that was ever sent, the newest first."""
        with self._told():
            return tuple(Dispatch(*one) for one in self._db.execute(DISPATCHES + " order by issue desc"))

    def begin(
        self, one: Dispatch, recipients: Iterable[Recipient], states: Sequence[State] = ("pending",), *,
        rehearsed: bool = False,
    ) -> Mapping[str, int]:  # fmt: skip
        """Note that an issue is sent to the list as it stands now: a row for each recipient that has none. From now on
        a row is claimed only where its reader is on that list. What went into an outbox before is forgotten where
        another carrier takes the issue: it reached nobody.

        Returns the number of rows by what stands for them: `due` are those of `states` that will be tried, the others
        by their state (a reader who is gone from the list is suppressed). `rehearsed` tells the same and keeps nothing.
        """
        counted: Mapping[str, int] = {}
        with self._told(), suppress(_Rehearsed), transaction(self._db):
            self._db.execute(
                "delete from row where issue = ?1 and ?2 != ?3"
                " and (select carrier from dispatch where issue = ?1) = ?3",
                (one.issue, one.carrier, OUTBOX),
            )
            self._db.execute(
                "insert into dispatch (issue, body_hash, subject, signed_by, signed_at, carrier)"
                " values (?, ?, ?, ?, ?, ?) on conflict (issue) do update set stopped = '',"
                " body_hash = excluded.body_hash, subject = excluded.subject, signed_by = excluded.signed_by,"
                " signed_at = excluded.signed_at, carrier = excluded.carrier",
                (one.issue, one.body_hash, one.subject, one.signed_by, one.signed_at, one.carrier),
            )
            self._db.execute("delete from temp.listed")
            for each in recipients:
                self._enter(one, each)
            self._db.execute(
                "update row set state = 'pending', reply = '' where issue = ? and state = 'suppressed'"
                " and reader in (select reader from temp.listed) and reader not in (select reader from gone)",
                (one.issue,),
            )
            counted = self._counted(one.issue, states)
            if rehearsed:
                raise _Rehearsed
        self._listed = not rehearsed
        return counted

    def _enter(self, one: Dispatch, each: Recipient) -> None:
        """A reader's number, and his row."""
        (number,) = self._db.execute(
            "insert into reader (key, address, name) values (?, ?, ?)"
            " on conflict (key) do update set address = excluded.address, name = excluded.name returning id",
            (each.key, each.address, each.name),
        ).fetchone()
        self._db.execute("insert or ignore into temp.listed values (?)", (number,))
        self._db.execute(
            "insert or ignore into row (issue, reader, state, changed) select ?1, ?2,"
            " case when exists (select 1 from gone where gone.reader = ?2) then 'suppressed'"
            " when (select cancelled from dispatch where issue = ?1) then 'cancelled' else 'pending' end, ?3",
            (one.issue, number, one.signed_at),
        )

    def _counted(self, issue: str, states: Sequence[State]) -> Mapping[str, int]:
        found = self._db.execute(
            "select case when state != 'sent' and reader in (select reader from gone) then 'suppressed'"
            " when reader not in (select reader from temp.listed) then iif(state = 'pending', 'suppressed', state)"
            " when state in (select value from json_each(?)) then 'due' else state end as standing, count(*)"
            " from row where issue = ? group by standing",
            (json.dumps(states), issue),
        )
        return Counter(dict(found.fetchall()))

    def recover(self, issue: str) -> int:
        """Hold what a run left that was killed: rows that were being sent are uncertain now. How many they are."""
        with self._told(), transaction(self._db):
            reply = "the run ended before the server's answer was recorded"
            return self._db.execute(
                "update row set state = 'uncertain', reply = ?, changed = ? where issue = ? and state = 'sending'",
                (reply, now(), issue),
            ).rowcount

    def due(self, issue: str, after: int, most: int, states: Sequence[State] = ("pending",)) -> list[Row]:
        """Rows of these states with a reader's number above `after`, in the order of the numbers."""
        with self._told():
            found = self._db.execute(
                ROWS + " and row.reader > ?3 order by row.reader limit ?4", (issue, json.dumps(states), after, most)
            )
            return [_row(one) for one in found]

    def settle(
        self, issue: str, outcomes: Sequence[Outcome], claims: Sequence[int], states: Sequence[State] = ("pending",)
    ) -> list[State | None]:
        """Record outcomes and claim rows of these states (or pending) for sending, in one commit. For each claim the
        state that the row has now: `sending` where it holds; not where its reader has left the list meanwhile, or the
        issue was cancelled; None where it was not there to be claimed.
        """
        wanted = json.dumps(["pending", *states])
        with self._told(), transaction(self._db):
            moment = now()
            self._db.executemany(
                "update row set state = iif(?1 = 'pending' and (select cancelled from dispatch where issue = ?4),"
                " 'cancelled', ?1), reply = ?2, changed = ?3 where issue = ?4 and reader = ?5 and state = 'sending'",
                [(one.state, one.reply, moment, issue, one.reader) for one in outcomes],
            )
            held: list[State | None] = []
            for reader in claims:
                claimed = self._db.execute(
                    "update row set state = case when exists (select 1 from gone where gone.reader = ?3)"
                    " or (?4 and reader not in (select reader from temp.listed)) then 'suppressed'"
                    " when (select cancelled from dispatch where issue = ?2) then 'cancelled' else 'sending' end,"
                    " tries = tries + 1, changed = ?1 where issue = ?2 and reader = ?3"
                    " and state in (select value from json_each(?5)) returning state",
                    (moment, issue, reader, self._listed, wanted),
                ).fetchone()
                held.append(claimed[0] if claimed else None)
            return held

    def counts(self, issue: str) -> Mapping[State, int]:
        """How many rows are in each state."""
        query = "select state, count(*) from row where issue = ? group by state"
        with self._told():
            return Counter(dict(self._db.execute(query, (issue,)).fetchall()))

    def rows(self, issue: str, states: Sequence[State] = STATES) -> Iterator[Row]:
        """The rows of an issue, of these states or all."""
        with self._told():
            for one in self._db.execute(ROWS + " order by row.reader", (issue, json.dumps(states))):
                yield _row(one)

    def turn(self, issue: str, states: Sequence[State], to: State, address: str = "") -> int:
        """Put rows of these states into another: of one address, or all. How many they are. Rows that are pending again
        take back that the issue was cancelled.
        """
        with self._told(), transaction(self._db):
            if to == "pending":
                self._db.execute("update dispatch set cancelled = 0 where issue = ?", (issue,))
            return self._db.execute(
                "update row set state = ?1, changed = ?2, tries = iif(?1 = 'pending', 0, tries) where issue = ?3"
                " and state in (select value from json_each(?4))"
                " and (?5 = '' or reader = (select id from reader where key = ?5))",
                (to, now(), issue, json.dumps(states), address.lower()),
            ).rowcount

    def cancel(self, issue: str) -> int:
        """Send an issue to nobody else; how many rows were pending."""
        with self._told(), transaction(self._db):
            self._db.execute("update dispatch set cancelled = 1 where issue = ?", (issue,))
            return self._db.execute(
                "update row set state = 'cancelled', changed = ? where issue = ? and state = 'pending'", (now(), issue)
            ).rowcount

    def stop(self, issue: str, why: str) -> None:
        """Note why a run ended early."""
        with self._told(), transaction(self._db):
            self._db.execute("update dispatch set stopped = ? where issue = ?", (why, issue))


def _row(one: tuple[str, int, str, str, State, int, str, str]) -> Row:
    issue, reader, address, name, state, tries, reply, changed = one
    return Row(issue, reader, Recipient(address, name), state, tries, reply, changed)
