"""Levels: the week's last close, a target range, averages of closes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen import formats
from reportgen.measure.closes import as_input, held, made, unit_of
from reportgen.measure.runs import last
from reportgen.model import Absent, Figure, Instrument, MarketWeek


def close(market: MarketWeek, one: Instrument) -> Figure | Absent:
    """The close of the week's last session, as quoted."""
    id, end = f"{one.key}.close", market.week_of(one.key).end
    found = held(market, one.key, end, id)
    if isinstance(found, Absent):
        return found
    return made(id, one, found.level, unit_of(one), f"close({end.isoformat()})", (as_input(one.key, found),))


def target(market: MarketWeek, one: Instrument, instruments: Mapping[str, Instrument]) -> Figure | Absent:
    """A target range in words, from the rate at its lower end (`Instrument.lower`) to this one."""
    id = f"{one.key}.range"
    if not one.lower:
        return Absent(id, f"{one.key} has no lower end (`lower` in config.yaml names the rate)")
    lower, upper = close(market, instruments[one.lower]), close(market, one)
    if isinstance(lower, Absent) or isinstance(upper, Absent):
        return Absent(id, lower.reason if isinstance(lower, Absent) else upper.reason)  # type: ignore[union-attr]
    if lower.as_of != upper.as_of:
        return Absent(id, f"{one.lower} is as of {lower.as_of}, and {one.key} as of {upper.as_of}")
    ends = float(lower.value), float(upper.value)
    if ends[0] > ends[1]:
        return Absent(id, f"{one.lower} is above {one.key}, and so not its lower end")
    words = list(dict.fromkeys(formats.rate(level, one.decimals) for level in ends))
    formula = f"{one.lower}.close to {one.key}.close"
    return made(id, one, " to ".join(words), "text", formula, (*lower.inputs, *upper.inputs), "range")


def average(market: MarketWeek, one: Instrument, count: int) -> Figure | Absent:
    """The mean of the last `count` closes, in the unit of the closes."""
    id = f"{one.key}.average_{count}"
    run = last(market, one.key, count, id)
    if isinstance(run, Absent):
        return run
    mean = float(sum(Decimal(repr(level)) for level in run.levels) / count)
    inputs = tuple(as_input(one.key, market.closes[one.key][session]) for session in run.sessions)
    formula = f"the mean of {run.told}"
    return made(id, one, mean, unit_of(one), formula, inputs, f"average_{count}")
