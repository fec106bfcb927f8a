"""Series of closes for charts: what they are by definition, against the figures that print the same."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.measure import series
from reportgen.measure.figures import between
from reportgen.model import Absent, Close, Figure, Input, Instrument
from unit.laws import markets
from unit.made import BASE, FRIDAY, WEEK, closes, market

SMALL = Instrument("small", "S", "Small", "Small")
RATE = Instrument("rate", "R", "Rate", "Rate", kind="rate")
DAYS = st.lists(st.integers(1, 10_000).map(lambda n: n / 100), min_size=1, max_size=40)


def path(levels):
    return tuple(Close(date.fromordinal(738000 + i), v, "a feed") for i, v in enumerate(levels))


@given(markets(longest=200))
def test_a_path_is_every_close_from_its_start_to_the_weeks_end(world):
    week, levels = world
    made = market(levels, week)
    start = week.calendar[len(week.calendar) // 2]
    walk = series.path(made, "small", start)
    assert [c.session for c in walk] == sorted(d for d in levels["small"] if start <= d <= week.end)


@given(markets(longest=200, whole=True))
def test_changes_end_at_the_figure(world):
    week, levels = world
    made = market(levels, week)
    walk = series.path(made, "small", week.base)
    line = series.changes(walk, walk[0])
    assert line[0] == (week.base, 0)
    assert line[-1][1] == pytest.approx(between(made, "small", week.base, week.end).value, abs=1e-12)
    assert series.moved(made, SMALL, week.base, week.end) == between(made, "small", week.base, week.end, "Small")


def test_a_rate_moves_by_exactly_what_its_levels_differ():
    made = market({"rate": {BASE: 4.17, FRIDAY: 4.2}})
    figure = series.moved(made, RATE, BASE, FRIDAY)
    assert (figure.value, figure.unit) == (0.03, "yield_difference")
    assert isinstance(series.moved(made, RATE, BASE, WEEK.sessions[0]), Absent)
    assert series.changes(series.path(made, "rate"), made.closes["rate"][BASE], difference=True)[-1][
        1
    ] == pytest.approx(0.03)


@given(DAYS, DAYS)
def test_a_ratio_begins_at_100_where_both_begin(one, other):
    line = series.rebased(path(one), path(other))
    assert len(line) == min(len(one), len(other))
    assert line[0][1] == pytest.approx(100)
    for index, (_, value) in enumerate(line):
        assert value == pytest.approx(100 * (one[index] / other[index]) / (one[0] / other[0]))


@given(DAYS)
def test_drawdowns_by_definition(levels):
    walk = path(levels)
    line = series.drawdowns(walk)
    for index, (session, value) in enumerate(line):
        assert value == pytest.approx(levels[index] / max(levels[: index + 1]) - 1)
        assert series.drawdown("small", walk, session).value == pytest.approx(value, abs=1e-12)
    assert series.extremes(line)[0][1] == min(v for _, v in line)
    assert series.extremes(line)[1][1] == max(v for _, v in line) == 0


@given(DAYS)
def test_steps_are_where_a_level_changes(levels):
    turns = series.steps(path(levels))
    assert turns[0].level == levels[0]
    assert turns[-1].level == levels[-1]
    assert all(a.level != b.level for a, b in zip(turns, turns[1:], strict=False))


def figure(value, unit="level"):
    return Figure("a.b", value, unit, "", (), "2026-01-09", "a feed")


@given(st.floats(1, 100), st.floats(1, 100), st.floats(0, 1))
def test_a_place_is_the_share_of_the_way_up(one, other, share):
    low, high = sorted((one, other))
    level = min(max(low + share * (high - low), low), high)
    found = series.place(Close(FRIDAY, level, "a feed"), figure(low), figure(high), "small")
    if low == high:
        assert isinstance(found, Absent)
    else:
        assert 0 <= found.value <= 1
        assert found.unit == "share"


def test_a_slope_and_its_change():
    day = closes({FRIDAY: 4.17})[FRIDAY]
    now = series.slope(day, Close(FRIDAY, 3.5, "a feed"), ("ten", "two"))
    assert (now.value, now.unit) == (0.67, "yield_difference")
    assert [i.key for i in now.inputs] == ["ten", "two"]
    assert series.less(now, figure(0.62, "yield_difference")).value == pytest.approx(0.05)


def test_a_count_counts():
    found = series.count("charts.it.up", [figure(1.0), figure(2.0)], 5, "up")
    assert (found.value, found.unit) == (2.0, "count")
    assert found.formula == "number of 5 that are up"
    assert series.count("charts.it.up", [], 5, "up").value == 0


@pytest.mark.parametrize(
    ("kind", "unit"), [("rate", "yield"), ("index", "level"), ("stock", "price"), ("currency", "price")]
)
def test_a_close_in_the_unit_of_its_kind(kind, unit):
    one = Instrument("it", "I", "It", "It", kind=kind, currency="USD", decimals=4)
    found = series.quoted("it", Close(FRIDAY, 4.17, "a feed"), one)
    assert (found.value, found.unit, found.currency, found.decimals) == (4.17, unit, "USD", 4)


def test_what_was_relative_is_an_index_too():
    one, other = (
        replace(figure(by, "fraction"), inputs=(Input(key, BASE, 100.0, ""), Input(key, FRIDAY, 100 + 100 * by, "")))
        for key, by in (("small", 0.21), ("large", 0.1))
    )
    ratio = series.relative(one, other)
    assert ratio.value == pytest.approx(0.1)
    assert series.index_of(ratio).value == pytest.approx(110)
    assert series.index_of(ratio).formula == (
        "100 × (small.close(2026-01-09) / large.close(2026-01-09)) / (small.close(2026-01-02) / large.close(2026-01-02))"
    )
    assert series.index_of(ratio, BASE, 97.5).value == 97.5


def test_the_largest_first_and_equals_as_they_came():
    found = {"a": figure(1.0), "b": figure(3.0), "c": figure(3.0)}
    assert series.ordered(found) == ["b", "c", "a"]
