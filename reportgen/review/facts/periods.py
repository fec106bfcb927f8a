"""Periods as sessions of a calendar: of a week, a month, since a day, so many weeks back."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from reportgen.claims import Window
from reportgen.measure.windows import a_year_earlier, base_of, before, on_or_before
from reportgen.model import TradingWeek
from reportgen.review.facts.spans import last_holiday, later, spelled

Pair = tuple[date, date]
"""The session that a change is measured from, and the one that it ends with."""
PARTS = {"early": (0, 11), "mid": (7, 22), "late": (17, 31)}
"""The days of a month that its early, middle and late parts may mean, counted from its first."""


def pairs_of(week: TradingWeek, window: Window) -> list[tuple[date | None, date | None]]:
    """The readings of a period as two sessions, from whose close to whose it runs; None where one is not in the calendar."""
    end = week.end
    match window.kind:
        case "week":
            return [(week.base, end)]
        case "day":
            return [(before(week, end), end)]
        case "weekday" | "by":
            day = next((s for s in week.sessions if s.weekday() == window.number), None)
            return [(before(week, day) if window.kind == "weekday" else week.base, day)] if day else []
        case "month" | "quarter" | "year":
            return [(base_of(week, window.kind), end)]
        case "last week":
            monday = week.base - timedelta(days=week.base.weekday())
            return [(before(week, monday), week.base)]
        case "last month" | "last quarter" | "last year":
            return [_previous(week, window.kind.split()[1])]
        case "date":
            day = dated(week, window)
            return [(before(week, day), day)] if day in week.calendar else []
        case "week of":
            day = dated(week, window)
            return [_week_of(week, day)] if day else []
        case "since":
            day = dated(week, window)
            return [(on_or_before(week, day), end), (before(week, day), end)] if day else []
        case "span":
            return [_span(week, window)]
        case "weeks":
            if window.number == 52:
                return [(base_of(week, "from_52_weeks_ago"), end), (base_of(week, "one_year"), end)]
            monday = end - timedelta(days=end.weekday())
            whole = on_or_before(
                week, monday - timedelta(weeks=window.number - 1, days=1)
            )  # after a Good Friday another day
            back = on_or_before(week, week.base - timedelta(weeks=window.number - 1))  # so many of the week's own kind
            exact = on_or_before(week, end - timedelta(weeks=window.number))
            return list(dict.fromkeys([(exact, end), (whole, end), (back, end)]))
        case "sessions":
            index = bisect_left(week.calendar, end)
            return [(week.calendar[index - window.number], end)] if window.number and index >= window.number else []
        case "months":
            base = later(end.replace(day=1), 1 - window.number)
            if (end + timedelta(days=7 - end.weekday())).month != end.month:
                return [(before(week, base), end)]  # at the end of a month so many months are whole ones
            return [(on_or_before(week, _months_before(end, window.number)), end), (before(week, base), end)]
        case "years":
            day = end
            for _ in range(window.number):
                day = a_year_earlier(day)
            return [(on_or_before(week, day), end)]
        case "edge session":
            return [_edge_session(week, window)]
        case "since start" | "since end":
            found = span_named(week, Window("named month", window.number, year=window.year))
            if found is None:
                return []
            return [(before(week, found[0]) if window.kind == "since start" else on_or_before(week, found[1]), end)]
        case "named month" | "since month" | "named quarter" | "named year":
            return _named(week, window)
        case "weekdays" | "half" | "ended" | "ago" | "shift":
            return spelled(week, window, dated)
    return []


def _week_of(week: TradingWeek, day: date) -> tuple[date | None, date | None]:
    """The trading week that holds a day, up to the week's end."""
    monday = day - timedelta(days=day.weekday())
    return before(week, monday), on_or_before(week, min(monday + timedelta(days=4), week.end))


