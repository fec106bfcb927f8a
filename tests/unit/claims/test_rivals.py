"""Two or more side by side in the press's idioms, against a week of Russell 2000 +4.6%, Dow +2.3%, Nasdaq +1.9%,
S&P 500 +1.6%: each true sentence finds nothing, each false one is an error.
"""

from pathlib import Path

import pytest

from corpus.measured import evidence as closes
from reportgen.claims import claims, names
from reportgen.market.evidence import from_record
from reportgen.reading import manuscript
from reportgen.review.facts import findings
from reportgen.review.facts.agreed import agreed
from reportgen.review.facts.sight import Sight

RECORD = Path(__file__).parents[2] / "golden/2026-01-09/record.json"


@pytest.fixture(scope="module")
def errors():
    evidence = from_record(RECORD)
    known, sight = names(evidence.instruments), Sight(evidence)

    def found(text):
        page = manuscript(text, "text.md", "markdown")
        told = list(agreed(claims(page, known), sight))
        return [one.message for one in findings(told, page, evidence) if one.severity == "error"]

    return found


TRUE = """
The Russell 2000 was the strongest of the four over the week.
The S&P 500's gain for the week was the smallest of the four.
The Dow was outdone by the Russell 2000 this week.
The Nasdaq was outpaced by the Dow this week.
The Russell 2000 beat all three peers this week.
The S&P 500 finished the week behind all three of its peers.
Small companies finished far ahead of large ones, which lagged.
Small stocks did better than big ones this week.
The Russell 2000 outpaced the S&P 500 this week after years of lagging the broader market.
The Nasdaq edged out the S&P 500 for the week.
The Russell 2000 trumped the Dow this week.
The Dow was no match for the Russell 2000 this week.
Neither the S&P 500 nor the Nasdaq kept up with the Dow this week.
Neither the Dow nor the Nasdaq fell this week.
The S&P 500 was left behind this week.
The Nasdaq and the S&P 500 were neck and neck over the week.
The Nasdaq's 1.9% gain was in line with the S&P 500's 1.6%.
The Russell 2000 left the S&P 500 trailing this week.
Friday's gain left the Dow up 2.3% for the week.
The Russell 2000 led the week, followed at a distance by the Dow.
The Russell 2000 was in a class of its own, up 4.6% on the week, with the Dow a distant second at 2.3%.
Nasdaq up 1.9% for the week; S&P 500 not far behind at 1.6%
The Dow's 2.3% was better than either the S&P 500's 1.6% or the Nasdaq's 1.9%.
The Russell 2000 beat the S&P 500 by 3.1 percentage points this week and the Dow by 2.3.
Among the Russell 2000, Dow, Nasdaq and S&P 500, the Dow had the second-best week.
The Dow was second only to the Russell 2000 this week.
Only the Russell 2000 did better than the Dow this week.
The Dow rose 2.3% for the week, the Nasdaq slightly less.
Russell 2000 leads Wall Street's rally with 4.6% weekly gain
Dow's 2.3% rise leads Wall Street higher in first full week of the year
The Russell 2000 rose 4.6% this week. Its large-cap counterpart fared worse, gaining 1.6%.
The Dow is less than 500 points short of 50,000.
The Dow closed 504 points above 49,000.
The Dow has stayed below fifty thousand this week.
The S&P 500 rose 1.6% on the week, about two-fifths of it on Friday.
The Russell 2000's lead over the S&P 500 was 3.1 percentage points this week.
The Dow finished the week ahead of both the Nasdaq and the S&P 500.
The Nasdaq came in third of the four this week.
The S&P 500 rose the least of the four this week.
The smallest gain of the week was the S&P 500's, at 1.6%.
The largest gain of the week was the Russell 2000's, the smallest the S&P 500's.
Best: Russell 2000 (+4.6%). Worst: S&P 500 (+1.6%).
Winner of the week: Russell 2000
The Russell 2000 outperformed all the other major indexes this week.
The other three trailed the Russell 2000 for the week.
Small caps got off to a faster start than large caps this year.
The Nasdaq posted a bigger gain than the S&P 500 this week.
The Dow's 2.3% gain for the week paled beside the Russell 2000's 4.6%.
Large caps have beaten small caps for most of the decade.
The best performer in the S&P 500 was Intel.
Nasdaq-listed stocks led decliners by two to one.
220 stocks in the S&P 500 fell.
The average stock gained 1.1%.
The average stock in the S&P 500 gained 1.1%, less than the index's 1.6%.
Technology stocks rose 5% this week.
Small caps trade at 15.3 times earnings.
"""
FALSE = """
The Nasdaq was the strongest of the four over the week.
The Dow's gain for the week was the smallest of the four.
The Russell 2000 was outdone by the Dow this week.
All three peers beat the Russell 2000 this week.
The Russell 2000 finished the week behind all three of its peers.
Small companies finished far behind large ones this week, which outran small ones.
The S&P 500 edged out the Nasdaq for the week.
The Dow trumped the Russell 2000 this week.
The Dow had the edge over the Russell 2000 this week.
The Russell 2000 was no match for the Dow this week.
Neither the Dow nor the Russell 2000 beat the S&P 500 this week.
Neither the Dow nor the Russell 2000 kept up with the S&P 500 this week.
Neither the Dow nor the Nasdaq rose this week.
The Russell 2000 was left behind this week.
The Dow and the Russell 2000 were neck and neck over the week.
The Dow kept pace with the Russell 2000 this week.
The S&P 500 left the Russell 2000 trailing this week.
The Dow led the week with a gain of 2.3%, with the Russell 2000 close behind.
The Russell 2000 led the week, followed at a distance by the S&P 500.
The Russell 2000 climbed 4.6% for the week, with the Nasdaq a distant second at 1.9%.
Nasdaq up 1.9% for the week; S&P 500 not far behind at 2.6%
The Nasdaq's 1.9% for the week was better than either the S&P 500's 1.6% or the Dow's 2.3%.
The Russell 2000 beat the S&P 500 by 3.1 percentage points this week and the Dow by 3.3.
Among the Russell 2000, Dow, Nasdaq and S&P 500, the Nasdaq had the second-best week.
The Nasdaq was second only to the Russell 2000 this week.
Only the Dow did better than the Nasdaq this week.
The Dow rose 2.3% for the week, the Nasdaq slightly more.
S&P 500 leads Wall Street's rally with 1.6% weekly gain
Dow's gain for the week outdoes even the Russell 2000's
The S&P 500 rose 1.6% this week. Its small-cap counterpart fared worse, gaining 4.6%.
The Russell 2000's lead over the S&P 500 was 2.1 percentage points this week.
The Dow finished the week ahead of both the Nasdaq and the Russell 2000.
The Dow came in third of the four this week.
The Nasdaq gained most of the four this week.
The smallest gain of the week was the Dow's, at 2.3%.
The largest gain of the week was the Russell 2000's, the smallest the Dow's.
Best: Dow (+2.3%). Worst: Russell 2000 (+4.6%).
Loser of the week: Russell 2000
The Dow beat them all this week.
The other three all beat the Russell 2000 for the week.
Large caps got off to a faster start than small caps this year.
The Nasdaq posted a bigger gain than the Dow this week.
The Dow put the Russell 2000 in the shade this week.
It was a better week for the Dow than for the Russell 2000.
The Russell 2000 has erased its gains for the year.
The Dow is less than 400 points short of 50,000.
The Dow sits 395.93 points away from 50,000.
The Dow crossed fifty thousand this week.
The Dow ended the week lower than a week before.
"""


