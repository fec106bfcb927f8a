"""The week in words: the first full one of the year, a holiday-shortened one, the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

from reportgen.formats import listed
from reportgen.model import TradingWeek


def which(week: TradingWeek) -> str:
    """What sets the week apart: "in the first full trading week of the year"; empty for a week like others."""
    monday = week.end - timedelta(days=week.end.weekday())
    year = week.end.year
    short = bool(week.closed)
    holiday = "holiday-shortened" if short and all(name for _, name in week.closed) else "shortened"
    if week.sessions[0].year != year:
        return (
            f"in the {holiday} week around the turn of the year" if short else "in the week around the turn of the year"
        )
    if not short and len(week.sessions) >= 5 and monday == _first_full(week, year):
        return "in the first full trading week of the year"
    if week.base.year != year:
        return f"in the {holiday} first week of the year" if short else "in the first week of the year"
    if (monday + timedelta(days=7)).year != year:
        return f"in the {holiday} last week of the year" if short else "in the last week of the year"
    return f"in a {holiday} week" if short else ""


def _first_full(week: TradingWeek, year: int) -> date | None:
    """The Monday of the year's first week with five sessions of its own; None where the calendar begins later."""
    held = set(week.calendar)
    if week.calendar[0] >= date(year, 1, 1):
        return None
    monday = date(year, 1, 1) + timedelta(days=-date(year, 1, 1).weekday() % 7)
    while monday <= week.end:
        if all(monday + timedelta(days=i) in held for i in range(5)):
            return monday
        monday += timedelta(days=7)
    return None


def closed(week: TradingWeek) -> list[str]:
    """Sentences on the days without trading and the sessions that ended early."""
    out = []
    if week.closed:
        days = [f"{day:%A}" + (f" ({name})" if name else "") for day, name in week.closed]
        out.append(f"Markets were closed on {listed(days)}.")
    if week.early:
        out.append(f"Trading ended early on {listed([f'{day:%A}' for day, _ in week.early])}.")
    return out


def weekday(day: date) -> str:
    """The name of a session's measure; empty on a weekend."""
    return f"{day:%A}".lower() if day.weekday() < 5 else ""
