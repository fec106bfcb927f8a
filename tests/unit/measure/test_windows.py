"""The sessions that a period runs between, against their definitions, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.measure import base_of
from reportgen.measure.windows import BASES, PERIODS, WEEKDAYS, a_year_earlier, before, on_or_before, weekday_session
from unit.laws import calendars
from unit.made import WEEK, week_of, weekdays


def last(days):
    return max(days, default=None)


def by_definition(calendar, end, period):
    """The base of a period, found by asking every session."""
    monday = end - timedelta(days=end.weekday())
    match period:
        case "day":
            return last(s for s in calendar if s < end)
        case "week":
            return last(s for s in calendar if s < monday)
        case "month":
            return last(s for s in calendar if (s.year, s.month) < (end.year, end.month))
        case "quarter":
            return last(s for s in calendar if (s.year, (s.month - 1) // 3) < (end.year, (end.month - 1) // 3))
        case "year":
            return last(s for s in calendar if s.year < end.year)
        case "one_year":
            return last(s for s in calendar if (s.year, s.month, s.day) <= (end.year - 1, end.month, end.day))
        case "from_52_weeks_ago":
            return last(s for s in calendar if (end - s).days >= 364)


@pytest.mark.parametrize("period", BASES)
@given(calendar=calendars())
def test_the_base_of_a_period(period, calendar):
    week = week_of(calendar)
    found = base_of(week, period)
    assert found == by_definition(calendar, week.end, period)
    assert found is None or (found in calendar and found < week.end)


@given(calendars())
def test_longer_periods_begin_no_later(calendar):
    week = week_of(calendar)
    bases = [base_of(week, p) or date.min for p in ("year", "quarter", "month", "day")]
    assert bases == sorted(bases)
    assert base_of(week, "week") <= base_of(week, "day")


@given(calendars(), st.integers(-900, 30))
def test_the_session_before_a_day(calendar, shift):
    week = week_of(calendar)
    day = week.end + timedelta(days=shift)
    assert before(week, day) == last(s for s in calendar if s < day)
    assert on_or_before(week, day) == last(s for s in calendar if s <= day)


@given(st.dates(date(1901, 1, 1)))
@example(date(2028, 2, 29))
def test_the_same_date_a_year_earlier(day):
    earlier = a_year_earlier(day)
    assert earlier.year == day.year - 1
    assert (earlier.month, earlier.day) == ((2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day))


@given(calendars())
def test_sessions_by_weekday(calendar):
    week = week_of(calendar)
    found = [weekday_session(week, name) for name in WEEKDAYS]
    assert tuple(s for s in found if s) == week.sessions
    assert all(s.strftime("%A").lower() == name for s, name in zip(found, WEEKDAYS, strict=True) if s)


def test_every_period_has_words():
    assert list(PERIODS) == list(BASES)
    assert " / ".join(PERIODS.values()) == (
        "on the day / for the week / month to date / quarter to date / year to date / over one year / from 52 weeks ago"
    )


def test_the_bases_of_the_founding_week():
    assert {period: base_of(WEEK, period) for period in BASES} == {
        "day": date(2026, 1, 8),
        "week": date(2026, 1, 2),
        "month": date(2025, 12, 31),
        "quarter": date(2025, 12, 31),
        "year": date(2025, 12, 31),
        "one_year": date(2025, 1, 9),
        "from_52_weeks_ago": date(2025, 1, 10),
    }


@pytest.mark.parametrize(
    ("end", "quarter"),
    [
        (date(2025, 3, 28), date(2024, 12, 31)),
        (date(2025, 4, 4), date(2025, 3, 31)),
        (date(2025, 6, 27), date(2025, 3, 31)),
        (date(2025, 7, 3), date(2025, 6, 30)),
        (date(2025, 9, 30), date(2025, 6, 30)),
        (date(2025, 12, 31), date(2025, 9, 30)),
    ],
)
def test_quarters_begin_in_january_april_july_and_october(end, quarter):
    assert base_of(week_of(weekdays(date(2024, 6, 3), end)), "quarter") == quarter


def test_a_calendar_that_does_not_reach_back():
    week = week_of(weekdays(date(2026, 1, 1), date(2026, 1, 9)))
    assert base_of(week, "week") == date(2026, 1, 2)
    assert [base_of(week, p) for p in ("month", "quarter", "year", "one_year", "from_52_weeks_ago")] == [None] * 5
