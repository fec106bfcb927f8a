"""The records desk in words: well set, each with its figure, each naming since when or on which history."""

import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose.ink import Ink
from reportgen.compose.milestones import judged_on, ranked
from reportgen.compose.prose import Desk
from reportgen.marks import figures_in, plain
from reportgen.measure.records import KINDS, Milestone
from reportgen.model import Input, Instrument
from unit.laws import markets, well_set
from unit.made import FRIDAY, SMALL_ONE, market, project, record, week_of, weekdays

NAMED = (SMALL_ONE, Instrument("rate", "DGS10", "10-year Treasury", "10-year Treasury", "rate"),
         Instrument("fund", "FND", "A Fund", "Fund", "fund", currency="USD"))  # fmt: skip


def desk_of(levels, week, instruments=NAMED, **words):
    made = project(instruments=instruments, benchmark=instruments[0].key, **words)
    return Desk(Ink(made, market(levels, week)))


@settings(max_examples=60, deadline=None)
@given(markets(keys=("small", "rate", "fund"), longest=500, whole=True))
def test_every_sentence_is_well_set_and_names_its_history(made):
    week, levels = made
    ink = desk_of(levels, week).ink
    told = ranked(ink, levels, 20)
    for sentence in told:
        assert figures_in(sentence)
        text = well_set(plain(sentence, ink.printed))
        assert text.endswith(".")
        assert "all-time" not in text
        assert " record close" not in text
    marked = [i for sentence in told for i in figures_in(sentence)]
    assert sorted(marked) == list(range(len(ink.printed)))
    begins = f"{week.calendar[0]:%B} {week.calendar[0].day}, {week.calendar[0].year}"
    assert not told or begins in judged_on(ink, levels)


UNITS = {"gain": ("fraction", "points"), "loss": ("fraction", "points"), "record_of_year": ("level",)}
LEVELS = ("record_close", "record_low", "highest_close", "lowest_close", "above", "below", "record_of_year")


@given(
    st.sampled_from(sorted(KINDS)), st.sampled_from(["small", "rate", "fund"]), st.sampled_from(["week", "day"]),
    st.floats(0.0006, 0.3), st.integers(1, 12), st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2025, 12, 31))),
    st.booleans(), st.integers(60, 900),
)  # fmt: skip
def test_every_kind_has_its_words(kind, key, period, size, count, since, whole, rarity):
    down = kind in ("loss", "losing_streak", "ended_winning_streak", "down_of_past", "worst_start")
    unit = "level" if kind in LEVELS else "points" if key == "rate" else "fraction"
    value = 4.2 if unit == "level" else -size if down else size
    inputs = (Input(key, FRIDAY, 4.2, "a made-up feed"),)
    one = Milestone(key, kind, value, unit, "" if unit == "level" else period, FRIDAY,
                    None if kind.startswith("record_") else since, date(2018, 1, 2), whole, rarity, inputs,
                    count, count + 3, None, (FRIDAY - timedelta(1), FRIDAY))  # fmt: skip
    ink = desk_of(
        {k: {FRIDAY: 4.2} for k in ("small", "rate", "fund")}, week_of(weekdays(date(2025, 12, 1), FRIDAY))
    ).ink
    ink._milestones = {key: (one,)}
    (sentence,) = ranked(ink, [key], 3)
    text = well_set(plain(sentence, ink.printed))
    if kind == "record_close":
        assert ("a record close" in text) == whole
    if since and not kind.startswith(("record_", "ended_", "up_of", "down_of", "winning", "losing")):
        assert str(since.year) in text
    if not since and not whole and kind in ("gain", "loss", "highest_close", "above"):
        assert "since data begin on January 2, 2018" in text
    assert not re.search(r"\bthe The|The the|[A-Z]\w+ yield yield\b", text)


def test_a_cited_record_is_a_record():
    days = weekdays(date(2025, 9, 1), FRIDAY)
    levels = {"small": {d: 100.0 + i for i, d in enumerate(days)}}
    ink = desk_of(levels, week_of(days), (SMALL_ONE,), facts={"r": record("small", 101.0, days[1])}).ink
    first = plain(ranked(ink, ["small"], 1)[0], ink.printed)
    assert first.startswith("The Small 250 closed at 194.00 on Friday, a record close; so was that of Monday, Tuesday")
    assert "record close of 2026." in first
