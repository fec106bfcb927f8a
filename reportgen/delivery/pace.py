"""How fast: no faster than the plan says, slower where the server asks for it, and back again by and by."""

from __future__ import annotations

import threading
import time
from collections import deque

WINDOW = 10
"""Answers that are looked back on."""
MANY = 3
"""Of them, those that ask to come later, from which on all go slower."""
SLOWEST = 0.2
"""Messages a second below which it never goes."""
STEADY = 20
"""Messages taken one after the other, after which it goes a tenth faster."""


class Pace:
    """Shared by all connections of a run. `rate` is messages a second, None for no limit of our own."""

    def __init__(self, rate: float | None) -> None:
        self._ceiling, self._rate = rate, rate
        self._lock = threading.Lock()
        self._next = 0.0
        self._answers: deque[bool] = deque(maxlen=WINDOW)
        self._taken: deque[float] = deque(maxlen=200)
        self._steady = 0

    def pause(self) -> float:
        """Seconds until the next message may go, which the caller waits out before it sends one."""
        with self._lock:
            now = time.monotonic()
            if self._rate is None:
                return 0.0
            at = max(self._next, now)
            self._next = at + 1 / self._rate
            return at - now

    @property
    def hurried(self) -> bool:
        """Whether the next message goes at once."""
        return self._rate is None or self._next <= time.monotonic()

    def answered(self, later: bool) -> None:
        """Note whether the server took a message, or asked to come `later`."""
        with self._lock:
            now = time.monotonic()
            self._answers.append(later)
            if not later:
                self._taken.append(now)
                self._steady += 1
                if self._rate is not None and self._steady >= STEADY:
                    self._faster()
            elif self._answers.count(True) >= MANY:
                measured = self._measured(now)
                slower = (measured if self._rate is None else min(self._rate, measured)) / 2
                self._rate = min(max(SLOWEST, slower), self._ceiling or slower + SLOWEST)
                self._answers.clear()
                self._steady = 0

    def _faster(self) -> None:
        self._steady = 0
        assert self._rate is not None
        self._rate *= 1.1
        if self._ceiling is not None:
            self._rate = min(self._rate, self._ceiling)
        elif self._rate > 2_000:
            self._rate = None

    def _measured(self, now: float) -> float:
        """Messages a second that were taken of late."""
        if len(self._taken) < 2:
            return 2.0
        return len(self._taken) / max(now - self._taken[0], 0.1)
