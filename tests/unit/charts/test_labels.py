"""Labels pushed apart: no collision, no change of order, no further than they must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.charts.labels import spread_apart

VALUES = st.lists(st.floats(-100, 100), max_size=8)
GAPS = st.floats(0.01, 40)
BOUNDS = st.tuples(st.floats(-150, 0), st.floats(1, 150))
NEAR = 1e-6


def nearest(wanted, gap, low, high):
    """Where the labels belong, by the minimax formula of isotonic regression, then held inside the bounds."""
    count = len(wanted)
    gap = min(gap, (high - low) / max(count - 1, 1))
    order = sorted(range(count), key=lambda i: (wanted[i], i))
    wishes = [wanted[i] - rank * gap for rank, i in enumerate(order)]
    placed = [0.0] * count
    for rank, index in enumerate(order):
        best = max(min(sum(wishes[a : b + 1]) / (b + 1 - a) for b in range(rank, count)) for a in range(rank + 1))
        placed[index] = min(max(best, low), high - (count - 1) * gap) + rank * gap
    return placed


@given(VALUES, GAPS, BOUNDS)
def test_labels_keep_their_gap_their_order_and_their_room(wanted, gap, bounds):
    low, high = bounds
    placed = spread_apart(wanted, gap, low, high)
    assert len(placed) == len(wanted)
    room = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for one, other in zip(order, order[1:], strict=False):
        assert placed[other] - placed[one] >= room - NEAR
    assert all(low - NEAR <= p <= high + NEAR for p in placed)


@given(VALUES, GAPS, BOUNDS)
def test_labels_are_as_near_as_can_be_to_where_they_are_wanted(wanted, gap, bounds):
    assert spread_apart(wanted, gap, *bounds) == pytest.approx(nearest(wanted, gap, *bounds), abs=NEAR)


@given(VALUES, GAPS)
def test_labels_that_are_apart_stay_where_they_are(wanted, gap):
    apart = [w + i * (gap + 200) for i, w in enumerate(wanted)]
    assert spread_apart(apart, gap, -200, 5000) == pytest.approx(apart, abs=NEAR)


@given(st.lists(st.integers(-100, 100), max_size=8), GAPS, BOUNDS, st.integers(-50, 50))
def test_all_move_together(wanted, gap, bounds, shift):
    low, high = bounds
    moved = spread_apart([w + shift for w in wanted], gap, low + shift, high + shift)
    assert moved == pytest.approx([p + shift for p in spread_apart(wanted, gap, low, high)], abs=1e-4)


def test_by_hand():
    assert spread_apart([], 1, 0, 10) == []
    assert spread_apart([5], 1, 0, 10) == [5]
    assert spread_apart([50], 1, 0, 10) == [10]
    assert spread_apart([-50], 1, 0, 10) == [0]
    assert spread_apart([5, 5], 2, 0, 10) == [4, 6]
    assert spread_apart([6, 4], 2, 0, 10) == [6, 4]
    assert spread_apart([5, 5, 5], 2, 0, 10) == [3, 5, 7]
    assert spread_apart([0, 0], 2, 0, 10) == [0, 2]
    assert spread_apart([10, 10], 2, 0, 10) == [8, 10]
    assert spread_apart([1, 2, 3], 100, 0, 10) == [0, 5, 10]
    assert spread_apart([1, 9, 9.5], 2, 0, 20) == [1, 8.25, 10.25]
