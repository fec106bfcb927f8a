"""When a printed number says the truth: the tolerance table as laws."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.claims.nouns import Quantity
from reportgen.claims.tolerance import fits

SIZES = st.decimals(min_value=0, max_value=10_000, places=6, allow_nan=False, allow_infinity=False)


def quantity(value, hedge="", decimals=None, **more):
    number = Decimal(value)
    places = max(0, -number.as_tuple().exponent) if decimals is None else decimals
    return Quantity(number, places, 0, more.pop("unit", "percent"), hedge, **more)


@given(SIZES, st.integers(0, 3))
def test_a_rounded_size_holds_whichever_way_a_tie_goes(size, decimals):
    for how in (ROUND_HALF_EVEN, ROUND_HALF_UP):
        assert fits(quantity(size.quantize(Decimal(1).scaleb(-decimals), how), decimals=decimals), size) == "holds"


@given(SIZES, st.integers(0, 3), st.sampled_from([-1, 1]))
def test_the_next_number_never_holds(size, decimals, way):
    step = Decimal(1).scaleb(-decimals)
    printed = size.quantize(step, ROUND_HALF_UP) + way * 2 * step
    if printed > 0:
        assert fits(quantity(printed, decimals=decimals), size) == "wrong"


@given(SIZES)
def test_more_than_and_less_than_exclude_each_other(size):
    printed = Decimal(7)
    over, under = (fits(quantity(printed, hedge), size) != "wrong" for hedge in ("more than", "less than"))
    assert not (over and under)
    assert over == (size > printed)


@pytest.mark.parametrize(
    ("words", "true", "verdict"),
    [
        (("4", "more than"), "4.62", "holds"),
        (("4", "more than"), "5.62", "understated"),
        (("4", "more than"), "4", "wrong"),
        (("1", "nearly"), "0.78", "wrong"),
        (("1", "nearly"), "0.86", "holds"),
        (("1", "nearly"), "1.01", "wrong"),
        (("5", "about"), "5.25", "holds"),
        (("5", "about"), "5.51", "wrong"),
        (("2", "just over"), "2.2", "holds"),
        (("2", "just over"), "2.21", "wrong"),
        (("3", "at least"), "3.0", "holds"),
        (("3", "up to"), "3.6", "wrong"),
        (("4.1", ""), "4.62", "wrong"),
        (("4.6", ""), "4.62", "holds"),
        (("1.0", ""), "1.57", "wrong"),
    ],
)
def test_the_table(words, true, verdict):
    assert fits(quantity(*words), Decimal(true)) == verdict


def test_a_level_is_nearly_another_only_within_a_hundredth():
    assert fits(quantity("7000", "nearly", unit=""), Decimal("6966"), level=True) == "holds"
    assert fits(quantity("7000", "nearly", unit=""), Decimal("6200"), level=True) == "wrong"


def test_half_a_percent_is_no_exact_number():
    half = Quantity(Decimal("0.5"), 2, unit="percent", worded=True)
    assert fits(half, Decimal("0.53")) == "holds"
    assert fits(half, Decimal("0.6")) == "wrong"


def test_a_range_is_held_at_both_ends():
    span = Quantity(Decimal("17"), 0, unit="percent", high=Decimal("22"))
    assert fits(span, Decimal("17.0")) == "holds" == fits(span, Decimal("22.4"))
    assert fits(span, Decimal("16")) == "wrong" == fits(span, Decimal("23"))
