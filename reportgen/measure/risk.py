"""How much an instrument moves: volatility, the largest drawdown, and the usual size of a change."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import fsum, sqrt

from reportgen.measure.closes import as_input, change, made
from reportgen.measure.runs import Run, last, since
from reportgen.measure.windows import BASES, WEEKDAYS, YEAR
from reportgen.model import Absent, Figure, Instrument, MarketWeek

MONTH, QUARTER = 21, 63
SESSIONS_A_YEAR = 252
DAYS_A_YEAR = 365
SPANS = (*BASES, *WEEKDAYS, "")
"""Periods whose changes have a usual size."""


def volatility(market: MarketWeek, one: Instrument) -> Figure | Absent:
    """The annualised standard deviation (of a sample) of the last 21 daily changes, a share of the price.

    A year has 252 sessions, or 365 by the calendar 24/7. A rate has none: no ratio of yields is taken.
    """
    id = f"{one.key}.volatility"
    if one.kind == "rate":
        return Absent(id, f"{one.key} is a rate: its changes are no fractions")
    found = last(market, one.key, MONTH + 1, id)
    if isinstance(found, Absent):
        return found
    if min(found.levels) <= 0:
        return Absent(id, f"{one.key} has a close that is not above zero")
    year = DAYS_A_YEAR if one.calendar == "24/7" else SESSIONS_A_YEAR
    value = _deviation(found.levels, rate=False) * sqrt(year)
    inputs = tuple(as_input(one.key, market.closes[one.key][session]) for session in found.sessions)
    formula = (
        f"standard deviation of the {MONTH} daily changes from {found.sessions[0]} to {found.sessions[-1]} × √{year}"
    )
    return made(id, one, value, "share", formula, inputs, "volatility")


def largest_drawdown(market: MarketWeek, one: Instrument) -> Figure | Absent:
    """The largest fall from a close to a later one within 52 weeks: a fraction, of a rate percentage points; 0 where
    nothing fell. Its inputs are the peak and the trough.
    """
    id = f"{one.key}.largest_drawdown"
    found = since(market, one.key, market.week_of(one.key).end - YEAR, id)
    if isinstance(found, Absent):
        return found
    if one.kind != "rate" and min(found.levels) <= 0:
        return Absent(id, f"{one.key} has a close that is not above zero")
    peak = 0
    worst, where = 0.0, (len(found.levels) - 1,) * 2
    for index, level in enumerate(found.levels):
        top = found.levels[peak]
        if level > top:
            peak = index
        fall = level - top if one.kind == "rate" else level / top - 1
        if fall < worst:
            worst, where = fall, (peak, index)
    high, low = (market.closes[one.key][found.sessions[i]] for i in where)
    return change(id, one, high, low, "largest_drawdown")


def usual_size(market: MarketWeek, found: Figure) -> float | None:
    """The size that a change over the sessions of `found` usually has, in its unit (a fraction, or percentage points).

    It is the root mean square of the 63 daily changes before the week, times the root of the number of sessions: the
    week itself is no part of its yardstick. None where one of those closes is missing, where nothing moved, and for
    anything but a change of one instrument between two closes.
    """
    if found.unit not in ("fraction", "yield_difference") or found.period.removesuffix("_total") not in SPANS:
        return None
    base, end = found.inputs[0], found.inputs[-1]
    week = market.week_of(base.key)
    if base.key != end.key or base.key not in market.closes:
        return None
    first = bisect_right(week.calendar, week.base) - QUARTER - 1
    run = since(market, base.key, week.calendar[first], found.id) if first >= 0 else None
    if not isinstance(run, Run):
        return None
    levels = run.levels[: QUARTER + 1]
    rate = found.unit == "yield_difference"
    if not rate and min(levels) <= 0:
        return None
    sessions = bisect_right(week.calendar, end.session) - bisect_right(week.calendar, base.session)
    changes = _changes(levels, rate=rate)
    return sqrt(fsum(c * c for c in changes) / len(changes) * sessions) or None


def _changes(levels: tuple[float, ...], *, rate: bool) -> list[float]:
    return [b - a if rate else b / a - 1 for a, b in pairwise(levels)]


def _deviation(levels: tuple[float, ...], *, rate: bool) -> float:
    changes = _changes(levels, rate=rate)
    mean = fsum(changes) / len(changes)
    return sqrt(fsum((c - mean) ** 2 for c in changes) / (len(changes) - 1))
