"""The history that a record is judged on: the unbroken run of closes that ends with the week.

A claim judged over a gap would be a guess, so that what lies before the last gap does not count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from reportgen.measure.runs import levels_at
from reportgen.model import Close, Closes, Input


class Track(NamedTuple):
    """The closes that days or weeks are counted in: `levels` in order of time, `at` their indexes in the history."""

    period: Literal["day", "week"]
    levels: tuple[float, ...]
    at: Sequence[int]


@dataclass(frozen=True)
class History:
    """An unbroken run of closes of one instrument that ends with the week's last session.

    `sessions` ascend, `levels` are theirs as quoted, `ends` the indexes of each week's last session: of each
    Monday-to-Sunday, or of what the publication's own weeks end with.
    `whole`: the run begins with the instrument's first session of all. `record` is a cited earlier record close:
    it says nothing but how high the closes up to it were.
    """

    key: str
    sessions: tuple[date, ...]
    levels: tuple[float, ...]
    ends: tuple[int, ...]
    whole: bool = False
    record: Close | None = None
    closes: Mapping[date, Close] = field(default_factory=dict, repr=False)

    @property
    def last(self) -> int:
        """The index of the week's end; -1 where its close is missing."""
        return len(self.sessions) - 1

    @cached_property
    def week(self) -> int:
        """The index of the week's first session in the history."""
        return self.ends[-2] + 1 if len(self.ends) > 1 else 0

    @cached_property
    def days(self) -> Track:
        """Every close."""
        return Track("day", self.levels, range(len(self.levels)))

    @cached_property
    def weeks(self) -> Track:
        """The close of every week's last session."""
        levels = itemgetter(*self.ends)(self.levels) if len(self.ends) > 1 else self.levels[-1:]
        return Track("week", levels, self.ends)

    @cached_property
    def bottom(self) -> float:
        """The lowest close."""
        closes = self.closes
        return closes.lowest if isinstance(closes, Closes) and closes.levels is self.levels else min(self.levels)

    def first_of(self, year: int) -> int:
        """The index of the first session in `year` or after it."""
        return bisect_left(self.sessions, date(year, 1, 1))

    def wait(self, index: int) -> int:
        """How many sessions before the week's end session `index` was; the length of the history for -1, never."""
        return self.last - index

    def input(self, index: int) -> Input:
        """The close of session `index` with its source."""
        session = self.sessions[index]
        close = self.closes.get(session)
        origin = (close.source, close.url, close.retrieved) if close else ("", "", "")
        return Input(self.key, session, self.levels[index], *origin)


def history(
    closes: Mapping[date, Close],
    calendar: Sequence[date],
    *,
    key: str,
    whole: bool = False,
    record: Close | None = None,
    house: Sequence[date] = (),
) -> History:
    """The closes of the unbroken run of sessions that ends with the calendar's last.

    `calendar` are the exchange's sessions, ascending, up to the week's end (the same tuple for every instrument is
    quickest). `whole`: `closes` begin with the instrument's first session of all, which a gap in them undoes;
    `record` an earlier record close that a source can be named for. `house` are the sessions of the publication's
    exchange, where these are others: weeks end with its weeks, so that a week of crypto is no Sunday to Friday.
    Without a close at the week's end the history is empty.
    """
    sessions = tuple(calendar)
    ends = _ends(_Same(sessions)) if not house else _ends_within(sessions, tuple(house))
    levels = levels_at(closes, sessions)
    if levels is None:
        start = next(i + 1 for i in range(len(sessions) - 1, -1, -1) if sessions[i] not in closes)
        sessions = sessions[start:]
        ends = tuple(i - start for i in ends if i >= start)
        levels = tuple(closes[session].level for session in sessions)
    whole = whole and bool(sessions) and (len(closes) == len(sessions) or min(closes) == sessions[0])
    return History(key, sessions, levels, ends, whole, record, closes)


class _Same:
    """A calendar known by identity: to hash its thousands of dates for every instrument would take longer."""

    __slots__ = ("calendar",)

    def __init__(self, calendar: tuple[date, ...]) -> None:
        self.calendar = calendar

    def __hash__(self) -> int:
        return id(self.calendar)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.calendar is other.calendar


def _ends_within(sessions: tuple[date, ...], house: tuple[date, ...]) -> tuple[int, ...]:
    """The index of the last session by the end of each week of the exchange; a week without sessions has none."""
    if house == sessions:
        return _ends(_Same(house))
    found = (bisect_right(sessions, house[i]) - 1 for i in _ends(_Same(house)))
    return tuple(dict.fromkeys(i for i in found if i >= 0))


@lru_cache(maxsize=8)
def _ends(same: _Same) -> tuple[int, ...]:
    """The index of each week's last session: day 1 of the calendar of `date.toordinal` was a Monday."""
    weeks = [(session.toordinal() - 1) // 7 for session in same.calendar]
    ends = [i for i, (week, after) in enumerate(pairwise(weeks)) if week != after]
    return (*ends, len(weeks) - 1) if weeks else ()
