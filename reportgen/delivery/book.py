"""The book of deliveries: every issue that was sent, with a row for each reader.

A row is marked `sending` in a commit before a message's last dot is sent; only that a crash may leave unknown, and then
it says so. A dispatch that was cancelled stays it, whatever a run still does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from reportgen.delivery.nouns import Dispatch, Outcome, Row, State
from reportgen.delivery.people import People
from reportgen.model import Recipient

FIELDS = "issue, body_hash, subject, signed_by, signed_at, carrier, stopped"
ROW = (
    "select issue, row.reader, address, name, state, tries, reply, changed"
    " from row join reader on reader.id = row.reader where issue = ?"
)
LEFT = "exists (select 1 from suppression join reader using (key) where reader.id = row.reader)"
UNLISTED = "row.reader not in (select reader from temp.listed)"


class _Rehearsed(Exception):
    """Nothing of it is kept."""


def now() -> str:
    """The moment, UTC, as the book writes it."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Book(People):
    """Dispatches and their rows, and the people that they are for."""

    _listed = False

    def dispatch(self, issue: str) -> Dispatch | None:
        """What is known of an issue's sending; None before its first."""
        with self._told():
            found = self._db.execute(f"select {FIELDS} from dispatch where issue = ?", (issue,)).fetchone()  # noqa: S608
        return Dispatch(*found) if found else None

    def dispatches(self) -> tuple[Dispatch, ...]:
        """Every issue that was ever sent, the newest first."""
        with self._told():
            found = self._db.execute(f"select {FIELDS} from dispatch order by issue desc")  # noqa: S608
            return tuple(Dispatch(*one) for one in found)

    def begin(
        self, one: Dispatch, recipients: Iterable[Recipient], states: Sequence[State] = ("pending",), *,
        rehearsed: bool = False,
    ) -> Mapping[str, int]:  # fmt: skip
        """Note that an issue is sent to the list as it stands now: a row for each recipient that has none. From now on
        a row is claimed only where its reader is on that list.

        Returns the number of rows by what stands for them: `due` are those of `states` that will be tried, the others
        by their state (a reader who is gone from the list is suppressed). `rehearsed` tells the same and keeps nothing.
        """
        counted: Mapping[str, int] = {}
        with self._told(), suppress(_Rehearsed), self.transaction():
            self._db.execute(
                f"insert into dispatch ({FIELDS}) values (?, ?, ?, ?, ?, ?, '') on conflict (issue) do update set"  # noqa: S608
                " stopped = '', body_hash = excluded.body_hash, subject = excluded.subject,"
                " signed_by = excluded.signed_by, signed_at = excluded.signed_at, carrier = excluded.carrier",
                (one.issue, one.body_hash, one.subject, one.signed_by, one.signed_at, one.carrier),
            )
            self._db.execute("create temp table if not exists listed (reader integer primary key)")
            self._db.execute("delete from temp.listed")
            for each in recipients:
                self._enter(one, each)
            self._db.execute(
                f"update row set state = 'pending', reply = '' where issue = ? and state = 'suppressed'"  # noqa: S608
                f" and not ({UNLISTED}) and not {LEFT}",
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
            "insert or ignore into row (issue, reader, state, changed) select ?, ?,"
            " iif(exists (select 1 from suppression where key = ?), 'suppressed', 'pending'), ?",
            (one.issue, number, each.key, one.signed_at),
        )

    def _counted(self, issue: str, states: Sequence[State]) -> Mapping[str, int]:
        marks = ", ".join("?" * len(states))
        query = (
            f"select case when {LEFT} and state != 'sent' then 'suppressed'"  # noqa: S608
            f" when state in ({marks}) and not ({UNLISTED}) then 'due'"
            f" when state = 'pending' and {UNLISTED} then 'suppressed' else state end as standing, count(*)"
            " from row where issue = ? group by standing"
        )
        return Counter(dict(self._db.execute(query, (*states, issue)).fetchall()))

    def recover(self, issue: str) -> int:
        """Hold what a run left that was killed: rows that were being sent are uncertain now. How many they are."""
        with self._told(), self.transaction():
            reply = "the run ended before the server's answer was recorded"
            return self._db.execute(
                "update row set state = 'uncertain', reply = ?, changed = ? where issue = ? and state = 'sending'",
                (reply, now(), issue),
            ).rowcount

    def due(self, issue: str, after: int, most: int, states: Sequence[State] = ("pending",)) -> list[Row]:
        """Rows of these states with a reader's number above `after`, in the order of the numbers."""
        query = ROW + f" and state in ({', '.join('?' * len(states))}) and row.reader > ? order by row.reader limit ?"
        with self._told():
            return [_row(one) for one in self._db.execute(query, (issue, *states, after, most))]

    def settle(
        self, issue: str, outcomes: Sequence[Outcome], claims: Sequence[int], states: Sequence[State] = ("pending",)
    ) -> list[State | None]:
        """Record outcomes and claim rows of these states (or pending) for sending, in one commit. For each claim the
        state that the row has now: `sending` where it holds; not where its reader has left the list meanwhile, or the
        issue was cancelled; None where it was not there to be claimed.
        """
        wanted = tuple(dict.fromkeys(("pending", *states)))
        unlisted = UNLISTED if self._listed else "0"
        with self._told(), self.transaction():
            moment = now()
            self._db.executemany(
                "update row set state = iif(?1 = 'pending' and (select cancelled from dispatch where issue = ?4),"
                " 'cancelled', ?1), reply = ?2, changed = ?3 where issue = ?4 and reader = ?5 and state = 'sending'",
                [(one.state, one.reply, moment, issue, one.reader) for one in outcomes],
            )
            held: list[State | None] = []
            for reader in claims:
                claimed = self._db.execute(
                    f"update row set state = case when {LEFT} or {unlisted} then 'suppressed'"  # noqa: S608
                    " when (select cancelled from dispatch where dispatch.issue = row.issue) then 'cancelled'"
                    " else 'sending' end, tries = tries + 1, changed = ? where issue = ? and reader = ?"
                    f" and state in ({', '.join('?' * len(wanted))}) returning state",
                    (moment, issue, reader, *wanted),
                ).fetchone()
                held.append(claimed[0] if claimed else None)
            return held

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
        """Put rows of these states into another: of one address, or all. How many they are. Rows that are pending again
        take back that the issue was cancelled.
        """
        query = (
            f"update row set state = ?, changed = ?, tries = iif(? = 'pending', 0, tries)"  # noqa: S608
            f" where issue = ? and state in ({', '.join('?' * len(states))})"
        )
        values: list[object] = [to, now(), to, issue, *states]
        if address:
            query += " and reader = (select id from reader where key = ?)"
            values.append(address.lower())
        with self._told(), self.transaction():
            if to == "pending":
                self._db.execute("update dispatch set cancelled = 0 where issue = ?", (issue,))
            return self._db.execute(query, values).rowcount

    def cancel(self, issue: str) -> int:
        """Send an issue to nobody else; how many rows were pending."""
        with self._told(), self.transaction():
            self._db.execute("update dispatch set cancelled = 1 where issue = ?", (issue,))
            return self._db.execute(
                "update row set state = 'cancelled', changed = ? where issue = ? and state = 'pending'", (now(), issue)
            ).rowcount

    def stop(self, issue: str, why: str) -> None:
        """Note why a run ended early."""
        with self._told(), self.transaction():
            self._db.execute("update dispatch set stopped = ? where issue = ?", (why, issue))

    def forget(self, issue: str) -> None:
        """Take an issue out, as nobody was written to."""
        with self._told(), self.transaction():
            self._db.execute("delete from row where issue = ?", (issue,))
            self._db.execute("delete from dispatch where issue = ?", (issue,))


def _row(one: tuple[str, int, str, str, State, int, str, str]) -> Row:
    issue, reader, address, name, state, tries, reply, changed = one
    return Row(issue, reader, Recipient(address, name), state, tries, reply, changed)
