"""A figure's provenance: the closes and the sources, in one sentence for any figure."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.ink import Ink
from reportgen.compose.provenance import provenance
from reportgen.measure import MEASURES, between, figure
from reportgen.model import Absent
from unit.laws import markets, well_set
from unit.made import BASE, LARGE_ONE, LEVELS, SMALL_ONE, WEEK, market, project, record

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
        for part in one.inputs:
            assert f"{part.session:%b} {part.session.day}, {part.session.year}" in text
    assert not re.search(r"-\d", text)
