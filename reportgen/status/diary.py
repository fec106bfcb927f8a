"""The weeks of an exchange around now, kept in the user's cache: what they are does not change from one question to the
next, and to build a calendar takes longer than all the rest of a status.

A kept diary is known by the calendars in it, their library's version and the day to which it reaches.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reportgen.charts.studio import cache_folder
from reportgen.model import Instrument, MarketPlan, TradingWeek

BEFORE, AHEAD = 2, 8
"""Weeks kept before the one of the question, and after it."""
ENOUGH = 1
"""Weeks that must still lie ahead of a question that a kept diary answers."""


@dataclass(frozen=True)
class DiaryWeek:
    """A week: its sessions (and those of other calendars that instruments follow, by code), weekdays without one,
    sessions that end early, the session before it, the moment (UTC) from which it is complete, and those from which
    each of its sessions is.
    """

    sessions: tuple[date, ...]
    base: date
    closed: tuple[tuple[date, str], ...]
    early: tuple[tuple[date, str], ...]
    complete_at: datetime
    over_at: tuple[datetime, ...]
    own: Mapping[str, tuple[date, ...]]


@dataclass(frozen=True)
class Diary:
    """The weeks by the Monday on which they begin, and the exchange's time zone."""

    zone: str
    weeks: Mapping[date, DiaryWeek]


def diary(plan: MarketPlan, instruments: Mapping[str, Instrument], now: datetime) -> Diary:
    """The weeks around `now` (UTC) of the exchange of a plan, complete when those of its instruments are.

    Raises UsageError where the exchange, or ConfigError where an instrument's calendar is not known.
    """
    follow = sorted({(one.calendar, one.lag) for one in instruments.values()}, key=str)
    asked = json.dumps([1, version("exchange_calendars"), plan.exchange, follow])
    path = cache_folder() / "diary" / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"
    monday = now.date() - timedelta(days=now.date().weekday())
    kept = _read(path)
    span = (monday - timedelta(weeks=BEFORE - 1), monday + timedelta(weeks=ENOUGH))
    if kept and kept.weeks and min(kept.weeks) <= span[0] and max(kept.weeks) >= span[1]:
        return kept
    made = _made(plan.exchange, follow, monday)
    _write(path, made)
    return made


def _made(exchange: str, follow: list[Any], monday: date) -> Diary:
    from reportgen.errors import UsageError
    from reportgen.market import calendar
    from reportgen.market.weeks import own_sessions, ready_at

    first, last = monday - timedelta(weeks=BEFORE), monday + timedelta(weeks=AHEAD)
    for code in {exchange, *(code for code, _ in follow if code)}:
        with contextlib.suppress(UsageError):  # built once for the whole span; an unknown one is told below
            calendar.sessions(code, first - calendar.HISTORY - timedelta(days=20), last + timedelta(days=20))
    weeks = {}
    for number in range(BEFORE + AHEAD + 1):
        begin = first + timedelta(weeks=number)
        year, week, _ = begin.isocalendar()
        try:
            end = calendar.week_end(exchange, year, week)
        except UsageError as error:
            if "no session" in error.message:
                continue
            raise
        full = calendar.trading_week(exchange, end)
        house = TradingWeek(exchange, full.sessions, full.base, full.calendar[-20:], full.closed, full.early)
        followers: Any = {f"{code or ''} {lag}": SimpleNamespace(calendar=code, lag=lag) for code, lag in follow}
        own = own_sessions(house, followers)
        weeks[begin] = DiaryWeek(
            house.sessions, house.base, tuple(house.closed), tuple(house.early), ready_at(house, own, followers),
            tuple(calendar.complete_at(exchange, day) for day in house.sessions),
            {code or exchange: tuple(d for d in own[f"{code or ''} {lag}"] if d >= house.base) for code, lag in follow},
        )  # fmt: skip
    return Diary(calendar.zone(exchange), weeks)


def _read(path: Path) -> Diary | None:
    try:
        held = json.loads(path.read_bytes())
        return Diary(held["zone"], {_day(begin): _week(one) for begin, one in held["weeks"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _week(one: Mapping[str, Any]) -> DiaryWeek:
    return DiaryWeek(
        tuple(map(_day, one["sessions"])), _day(one["base"]), tuple((_day(d), str(name)) for d, name in one["closed"]),
        tuple((_day(d), str(time)) for d, time in one["early"]),
        _moment(one["complete_at"]), tuple(map(_moment, one["over_at"])),
        {code: tuple(map(_day, days)) for code, days in one["own"].items()},
    )  # fmt: skip


def _write(path: Path, one: Diary) -> None:
    weeks = {begin.isoformat(): vars(week) for begin, week in one.weeks.items()}
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            json.dump({"zone": one.zone, "weeks": weeks}, file, default=lambda day: day.isoformat())
        Path(fresh).replace(path)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _day(text: str) -> date:
    return date.fromisoformat(text)
