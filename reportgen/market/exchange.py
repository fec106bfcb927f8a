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
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from reportgen import kept
from reportgen.errors import UsageError

FORM = 2
"""Of what is kept: another number, and what was kept before is not read."""
AHEAD = timedelta(days=100)
"""Built beyond what is asked for, where the calendar reaches that far: next week asks for another one."""
NAMED = timedelta(days=20)
"""Around the sessions, of the days whose holidays are known by name."""
LATEST = 2 * 24 * 60
"""Minutes from a session's midnight by which it has ended: round the clock it ends at the next midnight."""
CLOSURE = timedelta(days=100)
"""The longest that an exchange was ever closed for, and more: Cairo's 55 days of 2011."""


@dataclass(frozen=True)
class ExchangeDays:
    """From `first` to `last`: the sessions, in order; the minutes by the exchange's clock from each one's midnight to
    its close; those that end early; and holidays by name. `zone` is the exchange's time zone; `begins` and `ends` are
    the days before and after which nothing is known of it, None where there are none.
    """

    first: date
    last: date
    zone: str
    sessions: tuple[date, ...]
    closes: tuple[int, ...]
    early: frozenset[date]
    holidays: Mapping[date, str]
    begins: date | None
    ends: date | None

    def between(self, start: date, end: date) -> tuple[date, ...]:
        """The sessions from `start` to `end`, both included, which the days need not reach to."""
        return self.sessions[bisect_left(self.sessions, start) : bisect_right(self.sessions, end)]

    def close(self, session: date) -> datetime:
        """The moment (UTC) of the session's closing bell; LookupError where the day is no session."""
        return self._bell(session).replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def early_close(self, session: date) -> str:
        """The time of an early close by the exchange's clock, such as 1:00 PM; "" where the session is a whole one."""
        return f"{self._bell(session):%-I:%M %p}" if session in self.early else ""

    def covers(self, start: date, end: date) -> bool:
        """Whether all from `start` to `end` is known."""
        return self.first <= start and end <= self.last

    def _bell(self, session: date) -> datetime:
        at = bisect_left(self.sessions, session)
        if self.sessions[at : at + 1] != (session,):
            raise LookupError(f"{session} is no session")
        return datetime(session.year, session.month, session.day) + timedelta(minutes=self.closes[at])


_KNOWN: dict[str, ExchangeDays] = {}


def exchange_days(code: str, start: date, end: date) -> ExchangeDays:
    """The days of an exchange, from `start` to `end` at least: held, kept, or built. UsageError tells where it is not
    known, or its calendar does not reach.
    """
    known = _KNOWN.get(code)
    if known is None or not known.covers(start, end):
        path = _path(code)
        held = [one for one in (known, _read(kept.read(path))) if one]
        known = next((one for one in held if one.covers(start, end)), None) or _built(code, start, end, held, path)
        _KNOWN[code] = known
    return known


def _path(code: str) -> Path:
    """Where it is kept: what the library says hangs on pandas, too, which has the holidays of the United States."""
    asked = json.dumps([FORM, version("exchange_calendars"), version("pandas"), code])
    return kept.cache_folder() / "calendars" / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"


def _built(code: str, start: date, end: date, held: Sequence[ExchangeDays], path: Path) -> ExchangeDays:
    """As the library has them, with those that were held before, and some more, where it reaches that far."""
    begins, ends = (held[0].begins, held[0].ends) if held else (None, None)
    if begins and start < begins:
        raise _not_covered(code, start, end, f"it begins on {begins}")
    if ends and end > ends:
        raise _not_covered(code, start, end, f"it ends on {ends}")
    import exchange_calendars

    first = max(min([start, *(one.first for one in held)]), begins or date.min)
    last = min(max([end + AHEAD, *(one.last for one in held)]), ends or date.max)
    for one, other in ((first, last), (start, end)):
        try:
            calendar = exchange_calendars.get_calendar(code, start=str(one), end=str(other))
        except exchange_calendars.errors.InvalidCalendarName:
            names = ", ".join(("XNYS", "XNAS", "XLON", "XTSE", "XETR", "XTKS", "XHKG", "XASX"))
            raise UsageError(f"exchange '{code}' is not known", hint=f"Among the known ones: {names}.") from None
        except NotImplementedError:  # of Athens, Belgrade and Cyprus: their Easter is no holiday that pandas reads
            raise UsageError(
                f"exchange_calendars cannot build the calendar of {code} beside this pandas",
                hint="Take the exchange of another country that keeps the same days.",
            ) from None
        except (ValueError, exchange_calendars.errors.CalendarError) as error:
            why = str(error)
            continue
        found = _days(calendar, one, other)
        if exchange_calendars.__version__ == version("exchange_calendars"):  # else it was installed anew meanwhile
            kept.keep(path, _content(found))
        return found
    raise _not_covered(code, start, end, why)


def _not_covered(code: str, start: date, end: date, why: str) -> UsageError:
    return UsageError(f"the calendar of {code} does not cover {start} to {end}: {why}")


def _days(calendar: Any, first: date, last: date) -> ExchangeDays:
    sessions = calendar.sessions.to_numpy().astype("datetime64[m]")
    bells = calendar.closes.dt.tz_convert(calendar.tz).dt.tz_localize(None).to_numpy().astype("datetime64[m]")
    return ExchangeDays(
        first, last, str(calendar.tz), tuple(calendar.sessions.date), tuple((bells - sessions).astype(int).tolist()),
        frozenset(calendar.early_closes.date), _names(calendar), _day(calendar.bound_min()), _day(calendar.bound_max()),
    )  # fmt: skip


def _day(stamp: Any) -> date | None:
    return None if stamp is None else stamp.date()


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
        "bounds": [one and one.toordinal() for one in (days.begins, days.ends)],
    }  # fmt: skip


def _read(held: Any) -> ExchangeDays | None:
    """What was kept; None where that is not whole."""
    try:
        begins, ends = (None if one is None else date.fromordinal(one) for one in held["bounds"])
        found = ExchangeDays(
            date.fromordinal(held["first"]), date.fromordinal(held["last"]), ZoneInfo(held["zone"]).key,
            _dates(held["sessions"]), tuple(map(int, held["closes"])), frozenset(_dates(held["early"])),
            {date.fromordinal(int(one)): str(name) for one, name in held["holidays"].items()}, begins, ends,
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, AttributeError, OSError, OverflowError):
        return None
    return found if _whole(found) else None


def _whole(days: ExchangeDays) -> bool:
    """Whether days are what they are said to be."""
    sessions = days.sessions
    return (
        0 < len(sessions) == len(days.closes)
        and all(one < two for one, two in pairwise(sessions))
        and timedelta() <= sessions[0] - days.first <= CLOSURE
        and timedelta() <= days.last - sessions[-1] <= CLOSURE
        and all(0 < minutes <= LATEST for minutes in days.closes)
        and days.early <= set(sessions)
    )


def _dates(ordinals: Sequence[int]) -> tuple[date, ...]:
    return tuple(map(date.fromordinal, ordinals))
