"""What `reportgen market` tells, as JSON: closes, revisions, what the store holds, what a source answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportgen.errors import UsageError
from reportgen.market.fetch import Fetched
from reportgen.market.sheets.importing import Checked
from reportgen.market.sources.ask import words
from reportgen.market.store import Holding, Revision, Store
from reportgen.model import Close, TradingWeek

Plain = dict[str, Any]


def fetched(one: Fetched) -> Plain:
    """What came of one source; `failed` says why, where it did."""
    failed = {"message": words(one.failed), "hint": one.failed.hint} if one.failed else None
    return {
        "name": one.source.name, "symbols": list(one.symbols), "local": one.local, "last": _day(one.last),
        "new": one.new, "revised": [revision(each) for each in one.revised], "failed": failed,
    }  # fmt: skip


def revision(one: Revision) -> Plain:
    """A close before and after a source revised it."""
    return {
        "source": one.source, "symbol": one.symbol, "before": close(one.before), "after": close(one.after),
        "noticed": one.noticed,
    }  # fmt: skip


def close(one: Close) -> Plain:
    """A close: its session, how high, who printed it, and when it was read."""
    return {
        "session": one.session.isoformat(), "level": one.level, "adjusted": one.adjusted, "source": one.source,
        "url": one.url, "retrieved": one.retrieved,
    }  # fmt: skip


def holdings(store: Store, week: TradingWeek | None) -> list[Plain]:
    """A mapping per source and symbol; `missing` are the sessions of `week` that are not held, None without a week."""
    out = []
    for one in store.symbols():
        gone = None
        if week:
            days = (week.base, *week.sessions)
            held = store.held(one.source, one.symbol, days[0], days[-1])
            gone = [day.isoformat() for day in days if day not in held]
        out.append({**_series(one), "missing": gone})
    return out


def closes_of(store: Store, symbols: Sequence[str], week: TradingWeek | None, last: int) -> list[Plain]:
    """The `last` closes of some symbols, or those of `week`, by every source that has them, and what it revised."""
    out = []
    for one in store.symbols():
        if one.symbol in symbols:
            first, end = (week.base, week.end) if week else (one.first, one.last)
            held = list(store.held(one.source, one.symbol, first, end).values())
            out.append(
                {
                    **_series(one),
                    "sessions": [close(each) for each in (held if week else held[-last:])],
                    "revised": [revision(each) for each in store.revisions(one.source, one.symbol)],
                }
            )
    if not out:
        raise UsageError(
            f"{store.path.name} holds no closes of {symbols[0]}", hint="reportgen market show lists what it holds."
        )
    return out


def imported(sheet: Checked) -> Plain:
    """How a file was read, and a mapping per symbol."""
    symbols = [
        {"symbol": symbol, "first": min(by).isoformat(), "last": max(by).isoformat(), "closes": len(by)}
        for symbol, by in sheet.closes.items()
    ]
    return {"file": sheet.file, "how": sheet.how, "symbols": symbols, "notes": list(sheet.notes)}


def _series(one: Holding) -> Plain:
    return {
        "source": one.source, "symbol": one.symbol, "first": one.first.isoformat(), "last": one.last.isoformat(),
        "closes": one.count, "revisions": one.revisions,
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
