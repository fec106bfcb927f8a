"""Figures by name: `KEY.close`, `.week`, `.week_points`, `.week_spread`, `.week_rank`, `.record_close` and so on.

Every figure carries its formula and the closes that it was computed from. Where a close is missing the answer
is `Absent` with the reason: nothing is taken from a neighbouring session instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from reportgen.measure.windows import BASES, PERIODS, WEEKDAYS, base_of, before, weekday_session
from reportgen.model import Absent, Close, Fact, Figure, Input, MarketWeek

CHANGES = (*BASES, *WEEKDAYS[:5])
MEASURES: Mapping[str, str] = {
    "close": "Close of the week's last session, in index points",
    **{p: f"Change {PERIODS[p]}, a fraction, price return" for p in BASES},
    **{d: f"Change on the week's {d.title()}, a fraction, price return" for d in WEEKDAYS[:5]},
    **{f"{p}_points": f"Change {PERIODS[p]}, in index points" for p in BASES},
    **{f"{p}_spread": f"Change {PERIODS[p]} less the benchmark's, a difference of fractions" for p in BASES},
    **{f"{p}_rank": f"Place among the instruments by change {PERIODS[p]}, 1 the best" for p in BASES},
    "record_close": "Highest close known: a cited earlier record, or a later close above it",
    "off_record": "Close of the week's last session against the record close, a fraction, never above 0",
}


def figure(
    market: MarketWeek,
    key: str,
    measure: str,
    *,
    names: Mapping[str, str],
    benchmark: str,
    records: Mapping[str, Fact] | None = None,
) -> Figure | Absent:
    """The figure `key.measure`.

    `names` are the instruments' names by key, in table order (a rank is among them all); `benchmark` is the key
    that spreads are against; `records` the cited earlier record closes by key. Raises KeyError for an unknown
    key or measure.
    """
    name = names[key]
    if measure == "close":
        return _close(market, key, name)
    if measure in CHANGES:
        return _change(market, key, measure, name)
    if measure in ("record_close", "off_record"):
        return _record(market, key, measure, name, (records or {}).get(key))
    period, _, kind = measure.rpartition("_")
    if measure not in MEASURES:
        raise KeyError(measure)
    if kind == "points":
        return _points(market, key, period, name)
    if kind == "spread":
        one, other = (_change(market, k, period, names[k]) for k in (key, benchmark))
        return spread(one, other, f"{key}.{measure}")
    return _rank(market, key, period, names)


def spread(one: Figure | Absent, other: Figure | Absent, id: str = "") -> Figure | Absent:
    """The difference of two changes over the same period, in fractions (0.0305 is 3.05 percentage points).

    Absent where either is, or where they do not span the same sessions.
    """
    if isinstance(one, Absent):
        return Absent(id or one.id, one.reason)
    if isinstance(other, Absent):
        return Absent(id or other.id, other.reason)
    id = id or f"{one.id}-{other.id}"
    if [i.session for i in one.inputs] != [i.session for i in other.inputs]:
        return Absent(id, f"{one.id} and {other.id} span different sessions")
    assert isinstance(one.value, float) and isinstance(other.value, float)
    return Figure(
        id, one.value - other.value, "fraction_difference", f"{one.id} − {other.id}",
        (*one.inputs, *other.inputs), one.as_of, _sources(*one.inputs, *other.inputs),
        f"{one.name} less {other.name}", one.period,
    )  # fmt: skip


def between(market: MarketWeek, key: str, start: date, end: date, name: str = "") -> Figure | Absent:
    """The change from the close of session `start` to that of `end`, a fraction."""
    id = f"{key}.{start}..{end}"
    closes = market.closes[key]
    for session in (start, end):
        if session not in closes:
            return Absent(id, _missing(key, session))
    return _ratio(id, key, closes[start], closes[end], name, "")


def _close(market: MarketWeek, key: str, name: str) -> Figure | Absent:
    end = market.week.end
    close = market.closes[key].get(end)
    if close is None:
        return Absent(f"{key}.close", _missing(key, end))
    return Figure(
        f"{key}.close",
        close.level,
        "level",
        f"close({end})",
        (_input(key, close),),
        end.isoformat(),
        close.source,
        name,
    )


def _pair(market: MarketWeek, key: str, period: str, id: str) -> tuple[Close, Close] | Absent:
    """The closes at the base and at the end of a period."""
    week = market.week
    if period in WEEKDAYS:
        end = weekday_session(week, period)
        if end is None:
            return Absent(id, f"the week had no session on a {period.title()}")
        base = before(week, end)
    else:
        end, base = week.end, base_of(week, period)
    if base is None:
        return Absent(id, f"the calendar kept with the record does not reach back to the base of {period}")
    closes = market.closes[key]
    for session in (base, end):
        if session not in closes:
            return Absent(id, _missing(key, session))
    return closes[base], closes[end]


def _change(market: MarketWeek, key: str, period: str, name: str) -> Figure | Absent:
    id = f"{key}.{period}"
    pair = _pair(market, key, period, id)
    if isinstance(pair, Absent):
        return pair
    return _ratio(id, key, *pair, name, period)


def _ratio(id: str, key: str, base: Close, end: Close, name: str, period: str) -> Figure:
    return Figure(
        id, _ratio_of(end, base), "fraction", f"close({end.session}) / close({base.session}) − 1",
        (_input(key, base), _input(key, end)), end.session.isoformat(), _sources(base, end), name, period,
    )  # fmt: skip


def _points(market: MarketWeek, key: str, period: str, name: str) -> Figure | Absent:
    id = f"{key}.{period}_points"
    pair = _pair(market, key, period, id)
    if isinstance(pair, Absent):
        return pair
    base, end = pair
    return Figure(
        id, float(_exact(end) - _exact(base)), "points", f"close({end.session}) − close({base.session})",
        (_input(key, base), _input(key, end)), end.session.isoformat(), _sources(base, end), name, period,
    )  # fmt: skip


def _rank(market: MarketWeek, key: str, period: str, names: Mapping[str, str]) -> Figure | Absent:
    id = f"{key}.{period}_rank"
    changes = [_change(market, other, period, name) for other, name in names.items()]
    missing = next((c for c in changes if isinstance(c, Absent)), None)
    if missing:
        return Absent(id, missing.reason)
    present = {c.id: c for c in changes if isinstance(c, Figure)}
    own = present[f"{key}.{period}"]
    ahead = sum(c.value > own.value for c in present.values())  # type: ignore[operator]
    inputs = tuple(i for c in present.values() for i in c.inputs)
    formula = f"1 + the number of {', '.join(present)} above {own.id}"
    return Figure(id, float(ahead + 1), "rank", formula, inputs, own.as_of, _sources(*inputs), names[key], period)


def _record(market: MarketWeek, key: str, measure: str, name: str, earlier: Fact | None) -> Figure | Absent:
    """The record close, provable only from a cited earlier record and every session since."""
    id, end = f"{key}.{measure}", market.week.end
    if earlier is None or earlier.session is None:
        return Absent(id, f"no earlier record close of {name} is cited, and its whole history is not there")
    level = float(earlier.value.replace(",", ""))
    if earlier.session > end:
        return Absent(id, f"the cited record close of {earlier.session} is later than the week")
    closes = market.closes[key]
    higher = next((c for s, c in closes.items() if s <= earlier.session and c.level > level), None)
    if higher:
        return Absent(id, f"the close of {higher.session}, {higher.level}, is above the cited record close")
    since = [s for s in market.week.calendar if s > earlier.session]
    gap = next((s for s in since if s not in closes), None)
    if gap or earlier.session < market.week.calendar[0]:
        return Absent(id, _missing(key, gap or earlier.session) + ", so that a later record cannot be ruled out")
    best = Close(earlier.session, level, earlier.source, earlier.url)
    for session in since:
        if closes[session].level > best.level:
            best = closes[session]
    top = _input(key, best)
    if measure == "record_close":
        formula = f"the highest of the record close of {earlier.session} and every close since"
        return Figure(id, best.level, "level", formula, (top,), best.session.isoformat(), best.source, name)
    last = closes.get(end) or best
    return Figure(
        id, _ratio_of(last, best), "fraction", f"close({end}) / record close({best.session}) − 1",
        (top, _input(key, last)), end.isoformat(), _sources(best, last), name, "off_record",
    )  # fmt: skip


def _exact(close: Close) -> Decimal:
    """A close as the decimal number that was printed: 2001 over 2000 must come to 0.0005, not a hair below it."""
    return Decimal(repr(close.level))


def _ratio_of(end: Close, base: Close) -> float:
    return float((_exact(end) - _exact(base)) / _exact(base))


def _input(key: str, close: Close) -> Input:
    return Input(key, close.session, close.level, close.source, close.url)


def _sources(*closes: Close | Input) -> str:
    return "; ".join(dict.fromkeys(c.source for c in closes))


def _missing(key: str, session: date) -> str:
    return f"{key} has no close for {session:%A} {session}"
