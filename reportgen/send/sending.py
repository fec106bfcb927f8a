"""A dispatch from its first question to its last row: who gets it, who has it already, what a run of it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.delivery import tokens
from reportgen.delivery.book import Book
from reportgen.delivery.message import Addressed, Stencil, greeting, list_id, message_id, proof
from reportgen.delivery.nouns import Dispatch, Row, State
from reportgen.delivery.outbox import Outbox
from reportgen.delivery.readers import Told as Listed
from reportgen.delivery.readers import readers
from reportgen.delivery.run import Carrier, Run, Told
from reportgen.delivery.smtp import Connection, password
from reportgen.errors import ConfigError, DeliveryError, IntegrityError, ReportgenError, raise_all
from reportgen.lock import lock
from reportgen.model import DeliveryPlan, Recipient, Unsubscribing

LOCKED = "locked"


@dataclass(frozen=True)
class Wish:
    """What the command line asks of a run."""

    rate: float | None = None
    connections: int | None = None
    limit: int | None = None
    resume: bool = False
    only_failed: bool = False
    resend_uncertain: bool = False


@dataclass(frozen=True)
class Audience:
    """Who an issue is for: how many of the list would get it now, and why others would not."""

    listed: int
    due: int
    suppressed: int
    sent: int
    failed: int
    uncertain: int
    cancelled: int
    told: Listed


class Sending:
    """An issue's dispatch, the ledger locked for as long as it is open. Use it in a `with`."""

    def __init__(self, plan: DeliveryPlan, publication: str, issue: str) -> None:
        self._plan, self._publication, self._issue = plan, publication, issue
        self._held = ExitStack()
        self._told = Listed()

    def __enter__(self) -> Self:
        with ExitStack() as held:
            held.enter_context(lock(self._plan.ledger, 0, DeliveryError, "sends", LOCKED))
            self._book = held.enter_context(Book(self._plan.ledger))
            self._book.recover(self._issue)
            self._held = held.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._held.close()

    def dispatch(self) -> Dispatch | None:
        """What the ledger knows of the issue."""
        return self._book.dispatch(self._issue)

    def counts(self) -> Mapping[State, int]:
        """How many rows of the issue are in each state."""
        return self._book.counts(self._issue)

    def require(self, stencil: Stencil, wish: Wish) -> None:
        """Raise where the ledger forbids it: an issue that was begun and is not resumed, or another than was begun."""
        before = self.dispatch()
        if before is None:
            return
        if before.body_hash != stencil.body_hash:
            raise IntegrityError(
                f"issue {self._issue} was built anew since {before.signed_by} signed it off ({before.signed_at})",
                hint="Readers who have it would have another than the rest. Build again what was signed off, or "
                f"reportgen cancel {self._issue} and send a correction as an issue of its own.",
            )
        counts = self._book.counts(self._issue)
        left = counts.get("pending", 0) + counts.get("sending", 0)
        if left and not (wish.resume or wish.only_failed):
            why = f" The last run ended early: {before.stopped}" if before.stopped else ""
            raise DeliveryError(
                f"issue {self._issue} is half sent: {counts.get('sent', 0)} have it, {left} are pending.{why}",
                hint="Go on with: reportgen send --resume",
            )

    def audience(self, wish: Wish) -> Audience:
        """Who would get the issue; nothing is written."""
        self._told = Listed()
        known = {row.recipient.key: row.state for row in self._book.rows(self._issue)}
        counts: dict[str, int] = dict.fromkeys(("due", "suppressed", "sent", "failed", "uncertain", "cancelled"), 0)
        listed = 0
        for one in self._recipients():
            listed += 1
            state: str = known.pop(one.key, "pending")
            counts[_counted(state, wish, suppressed=self._book.suppressed(one.address) is not None)] += 1
        for state in known.values():  # readers who were on the list when it was begun
            counts[_counted(state, wish, suppressed=False)] += 1
        if wish.limit is not None:
            counts["due"] = min(counts["due"], wish.limit)
        return Audience(listed, told=self._told, **counts)

    def run(
        self, stencil: Stencil, signed: Dispatch, wish: Wish, tell: Callable[[Told], None]
    ) -> tuple[Mapping[State, int], ReportgenError | None]:
        """Send to every row that is due; the state of all rows afterwards, and what ended the run early."""
        plan, issue = self._plan, self._issue
        keys = tokens.keys(_unsubscribing(plan).key_env)
        carrier = carriers(plan)
        when = datetime.fromisoformat(signed.signed_at)
        if wish.resend_uncertain:
            self._book.turn(issue, ("uncertain",), "pending")
        if wish.only_failed:
            self._book.turn(issue, ("failed",), "pending")
            self._book.begin(signed, ())
        else:
            self._book.begin(signed, self._recipients())
        with Book(plan.ledger) as reading:
            run = Run(
                self._book, reading, issue, stencil, Words(plan, self._publication, issue, keys, when), carrier,
                connections=wish.connections or plan.connections, rate=wish.rate or plan.rate, limit=wish.limit,
                resend=wish.resend_uncertain, tell=tell,
            )  # fmt: skip
            try:
                run.go()
            finally:
                if run.stopped:
                    self._note(run.stopped)
        return self._book.counts(issue), run.stopped

    def _note(self, why: ReportgenError) -> None:
        try:
            self._book.stop(self._issue, why.message)
        except DeliveryError:  # the ledger itself may be why
            return

    def _recipients(self) -> Iterator[Recipient]:
        return readers(_list(self._plan), self._told)


