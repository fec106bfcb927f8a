"""The gate: what is missing is told by name, and what no market makes is refused, by kind."""

from datetime import date

import pytest

from reportgen.errors import MarketError
from reportgen.market import gate
from reportgen.model import Instrument
from unit.made import BASE, FRIDAY, SMALL, WEEK, market

THURSDAY = date(2026, 1, 8)


def one(kind):
    return {"small": Instrument("small", "^SML", "Small", "Small", kind)}


def refused(kind, levels, confirmed=None):
    try:
        gate.require_plausible(market({"small": {**SMALL, **levels}}), one(kind), confirmed)
    except MarketError as error:
        return error.message
    return ""


def test_what_is_missing():
    held = market({"small": {d: v for d, v in SMALL.items() if d not in (BASE, THURSDAY)}})
    lost = gate.missing(held, ["small"])
    assert lost == {"small": (BASE, THURSDAY)}
    words = gate.told(lost, one("index"))
    assert words == "^SML has no close for Friday 2026-01-02; ^SML has no close for Thursday 2026-01-08"
    with pytest.raises(MarketError) as caught:
        gate.require_complete(held, one("index"))
    assert caught.value.message == words
    assert gate.missing(market({"small": SMALL}), ["small"]) == {}
    assert gate.missing(market({}), ["small"]) == {"small": (BASE, *WEEK.sessions)}


@pytest.mark.parametrize(
    ("kind", "level", "told"),
    [
        ("index", 208.0, True), ("index", 207.0, False), ("index", 52.0, True), ("fund", 208.0, True),
        ("currency", 157.0, True), ("currency", 155.0, False), ("stock", 300.0, False), ("stock", 500.0, True),
        ("crypto", 300.0, False), ("commodity", 300.0, False), ("commodity", 500.0, True), ("commodity", -37.63, False),
        ("index", 0.0, True), ("fund", -1.0, True), ("crypto", 0.0, True),
    ],
)  # fmt: skip
def test_a_move_that_no_market_makes(kind, level, told):
    assert bool(refused(kind, {FRIDAY: level})) is told


@pytest.mark.parametrize(
    ("before", "after", "told"), [(0.25, 0.5, False), (0.01, -0.02, False), (0.0, 0.0, False), (4.17, 417.0, True)]
)
def test_a_rate_may_double_and_fall_below_zero(before, after, told):
    assert bool(refused("rate", dict.fromkeys(SMALL, before) | {FRIDAY: after})) is told


def test_a_level_below_zero_is_told_wherever_it_stands():
    assert refused("index", {date(2025, 3, 3): -5.0}) == "^SML has the close -5 for 2025-03-03"
    assert refused("rate", {date(2025, 3, 3): -0.5} | dict.fromkeys(SMALL, 0.1)) == ""


def test_a_second_source_confirms_what_looks_impossible():
    assert refused("index", {FRIDAY: 250.0}, {"small": [FRIDAY]}) == ""
    assert refused("index", {FRIDAY: 250.0}, {"small": [THURSDAY]})
