"""The words of prose: each filter and test does what its line of reference says."""

import inspect

import pytest

from reportgen import formats
from reportgen.compose import words
from reportgen.measure import MEASURES
from unit.made import BASE, FACTS, LEVELS, SMALL, desk, record, refused, said

PRICED = {"facts": {**FACTS, "r": record("small", 110.0, BASE), "l": record("large", 201.0, BASE)}}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ small.week | percent }}", "+5.0%"),
        ("{{ small.week | percent(2) }}", "+5.00%"),
        ("{{ small.wednesday | percent(decimals=0) }}", "−1%"),
        ("{{ small.wednesday | size }}", "1.0%"),
        ("{{ small.wednesday | size(2) }}", "0.97%"),
        ("{{ small.week_points | points }}", "+5.00"),
        ("{{ large.day_points | points(0) }}", "−1"),
        ("{{ small.close | level }}", "105.00"),
        ("{{ small.close | level(0) }}", "105"),
        ("{{ small.record_close | level }}", "110.00"),
        ("{{ small.week | basis_points }}", "+500 bp"),
        ("{{ small.week_spread | basis_points(1) }}", "+400.0 bp"),
        ("{{ small.week_spread | percentage_points }}", "4.0 percentage points"),
        ("{{ small.week_spread | percentage_points(2) }}", "4.00 percentage points"),
        ("{{ small.week | moved }}", "jumped 5.0%"),
        ("{{ large.week | moved(2) }}", "rose 1.00%"),
        ("{{ small.wednesday | moved }}", "fell 1.0%"),
        ("{{ small.day | moved }}", "rose 1.0%"),
        ("{{ small.week | verb }}", "jumped"),
        ("{{ small.tuesday | verb }}", "rose"),
        ("{{ small.monday | verb }}", "rose"),
        ("{{ small.week | versus(large.week) }}", "4.0 percentage points ahead of the Large 50"),
        ("{{ large.week | versus(small.week, 2) }}", "4.00 percentage points behind the Small 250"),
        ("{{ small.week | versus(small.week) }}", "level with the Small 250"),
        ("{{ small.week_rank | ordinal }}", "first"),
        ("{{ large.week_rank | ordinal }}", "second"),
        ("{{ small.off_record | against_record }}", "4.5% below its record close"),
        ("{{ small.off_record | against_record(2) }}", "4.55% below its record close"),
        ("{{ week.end | date }}", "January 9, 2026"),
        ("{{ week.end | date(year=false) }}", "January 9"),
        ("{{ week.base | date }}", "January 2, 2026"),
        ("{{ small.tuesday | date }}", "January 6, 2026"),
        ("{{ week.end | weekday }}", "Friday"),
        ("{{ small.tuesday | weekday }}", "Tuesday"),
        ("{{ week.first | weekday }}", "Monday"),
        ("{{ facts.rate | value }}", "3.50% to 3.75%"),
        ("earnings{{ facts.growth | note }}", "earnings [1]"),
        ("{{ facts.growth | note }}{{ facts.rate }}{{ facts.growth }}", " [1]3.50% to 3.75% [2]14.6% [1]"),
        ("{{ small.week }}", "+5.0%"),
        ("{{ small.week_rank }}", "first"),
        ("{{ small.week_spread }}", "+4.0 pp"),
        ("{{ week.end }}", "January 9, 2026"),
        ("{{ week.sessions }}", "5"),
        ("{{ 'five' if week.sessions == 5 else 'fewer' }}", "five"),
        ("{% if week.shortened %}short{% else %}whole{% endif %}", "whole"),
        ("{% if small.week is rising %}up{% else %}down{% endif %}", "up"),
        ("{% if small.wednesday is rising %}up{% else %}down{% endif %}", "down"),
        ("{% if small.wednesday is falling %}down{% endif %}", "down"),
        ("{% if small.week is falling %}down{% else %}up{% endif %}", "up"),
        ("{% if large.day_points is falling %}down{% endif %}", "down"),
        ("{% if small.week_spread is rising %}ahead{% endif %}", "ahead"),
        ("{% if small.year is known %}known{% else %}absent{% endif %}", "absent"),
        ("{% if small.week is known %}known{% else %}absent{% endif %}", "known"),
        ("{% if small.year is not known %}absent{% endif %}", "absent"),
        ("{% set s = small.week %}{{ s | percent }}", "+5.0%"),
        ("{% for one in [small.week, large.week] %}{{ one | percent }} {% endfor %}", "+5.0% +1.0% "),
    ],
)
def test_what_is_printed(text, wanted):
    assert said(text, **PRICED) == wanted


def test_a_record_is_called_so():
    table = desk(facts={"r": record("small", 104.0, BASE)})
    assert said("{{ small.off_record | against_record }}", table) == "a record close"


def test_a_close_a_hair_below_the_record_is_not_printed_as_nothing_below_it():
    table = desk(facts={"r": record("small", 105.02, BASE)})
    assert "0.0%" not in said("{{ small.off_record | against_record }}", table)
    assert said("{{ small.off_record | against_record }}", table) == "just below its record close"


