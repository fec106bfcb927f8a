"""Periods chosen with hindsight, and comparisons that leave out the nearest."""

from datetime import date

import pytest

from reportgen.model import Span
from reportgen.wording.windows import standard, windows
from unit.wording.made import codes, found, part

LIST = [
    part("Russell 2000: +4.6% for the week", "item"),
    part("S&P 500: +1.6% for the week", "item"),
    part("Dow Jones Industrial Average: +2.3% for the week", "item"),
    part("Nasdaq Composite: +1.9% for the week", "item"),
]


@pytest.mark.parametrize(
    "words",
    [
        "Small caps have gained 14% since October 14.",
        "The index is up 38% from its April low.",
        "Small caps have outperformed by 6 percentage points over the past 17 sessions.",
        "The Russell 2000 has returned 9% over the past two months.",
        "The group has beaten the market since Nov. 20, 2025.",
    ],
)
def test_a_picked_period_is_told(words):
    assert codes(words) == ["window"]


@pytest.mark.parametrize(
    "words",
    [
        "Small caps have gained 4% since January 2.",
        "Small caps have gained 4% since December 31.",
        "Small caps have gained 14% since September 30.",
        "The index rose 4% over the past three years.",
        "The index gained 12% over the past 12 months.",
        "It was the best week since November 7.",
        "The index closed at its highest level since October 14.",
        "The yield fell from October 14 to October 20.",
        "The index is up 3% this year.",
        "Stocks have risen 2% since Monday.",
        "The shutdown has lasted since October 14.",
        "The index gained 3% since February 31.",
    ],
)
def test_a_standard_period_or_one_that_cannot_be_told_passes(words):
    assert codes(words) == []


def test_leaving_out_the_nearest_of_the_own_table_is_told():
    told = [one for one in found("The Russell 2000 outperformed both the S&P 500 and the Nasdaq Composite.", *LIST)]
    assert [(one.code, one.severity) for one in told] == [("wording-selective", "warning")]
    assert "Dow Jones Industrial Average (+2.3%)" in told[0].message
    assert told[0].evidence == "S&P 500 and the Nasdaq Composite"


@pytest.mark.parametrize(
    "words",
    [
        "The Russell 2000 outperformed the Dow and the S&P 500.",
        "The Russell 2000 outperformed the S&P 500.",
        "The Nasdaq Composite beat the S&P 500 and trailed the Dow.",
        "The Russell 2000 outperformed the S&P 500, the Dow and the Nasdaq.",
        "The Russell 2000 rose with the S&P 500 and the Nasdaq.",
    ],
)
def test_naming_the_nearest_or_one_alone_passes(words):
    assert codes(words, *LIST) == []


def test_without_a_table_or_with_columns_that_cannot_be_told_nothing_is():
    words = "The Russell 2000 outperformed both the S&P 500 and the Nasdaq Composite."
    assert codes(words) == []
    assert codes(words, *LIST[:3]) == []
    rows = [part(f"{name} 1.0% {change}%", "row") for name, change in zip(
        ("Russell 2000", "S&P 500", "Dow", "Nasdaq"), (4.6, 1.6, 2.3, 1.9), strict=True)]  # fmt: skip
    assert codes(words, *rows) == []


def test_a_picked_period_beside_a_table_of_standard_ones_passes():
    words = "Small caps have gained 14% since October 14."
    row = part("Russell 2000 4.6% 5.7%", "row", heads=("Index", "Week", "2026"))
    assert codes(words, row) == []
    assert codes(words, part("Russell 2000 4.6%", "row", heads=("Index", "Week"))) == ["window"]


def test_of_several_columns_the_weeks_is_compared():
    rows = [
        part(f"{name} {day}% {week}%", "row", heads=("", "Friday", "Week"),
             cells=(Span(0, len(name)), Span(len(name) + 1, len(name) + 5), Span(len(name) + 6, len(name) + 10)))
        for name, day, week in (("Russell 2000", 0.8, 4.6), ("S&P 500", 0.7, 1.6), ("Dow", 0.5, 2.3), ("Nasdaq", 0.8, 1.9))
    ]  # fmt: skip
    assert codes("The Russell 2000 outperformed both the S&P 500 and the Nasdaq Composite.", *rows) == ["selective"]
    assert codes("The Russell 2000 outperformed both the S&P 500 and the Dow.", *rows) == []


def test_the_end_of_the_old_year_counts_and_days_that_are_none_do_not():
    assert standard([("", "Week", "Month")]) and not standard([("Fund", "Cost")])
    assert next(windows("up 5% since october 14", date(2026, 1, 9)), None) is not None
    assert next(windows("up 5% since october 14", date(2025, 10, 17)), None) is None
    assert next(windows("up 5% since february 29, 2025", date(2026, 1, 9)), None) is None
