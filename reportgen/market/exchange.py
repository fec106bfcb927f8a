"""The sessions of one exchange, by exchange_calendars: the only file that imports it.

To import it and build a calendar takes longer than most commands do, and what they say of a day changes only with the
library: so what was built once is kept in the user's cache, by exchange and version.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from reportgen import kept
from reportgen.errors import UsageError

FORM = 1
"""Of what is kept: another number, and what was kept before is not read."""
AHEAD = timedelta(days=60)
"""Built beyond what is asked for, where the calendar reaches that far: next week asks for another one."""
NAMED = timedelta(days=20)
"""Around the sessions, of the days whose holidays are known by name."""


@dataclass(frozen=True)
class ExchangeDays:
    """From `first` to `last`: the sessions, in order; the minutes from each one's midnight (UTC) until its close; those
    that end early; and holidays by name. `zone` is the exchange's time zone.
    """

    first: date
    last: date
    zone: str
    sessions: tuple[date, ...]
    closes: tuple[int, ...]
    early: frozenset[date]
    holidays: Mapping[date, str]

    def between(self, start: date, end: date) -> tuple[date, ...]:
        """The sessions from `start` to `end`, both included, which the days need not reach to."""
        return self.sessions[bisect_left(self.sessions, start) : bisect_right(self.sessions, end)]

    def close(self, session: date) -> datetime:
        """The moment (UTC) of the session's closing bell."""
        at = bisect_left(self.sessions, session)
        if self.sessions[at : at + 1] != (session,):
            raise LookupError(f"{session} is no session")
        return datetime(session.year, session.month, session.day, tzinfo=UTC) + timedelta(minutes=self.closes[at])

    def early_close(self, session: date) -> str:
        """The time of an early close by the exchange's clock, such as 1:00 PM; "" where the session is a whole one."""
        return f"{self.close(session).astimezone(ZoneInfo(self.zone)):%-I:%M %p}" if session in self.early else ""


_KNOWN: dict[str, ExchangeDays] = {}


def exchange_days(code: str, start: date, end: date) -> ExchangeDays:
    """The days of an exchange, from `start` to `end` at least: held, kept, or built. UsageError tells where it is not
    known, or its calendar does not reach.
    """
    known = _KNOWN.get(code)
    if known is None or not (known.first <= start and end <= known.last):
        path = _path(code)
        known = _read(kept.read(path)) or known
        if known is None or not (known.first <= start and end <= known.last):
            known = _built(code, start, end, known)
            kept.keep(path, _content(known))
        _KNOWN[code] = known
    return known


def _path(code: str) -> Path:
    asked = json.dumps([FORM, version("exchange_calendars"), code])
    return kept.cache_folder() / "calendars" / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"


def _built(code: str, start: date, end: date, known: ExchangeDays | None) -> ExchangeDays:
    """As the library has them, with those that were known before, and some more, where it reaches that far."""
    import exchange_calendars

    spans = [(start, end + AHEAD), (start, end)]
    if known:
        spans.insert(0, (min(start, known.first), max(end + AHEAD, known.last)))
    for first, last in spans:
        try:
            return _days(exchange_calendars.get_calendar(code, start=str(first), end=str(last)), first, last)
        except exchange_calendars.errors.InvalidCalendarName:
            names = ", ".join(("XNYS", "XNAS", "XLON", "XTSE", "XETR", "XTKS", "XHKG", "XASX"))
            raise UsageError(f"exchange '{code}' is not known", hint=f"Among the known ones: {names}.") from None
        except (ValueError, exchange_calendars.errors.CalendarError) as error:
            why = error
    raise UsageError(f"the calendar of {code} does not cover {start} to {end}: {why}") from None


def _days(calendar: Any, first: date, last: date) -> ExchangeDays:
    sessions = tuple(calendar.sessions.date)
    begins = calendar.sessions.to_numpy().astype("datetime64[m]")
    closes = (calendar.closes.dt.tz_localize(None).to_numpy().astype("datetime64[m]") - begins).astype(int).tolist()
    return ExchangeDays(
        first, last, str(calendar.tz), sessions, tuple(closes), frozenset(calendar.early_closes.date), _names(calendar)
    )


def _names(calendar: Any) -> dict[date, str]:
    """The names of a built calendar's holidays, all at once: to ask for one day takes as long as for all."""
    rules, days = calendar.regular_holidays, calendar.sessions
    if rules is None or not len(days):
        return {}
    named = rules.holidays(days[0] - NAMED, days[-1] + NAMED, return_name=True)
    return {day.date(): str(name) for day, name in reversed(list(named.items())) if name}


def _content(days: ExchangeDays) -> dict[str, Any]:
    """Days as their ordinals, which are read in a tenth of the time of 2026-01-09."""
    return {
        "first": days.first.toordinal(), "last": days.last.toordinal(), "zone": days.zone,
        "sessions": [one.toordinal() for one in days.sessions], "closes": days.closes,
        "early": sorted(one.toordinal() for one in days.early),
        "holidays": {str(one.toordinal()): name for one, name in days.holidays.items()},
    }  # fmt: skip


def _read(held: Any) -> ExchangeDays | None:
    """What was kept; None where that is not whole."""
    try:
        found = ExchangeDays(
            date.fromordinal(held["first"]), date.fromordinal(held["last"]), ZoneInfo(held["zone"]).key,
            _dates(held["sessions"]), tuple(map(int, held["closes"])), frozenset(_dates(held["early"])),
            {date.fromordinal(int(one)): str(name) for one, name in held["holidays"].items()},
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, AttributeError, OSError, OverflowError):
        return None
    whole = len(found.sessions) == len(found.closes) and found.early <= set(found.sessions)
    return found if whole and list(found.sessions) == sorted(set(found.sessions)) else None


def _dates(ordinals: Sequence[int]) -> tuple[date, ...]:
    return tuple(map(date.fromordinal, ordinals))