def test_nothing_is_neither_rising_nor_falling():
    table = desk({"small": dict.fromkeys(SMALL, 100.0), "large": LEVELS["large"]})
    assert said("{{ 'x' if small.week is rising or small.week is falling else 'flat' }}", table) == "flat"


def test_the_thresholds_are_those_of_the_period():
    levels = {
        "small": {**SMALL, **dict(zip(SMALL, [100, 100, 100, 100, 100, 100.3], strict=True))},
        "large": LEVELS["large"],
    }
    assert said("{{ small.week | verb }}, {{ small.day | verb }}, {{ small.friday | verb }}", desk(levels)) == (
        "edged up, rose, rose"
    )
    off = desk(facts={"r": record("small", 106.0, BASE)})
    assert said("{{ small.off_record | verb }}", off) == "edged down"
    assert formats.verb(105 / 106 - 1) == "edged down" != formats.verb(105 / 106 - 1, "day")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ small.week_points | percent }}", "small.week_points is a change in points, not a change, a rate or a share"),
        ("{{ small.close | percent }}", "small.close is a level, not a change, a rate or a share"),
        ("{{ small.week | points }}", "small.week is a change, not a change in points"),
        ("{{ small.week | level }}", "small.week is a change, not a level, a price or a rate"),
        ("{{ small.close | basis_points }}", "small.close is a level, not a change or a spread"),
        ("{{ small.week | percentage_points }}", "small.week is a change, not a spread or a change of a rate"),
        ("{{ small.week | ordinal }}", "small.week is a change, not a rank"),
        ("{{ small.week_rank | size }}", "small.week_rank is a rank, not a change"),
        ("{{ small.week_spread | moved }}", "small.week_spread is a spread, not a change"),
        ("{{ small.close | verb }}", "small.close is a level, not a change"),
        ("{{ small.week | versus(large.close) }}", "large.close is a level, not a change"),
        ("{{ small.close | versus(large.week) }}", "small.close is a level, not a change"),
        ("{{ small.week | against_record }}", "small.week is not measured against a record (use KEY.off_record)"),
        ("{{ small.close | against_record }}", "small.close is a level, not a change"),
        ("{{ small.year | percent }}", "small.year is absent: small has no close for Wednesday 2025-12-31"),
        ("{{ small.year }}", "small.year is absent: small has no close for Wednesday 2025-12-31"),
        ("{{ small.year | date }}", "small.year is absent: small has no close for Wednesday 2025-12-31"),
        ("{{ facts.rate | percent }}", "only a figure can be printed so (such as russell_2000.week)"),
        ("{{ week.end | level }}", "only a figure can be printed so (such as russell_2000.week)"),
        ("{{ facts.rate | date }}", "only a figure or a date of the week can be printed as a date"),
        ("{{ week.sessions | weekday }}", "only a figure or a date of the week can be printed as a date"),
        ("{{ small.week | note }}", "only a fact (facts.KEY) has a note"),
        ("{{ small.week | value }}", "only a fact (facts.KEY) has a note"),
        ("{% if small.close is rising %}x{% endif %}", "small.close is a level, not a change, a spread or a change in points"),
        ("{{ small.week | versus(large.day) }}",
         "small.week-large.day is absent: small.week and large.day span different sessions"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_says_why(text, words):
    (_, _, message) = refused(text)[0]
    assert message == words


def test_every_filter_and_test_has_its_line_of_reference():
    table = desk()
    for function in [*words.filters(table.ink).values(), *words.tests().values()]:
        assert inspect.getdoc(function)
    assert set(words.filters(table.ink)) == {
        "percent", "size", "points", "level", "basis_points", "percentage_points", "moved", "verb", "versus", "ordinal",
        "against_record", "share", "count", "date", "weekday", "value", "note",
    }  # fmt: skip
    assert set(words.tests()) == {"known", "rising", "falling"}


def test_every_name_has_its_attributes():
    table = desk()
    assert set(words.names(table.ink)) == {"small", "large", "facts", "week"}
    found = words.attributes(table.ink)
    assert found["small"] == tuple(MEASURES)
    assert found["facts"] == tuple(FACTS)
    assert found["week"] == ("end", "base", "first", "shortened", "sessions")
    week = words.names(table.ink)["week"]
    assert all(hasattr(week, name) for name in found["week"])


@pytest.mark.parametrize("name", ["small", "facts"])
def test_a_name_has_nothing_else(name):
    with pytest.raises(AttributeError):
        words.names(desk().ink)[name].nothing  # noqa: B018


def test_what_is_printed_is_remembered_in_its_own_words():
    table = desk()
    said("{{ small.week | moved }} {{ small.week | versus(large.week) }} {{ facts.rate | value }}", table)
    assert [(p.figure.id, p.text) for p in table.ink.printed] == [
        ("small.week", "jumped 5.0%"),
        ("small.week-large.week", "4.0 percentage points ahead of the Large 50"),
        ("facts.rate", "3.50% to 3.75%"),
    ]
