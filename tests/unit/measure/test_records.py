"""The records desk by hand: one small market per kind, then the week of 9 January 2026."""

import csv
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportgen.measure.records import KINDS, QUARTER, history, milestones
from reportgen.model import Close

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data" / "founding-week" / "closes.csv"
FRIDAY = date(2026, 1, 9)
vendors = pytest.mark.skipif(not SHARED.is_file(), reason="the vendors' closes are not on this machine")


def weekdays(count, end=FRIDAY):
    """The last weekdays up to a day, `count` of them."""
    days = (end - timedelta(days=back) for back in range(2 * count + 3))
    return tuple(sorted([d for d in days if d.weekday() < 5][:count]))


def desk(levels, end=FRIDAY, **more):
    """The items of a run of closes, one a weekday."""
    calendar = weekdays(len(levels), end)
    closes = {day: Close(day, level, "The Exchange") for day, level in zip(calendar, levels, strict=True)}
    named = {name: more.pop(name) for name in ("whole", "record") if name in more}
    return milestones(history(closes, calendar, key="it", **named), **more)


def one(found, kind, period=None, unit=None):
    """The only item of that kind."""
    (item,) = [x for x in found if x.kind == kind and period in (None, x.period) and unit in (None, x.unit)]
    return item


def weekly(levels, last=()):
    """Closes that stay through a week: one level a week, and the last week day by day."""
    return [level for level in levels for _ in range(5)] + list(last)


def test_highest_since_stops_at_the_first_as_high():
    flat = [90.0 + i % 2 for i in range(100)]
    found = one(desk([100.0, 99.0, *flat, 100.0]), "highest_close")
    assert (found.value, found.since, found.rarity) == (100.0, weekdays(103)[0], 102)
    assert one(desk([100.0, 99.0, *flat, 99.5]), "highest_close").since == weekdays(103)[0]
    assert one(desk([100.0, 99.0, *flat, 99.0]), "highest_close").since == weekdays(103)[1]
    assert [i.level for i in found.inputs] == [100.0, 100.0]
    assert found.family == "level"


def test_a_record_says_which_sessions_and_which_of_the_year():
    levels = [90.0 + i % 2 for i in range(100)] + [92.0, 91.0, 93.0, 93.0, 94.0]
    found = desk(levels)
    record, of_year = found[0], found[1]
    assert (record.kind, record.since, record.rarity, record.whole) == ("record_close", None, 105, False)
    assert record.sessions == (date(2026, 1, 5), date(2026, 1, 7), FRIDAY)
    assert (of_year.kind, of_year.count, of_year.companion) == ("record_of_year", 3, True)
    assert not [x for x in found if x.kind == "highest_close"]
    assert one(desk(levels, whole=True), "record_close").whole


def test_a_record_of_midweek_is_still_told():
    found = one(desk([90.0 + i % 2 for i in range(100)] + [92.0, 95.0, 93.0, 92.0, 91.5]), "record_close")
    assert (found.on, found.value, found.sessions) == (date(2026, 1, 6), 95.0, (date(2026, 1, 5), date(2026, 1, 6)))


def test_a_cited_record_makes_a_record_whole_or_none():
    levels = [90.0 + i % 2 for i in range(100)] + [91.0, 91.0, 91.0, 91.0, 94.0]
    calendar = weekdays(105)

    def with_record(session, level):
        return desk(levels, record=Close(session, level, "The Annals"))

    assert one(with_record(calendar[3], 93.0), "record_close").whole
    assert not one(with_record(calendar[0] - timedelta(days=30), 93.0), "record_close").whole, "what lies between?"
    assert not one(with_record(calendar[3], 90.5), "record_close").whole, "a close of the history contradicts it"
    above = with_record(calendar[3], 94.0)
    assert not [x for x in above if x.kind.startswith("record")]
    assert one(above, "highest_close").since is None
    gains = [x for x in with_record(calendar[3], 93.0) if x.kind == "gain"]
    assert gains and not any(x.whole for x in gains), "a cited record close proves nothing about gains"


