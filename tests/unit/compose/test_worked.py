"""The worked sum: whoever follows it with the closes that it shows comes to the value, and to what is printed."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.compose.ink import USUAL
from reportgen.compose.printings import derivations
from reportgen.compose.worked import exact, worked
from reportgen.measure import figure, series
from reportgen.model import Derivation, Fact, Figure, Printing
from unit.laws import markets
from unit.made import (
    BASE,
    FRIDAY,
    LARGE_ONE,
    LEVELS,
    SMALL_ONE,
    TEN_ONE,
    TWO_ONE,
    closes,
    market,
)

ONES = {"small": SMALL_ONE, "large": LARGE_ONE}
RATES = {"ten": TEN_ONE, "two": TWO_ONE}
YIELDS = {"ten": {BASE: 4.15, FRIDAY: 4.18}, "two": {BASE: 3.5, FRIDAY: 3.45}}


def sums(found, *printed, kind=""):
    return worked(Derivation(found, tuple(Printing(text, "text", text) for text in printed), kind))


def of(measure, key="small", levels=LEVELS, ones=ONES):
    found = figure(market(levels), key, measure, instruments=ones, benchmark="large")
    assert isinstance(found, Figure), found
    return found


def number(text):
    return Decimal(text.replace(",", "").replace("−", "-").rstrip("…"))


def test_a_change_is_shown_with_its_closes():
    assert sums(of("week"), "+5.0%") == ("close(2026-01-09) 105.00 / close(2026-01-02) 100.00 − 1 = 0.05 → +5.0%",)


def test_the_shipped_week(shipped):
    found = {one.figure.id: one for one in derivations(shipped.report, shipped.project.issue)}
    assert worked(found["russell_2000.week"]) == (
        "close(2026-01-09) 2,624.22 / close(2026-01-02) 2,508.22 − 1 = 0.046247936… → jumped 4.6%, +4.6%, 4.6%",
    )
    assert worked(found["russell_2000.week-sp_500.week"]) == (
        "russell_2000.week = close(2026-01-09) 2,624.22 / close(2026-01-02) 2,508.22 − 1 = 0.046247936…",
        "sp_500.week = close(2026-01-09) 6,966.28 / close(2026-01-02) 6,858.47 − 1 = 0.015719249…",
        "russell_2000.week 0.046247936… − sp_500.week 0.015719249… = 0.030528687… "
        "→ 3.1 percentage points ahead of the S&P 500",
    )
    assert worked(found["russell_2000.week_rank"])[-1].endswith(" above russell_2000.week 0.046247936… = 1 → first")
    assert worked(found["russell_2000.close"]) == ("close(2026-01-09) 2,624.22 → 2,624.22",)
    assert worked(found["facts.nasdaq_below_peak"]) == ("as published by Barron's: 1.4%",)


def test_a_yield_is_a_difference_and_keeps_its_decimals():
    assert sums(of("week", "ten", YIELDS, RATES), "+3 bp") == (
        "close(2026-01-09) 4.18 − close(2026-01-02) 4.15 = 0.03 → +3 bp",
    )


def test_differences_of_differences():
    week = {key: closes(by) for key, by in YIELDS.items()}
    slopes = [series.slope(week["ten"][day], week["two"][day], ("ten", "two")) for day in (FRIDAY, BASE)]
    assert sums(slopes[0], "73 bp") == ("ten.close(2026-01-09) 4.18 − two.close(2026-01-09) 3.45 = 0.73 → 73 bp",)
    assert sums(series.less(*slopes), "+8 bp") == (
        "ten-two.2026-01-09 = ten.close(2026-01-09) 4.18 − two.close(2026-01-09) 3.45 = 0.73",
        "ten-two.2026-01-02 = ten.close(2026-01-02) 4.15 − two.close(2026-01-02) 3.50 = 0.65",
        "ten-two.2026-01-09 0.73 − ten-two.2026-01-02 0.65 = 0.08 → +8 bp",
    )


def test_a_ratio_of_two_and_its_index():
    held = market(LEVELS)
    both = [series.moved(held, one, BASE, FRIDAY) for one in (SMALL_ONE, LARGE_ONE)]
    ratio = series.relative(*both)
    assert sums(ratio, "4.0%")[-1] == (
        "(1 + small.2026-01-02..2026-01-09 0.05) / (1 + large.2026-01-02..2026-01-09 0.01) − 1 = 0.039603960… → 4.0%"
    )
    assert sums(series.index_of(ratio), "104.0") == (
        "100 × (small.close(2026-01-09) 105.00 / large.close(2026-01-09) 202.00) / "
        "(small.close(2026-01-02) 100.00 / large.close(2026-01-02) 200.00) = 103.960396039… → 104.0",
    )


def test_a_place_in_a_range_shows_all_three_levels():
    low, high = (
        Figure(f"small.{which}_52_weeks", level, "level", "f", (series.input_of("small", close),), "", "")
        for which, level, close in (
            ("low", 100.0, closes({BASE: 100})[BASE]),
            ("high", 110.0, closes({FRIDAY: 110})[FRIDAY]),
        )
    )
    found = series.place(closes({date(2026, 1, 8): 104})[date(2026, 1, 8)], low, high, "small")
    assert sums(found, "40%") == (
        "(close(2026-01-08) 104.00 − small.low_52_weeks 100.00) / "
        "(small.high_52_weeks 110.00 − small.low_52_weeks 100.00) = 0.4 → 40%",
    )


def test_what_was_counted_is_its_formula():
    counted = Figure("us.up_week", 356.0, "count", "356 of 503 rose; coverage 500 of 503", (), "2026-01-09", "a feed")
    assert sums(counted, "356") == ("356 of 503 rose; coverage 500 of 503 = 356 → 356",)


def test_a_fact_is_never_worked_out():
    fact = Fact("rate", "3%", "Rate", "fact", "The Board", "2025", "")
    found = Figure("facts.rate", fact.value, "text", "as published", (), "2025", fact.source)
    assert sums(found, "3%", kind="fact") == ("as published by The Board: 3%",)


@pytest.mark.parametrize(
    ("value", "least", "text"),
    [
        (0.046247936783854686, 0, "0.046247936…"), (-0.0044207412734245015, 0, "−0.004420741…"), (0.0, 0, "0"),
        (-0.0, 0, "0"), (116.0, 0, "116"), (116.0, 2, "116.00"), (1121.68, 0, "1,121.68"), (4.1835, 2, "4.1835"),
        (0.1 + 0.2, 0, "0.300000000…"), (1e-12, 0, "0.000000000…"), (1e21, 0, "1,000,000,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_numbers_are_cut_and_never_rounded(value, least, text):
    assert exact(value, least) == text


@given(st.floats(-1e12, 1e12), st.integers(0, 6))
def test_a_shown_number_is_the_number_or_cut_from_it(value, least):
    text = exact(value, least)
    true, shown = Decimal(repr(value)), number(text)
    assert abs(shown) <= abs(true) and abs(true - shown) < Decimal("1e-9")
    assert (true == shown) == (not text.endswith("…"))
    assert len(text.partition(".")[2]) >= least


@given(markets(), st.sampled_from(["week", "day", "month", "week_points", "week_spread", "week_rank", "off_high"]))
def test_whoever_follows_the_sum_comes_to_the_value(world, measure):
    week, levels = world
    ones = {key: SMALL_ONE.__class__(key, key, key, key) for key in levels}
    found = figure(market(levels, week), "small", measure, instruments=ones, benchmark="large")
    assume(isinstance(found, Figure))
    text = USUAL[found.unit](found.value, found)
    *parts, last = sums(found, text)
    for line in (*parts, last):
        shown = [number(each) for each in re.findall(r"\) ([\d,.]+)", line)]
        result = number(re.search(r"= (−?[\d,.]+…?)(?: →|$)", line)[1])
        if len(shown) == 2:
            end, base = shown
            assert abs((end - base if measure.endswith("points") else end / base - 1) - result) < Decimal("1e-8")
            assert all(any(abs(float(each) - i.level) < 1e-9 for i in found.inputs) for each in shown)
    assert last.endswith(f" → {text}")
    if measure == "week_spread":
        one, other = (number(part.rpartition(" = ")[2]) for part in parts)
        assert abs(one - other - Decimal(repr(found.value))) < Decimal("3e-9")
