"""Stretches that are spoken for: asked as a list of all of them would be."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.review.stretches import Stretches

STRETCH = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple)


@given(st.lists(STRETCH, max_size=20), STRETCH)
def test_a_stretch_is_met_where_one_of_them_meets_it(held, asked):
    start, end = asked
    meets = any(a < end and start < b for a, b in held if a < b and start < end)
    assert Stretches(held).meets(start, end) == meets or start == end
