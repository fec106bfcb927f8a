"""The same share at every earlier session, and how far back one must go for one as high.

A day's share is set against every session's, a week's against every week's. Each is counted among the members of its
own day. The history ends, going back, where the closes at hand do, or at the first session with too few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from reportgen.measure.breadth.roll import Roll
from reportgen.model import Tally


@dataclass(frozen=True)
class Past:
    """What the history says of the last share: `begin` is its first session, `since` the last one before the end whose
    share was as high (None: none was).
    """

    begin: date
    since: Tally | None
    last: Tally

    @property
    def years(self) -> int:
        """For how many whole years back no earlier share was as high."""
        start, end = self.since.session if self.since else self.begin, self.last.session
        return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def past(tallies: tuple[Tally, ...]) -> Past:
    """The last share against all before it; shares are compared as whole numbers, so that equal is equal.

    The last tally must be covered.
    """
    last = begin = tallies[-1]
    for one in reversed(tallies[:-1]):
        if not one.covered:
            break
        begin = one
        if one.passing * last.judged >= last.passing * one.judged:
            return Past(begin.session, one, last)
    return Past(begin.session, None, last)


@lru_cache(maxsize=8)
def series(roll: Roll, share: str) -> tuple[Tally, ...]:
    """The tallies of one of SHARES at every session (or week's end) whose measure lies within the closes at hand."""
    return SHARES[share](roll)


def up_day(roll: Roll) -> tuple[Tally, ...]:
    """Members that closed strictly above their close of the session before."""
    levels, known = roll.levels, roll.known
    return roll.tallies(slice(1, None), known[:, 1:] & known[:, :-1], levels[:, 1:] > levels[:, :-1])


def up_week(roll: Roll) -> tuple[Tally, ...]:
    """Members that closed a week strictly above their close at the end of the week before, for every week."""
    weeks = groupby(enumerate(roll.sessions), lambda pair: pair[1].toordinal() - pair[1].weekday())
    ends = [[number for number, _ in sessions][-1] for _, sessions in weeks]
    levels, known = roll.levels[:, ends], roll.known[:, ends]
    return roll.tallies(ends[1:], known[:, 1:] & known[:, :-1], levels[:, 1:] > levels[:, :-1])


def above(count: int) -> Callable[[Roll], tuple[Tally, ...]]:
    """Members that closed strictly above the average of their last `count` closes, the last included."""

    def tallies(roll: Roll) -> tuple[Tally, ...]:
        if len(roll.sessions) < count:
            return ()
        totals = roll.sums[:, count:] - roll.sums[:, :-count]
        known = roll.gaps[:, count:] == roll.gaps[:, :-count]
        return roll.tallies(slice(count - 1, None), known, roll.units[:, count - 1 :] * count > totals)

    return tallies


SHARES: Mapping[str, Callable[[Roll], tuple[Tally, ...]]] = {
    "up_day": up_day,
    "up_week": up_week,
    "above_50_day": above(50),
    "above_200_day": above(200),
}
