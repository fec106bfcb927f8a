"""The shipped week: every figure against what the press and the vendors' closes say."""

import csv
from datetime import date
from fractions import Fraction

import pytest

from reportgen import formats
from reportgen.measure import MEASURES, figure
from reportgen.model import Absent, Figure
from unit.made import ROOT
from unit.measure.test_figures import bounds

SHARED = ROOT.parent / "shared" / "data" / "founding-week"
KEYS = {"russell_2000": "^RUT", "sp_500": "^GSPC", "dow": "^DJI", "nasdaq": "^IXIC"}
# In hundredths of a percent, as SOURCES.md and the newspapers have them.
CHANGES = {
    "week": (462, 157, 232, 188),
    "year": (573, 176, 300, 185),
    "friday": (78, 65, 48, 81),
    "thursday": (111, 1, 55, -44),
}
PRINTED = {"week": ("+4.6%", "+1.6%", "+2.3%", "+1.9%"), "friday": ("+0.8%", "+0.6%", "+0.5%", "+0.8%")}


@pytest.fixture(scope="module")
def ask(shipped):
    instruments = shipped.project.instruments
    records = {f.record_of: f for f in shipped.project.issue.facts.values() if f.record_of}

    def asked(key, measure):
        return figure(shipped.market, key, measure, instruments=instruments, benchmark="sp_500", records=records)

    return asked


def test_the_week(shipped):
    week = shipped.market.week
    assert (week.base, week.end) == (date(2026, 1, 2), date(2026, 1, 9))
    assert len(week.sessions) == 5
    assert not week.shortened
    assert {key: one.symbol for key, one in shipped.project.instruments.items()} == KEYS


@pytest.mark.parametrize(("measure", "hundredths"), CHANGES.items())
def test_changes(ask, measure, hundredths):
    for key, wanted in zip(KEYS, hundredths, strict=True):
        assert formats.rounded(ask(key, measure).value * 100, 2) * 100 == wanted


@pytest.mark.parametrize(("measure", "texts"), PRINTED.items())
def test_printed(ask, measure, texts):
    assert tuple(formats.percent(ask(key, measure).value) for key in KEYS) == texts


def test_the_russell_to_its_last_digit(ask):
    assert ask("russell_2000", "week").value == pytest.approx(116 / 2508.22, rel=1e-14)
    assert str(ask("russell_2000", "week").value).startswith("0.0462479")
    assert formats.points(ask("russell_2000", "week_points").value) == "+116.00"
    assert formats.level(ask("russell_2000", "close").value) == "2,624.22"
    assert formats.percentage_points(ask("russell_2000", "week_spread").value, 2) == "3.05 percentage points"
    assert [ask(key, "week_rank").value for key in KEYS] == [1, 4, 2, 3]
    assert formats.moved(ask("nasdaq", "friday").value, "day") == "rose 0.8%"
    assert formats.moved(ask("nasdaq", "thursday").value, "day") == "fell 0.4%"


def test_three_records_and_one_that_nobody_can_prove(ask):
    assert [ask(key, "off_record").value for key in ("russell_2000", "sp_500", "dow")] == [0, 0, 0]
    assert isinstance(ask("nasdaq", "off_record"), Absent)


def vendors():
    """The vendors' closes by instrument: {key: {session: level as printed}}."""
    with (SHARED / "closes.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {key: {date.fromisoformat(row["date"]): row[symbol] for row in rows} for key, symbol in KEYS.items()}


@pytest.mark.skipif(not (SHARED / "closes.csv").is_file(), reason="the vendors' closes are not on this machine")
@pytest.mark.parametrize("measure", MEASURES)
def test_every_figure_against_the_vendors_closes(shipped, ask, measure):
    levels = vendors()
    week = shipped.market.week
    for key in KEYS:
        found = ask(key, measure)
        if isinstance(found, Absent):
            continue
        for one in found.inputs:
            assert one.level == pytest.approx(float(levels[one.key][one.session]), abs=0.021)
        near = 0.05 if found.unit == "points" else 2e-5
        assert found.value == pytest.approx(by_hand(levels, week, key, measure), rel=2e-5, abs=near)


def by_hand(levels, week, key, measure):
    """A measure from the vendors' closes, in whole fractions."""

    def change(one, period):
        base, end = bounds(week, period)
        return Fraction(levels[one][end]) / Fraction(levels[one][base]) - 1

    own = {session: Fraction(text) for session, text in levels[key].items()}
    if measure == "close":
        return float(own[week.end])
    if "52_weeks" in measure or measure in ("off_high", "off_low"):
        pytest.skip("needs every close of 52 weeks")
    if measure in ("record_close", "off_record"):
        best = max(own.values())
        return float(best if measure == "record_close" else own[week.end] / best - 1)
    period, _, kind = measure.rpartition("_")
    if kind == "points":
        base, end = bounds(week, period)
        return float(own[end] - own[base])
    if kind == "spread":
        return float(change(key, period) - change("sp_500", period))
    if kind == "rank":
        return 1 + sum(change(other, period) > change(key, period) for other in KEYS)
    return float(change(key, measure))


@pytest.mark.skipif(not (SHARED / "closes.csv").is_file(), reason="the vendors' closes are not on this machine")
def test_the_shipped_closes_are_the_vendors(shipped):
    levels = vendors()
    for key in KEYS:
        for session, close in shipped.market.closes[key].items():
            assert close.level == pytest.approx(float(levels[key][session]), abs=0.021)
            assert close.url.startswith("http")


def test_every_measure_is_known_or_absent_with_a_reason(ask):
    for key in KEYS:
        for measure in MEASURES:
            found = ask(key, measure)
            assert isinstance(found, Figure) or found.reason
