"""Which closes of a week are at hand: what the store holds of the sessions that are over, instrument by instrument."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reportgen.errors import MarketError
from reportgen.market import LOCAL
from reportgen.market.sources.ask import source_of
from reportgen.market.sources.stored import name_in_store
from reportgen.market.store import open_store
from reportgen.market.weeks import OPTIONAL
from reportgen.model import Instrument, MarketPlan, SourcePlan, TradingWeek
from reportgen.status.nouns import ClosesStanding


def closes_of(plan: MarketPlan, instruments: Mapping[str, Instrument], week: TradingWeek, over: int) -> ClosesStanding:
    """The closes at hand of the first `over` sessions of a week, and of the session before it."""
    sources = {key: source_of(plan, one.source) for key, one in instruments.items()}
    recorded = plan.source == "record"  # then the whole week is, whatever else is named
    fetched = {key: one for key, one in sources.items() if _in_store(one) and not recorded}
    local = {_where(one): None for key, one in sources.items() if key not in fetched}
    if recorded:
        local = {plan.path.name if plan.path else plan.source: None}
    last = week.sessions[over - 1] if over else week.base
    held = 0
    if fetched and plan.store and plan.store.is_file():
        try:
            with open_store(plan.store, create=False) as store:
                for key, source in fetched.items():
                    one = instruments[key]
                    days = store.held(name_in_store(source), one.symbol, week.base, last).keys()
                    held += _whole(one, plan.exchange, days, [week.base, *week.sessions[:over]])
        except MarketError:
            held = 0
    return ClosesStanding(plan.store.name if fetched and plan.store else None, len(fetched), held, tuple(local))


def _whole(one: Instrument, exchange: str, held: Collection[date], sessions: Sequence[date]) -> bool:
    """Whether an instrument has the closes of some sessions, as far as its source may not be behind; one that follows
    a calendar of its own may lack two of them for holidays, which only a build knows.
    """
    due = sessions[: len(sessions) - one.lag]
    if (one.calendar or exchange) == exchange and one.kind not in OPTIONAL:
        return set(due) <= set(held)
    return len(held) >= len(due) - 2 and bool(held)


def _in_store(source: SourcePlan) -> bool:
    return source.source not in LOCAL or (source.source == "store" and source.path is None)


def _where(source: SourcePlan) -> str:
    return source.path.name if source.path else source.name
