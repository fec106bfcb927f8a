"""A figure's provenance: the closes and the sources, in one sentence for any figure."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.ink import Ink
from reportgen.compose.provenance import provenance
from reportgen.measure import MEASURES, between, figure
from reportgen.model import Absent, Close, Figure, MarketWeek
from unit.laws import markets, well_set
from unit.made import (
    BASE,
    EURO_ONE,
    FUND_ONE,
    LARGE_ONE,
    LEVELS,
    SMALL_ONE,
    TEN_ONE,
    TWO_ONE,
    WEEK,
    market,
    project,
    record,
)

INSTRUMENTS = {one.key: one for one in (SMALL_ONE, LARGE_ONE)}
PARTS = {
    "close": "Small 250, close of Fri, Jan 9, 2026. Source: The Exchange.",
    "record_close": "Small 250, record close of Fri, Jan 2, 2026. Source: The Annals.",
    "week": "Small 250, change for the week: +5.00%, 100.00 (Fri, Jan 2, 2026) to 105.00 (Fri, Jan 9, 2026). "
    "Source: The Exchange.",
    "day": "Small 250, change on the day: +0.96%, 104.00 (Thu, Jan 8, 2026) to 105.00 (Fri, Jan 9, 2026). "
    "Source: The Exchange.",
    "wednesday": "Small 250, change on Wednesday: −0.97%, 103.00 (Tue, Jan 6, 2026) to 102.00 (Wed, Jan 7, 2026). "
    "Source: The Exchange.",
    "week_points": "Small 250, change for the week: 100.00 (Fri, Jan 2, 2026) to 105.00 (Fri, Jan 9, 2026). "
    "Source: The Exchange.",
    "week_spread": "Small 250 less Large 50, change for the week: +4.00 percentage points, Fri, Jan 2, 2026 to Fri, Jan 9, 2026. "
    "Source: The Exchange.",
    "week_rank": "Small 250, place by change for the week, January 9, 2026. Computed from the closes in the table.",
    "off_record": "Small 250, against the record close: −4.55%, 110.00 (Fri, Jan 2, 2026) to 105.00 (Fri, Jan 9, 2026). "
    "Source: The Annals; The Exchange.",
}


def found(measure):
    records = {"small": record("small", 110.0, BASE)}
    return figure(market(LEVELS), "small", measure, instruments=INSTRUMENTS, benchmark="large", records=records)


@pytest.mark.parametrize(("measure", "words"), PARTS.items())
def test_each_unit(measure, words):
    assert provenance(found(measure)) == words


KINDS = {one.key: one for one in (SMALL_ONE, TEN_ONE, TWO_ONE, FUND_ONE, EURO_ONE)}
OF_KINDS = {
    "ten": dict(zip(LEVELS["small"], (4.15, 4.17, 4.16, 4.19, 4.2, 4.18), strict=True)),
    "two": dict(zip(LEVELS["small"], (3.5, 3.5, 3.5, 3.5, 3.5, 3.49), strict=True)),
    "fund": dict(zip(LEVELS["small"], (1248.0, 1249.0, 1250.0, 1251.0, 1252.0, 1310.4), strict=True)),
    "euro": dict(zip(LEVELS["small"], (1.16, 1.16, 1.161, 1.162, 1.165, 1.1702), strict=True)),
}
SPAN = "(Fri, Jan 2, 2026) to {} (Fri, Jan 9, 2026). Source: The Exchange."


@pytest.mark.parametrize(
    ("key", "measure", "words"),
    [
        ("ten", "week", "10-year Treasury, change for the week: +3 basis points, 4.15% " + SPAN.format("4.18%")),
        ("two", "week", "2-year Treasury, change for the week: −1 basis point, 3.50% " + SPAN.format("3.49%")),
        ("ten", "close", "10-year Treasury, close of Fri, Jan 9, 2026. Source: The Exchange."),
        ("fund", "week", "FND, change for the week: +5.00%, $1,248.00 " + SPAN.format("$1,310.40")),
        ("fund", "week_points", "FND, change for the week: $1,248.00 " + SPAN.format("$1,310.40")),
        ("euro", "week", "Euro, change for the week: +0.88%, 1.1600 " + SPAN.format("1.1702")),
        ("ten", "week_spread",
         "10-year Treasury less 2-year Treasury, change for the week: +4 basis points, "
         "Fri, Jan 2, 2026 to Fri, Jan 9, 2026. Source: The Exchange."),
    ],
)  # fmt: skip
def test_each_kind(key, measure, words):
    assert provenance(figure(market(OF_KINDS), key, measure, instruments=KINDS, benchmark="two")) == words


def test_a_yield_of_three_decimals_is_told_in_tenths_of_a_basis_point():
    levels = {"ten": {BASE: 4.152, date(2026, 1, 9): 4.181}}
    one = {"ten": replace(TEN_ONE, decimals=3)}
    assert provenance(figure(market(levels), "ten", "week", instruments=one, benchmark="ten")).startswith(
        "10-year Treasury, change for the week: +2.9 basis points, 4.152% ("
    )


REACHING = {
    "high_52_weeks": "Small 250, highest close of 52 weeks, that of Mon, Feb 3, 2025.",
    "low_52_weeks": "Small 250, lowest close of 52 weeks, that of Fri, Jan 10, 2025.",
    "off_high": "Small 250, against the highest close of 52 weeks: −12.50%, 120.00 (Mon, Feb 3, 2025) to 105.00 "
    "(Fri, Jan 9, 2026).",
    "off_low": "Small 250, against the lowest close of 52 weeks: +5.00%, 100.00 (Fri, Jan 10, 2025) to 105.00 "
    "(Fri, Jan 9, 2026).",
    "drawdown": "Small 250, against the highest close since Thu, Jan 2, 2025: −12.50%, 120.00 (Mon, Feb 3, 2025) to "
    "105.00 (Fri, Jan 9, 2026).",
    "largest_drawdown": "Small 250, largest fall within 52 weeks: −16.67%, 120.00 (Mon, Feb 3, 2025) to 100.00 "
    "(Tue, Feb 4, 2025).",
    "record_close": "Small 250, record close of Mon, Feb 3, 2025, the highest since Thu, Jan 2, 2025.",
    "off_record": "Small 250, against the record close since Thu, Jan 2, 2025: −12.50%, 120.00 (Mon, Feb 3, 2025) to "
    "105.00 (Fri, Jan 9, 2026).",
    "average_50": "Small 250, average of the 50 closes from Thu, Oct 30, 2025 to Fri, Jan 9, 2026.",
    "volatility": "Small 250, volatility: 17.3% a year, from the daily changes of Tue, Dec 9, 2025 to Fri, Jan 9, 2026.",
    "from_52_weeks_ago": "Small 250, change from 52 weeks ago: +5.00%, 100.00 (Fri, Jan 10, 2025) to 105.00 "
    "(Fri, Jan 9, 2026).",
}


@pytest.mark.parametrize(("measure", "words"), REACHING.items())
def test_each_that_reaches_back(measure, words):
    levels = dict.fromkeys(WEEK.calendar, 100.0) | {date(2025, 2, 3): 120.0, date(2026, 1, 9): 105.0}
    one = {"small": replace(SMALL_ONE, begins=WEEK.calendar[0])}
    found = figure(market({"small": levels}), "small", measure, instruments=one, benchmark="small")
    assert provenance(found) == f"{words} Source: The Exchange."


def test_a_record_of_the_whole_history_says_since_when():
    levels = dict.fromkeys(WEEK.calendar, 100.0) | {date(2026, 1, 9): 105.0}
    one = {"small": replace(SMALL_ONE, begins=WEEK.calendar[0])}
    found = figure(market({"small": levels}), "small", "off_record", instruments=one, benchmark="small")
    assert provenance(found) == (
        "Small 250, 105.00 (Fri, Jan 9, 2026): the highest close since Thu, Jan 2, 2025. Source: The Exchange."
    )


def test_a_total_return():
    closes = {day: Close(day, 100.0, "S", "", "", level) for day, level in ((BASE, 98.0), (date(2026, 1, 9), 100.0))}
    world = MarketWeek(WEEK, {"fund": closes}, "S")
    assert provenance(figure(world, "fund", "week_total", instruments=KINDS, benchmark="fund")) == (
        "FND, total return for the week, from closes adjusted for distributions: +2.04%, $98.00 (Fri, Jan 2, 2026) to "
        "$100.00 (Fri, Jan 9, 2026). Source: S."
    )


def test_what_is_counted():
    one = Figure("m.advancers", 356.0, "count", "rose on the day: 356 of 503", (), "2026-01-09", "A feed", "S&P 500")
    assert provenance(one) == "S&P 500, rose on the day: 356 of 503. A feed, January 9, 2026."


def test_a_fact():
    page = Ink(project(), market(LEVELS))
    assert provenance(page.fact("rate")) == "Target range: 3.50% to 3.75%. The Board, December 10, 2025."


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("month", "change in the month to date"),
        ("quarter", "change in the quarter to date"),
        ("year", "change in the year to date"),
        ("one_year", "change over one year"),
    ],
)
def test_each_period(period, words):
    days = [s for s in WEEK.calendar if s >= date(2025, 1, 2)]
    levels = {"small": dict.fromkeys(days, 50.0), "large": dict.fromkeys(days, 40.0)}
    one = figure(market(levels), "small", period, instruments=INSTRUMENTS, benchmark="large")
    assert provenance(one).startswith(f"Small 250, {words}: 0.00%, 50.00 (")
    rank = figure(market(levels), "small", f"{period}_rank", instruments=INSTRUMENTS, benchmark="large")
    assert f"place by {words}, " in provenance(rank)


def test_a_change_between_two_sessions():
    one = between(market(LEVELS), "small", BASE, date(2026, 1, 6), "Small 250")
    assert provenance(one).startswith(
        "Small 250, change: +3.00%, 100.00 (Fri, Jan 2, 2026) to 103.00 (Tue, Jan 6, 2026)."
    )


@given(markets(keys=("small", "large")), st.sampled_from(list(MEASURES)))
def test_every_figure_has_a_sentence_with_its_closes(world, measure):
    week, levels = world
    records = {"small": record("small", 1.0, week.base)}
    one = figure(market(levels, week), "small", measure, instruments=INSTRUMENTS, benchmark="large", records=records)
    if isinstance(one, Absent):
        return
    text = provenance(one)
    assert re.fullmatch(r".+\.", text)
    well_set(text)
    if not measure.endswith("_rank"):
        several = measure == "volatility" or measure.startswith("average")
        for part in (one.inputs[0], one.inputs[-1]) if several else one.inputs:
            assert f"{part.session:%b} {part.session.day}, {part.session.year}" in text
    assert not re.search(r"-\d", text)
