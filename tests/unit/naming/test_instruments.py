"""Names, tickers, indexes and leverage of funds in any text, against the registry."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Fund
from reportgen.naming import check_instruments
from reportgen.naming.compared import tokens
from reportgen.reference import fund
from reportgen.reference.registry import _content
from unit.sayings.papers import evidence, paper, told

FUNDS = [fund(ticker) for ticker in _content("funds.yaml")["instruments"]]
PLAIN = [one for one in FUNDS if not one.leveraged]


def found(*paragraphs, **more):
    text = paper(*paragraphs)
    return told(text, check_instruments(text, evidence(**more)))


def spelt(name, draw):
    """A name as others write it."""
    for old, new in ((" ", " "), ("Small-Cap", "Small Cap"), ("U.S.", "US"), (" ETF", "® ETF"), ("S&P", "S&P")):
        if draw(st.booleans()):
            name = name.replace(old, new)
    return name


@given(st.sampled_from(PLAIN), st.data())
def test_every_fund_by_its_own_name_however_it_is_spelt(one, data):
    name = spelt(one.name.removeprefix("The "), data.draw)
    for text in (
        f"The {name} ({one.symbol}) rose.",
        f"{one.symbol}: {name}. Follows the {one.tracks}.",
        f"{name} (NYSEARCA: {one.symbol}) tracks the {one.tracks}.",
    ):
        assert found(text) == []


@given(st.sampled_from(FUNDS), st.sampled_from(PLAIN))
def test_another_funds_name_beside_a_ticker_is_an_error(one, other):
    if one.symbol != other.symbol:
        text = f"The {other.name} ({one.symbol}) rose three times the inverse."
        ((code, severity, words),) = found(text)
        assert (code, severity) == ("instrument-name", "error")
        assert other.name in words or set(tokens(words)) & set(tokens(other.name))


@given(st.sampled_from([one for one in PLAIN if tokens(one.tracks) and "Index" in one.tracks]), st.sampled_from(PLAIN))
def test_another_funds_index_is_an_error(one, other):
    from reportgen.naming.compared import tracks

    if "Index" in other.tracks and not tracks(other.tracks, one):
        text = f"The {one.name} ({one.symbol}) tracks the {other.tracks}."
        assert found(text) == [("instrument-tracks", "error", other.tracks)]


def test_the_right_name_and_when_it_was_taken():
    text = paper("The iShares MSCI USA Small-Cap Quality Factor ETF (SMLF) emphasizes strong balance sheets.")
    (one,) = check_instruments(text, evidence())
    assert (one.code, one.severity) == ("instrument-name", "error")
    assert one.suggestion == "iShares U.S. Small-Cap Equity Factor ETF"
    assert "until March 1, 2023 iShares MSCI USA Small-Cap Multifactor ETF" in one.message


def test_a_former_name_with_and_without_its_ticker():
    name = "iShares MSCI USA Small-Cap Multifactor ETF"
    for text in (f"The {name} (SMLF) rose.", f"The {name} rose."):
        ((code, severity, words),) = found(text)
        assert (code, severity) == ("instrument-name", "error")
        assert name in words
    assert found(f"The fund, formerly the {name}, rose.") == []


def test_a_name_of_its_day_is_right_on_that_day():
    old = evidence()
    week = replace(old.market.week, sessions=(date(2022, 1, 7),))
    old = replace(old, market=replace(old.market, week=week))
    text = paper("The iShares MSCI USA Small-Cap Multifactor ETF (SMLF) rose.")
    assert check_instruments(text, old) == ()


LEFT = [
    "Apple (AAPL) rose, said its chief executive (CEO).",
    "Consumer prices (CPI), output (GDP) and the committee (FOMC) all matter to the Fund (IMF).",
    "The S&P 500 (SPX) and the Nasdaq Composite (IXIC) rose this year (YTD).",
    "The Russell 2000 (IWM) led; the Russell 2000 ETF (IWM) did, too.",
    "The Nasdaq-100 ETF (QQQ) and the S&P 500 ETF (VOO) rose.",
    "Gold (GLD) gained, Treasuries (TLT) lost.",
    "BlackRock's iShares Core S&P Small-Cap ETF (IJR) tracks the S&P SmallCap 600.",
    "While Vanguard Small-Cap ETF (VB) holds more, it costs 0.05%.",
    "The SPDR S&P 500 ETF (SPY) is the oldest.",
    "The Invesco QQQ Trust (QQQ) follows the Nasdaq.",
    "Small caps (IWM) led, and the dollar (DXY) fell.",
    "The iShares Russell 2000 ETF (IWM) is the most popular way to gain exposure to the benchmark.",
    "the Vanguard Small-Cap ETF (VB) tracks the CRSP U.S. Small Cap Index.",
    "IWM: up 4% on the week. VB: flat.",
    "SPY fell while VOO and IVV did not trade.",
    "He said: “I bought the Vanguard Mid-Cap ETF (VB).”",
    "Financials (XLF) and the Energy Select Sector SPDR Fund (XLE) led.",
    "Select Sector funds (XLF) fell (A Note).",
    "The 30 companies of the Dow (DIA) are weighted by price.",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_what_is_right_or_doubtful_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "code", "severity", "words"),
    [
        ("The Vanguard Mid-Cap ETF (VB) rose.", "instrument-name", "error", "Vanguard Mid-Cap ETF"),
        ("IWM: iShares Russell 1000 ETF. Follows it.", "instrument-name", "error", "iShares Russell 1000 ETF"),
        ("IWQ: iShares Russell 2000 ETF.", "instrument-name", "error", "IWQ"),
        ("IWN: iShares Russell 2000 ETF.", "instrument-name", "error", "IWN: iShares Russell 2000 ETF"),
        ("IJR, cheap as it is, tracks the Russell 2000.", "instrument-tracks", "error", "Russell 2000"),
        ("The iShares Russell 2000 ETF (IWM) has an expense ratio of 0.29%.", "instrument-cost", "error", "0.29"),
        ("The Avantis U.S. Small Cap Value ETF (AVXX) rose.", "instrument-unknown", "warning", "AVXX"),
        ("The ProShares UltraPro QQQ (TQQQ) rose.", "instrument-leveraged", "error", "TQQQ"),
        ("SQQQ is a leveraged fund.", "instrument-leveraged", "error", "SQQQ"),
    ],
)
def test_what_is_wrong_is_told_on_its_words(text, code, severity, words):
    assert found(text) == [(code, severity, words)]


def test_leverage_said_beside_will_do():
    assert found("TQQQ, which gives three times a day's move, rose.") == []
    assert found("SQQQ gives three times the inverse of a day's move.") == []
    assert found("The fund is leveraged and reset every day.", "TQQQ rose.") == []


def test_a_row_of_a_table():
    from reportgen.reading import manuscript

    table = "| Fund | Name |\n|---|---|\n| IWM | iShares Russell 1000 ETF |\n| VB | Vanguard Small-Cap ETF |\n"
    (one,) = check_instruments(manuscript(table, "t.md", "markdown"), evidence())
    assert (one.code, one.place.line) == ("instrument-name", 3)


def test_a_projects_own_fund_goes_before_the_registry():
    own = Fund("IWM", "iShares Russell 2000 ETF", "Russell 2000 Index", "0.18%", "", "The prospectus", "", "2027")
    text = "The iShares Russell 2000 ETF (IWM) has an expense ratio of 0.18%."
    assert found(text, funds={"IWM": own}) == []
    new = Fund("XMPL", "Example Plain ETF", "Example 50 Index", "0.18%", "", "A page", "", "2026")
    assert found("The iShares Other ETF (XMPL) rose.", funds={"XMPL": new})[0][0] == "instrument-name"


@pytest.mark.parametrize(
    "text", ["(A" * 50_000, "A " * 100_000 + "(IWM)", "IWM " * 20_000, "ETF " * 20_000, "(IWM) " * 5_000]
)
def test_hostile_text_ends(text):
    begun = time.process_time()
    found(text)
    assert time.process_time() - begun < 5
