"""Whichever way closes are held, and whichever way they are divided, the figures are the same to the last bit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import copysign, inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.measure import MEASURES, figure
from reportgen.measure.closes import difference, exact, ratio
from reportgen.measure.records import history, milestones
from reportgen.measure.runs import levels_at
from reportgen.model import Close, Closes
from unit.laws import markets
from unit.made import LARGE_ONE, SMALL_ONE, closes, market

PRINTED = st.builds(lambda digits, places: float(Decimal(digits).scaleb(-places)), st.integers(-(10**9), 10**9),
                    st.integers(0, 9))  # fmt: skip
LEVELS = PRINTED | st.floats(allow_nan=False, allow_infinity=False) | st.integers(1, 10**7)


def as_read(plain):
    """The same week with closes in columns, as gathering and reading a record make them."""
    return replace(plain, closes={key: Closes(held) for key, held in plain.closes.items()})


@given(markets(keys=("small", "large")), st.randoms(use_true_random=False))
def test_closes_in_columns_measure_the_same(world, chance):
    week, levels = world
    for key, held in levels.items():
        shuffled = list(held)
        chance.shuffle(shuffled)
        levels[key] = {day: held[day] for day in shuffled}
    plain = market(levels, week)
    ones = {"small": replace(SMALL_ONE, begins=week.calendar[0]), "large": LARGE_ONE}
    told = {"instruments": ones, "benchmark": "large"}
    columns = as_read(plain)
    for key in ones:
        for measure in MEASURES:
            assert figure(columns, key, measure, **told) == figure(plain, key, measure, **told)


@given(markets(keys=("small",)), st.booleans(), st.integers(0, 3))
def test_closes_in_columns_make_the_same_records(world, whole, cut):
    week, levels = world
    calendar = week.calendar[: len(week.calendar) - cut]
    plain = closes(levels["small"])
    one, other = (history(held, calendar, key="small", whole=whole) for held in (plain, Closes(plain)))
    assert one == other
    if one.levels:
        assert one.bottom == other.bottom
    assert milestones(one) == milestones(other)


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_levels_are_those_of_the_sessions_asked_for(priced, asked):
    days = {number: date(2026, 1, 1) + timedelta(days=number) for number in range(41)}
    held = {days[n]: Close(days[n], float(n), "The Exchange") for n in priced}
    wanted = tuple(map(float, sorted(asked))) if asked <= priced else None
    sessions = tuple(days[n] for n in sorted(asked))
    assert levels_at(held, sessions) == levels_at(Closes(held), sessions) == wanted


def test_closes_are_in_the_order_of_time():
    days = [date(2026, 1, 9), date(2026, 1, 7), date(2026, 1, 8)]
    held = {day: Close(day, float(day.day), "The Exchange") for day in days}
    columns = Closes(held)
    assert columns == held
    assert tuple(columns) == columns.sessions == tuple(sorted(days))
    assert (columns.levels, columns.lowest) == ((7.0, 8.0, 9.0), 7.0)
    assert (Closes({}).sessions, Closes({}).levels, Closes({}).lowest) == ((), (), inf)


@given(LEVELS, LEVELS)
def test_a_ratio_and_a_difference_are_those_of_the_decimals(end, base):
    last, first = Decimal(repr(end)), Decimal(repr(base))
    assert difference(end, base) == float(last - first)
    assume(base)
    assert ratio(end, base) == float((last - first) / first)
    assert copysign(1, ratio(base, base)) == copysign(1, float(Decimal(0) / first))


@pytest.mark.parametrize(
    ("level", "millionths"),
    [(2001.5, 2_001_500_000), (-37.63, -37_630_000), (0.1, 100_000), (1e-7, None), (1e9, None), (1e305, None),
     (inf, None), (nan, None), (123456789.1234567, None)],
)  # fmt: skip
def test_what_has_room_is_divided_exactly(level, millionths):
    assert exact(level) == millionths


def test_nothing_is_divided_by_zero():
    with pytest.raises(ArithmeticError):
        ratio(1.0, 0.0)
