"""Stretches of a line that are spoken for, so that many of them are asked in little time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Stretches:
    """Stretches from a start up to but without an end; those that meet are one."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in stretches:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Add a stretch; an empty one is none."""
        if end <= start:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last], self._ends[first:last] = [start], [end]

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch has anything of one of these."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end
