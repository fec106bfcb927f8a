"""Which closes of a week are at hand: what the store holds of the sessions that are over, instrument by instrument."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reportgen.errors import MarketError
from reportgen.market import LOCAL
from reportgen.market.sources.ask import source_of
from reportgen.market.sources.stored import name_in_store
from reportgen.market.store import open_store
from reportgen.market.weeks import OPTIONAL
from reportgen.model import Instrument, MarketPlan, SourcePlan
from reportgen.status.diary import DiaryWeek
from reportgen.status.nouns import ClosesStanding


def closes_of(plan: MarketPlan, instruments: Mapping[str, Instrument], week: DiaryWeek, over: int) -> ClosesStanding:
    """The closes at hand of the first `over` sessions of a week, and of the session before it."""
    sources = {key: source_of(plan, one.source) for key, one in instruments.items()}
    fetched = {key: one for key, one in sources.items() if _in_store(one)}
    local = {_where(one): None for one in sources.values() if not _in_store(one)}
    last = week.sessions[over - 1] if over else week.base
    days = {key: _due(instruments[key], plan.exchange, week, last) for key in fetched}
    held = 0
    if fetched and plan.store and plan.store.is_file():
        try:
            with open_store(plan.store, create=False) as store:
                for key, source in fetched.items():
                    symbol = instruments[key].symbol
                    held += store.held(name_in_store(source), symbol, week.base, last).keys() >= set(days[key])
        except MarketError:
            held = 0
    return ClosesStanding(plan.store.name if fetched and plan.store else None, len(fetched), held, tuple(local))


def _due(one: Instrument, exchange: str, week: DiaryWeek, last: date) -> list[date]:
    """The sessions of which an instrument needs a close, up to `last`."""
    house = {week.base, *week.sessions}
    own = [day for day in week.own.get(one.calendar or exchange, week.sessions) if day <= last]
    if one.kind in OPTIONAL:
        own = [day for day in own if day in house]
    return own[: len(own) - one.lag] if one.lag else own


def _in_store(source: SourcePlan) -> bool:
    return source.source not in LOCAL or (source.source == "store" and source.path is None)


def _where(source: SourcePlan) -> str:
    return source.path.name if source.path else source.name
