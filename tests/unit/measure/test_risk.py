"""Volatility against the textbook, and the usual size of a change."""

from dataclasses import replace
from math import sqrt
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.measure import between, figure, usual_size
from reportgen.model import Absent
from unit.laws import markets
from unit.made import BASE, CALENDAR, FRIDAY, SMALL_ONE, WEEK, market


def asked(world, measure, one=SMALL_ONE):
    week, levels = world
    return figure(market(levels, week), "small", measure, instruments={"small": one}, benchmark="small")


def changes(path):
    return [b / a - 1 for a, b in zip(path, path[1:], strict=False)]


@given(markets(keys=("small",)), st.sampled_from([("", 252), ("24/7", 365)]))
def test_volatility(world, year):
    week, levels = world
    calendar, sessions = year
    found = asked(world, "volatility", replace(SMALL_ONE, calendar=calendar))
    days = week.calendar[-22:]
    if len(days) < 22 or any(s not in levels["small"] for s in days):
        assert isinstance(found, Absent)
        return
    wanted = stdev(changes([levels["small"][s] for s in days])) * sqrt(sessions)
    assert found.value == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    assert (found.unit, len(found.inputs)) == ("share", 22)


def test_what_has_no_volatility():
    held = dict.fromkeys(CALENDAR, 1.0) | {BASE: 0.0}
    assert asked((WEEK, {"small": held}), "volatility").reason == "small has a close that is not above zero"
    assert asked((WEEK, {"small": held}), "largest_drawdown").reason == "small has a close that is not above zero"
    rate = replace(SMALL_ONE, kind="rate")
    assert asked((WEEK, {"small": held}), "volatility", rate).reason == "small is a rate: its changes are no fractions"


@given(markets(keys=("small",), whole=True), st.sampled_from(["week", "day", "month", "friday", "year"]))
def test_the_usual_size_is_of_the_days_before_the_week(world, period):
    week, levels = world
    found = asked(world, period)
    if isinstance(found, Absent):
        return
    size = usual_size(market(levels, week), found)
    until = [s for s in week.calendar if s <= week.base][-64:]
    if len(until) < 64:
        assert size is None
        return
    daily = changes([levels["small"][s] for s in until])
    base, end = found.inputs
    sessions = sum(base.session < s <= end.session for s in week.calendar)
    wanted = sqrt(sum(c * c for c in daily) / 63 * sessions)
    assert size == (pytest.approx(wanted) if wanted else None)


def test_what_has_no_usual_size():
    sparse = market({"small": {BASE: 100.0, FRIDAY: 105.0}})
    assert usual_size(sparse, between(sparse, "small", BASE, FRIDAY)) is None
    held = {day: 100.0 + index % 7 for index, day in enumerate(CALENDAR)}
    whole = market({"small": held})
    change = between(whole, "small", BASE, FRIDAY)
    assert usual_size(whole, change) > 0
    for measure in ("close", "off_high", "week_points", "largest_drawdown", "volatility", "week_rank"):
        assert usual_size(whole, asked((WEEK, {"small": held}), measure)) is None
    still = market({"small": dict.fromkeys(CALENDAR, 100.0)})
    assert usual_size(still, change) is None
    assert usual_size(market({"other": held}), change) is None
    below = market({"small": held | {CALENDAR[-20]: -1.0}})
    assert usual_size(below, change) is None


def test_the_usual_size_of_a_rate_is_in_percentage_points():
    held = {day: 4.0 + 0.1 * (index % 2) for index, day in enumerate(CALENDAR)}
    found = asked((WEEK, {"small": held}), "week", replace(SMALL_ONE, kind="rate"))
    assert usual_size(market({"small": held}), found) == pytest.approx(0.1 * sqrt(5))
