"""The weeks of an exchange around now."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reportgen.errors import UsageError
from reportgen.model import TradingWeek

BEFORE, AHEAD = 2, 8
"""Weeks before the one of the question, and after it."""


@dataclass(frozen=True)
class DiaryWeek:
    """A week, and the moments (UTC) from which each of its sessions is over."""

    week: TradingWeek
    over_at: tuple[datetime, ...]


@dataclass(frozen=True)
class Diary:
    """The weeks by the Monday on which they begin, and the exchange's time zone."""

    zone: str
    weeks: Mapping[date, DiaryWeek]


def diary(exchange: str, now: datetime) -> Diary:
    """The weeks of an exchange around `now` (UTC); UsageError where it is not known."""
    from reportgen.market import calendar

    monday = now.date() - timedelta(days=now.date().weekday())
    first, last = monday - timedelta(weeks=BEFORE), monday + timedelta(weeks=AHEAD)
    with suppress(UsageError):  # all that is asked for below, built at once; what is wrong with it is told there
        calendar.sessions(exchange, first - calendar.HISTORY - timedelta(days=20), last + timedelta(days=20))
    weeks: dict[date, DiaryWeek] = {}
    for number in range(BEFORE + AHEAD + 1):
        begin = first + timedelta(weeks=number)
        year, week, _ = begin.isocalendar()
        try:
            one = calendar.trading_week(exchange, calendar.week_end(exchange, year, week))
        except UsageError:
            if begin == monday and not weeks:
                raise
            continue
        over_at = tuple(calendar.complete_at(exchange, day) for day in one.sessions)
        weeks[begin] = DiaryWeek(one, over_at)
    return Diary(calendar.zone(exchange), weeks)
