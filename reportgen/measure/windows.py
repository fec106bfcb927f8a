"""The sessions that a period runs from and to, by the exchange's calendar.

The base of a month, quarter or year is the last session of the one before; of a week, the last session before
its Monday; of one year, the same calendar date a year earlier, else the session before it (the conventions of
AP's and Broadridge's tables). From 52 weeks ago means from 364 days before, else the session before that (as Dow
Jones Market Data counts).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, timedelta

from reportgen.model import TradingWeek

YEAR = timedelta(days=364)
"""52 weeks."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def before(week: TradingWeek, day: date) -> date | None:
    """The last session before `day`, or None where the calendar does not reach."""
    index = bisect_left(week.calendar, day)
    return week.calendar[index - 1] if index else None


def on_or_before(week: TradingWeek, day: date) -> date | None:
    """The session on `day`, else the last one before it."""
    index = bisect_right(week.calendar, day)
    return week.calendar[index - 1] if index else None


def a_year_earlier(day: date) -> date:
    """The same calendar date in the year before; 28 February for a 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


OPENINGS: dict[str, Callable[[date], date]] = {
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
"""The first day of the month, the quarter and the year that a day lies in."""
BASES: dict[str, Callable[[TradingWeek], date | None]] = {
    "day": lambda week: before(week, week.end),
    "week": lambda week: week.base,
    "month": lambda week: before(week, OPENINGS["month"](week.end)),
    "quarter": lambda week: before(week, OPENINGS["quarter"](week.end)),
    "year": lambda week: before(week, OPENINGS["year"](week.end)),
    "one_year": lambda week: on_or_before(week, a_year_earlier(week.end)),
    "from_52_weeks_ago": lambda week: on_or_before(week, week.end - YEAR),
}
PERIODS = {
    "day": "on the day",
    "week": "for the week",
    "month": "month to date",
    "quarter": "quarter to date",
    "year": "year to date",
    "one_year": "over one year",
    "from_52_weeks_ago": "from 52 weeks ago",
}


def base_of(week: TradingWeek, period: str) -> date | None:
    """The session whose close the period's change is measured from; None where the calendar ends before it.

    It is found once and kept on the week, as a cached property is: all instruments of a calendar share it.
    """
    kept: dict[str, date | None] = week.__dict__.setdefault("_bases", {})
    if period not in kept:
        kept[period] = BASES[period](week)
    return kept[period]


def begun(house: TradingWeek, own: TradingWeek, period: str) -> bool:
    """Whether an instrument's own week reaches into the month, the quarter or the year that the exchange's ends in: the
    last close of an exchange that has not opened since New Year says nothing about the year. True of other periods.
    """
    return period not in OPENINGS or own.end >= OPENINGS[period](house.end)


def weekday_session(week: TradingWeek, weekday: str) -> date | None:
    """The week's session on that weekday, or None on a day without trading."""
    return next((s for s in week.sessions if WEEKDAYS[s.weekday()] == weekday), None)
