"""The closes of universes, read from files and from the store: breadth asks nobody on the network.

What a record holds of a universe is already counted, and is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from reportgen.errors import MarketError, UsageError
from reportgen.market import LOCAL, Request
from reportgen.market.sources.ask import answered, source_of
from reportgen.market.sources.stored import name_in_store
from reportgen.market.store import open_store
from reportgen.market.universes import universe
from reportgen.market.universes.grid import grid, grid_of
from reportgen.model import (
    Census,
    Close,
    MarketPlan,
    MarketWeek,
    Panel,
    SourcePlan,
    TradingWeek,
    Universe,
    UniversePlan,
)


def panels(plan: MarketPlan, universes: Mapping[str, UniversePlan], market: MarketWeek, now: datetime) -> MarketWeek:
    """The week with the closes of every universe's members at the house's sessions, or with what a record holds of it.

    They are read from a csv source's file or folder, or from the store: what it holds of the universe's source. Of a
    list that says who was a member when they are read as far back as they reach, of another over the house's calendar.
    A member without closes is no mistake here; breadth counts it as not covered. Raises MarketError where a file or the
    store cannot be read, and where a record was counted by another list.
    """
    read: dict[str, Panel | Census] = {}
    made_up = market.made_up
    for key, one in universes.items():
        held, source = market.breadth.get(key), source_of(plan, one.source)
        if isinstance(held, Census):
            read[key] = _counted(one, held)
        elif source.source != "record":
            made_up = made_up or source.licence == "demonstration"
            read[key] = _panel(one, source, plan.store, market.week, now)
    return replace(market, breadth=read, made_up=made_up)


def _counted(one: UniversePlan, held: Census) -> Census:
    if (one.members.name, one.proxy) != (held.file, held.universe.proxy):
        was, proxy = f"{held.file}{', a proxy' * held.universe.proxy}", ", a proxy" * one.proxy
        raise MarketError(
            f"the record was counted by {was}, but universes.{one.key} is by {one.members.name}{proxy}",
            hint="Gather the week again from its source, without --record.",
        )
    return replace(held, universe=one)


def _panel(one: UniversePlan, source: SourcePlan, store: Path | None, week: TradingWeek, now: datetime) -> Panel:
    members = universe.read(one.members)
    symbols = tuple(dict.fromkeys(member.symbol for member in members.members))
    since = date.min if members.dated else week.calendar[0]
    if source.source in LOCAL and source.source != "store":
        return _from_file(one, members, source, symbols, week, since, now)
    path = source.path if source.source == "store" and source.path else store
    if path is None:
        raise MarketError(f"universes.{one.key}: there is no store from which {source.name} could be read")
    name = name_in_store(source)
    with open_store(path, create=False) as held:
        columns = held.columns(name, symbols, since, week.end)
        last = held.held(name, next(iter(columns), ""), week.calendar[0], week.end)
    sessions = _sessions(week, (date.fromordinal(one.sessions[0]) for one in columns.values()))
    return Panel(one, members, grid(columns, sessions), source.label or _printed(last, name))


def _from_file(
    one: UniversePlan, members: Universe, source: SourcePlan, symbols: tuple[str, ...], week: TradingWeek, since: date,
    now: datetime,
) -> Panel:  # fmt: skip
    folder = source.path
    if folder is not None and folder.is_dir():
        names = {file.stem for file in folder.glob("*.csv")}
        symbols = tuple(symbol for symbol in symbols if {symbol, symbol.lstrip("^")} & names)
    asked = {symbol: symbol for symbol in symbols}
    request = Request(asked, since, week.end, now, folder, source.label, source.name)
    closes = answered(source, request)
    sessions = _sessions(week, (min(by) for by in closes.values() if by))
    first: Mapping[date, Close] = next((by for by in closes.values() if by), {})
    return Panel(one, members, grid_of(closes, sessions), source.label or _printed(first, source.name))


def _sessions(week: TradingWeek, begins: Iterable[date]) -> tuple[date, ...]:
    """The exchange's sessions since the first of the closes, the week's calendar at the least; that alone where the
    exchange's calendar is not known so far back.
    """
    first = min(begins, default=week.end)
    if first >= week.calendar[0]:
        return week.calendar
    from reportgen.market import calendar

    try:
        older = calendar.sessions(week.exchange, max(first, calendar.EARLIEST), week.calendar[0] - timedelta(days=1))
    except UsageError:
        return week.calendar
    return (*older, *week.calendar)


def _printed(closes: Mapping[date, Close], name: str) -> str:
    """Who printed the last of some closes."""
    return closes[max(closes)].source if closes else name
