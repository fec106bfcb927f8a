"""Changes over a period: price returns, total returns, points, spreads and ranks.

No ratio of a rate is ever taken, and a total return never stands beside a price return.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reportgen.measure.closes import as_input, change, difference, held, made, ratio, sources, unit_of
from reportgen.measure.windows import WEEKDAYS, base_of, before, begun, weekday_session
from reportgen.model import Absent, Close, Figure, Instrument, MarketWeek

UNMEASURED = ("index", "rate", "commodity", "currency", "crypto")


def over(market: MarketWeek, one: Instrument, period: str) -> Figure | Absent:
    """The change over a period or on a weekday: a fraction, of a rate percentage points."""
    id = f"{one.key}.{period}"
    pair = _pair(market, one.key, period, id)
    return pair if isinstance(pair, Absent) else change(id, one, *pair, period)


def between(
    market: MarketWeek, key: str, start: date, end: date, name: str = "", kind: str = "index"
) -> Figure | Absent:
    """The change from the close of session `start` to that of `end`: a fraction; of `kind` "rate" percentage points."""
    id = f"{key}.{start}..{end}"
    base, last = held(market, key, start, id), held(market, key, end, id)
    if isinstance(base, Absent):
        return base
    if isinstance(last, Absent):
        return last
    return change(id, Instrument(key, "", "", name, kind), base, last, "")


def points(market: MarketWeek, one: Instrument, period: str) -> Figure | Absent:
    """The change in points, or in the price's currency; of a rate it is its change."""
    id = f"{one.key}.{period}_points"
    if one.kind == "rate":
        found = over(market, one, period)
        return Absent(id, found.reason) if isinstance(found, Absent) else replace(found, id=id)
    pair = _pair(market, one.key, period, id)
    if isinstance(pair, Absent):
        return pair
    base, end = pair
    formula = f"close({end.session.isoformat()}) − close({base.session.isoformat()})"
    inputs = (as_input(one.key, base), as_input(one.key, end))
    return made(id, one, difference(end.level, base.level), "points", formula, inputs, period)


def total(market: MarketWeek, one: Instrument, period: str) -> Figure | Absent:
    """The total return of a fund or a stock, a fraction: from closes adjusted for distributions, both of them."""
    id = f"{one.key}.{period}_total"
    if one.kind in UNMEASURED:
        return Absent(id, f"the total return of {_a(one)} is not measured (of funds and stocks it is)")
    pair = _pair(market, one.key, period, id)
    if isinstance(pair, Absent):
        return pair
    base, end = pair
    if not base.adjusted or not end.adjusted or base.adjusted < 0:
        return Absent(id, f"the source has no adjusted closes for {one.key}")
    adjusted = (replace(c, level=c.adjusted or 0.0, adjusted=None) for c in pair)
    formula = f"adjusted({end.session}) / adjusted({base.session}) − 1"
    inputs = tuple(as_input(one.key, c) for c in adjusted)
    return made(id, one, ratio(end.adjusted, base.adjusted), "fraction", formula, inputs, f"{period}_total")


def against(market: MarketWeek, one: Instrument, other: Instrument, period: str) -> Figure | Absent:
    """The change less that of the benchmark."""
    return spread(over(market, one, period), over(market, other, period), f"{one.key}.{period}_spread")


def spread(one: Figure | Absent, other: Figure | Absent, id: str = "") -> Figure | Absent:
    """The difference of two changes over the same sessions: in fractions (0.0305 is 3.05 percentage points), of two
    rates in percentage points.

    Absent where either is, where they do not span the same sessions, or where they are not of one kind.
    """
    if isinstance(one, Absent):
        return Absent(id or one.id, one.reason)
    if isinstance(other, Absent):
        return Absent(id or other.id, other.reason)
    id = id or f"{one.id}-{other.id}"
    if one.unit != other.unit:
        return Absent(id, f"{one.id} and {other.id} cannot be compared: one of them is a change of a rate")
    if one.period.endswith("_total") != other.period.endswith("_total"):
        return Absent(id, f"{one.id} and {other.id} cannot be compared: one of them is a total return")
    if [i.session for i in one.inputs] != [i.session for i in other.inputs]:
        return Absent(id, f"{one.id} and {other.id} span different sessions")
    assert isinstance(one.value, float) and isinstance(other.value, float)
    inputs = (*one.inputs, *other.inputs)
    rates = one.unit == "yield_difference"
    return Figure(
        id, difference(one.value, other.value) if rates else one.value - other.value,
        "yield_difference" if rates else "fraction_difference", f"{one.id} − {other.id}", inputs, one.as_of,
        sources(inputs), f"{one.name} less {other.name}", one.period, "", one.decimals,
    )  # fmt: skip


def rank(market: MarketWeek, key: str, period: str, instruments: Mapping[str, Instrument]) -> Figure | Absent:
    """The place by change among the instruments whose changes are in the same unit: rates among rates."""
    id = f"{key}.{period}_rank"
    rates = instruments[key].kind == "rate"
    changes = [over(market, one, period) for one in instruments.values() if (one.kind == "rate") == rates]
    lost = next((c for c in changes if isinstance(c, Absent)), None)
    if lost:
        return Absent(id, lost.reason)
    present = {c.id: c for c in changes if isinstance(c, Figure)}
    own = present[f"{key}.{period}"]
    ahead = sum(c.value > own.value for c in present.values())  # type: ignore[operator]
    inputs = tuple(i for c in present.values() for i in c.inputs)
    formula = f"1 + the number of {', '.join(present)} above {own.id}"
    return Figure(id, float(ahead + 1), "rank", formula, inputs, own.as_of, sources(inputs), own.name, period)


def _pair(market: MarketWeek, key: str, period: str, id: str) -> tuple[Close, Close] | Absent:
    """The closes at the base and at the end of a period."""
    week = market.week_of(key)
    if period in WEEKDAYS:
        end = weekday_session(week, period)
        if end is None:
            return Absent(id, f"the week had no session on a {period.title()}")
        base = before(week, end)
    else:
        end, base = week.end, base_of(week, period)
        if not week.sessions and period in ("day", "week"):
            return Absent(id, f"{key} had no session in the week")
        if not begun(market.week, week, period):
            return Absent(id, f"{key} had no session in the {period} so far")
    if base is None:
        return Absent(id, f"the calendar kept with the record does not reach back to the base of {period}")
    first, last = held(market, key, base, id), held(market, key, end, id)
    if isinstance(first, Absent):
        return first
    return last if isinstance(last, Absent) else (first, last)


def _a(one: Instrument) -> str:
    what = {"level": "an index", "yield": "a rate"}.get(unit_of(one), f"a {one.kind}")
    return "a cryptocurrency" if one.kind == "crypto" else what
