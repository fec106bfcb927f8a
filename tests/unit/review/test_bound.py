"""A number that is bound to a figure by name is held to that figure, whatever the words around it say."""

import pytest

from corpus.measured import evidence
from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.review.check import outside

HELD = evidence("2025-08-15")


def errors(text):
    one = manuscript(text, "text.md", "markdown")
    found = outside(one, HELD, Profile(), HELD.market.week.end, text)
    return [(f.code, f.place.column, f.end_column, f.message) for f in found if f.severity == "error" and f.end_column]


def test_a_bound_number_that_is_its_figure_holds():
    """The sentence tells no period; by the week, or the day, the number would be wrong."""
    assert not errors("It stands [[11.4% = sp_500.year]] higher, the S&P 500.")


def test_a_bound_number_that_is_not_its_figure_is_told_with_the_true_value():
    ((code, column, end, message),) = errors("The S&P 500 is up [[11.5% = sp_500.year]] this year.")
    assert (code, column, end) == ("wrong-number", 21, 26)
    assert "+11.4% (11.43), not 11.5%" in message


@pytest.mark.parametrize("name", ["sp_500.yaer", "sp_501.year"])
def test_an_unknown_figure_is_told_with_the_nearest(name):
    ((code, _, _, message),) = errors(f"The S&P 500 is up [[11.4% = {name}]] this year.")
    assert code == "unknown-figure" and name in message
