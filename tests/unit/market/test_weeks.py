"""An instrument's own week: its calendar cut to the house's span, what may be missing, what is not over yet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ConfigError
from reportgen.market.calendar import trading_week
from reportgen.market.weeks import own_sessions, own_week, ready_at, settled
from reportgen.model import Instrument, TradingWeek
from unit.laws import calendars
from unit.made import week_of

FRIDAY = date(2026, 1, 9)
HOUSE = trading_week("XNYS", FRIDAY)


def one(kind="index", calendar="", lag=0):
    return Instrument("x", "X", "X", "X", kind, calendar=calendar, lag=lag)


def cut(instrument, house=HOUSE, held=None):
    own = own_sessions(house, {"x": instrument})["x"]
    return own_week(instrument, house, own, set(own) if held is None else held(own))


def test_an_instrument_of_the_house_has_the_house_s_week():
    assert cut(one()) is HOUSE
    assert cut(one(calendar="XNYS")) is HOUSE
    assert cut(one(lag=2)) is HOUSE


def test_a_yield_may_be_a_session_behind():
    week = cut(one("rate", "bonds", 1), held=lambda own: set(own[:-1]))
    assert (week.exchange, week.base, week.end) == ("bonds", date(2026, 1, 2), date(2026, 1, 8))
    assert week.calendar[-1] == week.end
    assert [s.day for s in week.sessions] == [5, 6, 7, 8]
    week = cut(one("rate", "bonds", 1))
    assert week.end == FRIDAY


def test_two_sessions_behind_is_one_too_many():
    week = cut(one("rate", "bonds", 1), held=lambda own: set(own[:-2]))
    assert week.end == date(2026, 1, 8)
    assert cut(one("rate", "bonds", 0), held=lambda own: set(own[:-2])).end == FRIDAY


def test_columbus_day_and_veterans_day_are_no_sessions_of_bonds():
    week = cut(one("rate", "bonds"), trading_week("XNYS", date(2025, 11, 14)))
    assert [s.day for s in week.sessions] == [10, 12, 13, 14]
    assert week.closed == ((date(2025, 11, 11), "Veterans Day"),)
    week = cut(one("rate", "bonds"), trading_week("XNYS", date(2025, 10, 17)))
    assert [s.day for s in week.sessions] == [14, 15, 16, 17]
    assert week.base == date(2025, 10, 10)
    assert cut(one("rate", "bonds"), trading_week("XNYS", date(2023, 11, 10))).sessions[-1] == date(2023, 11, 10)
    assert date(2018, 11, 12) not in cut(one("rate", "bonds"), trading_week("XNYS", date(2018, 11, 16))).sessions


def test_a_coin_runs_from_friday_to_friday():
    week = cut(one("crypto", "24/7"))
    assert (week.base, week.end) == (date(2026, 1, 2), FRIDAY)
    assert [s.day for s in week.sessions] == [3, 4, 5, 6, 7, 8, 9]
    assert week.closed == ()
    week = cut(one("crypto", "24/7", 1), held=lambda own: set(own[:-1]))
    assert week.end == date(2026, 1, 8)


def test_a_currency_needs_no_close_on_the_house_s_holidays():
    house = trading_week("XNYS", date(2025, 11, 28))
    thanksgiving = date(2025, 11, 27)
    week = cut(one("currency", "24/5"), house, held=lambda own: set(own) - {thanksgiving})
    assert thanksgiving not in week.calendar
    assert [s.day for s in week.sessions] == [24, 25, 26, 28]
    assert thanksgiving in cut(one("currency", "24/5"), house).sessions
    gone = cut(one("currency", "24/5"), house, held=lambda own: set(own) - {date(2025, 11, 26)})
    assert date(2025, 11, 26) in gone.sessions
    coin = cut(one("crypto", "24/7"), house, held=lambda own: set(own) - {thanksgiving})
    assert thanksgiving in coin.sessions


def test_another_exchange_s_holidays():
    week = cut(one(calendar="XTKS"))
    assert (week.base, week.end) == (date(2025, 12, 30), FRIDAY)
    assert [s.day for s in week.sessions] == [5, 6, 7, 8, 9]
    tokyo = trading_week("XNYS", date(2026, 9, 25))
    week = cut(one(calendar="XTKS"), tokyo)
    assert [d.day for d, _ in week.closed] == [21, 22, 23]


def test_an_exchange_that_was_closed_all_week():
    house = trading_week("XNYS", date(2024, 2, 16))
    week = cut(one(calendar="XSHG"), house)
    assert week.sessions == ()
    assert week.base == week.end == date(2024, 2, 8)
    assert week.calendar[-1] == week.end


def test_a_calendar_that_is_not_known():
    with pytest.raises(ConfigError) as caught:
        own_sessions(HOUSE, {"x": one(calendar="NOWHERE")})
    assert caught.value.message == "instruments.x.calendar: exchange 'NOWHERE' is not known"


def test_a_day_that_still_runs_is_no_session_yet():
    some = {"btc": one("crypto", "24/7", 1), "us": one()}
    own = own_sessions(HOUSE, some)
    evening = datetime(2026, 1, 9, 22, tzinfo=UTC)
    over = settled(own, HOUSE, some, evening)
    assert (over["btc"][-1], over["us"][-1]) == (date(2026, 1, 8), FRIDAY)
    assert settled(own, HOUSE, some, evening + timedelta(hours=3)) == own


def test_the_moment_from_which_a_week_can_be_complete():
    def ready(**some):
        return ready_at(HOUSE, own_sessions(HOUSE, some), some)

    assert ready(us=one()) == datetime(2026, 1, 9, 21, 30, tzinfo=UTC)
    assert ready(us=one(), btc=one("crypto", "24/7", 1)) == datetime(2026, 1, 9, 21, 30, tzinfo=UTC)
    assert ready(us=one(), btc=one("crypto", "24/7")) == datetime(2026, 1, 10, 0, 30, tzinfo=UTC)
    assert ready(jp=one(calendar="XTKS")) == datetime(2026, 1, 9, 21, 30, tzinfo=UTC)


@given(calendars(), calendars(), st.data())
def test_any_own_week_is_cut_to_the_house_s_span(calendar, other, data):
    """Law: base and end are the last own sessions up to the house's, and the sessions are all those between."""
    house = week_of(calendar)
    shift = house.end - other[-1]
    own = tuple(day + shift for day in other if house.calendar[0] <= day + shift)
    own = own if own and own[0] <= house.base else (house.base, *own)
    kind, lag = data.draw(st.sampled_from(["index", "rate", "crypto"])), data.draw(st.integers(0, 3))
    held = set(own) - data.draw(st.sets(st.sampled_from(own), max_size=4))
    instrument = replace(one(kind, "24/7", lag))
    week = own_week(instrument, house, own, held)
    days = [d for d in own if kind != "rate" or d in house.calendar or d in held]
    assert isinstance(week, TradingWeek)
    assert week.base == max(d for d in days if d <= house.base)
    assert week.sessions == tuple(d for d in days if week.base < d <= week.end)
    assert week.calendar == tuple(d for d in days if d <= week.end)
    late = [d for d in days if week.end < d]
    assert len(late) <= lag
    assert not held & set(late)
    if len(late) < lag and week.sessions[1:]:
        assert week.end in held
