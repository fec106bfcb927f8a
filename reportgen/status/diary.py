"""The weeks of an exchange around now, kept in the user's cache: what they are does not change from one question to the
next, and to build a calendar takes longer than all the rest of a status.

A kept diary is known by its exchange, the version of the calendars' library and the weeks in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportgen import kept

BEFORE, AHEAD = 2, 8
"""Weeks kept before the one of the question, and after it."""
ENOUGH = 1
"""Weeks that must still lie ahead of a question that a kept diary answers."""


@dataclass(frozen=True)
class DiaryWeek:
    """A week: its sessions, weekdays without one, sessions that end early, the session before it, and the moments
    (UTC) from which each of its sessions is over.
    """

    sessions: tuple[date, ...]
    base: date
    closed: tuple[tuple[date, str], ...]
    early: tuple[tuple[date, str], ...]
    over_at: tuple[datetime, ...]


@dataclass(frozen=True)
class Diary:
    """The weeks by the Monday on which they begin, and the exchange's time zone."""

    zone: str
    weeks: Mapping[date, DiaryWeek]


def diary(exchange: str, now: datetime) -> Diary:
    """The weeks of an exchange around `now` (UTC); UsageError where it is not known."""
    asked = json.dumps([2, version("exchange_calendars"), exchange])
    path = kept.cache_folder() / "diary" / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"
    monday = now.date() - timedelta(days=now.date().weekday())
    known = _read(path)
    span = (monday - timedelta(weeks=BEFORE - 1), monday + timedelta(weeks=ENOUGH))
    if known and known.weeks and min(known.weeks) <= span[0] and max(known.weeks) >= span[1]:
        return known
    made = _made(exchange, monday)
    _write(path, made)
    return made


def _made(exchange: str, monday: date) -> Diary:
    """The weeks as the calendar has them; fewer where it does not reach that far."""
    from reportgen.errors import UsageError
    from reportgen.market import calendar

    first, last = monday - timedelta(weeks=BEFORE), monday + timedelta(weeks=AHEAD)
    with contextlib.suppress(UsageError):  # built once for the whole span; an unknown exchange is told below
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
        weeks[begin] = DiaryWeek(one.sessions, one.base, tuple(one.closed), tuple(one.early), over_at)
    return Diary(calendar.zone(exchange), weeks)


def _read(path: Path) -> Diary | None:
    held = kept.read(path)
    try:
        return Diary(held["zone"], {_day(begin): _week(one) for begin, one in held["weeks"].items()})
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return None


def _week(one: Mapping[str, Any]) -> DiaryWeek:
    if not one["sessions"] or len(one["sessions"]) != len(one["over_at"]):
        raise ValueError("a week is not whole")
    return DiaryWeek(
        tuple(map(_day, one["sessions"])), _day(one["base"]), tuple((_day(d), str(name)) for d, name in one["closed"]),
        tuple((_day(d), str(time)) for d, time in one["early"]),
        tuple(datetime.fromisoformat(moment).astimezone(UTC) for moment in one["over_at"]),
    )  # fmt: skip


def _write(path: Path, one: Diary) -> None:
    weeks = {begin.isoformat(): vars(week) for begin, week in one.weeks.items()}
    kept.keep(path, {"zone": one.zone, "weeks": weeks})


def _day(text: str) -> date:
    return date.fromisoformat(text)
