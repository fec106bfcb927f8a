"""Laws of points, percent and level, and of steps of basis points."""

from decimal import ROUND_HALF_EVEN, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from unit.review.contradictions.made import found

BASES = st.decimals("500", "60000", places=2)
CHANGES = st.decimals("0.05", "9", places=4)


def said(base, change, way, decimals, percent=None):
    """A sentence on a move from a base, its three numbers rounded from the truth, or with another percent."""
    level = base * (1 + way * change / 100)
    points = abs(level - base).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    shown = change.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) if percent is None else percent
    verb = "rose" if way > 0 else "fell"
    return f"The S&P 500 {verb} {points:,} points, or {shown}%, to {level.quantize(Decimal('0.01')):,}."


@given(BASES, CHANGES, st.sampled_from([1, -1]), st.integers(1, 2))
def test_roundings_of_one_move_fit_together(base, change, way, decimals):
    assert found(said(base, change, way, decimals)) == ()


@given(BASES, CHANGES, st.sampled_from([1, -1]), st.decimals("0.2", "5", places=1))
def test_another_percent_does_not(base, change, way, more):
    percent = (change + more).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    assume(abs(percent - change) > Decimal("0.06"))
    assert [one.code for one in found(said(base, change, way, 1, percent))] == ["contradiction"]


@given(st.integers(1, 6), st.sampled_from([25, 50]), st.integers(8, 20))
def test_steps_make_the_move_and_one_more_does_not(count, size, quarters):
    new = Decimal(quarters) / 4
    old = new + Decimal(count * size) / 100
    words = ("one", "two", "three", "four", "five", "six", "seven")
    where = f"took its range from {old:.2f}%–{old + Decimal('0.25'):.2f}% to {new:.2f}%–{new + Decimal('0.25'):.2f}%"
    assert found(f"The bank’s {words[count - 1]} {size}-basis-point cuts {where}.") == ()
    assert len(found(f"The bank’s {words[count]} {size}-basis-point cuts {where}.")) == 1
