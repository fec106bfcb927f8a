"""The trading week by the exchanges' calendars, asked only when a week is not known from a record.

A code is one of exchange_calendars' (XNYS, XLON, 24/7, 24/5), `bonds`: the sessions of XNYS without Columbus Day and
Veterans Day, on which the U.S. Treasury prints no yields (www.sifma.org, holiday schedule), or `stoxx`: those of XPAR
and 1 May, on which the STOXX indexes are calculated from the exchanges that are open (MarketWatch, 2 May 2018).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from reportgen.errors import MarketError, UsageError
from reportgen.market.exchange import exchange_days
from reportgen.model import TradingWeek

HISTORY = timedelta(days=400)
EARLIEST = date(1962, 1, 2)
"""The first session that is asked for: before it the calendars do not know every holiday."""
BONDS, STOXX = "bonds", "stoxx"
BASED_ON = {BONDS: "XNYS", STOXX: "XPAR"}
"""The exchange whose calendar a code of our own is made from."""
SETTLED = timedelta(minutes=30)


def trading_week(exchange: str, ending: date, since: date | None = None) -> TradingWeek:
    """The week whose last session is `ending`; UsageError tells the right date where it is not one.

    Its calendar reaches back to 400 days before its Monday, or to `since` where that is earlier (1962 at most).
    """
    if not 1962 <= ending.year <= 2099:
        raise UsageError(f"{ending} is outside the calendars, which are kept from 1962 to 2099", hint="Check the year.")
    monday = ending - timedelta(days=ending.weekday())
    first = max(min(monday - HISTORY, since or monday), min(EARLIEST, monday - HISTORY))
    known = exchange_days(exchange, first - timedelta(days=15), ending + timedelta(days=10))
    days = known.between(first, monday + timedelta(days=6))
    sessions = tuple(d for d in days if d >= monday)
    if not sessions or sessions[-1] != ending:
        raise UsageError(
            _not_the_end(ending, sessions), hint=f"Write {sessions[-1]}." if sessions else "Name another week."
        )
    early = tuple((s, known.early_close(s)) for s in sessions if s in known.early)
    weekdays = (monday + timedelta(days=i) for i in range(5))
    closed = tuple((d, known.holidays.get(d, "")) for d in weekdays if d not in sessions)
    base = max(d for d in days if d < monday)
    return TradingWeek(exchange, sessions, base, days, closed, early)


def sessions(code: str, start: date, end: date) -> tuple[date, ...]:
    """The sessions of a calendar from `start` to `end`, both included."""
    days = exchange_days(_exchange(code), start - timedelta(days=10), end + timedelta(days=1)).between(start, end)
    if code == STOXX:
        may = (date(year, 5, 1) for year in range(start.year, end.year + 1))
        return tuple(sorted({*days, *(day for day in may if start <= day <= end and day.weekday() < 5)}))
    return tuple(d for d in days if code != BONDS or not bond_holiday(d))


def closed(code: str, start: date, end: date) -> tuple[tuple[date, str], ...]:
    """The weekdays from `start` to `end` on which a calendar has no session, each with its holiday's name or ""."""
    known = exchange_days(_exchange(code), start - timedelta(days=10), end + timedelta(days=1))
    held = set(known.between(start, end))
    out = []
    for day in (start + timedelta(days=i) for i in range((end - start).days + 1)):
        if day.weekday() < 5 and day not in held and not (code == STOXX and (day.month, day.day) == (5, 1)):
            out.append((day, known.holidays.get(day, "")))
        elif code == BONDS and day in held and (name := bond_holiday(day)):
            out.append((day, name))
    return tuple(out)


def bond_holiday(day: date) -> str:
    """The name of a holiday that bonds keep and stocks do not, or "": Columbus Day is the second Monday of October
    (since 1971), Veterans Day 11 November (a Sunday's on Monday, a Saturday's not at all; since 1978).
    """
    if day.year >= 1971 and day.month == 10 and day.weekday() == 0 and 8 <= day.day <= 14:
        return "Columbus Day"
    veterans = day.month == 11 and (day.day == 11 or (day.day == 12 and day.weekday() == 0))
    return "Veterans Day" if day.year >= 1978 and veterans and day.weekday() < 5 else ""


def last_complete_week(exchange: str, now: datetime) -> date:
    """The last session of the last week that is complete at `now` (UTC)."""
    today = now.date()
    known = exchange_days(exchange, today - timedelta(days=30), today + timedelta(days=10))
    for back in range(4):
        monday = today - timedelta(days=today.weekday() + 7 * back)
        days = known.between(monday, monday + timedelta(days=6))
        if days and complete_at(exchange, days[-1]) <= now:
            return days[-1]
    raise MarketError(
        f"the calendar of {exchange} has no complete week in the last month", hint="Name a week with --week."
    )


def complete_at(exchange: str, session: date) -> datetime:
    """The moment (UTC) from which a session's close is taken as settled: half an hour after the bell."""
    known = exchange_days(_exchange(exchange), session - timedelta(days=30), session)
    if exchange == STOXX and (session.month, session.day) == (5, 1):
        return datetime(session.year, 5, 1, 16, tzinfo=UTC) + SETTLED
    return known.close(session) + SETTLED


def zone(exchange: str) -> str:
    """The time zone of an exchange, such as America/New_York."""
    today = datetime.now(UTC).date()
    return exchange_days(_exchange(exchange), today - timedelta(days=30), today).zone


def week_end(exchange: str, year: int, week: int) -> date:
    """The last session of an ISO week (2026-W02)."""
    if not 1962 <= year <= 2099:
        raise UsageError(
            f"{year}-W{week:02} is outside the calendars, which are kept from 1962 to 2099", hint="Check the year."
        )
    monday = date.fromisocalendar(year, week, 1)
    known = exchange_days(exchange, monday - timedelta(days=10), monday + timedelta(days=20))
    days = known.between(monday, monday + timedelta(days=6))
    if not days:
        raise UsageError(f"{exchange} had no session in the week of {monday}", hint="Name another week.")
    return days[-1]


def _exchange(code: str) -> str:
    return BASED_ON.get(code, code)


def _not_the_end(ending: date, sessions: tuple[date, ...]) -> str:
    if not sessions:
        return f"{ending} lies in a week without trading"
    last = sessions[-1]
    if ending not in sessions:
        return f"{ending:%A} {ending} is no trading day; the last session of that week is {last:%A} {last}"
    return f"{ending:%A} {ending} is not the last session of its week; that is {last:%A} {last}"
