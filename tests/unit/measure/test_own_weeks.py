"""Instruments whose own week is not the exchange's: periods that have not begun, weeks that end with the house's."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta

import pytest

from reportgen.measure import figure
from reportgen.measure.records import history, milestones
from reportgen.model import Absent, Instrument, MarketWeek
from unit.made import CALENDAR, WEEK, closes, week_of, weekdays

FAR = Instrument("far", "FAR", "Far Index", "Far", "index")
HOUSE = week_of(weekdays(date(2024, 1, 1), date(2026, 1, 2), {date(2025, 12, 25), date(2026, 1, 1)}))
TOKYO = tuple(d for d in HOUSE.calendar if d <= date(2025, 12, 30))
SHARED = ("year", "year_points", "month", "month_points", "quarter", "year_rank", "year_spread")


def far_week(calendar=TOKYO, house=HOUSE):
    held = {"far": closes({day: 100.0 + i for i, day in enumerate(calendar)})}
    own = replace(week_of(calendar), sessions=tuple(d for d in calendar if d > house.base), base=house.base)
    return MarketWeek(house, held, "a feed", {"far": own})


@pytest.mark.parametrize("measure", SHARED)
def test_a_year_that_has_not_begun_for_an_instrument_has_no_change(measure):
    found = figure(far_week(), "far", measure, instruments={"far": FAR}, benchmark="far")
    assert isinstance(found, Absent)
    assert found.reason.startswith("far had no session in the ")
    assert found.reason.endswith(" so far")


@pytest.mark.parametrize("measure", ["week", "day", "one_year", "from_52_weeks_ago", "close"])
def test_what_is_not_counted_from_new_year_stays(measure):
    found = figure(far_week(), "far", measure, instruments={"far": FAR}, benchmark="far")
    assert not isinstance(found, Absent)
    assert found.as_of == "2025-12-30"


def test_a_day_of_the_new_year_is_enough():
    market = far_week(tuple(d for d in HOUSE.calendar if d != date(2025, 12, 31)))
    found = figure(market, "far", "year", instruments={"far": FAR}, benchmark="far")
    assert [i.session for i in found.inputs] == [date(2025, 12, 30), date(2026, 1, 2)]


def test_the_weeks_of_crypto_end_with_those_of_the_exchange():
    days = tuple(WEEK.calendar[0] + timedelta(i) for i in range((WEEK.end - WEEK.calendar[0]).days + 1))
    held = closes({day: 100.0 + (i * 37 % 11) for i, day in enumerate(days)})
    found = history(held, days, key="coin", house=CALENDAR)
    ends = {max(d for d in days if d <= end) for end in _fridays(CALENDAR)}
    assert {days[i] for i in found.ends} == ends
    assert days[found.week] == date(2026, 1, 3)
    base, end = WEEK.base, WEEK.end
    one = [m for m in milestones(found, wait=1) if m.kind in ("gain", "loss") and m.period == "week" and m.count == 1]
    for item in one:
        if item.unit == "fraction":
            assert item.value == pytest.approx(held[end].level / held[base].level - 1)


def test_an_exchange_that_was_closed_for_weeks_has_fewer_of_them():
    days = tuple(d for d in CALENDAR if not date(2025, 10, 6) <= d <= date(2025, 10, 17))
    found = history(closes(dict.fromkeys(days, 1.0)), days, key="far", house=CALENDAR)
    assert len(found.ends) == len(_fridays(CALENDAR)) - 2
    assert list(found.ends) == sorted(set(found.ends))


def test_without_a_house_weeks_run_from_monday_to_sunday():
    held = closes(dict.fromkeys(CALENDAR, 1.0))
    assert history(held, CALENDAR, key="far").ends == history(held, CALENDAR, key="far", house=CALENDAR).ends


def test_a_close_before_the_first_session_undoes_the_whole_history():
    market = MarketWeek(WEEK, {"far": closes(dict.fromkeys(CALENDAR, 50.0) | {CALENDAR[0]: 90.0})}, "a feed")
    late = replace(FAR, begins=CALENDAR[100])
    found = figure(market, "far", "record_close", instruments={"far": late}, benchmark="far")
    assert isinstance(found, Absent)
    assert f"its closes begin on {CALENDAR[0]}, before its first session, {CALENDAR[100]}" in found.reason
    known = figure(
        market, "far", "record_close", instruments={"far": replace(FAR, begins=CALENDAR[0])}, benchmark="far"
    )
    assert known.value == 90.0


def _fridays(calendar):
    """The last session of each Monday-to-Sunday."""
    mondays = sorted({d - timedelta(d.weekday()) for d in calendar})
    return [calendar[bisect_right(calendar, m + timedelta(6)) - 1] for m in mondays]
