"""Highest and lowest closes against a search through every close; then gaps, calendars and whole histories by hand."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.measure import MEASURES, figure
from reportgen.model import Absent
from unit.laws import markets
from unit.made import CALENDAR, FRIDAY, SMALL_ONE, WEEK, market, record, week_of, weekdays

YEAR = timedelta(days=364)


def asked(world, measure, one=SMALL_ONE, **more):
    week, levels = world
    return figure(market(levels, week), "small", measure, instruments={"small": one}, benchmark="small", **more)


def window(week):
    """The sessions of 52 weeks, found one by one; None where the calendar does not reach back."""
    return [s for s in week.calendar if s >= week.end - YEAR] if week.calendar[0] <= week.end - YEAR else None


@given(markets(keys=("small",)), st.sampled_from(["high_52_weeks", "low_52_weeks", "off_high", "off_low"]))
def test_52_weeks(world, measure):
    week, levels = world
    held, days = levels["small"], window(world[0])
    found = asked(world, measure)
    if days is None:
        start = week.end - YEAR
        assert found.reason == f"the calendar kept with the record does not reach back to {start:%A} {start}"
        return
    lost = next((s for s in days if s not in held), None)
    if lost:
        assert found == Absent(f"small.{measure}", f"small has no close for {lost:%A} {lost}")
        return
    pick = max if "high" in measure else min
    level = pick(held[s] for s in days)
    first = next(s for s in days if held[s] == level)
    if measure.startswith("off"):
        assert found.value == pytest.approx(held[week.end] / level - 1)
        assert [i.session for i in found.inputs] == [first, week.end]
        assert (found.value <= 0) if measure == "off_high" else (found.value >= 0)
    else:
        assert (found.value, found.inputs[0].session, found.as_of) == (level, first, first.isoformat())


@given(markets(keys=("small",)))
def test_the_largest_drawdown_is_the_worst_of_all_pairs(world):
    week, levels = world
    days = window(week)
    held = levels["small"]
    found = asked(world, "largest_drawdown")
    if not days or any(s not in held for s in days):
        assert isinstance(found, Absent)
        return
    path = [held[s] for s in days]
    worst = min([b / a - 1 for a, b in combinations(path, 2)] + [0.0])
    assert found.value == pytest.approx(worst, abs=1e-12)
    assert found.inputs[0].session <= found.inputs[1].session


@given(markets(keys=("small",), longest=80))
def test_a_drawdown_needs_every_close_since_the_first_at_hand(world):
    week, levels = world
    held = levels["small"]
    found = asked(world, "drawdown")
    span = [s for s in week.calendar if s >= min(held)]
    lost = next((s for s in span if s not in held), None)
    if lost:
        assert found.reason == f"small has no close for {lost:%A} {lost}"
        return
    assert found.value == pytest.approx(held[week.end] / max(held.values()) - 1)
    assert found.inputs[0].session == span[0]
    assert found.value <= 0


@given(markets(keys=("small",), longest=80), st.data())
def test_the_record_of_a_whole_history(world, data):
    week, levels = world
    begins = data.draw(st.dates(week.calendar[0] - timedelta(3), week.end))
    held = levels["small"]
    found = asked(world, "record_close", replace(SMALL_ONE, begins=begins))
    span = [s for s in week.calendar if s >= begins]
    if begins < week.calendar[0] or any(s not in held for s in span) or min(held) < begins:
        assert isinstance(found, Absent)
        assert found.reason.startswith("no earlier record close of Small 250 is cited")
        return
    assert found.value == max(held[s] for s in span)
    assert found.inputs[0].session == span[0]
    off = asked(world, "off_record", replace(SMALL_ONE, begins=begins))
    assert off.value == pytest.approx(held[week.end] / found.value - 1)
    cited = data.draw(st.sampled_from(span))
    with_fact = asked(
        world, "record_close", replace(SMALL_ONE, begins=begins), records={"small": record("small", 1e7, cited)}
    )
    assert with_fact.value == 1e7


@given(markets(keys=("small",)), st.sampled_from([50, 200]))
def test_averages(world, count):
    week, levels = world
    found = asked(world, f"average_{count}")
    days = week.calendar[-count:]
    if len(week.calendar) < count:
        assert found.reason == f"the calendar kept with the record holds {len(week.calendar)} sessions, not {count}"
    elif any(s not in levels["small"] for s in days):
        assert isinstance(found, Absent)
    else:
        assert found.value == pytest.approx(sum(levels["small"][s] for s in days) / count)
        assert [i.session for i in found.inputs] == list(days)


@given(markets(keys=("small",), whole=True), st.sampled_from(list(MEASURES)))
def test_the_order_in_which_closes_are_held_does_not_matter(world, measure):
    week, levels = world
    turned = week, {"small": dict(reversed(levels["small"].items()))}
    one = replace(SMALL_ONE, begins=week.calendar[0])
    assert asked(world, measure, one) == asked(turned, measure, one)


def test_closes_after_the_week_are_not_looked_at():
    later = replace(WEEK, calendar=(*CALENDAR, date(2026, 1, 12)))
    held = {**dict.fromkeys(CALENDAR, 100.0), date(2026, 1, 12): 900.0}
    one = replace(SMALL_ONE, begins=CALENDAR[0])
    for measure in ("high_52_weeks", "record_close", "average_50"):
        assert asked((later, {"small": held}), measure, one).value == 100.0
    assert asked((later, {"small": held}), "drawdown", one).value == 0.0


def test_a_history_that_begins_after_the_week_is_none():
    found = asked(
        (WEEK, {"small": dict.fromkeys(CALENDAR, 1.0)}), "record_close", replace(SMALL_ONE, begins=date(2026, 2, 2))
    )
    assert isinstance(found, Absent)
    assert isinstance(asked((WEEK, {"small": {}}), "drawdown"), Absent)


def test_a_gap_in_the_whole_history_is_named():
    held = {s: 100.0 for s in CALENDAR if s != date(2025, 3, 3)}
    found = asked((WEEK, {"small": held}), "off_record", replace(SMALL_ONE, begins=CALENDAR[0]))
    assert found.reason == (
        "no earlier record close of Small 250 is cited, and its whole history is not there "
        "(small has no close for Monday 2025-03-03)"
    )


def test_extremes_of_a_rate_are_told_in_percentage_points():
    held = dict.fromkeys(CALENDAR, 4.0) | {CALENDAR[-9]: 4.5, FRIDAY: 4.25}
    one = replace(SMALL_ONE, kind="rate", begins=CALENDAR[0])
    for measure, value in {"off_high": -0.25, "off_low": 0.25, "off_record": -0.25, "drawdown": -0.25}.items():
        found = asked((WEEK, {"small": held}), measure, one)
        assert (found.unit, found.value) == ("yield_difference", value)
    assert asked((WEEK, {"small": held}), "largest_drawdown", one).value == -0.5
    assert asked((WEEK, {"small": held}), "high_52_weeks", one).unit == "yield"


def test_a_calendar_of_seven_days():
    days = tuple(date(2025, 1, 1) + timedelta(days=i) for i in range(375))
    week = week_of(days[:374])
    assert asked((week, {"small": dict.fromkeys(days, 5.0)}), "high_52_weeks").formula.startswith(
        "the highest of the 365 closes"
    )
    assert weekdays(days[0], days[1]) == days[:2]
