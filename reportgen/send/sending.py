"""A dispatch from its first question to its last row: who gets it, who has it already, what a run of it came to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen import kept
from reportgen.delivery import tokens
from reportgen.delivery.book import OUTBOX, Book
from reportgen.delivery.message import Addressed, Stencil, greeting, list_id, message_id, proof
from reportgen.delivery.nouns import Dispatch, Row, State
from reportgen.delivery.outbox import Outbox
from reportgen.delivery.readers import Listed, readers
from reportgen.delivery.run import Carrier, Run, Told
from reportgen.delivery.secret import password
from reportgen.delivery.smtp import Connection
from reportgen.errors import ConfigError, DeliveryError, IntegrityError, ReportgenError, raise_all
from reportgen.lock import lock
from reportgen.model import DeliveryPlan, Recipient, Unsubscribing

LOCKED = "locked"
PATIENCE = 2.0
"""Seconds for which another command may hold the ledger: status and resolve look at it in less."""


@dataclass(frozen=True)
class Wish:
    """What the command line asks of a run."""

    rate: float | None = None
    connections: int | None = None
    limit: int | None = None
    resume: bool = False
    only_failed: bool = False
    resend_uncertain: bool = False
    new_ledger: bool = False

    @property
    def states(self) -> tuple[State, ...]:
        """The states of the rows that are sent to."""
        if self.only_failed:
            return ("failed",)
        return ("pending", "uncertain") if self.resend_uncertain else ("pending",)


@dataclass(frozen=True)
class Audience:
    """Who an issue is for: how many rows it has, how many of them would get it now, and why the others would not."""

    listed: int
    due: int
    suppressed: int
    sent: int
    failed: int
    uncertain: int
    cancelled: int
    pending: int
    told: Listed


class Sending:
    """An issue's dispatch, the ledger locked for as long as it is open. Use it in a `with`."""

    def __init__(self, root: Path, plan: DeliveryPlan, publication: str, issue: str) -> None:
        self._plan, self._publication, self._issue = plan, publication, issue
        self._held = ExitStack()
        self._told = Listed()
        self._trace = _trace(root, issue)

    def __enter__(self) -> Self:
        with ExitStack() as held:
            held.enter_context(lock(self._plan.ledger, PATIENCE, DeliveryError, "sends", LOCKED))
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

    def recover(self) -> None:
        """Hold as uncertain what is being sent: this run hears of it no more."""
        self._book.recover(self._issue)

    def require(self, stencil: Stencil, wish: Wish) -> Dispatch | None:
        """Raise where the ledger forbids what is asked. What was signed off before and stands, None where nothing was.

        Forbidden is: to go on with an issue that was begun without saying so; another issue than some readers have
        already; and one that this machine has begun, of which the ledger knows nothing.
        """
        before, plan = self.dispatch(), self._plan
        if before is None:
            self._require_ledger(wish)
            return None
        counts = self.counts()
        if before.carrier == OUTBOX and plan.outbox is None:
            return None  # files in a folder reached nobody
        if before.body_hash != stencil.body_hash:
            if not any(counts.get(state) for state in ("sent", "uncertain")):
                return None
            raise IntegrityError(
                f"issue {self._issue} was built anew since {before.signed_by} signed it off ({before.signed_at})",
                hint="Readers who have it would have another than the rest. Build what was signed off again, and go "
                "on; a correction is told in the next issue.",
            )
        left = counts.get("pending", 0)
        if left and not (wish.resume or wish.only_failed or wish.resend_uncertain):
            why = f" The last run ended early: {before.stopped}" if before.stopped else ""
            raise DeliveryError(
                f"issue {self._issue} is half sent: {counts.get('sent', 0)} have it, {left} are pending.{why}",
                hint="Go on with: reportgen send --resume",
            )
        return before

    def audience(self, stencil: Stencil, wish: Wish) -> Audience:
        """Who would get the issue; nothing is kept of it."""
        self._told = Listed()
        one = signed(stencil, self._issue, "", datetime.now(UTC), self._plan)
        counts = self._book.begin(one, self._recipients(), wish.states, rehearsed=True)
        due = counts.get("due", 0) if wish.limit is None else min(counts.get("due", 0), wish.limit)
        rest = {
            state: counts.get(state, 0)
            for state in ("suppressed", "sent", "failed", "uncertain", "cancelled", "pending")
        }
        return Audience(sum(counts.values()), due, told=self._told, **rest)

    def run(
        self, stencil: Stencil, signed: Dispatch, wish: Wish, tell: Callable[[Told], None]
    ) -> tuple[Mapping[State, int], ReportgenError | None]:
        """Send to every row that is due; the state of all rows afterwards, and what ended the run early."""
        plan, issue = self._plan, self._issue
        keys = tokens.keys(unsubscribing(plan).key_env)
        carrier = carriers(plan)
        when = datetime.fromisoformat(signed.signed_at)
        self._book.begin(signed, self._recipients(), wish.states)
        kept.keep(self._trace, {"issue": issue, "begun": signed.signed_at, "carrier": signed.carrier})
        with Book(plan.ledger) as reading:
            run = Run(
                self._book, reading, issue, stencil, Words(plan, self._publication, issue, keys, when), carrier,
                connections=wish.connections or plan.connections, rate=wish.rate or plan.rate, limit=wish.limit,
                states=wish.states, tell=tell,
            )  # fmt: skip
            try:
                run.go()
            finally:
                if run.stopped:
                    self._note(run.stopped)
        return self._book.counts(issue), run.stopped

    def _require_ledger(self, wish: Wish) -> None:
        """A ledger that was lost must not have everybody written to once more."""
        trace = kept.read(self._trace)
        if isinstance(trace, dict) and trace.get("carrier") != OUTBOX and not wish.new_ledger:
            raise DeliveryError(
                f"issue {self._issue} was sent from here ({trace.get('begun')}), and {self._plan.ledger.name} knows "
                "nothing of it",
                hint="Bring the ledger back. Where it is lost, --new-ledger sends to everybody on the list, once more.",
            )

    def _note(self, why: ReportgenError) -> None:
        try:
            self._book.stop(self._issue, why.message)
        except DeliveryError:  # the ledger itself may be why
            return

    def _recipients(self) -> Iterator[Recipient]:
        return readers(list_of(self._plan), self._told)


