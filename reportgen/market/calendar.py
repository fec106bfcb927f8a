"""The exchange's calendar, by exchange_calendars: the only file that imports it, and only when a week is not
known from a record.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from reportgen.errors import MarketError, UsageError
from reportgen.model import TradingWeek

HISTORY = timedelta(days=400)
SETTLED = timedelta(minutes=30)


def trading_week(exchange: str, ending: date) -> TradingWeek:
    """The week whose last session is `ending`; UsageError tells the right date where it is not one."""
    if not 1962 <= ending.year <= 2099:
        raise UsageError(f"{ending} is outside the calendars, which are kept from 1962 to 2099")
    calendar = _calendar(exchange, ending - HISTORY - timedelta(days=15), ending + timedelta(days=10))
    monday = ending - timedelta(days=ending.weekday())
    days = [s.date() for s in calendar.sessions_in_range(_stamp(monday - HISTORY), _stamp(monday + timedelta(days=6)))]
    sessions = tuple(d for d in days if d >= monday)
    if not sessions or sessions[-1] != ending:
        raise UsageError(_not_the_end(ending, sessions))
    early = tuple(
        (s, f"{calendar.session_close(_stamp(s)).tz_convert(calendar.tz):%-I:%M %p}")
        for s in sessions
        if _stamp(s) in calendar.early_closes
    )
    weekdays = (monday + timedelta(days=i) for i in range(5))
    closed = tuple((d, _holiday(calendar, d)) for d in weekdays if d not in sessions)
    base = max(d for d in days if d < monday)
    return TradingWeek(exchange, sessions, base, tuple(days), closed, early)


def last_complete_week(exchange: str, now: datetime) -> date:
    """The last session of the last week that is complete at `now` (UTC)."""
    today = now.date()
    calendar = _calendar(exchange, today - timedelta(days=30), today + timedelta(days=10))
    for back in range(4):
        monday = today - timedelta(days=today.weekday() + 7 * back)
        sessions = calendar.sessions_in_range(_stamp(monday), _stamp(monday + timedelta(days=6)))
        if len(sessions) and complete_at(exchange, sessions[-1].date()) <= now:
            return date.fromisoformat(f"{sessions[-1]:%Y-%m-%d}")
    raise MarketError(f"the calendar of {exchange} has no complete week in the last month")


def complete_at(exchange: str, session: date) -> datetime:
    """The moment (UTC) from which a session's close is taken as settled: half an hour after the bell."""
    calendar = _calendar(exchange, session - timedelta(days=30), session + timedelta(days=10))
    moment: datetime = calendar.session_close(_stamp(session)).to_pydatetime()
    return moment.astimezone(UTC) + SETTLED


def week_end(exchange: str, year: int, week: int) -> date:
    """The last session of an ISO week (2026-W02)."""
    if not 1962 <= year <= 2099:
        raise UsageError(f"{year}-W{week:02} is outside the calendars, which are kept from 1962 to 2099")
    monday = date.fromisocalendar(year, week, 1)
    calendar = _calendar(exchange, monday - timedelta(days=10), monday + timedelta(days=20))
    sessions = calendar.sessions_in_range(_stamp(monday), _stamp(monday + timedelta(days=6)))
    if not len(sessions):
        raise UsageError(f"{exchange} had no session in the week of {monday}")
    return date.fromisoformat(f"{sessions[-1]:%Y-%m-%d}")


def _not_the_end(ending: date, sessions: tuple[date, ...]) -> str:
    if not sessions:
        return f"{ending} lies in a week without trading"
    last = sessions[-1]
    if ending not in sessions:
        return f"{ending:%A} {ending} is no trading day; the last session of that week is {last:%A} {last}"
    return f"{ending:%A} {ending} is not the last session of its week; that is {last:%A} {last}"


def _calendar(exchange: str, start: date, end: date):  # type: ignore[no-untyped-def]
    import exchange_calendars

    try:
        return exchange_calendars.get_calendar(exchange, start=_stamp(start), end=_stamp(end))
    except exchange_calendars.errors.InvalidCalendarName:
        known = ", ".join(n for n in ("XNYS", "XNAS", "XLON", "XTSE", "XETR", "XTKS", "XHKG", "XASX"))
        raise UsageError(f"exchange '{exchange}' is not known", hint=f"Among the known ones: {known}.") from None
    except (ValueError, exchange_calendars.errors.CalendarError) as error:
        raise UsageError(f"the calendar of {exchange} does not cover {start} to {end}: {error}") from None


def _holiday(calendar, day: date) -> str:  # type: ignore[no-untyped-def]
    rules = calendar.regular_holidays
    if rules is None:
        return ""
    named = rules.holidays(_stamp(day), _stamp(day), return_name=True)
    return str(named.iloc[0]) if len(named) and named.iloc[0] else ""


def _stamp(day: date):  # type: ignore[no-untyped-def]
    import pandas

    return pandas.Timestamp(day)
