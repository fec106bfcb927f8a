"""The roll of a universe: who was a member at each session, who can be judged there, and who passes.

A member can be judged at a session when it has every close that the measure needs: nothing is taken from a
neighbouring session. Levels are compared as given; an average is compared exactly, as a sum of whole numbers: each
member's closes are taken to 15 significant digits of its highest one, which is all that a close as quoted has.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.model import Panel, Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Roll:
    """The members' closes (members × sessions, NaN for none) up to the week's end, and who was a member when.

    `total` counts the members at each session, those included that have no close at all.
    """

    sessions: tuple[date, ...]
    levels: NDArray[np.float64]
    member: NDArray[np.bool_]
    total: NDArray[np.int64]

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Where there is a close."""
        import numpy as np

        return np.isfinite(self.levels) & (self.levels > 0)

    @cached_property
    def units(self) -> NDArray[np.int64]:
        """The closes as whole numbers, each member's on a scale of its own; 0 for none."""
        import numpy as np

        levels = np.where(self.known, self.levels, 0.0)
        highest = levels.max(axis=1, initial=0.0, keepdims=True)
        digits = 14 - np.floor(np.log10(np.where(highest > 0, highest, 1.0)))
        levels *= 10.0 ** np.minimum(digits, 22)
        return np.rint(levels, out=levels).astype(np.int64)

    @cached_property
    def sums(self) -> NDArray[np.int64]:
        """The running sums of the units, a leading 0; they may wrap around, their differences hold."""
        return _running(self.units, "int64")

    @cached_property
    def gaps(self) -> NDArray[np.int32]:
        """How many closes are missing up to each session, a leading 0."""
        return _running(~self.known, "int32")

    def tallies(self, columns: Any, known: NDArray[np.bool_], passing: NDArray[np.bool_]) -> tuple[Tally, ...]:
        """The tallies at the sessions that `columns` (a slice or a list) picks; the arrays are members × those."""
        member = self.member[:, columns]
        judged = member & known
        counts = (_count(judged & passing), _count(judged), self.total[columns].tolist())
        days = self.sessions[columns] if isinstance(columns, slice) else [self.sessions[c] for c in columns]
        return tuple(Tally(*row) for row in zip(days, *counts, strict=True))


@lru_cache(maxsize=2)
def roll(panel: Panel, end: date) -> Roll:
    """The roll of a panel up to and with session `end`. A list without dates is taken for every session."""
    import numpy as np

    grid, members = panel.closes, panel.members.members
    width = bisect_right(grid.sessions, end)
    sessions = grid.sessions[:width]
    symbols = list(dict.fromkeys(one.symbol for one in members))
    row = {symbol: number for number, symbol in enumerate(symbols)}
    member = np.zeros((len(symbols), width), bool)
    for one in members:
        start = bisect_left(sessions, one.start) if one.start else 0
        stop = bisect_right(sessions, one.end) if one.end else width
        member[row[one.symbol], start:stop] = True
    place = {symbol: number for number, symbol in enumerate(grid.symbols)}
    held = [number for number, symbol in enumerate(symbols) if symbol in place]
    levels = grid.levels[[place[symbols[number]] for number in held], :width]
    return Roll(sessions, levels, member[held], member.sum(axis=0))


def _running(values: NDArray[Any], kind: str) -> NDArray[Any]:
    import numpy as np

    sums = np.zeros((values.shape[0], values.shape[1] + 1), kind)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


def _count(where: NDArray[np.bool_]) -> list[int]:
    counts: list[int] = where.sum(axis=0, dtype="int32").tolist()
    return counts
