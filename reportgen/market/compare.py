"""A second source beside the first: closes that differ are told with both values, and what could not be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from reportgen.market.sources.ask import CONFIG, Answer, ask, source_of, words
from reportgen.model import Close, Finding, Instrument, MarketPlan, MarketWeek

RATE_TOLERANCE = 0.005
"""Largest difference of two sources of a rate that is no finding, in percentage points."""


@dataclass(frozen=True)
class Comparison:
    """What came of it: findings, and the sessions (by instrument key) in which both sources agree."""

    findings: tuple[Finding, ...]
    confirmed: Mapping[str, tuple[date, ...]]


def compare(plan: MarketPlan, instruments: Mapping[str, Instrument], market: MarketWeek, now: datetime) -> Comparison:
    """Ask the second source (`Instrument.check`) of every instrument that has one, each source once, for the sessions
    of the week, its base included. Findings: `sources-differ` (error), `not-compared` (warning).
    """
    findings: list[Finding] = []
    confirmed: dict[str, tuple[date, ...]] = {}
    names = dict.fromkeys(one.check[0] for one in instruments.values() if one.check)
    for name in names:
        symbols = {key: one.check[1] for key, one in instruments.items() if one.check and one.check[0] == name}
        weeks = {key: (market.week_of(key).base, *market.week_of(key).sessions) for key in symbols}
        answer = ask(source_of(plan, name), symbols, weeks, plan.store, now)
        findings += answer.remarks
        fresh = {key: by.keys() - (answer.lent or {}).get(key, {}).keys() for key, by in answer.closes.items()}
        if answer.failed:
            listed = ", ".join(instruments[key].symbol for key in symbols if not fresh[key])
            message = f"{listed} could not be compared with {name}: {words(answer.failed)}"
            findings.append(Finding("not-compared", "warning", CONFIG, message))
        for key, symbol in symbols.items():
            if answer.failed and not fresh[key]:
                continue
            found, agreed = _compared(instruments[key], symbol, weeks[key], market, answer, plan.tolerance)
            findings += found
            confirmed[key] = agreed
    return Comparison(tuple(findings), confirmed)


def differ(one: Close, other: Close, kind: str, tolerance: float) -> bool:
    """Whether two closes are further apart than `tolerance`, a fraction of the larger; rates by RATE_TOLERANCE."""
    a, b = Decimal(repr(one.level)), Decimal(repr(other.level))
    if kind == "rate":
        return abs(a - b) > Decimal(repr(RATE_TOLERANCE))
    return abs(a - b) > Decimal(repr(tolerance)) * max(abs(a), abs(b))


def _compared(
    one: Instrument, symbol: str, sessions: tuple[date, ...], market: MarketWeek, answer: Answer, tolerance: float
) -> tuple[list[Finding], tuple[date, ...]]:
    lent = (answer.lent or {}).get(one.key, {})
    other = {day: close for day, close in answer.closes[one.key].items() if day not in lent}
    own = market.closes[one.key]
    findings, agreed = [], []
    for day in sessions:
        if day not in other or day not in own:
            continue
        if differ(own[day], other[day], one.kind, tolerance):
            message = (
                f"two sources differ for {day:%A} {day}: {one.symbol} is {own[day].level:,} by {own[day].source}, "
                f"and {symbol} is {other[day].level:,} by {other[day].source}"
            )
            hint = "One of them is wrong: look at the exchange's own page, and give the right close in a csv source."
            findings.append(Finding("sources-differ", "error", CONFIG, message, suggestion=hint))
        else:
            agreed.append(day)
    gone = [day for day in sessions if day in own and day not in other]
    if gone:
        days = ", ".join(f"{day:%A} {day}" for day in gone[:3]) + (f" and {len(gone) - 3} more" * (len(gone) > 3))
        message = f"{one.symbol} could not be compared for {days}: {answer.source.name} has no close of {symbol}"
        findings.append(Finding("not-compared", "warning", CONFIG, message))
    return findings, tuple(agreed)
