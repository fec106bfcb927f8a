"""What an editor is told to write, and that what is wrong is told once: each fix makes the sentence true, in its form."""

from functools import cache
from pathlib import Path

import pytest

from corpus.measured import evidence
from reportgen.market.evidence import from_record
from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.review.check import outside
from reportgen.review.facts import fields, forms

RECORD = Path(__file__).parents[2] / "golden/2026-01-09/record.json"


@cache
def of(week):
    return from_record(RECORD) if week == "record" else evidence(week)


def told(text, week="2025-10-03"):
    """The findings on a text, those on its disclosures aside."""
    against = of(week)
    found = outside(manuscript(text, "a.txt", "text"), against, Profile(), against.market.week.end, text)
    return [one for one in found if not one.code.startswith("disclosure")]


def errors(text, week="2025-10-03"):
    return [one for one in told(text, week) if one.severity == "error"]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("In September, the Russell 2000 fell 3%.", "“rose 7%” in the place of “fell 3%”"),
        ("Crude oil was down 3% for the week.", "“up 2%” in the place of “down 3%”"),
        ("Gold is down 10% on the year.", "“up 12%” in the place of “down 10%”"),
        ("The euro rose 0.6%.", "“fell 0.1%” in the place of “rose 0.6%”"),
        ("The Dow fell by almost 3% this week.", "“rose by 0.1%” in the place of “fell by almost 3%”"),
        ("The Dow posted a decline of 3% for the week.", "“gain of 0.1%” in the place of “decline of 3%”"),
        ("On Friday the Nasdaq, falling 2%, trailed.", "“rising 0.1%” in the place of “falling 2%”"),
        ("S&P 500: -1.2%", "“+0.3%” in the place of “-1.2%”"),
        ("The S&P 500 was little changed this year.", "“higher” in the place of “little changed”"),
    ],
)
def test_a_verb_and_its_number_are_mended_together(text, fix):
    (one,) = errors(text)
    assert fix in one.suggestion


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        (
            "The S&P 500 rose 1.4% this week.",
            "Write “Nasdaq” in the place of “S&P 500”, or “0.3%” in the place of “1.4%”.",
        ),
        ("The S&P 500 rose 0.7% on Wednesday.", "Write “Thursday” in the place of “Wednesday”, or “0.01%”"),
        ("The Dow closed at 6,168.28.", "Write “S&P 500” in the place of “Dow”, or “50,450.75”"),
        ("Of the four major indexes, the Dow did best.", "Write “Russell 2000” in the place of “Dow”."),
        ("The Dow rose for a sixth consecutive week.", "Write “second” in the place of “sixth”."),
        ("It was the S&P 500's 6th straight weekly gain.", "Write “5th” in the place of “6th”."),
        ("The Nasdaq rose five days in a row.", "Write “six days” in the place of “five days”."),
        ("The S&P 500 fell in four of five sessions.", "Write “three” in the place of “four”."),
        ("All four major indexes fell this week.", "Write “None of the four major indexes”"),
        ("The Russell 2000 lagged the S&P 500 this week.", "Write “outpaced” in the place of “lagged”."),
        ("The Russell 2000 beat the S&P 500 by 2.0%.", "Write “2.0 percentage points” in the place of “2.0%”."),
        ("The euro rose to 1.20 against the dollar.", "Write “1.0660” in the place of “1.20”."),
        ("The S&P 500 closed at its highest since April.", "“April” does not hold."),
    ],
)
def test_what_is_to_be_written_is_of_the_kind_that_it_replaces(text, fix):
    (one,) = errors(text)
    assert one.suggestion.startswith(fix)


@pytest.mark.parametrize(
    ("words", "before", "up", "right"),
    [
        ("fell", "The Dow ", True, "rose"), ("fallen", "It has ", True, "risen"),
        ("gains", "The Dow ", False, "losses"), ("Rising", "", False, "Falling"), ("drop", "a 3% ", True, "gain"),
        ("in the red", "", True, "in the green"), ("ends", "", False, "falls"), ("up", "was ", True, "up"),
    ],
)  # fmt: skip
def test_a_direction_is_turned_in_its_form(words, before, up, right):
    assert forms.turned(words, before, up=up) == right


@pytest.mark.parametrize(
    ("number", "wrong", "after", "right"),
    [
        ("1", "five days", "", "one day"), ("0", "Three", " of them", "None"), ("3", "Both indexes", "", "Three of the indexes"),
        ("12", "sixth", "", "twelfth"), ("21", "sixth", "", "21st"), ("2", "3", "", "2"), ("0", "sixth", "", ""),
        ("two", "four", "", "two"), ("2", "each", "", ""),
    ],
)  # fmt: skip
def test_a_count_takes_the_form_of_the_wrong_one(number, wrong, after, right):
    assert forms.counting(number, wrong, after) == right


def test_an_article_goes_with_its_number():
    (one,) = errors("On Monday the S&P 500 posted an advance of 3%.")
    assert one.suggestion == "Write “a decline of 0.1%” in the place of “an advance of 3%”."


def test_one_mistake_about_several_is_told_once():
    (one,) = errors("All finished the week in the red.")
    assert [name for name in ("S&P 500", "Dow", "Nasdaq") if name in one.message] == ["S&P 500", "Dow", "Nasdaq"]
    assert "“in the green”" in one.suggestion


def test_a_direction_that_its_own_levels_refute_is_told_once():
    (one,) = errors("The 10-year Treasury yield rose to 4.39% from 4.49% a week earlier.")
    assert (one.code, "4.39 is less than 4.49" in one.message) == ("direction-wrong", True)


