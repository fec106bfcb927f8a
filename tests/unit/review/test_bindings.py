"""Bound numbers: held to the figure that they name, and proposed where a number is true."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.market.evidence import from_csv, from_record
from reportgen.reading import manuscript
from reportgen.review.bindings import bound_numbers, proposals, suggested, written

ROOT = Path(__file__).resolve().parents[3]
TEXT = """# A week

The Russell 2000 rose 4.6% for the week, and the S&P 500 gained 1.6%.
On Friday the Nasdaq rose 0.8%, and the Dow closed at 49,504.07. "The Dow rose 2.3% this week," she said.

- Dow: +2.3% for the week
- Nasdaq: +1.8% for the week
"""


@pytest.fixture(scope="module")
def evidence():
    return from_csv(ROOT / "closes/2026-01-09.csv")


def found(text, evidence):
    return [
        (f.code, f.place.column, f.end_column, f.message) for f in bound_numbers(text.split("\n"), "a.md", evidence)
    ]


@pytest.mark.parametrize(
    "bound",
    [
        "4.6% = russell_2000.week", "+4.62% = russell_2000.week", "more than 4% = russell_2000.week", "4.6 percent=russell_2000.week",
        "2,624.22 = russell_2000.close", "116 points = russell_2000.week_points", "0.8% = nasdaq.friday", "nearly 5% = russell_2000.week",
    ],
)  # fmt: skip
def test_a_bound_number_that_is_its_figure_is_no_finding(evidence, bound):
    assert found(f"It was [[{bound}]].", evidence) == []


def test_a_bound_number_that_is_not_is_told_with_the_true_one(evidence):
    (told,) = bound_numbers(["", "It rose [[4.1% = russell_2000.week]]."], "a.md", evidence)
    assert (told.severity, told.code, str(told.place), told.end_column) == ("error", "wrong-number", "a.md:2:11", 15)
    assert told.message == "russell_2000.week is +4.6% (4.62), not 4.1%"
    assert (told.evidence, told.suggestion) == ("2508.22 on 2026-01-02, 2624.22 on 2026-01-09", "+4.6%")


@pytest.mark.parametrize(
    ("bound", "code", "said"),
    [
        ("-4.6% = russell_2000.week", "wrong-number", "is +4.6% (4.62), not -4.6%"),
        ("4.6 points = russell_2000.week", "wrong-number", "not 4.6 points"),
        ("about = russell_2000.week", "wrong-number", "not about"),
        ("1% = dow.wek", "unknown-figure", "there is no figure dow.wek"),
        ("1% = facts.none", "unknown-figure", "there is no fact none"),
        ("1% = sp_500.volatility", "unverifiable", "cannot be told"),
    ],
)
def test_what_else_can_be_wrong(evidence, bound, code, said):
    ((told, _, _, message),) = found(f"[[{bound}]]", evidence)
    assert told == code
    assert said in message


def test_a_near_name_is_told(evidence):
    (told,) = bound_numbers(["[[1% = dow.wek]]"], "a.md", evidence)
    assert told.suggestion == "Did you mean dow.week?"
    (told,) = bound_numbers(["[[1% = dowx.week]]"], "a.md", evidence)
    assert told.suggestion == "Did you mean dow.week?"


def test_a_fact_is_bound_to_its_words():
    record = from_record(ROOT / "tests/golden/2026-01-09/record.json")
    value = record.facts["small_cap_earnings"].value
    assert found(f"[[{value} = facts.small_cap_earnings]]", record) == []
    assert found("[[3% = facts.small_cap_earnings]]", record)[0][0] == "wrong-number"


def test_true_numbers_are_proposed_and_others_are_not(evidence):
    made = proposals(manuscript(TEXT, "a.md", "markdown"), TEXT.split("\n"), evidence)
    assert [one.bound for one in made] == [
        "[[4.6% = russell_2000.week]]", "[[1.6% = sp_500.week]]", "[[0.8% = nasdaq.friday]]", "[[49,504.07 = dow.close]]",
        "[[+2.3% = dow.week]]",
    ]  # fmt: skip
    told = suggested(made)[0]
    assert (told.severity, told.place.line, told.place.column, told.end_column) == ("info", 3, 23, 27)
    assert TEXT.split("\n")[2][22:26] == "4.6%"


@pytest.mark.parametrize("kind", ["markdown", "text"])
def test_a_text_with_its_numbers_bound_reads_as_before(evidence, kind):
    """Every proposal holds as bound, and none is made twice."""
    lines = TEXT.split("\n")
    before = manuscript(TEXT, "a.md", kind)
    text = "\n".join(written(lines, proposals(before, lines, evidence)))
    after = manuscript(text, "a.md", kind)
    assert [(p.role, p.text) for p in after.parts] == [(p.role, p.text) for p in before.parts]
    assert text.count("[[") == 5
    assert proposals(after, text.split("\n"), evidence) == ()
    assert found(text, evidence) == []


@given(st.text(st.sampled_from("[]= .%4russell_2000.weekdow\n"), max_size=200))
def test_any_brackets_are_read_in_bounded_time_and_without_a_word_too_much(evidence, text):
    for one in bound_numbers(text.split("\n"), "a.md", evidence):
        line = text.split("\n")[one.place.line - 1]
        assert "=" not in line[one.place.column - 1 : one.end_column - 1]
