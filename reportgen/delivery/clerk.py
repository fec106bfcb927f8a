"""The clerk: the one who writes the ledger while many connections send, and many entries in one commit.

A commit waits for the disk. Each connection hands in what came of its last message together with the claim to its next,
and sends that one's envelope meanwhile; what several connections hand in at once is one commit.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Self

from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Outcome, State

Entry = tuple[list[Outcome], list[int], "Future[list[State | None]]"]


class Clerk:
    """Settles outcomes and claims of one issue in a thread of its own. Use it in a `with`."""

    def __init__(self, book: Book, issue: str, states: Sequence[State]) -> None:
        self._book, self._issue, self._states = book, issue, states
        self._entries: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="clerk", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.put(None)
        self._thread.join()

    def settle(self, outcomes: list[Outcome], claims: list[int]) -> Future[list[State | None]]:
        """Hand in; the result, or what went wrong, is there once it is on the disk."""
        future: Future[list[State | None]] = Future()
        self._entries.put((outcomes, claims, future))
        return future

    def _work(self) -> None:
        last = False
        while not last:
            entries = [self._entries.get()]
            while not self._entries.empty():
                entries.append(self._entries.get())
            last = None in entries
            self._write([one for one in entries if one is not None])

    def _write(self, entries: list[Entry]) -> None:
        if not entries:
            return
        outcomes = [one for some, _, _ in entries for one in some]
        claims = [one for _, some, _ in entries for one in some]
        try:
            held = iter(self._book.settle(self._issue, outcomes, claims, self._states))
        except BaseException as error:
            for _, _, future in entries:
                future.set_exception(error)
            return
        for _, some, future in entries:
            future.set_result([next(held) for _ in some])
