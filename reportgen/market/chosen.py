"""Which week it is: the one that the issue names, or `--week`, or the last complete one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from reportgen.errors import ConfigError, UsageError
from reportgen.market.weeks import own_sessions, ready_at
from reportgen.model import Instrument, MarketPlan, Place, TradingWeek


def chosen_week(
    plan: MarketPlan, ending: date | None, ending_place: Place | None, asked: str | None, now: datetime
) -> TradingWeek:
    """The week of the issue (`ending`) or of `--week` (`asked`), else the last one that is complete at `now` (UTC).

    Raises UsageError where they disagree or a `--week` is no week's end, ConfigError where the issue's date is not
    one, or the exchange is not known.
    """
    from reportgen.market import calendar

    wanted = asked_week(asked, plan.exchange, None) if asked else None
    agree(ending, wanted)
    day = ending or wanted or calendar.last_complete_week(plan.exchange, now)
    try:
        return calendar.trading_week(plan.exchange, day, plan.history)
    except UsageError as error:
        if error.message.startswith("exchange"):
            raise ConfigError(f"market.{error.message}", hint=error.hint) from None
        if ending is None:
            raise
        raise ConfigError(f"issue.week_ending: {error.message}", hint=error.hint, place=ending_place) from None


def due(
    plan: MarketPlan, instruments: Mapping[str, Instrument], ending: date | None, ending_place: Place | None,
    asked: str | None, *, now: datetime, until: datetime,
) -> tuple[date, datetime]:  # fmt: skip
    """The week to wait for, by its end, and the moment (UTC) before which it cannot be complete.

    Where neither the issue nor `--week` names one it is the week of `now` if that can be complete at `until`, else the
    last complete one. Raises what chosen_week does.
    """
    from reportgen.market import calendar

    if not ending and not asked:
        with suppress(UsageError):
            year, number, _ = now.date().isocalendar()
            end = calendar.week_end(plan.exchange, year, number)
            asked = end.isoformat() if calendar.complete_at(plan.exchange, end) <= until else None
    week = chosen_week(plan, ending, ending_place, asked, now)
    return week.end, ready_at(week, own_sessions(week, instruments), instruments)


def asked_week(text: str, exchange: str, week: TradingWeek | None) -> date:
    """The date that `--week` means: 2026-01-09, or the last session of 2026-W02 (of `week`, where it is that)."""
    iso = re.fullmatch(r"(\d{4})-W(\d{1,2})", text)
    try:
        if iso:
            year, number = int(iso[1]), int(iso[2])
            monday = date.fromisocalendar(year, number, 1)
            if week is not None and monday <= week.end < monday + timedelta(days=7):
                return week.end
            from reportgen.market import calendar

            return calendar.week_end(exchange, year, number)
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--week: '{text}' is no week (write 2026-01-09 or 2026-W02)") from None


def agree(ending: date | None, wanted: date | None) -> None:
    """Raise UsageError where the issue is for one week and `--week` asks for another."""
    if ending and wanted and ending != wanted:
        raise UsageError(
            f"--week asks for the week ending {wanted}, but the issue is for the week ending {ending}",
            hint="Leave --week out, or change the issue's week_ending.",
        )
