"""A run: every pending row of an issue to the server, each claimed in the ledger before its message goes out.

What a killed run leaves is known but for the rows it was sending, one for each connection; they are held as uncertain.
"""

from __future__ import annotations

import re
import smtplib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from reportgen.delivery.answers import TOO_LARGE, Answer, Stopped, words_of
from reportgen.delivery.book import Book
from reportgen.delivery.clerk import Clerk
from reportgen.delivery.feed import Feed
from reportgen.delivery.message import Addressed, Stencil
from reportgen.delivery.nouns import Outcome, Row, State
from reportgen.delivery.pace import Pace
from reportgen.errors import ReportgenError

ALIKE = 3
"""Refusals of the message in the same code, one after the other, after which the fault is the message's."""
NOBODY = 10
"""Refusals of readers in the same code, before any was taken, after which the fault is ours."""
UNREACHED = 6
"""Attempts without any answer, one after the other on each connection, after which the server is held to be away."""
WORST_WAIT = 15.0
COPIES = 3
"""Copies that a reader may get at most in one run that sends again what nobody knows of."""
KINDS = re.compile(r"\s*(\d\.\d{1,3}\.\d{1,3})\b")


class Carrier(Protocol):
    """What takes messages away: smtp.Connection, outbox.Outbox."""

    where: str

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
    """One row that was settled: to whom, and how; or one that is tried `again` in so many seconds."""

    row: Row
    state: State
    reply: str
    again: float | None = None


class Run:
    """Sends one issue to its rows in `states`. `addressed` gives what a message says to a row's reader; `tell` hears of
    each settled row.
    """

    def __init__(
        self, book: Book, reading: Book, issue: str, stencil: Stencil, addressed: Callable[[Row], Addressed],
        carrier: Callable[[], Carrier], *, connections: int = 1, rate: float | None = None, limit: int | None = None,
        states: Sequence[State] = ("pending",), tell: Callable[[Told], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._stencil, self._addressed, self._carrier = stencil.on_the_wire(), addressed, carrier
        self._clerk, self._feed = Clerk(book, issue, states), Feed(reading, issue, states, limit)
        self._pace, self._connections, self._tell = Pace(rate), connections, tell
        self._resend = "uncertain" in states
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._alike: tuple[str, int] = ("", 0)
        self._any = False
        self._unreached = 0
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
                if row is None or not carrier.open or not self._pace.hurried:
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
        """Send to one row, handing in what came of the row before; what came of this one, still to be handed in."""
        message = self._stencil.message(self._addressed(row))
        claim: Future[list[State | None]] = self._clerk.settle(carried, [row.reader])
        try:
            answer = carrier.send(row.recipient.address, message, lambda: claim.result()[0] == "sending")
            state = claim.result()[0]
        except BaseException:
            self._feed.done()
            raise
        if state != "sending" or answer is None:  # whatever the server said of an envelope that nothing followed
            self._feed.done()
            if state == "cancelled":
                self.stop()
            elif state is not None:
                self._say(Told(row, state, "left the list before it was sent"))
            return []
        return self._judged(row, answer)

    def _judged(self, row: Row, answer: Answer) -> list[Outcome]:
        """What an answer makes of a row; the run is stopped where it is about all of them."""
        self._pace.answered(later=answer.later)
        with self._lock:
            self._unreached = 0 if answer.code else self._unreached + 1
            self._any = self._any or answer.taken
            if answer.taken:
                self._alike = ("", 0)
        if answer.taken:
            return self._settled(row, "sent", answer)
        if answer.unknown and not (self._resend and row.tries + 1 < COPIES):
            return self._settled(row, "uncertain", answer)
        if answer.later or answer.unknown:
            return self._again(row, answer)
        if answer.phase == "sender" and answer.code != TOO_LARGE:
            refused = f"the server refuses the sender: {answer}"
            self.stop(Stopped(refused, hint="Nothing more was tried. Does it let you write from delivery.from?"))
            return self._settled(row, "pending", answer)
        self._count(answer)
        return self._settled(row, "failed", answer)

    def _again(self, row: Row, answer: Answer) -> list[Outcome]:
        """Have a row tried again. The book knows of it first: another connection may take it at once."""
        pause = self._feed.pause(row)
        state: State = "uncertain" if answer.unknown else "pending"
        if pause is None:
            return self._settled(row, state, answer)
        try:
            self._clerk.settle([Outcome(row.reader, state, str(answer))], []).result()
        except BaseException:
            self._feed.done()
            raise
        self._feed.again(row, pause)
        self._say(Told(row, state, str(answer), pause))
        return []

    def _settled(self, row: Row, state: State, answer: Answer) -> list[Outcome]:
        self._feed.done()
        self._say(Told(row, state, str(answer)))
        return [Outcome(row.reader, state, str(answer))]

    def _say(self, told: Told) -> None:
        with suppress(OSError):  # a terminal that went away takes no outcome along
            self._tell(told)

    def _count(self, answer: Answer) -> None:
        """Count refusals that are about the message or about us, not about one reader."""
        kind = KINDS.match(answer.words)
        enhanced = kind[1] if kind else ""
        ours = answer.phase != "recipient" or enhanced.startswith("5.7.")
        if not ours and (self._any or enhanced.startswith(("5.1.", "5.2."))):
            return
        with self._lock:
            words = f"{answer.phase} {answer.code} {enhanced}"
            before, many = self._alike
            self._alike = (words, many + 1 if words == before else 1)
            stop = self._alike[1] >= (ALIKE if ours else NOBODY)
        if stop:
            self.stop(
                Stopped(
                    f"the server refuses {'the message itself' if ours else 'every reader'}, {self._alike[1]} times "
                    f"one after the other: {answer}",
                    hint="Nothing more was tried. When it is mended: reportgen send --only-failed, then --resume",
                )
            )

    def _connected(self, carrier: Carrier) -> bool:
        """Connect, or wait a little where that does not go; Stopped where the server is away for good."""
        many = self._unreached
        if many > self._connections and self._over.wait(self._wait(many)):  # it answers nothing, though it is there
            return False
        why = "it closes every connection"
        if many < UNREACHED * self._connections:
            try:
                carrier.connect()
            except (OSError, smtplib.SMTPException) as error:
                why = words_of(error)
                with self._lock:
                    self._unreached += 1
                many = self._unreached
                if many < UNREACHED * self._connections:
                    self._over.wait(self._wait(many))
                    return False
            else:
                return True
        raise Stopped(
            f"{carrier.where} cannot be reached: {why}",
            hint="delivery.smtp in config.yaml has host, port and security. What was not sent is pending: "
            "reportgen send --resume",
        )

    def _wait(self, many: int) -> float:
        return float(min(WORST_WAIT, 0.25 * 2 ** (many // self._connections)))

    def _handed_in(self, carried: list[Outcome]) -> list[Outcome]:
        if carried:
            self._clerk.settle(carried, []).result()
        return []
