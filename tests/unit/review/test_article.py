"""An article from outside, with the faults of the one that the project grew from, against a CSV of closes."""

from datetime import date
from pathlib import Path

import pytest

from corpus.measured import evidence
from reportgen.market.evidence import from_record
from reportgen.model import Profile
from reportgen.reading import read
from reportgen.review.check import outside

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
FOUNDING = ROOT.parent / "shared" / "founding-article.md"


def told(path, against):
    """The findings as (words marked, severity, code)."""
    lines = path.read_text(encoding="utf-8").split("\n")
    found = outside(read(path, path.name), against, Profile(), against.market.week.end, "\n".join(lines))
    return [
        (lines[one.place.line - 1][one.place.column - 1 : one.end_column - 1], one.severity, one.code, one)
        for one in found
    ]


@pytest.fixture(scope="module")
def ours():
    return told(HERE / "article.md", evidence("2025-08-15"))


@pytest.fixture(scope="module")
def found():
    return told(FOUNDING, from_record(ROOT / "tests/golden/2026-01-09/record.json"))


@pytest.mark.parametrize(
    ("words", "code", "truth"),
    [
        ("+2.3%", "figure-wrong", "+2.8% (2.848)"),
        ("+1.4%", "figure-wrong", "+0.4% (0.43)"),
        ("nearly 2%", "figure-wrong", "(−1.28)"),
        ("in the green", "direction-wrong", "−1.9% (−1.88)"),
        ("iShares MSCI USA Small-Cap Quality Factor ETF", "instrument-name", "Equity Factor"),
    ],
)
def test_what_is_wrong_is_an_error_with_the_true_value(ours, words, code, truth):
    hit = [one for marked, severity, kind, one in ours if words in marked and kind == code and severity == "error"]
    assert hit and truth in hit[0].message


@pytest.mark.parametrize("words", ["70%", "in two years", "12% to 18%", "analysts say"])
def test_what_nobody_vouches_for_is_told(ours, words):
    assert any(words in marked and severity in ("error", "warning") for marked, severity, _, _ in ours)


def test_the_quote_lacks_source_and_date(ours):
    codes = {code for _, _, code, _ in ours}
    assert {"quote-undated", "quote-unsourced", "disclosure-missing"} <= codes


@pytest.mark.parametrize(
    "words",
    ["more than 2%", "outperforming both", "S&P 500: +0.7%", "Nasdaq Composite: -1.1%", "2000", "may be less liquid",
     "guarantees that", "week ended August 15", "(IWM)"],
)  # fmt: skip
def test_what_is_right_is_left_alone(ours, words):
    lines = (HERE / "article.md").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        at = line.find(words)
        if at >= 0 and words != "2000":
            for _, severity, code, one in ours:
                if one.place.line == number and severity == "error" and one.end_column:
                    assert not one.place.column <= at + 1 < one.end_column, (code, one.message)


def test_a_finding_on_the_whole_piece_stands_at_its_beginning(ours):
    for _, _, code, one in ours:
        if code == "disclosure-missing":
            assert (one.place.line, one.place.column) == (1, 1)


@pytest.mark.skipif(not FOUNDING.exists(), reason="the founding article lies outside the project")
class TestFounding:
    @pytest.mark.parametrize(
        ("words", "truth"),
        [("+4.1%", "4.62"), ("+1.0%", "1.57"), ("in the red", "0.81"), ("Quality Factor", "Equity Factor")],
    )
    def test_errors(self, found, words, truth):
        assert any(
            words in marked and severity == "error" and truth in one.message for marked, severity, _, one in found
        )

    @pytest.mark.parametrize("words", ["nearly 1%", "60%", "highest level", "17% to 22%", "14%"])
    def test_told(self, found, words):
        assert any(
            (words in marked or marked in words) and marked and severity in ("error", "warning")
            for marked, severity, _, _ in found
        )

    @pytest.mark.parametrize(
        "words",
        ["Dow Jones Industrial Average: +2.3%", "Nasdaq Composite: +1.9%", "more than 4%", "outperforming both",
         "first full trading week", "new record high this week", "25-basis-point", "could give back some gains",
         "may be less liquid"],
    )  # fmt: skip
    def test_nothing(self, found, words):
        lines = FOUNDING.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            at = line.find(words)
            if at >= 0:
                hits = [
                    one for _, _, _, one in found
                    if one.place.line == number and one.end_column
                    and one.place.column <= at + len(words) and at + 1 < one.end_column
                ]  # fmt: skip
                assert not hits, hits


def test_without_evidence_nothing_is_said_of_numbers():
    path = HERE / "article.md"
    found = outside(read(path, path.name), None, Profile(), date(2025, 8, 15))
    assert found and not any(one.code.endswith("-wrong") for one in found)
