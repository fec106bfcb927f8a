"""Closes as figures quote them: the unit that an instrument's closes are in, exact ratios, what a figure rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportgen.model import Absent, Close, Figure, Input, Instrument, MarketWeek, Unit

MILLION = 10**6
LARGEST = 10**9


def unit_of(one: Instrument) -> Unit:
    """The unit of an instrument's closes: an index is in points, a rate in percent a year, the rest have a price."""
    return "level" if one.kind == "index" else "yield" if one.kind == "rate" else "price"


def held(market: MarketWeek, key: str, session: date, id: str) -> Close | Absent:
    """The close of a session, or why the figure `id` cannot be known."""
    return market.closes[key].get(session) or Absent(id, missing(key, session))


def missing(key: str, session: date) -> str:
    """What to say of a close that is not there."""
    return f"{key} has no close for {session:%A} {session}"


def difference(end: float, base: float) -> float:
    """`end` less `base` as the decimal numbers that were printed: 0.3 less 0.1 is 0.2, not a hair below it."""
    first, last = exact(base), exact(end)
    if first is not None and last is not None:
        return (last - first) / MILLION
    return float(Decimal(repr(end)) - Decimal(repr(base)))


def ratio(end: float, base: float) -> float:
    """`end` over `base` less 1, of the decimals as printed: 2001 over 2000 must come to 0.0005, not a hair below it."""
    first, last = exact(base), exact(end)
    if first and last is not None:
        return (last - first) / first
    decimal = Decimal(repr(base))
    return float((Decimal(repr(end)) - decimal) / decimal)


def exact(level: float) -> int | None:
    """The printed decimal in millionths, of which Python divides two exactly; None where it has more than six
    decimals, or more digits than the fifteen that a float is sure to keep.
    """
    if not abs(level) < LARGEST:
        return None
    whole = round(level * MILLION)
    return whole if whole / MILLION == level else None


def change(id: str, one: Instrument, base: Close, end: Close, period: str, word: str = "close") -> Figure | Absent:
    """What lies between two closes: of a rate the difference in percentage points, else the change as a fraction.

    `word` is what the formula calls the close that is measured from. Nothing is a fraction of a close that is not
    above zero.
    """
    inputs = (as_input(one.key, base), as_input(one.key, end))
    if one.kind == "rate":
        formula = f"close({end.session.isoformat()}) − {word}({base.session.isoformat()})"
        return made(id, one, difference(end.level, base.level), "yield_difference", formula, inputs, period)
    if base.level <= 0:
        return Absent(id, f"no change in percent leads from {base.level:g}, the close of {one.key} on {base.session}")
    formula = f"close({end.session.isoformat()}) / {word}({base.session.isoformat()}) − 1"
    return made(id, one, ratio(end.level, base.level), "fraction", formula, inputs, period)


def made(
    id: str, one: Instrument, value: float | str, unit: Unit, formula: str, inputs: tuple[Input, ...], period: str = "",
    as_of: date | None = None,
) -> Figure:  # fmt: skip
    """A figure of one instrument, as of the session of its last input unless `as_of` says otherwise."""
    last = inputs[-1]
    source = last.source if inputs[0].source == last.source and len(inputs) < 3 else sources(inputs)
    currency = "" if one.kind in ("index", "rate") else one.currency
    return Figure(
        id, value, unit, formula, inputs, (as_of or last.session).isoformat(), source, one.short, period,
        currency, one.decimals,
    )  # fmt: skip


def as_input(key: str, close: Close) -> Input:
    """A close as what a figure was computed from."""
    return Input(key, close.session, close.level, close.source, close.url, close.retrieved)


def sources(inputs: tuple[Input, ...]) -> str:
    """The sources of the inputs, each once, in their order."""
    return "; ".join(dict.fromkeys(i.source for i in inputs))
