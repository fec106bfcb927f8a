"""The feed: the rows that are to be sent, one by one to whichever connection is free; those refused for now come again.

Rows are read from the book a few hundred at a time, so that a list of any length takes the same memory.
"""

from __future__ import annotations

import heapq
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Row, State

PAGE = 400
TRIES = 5
"""Attempts at one row in one run; after that it stays pending for the next."""
FIRST, FACTOR, LONGEST = 1.0, 4.0, 900.0
"""Seconds before the second attempt, by how much more before each later one, and at most."""


class Feed:
    """The rows of an issue that are in one of `states`, `limit` of them at most."""

    def __init__(self, book: Book, issue: str, states: Sequence[State], limit: int | None) -> None:
        self._book, self._issue, self._states, self._left = book, issue, states, limit
        self._ready: list[Row] = []
        self._later: list[tuple[float, int, Row]] = []
        self._last = 0
        self._out = 0
        self._more = True
        self._ended = False
        self._wake = threading.Condition()

    def take(self, *, wait: bool) -> Row | None:
        """The next row. None: there is none just now, or with `wait`, none will come."""
        with self._wake:
            while not self._ended:
                row = self._next()
                if row is not None:
                    self._out += 1
                    return row
                if not wait:
                    return None
                if not self._out and not self._later:
                    self._ended = True
                    self._wake.notify_all()
                    return None
                due = self._later[0][0] - time.monotonic() if self._later else None
                self._wake.wait(due)
            return None

    def done(self) -> None:
        """A row that was taken is settled."""
        with self._wake:
            self._out -= 1
            self._wake.notify_all()

    @staticmethod
    def pause(row: Row) -> float | None:
        """After how many seconds a row that was refused for now is tried again; None where it was tried enough."""
        tried = row.tries + 1
        if tried >= TRIES:
            return None
        return min(LONGEST, FIRST * FACTOR ** (tried - 1)) * random.uniform(0.5, 1.5)  # noqa: S311

    def again(self, row: Row, pause: float) -> None:
        """Give a row back that is to be tried again, once the book has it as pending."""
        with self._wake:
            self._out -= 1
            heapq.heappush(self._later, (time.monotonic() + pause, row.reader, replace(row, tries=row.tries + 1)))
            self._wake.notify_all()

    def back(self, row: Row) -> None:
        """Give a row back untried."""
        with self._wake:
            self._out -= 1
            self._ready.append(row)
            self._wake.notify_all()

    def end(self) -> None:
        """Hand out no more."""
        with self._wake:
            self._ended = True
            self._wake.notify_all()

    def _next(self) -> Row | None:
        if self._later and self._later[0][0] <= time.monotonic():
            return heapq.heappop(self._later)[2]
        if not self._ready and self._more:
            most = PAGE if self._left is None else min(PAGE, self._left)
            found = self._book.due(self._issue, self._last, most, self._states) if most else []
            self._more = len(found) == most and bool(most)
            self._left = None if self._left is None else self._left - len(found)
            if found:
                self._last = found[-1].reader
                self._ready = [replace(one, tries=0) for one in reversed(found)]
        return self._ready.pop() if self._ready else None
