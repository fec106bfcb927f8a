"""A run: every pending row of an issue to the server, each claimed in the ledger before its message goes out.

What a killed run leaves is known but for the rows it was sending, one for each connection; they are held as uncertain.
"""

from __future__ import annotations

import re
import smtplib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from reportgen.delivery.book import Book
from reportgen.delivery.clerk import Clerk
from reportgen.delivery.feed import Feed
from reportgen.delivery.message import Addressed, Stencil
from reportgen.delivery.nouns import Outcome, Row, State
from reportgen.delivery.pace import Pace
from reportgen.delivery.smtp import Answer, Stopped
from reportgen.errors import ReportgenError

ALIKE = 3
"""Refusals of the message in the same words, one after the other, after which the fault is the message's."""
UNREACHED = 6
"""Attempts to connect, one after the other, after which the server is held to be away."""
WORST_WAIT = 15.0


class Carrier(Protocol):
    """What takes messages away: smtp.Connection, outbox.Outbox."""

    @property
    def open(self) -> bool:
        """Whether it stands."""

    def connect(self) -> None:
        """Make it stand."""

    def send(self, address: str, message: bytes, ready: Callable[[], bool]) -> Answer | None:
        """Take one message."""

    def drop(self) -> None:
        """Give it up."""

    def quit(self) -> None:
        """Take leave."""


@dataclass(frozen=True)
class Told:
    """One row that was settled: to whom, and how."""

    row: Row
    state: State
    reply: str


class Run:
    """Sends one issue. `addressed` gives what a message says to a row's reader; `tell` hears of each settled row."""

    def __init__(
        self, book: Book, reading: Book, issue: str, stencil: Stencil, addressed: Callable[[Row], Addressed],
        carrier: Callable[[], Carrier], *, connections: int = 1, rate: float | None = None, limit: int | None = None,
        resend: bool = False, tell: Callable[[Told], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._stencil, self._addressed, self._carrier = stencil.on_the_wire(), addressed, carrier
        self._clerk, self._feed, self._pace = Clerk(book, issue), Feed(reading, issue, limit), Pace(rate)
        self._connections, self._resend, self._tell = connections, resend, tell
        self._over = threading.Event()
        self._alike: tuple[str, int] = ("", 0)
        self._unreached = 0
        self._lock = threading.Lock()
        self._broken: BaseException | None = None
        self.stopped: ReportgenError | None = None

    def go(self) -> None:
        """Send until nothing is left, or `stop` is called. What ended it early is in `stopped`."""
        with self._clerk:
            workers = [threading.Thread(target=self._guarded, daemon=True) for _ in range(self._connections)]
            for one in workers:
                one.start()
            try:
                for one in workers:
                    while one.is_alive():
                        one.join(0.2)
            except BaseException:
                self.stop()
                for one in workers:
                    one.join(WORST_WAIT)
                raise
        if self._broken:
            raise self._broken

    def stop(self, why: ReportgenError | None = None) -> None:
        """End when the messages that are on their way are settled."""
        with self._lock:
            self.stopped = self.stopped or why
        self._over.set()
        self._feed.end()

    def _guarded(self) -> None:
        carrier = self._carrier()
        try:
            self._work(carrier)
        except ReportgenError as error:
            self.stop(error)
        except BaseException as error:  # a bug of ours, which the main thread raises
            self._broken = error
            self.stop()
        finally:
            carrier.quit()

    def _work(self, carrier: Carrier) -> None:
        carried: list[Outcome] = []
        try:
            while not self._over.is_set():
                row = self._feed.take(wait=False)
                if row is None or not self._pace.hurried:
                    carried = self._handed_in(carried)
                    row = row or self._feed.take(wait=True)
                if row is None:
                    break
                if (pause := self._pace.pause()) and self._over.wait(pause):
                    self._feed.back(row)
                    break
                if not carrier.open and not self._connected(carrier):
                    self._feed.back(row)
                    continue
                carried = self._sent(row, carrier, carried)
        finally:
            self._handed_in(carried)

    def _sent(self, row: Row, carrier: Carrier, carried: list[Outcome]) -> list[Outcome]:
        """Send to one row, handing in what came of the row before; what came of this one."""
        message = self._stencil.message(self._addressed(row))
        claim: Future[list[bool]] = self._clerk.settle(carried, [row.reader])
        try:
            answer = carrier.send(row.recipient.address, message, lambda: claim.result()[0])
            claim.result()
        except BaseException:
            self._feed.done()
            raise
        if answer is None:
            self._feed.done()
            self._tell(Told(row, "suppressed", "left the list, or was cancelled, meanwhile"))
            return []
        return self._judged(row, answer)

    def _judged(self, row: Row, answer: Answer) -> list[Outcome]:
        """What an answer makes of a row, still to be recorded; the run is stopped where it is about all of them."""
        self._pace.answered(later=400 <= answer.code < 500)
        if answer.taken:
            self._alike = ("", 0)
            return self._settled(row, "sent", answer)
        if answer.unknown and not self._resend:
            return self._settled(row, "uncertain", answer)
        if answer.later or answer.unknown:
            return self._again(row, answer)
        if answer.phase == "sender":
            refused = f"the server refuses the sender: {answer}"
            self.stop(Stopped(refused, hint="Nothing more was tried. Does it let you write from delivery.from?"))
            return self._settled(row, "pending", answer)
        self._count(answer)
        return self._settled(row, "failed", answer)

    def _again(self, row: Row, answer: Answer) -> list[Outcome]:
        """Have a row tried again. The book knows of it first: another connection may take it at once."""
        pause = self._feed.pause(row)
        if pause is None:
            return self._settled(row, "pending", answer)
        outcome = Outcome(row.reader, "pending", str(answer), time.time() + pause)
        try:
            self._clerk.settle([outcome], []).result()
        except BaseException:
            self._feed.done()
            raise
        self._feed.again(row, pause)
        return []

    def _settled(self, row: Row, state: State, answer: Answer) -> list[Outcome]:
        self._feed.done()
        self._tell(Told(row, state, str(answer)))
        return [Outcome(row.reader, state, str(answer))]

    def _count(self, answer: Answer) -> None:
        """Count refusals that are about the message or about us, not about one reader."""
        if answer.phase == "recipient" and not re.match(r"5\.7\.", answer.words):
            return
        words = re.sub(r"<[^>]*>|\S+@\S+|\d{5,}", "", str(answer))
        with self._lock:
            before, many = self._alike
            self._alike = (words, many + 1 if words == before else 1)
            stop = self._alike[1] >= ALIKE
        if stop:
            self.stop(
                Stopped(
                    f"the server refuses the message itself, {ALIKE} times in the same words: {answer}",
                    hint="Nothing more was tried. When it is mended: reportgen send --only-failed",
                )
            )

    def _connected(self, carrier: Carrier) -> bool:
        """Connect, or wait a little where that does not go; Stopped where the server is away for good."""
        try:
            carrier.connect()
        except (OSError, smtplib.SMTPException) as error:
            with self._lock:
                self._unreached += 1
                many = self._unreached
            if many >= UNREACHED * self._connections:
                away = f"the server cannot be reached: {error}"
                raise Stopped(away, hint="What was not sent is pending: reportgen send --resume") from None
            self._over.wait(min(WORST_WAIT, 0.25 * 2 ** (many // self._connections)))
            return False
        with self._lock:
            self._unreached = 0
        return True

    def _handed_in(self, carried: list[Outcome]) -> list[Outcome]:
        if carried:
            self._clerk.settle(carried, []).result()
        return []