@dataclass(frozen=True)
class Words:
    """What a message says to the reader of a row."""

    plan: DeliveryPlan
    publication: str
    issue: str
    keys: tokens.Keys
    when: datetime

    def __call__(self, row: Row) -> Addressed:
        """The slots of one reader's message."""
        plan, one = self.plan, row.recipient
        id = list_id(plan, self.publication)
        link = _unsubscribing(plan).url.replace("{token}", self.keys.token(row.reader, id))
        return Addressed(one, message_id(self.issue, one, id, plan.sender.domain), link, greeting(plan, one), self.when)


def ready(plan: DeliveryPlan) -> None:
    """Raise everything that keeps a plan from sending, whatever the issue, at once."""
    errors: list[ReportgenError] = []
    checks: tuple[Callable[[], object], ...] = (
        lambda: carriers(plan),
        lambda: tokens.keys(_unsubscribing(plan).key_env),
        lambda: _list(plan),
    )
    for check in checks:
        try:
            check()
        except ReportgenError as error:
            errors.append(error)
    raise_all(errors)


def carriers(plan: DeliveryPlan) -> Callable[[], Carrier]:
    """What makes a carrier for each connection."""
    if plan.outbox is not None:
        folder = plan.outbox
        return lambda: Outbox(folder)
    if plan.server is None:
        raise ConfigError("delivery: has neither smtp: nor outbox:, so nothing would take the messages")
    server, word, sender = plan.server, password(plan.server), plan.return_path or plan.sender.address
    return lambda: Connection(server, sender, word)


def signed(proof_hash: str, subject: str, issue: str, by: str, when: datetime) -> Dispatch:
    """A sign-off: whose, when, and of what."""
    return Dispatch(issue, proof_hash, subject, by, f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def trial(stencil: Stencil, plan: DeliveryPlan, publication: str, issue: str, address: str, when: datetime) -> bytes:
    """The message as `address` would have it, with a token that ends nobody's subscription."""
    to, one = proof(plan, issue, publication, when), Recipient(address)
    id = message_id(f"{issue}.trial", one, list_id(plan, publication), plan.sender.domain)
    return stencil.on_the_wire().message(replace(to, recipient=one, message_id=id))


def _counted(state: str, wish: Wish, *, suppressed: bool) -> str:
    """Which of the audience's numbers a row counts for."""
    if state == "sending":
        state = "uncertain"
    if wish.only_failed:
        state = {"failed": "due", "pending": "due"}.get(state, state)
    elif state == "pending":
        state = "due"
    if state == "uncertain" and wish.resend_uncertain:
        state = "due"
    return "suppressed" if suppressed and state == "due" else state


def _list(plan: DeliveryPlan) -> Path:
    if plan.recipients is None:
        raise ConfigError("delivery.recipients: is missing (the list of readers)")
    return plan.recipients


def _unsubscribing(plan: DeliveryPlan) -> Unsubscribing:
    if plan.unsubscribing is None:
        raise ConfigError(
            "delivery.unsubscribe: is missing: a letter that nobody can leave is not sent",
            hint="It names a url with {token}, and a mailto; docs/how-to/by-email.md.",
        )
    return plan.unsubscribing
