"""What is measured of each kind of instrument, and in which unit: rates, prices, pairs, target ranges, total returns."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.measure import MEASURES, figure, spread
from reportgen.measure.windows import BASES, WEEKDAYS
from reportgen.model import Absent, Close, Figure, MarketWeek
from unit.laws import markets
from unit.made import (
    BASE,
    EURO_ONE,
    FRIDAY,
    FUND_ONE,
    LARGE_ONE,
    SMALL,
    SMALL_ONE,
    TEN_ONE,
    TWO_ONE,
    WEEK,
    market,
    week_of,
    weekdays,
)  # fmt: skip

TEN = dict(zip(SMALL, (4.15, 4.17, 4.16, 4.19, 4.2, 4.18), strict=True))
TWO = dict(zip(SMALL, (3.5, 3.5, 3.5, 3.5, 3.5, 3.45), strict=True))
FUND = dict(zip(SMALL, (248.0, 249.0, 250.0, 251.0, 252.0, 260.4), strict=True))
EURO = dict(zip(SMALL, (1.1634, 1.16, 1.161, 1.162, 1.165, 1.1702), strict=True))
WORLD = {"small": SMALL, "ten": TEN, "two": TWO, "fund": FUND, "euro": EURO}
INSTRUMENTS = {one.key: one for one in (SMALL_ONE, TEN_ONE, TWO_ONE, FUND_ONE, EURO_ONE)}


def asked(key, measure, world=None, *, benchmark="small", instruments=INSTRUMENTS, **more):
    world = world if isinstance(world, MarketWeek) else market(world or WORLD)
    return figure(world, key, measure, instruments=instruments, benchmark=benchmark, **more)


@pytest.mark.parametrize(
    ("key", "measure", "value", "unit"),
    [
        ("ten", "close", 4.18, "yield"),
        ("ten", "week", 0.03, "yield_difference"),
        ("ten", "friday", -0.02, "yield_difference"),
        ("ten", "week_points", 0.03, "yield_difference"),
        ("ten", "week_spread", 0.08, "yield_difference"),
        ("ten", "week_rank", 1, "rank"),
        ("two", "week_rank", 2, "rank"),
        ("small", "week_rank", 1, "rank"),
        ("fund", "close", 260.4, "price"),
        ("fund", "week", 0.05, "fraction"),
        ("fund", "week_points", 12.4, "points"),
        ("fund", "week_spread", 0.0, "fraction_difference"),
        ("euro", "close", 1.1702, "price"),
        ("euro", "week_points", 0.0068, "points"),
        ("small", "close", 105, "level"),
    ],
)
def test_each_kind_has_its_unit(key, measure, value, unit):
    found = asked(key, measure, benchmark="two" if key == "ten" else "small")
    assert found.unit == unit
    assert found.value == (pytest.approx(value, abs=1e-12) if unit.startswith("fraction") else value)


def test_a_price_knows_its_currency_and_its_decimals():
    assert (asked("fund", "close").currency, asked("fund", "week_points").currency) == ("USD", "USD")
    assert (asked("euro", "close").currency, asked("euro", "close").decimals) == ("", 4)
    of_index = {**INSTRUMENTS, "small": replace(SMALL_ONE, currency="USD")}
    assert asked("small", "close", instruments=of_index).currency == ""


@given(markets(), st.sampled_from([*BASES, *WEEKDAYS[:5], *(f"{p}_points" for p in BASES)]))
def test_no_ratio_of_a_rate_is_ever_taken(world, measure):
    week, levels = world
    found = asked("small", measure, market(levels, week), instruments={"small": replace(SMALL_ONE, kind="rate")})
    if isinstance(found, Figure):
        base, end = found.inputs
        assert found.unit == "yield_difference"
        assert found.value == pytest.approx(end.level - base.level, abs=1e-6)
        assert " / " not in found.formula


@given(markets(whole=True), st.sampled_from(list(MEASURES)))
def test_a_rate_is_never_a_fraction(world, measure):
    week, levels = world
    one = {"small": replace(SMALL_ONE, kind="rate", begins=week.calendar[0]), "large": replace(LARGE_ONE, kind="rate")}
    found = asked("small", measure, market(levels, week), instruments=one, benchmark="large")
    if isinstance(found, Figure):
        assert found.unit in ("yield", "yield_difference", "rank")


def test_a_rate_at_zero_or_below_has_a_change_and_a_price_has_none():
    assert asked("ten", "week", {**WORLD, "ten": {BASE: 0.0, FRIDAY: -0.25}}).value == -0.25
    for level in (0.0, -37.63):
        found = asked("fund", "week", {**WORLD, "fund": {BASE: level, FRIDAY: 10.0}})
        assert found.reason == f"no change in percent leads from {level:g}, the close of fund on 2026-01-02"


def test_a_rate_is_not_compared_with_an_index():
    for key, benchmark in (("ten", "small"), ("small", "ten")):
        found = asked(key, "week_spread", benchmark=benchmark)
        assert found.reason == f"{key}.week and {benchmark}.week cannot be compared: one of them is a change of a rate"


def test_a_rank_of_a_rate_is_among_rates():
    assert {i.key for i in asked("ten", "week_rank").inputs} == {"ten", "two"}
    assert {i.key for i in asked("small", "week_rank").inputs} == {"small", "fund", "euro"}


# -- total returns -------------------------------------------------------------------------------------------


def paying(adjusted):
    closes = {day: Close(day, 100.0, "S", "", "", value) for day, value in adjusted.items()}
    plain = market(WORLD)
    return MarketWeek(WEEK, {**plain.closes, "fund": closes}, "S")


def test_a_total_return_is_that_of_the_adjusted_closes():
    found = asked("fund", "week_total", paying({BASE: 98.0, FRIDAY: 100.0}))
    assert found.value == pytest.approx(100 / 98 - 1)
    assert asked("fund", "week", paying({BASE: 98.0, FRIDAY: 100.0})).value == 0
    assert [i.level for i in found.inputs] == [98.0, 100.0]
    assert found.formula == "adjusted(2026-01-09) / adjusted(2026-01-02) − 1"
    assert found.period == "week_total"


@pytest.mark.parametrize(
    "adjusted", [{BASE: None, FRIDAY: 100.0}, {BASE: 98.0, FRIDAY: None}, {BASE: 0.0, FRIDAY: 1.0}]
)
def test_a_total_return_never_takes_a_price_instead(adjusted):
    found = asked("fund", "week_total", paying(adjusted))
    assert found == Absent("fund.week_total", "the source has no adjusted closes for fund")


@pytest.mark.parametrize(("key", "what"), [("small", "an index"), ("ten", "a rate"), ("euro", "a currency")])
def test_a_total_return_is_of_funds_and_stocks(key, what):
    found = asked(key, "year_total")
    assert found.reason == f"the total return of {what} is not measured (of funds and stocks it is)"


def test_a_total_return_does_not_stand_against_a_price_return():
    world = paying({BASE: 98.0, FRIDAY: 100.0})
    one, other = asked("fund", "week_total", world), asked("small", "week", world)
    assert spread(one, other).reason == (
        "fund.week_total and small.week cannot be compared: one of them is a total return"
    )
    assert spread(one, one).value == 0


# -- target ranges -------------------------------------------------------------------------------------------

FED = replace(TEN_ONE, key="upper", short="Federal funds target", lower="low")
LOW = replace(TWO_ONE, key="low", short="Lower end")


def fed(low, upper, one=FED):
    days = dict.fromkeys(SMALL)
    world = {"low": dict.fromkeys(days, low), "upper": dict.fromkeys(days, upper)}
    return asked("upper", "range", world, instruments={"upper": one, "low": LOW})


def test_a_target_range():
    found = fed(3.5, 3.75)
    assert (found.value, found.unit, found.as_of) == ("3.50% to 3.75%", "text", "2026-01-09")
    assert [i.level for i in found.inputs] == [3.5, 3.75]
    assert fed(0.25, 0.25).value == "0.25%"


def test_no_range_is_made_up():
    assert (
        fed(3.5, 3.75, replace(FED, lower="")).reason
        == "upper has no lower end (`lower` in config.yaml names the rate)"
    )
    assert fed(4.0, 3.75).reason == "low is above upper, and so not its lower end"
    lost = {"low": {BASE: 3.5}, "upper": dict.fromkeys(SMALL, 3.75)}
    found = asked("upper", "range", lost, instruments={"upper": FED, "low": LOW})
    assert found.reason == "low has no close for Friday 2026-01-09"


# -- calendars of their own ----------------------------------------------------------------------------------


def test_an_instrument_is_measured_by_its_own_calendar():
    own = week_of(weekdays(date(2025, 1, 1), date(2026, 1, 8), {date(2026, 1, 2)}))
    plain = market({**WORLD, "ten": {date(2026, 1, 1): 4.0, date(2026, 1, 7): 4.1, date(2026, 1, 8): 4.25}})
    world = MarketWeek(WEEK, plain.closes, "S", {"ten": own})
    found = asked("ten", "week", world)
    assert (found.value, found.as_of) == (0.25, "2026-01-08")
    assert asked("ten", "day", world).value == 0.15
    assert asked("ten", "friday", world).reason == "the week had no session on a Friday"
    assert asked("small", "week", world).as_of == "2026-01-09"
    lost = asked("ten", "week_spread", world, benchmark="two")
    assert lost.reason == "ten.week and two.week span different sessions"


def test_a_week_without_a_session_has_no_change():
    own = replace(WEEK, sessions=(), base=BASE, calendar=tuple(s for s in WEEK.calendar if s <= BASE))
    world = MarketWeek(WEEK, market(WORLD).closes, "S", {"ten": own})
    for measure in ("week", "day", "week_points", "week_spread", "week_rank"):
        assert asked("ten", measure, world).reason == "ten had no session in the week"
    assert asked("ten", "monday", world).reason == "the week had no session on a Monday"
    assert asked("ten", "close", world).as_of == "2026-01-02"
