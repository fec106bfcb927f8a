"""Many shares at once: the members of a universe, their closes as one table of numbers, and how many of them pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

COVERAGE = (9, 10)
"""The share of members that must be judged, as numerator and denominator: below it no measure is told."""


@dataclass(frozen=True)
class Member:
    """One membership: `start` and `end` are its first and last day, both included; None where the list has none.

    A share that left and came back is two members of one symbol.
    """

    symbol: str
    name: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Universe:
    """A list of members as read from `file`."""

    file: str
    members: tuple[Member, ...]

    @property
    def dated(self) -> bool:
        """Whether the list can say who was a member on an earlier day: it must name those that have gone, too.

        Days of joining alone (as many lists of today's members give them) leave them out.
        """
        return any(one.end for one in self.members)


@dataclass(frozen=True)
class Tally:
    """At a session: how many members pass, how many could be judged, and how many there are."""

    session: date
    passing: int
    judged: int
    members: int

    @property
    def share(self) -> float:
        """Those that pass, as a fraction of those that could be judged."""
        return self.passing / self.judged

    @property
    def covered(self) -> bool:
        """Whether enough of the members could be judged."""
        return self.members > 0 and self.judged * COVERAGE[1] >= self.members * COVERAGE[0]


@dataclass(frozen=True, eq=False)
class Grid:
    """Closes as quoted: `levels[i, j]` is that of `symbols[i]` at `sessions[j]`, NaN where there is none.

    `sessions` are the exchange's, ascending and without a gap, whether any share has a close there or not.
    """

    symbols: tuple[str, ...]
    sessions: tuple[date, ...]
    levels: NDArray[float64]
