"""Periods told in several words, as sessions: from weekday to weekday, up to a named end, so long ago, to a holiday."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta

from reportgen.claims import Window
from reportgen.measure.windows import a_year_earlier, before, on_or_before
from reportgen.model import TradingWeek

Ends = tuple[date | None, date | None]
Dated = Callable[[TradingWeek, Window], date | None]
FIXED = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "independence day": (7, 4),
    "juneteenth": (6, 19),
    "inauguration": (1, 20),
}
NTH = {
    "labor day": (9, 0, 1), "thanksgiving": (11, 3, 4), "presidents day": (2, 0, 3), "columbus day": (10, 0, 2),
}  # fmt: skip
"""Month, weekday, which one of the month."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def holiday(name: str, year: int) -> date | None:
    """When a day of that name was in a year; None in a year without one."""
    if name in FIXED:
        return date(year, *FIXED[name]) if name != "inauguration" or year % 4 == 1 else None
    if name == "memorial day":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    if name == "election":
        return _nth(year, 11, 0, 1) + timedelta(days=1) if year % 2 == 0 else None
    return _nth(year, *NTH[name]) if name in NTH else None


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def last_holiday(name: str, end: date) -> date | None:
    """The last day of that name up to a day."""
    found = (holiday(name, year) for year in range(end.year, end.year - 5, -1))
    return next((day for day in found if day and day <= end), None)


def spelled(week: TradingWeek, window: Window, dated: Dated) -> list[Ends]:
    """The readings of a period of these kinds as sessions."""
    match window.kind:
        case "weekdays":
            return _weekdays(week, window)
        case "half":
            years = (window.year,) if window.year else (week.end.year, week.end.year - 1)
            first = next((d for y in years if (d := date(y, 6 * window.number - 5, 1)) <= week.end), None)
            if first is None:
                return []
            return [(before(week, first), on_or_before(week, min(later(first, 6) - timedelta(days=1), week.end)))]
        case "ended":
            return _ended(week, window, dated)
        case "ago":
            return [(before(week, day), day) for day in days_ago(week, window)]
        case "shift":
            return _shifted(week, window)
    return []


def later(day: date, months: int) -> date:
    """The first of the month so many months on."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _weekdays(week: TradingWeek, window: Window) -> list[Ends]:
    days = {day.weekday(): day for day in week.sessions}
    first, last = days.get(window.number), days.get(window.year)
    if first is None or last is None:
        return []
    whole: Ends = (before(week, first), last)
    part: Ends = (first, last)
    return {"close": [part], "either": [whole, part]}.get(window.part, [whole])


def _ended(week: TradingWeek, window: Window, dated: Dated) -> list[Ends]:
    """The week, month, quarter or year that ends with a day, or so many of them."""
    unit, _, how = window.part.partition(" ")
    last: date | None
    if how == "weekday":
        last = next((day for day in week.sessions if day.weekday() == window.number), None)
    elif how == "month":
        first = date(week.end.year, window.number, 1)
        first = first if first <= week.end else date(week.end.year - 1, window.number, 1)
        last = on_or_before(week, later(first, 1) - timedelta(days=1))
    else:
        last = dated(week, Window("date", window.number, window.start))
    if last is None:
        return []
    count = max(window.year, 1)
    if unit == "week":
        monday = last - timedelta(days=last.weekday() + 7 * (count - 1))
        return [
            (before(week, monday), on_or_before(week, last)),
            (on_or_before(week, last - timedelta(weeks=count)), on_or_before(week, last)),
        ]
    months = LENGTH[unit] * count
    opening = later(last, 1 - months)
    if count == 1:
        opening = date(last.year, last.month - (last.month - 1) % months, 1)
    return [(before(week, opening), on_or_before(week, last))]


def days_ago(week: TradingWeek, window: Window) -> list[date]:
    """The sessions that "a week ago", "the Friday before", "three months earlier" may mean."""
    number, unit, end = window.number, window.part, week.end
    some: list[date | None]
    if unit in WEEKDAYS:
        weekday = WEEKDAYS.index(unit)
        some = [week.base - timedelta(days=(week.base.weekday() - weekday) % 7), week.base if weekday == 4 else None]
        some += [day for day in week.sessions if day.weekday() == weekday and (number or day < end)]
    elif unit == "week":
        days = [day for day in week.sessions if day.weekday() == window.year - 1]
        some = [week.base - timedelta(weeks=number - 1), *(day - timedelta(weeks=number) for day in [end, *days])]
    elif unit == "year":
        day = end
        for _ in range(number):
            day = a_year_earlier(day)
        some = [day, end - timedelta(weeks=52 * number)]
    else:
        months = number * LENGTH[unit]
        opening = later(end, -months)
        some = [min(opening + timedelta(days=end.day - 1), later(opening, 1) - timedelta(days=1))]
        some += [later(end, 1 - months) - timedelta(days=1)]
    return list(dict.fromkeys(held for one in some if one and (held := on_or_before(week, one))))


def _shifted(week: TradingWeek, window: Window) -> list[Ends]:
    """The session (or week) so many before that of a weekday, or before the week's last one."""
    if window.part == "week":
        monday = week.base - timedelta(days=week.base.weekday() + 7 * (window.number - 1))
        return [(before(week, monday), on_or_before(week, monday + timedelta(days=6)))]
    anchor = next((day for day in week.sessions if day.weekday() == window.year - 1), None) if window.year else week.end
    if anchor is None:
        return []
    index = bisect_left(week.calendar, anchor) - window.number
    some = [week.calendar[index] if index > 0 else None, on_or_before(week, anchor - timedelta(days=window.number))]
    return [(before(week, at), at) for at in dict.fromkeys(some) if at]