def test_percent_and_points_have_their_own_dates():
    levels = weekly([1000.0, 1100.0, *(1100.0 + 40 * i for i in range(1, 51))], [3255.0] * 5)
    found = [x for x in desk(levels) if x.count == 1]
    percent, points = (one(found, "gain", "week", unit) for unit in ("fraction", "points"))
    assert (percent.value, percent.since) == (0.05, weekdays(265)[9])
    assert (points.value, points.since) == (155.0, None)
    assert [i.level for i in percent.inputs] == [3255.0, 3100.0, 1100.0, 1000.0]
    assert percent.rarity == points.rarity == 255, "points grow with the level and are never rarer"
    assert not points.companion


def test_one_date_for_percent_and_points_makes_a_companion():
    found = desk(weekly([1000.0, 1100.0, *(1100.0 + i % 2 for i in range(50))], [1200.0] * 5))
    week = [x for x in found if x.family == "week" and x.count == 1]
    assert [(x.unit, x.companion) for x in week] == [("fraction", False), ("points", True)]
    assert found.index(week[1]) == found.index(week[0]) + 1


def test_a_tie_that_floats_would_miss():
    assert 10.3 - 10.1 > 20.2 - 20.0, "the floats say that it is the larger"
    found = one(desk([20.0, 20.2, *[10.1, 10.2] * 60, 10.1, 10.3]), "gain", "day", "points")
    assert (found.value, found.since) == (0.2, weekdays(124)[1])
    assert 1.1 / 1.0 > 1.21 / 1.1, "and here too"
    found = one(desk([1.1, 1.21, *[1.0, 1.05] * 60, 1.0, 1.1]), "gain", "day", "fraction")
    assert (found.value, found.since) == (0.1, weekdays(124)[1])


def test_the_longest_streak_since():
    zigzag = [100.0, 101.0] * 40
    levels = [100.0, 99.0, 100.0, 101.0, 102.0, 103.0, 104.0, *zigzag, 100.0, 101.0, 102.0, 103.0, 104.0]
    found = one(desk(levels), "winning_streak", "day")
    assert (found.count, found.since_count) == (4, 5)
    assert found.since == weekdays(len(levels))[6]
    assert found.value == pytest.approx(0.04)
    assert one(desk(levels[2:]), "winning_streak", "day").since_count is None, "it may have begun earlier"
    assert not [x for x in desk([100.0 + i for i in range(80)]) if "streak" in x.kind], "nor is its own beginning known"


def test_a_week_ends_a_losing_streak():
    found = one(
        desk(weekly([100.0, 101.0, 100.0, 99.0, 98.0, 97.0], [97.0, 97.0, 97.0, 97.0, 98.0])),
        "ended_losing_streak",
        "week",
    )
    assert (found.count, found.since, found.on) == (4, None, FRIDAY)
    assert found.value == pytest.approx(1 / 97)


def test_so_many_of_the_past():
    ups = [100.0, 99.0] * 60
    found = one(desk([*ups, 100.0, 101.0, 102.0, 103.0, 102.0, 103.0, 104.0, 105.0, 104.0, 105.0]), "up_of_past", "day")
    assert (found.count, found.of, found.since) == (8, 10, None)


@pytest.mark.parametrize(
    ("base", "end", "kind", "level"),
    [
        (24_990.0, 25_010.0, "above", 25_000.0),
        (24_100.0, 26_010.0, "above", 25_000.0),
        (19_900.0, 25_010.0, "above", 20_000.0),
        (24_100.0, 24_900.0, None, 0),
        (25_000.0, 25_010.0, "above", 25_000.0),
        (24_990.0, 25_000.0, None, 0),
        (26_100.0, 24_900.0, "below", 25_000.0),
        (9_990.0, 10_010.0, "above", 10_000.0),
        (1.09, 1.11, "above", 1.1),
        (0.98, 1.2, "above", 1.0),
    ],
)
def test_round_levels(base, end, kind, level):
    found = [x for x in desk([end * 1.01, *[base] * 70, end, end, end, end, end]) if x.kind in ("above", "below")]
    found += [x for x in desk([end * 0.99, *[base] * 70, end, end, end, end, end]) if x.kind == "below"]
    assert [(x.kind, x.value) for x in found if x.since] == ([(kind, level)] if kind else [])