def _trace(root: Path, issue: str) -> Path:
    """Where the user's cache keeps that an issue of the newsletter in `root` was sent."""
    whose = hashlib.sha256(f"{root.resolve()}\0{issue}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return kept.cache_folder() / "sent" / f"{whose}.json"


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
        link = unsubscribing(plan).url.replace("{token}", self.keys.token(row.reader, one.address))
        return Addressed(one, message_id(self.issue, one, id, plan.sender.domain), link, greeting(plan, one), self.when)


def ready(plan: DeliveryPlan, *, to_readers: bool = True) -> None:
    """Raise everything that keeps a plan from sending, whatever the issue, at once."""
    errors: list[ReportgenError] = []
    checks: list[Callable[[], object]] = [lambda: carriers(plan)]
    if to_readers:
        checks += [lambda: tokens.keys(unsubscribing(plan).key_env), lambda: list_of(plan)]
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


def signed(stencil: Stencil, issue: str, by: str, when: datetime, plan: DeliveryPlan) -> Dispatch:
    """A sign-off: whose, when, of what, and what it is sent by."""
    carrier = OUTBOX if plan.outbox is not None else "smtp"
    moment = f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return Dispatch(issue, stencil.body_hash, stencil.subject, by, moment, carrier)


def trial(stencil: Stencil, plan: DeliveryPlan, publication: str, issue: str, address: str, when: datetime) -> bytes:
    """The message as `address` would have it, with a token that ends nobody's subscription."""
    to, one = proof(plan, issue, publication, when), Recipient(address)
    id = message_id(f"{issue}.trial", one, list_id(plan, publication), plan.sender.domain)
    return stencil.on_the_wire().message(replace(to, recipient=one, message_id=id))


def list_of(plan: DeliveryPlan) -> Path:
    """The list of readers."""
    if plan.recipients is None:
        raise ConfigError("delivery.recipients: is missing (the list of readers)")
    return plan.recipients


def unsubscribing(plan: DeliveryPlan) -> Unsubscribing:
    """How readers leave."""
    if plan.unsubscribing is None:
        raise ConfigError(
            "delivery.unsubscribe: is missing: a letter that nobody can leave is not sent",
            hint="It names a url with {token}, and a mailto; docs/how-to/by-email.md.",
        )
    return plan.unsubscribing
