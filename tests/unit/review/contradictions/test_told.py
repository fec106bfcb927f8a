"""What a finding tells an editor, and how long looking takes."""

import time

import pytest

from reportgen.claims import claims, names
from reportgen.reading import manuscript
from reportgen.review.contradictions import contradictions
from unit.review.contradictions.made import NAMES, found

TWICE = "The Russell 2000 rose 4.6% for the week.\n\n- Russell 2000: +4.1% for the week\n"
LATE = 2.0
"""Seconds: some four times what an unhurried machine needs."""


def test_a_finding_stands_at_the_second_place_and_names_the_first():
    (one,) = found(TWICE)
    assert (one.code, one.severity, one.place.line, one.place.column, one.end_column) == (
        "contradiction",
        "error",
        3,
        17,
        22,
    )
    assert "line 1" in one.message and "4.6%" in one.message and "4.1%" in one.message
    assert "4.55 to 4.65" in one.evidence and "4.05 to 4.15" in one.evidence
    assert one.suggestion and one.rule


def test_one_wrong_number_printed_often_is_told_once():
    assert (
        len(found(TWICE + "\nAgain: the Russell 2000 gained 4.1% this week. The Russell 2000 rose 4.6% this week.\n"))
        == 1
    )


def test_claims_that_have_been_read_are_not_read_again():
    text = manuscript(TWICE, "piece.md", "markdown")
    assert contradictions(text, NAMES, claims(text, NAMES)) == found(TWICE)
    assert contradictions(text, NAMES, ()) == ()


def test_it_needs_no_instruments():
    assert len(found(TWICE, names=names({}))) == 1


@pytest.mark.long
def test_two_thousand_claims_take_no_time_to_speak_of():
    indexes = ("Russell 2000", "S&P 500", "Dow", "Nasdaq")
    lines = (f"The {indexes[n % 4]} rose {n % 97}.{n % 10}% on {('Monday', 'Friday')[n % 2]}.\n" for n in range(2000))
    text = manuscript("\n".join(lines), "piece.md", "markdown")
    read = claims(text, NAMES)
    assert len(read) >= 2000
    began = time.perf_counter()
    assert contradictions(text, NAMES, read)
    assert time.perf_counter() - began < LATE


@pytest.mark.long
def test_no_text_takes_long():
    for text in (
        "range of 3% to 2% " * 3000,
        "1" * 20_000 + "%-1%",
        "two quarter-point cuts and " * 3000,
        "rose 1 points, or " * 5000,
    ):
        began = time.perf_counter()
        contradictions(manuscript(text, "piece.md", "text"), NAMES, ())
        assert time.perf_counter() - began < LATE
