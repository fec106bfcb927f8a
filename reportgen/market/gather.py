"""The week, gathered whole or refused: every source asked once, the calendars kept, and the gate at the end."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError, UsageError, raise_all
from reportgen.market import LOCAL, gate
from reportgen.market import record as records
from reportgen.market.chosen import agree, asked_week, chosen_week
from reportgen.market.loans import labels, stale
from reportgen.market.sources.ask import Answer, ask, source_of, words
from reportgen.market.weeks import Sessions, code_of, own_sessions, own_week, ready_at, settled
from reportgen.model import Closes, Instrument, MarketPlan, MarketWeek, Place, TradingWeek, UniversePlan

LOG = logging.getLogger(__name__)


def gather(
    plan: MarketPlan,
    instruments: Mapping[str, Instrument],
    *,
    ending: date | None,
    ending_place: Place | None,
    asked: str | None,
    record: Path | None,
    now: datetime,
    universes: Mapping[str, UniversePlan] | None = None,
) -> MarketWeek:
    """The complete week that the issue (`ending`), `--week` (`asked`) or the record names.

    Raises UsageError where they disagree or a `--week` is no week's end, ConfigError where the issue's date is
    not one, MarketError where a close is missing or the week is not over at `now` (UTC).
    """
    if record is None and plan.source == "record":
        record = plan.path
    if record is not None:
        market = _from_record(record, plan.exchange, instruments, ending, asked)
    else:
        market = _from_sources(plan, instruments, ending, ending_place, asked, now)
    if not universes:
        return replace(market, breadth={}) if market.breadth else market
    from reportgen.market.universes.panels import panels

    return panels(plan, universes, market, now)


def _from_record(
    path: Path, exchange: str, instruments: Mapping[str, Instrument], ending: date | None, asked: str | None
) -> MarketWeek:
    market, symbols = records.read(path)
    LOG.info("%s: the week to %s, no source asked", path.name, market.week.end)
    week = market.week
    if week.exchange != exchange:
        raise MarketError(
            f"{path.name} follows the calendar of {week.exchange}, but market.exchange is {exchange}",
            hint="Change market.exchange in config.yaml, or gather the week again without --record.",
        )
    wanted = asked_week(asked, week.exchange, week) if asked else None
    agree(ending, wanted)
    for day, who in (
        (ending, "the issue is for the week ending"),
        (wanted, "--week asks for the week ending"),
    ):
        if day and day != week.end:
            raise UsageError(
                f"{path.name} holds the week ending {week.end}, but {who} {day}",
                hint="Name the record of that week, or leave it out.",
            )
    again = "Gather the week again from its source, without --record."
    for key, one in instruments.items():
        if key not in market.closes or symbols.get(key) != one.symbol:
            raise MarketError(f"{path.name} holds no closes of {key} ({one.symbol})", hint=again)
        own, code = market.week_of(key).exchange, code_of(one, week)
        if own != code:
            raise MarketError(f"{path.name} has {key} by the calendar {own}, but config.yaml by {code}", hint=again)
    kept = {key: market.closes[key] for key in instruments}
    market = replace(market, closes=kept, weeks={key: week for key, week in market.weeks.items() if key in kept})
    gate.require_complete(market, instruments)
    gate.require_plausible(market, instruments)
    return market


def _from_sources(
    plan: MarketPlan, instruments: Mapping[str, Instrument], ending: date | None, ending_place: Place | None,
    asked: str | None, now: datetime,
) -> MarketWeek:  # fmt: skip
    week = chosen_week(plan, ending, ending_place, asked, now)
    own = own_sessions(week, instruments)
    ready = ready_at(week, own, instruments)
    if now < ready:
        raise MarketError(
            f"the week ending {week.end:%A} {week.end} is not complete before {ready:%Y-%m-%d %H:%M} UTC",
            hint="An incomplete week is never published.",
        )
    answers = ask_all(plan, instruments, settled(own, week, instruments, now), now)
    market = joined(week, own, instruments, answers)
    _require_complete(market, instruments, answers, plan, week.end if not (ending or asked) else None)
    confirmed: Mapping[str, tuple[date, ...]] = {}
    if any(one.check for one in instruments.values()):
        from reportgen.market.compare import compare

        comparison = compare(plan, instruments, market, now)
        market = replace(market, remarks=(*market.remarks, *comparison.findings))
        confirmed = comparison.confirmed
    gate.require_plausible(market, instruments, confirmed)
    return market


def ask_all(
    plan: MarketPlan, instruments: Mapping[str, Instrument], sessions: Sessions, now: datetime
) -> tuple[Answer, ...]:
    """Every source asked once for its instruments, in the order in which they are named."""
    symbols: dict[str, dict[str, str]] = {}
    sources = {key: source_of(plan, one.source) for key, one in instruments.items()}
    for key, one in instruments.items():
        symbols.setdefault(sources[key].name, {})[key] = one.symbol
    by_name = {source.name: source for source in sources.values()}
    return tuple(ask(by_name[name], some, sessions, plan.store, now) for name, some in symbols.items())


def joined(
    week: TradingWeek, own: Sessions, instruments: Mapping[str, Instrument], answers: tuple[Answer, ...]
) -> MarketWeek:
    """The answers as one week, each instrument by its own calendar; complete or not."""
    found = {key: by for answer in answers for key, by in answer.closes.items()}
    weeks = {key: own_week(one, week, own[key], found[key]) for key, one in instruments.items()}
    closes = {k: Closes({day: found[k][day] for day in one.calendar if day in found[k]}) for k, one in weeks.items()}
    symbols = {key: one.symbol for key, one in instruments.items()}
    return MarketWeek(
        week, closes, labels(answers, symbols, week.base),
        weeks={key: one for key, one in weeks.items() if one != week},
        remarks=tuple(r for one in answers for r in (*one.remarks, *stale(one, symbols, week.base))),
        made_up=any(one.source.licence == "demonstration" for one in answers),
    )  # fmt: skip


def _require_complete(
    market: MarketWeek, instruments: Mapping[str, Instrument], answers: tuple[Answer, ...], plan: MarketPlan,
    untold: date | None,
) -> None:  # fmt: skip
    """Raise what is missing: with the reasons of the sources that failed, and that the store does not help either."""
    lost = gate.missing(market, instruments)
    errors: list[ReportgenError] = []
    for answer in answers:
        gone = {key: days for key, days in lost.items() if key in answer.closes}
        if not gone or answer.failed is None:
            continue
        if plan.store is None or answer.source.source in LOCAL:
            errors.append(answer.failed)
        else:
            kept = [one.message for one in answer.remarks if one.code == "not-kept"]
            other = kept[0] if kept else f"{plan.store.name} does not help: {gate.told(gone, instruments)}"
            errors.append(MarketError(f"{words(answer.failed)}; {other}", hint=answer.failed.hint))
        lost = {key: days for key, days in lost.items() if key not in gone}
    if lost:
        hint = "Nothing is printed from another session instead. Ask again later, or give the close in a csv source."
        if untold:
            hint = f"The issue names no week; the last complete one, {untold}, was taken (week_ending, --week)."
        if plan.store and any(one.source.source not in LOCAL for one in answers):
            hint += f" {plan.store.name} holds none either."
        errors.append(MarketError(gate.told(lost, instruments), hint=hint))
    raise_all(errors)
