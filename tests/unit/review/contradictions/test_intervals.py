"""Laws of what a printed number leaves open."""

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.claims import Quantity
from reportgen.claims.tolerance import fits
from reportgen.review.contradictions.intervals import Interval, allowed, meant, signed
from reportgen.review.contradictions.week import product

TRUTHS = st.decimals("0.001", "60", allow_nan=False, allow_infinity=False, places=6)
DECIMALS = st.integers(0, 4)
HOW = st.sampled_from([ROUND_HALF_EVEN, ROUND_HALF_UP])
HEDGES = st.sampled_from(["", "about", "nearly", "just over", "more than", "less than", "at least", "at most", "up to"])


def rounded(truth, decimals, how=ROUND_HALF_EVEN):
    """A true percentage as it is printed."""
    return Quantity(truth.quantize(Decimal(1).scaleb(-decimals), how), decimals, unit="percent")


@given(TRUTHS, DECIMALS, DECIMALS, HOW, HOW)
def test_two_roundings_of_one_value_never_contradict(truth, some, others, how, otherwise):
    assert allowed(rounded(truth, some, how)).meets(allowed(rounded(truth, others, otherwise)))


@given(TRUTHS, DECIMALS, DECIMALS, st.decimals("0.00001", "9", places=5))
def test_values_further_apart_than_both_half_units_always_do(truth, some, others, more):
    one = rounded(truth, some)
    shifted = one.value + Decimal(1).scaleb(-some) / 2 + Decimal(1).scaleb(-others) / 2 + more
    other = Quantity(shifted, others, unit="percent")
    assert not allowed(one).meets(allowed(other))
    assert not allowed(other).meets(allowed(one))


@given(TRUTHS, TRUTHS, DECIMALS, HEDGES)
def test_what_the_table_of_tolerances_accepts_is_left_open(truth, printed, decimals, hedge):
    quantity = replace(rounded(printed, decimals), hedge=hedge)
    interval = allowed(quantity)
    if fits(quantity, truth) != "wrong":
        assert interval.low <= truth <= interval.high
    assume(quantity.value < 100)
    if not interval.low <= truth <= interval.high:
        assert fits(quantity, truth) == "wrong"


@given(TRUTHS, DECIMALS, st.sampled_from([1, -1]))
def test_a_rise_and_a_fall_of_one_size_contradict_unless_they_round_to_nothing(truth, decimals, way):
    size = allowed(rounded(truth, decimals))
    (up,), (down,) = signed(size, way), signed(size, -way)
    assert up.meets(down) == (size.low <= 0)
    assert all(any(one.meets(two) for two in signed(size, 0)) for one in (up, down))


@given(st.lists(st.tuples(st.decimals("-9", "9", places=4), DECIMALS), min_size=1, max_size=5))
def test_a_week_of_rounded_days_always_fits_its_true_product(days):
    whole = Decimal(1)
    for change, _ in days:
        whole *= 1 + change / 100
    rounds = [allowed(rounded(abs(change), n)).times(1 if change >= 0 else -1) for change, n in days]
    made = product(rounds)
    assert made.low <= (whole - 1) * 100 <= made.high


def test_values_are_told_in_words():
    assert meant((Interval(Decimal("4.55"), Decimal("4.65")),)) == "4.55 to 4.65"
    assert meant((allowed(Quantity(Decimal(4), 0, unit="percent", hedge="more than")),)) == "4 or more"
