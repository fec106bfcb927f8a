"""The sessions that count for an instrument: those of its own calendar, cut to the span of the publication's week."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from reportgen.errors import ConfigError, UsageError
from reportgen.model import Instrument, TradingWeek

OPTIONAL = ("rate", "commodity", "currency")
"""Kinds whose sessions need no close on days when the publication's exchange is closed."""

Sessions = Mapping[str, tuple[date, ...]]


def own_sessions(house: TradingWeek, instruments: Mapping[str, Instrument]) -> Sessions:
    """The sessions of every instrument, by key, over the span of the house's calendar; ConfigError where one follows
    a calendar that is not known.
    """
    from reportgen.market import calendar

    by = {house.exchange: house.calendar}
    for key, one in instruments.items():
        code = code_of(one, house)
        try:
            by[code] = by.get(code) or calendar.sessions(code, house.calendar[0], house.end)
        except UsageError as error:
            raise ConfigError(f"instruments.{key}.calendar: {error.message}", hint=error.hint) from None
    return {key: by[code_of(one, house)] for key, one in instruments.items()}


def settled(own: Sessions, house: TradingWeek, instruments: Mapping[str, Instrument], now: datetime) -> Sessions:
    """The sessions that are over at `now` (UTC): a price of a day that still runs is no close."""
    from reportgen.market import calendar

    over: dict[str, tuple[date, ...]] = {}
    for key, one in instruments.items():
        days = own[key]
        while days and days[-1] >= house.base and calendar.complete_at(code_of(one, house), days[-1]) > now:
            days = days[:-1]
        over[key] = days
    return over


def ready_at(house: TradingWeek, own: Sessions, instruments: Mapping[str, Instrument]) -> datetime:
    """The moment (UTC) before which the week cannot be complete: the house's last session is over, and of every
    instrument the last one that its source may not be behind.
    """
    from reportgen.market import calendar

    moments = [calendar.complete_at(house.exchange, house.end)]
    for key, one in instruments.items():
        due = [day for day in own[key][-1 - one.lag :] if day > house.base]
        if due:
            moments.append(calendar.complete_at(code_of(one, house), due[0]))
    return max(moments)


def own_week(one: Instrument, house: TradingWeek, own: tuple[date, ...], held: Collection[date]) -> TradingWeek:
    """The week of an instrument with sessions `own`, of which it has closes for `held`.

    Its base is the last own session on or before the house's base; its end the last one up to the house's end that
    has a close, of the last `one.lag` + 1 (the first of those where none has). On days when the house's exchange is
    closed, a session of the kinds OPTIONAL without a close is left out. An exchange that was closed all week has a
    week without sessions, whose end is its base.
    """
    if one.kind in OPTIONAL:
        days = set(house.calendar)
        own = tuple(day for day in own if day in days or day in held)
    base = max(day for day in own if day <= house.base)
    due = [day for day in own[-1 - one.lag :] if day > base]
    end = next((day for day in reversed(due) if day in held), due[0] if due else base)
    if (code_of(one, house), own, end) == (house.exchange, house.calendar, house.end):
        return house
    return TradingWeek(
        code_of(one, house),
        tuple(day for day in own if base < day <= end),
        base,
        tuple(day for day in own if day <= end),
        _closed(one, house, end),
    )


def code_of(one: Instrument, house: TradingWeek) -> str:
    """The calendar that an instrument follows."""
    return one.calendar or house.exchange


def _closed(one: Instrument, house: TradingWeek, end: date) -> tuple[tuple[date, str], ...]:
    """The weekdays of the week without a session by the calendar (days without a close are not among them)."""
    from reportgen.market import calendar

    monday = date.fromordinal(house.end.toordinal() - house.end.weekday())
    return calendar.closed(code_of(one, house), monday, end) if end >= monday else ()
