"""Figures by name: `KEY.close`, `.week`, `.week_points`, `.week_spread`, `.high_52_weeks`, `.off_record` and so on.

Every figure carries its formula and the closes that it was computed from. Where a close is missing the answer
is `Absent` with the reason: nothing is taken from a neighbouring session instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.measure.changes import against, between, over, points, rank, spread, total
from reportgen.measure.extremes import drawdown, of_52_weeks, off_52_weeks, record
from reportgen.measure.levels import average, close, target
from reportgen.measure.risk import largest_drawdown, volatility
from reportgen.measure.windows import BASES, PERIODS, WEEKDAYS
from reportgen.model import Absent, Fact, Figure, Instrument, MarketWeek

__all__ = ["CHANGES", "MEASURES", "between", "figure", "spread"]

CHANGES = (*BASES, *WEEKDAYS[:5])
MEASURES: Mapping[str, str] = {
    "close": "Close of the week's last session: in points (an index), in percent a year (a rate), else a price",
    **{p: f"Change {PERIODS[p]}, a fraction, price return; of a rate in percentage points" for p in BASES},
    **{d: f"Change on the week's {d.title()}, likewise" for d in WEEKDAYS[:5]},
    **{f"{p}_points": f"Change {PERIODS[p]}, in index points or in the price's currency" for p in BASES},
    **{f"{p}_spread": f"Change {PERIODS[p]} less the benchmark's; never a rate against anything else" for p in BASES},
    **{
        f"{p}_rank": f"Place among the instruments by change {PERIODS[p]}, 1 the best; rates among rates" for p in BASES
    },
    "record_close": "Highest close of the whole history, or since a cited earlier record and that one included",
    "off_record": "Close of the week's last session against the record close, a fraction, never above 0",
    "high_52_weeks": "Highest close of 52 weeks, from the close 364 days before the week's last session to its own",
    "low_52_weeks": "Lowest close of 52 weeks",
    "off_high": "Close of the week's last session against the highest of 52 weeks, a fraction, never above 0",
    "off_low": "Close of the week's last session against the lowest of 52 weeks, a fraction, never below 0",
    **{f"{p}_total": f"Total return {PERIODS[p]} of a fund or a stock, from its adjusted closes" for p in BASES},
    "volatility": "Annualised standard deviation of the last 21 daily changes, a share",
    "drawdown": "Close of the week's last session against the highest of the history at hand, never above 0",
    "largest_drawdown": "Largest fall from a close to a later one within 52 weeks, never above 0",
    "average_50": "Mean of the last 50 closes, in the unit of the close",
    "average_200": "Mean of the last 200 closes, in the unit of the close",
    "range": "A rate's target range in words, from its `lower` rate: 3.50% to 3.75%",
}
"""Names of figures, and what each is."""


def figure(
    market: MarketWeek,
    key: str,
    measure: str,
    *,
    instruments: Mapping[str, Instrument],
    benchmark: str,
    records: Mapping[str, Fact] | None = None,
) -> Figure | Absent:
    """The figure `key.measure`, measured by the instrument's own calendar.

    `instruments` stand by key, in table order (a rank is among them all); `benchmark` is the key that spreads are
    against; `records` the cited earlier record closes by key. Raises KeyError for an unknown key or measure.
    """
    one = instruments[key]
    if measure in CHANGES:
        return over(market, one, measure)
    if measure in _ALONE:
        return _ALONE[measure](market, one)
    if measure in ("record_close", "off_record"):
        return record(market, one, measure, (records or {}).get(key))
    if measure == "range":
        return target(market, one, instruments)
    if measure not in MEASURES:
        raise KeyError(measure)
    period, _, kind = measure.rpartition("_")
    if kind == "points":
        return points(market, one, period)
    if kind == "total":
        return total(market, one, period)
    if kind == "spread":
        return against(market, one, instruments[benchmark], period)
    return rank(market, key, period, instruments)


_ALONE: Mapping[str, Callable[[MarketWeek, Instrument], Figure | Absent]] = {
    "close": close,
    "high_52_weeks": lambda market, one: of_52_weeks(market, one, "high"),
    "low_52_weeks": lambda market, one: of_52_weeks(market, one, "low"),
    "off_high": lambda market, one: off_52_weeks(market, one, "high"),
    "off_low": lambda market, one: off_52_weeks(market, one, "low"),
    "volatility": volatility,
    "drawdown": drawdown,
    "largest_drawdown": largest_drawdown,
    "average_50": lambda market, one: average(market, one, 50),
    "average_200": lambda market, one: average(market, one, 200),
}
"""The measures that ask nothing but the instrument's own closes."""