def test_a_line_is_not_held_against_one_that_is_wrong_already():
    (one,) = errors(
        "The Russell 2000 gained 9.9% for the week.\n\nFor the week, the Russell 2000 gained 4.6%.", "record"
    )
    assert (one.code, one.place.line) == ("figure-wrong", 1)


def test_an_altered_fact_is_not_unsupported_besides():
    (one,) = errors("Jefferies expects small-company earnings to grow 24.6%.", "record")
    assert (one.code, one.suggestion) == ("fact-altered", "14.6%")


def test_a_third_decimal_stands_where_two_would_round_otherwise():
    (one,) = [e for e in errors("The Russell 2000 gained 2.3% this week.", "2025-08-15") if e.code == "figure-wrong"]
    assert "+2.8% (2.848)" in one.message


def test_of_a_large_field_only_those_that_matter_are_told():
    field = [str(number) for number in range(19)]
    assert fields._few(field, ["18", "0", "18", "5", "7"]) == ["18", "0", "5"]
    assert fields._few(field[:4], ["3"]) == field[:4]


def test_each_wrong_claim_has_a_rule():
    for text in (
        "The Russell 2000 lagged the S&P 500 this week.", "The Dow rose for a sixth consecutive week.",
        "The exchange was closed on Wednesday.", "All four major indexes fell this week.",
    ):  # fmt: skip
        (one,) = errors(text)
        assert one.rule
        assert "no weekday" not in one.message


@pytest.mark.parametrize(
    "text",
    [
        "The federal funds rate stands in a range of 3.50%–3.75%.",
        "The target range for the federal funds rate is 3.5 to 3.75 percent.",
        "The range is 3.50% to 3.75%.",
        "281 shares of the S&P 500 rose and 220 fell.",
        "Jefferies expects small-company earnings to grow 14.6 percent.",
    ],
)
def test_a_fact_on_record_is_known_by_its_value(text):
    assert not errors(text, "record")


@pytest.mark.parametrize(
    "text",
    [
        "The target range for the federal funds rate is 3.25%–3.75%.",
        "281 shares of the S&P 500 rose and 221 fell.",
        "281 shares of the S&P 500 fell and 220 rose.",
        "Jefferies expects small-company earnings to grow 13.8%.",
    ],
)
def test_another_value_than_that_on_record_is_an_error(text):
    assert errors(text, "record")


def test_a_number_that_nothing_vouches_for_is_a_warning_in_a_text_from_outside():
    assert [(one.code, one.severity) for one in told("Apple rose 4.2%.")] == [("unsupported", "warning")]
    assert not told("Retail sales fell 1% in December, the Commerce Department said.")


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Investors can expect returns of 10% a year.", "error"),
        ("Stocks always go up in the long run.", "error"),
        ("A crash is inevitable.", "error"),
        ("“You cannot lose,” Jane Roe of UBS said.", "info"),
        ("“This is a guaranteed win,” Jane Roe of UBS said.", "info"),
    ],
)
def test_what_is_certain_to_come_is_a_promise(words, severity):
    codes = {one.code: one.severity for one in told(words)}
    assert codes.get("quote-strong" if severity == "info" else "wording-promissory") == severity


@pytest.mark.parametrize(
    "words",
    ["Investors should expect lower returns.", "Stocks do not always go up.", "No rally is inevitable.",
     "Investors can expect swings of 10%."],
)  # fmt: skip
def test_what_is_not_certain_is_no_promise(words):
    assert "wording-promissory" not in {one.code for one in told(words)}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("The Invesco QQQ Trust tracks the Dow.", "instrument-tracks"),
        ("The iShares Russell 2000 ETF tracks the S&P 500.", "instrument-tracks"),
        ("Facebook (FB) was quiet.", "instrument-name"),
    ],
)
def test_a_fund_by_its_name_and_a_ticker_that_went(words, code):
    assert [one.code for one in errors(words)] == [code]


def test_right_names_pass():
    assert not errors("The Invesco QQQ Trust tracks the Nasdaq-100, and Meta Platforms (META) is in it.")


QUOTE = "We are at the gates of the best stockpicking era we have seen in our lifetime"


@pytest.mark.parametrize(
    ("before", "behind", "wrong"),
    [
        ("", "Jane Roe of UBS told Bloomberg on December 3, 2025.", True),
        ("", "Eduardo Lecubarri of UBS told Bloomberg in December 2025.", True),
        ("", "Eduardo Lecubarri of JPMorgan told Bloomberg in December 2025.", False),
        ("JPMorgan's Jane Roe said in December 2025:", "", True),
        ("“It will be a hard year,” said Mary Poe, an analyst at JPMorgan.", "said Eduardo Lecubarri of UBS.", True),
        ("“It will be a hard year,” said Mary Poe, an analyst at UBS.", "said Eduardo Lecubarri of JPMorgan.", False),
    ],
)
def test_the_speaker_and_the_firm_of_a_quote_on_record(before, behind, wrong):
    codes = [one.code for one in told(f"{before} “{QUOTE},” {behind}", "record")]
    assert ("quote-attribution" in codes) == wrong


def test_thousands_may_be_set_apart_by_a_thin_space():
    for space in "\u2009\u202f":
        (one,) = errors(f"The S&P 500 closed at 6{space}999.28.")
        assert (one.code, one.place.column, one.end_column) == ("level-wrong", 5, 31)
        assert not errors(f"The S&P 500 closed at 6{space}168.28.")


def test_times_may_be_told_before_the_size_of_a_step():
    (one,) = errors("The Fed cut three times by 25 basis points, from 4.50% to 4.00%.")
    assert "makes 75 basis points" in one.message
    assert not errors("The Fed cut twice by 25 basis points, from 4.50% to 4.00%.")
