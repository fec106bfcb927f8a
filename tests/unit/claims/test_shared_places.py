"""Names that hold the best places together, and what counts as a rise."""

from datetime import date
from decimal import Decimal

import pytest

from reportgen.formats import way
from reportgen.market.evidence import from_csv
from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.review.check import outside

CLOSES = """date,^RUT,^GSPC,^DJI,^IXIC
2026-01-02,1000,1000,1000,1000
2026-01-05,1000,1000,1000,1000
2026-01-06,1000,1000,1000,1000
2026-01-07,1000,1000,1000,1000
2026-01-08,1000,1000,1000,1000
2026-01-09,1040,1010,1001.5,1030
"""


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    file = tmp_path_factory.mktemp("closes") / "closes.csv"
    file.write_text(CLOSES, encoding="utf-8")
    return from_csv(file, "2026-01-09")


def codes(text, evidence):
    found = outside(manuscript(text, "a.md", "markdown"), evidence, Profile(), date(2026, 1, 9))
    return {one.code for one in found if one.code.endswith("-wrong")}


@pytest.mark.parametrize(
    "text",
    [
        "For the week, the Russell 2000 and the Nasdaq did best; the Dow and the S&P 500 came last.",
        "For the week, the Nasdaq (+3.0%) and the Russell 2000 (+4.0%) did best.",
        "The week’s best performers were the Nasdaq and the Russell 2000.",
        "All four indexes rose for the week.",
    ],
)
def test_a_true_place_holds(text, evidence):
    assert codes(text, evidence) == set()


@pytest.mark.parametrize(
    "text",
    [
        "For the week, the Russell 2000 and the Dow did best.",
        "For the week, the Nasdaq and the S&P 500 came last.",
        "The week’s best performers were the Dow and the Russell 2000.",
        "For the week, the Russell 2000 (+4.0%), the Nasdaq (+3.0%) and the Dow (+0.2%) did best.",
    ],
)
def test_a_false_place_is_an_error(text, evidence):
    assert "rank-wrong" in codes(text, evidence)


def test_three_of_four_is_false_where_the_fourth_prints_as_a_rise(evidence):
    assert "count-wrong" in codes("For the week, three of the four indexes rose.", evidence)


@pytest.mark.parametrize(
    ("change", "of_rate", "sign"),
    [("0.15", False, 1), ("0.05", False, 1), ("0.049", False, 0), ("-0.1", False, -1), ("0.004", True, 0), ("-0.005", True, -1)],
)  # fmt: skip
def test_what_is_printed_as_a_rise_is_one(change, of_rate, sign):
    assert way(Decimal(change), of_rate=of_rate) == sign
