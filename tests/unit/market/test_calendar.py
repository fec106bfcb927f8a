"""The trading week by the exchange's calendar: shortened weeks, early closes, and what is refused with the right date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import MarketError, UsageError
from reportgen.market import calendar
from reportgen.market.calendar import complete_at, last_complete_week, trading_week, week_end
from reportgen.measure.windows import BASES, base_of

HOLIDAY = {
    "good friday": (
        date(2026, 4, 2), [30, 31, 1, 2], date(2026, 3, 27), [(date(2026, 4, 3), "Good Friday")], [],
    ),
    "thanksgiving": (
        date(2025, 11, 28), [24, 25, 26, 28], date(2025, 11, 21), [(date(2025, 11, 27), "Thanksgiving")],
        [(date(2025, 11, 28), "1:00 PM")],
    ),
    "over the year": (
        date(2026, 1, 2), [29, 30, 31, 2], date(2025, 12, 26), [(date(2026, 1, 1), "New Year")], [],
    ),
    "carter": (date(2025, 1, 10), [6, 7, 8, 10], date(2025, 1, 3), [(date(2025, 1, 9), "")], []),
    "christmas": (
        date(2025, 12, 26), [22, 23, 24, 26], date(2025, 12, 19), [(date(2025, 12, 25), "Christmas")],
        [(date(2025, 12, 24), "1:00 PM")],
    ),
    "a holiday monday": (date(2026, 1, 23), [20, 21, 22, 23], date(2026, 1, 16), [(date(2026, 1, 19), "Dr. Martin Luther King")], []),
    "whole": (date(2026, 1, 9), [5, 6, 7, 8, 9], date(2026, 1, 2), [], []),
    "attacks": (date(2001, 9, 21), [17, 18, 19, 20, 21], date(2001, 9, 10), [], []),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "days", "base", "closed", "early"), HOLIDAY.values(), ids=HOLIDAY)
def test_weeks(ending, days, base, closed, early):
    week = trading_week("XNYS", ending)
    assert [s.day for s in week.sessions] == days
    assert (week.exchange, week.end, week.base) == ("XNYS", ending, base)
    assert [d for d, _ in week.closed] == [d for d, _ in closed]
    for (_, name), (_, wanted) in zip(week.closed, closed, strict=True):
        assert name.startswith(wanted)
        assert bool(name) == bool(wanted)
    assert list(week.early) == early
    assert week.shortened == bool(closed or early)


@settings(max_examples=10)
@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)))
def test_any_week(day):
    monday = day - timedelta(days=day.weekday())
    ending = week_end("XNYS", *monday.isocalendar()[:2])
    week = trading_week("XNYS", ending)
    assert all(monday <= s < monday + timedelta(days=7) for s in week.sessions)
    assert week.sessions == tuple(s for s in week.calendar if s >= monday)
    assert week.base == max(s for s in week.calendar if s < monday)
    assert list(week.calendar) == sorted(set(week.calendar))
    assert week.calendar[-1] == ending
    weekdays = {monday + timedelta(days=i) for i in range(5)}
    assert weekdays == set(week.sessions) | {d for d, _ in week.closed}
    assert {d for d, _ in week.early} <= set(week.sessions)
    assert all(base_of(week, period) for period in BASES)


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (
            date(2026, 1, 10),
            "Saturday 2026-01-10 is no trading day; the last session of that week is Friday 2026-01-09",
        ),
        (date(2026, 4, 3), "Friday 2026-04-03 is no trading day; the last session of that week is Thursday 2026-04-02"),
        (date(2026, 1, 8), "Thursday 2026-01-08 is not the last session of its week; that is Friday 2026-01-09"),
        (
            date(2025, 11, 27),
            "Thursday 2025-11-27 is no trading day; the last session of that week is Friday 2025-11-28",
        ),
        (date(2026, 1, 5), "Monday 2026-01-05 is not the last session of its week; that is Friday 2026-01-09"),
    ],
)
def test_a_day_that_ends_no_week_is_refused_with_the_right_one(ending, words):
    with pytest.raises(UsageError) as caught:
        trading_week("XNYS", ending)
    assert caught.value.message == words


def test_a_week_without_trading():
    with pytest.raises(UsageError) as caught:
        trading_week("XSHG", date(2024, 2, 16))
    assert caught.value.message == "2024-02-16 lies in a week without trading"
    with pytest.raises(UsageError) as caught:
        week_end("XSHG", 2024, 7)
    assert caught.value.message == "XSHG had no session in the week of 2024-02-12"


def test_other_exchanges_have_their_own_weeks():
    assert trading_week("XLON", date(2026, 1, 2)).closed == ((date(2026, 1, 1), "New Year's Day"),)
    london = trading_week("XLON", date(2026, 4, 2))
    assert [s.day for s in london.sessions] == [30, 31, 1, 2]
    assert trading_week("XTKS", date(2026, 1, 9)).base == date(2025, 12, 30)


@pytest.mark.parametrize("exchange", ["XXXX", "xnys", ""])
def test_an_unknown_exchange(exchange):
    with pytest.raises(UsageError) as caught:
        trading_week(exchange, date(2026, 1, 9))
    assert caught.value.message == f"exchange '{exchange}' is not known"
    assert "XNYS" in caught.value.hint
    assert "XLON" in caught.value.hint


@pytest.mark.parametrize("ending", [date(1900, 1, 5), date(2150, 1, 2), date(1, 1, 5), date(9999, 12, 31)])
def test_a_year_outside_the_calendars(ending):
    with pytest.raises(UsageError) as caught:
        trading_week("XNYS", ending)
    assert str(ending) in caught.value.message


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_close_is_settled_half_an_hour_after_the_bell():
    assert complete_at("XNYS", date(2026, 1, 9)) == moment(2026, 1, 9, 21, 30)
    assert complete_at("XNYS", date(2025, 7, 11)) == moment(2025, 7, 11, 20, 30)
    assert complete_at("XNYS", date(2025, 11, 28)) == moment(2025, 11, 28, 18, 30)
    assert complete_at("XNYS", date(2026, 1, 9)).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("now", "ending"),
    [
        (moment(2026, 1, 9, 21, 29), date(2026, 1, 2)),
        (moment(2026, 1, 9, 21, 30), date(2026, 1, 9)),
        (moment(2026, 1, 10, 12), date(2026, 1, 9)),
        (moment(2026, 1, 11, 23, 59), date(2026, 1, 9)),
        (moment(2026, 1, 12, 0), date(2026, 1, 9)),
        (moment(2026, 1, 15, 23), date(2026, 1, 9)),
        (moment(2026, 4, 2, 20, 29), date(2026, 3, 27)),
        (moment(2026, 4, 2, 20, 30), date(2026, 4, 2)),
        (moment(2026, 4, 3, 12), date(2026, 4, 2)),
        (moment(2025, 11, 28, 18, 30), date(2025, 11, 28)),
        (moment(2026, 1, 1, 12), date(2025, 12, 26)),
    ],
)
def test_the_last_complete_week(now, ending):
    assert last_complete_week("XNYS", now) == ending


def test_the_last_complete_week_behind_a_week_without_trading():
    assert last_complete_week("XSHG", moment(2024, 2, 18, 12)) == date(2024, 2, 8)


def test_iso_weeks():
    assert week_end("XNYS", 2026, 2) == date(2026, 1, 9)
    assert week_end("XNYS", 2026, 1) == date(2026, 1, 2)
    assert week_end("XNYS", 2026, 14) == date(2026, 4, 2)
    assert week_end("XNYS", 2020, 53) == date(2020, 12, 31)
    with pytest.raises(ValueError, match="week"):
        week_end("XNYS", 2026, 54)


def test_an_exchange_that_has_been_shut_for_a_month(monkeypatch):
    monkeypatch.setattr("reportgen.market.calendar.complete_at", lambda *_: moment(2099, 1, 1))
    with pytest.raises(MarketError) as caught:
        last_complete_week("XNYS", moment(2026, 1, 12))
    assert caught.value.message == "the calendar of XNYS has no complete week in the last month"


def test_stoxx_is_paris_and_the_first_of_may():
    """MarketWatch, 2 May 2018, prints the STOXX Europe 600 of 1 May; CNBC, 31 December 2025, that of the day."""
    found = calendar.sessions("stoxx", date(2018, 4, 28), date(2018, 5, 3))
    assert found == (date(2018, 4, 30), date(2018, 5, 1), date(2018, 5, 2), date(2018, 5, 3))
    assert date(2025, 12, 31) in calendar.sessions("stoxx", date(2025, 12, 20), date(2026, 1, 2))
    assert calendar.closed("stoxx", date(2018, 4, 30), date(2018, 5, 4)) == ()
    assert [d for d, _ in calendar.closed("stoxx", date(2025, 12, 22), date(2025, 12, 26))] == [
        date(2025, 12, 25), date(2025, 12, 26),
    ]  # fmt: skip
    assert calendar.complete_at("stoxx", date(2018, 5, 1)).date() == date(2018, 5, 1)
