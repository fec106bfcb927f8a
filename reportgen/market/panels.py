"""The closes of universes, read from files and from the store: breadth asks nobody on the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from reportgen.errors import MarketError
from reportgen.market import LOCAL, Request, universe
from reportgen.market.ask import answered, source_of
from reportgen.market.grid import grid, grid_of
from reportgen.market.store import open_store
from reportgen.market.stored import name_in_store
from reportgen.model import Close, MarketPlan, MarketWeek, Panel, SourcePlan, Universe, UniversePlan


def panels(plan: MarketPlan, universes: Mapping[str, UniversePlan], market: MarketWeek, now: datetime) -> MarketWeek:
    """The week with the closes of every universe's members over the house's calendar.

    They are read from a csv source's file or folder, or from the store: what it holds of the universe's source. A
    member without closes is no mistake here; breadth counts it as not covered. Raises MarketError where a file or the
    store cannot be read.
    """
    read = {}
    made_up = market.made_up
    for key, one in universes.items():
        source = source_of(plan, one.source)
        made_up = made_up or source.licence == "demonstration"
        read[key] = _panel(one, source, plan.store, market.week.calendar, now)
    return replace(market, breadth=read, made_up=made_up)


def _panel(
    one: UniversePlan, source: SourcePlan, store: Path | None, sessions: tuple[date, ...], now: datetime
) -> Panel:
    members = universe.read(one.members)
    symbols = tuple(dict.fromkeys(member.symbol for member in members.members))
    if source.source in LOCAL and source.source != "store":
        return _from_file(one, members, source, symbols, sessions, now)
    path = source.path if source.source == "store" and source.path else store
    if path is None:
        raise MarketError(f"universes.{one.key}: there is no store from which {source.name} could be read")
    name = name_in_store(source)
    with open_store(path, create=False) as held:
        columns = held.columns(name, symbols, sessions[0], sessions[-1])
        last = held.held(name, next(iter(columns), ""), sessions[0], sessions[-1])
    return Panel(one, members, grid(columns, sessions), source.label or _printed(last, name))


def _from_file(
    one: UniversePlan, members: Universe, source: SourcePlan, symbols: tuple[str, ...], sessions: tuple[date, ...],
    now: datetime,
) -> Panel:  # fmt: skip
    folder = source.path
    if folder is not None and folder.is_dir():
        names = {file.stem for file in folder.glob("*.csv")}
        symbols = tuple(symbol for symbol in symbols if {symbol, symbol.lstrip("^")} & names)
    asked = {symbol: symbol for symbol in symbols}
    request = Request(asked, sessions[0], sessions[-1], now, folder, source.label, source.name)
    closes = answered(source, request)
    first: Mapping[date, Close] = next((by for by in closes.values() if by), {})
    return Panel(one, members, grid_of(closes, sessions), source.label or _printed(first, source.name))


def _printed(closes: Mapping[date, Close], name: str) -> str:
    """Who printed the last of some closes."""
    return closes[max(closes)].source if closes else name