def test_the_best_start_of_a_year_since():
    calendar, closes = [], {}
    for year, level in zip(range(2018, 2027), (100, 108, 101, 102, 103, 101, 99, 104, 105), strict=True):
        for day, at in ((date(year, 1, 9), float(level)), (date(year, 12, 28), 100.0)):
            if day <= FRIDAY:
                calendar.append(day)
                closes[day] = Close(day, at, "The Exchange")
    found = one(milestones(history(closes, calendar, key="it"), wait=1), "best_start")
    assert (found.count, found.of, found.since) == (1, 8, date(2019, 1, 9))
    assert found.value == pytest.approx(0.05)


def test_closes_at_or_below_zero_have_no_percent():
    found = desk([*[1.0, -1.0] * 60, 5.0])
    assert {x.unit for x in found} == {"level", "points"}
    assert {x.unit for x in desk([*[1.0, -1.0] * 60, 5.0], points=False)} == {"level"}
    assert {x.unit for x in desk([*[1.0, 2.0] * 60, 5.0], percent=False)} == {"level", "points"}


def test_nothing_can_be_said_of_little():
    assert desk([]) == desk([1.0]) == desk([1.0, 2.0]) == desk([1.0] * 200) == ()


def test_every_kind_is_defined_and_none_says_ever():
    assert all(text and "all-time" not in text for text in KINDS.values())
    assert QUARTER == 63


# -- the founding week ---------------------------------------------------------------------------------------


def read():
    rows = list(csv.DictReader(SHARED.open()))
    calendar = tuple(date.fromisoformat(row["date"]) for row in rows)
    return calendar, {
        key: {day: Close(day, float(row[key]), "vendors") for day, row in zip(calendar, rows, strict=True)}
        for key in ("^RUT", "^GSPC", "^DJI", "^IXIC")
    }


@vendors
@pytest.mark.parametrize(("key", "days"), [("^RUT", (8, 9)), ("^GSPC", (6, 9)), ("^DJI", (5, 6, 9)), ("^IXIC", ())])
def test_records_of_the_founding_week(key, days):
    calendar, closes = read()
    found = milestones(history(closes[key], calendar, key=key))
    records = [x for x in found if x.kind == "record_close"]
    assert [x.sessions for x in records] == ([tuple(date(2026, 1, d) for d in days)] if days else [])
    for record in records:
        assert (record.begins, record.whole, record.on) == (date(2024, 12, 31), False, FRIDAY)
        assert one(found, "record_of_year").count == len(days)
        assert found[0] is record


@vendors
@pytest.mark.parametrize(
    ("key", "cited", "level", "on", "count"),
    [
        ("^GSPC", date(2024, 12, 6), 6090.27, date(2025, 12, 24), 39),
        ("^RUT", date(2021, 11, 8), 2442.74, date(2025, 12, 11), 9),
    ],
)
def test_the_records_of_2025_as_the_newspapers_counted_them(key, cited, level, on, count):
    calendar, closes = read()
    until = [day for day in calendar if day <= on]
    found = milestones(history(closes[key], until, key=key, record=Close(cited, level, "The Annals")))
    of_year = one(found, "record_of_year")
    assert (of_year.on, of_year.count, of_year.whole) == (on, count, False)


def test_the_shipped_closes_have_gaps_and_say_little():
    calendar = weekdays(260)
    calendar = tuple(d for d in calendar if d not in (date(2025, 12, 25), date(2026, 1, 1)))
    with (ROOT / "closes" / "2026-01-09.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["symbol"] == "^RUT"]
    closes = {
        date.fromisoformat(r["date"]): Close(date.fromisoformat(r["date"]), float(r["close"]), r["source"])
        for r in rows
    }
    run = history(closes, calendar, key="russell_2000", whole=True)
    assert run.sessions[0] == date(2025, 12, 30)
    assert (len(run.sessions), run.whole) == (8, False)
    assert milestones(run) == ()


def test_twenty_years_take_no_time():
    calendar = weekdays(5040)
    closes = {day: Close(day, round(100 + i / 50 + (i * i % 97) / 10, 2), "made") for i, day in enumerate(calendar)}
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        found = milestones(history(closes, calendar, key="it"))
        best = min(best, time.perf_counter() - start)
    assert found
    assert best < 0.02, "on a quiet machine about a twentieth of that"
