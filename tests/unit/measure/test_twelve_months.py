"""Complete periods of twelve months end with the last quarter that was over, and are measured close to close."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.measure.twelve_months import YEARS, periods, quarter_end, twelve_months
from reportgen.model import Absent, Figure
from unit import made
from unit.laws import markets
from unit.made import SMALL_ONE, market, week_of, weekdays

DAYS = st.dates(date(1970, 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_a_quarter_ends_on_its_last_day_and_none_lies_between(day):
    end = quarter_end(day)
    after = end + timedelta(days=1)
    assert end <= day
    assert after.day == 1 and after.month in (1, 4, 7, 10)
    assert not any(
        (at + timedelta(days=1)).day == 1 and (at + timedelta(days=1)).month in (1, 4, 7, 10)
        for at in (end + timedelta(days=i) for i in range(1, (day - end).days + 1))
    )


@given(DAYS, st.integers(1, 12))
def test_periods_are_whole_years_without_a_gap(day, years):
    found = periods(day, years)
    assert len(found) == years
    assert found[-1][1] == quarter_end(day)
    assert all(later[0] == earlier[1] for earlier, later in zip(found, found[1:], strict=False))
    assert all((end.year - start.year, end.month) == (1, start.month) for start, end in found)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 9), date(2025, 12, 31)),
        (date(2025, 12, 31), date(2025, 12, 31)),
        (date(2025, 12, 30), date(2025, 9, 30)),
        (date(2026, 4, 2), date(2026, 3, 31)),
    ],
)
def test_examples_of_quarters(day, end):
    assert quarter_end(day) == end


def world(first, end=made.FRIDAY):
    """Closes that grow by a tenth of a point each session from `first` on, and their week."""
    calendar = weekdays(first, end)
    return market({"small": {day: 100 + i / 10 for i, day in enumerate(calendar)}}, week_of(calendar))


def test_five_years_of_closes_give_five_changes():
    week = world(date(2020, 12, 1))
    found = twelve_months(week, SMALL_ONE)
    assert all(isinstance(one, Figure) and one.unit == "fraction" for one in found)
    assert [one.as_of for one in found] == ["2021-12-31", "2022-12-30", "2023-12-29", "2024-12-31", "2025-12-31"]
    base, end = (week.closes["small"][day].level for day in (date(2024, 12, 31), date(2025, 12, 31)))
    assert found[-1].value == pytest.approx(end / base - 1, abs=1e-12)
    assert found[-1].id == "small.2024-12-31..2025-12-31"
    assert [i.session for i in found[-1].inputs] == [date(2024, 12, 31), date(2025, 12, 31)]


def test_what_no_close_reaches_is_absent_and_says_why():
    found = twelve_months(world(date(2023, 12, 1)), SMALL_ONE)
    assert [isinstance(one, Figure) for one in found] == [False, False, False, True, True]
    assert "2020-12-31" in found[0].reason
    lost = world(date(2020, 12, 1))
    del lost.closes["small"][date(2023, 12, 29)]
    told = twelve_months(lost, SMALL_ONE)
    assert [isinstance(one, Figure) for one in told] == [True, True, False, False, True]
    assert told[2].reason == "small has no close for Friday 2023-12-29"


@given(markets(longest=2200))
def test_a_change_is_that_of_its_two_closes_or_is_not_there(drawn):
    week, levels = drawn
    found = twelve_months(market(levels, week), SMALL_ONE)
    assert len(found) == YEARS
    for one, (start, end) in zip(found, periods(week.end), strict=True):
        if isinstance(one, Absent):
            continue
        base, last = one.inputs
        assert base.session <= start < last.session <= end
        assert not any(base.session < day <= start or last.session < day <= end for day in week.calendar)
        assert one.value == pytest.approx(last.level / base.level - 1, rel=1e-9, abs=1e-9)
