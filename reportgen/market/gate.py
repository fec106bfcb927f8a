"""The gate that a week must pass: every close there, and every close one that a market can have made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise

from reportgen.errors import MarketError
from reportgen.model import Close, Instrument, MarketWeek

SIGNED = ("rate", "commodity")
"""Kinds whose level may be zero or negative."""
FACTORS = {"index": 2.0, "fund": 2.0, "currency": 1.5}
"""How many times the close before it a close may be, or a part of it; 4 times for the other kinds."""
POINTS = 10.0
"""How far a rate may move in a session, in percentage points."""
TOLD = 12

Missing = Mapping[str, tuple[date, ...]]


def missing(market: MarketWeek, instruments: Collection[str]) -> Missing:
    """The sessions of the week, its base included, without a close, by the key of every instrument that lacks any."""
    lost = {key: _lost(market, key) for key in instruments}
    return {key: sessions for key, sessions in lost.items() if sessions}


def told(missing: Missing, instruments: Mapping[str, Instrument]) -> str:
    """What is missing, in words: ^RUT has no close for Friday 2026-01-09."""
    lost = []
    for key, gone in missing.items():
        symbol = instruments[key].symbol
        if len(gone) > 2:
            span = f"{gone[0]:%A} {gone[0]} to {gone[-1]:%A} {gone[-1]}"
            lost.append(f"{symbol} has no close for {len(gone)} sessions from {span}")
        else:
            lost.extend(f"{symbol} has no close for {session:%A} {session}" for session in gone)
    return "; ".join(lost[:TOLD]) + (f"; and {len(lost) - TOLD} more" if len(lost) > TOLD else "")


def require_complete(market: MarketWeek, instruments: Mapping[str, Instrument]) -> None:
    """Raise MarketError where a close of the week is missing."""
    lost = missing(market, instruments)
    if lost:
        raise MarketError(
            told(lost, instruments),
            hint="Nothing is printed from another session instead. Ask again later, or give the close in a csv source.",
        )


def require_plausible(
    market: MarketWeek,
    instruments: Mapping[str, Instrument],
    confirmed: Mapping[str, Collection[date]] | None = None,
) -> None:
    """Refuse closes that no market makes: a lost digit or a comma read wrongly.

    A level is above zero, save a rate's and a commodity's. In a session of the week it does not double or halve (a
    currency: by half; a stock, a commodity, a coin: four times), unless a second source has the same close
    (`confirmed`, sessions by key); a rate moves by less than 10 percentage points.
    """
    wrong = []
    for key, one in instruments.items():
        if one.kind not in SIGNED:
            wrong += [
                f"{one.symbol} has the close {close.level:g} for {session}"
                for session, close in market.closes[key].items()
                if close.level <= 0
            ]
        sure = (confirmed or {}).get(key, ())
        wrong += [leap_told(one, *leap) for leap in leaps(market, key, one.kind) if leap[1].session not in sure]
    if wrong:
        raise MarketError("; ".join(wrong[:TOLD]), hint="No such move is printed. Look at the closes in the source.")


def leaps(market: MarketWeek, key: str, kind: str) -> list[tuple[Close, Close]]:
    """The neighbouring closes of the week, of those that are there, between which no market of this kind moves."""
    by, week = market.closes[key], market.week_of(key)
    held = [by[session] for session in (week.base, *week.sessions) if session in by]
    return [(before, after) for before, after in pairwise(held) if not _possible(kind, before, after)]


def leap_told(one: Instrument, before: Close, after: Close) -> str:
    """Such a pair in words: ^RUT goes from 2508.22 on 2026-01-02 to 25810.1 on 2026-01-05."""
    return f"{one.symbol} goes from {before.level:g} on {before.session} to {after.level:g} on {after.session}"


def _possible(kind: str, before: Close, after: Close) -> bool:
    if kind == "rate":
        return abs(after.level - before.level) < POINTS
    if before.level <= 0 or after.level <= 0:
        return kind in SIGNED
    factor = FACTORS.get(kind, 4.0)
    return 1 / factor < after.level / before.level < factor


def _lost(market: MarketWeek, key: str) -> tuple[date, ...]:
    week, by = market.week_of(key), market.closes.get(key, {})
    return tuple(session for session in (week.base, *week.sessions) if session not in by)
