"""Runs, days, highs of a year and lengths of time in the press's short forms: each with a true and a false sentence."""

import pytest

from corpus.measured import errors

SPRING, AUTUMN, YEAREND, SUMMER = "2025-04-11", "2023-10-27", "2023-12-29", "2025-08-15"
LISTED = (
    ("The S&P 500 rose on Monday, Wednesday and {}.", "Friday", "Thursday"),
    ("The Dow fell Monday and Tuesday, and again on {}.", "Thursday", "Friday"),
    ("On {} and Thursday the S&P 500 fell.", "Tuesday", "Wednesday"),
    ("After falling on Tuesday and {}, the S&P 500 closed the week with a gain.", "Thursday", "Wednesday"),
    ("Losses on {} and Thursday left no mark on the S&P 500: it rose 11.6%.", "Tuesday", "Tuesday"),
    ("The Dow's week: Monday down, Tuesday down, Wednesday up, Thursday {}, Friday up.", "down", "up"),
    ("The S&P 500 had down days on Tuesday and {}.", "Thursday", "Friday"),
    ("The Russell 2000's only down day was {}.", "Tuesday", "Thursday"),
    ("The S&P 500 rose on {} days.", "three", "two"),
    ("{} brought gains for the S&P 500 and the Dow.", "Friday", "Thursday"),
    ("A gain on {} lifted the S&P 500.", "Wednesday", "Thursday"),
    ("The Nasdaq, which slid on {}, ended the week 14% higher.", "Thursday", "Wednesday"),
    ("In a single session, the Dow gained {}.", "9.6%", "10.2%"),
    ("The Dow's answer, a 9.6% jump, came on {}.", "Wednesday", "Thursday"),
    ("April 11 was a {}.", "Friday", "Thursday"),
    ("The week ended on {}.", "Friday", "Thursday"),
    ("The week had {} sessions.", "five", "only four"),
    ("The rally added {} to the Russell 2000.", "14.5%", "11.6%"),
)
COUNTED = (
    ("The S&P 500 fell for an 11th week, the Russell 2000 for a {}.", "10th", "ninth"),
    ("S&P 500 down for 11th week, gold up for {}", "second", "third"),
    ("The S&P 500 closed down for an 11th straight week, the Nasdaq 100 for a {}.", "sixth", "seventh"),
    ("Eleven weeks of losses for the S&P 500, {} for the Russell 2000.", "ten", "nine"),
    ("S&P 500 down 11 weeks in a row; Russell 2000, {}", "10", "nine"),
    ("The Nasdaq posted its seventh consecutive weekly loss, the Nasdaq 100 its {}.", "sixth", "seventh"),
    ("Gold rose 1.2%, a {} week of gains.", "second", "third"),
    ("The S&P 500 slipped 1.2% for its {} losing week.", "11th", "12th"),
    ("The S&P 500 has been falling for {} weeks.", "eleven", "nine"),
    ("The S&P 500's losing streak now stands at {} weeks.", "11", "nine"),
    ("The S&P 500's slide has lasted {} weeks.", "11", "12"),
    ("The S&P 500 dropped for the {} time in as many weeks.", "11th", "12th"),
    ("The S&P 500 closed at a {}-month low.", "four", "seven"),
    ("The S&P 500 has not been this low since {}.", "late June", "March"),
    ("You have to go back to {} to find a lower close for the S&P 500.", "June", "March"),
    ("Gold's {} close was its highest of the year.", "Thursday", "Friday"),
    ("The Dow had its best week in {}.", "nearly three months", "more than five months"),
)
HIGHEST = (
    ("The {} finished 2023 at its high for the year.", "S&P 500", "Dow"),
    ("The {} closed the year at its 2023 high.", "S&P 500", "Dow"),
    ("The {} finished the year at its highest close of 2023.", "S&P 500", "Dow"),
    ("Oil hit its low for the year on {}.", "Wednesday", "Thursday"),
    ("The Dow's high for the year came on August {}.", "8", "23"),
    ("Gold closed {} than it did at the end of October.", "lower", "higher"),
    ("Oil had its best week in {}.", "just over six months", "more than a year"),
)
AGAINST = (
    ("The ten-year yield is {} than it was at the start of the year.", "lower", "higher"),
    ("The ten-year yield fell on the week and stands {} than it did at the start of the year.", "lower", "higher"),
    ("Gold finished the week {} than where it began.", "lower", "higher"),
    ("The S&P 500 closed {} where it began the year.", "above", "below"),
    ("The S&P 500 set its low for the year on April {}.", "4", "8"),
    ("Gold fell to a {}-month low.", "one", "three"),
)
TABLE = [
    (week, *row)
    for week, rows in ((SPRING, LISTED), (AUTUMN, COUNTED), (YEAREND, HIGHEST), (SUMMER, AGAINST))
    for row in rows
]


@pytest.mark.parametrize(("week", "text", "right", "wrong"), TABLE, ids=[row[1] for row in TABLE])
def test_a_short_form_is_read(week, text, right, wrong):
    assert not errors({"text": text.format(right), "week": week})
    assert right == wrong or errors({"text": text.format(wrong), "week": week})


@pytest.mark.parametrize(
    ("week", "text"),
    [
        (SPRING, "The S&P 500 gained on Monday and, on Tuesday, fell."),
        (SPRING, "The S&P 500 gained on Monday, and on Tuesday the index fell."),
        (SPRING, "Gold came second to last but one: third of four."),
        (SPRING, "The S&P 500 fell in late March, before this week's rise."),
        (YEAREND, "The Dow's high for the year came in August."),
        (YEAREND, "Gold is still short of its 2023 high."),
        (AUTUMN, "It was the Dow's best week since the first week of August."),
    ],
)
def test_what_only_looks_wrong_is_none(week, text):
    assert not errors({"text": text, "week": week})
