"""The week, gathered whole or refused: which week it is, who is asked, and whether every close is there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from reportgen.errors import ConfigError, MarketError, ReportgenError, UsageError
from reportgen.market import SOURCES, Closes, Request, Source
from reportgen.market import record as records
from reportgen.model import Instrument, MarketPlan, MarketWeek, Place, TradingWeek


def gather(
    plan: MarketPlan,
    instruments: Mapping[str, Instrument],
    *,
    ending: date | None,
    ending_place: Place | None,
    asked: str | None,
    record: Path | None,
    now: datetime,
) -> MarketWeek:
    """The complete week that the issue (`ending`), `--week` (`asked`) or the record names.

    Raises UsageError where they disagree or a `--week` is no week's end, ConfigError where the issue's date is
    not one, MarketError where a close is missing or the week is not over at `now` (UTC).
    """
    if record is None and plan.source == "record":
        record = plan.path
    if record is not None:
        return _from_record(record, plan.exchange, instruments, ending, asked)
    return _from_source(plan, instruments, ending, ending_place, asked, now)


def _from_record(
    path: Path, exchange: str, instruments: Mapping[str, Instrument], ending: date | None, asked: str | None
) -> MarketWeek:
    market, symbols = records.read(path)
    week = market.week
    if week.exchange != exchange:
        raise MarketError(f"{path.name} follows the calendar of {week.exchange}, but market.exchange is {exchange}")
    wanted = _asked(asked, week.exchange, week) if asked else None
    _agree(ending, wanted)
    for day, who in (
        (ending, "the issue is for the week ending"),
        (wanted, "--week asks for the week ending"),
    ):
        if day and day != week.end:
            raise UsageError(f"{path.name} holds the week ending {week.end}, but {who} {day}")
    for key, one in instruments.items():
        if key not in market.closes or symbols.get(key) != one.symbol:
            raise MarketError(
                f"{path.name} holds no closes of {key} ({one.symbol})",
                hint="Gather the week again from its source, without --record.",
            )
    kept = {key: market.closes[key] for key in instruments}
    _complete(week, kept, instruments)
    _plausible(week, kept, instruments)
    return MarketWeek(week, kept, market.source)


def _from_source(
    plan: MarketPlan, instruments: Mapping[str, Instrument], ending: date | None, ending_place: Place | None,
    asked: str | None, now: datetime,
) -> MarketWeek:  # fmt: skip
    from reportgen.market import calendar

    wanted = _asked(asked, plan.exchange, None) if asked else None
    _agree(ending, wanted)
    day = ending or wanted or calendar.last_complete_week(plan.exchange, now)
    try:
        week = calendar.trading_week(plan.exchange, day)
    except UsageError as error:
        if error.message.startswith("exchange"):
            raise ConfigError(f"market.{error.message}", hint=error.hint) from None
        if ending is None:
            raise
        raise ConfigError(f"issue.week_ending: {error.message}", hint=error.hint, place=ending_place) from None
    settled = calendar.complete_at(plan.exchange, week.end)
    if now < settled:
        raise MarketError(
            f"the week ending {week.end:%A} {week.end} is not complete before {settled:%Y-%m-%d %H:%M} UTC",
            hint="An incomplete week is never published.",
        )
    symbols = {key: one.symbol for key, one in instruments.items()}
    request = Request(symbols, week.calendar[0], week.end, now, plan.path, plan.label)
    found = _answer(plan, request)
    held = set(week.calendar)
    closes = {k: {s: c for s, c in sorted(found.get(k, {}).items()) if s in held} for k in instruments}
    try:
        _complete(week, closes, instruments)
    except MarketError as error:
        if not (ending or wanted):
            error.hint = f"The issue names no week; the last complete one, {day}, was taken (week_ending, --week)."
        raise
    _plausible(week, closes, instruments)
    return MarketWeek(week, closes, plan.label or _label(closes, plan))


def _label(closes: Closes, plan: MarketPlan) -> str:
    names = list(dict.fromkeys(c.source for by in closes.values() for c in by.values()))
    return names[0] if len(names) == 1 else plan.source


def _source(plan: MarketPlan) -> Source:
    target = SOURCES.get(plan.source, plan.source)
    module, _, name = target.partition(":")
    try:
        found: Source = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise ConfigError(f"market.source: {target} cannot be loaded: {error}") from None
    return found


def _answer(plan: MarketPlan, request: Request) -> Closes:
    """What the source answers; a source of the user's own may fail in any way, and is told by name."""
    source = _source(plan)
    try:
        found = source(request)
        return {key: dict(found.get(key, {})) for key in request.symbols}
    except ReportgenError:
        raise
    except Exception as error:
        raise MarketError(f"the source {plan.source} failed: {type(error).__name__}: {error}") from error


def _asked(text: str, exchange: str, week: TradingWeek | None) -> date:
    """The date that `--week` means: 2026-01-09, or the last session of 2026-W02."""
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


def _agree(ending: date | None, wanted: date | None) -> None:
    if ending and wanted and ending != wanted:
        raise UsageError(
            f"--week asks for the week ending {wanted}, but the issue is for the week ending {ending}",
            hint="Leave --week out, or change the issue's week_ending.",
        )


def _plausible(week: TradingWeek, closes: Closes, instruments: Mapping[str, Instrument]) -> None:
    """Refuse a close that halves or doubles the one before it: a lost digit or a comma read wrongly, not a market."""
    wrong = []
    for key, one in instruments.items():
        held = [closes[key][session] for session in (week.base, *week.sessions)]
        for before, after in pairwise(held):
            if not 0.5 < after.level / before.level < 2:
                wrong.append(
                    f"{one.symbol} goes from {before.level:g} on {before.session} to {after.level:g} on {after.session}"
                )
    if wrong:
        raise MarketError("; ".join(wrong[:12]), hint="No such move is printed. Look at the closes in the source.")


def _complete(week: TradingWeek, closes: Closes, instruments: Mapping[str, Instrument]) -> None:
    lost = []
    for key, one in instruments.items():
        gone = [session for session in (week.base, *week.sessions) if session not in closes[key]]
        if len(gone) > 2:
            span = f"{gone[0]:%A} {gone[0]} to {gone[-1]:%A} {gone[-1]}"
            lost.append(f"{one.symbol} has no close for {len(gone)} sessions from {span}")
        else:
            lost.extend(f"{one.symbol} has no close for {session:%A} {session}" for session in gone)
    if lost:
        raise MarketError(
            "; ".join(lost[:12]) + (f"; and {len(lost) - 12} more" if len(lost) > 12 else ""),
            hint="Nothing is printed from another session instead. Ask again later, or give the close in a csv source.",
        )
