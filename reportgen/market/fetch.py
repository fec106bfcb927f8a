"""The sources asked on demand, ahead of any issue: what they answer is kept in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from reportgen.errors import ReportgenError
from reportgen.market import LOCAL
from reportgen.market.sources.ask import ask, source_of
from reportgen.market.store import Revision, open_store
from reportgen.market.weeks import own_sessions, settled
from reportgen.model import Finding, Instrument, MarketPlan, SourcePlan, TradingWeek


@dataclass(frozen=True)
class Fetched:
    """What came of one source: its symbols, the last session that it has, how many closes the store did not have, what
    it revised, why it failed. Nothing is kept of a `local` one.
    """

    source: SourcePlan
    symbols: tuple[str, ...]
    last: date | None = None
    new: int = 0
    revised: tuple[Revision, ...] = ()
    failed: ReportgenError | None = None
    remarks: tuple[Finding, ...] = ()
    local: bool = False


def fetch(
    plan: MarketPlan, instruments: Mapping[str, Instrument], week: TradingWeek, now: datetime
) -> Iterator[Fetched]:
    """Ask every source of the instruments once, those they are compared with included, for the sessions of `week`'s
    calendar that are over at `now` (UTC).
    """
    own = settled(own_sessions(week, instruments), week, instruments, now)
    asked: dict[str, dict[str, str]] = {}
    days: dict[str, dict[str, tuple[date, ...]]] = {}
    for key, one in instruments.items():
        for name, symbol in ((source_of(plan, one.source).name, one.symbol), one.check or ("", "")):
            if symbol and symbol not in asked.get(name, {}).values():
                under = key if key not in asked.get(name, {}) else f"{key} (second)"
                asked.setdefault(name, {})[under] = symbol
                days.setdefault(name, {})[under] = own[key]
    for name, symbols in asked.items():
        source = source_of(plan, name)
        if source.source in LOCAL or plan.store is None:
            yield Fetched(source, tuple(symbols.values()), local=True)
            continue
        before = _count(plan, name)
        answer = ask(source, symbols, days[name], plan.store, now)
        fresh = [
            day for key, by in answer.closes.items() for day in by.keys() - (answer.lent or {}).get(key, {}).keys()
        ]
        new = _count(plan, name) - before
        last = max(fresh, default=None)
        yield Fetched(source, tuple(symbols.values()), last, new, answer.revised, answer.failed, answer.remarks)


def this_week(exchange: str, now: datetime, since: date | None) -> TradingWeek:
    """The sessions up to today, as a week of the last five of them, whether they are over or not."""
    from reportgen.market import calendar

    today = now.astimezone(UTC).date()
    first = max(min(today - calendar.HISTORY, since or today), calendar.EARLIEST)
    days = calendar.sessions(exchange, first, today + timedelta(days=1))
    days = tuple(day for day in days if day <= today)
    return TradingWeek(exchange, days[-5:], days[-6], days)


def _count(plan: MarketPlan, name: str) -> int:
    assert plan.store is not None
    with open_store(plan.store) as store:
        return sum(one.count for one in store.symbols(name))
