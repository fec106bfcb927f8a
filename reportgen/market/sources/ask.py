"""One source asked for its instruments: what it answers is kept in the store, what it does not is taken from there.

The store lends only what this very source answered earlier, and the loan is told: nothing is mixed in silence.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from reportgen.errors import ConfigError, MarketError, Mistakes, ReportgenError
from reportgen.lock import lock
from reportgen.market import LOCAL, SOURCES, Closes, Partly, Request, Source
from reportgen.market.store import Revision, open_store
from reportgen.market.weeks import Sessions
from reportgen.model import Close, Finding, MarketPlan, Place, SourcePlan
from reportgen.plugins import line_of, loaded, said

LOG = logging.getLogger(__name__)
CONFIG = Place("config.yaml")
WAIT = 60.0
"""Seconds to wait for another process that writes to the store."""


@dataclass(frozen=True)
class Answer:
    """What came of one source: closes by instrument key; the reason where it failed; what it `lent` from the store,
    by key; what the store saw revised; what is to be told.
    """

    source: SourcePlan
    closes: Closes
    failed: ReportgenError | None = None
    lent: Closes | None = None
    revised: tuple[Revision, ...] = ()
    remarks: tuple[Finding, ...] = ()


def source_of(plan: MarketPlan, name: str) -> SourcePlan:
    """The source that an instrument names: one of market.sources, a built-in one, a function; "" is the market's."""
    if name in plan.sources:
        return plan.sources[name]
    if name in ("", plan.source):
        return SourcePlan(plan.source, plan.source, plan.path, plan.label, plan.licence)
    return SourcePlan(name, name)


def ask(
    source: SourcePlan, symbols: Mapping[str, str], sessions: Sessions, store: Path | None, now: datetime
) -> Answer:
    """The closes of `symbols` (instrument key to the source's symbol) for the `sessions` of each, all over at `now`.

    Where a source fails, and for the sessions that it lacks, the closes are those that `store` holds of it. Raises
    ConfigError where the source cannot be loaded; its MarketError is in the Answer.
    """
    days = [day for key in symbols for day in (sessions[key][0], sessions[key][-1])]
    path = store if source.source == "store" and source.path is None else source.path
    request = Request(symbols, min(days), max(days), now, path, source.label, source.name)
    begun = time.perf_counter()
    try:
        found, failed = answered(source, request), None
    except ConfigError:
        raise
    except ReportgenError as error:
        some = error.closes if isinstance(error, Partly) else {}
        found, failed = {key: dict(some.get(key, {})) for key in symbols}, error
    LOG.info(
        "asked %s for %d symbols from %s to %s: %s in %.2f s", source.name, len(symbols), request.start, request.end,
        f"{sum(map(len, found.values())):,} closes" if failed is None else "failed", time.perf_counter() - begun,
    )  # fmt: skip
    due = {key: set(sessions[key]) for key in symbols}
    closes = {key: {day: one for day, one in found[key].items() if day in due[key]} for key in symbols}
    if store is None or source.source in LOCAL:
        return Answer(source, closes, failed)
    try:
        revised = _kept(store, source.name, request, closes, failed)
    except MarketError as error:
        message = f"the closes of {source.name} could not be kept: {error.message}"
        return Answer(
            source, closes, failed, remarks=(Finding("not-kept", "warning", CONFIG, message, "", error.hint),)
        )
    lent = _lent(store, source.name, request, closes, due)
    LOG.info("%s stepped in with %d closes of %s", store.name, sum(map(len, lent.values())), source.name)
    closes = {key: {**closes[key], **lent.get(key, {})} for key in symbols}
    return Answer(source, closes, failed, lent, revised)


def words(error: ReportgenError) -> str:
    """An error in one line."""
    errors = error.errors if isinstance(error, Mistakes) else (error,)
    return "; ".join(" ".join(f"{f'{e.place}: ' if e.place else ''}{e.message}".split()) for e in errors)


def answered(source: SourcePlan, request: Request) -> dict[str, dict[date, Close]]:
    """What the source answers; a source of the user's own may fail in any way, and is told by name."""
    asked = _loaded(source)
    try:
        found = asked(request)
        return {key: dict(found.get(key, {})) for key in request.symbols}
    except ReportgenError:
        raise
    except Exception as error:
        message, target = f"the source {source.source} failed: {said(error)}", _target(source)
        hint = "reportgen --debug before the command shows where."
        raise MarketError(message, hint=hint, place=line_of(error, target)) from error


def _loaded(source: SourcePlan) -> Source:
    return loaded(_target(source), "market.source", CONFIG)


def _target(source: SourcePlan) -> str:
    return SOURCES.get(source.source, source.source)


def _kept(
    path: Path, name: str, request: Request, closes: Closes, failed: ReportgenError | None
) -> tuple[Revision, ...]:
    """Keep what was answered, and note the question."""
    by = {symbol: closes[key] for key, symbol in request.symbols.items() if closes[key]}
    asked = tuple(request.symbols.values())
    with lock(path, WAIT), open_store(path) as store:
        revised = store.keep(name, by, request.now) if by else ()
        store.log(name, asked, request.start, request.end, request.now, words(failed) if failed else "ok")
    return revised


def _lent(
    path: Path, name: str, request: Request, closes: Closes, due: Mapping[str, set[date]]
) -> dict[str, dict[date, Close]]:
    """What the store holds of the sessions that an answer lacks, by instrument key."""
    lent = {}
    with open_store(path) as store:
        for key, symbol in request.symbols.items():
            lacking = due[key] - closes[key].keys()
            held = store.held(name, symbol, min(lacking), max(lacking)) if lacking else {}
            taken = {day: one for day, one in held.items() if day in lacking}
            if taken:
                lent[key] = taken
    return lent