def _edge_session(week: TradingWeek, window: Window) -> tuple[date | None, date | None]:
    """The first or last session of a month, or of the current month, quarter or year."""
    which, _, unit = window.part.partition(" ")
    if unit:
        base = base_of(week, unit)
        found = (base + timedelta(days=1), week.end) if base else None
    else:
        found = span_named(week, Window("named month", window.number, year=window.year))
    if found is None:
        return None, None
    inside = [day for day in week.calendar if found[0] <= day <= found[1]]
    day = (inside[0] if which == "first" else inside[-1]) if inside else None
    return (before(week, day), day) if day else (None, None)


def _span(week: TradingWeek, window: Window) -> tuple[date | None, date | None]:
    """From a date to another, or to a weekday of the week."""
    if window.end is None and not window.year:
        start = window.start or _day_of(week, window.number)
        return (on_or_before(week, start) if start else None), week.end
    first = window.start or _day_of(week, window.number)
    last = window.end or _day_of(week, window.year)
    return (on_or_before(week, first) if first else None), (on_or_before(week, last) if last else None)


def _day_of(week: TradingWeek, number: int) -> date | None:
    return dated(week, Window("date", number))


def dated(week: TradingWeek, window: Window) -> date | None:
    """The day that a date without its year means: the last one of that name up to a few days behind the week's end."""
    if window.start:
        return window.start
    if window.part.isdigit():
        return next((day for day in week.sessions if str(day.weekday()) == window.part), None)
    if window.part:
        return last_holiday(window.part, week.end)
    month, day = divmod(window.number, 100)
    if not 1 <= month <= 12:
        return None
    for year in (week.end.year + 1, week.end.year, week.end.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= week.end + timedelta(days=3):
            return found
    return None


def _previous(week: TradingWeek, unit: str) -> tuple[date | None, date | None]:
    start = base_of(week, unit)
    if start is None:
        return None, None
    first = start.replace(day=1)
    if unit == "quarter":
        first = start.replace(month=3 * ((start.month - 1) // 3) + 1, day=1)
    if unit == "year":
        first = start.replace(month=1, day=1)
    return before(week, first), start


def _named(week: TradingWeek, window: Window) -> list[tuple[date | None, date | None]]:
    """A month, quarter or year by its name; without a year the last one that has begun."""
    years = (window.year,) if window.year else (week.end.year, week.end.year - 1)
    for year in years:
        first, size = _begun(window, year)
        if first > week.end or (window.part == "last" and first == week.end.replace(day=1)):
            continue
        last = later(first, size) - timedelta(days=1)
        if window.kind == "since month":
            return [(before(week, first), week.end), (on_or_before(week, last), week.end)]
        return [(before(week, first), on_or_before(week, min(last, week.end)))]
    return []


def _begun(window: Window, year: int) -> tuple[date, int]:
    """The first day of the month, quarter or year that a window names, and how many months it has."""
    if window.kind in ("named month", "since month"):
        return date(year, window.number, 1), 1
    return (date(year, 3 * window.number - 2, 1), 3) if window.kind == "named quarter" else (date(year, 1, 1), 12)


def span_named(week: TradingWeek, window: Window) -> Pair | None:
    """The first and the last day of what a window names as a time in the past: a date, a month, a quarter, a year."""
    if window.kind == "since":
        day = dated(week, window)
        return (day, day) if day else None
    if window.kind in ("since month", "named month", "named quarter", "named year"):
        years = (window.year,) if window.year else (week.end.year, week.end.year - 1, week.end.year - 2)
        for year in years:
            first, size = _begun(window, year)
            if first <= week.end:
                begin, last = PARTS.get(window.part, (0, 31))
                return first + timedelta(days=begin), min(
                    later(first, size) - timedelta(days=1), first + timedelta(days=last)
                ) if window.part else later(first, size) - timedelta(days=1)
        return None
    if window.kind in ("last month", "last quarter", "last year"):
        base, end = _previous(week, window.kind.split()[1])
        return (base + timedelta(days=1), end) if base and end else None
    if window.kind == "last week":
        monday = week.base - timedelta(days=week.base.weekday())
        return monday, week.base
    return None


def _months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))
