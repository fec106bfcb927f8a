"""What is kept of an exchange's calendar says what exchange_calendars says, and what is spoiled says nothing."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import exchange_calendars
import pytest

from reportgen.errors import UsageError
from reportgen.kept import cache_folder
from reportgen.market import exchange
from reportgen.market.exchange import exchange_days
from reportgen.status.diary import diary

SPAN = date(2024, 9, 1), date(2026, 1, 20)


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Nothing is held in memory."""
    monkeypatch.setattr(exchange, "_KNOWN", {})
    return exchange._KNOWN


@pytest.mark.parametrize("code", ["XNYS", "XLON", "XTKS", "XASX", "XNZE", "XSHG", "24/7", "24/5", "CMES"])
def test_it_is_what_the_library_says_built_or_kept(code, forgotten):
    library = exchange_calendars.get_calendar(code, start=str(SPAN[0]), end=str(SPAN[1]))
    built = exchange_days(code, *SPAN)
    forgotten.clear()
    assert exchange_days(code, *SPAN) == built
    assert built.zone == str(library.tz)
    assert built.between(*SPAN) == tuple(day.date() for day in library.sessions)
    for day in library.sessions:
        assert built.close(day.date()) == library.session_close(day).to_pydatetime()
    early = {day.date() for day in library.early_closes}
    assert {day for day in built.between(*SPAN) if day in built.early} == early
    clock = {built.close(day).astimezone(ZoneInfo(built.zone)).strftime("%-I:%M %p") for day in early}
    assert {built.early_close(day) for day in built.between(*SPAN)} - {""} == clock


def test_the_library_is_asked_once(forgotten, monkeypatch):
    exchange_days("XNYS", *SPAN)
    monkeypatch.setattr(exchange_calendars, "get_calendar", lambda *_, **__: pytest.fail("asked again"))
    for _ in range(2):
        exchange_days("XNYS", SPAN[0] + timedelta(days=9), SPAN[1] + timedelta(days=30))
        forgotten.clear()


@pytest.mark.parametrize("code", ["XNYS", "XSHG"])
def test_a_second_status_asks_the_library_nothing(code, forgotten, monkeypatch):
    """At the end of a calendar, too: some of the weeks that a status looks at lie behind it."""
    ends = exchange_calendars.get_calendar("XSHG").bound_max().date()
    now = datetime(ends.year, ends.month, 1, 12, tzinfo=UTC)
    first = diary(code, now)
    monkeypatch.setattr(exchange_calendars, "get_calendar", lambda *_, **__: pytest.fail("asked again"))
    for _ in range(2):
        forgotten.clear()
        assert diary(code, now) == first
    assert (max(first.weeks) < ends) == (code == "XSHG")


def test_of_file_and_memory_the_one_that_covers_is_taken_and_nothing_is_lost(forgotten):
    wide = exchange_days("XNYS", date(2020, 1, 1), SPAN[1])
    forgotten.clear()
    for file in (cache_folder() / "calendars").iterdir():
        file.unlink()
    exchange_days("XNYS", *SPAN)
    forgotten["XNYS"] = wide
    more = exchange_days("XNYS", SPAN[0], wide.last + timedelta(days=50))
    assert more.first == wide.first


def test_a_calendar_that_cannot_be_built_is_told():
    with pytest.raises(UsageError, match="cannot build the calendar of ASEX"):
        exchange_days("ASEX", date(2026, 1, 1), date(2026, 2, 1))


def test_what_was_known_is_known_still_where_more_is_asked_for(forgotten):
    exchange_days("XNYS", *SPAN)
    more = exchange_days("XNYS", date(1999, 1, 1), date(1999, 2, 1))
    forgotten.clear()
    assert exchange_days("XNYS", *SPAN) == more and more.first == date(1999, 1, 1) and more.last > SPAN[1]


@pytest.mark.parametrize("before", [0, 50])
def test_a_calendar_that_ends_is_read_to_its_end(before):
    """The holidays of Shanghai are announced a year ahead."""
    bound = exchange_calendars.get_calendar("XSHG").bound_max().date()
    end = bound - timedelta(days=before)
    assert exchange_days("XSHG", end - timedelta(days=100), end).last == end
    for start, wanted in ((end, bound + timedelta(days=1)), (date(1989, 1, 2), end)):
        with pytest.raises(UsageError, match=r"does not cover .*: it (begins on 1990-12-03|ends on \d+-12-31)$"):
            exchange_days("XSHG", start, wanted)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda held: [],
        lambda held: {**held, "sessions": held["sessions"][:-1]},
        lambda held: {**held, "sessions": [*held["sessions"][1:], held["sessions"][0]]},
        lambda held: {**held, "zone": "Europe/Nowhere"},
        lambda held: {**held, "closes": ["x"] * len(held["closes"])},
        lambda held: {**held, "closes": [10**12] * len(held["closes"])},
        lambda held: {**held, "sessions": [], "closes": [], "early": []},
        lambda held: {**held, "first": 1, "last": 3_000_000},
        lambda held: {**held, "bounds": [None]},
        lambda held: {**held, "early": [1]},
        lambda held: {**held, "holidays": None},
        lambda held: {**held, "first": -1},
        lambda held: {**held, "last": 10**30},
    ],
)
def test_what_is_spoiled_is_built_anew(spoil, forgotten):
    built = exchange_days("XNYS", *SPAN)
    (file,) = (cache_folder() / "calendars").iterdir()
    file.write_text(json.dumps(spoil(json.loads(file.read_text()))))
    forgotten.clear()
    assert exchange_days("XNYS", *SPAN) == built


def test_who_has_no_home_has_calendars_all_the_same(monkeypatch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    assert exchange_days("XNYS", *SPAN).covers(*SPAN)


def test_what_is_no_session_has_no_close():
    with pytest.raises(LookupError, match="2026-01-10 is no session"):
        exchange_days("XNYS", *SPAN).close(date(2026, 1, 10))


def test_an_exchange_that_is_not_known():
    with pytest.raises(UsageError, match="exchange 'NOWHERE' is not known"):
        exchange_days("NOWHERE", *SPAN)
    assert not (cache_folder() / "calendars").exists()


def test_a_kept_week_needs_neither_the_library_nor_pandas():
    program = (
        "import sys; from datetime import date; from reportgen.market.calendar import trading_week\n"
        "print(trading_week('XNYS', date(2026, 1, 9)).base, sorted({'pandas', 'exchange_calendars'} & set(sys.modules)))"
    )
    told = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in "12"
    ]
    assert told == ["2026-01-02 ['exchange_calendars', 'pandas']\n", "2026-01-02 []\n"]