@pytest.mark.parametrize("text", TRUE.strip().split("\n"))
def test_what_is_true_of_rivals_finds_nothing(errors, text):
    assert errors(text) == []


@pytest.mark.parametrize("text", FALSE.strip().split("\n"))
def test_what_is_false_of_rivals_is_an_error(errors, text):
    assert errors(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("| Index | Week |\n|---|---|\n| Nasdaq | down |\n| Dow | up |", 1),
        ("| Index | Week |\n|---|---|\n| Nasdaq | up |\n| Dow | up |", 0),
        ("| Index | Place |\n|---|---|\n| S&P 500 | first |\n| Nasdaq | third |", 1),
        ("| Index | Listed in New York |\n|---|---|\n| S&P 500 | first |", 0),
        ("- Nasdaq: down for the week\n- Dow: up for the week", 1),
        ("- Nasdaq: up for the week\n- Dow: up for the week", 0),
    ],
)
def test_words_in_cells_and_lists_are_statements(errors, text, wrong):
    assert len(errors(text)) == wrong


FALLEN = """
T The Nasdaq Composite's rout this week was outdone by the Russell 2000's.
F The Nasdaq Composite's rout this week outdid the Russell 2000's.
T The Dow's 2.8% loss for the week was smaller than the S&P 500's 4.2%.
F The Dow's 2.8% loss for the week was bigger than the S&P 500's 4.2%.
T The Russell 2000 fell harder than the Dow this week.
F The Dow fell harder than the Russell 2000 this week.
T The Dow fell 2.8% for the week, the Nasdaq Composite rather more.
F The Dow fell 2.8% for the week, the Nasdaq Composite rather less.
T Small caps sink more than 7%, Nasdaq more than 5%
T The Russell 2000 fell 7.1% on the week, with the Nasdaq Composite close behind at 5.5%.
F The Dow fell 2.8% on the week, with the Nasdaq Composite close behind.
T The Dow fell least this week.
F The Dow fell the most this week.
T The Russell 2000 led declines this week, falling 7.1%.
F The Dow led declines this week, falling 2.8%.
F The Russell 2000's drop of 7.1% this week was dwarfed by the Dow's 2.8%.
T The S&P 500 lost more than the Dow but less than the Nasdaq Composite this week.
F The S&P 500 lost more than the Dow but less than the Nasdaq 100 this week.
T Dow's 2.8% slide leads Wall Street lower
F Dow leads Wall Street's rout with 2.8% weekly loss
"""


@pytest.mark.parametrize("line", FALLEN.strip().split("\n"))
def test_of_losses_the_greater_is_the_worse(line):
    """The week to December 20, 2024, of the made-up closes: Dow −2.8%, S&P 500 −4.2%, Nasdaq −5.5%, Russell 2000 −7.1%."""
    evidence = closes("2024-12-20")
    page = manuscript(line[2:], "text.md", "markdown")
    told = list(agreed(claims(page, names(evidence.instruments)), Sight(evidence)))
    wrong = [one for one in findings(told, page, evidence) if one.severity == "error"]
    assert bool(wrong) == (line[0] == "F")
