"""The issue's own quotes, facts and funds: what their records lack or contradict, each at its place."""

from dataclasses import replace

import pytest

from reportgen.compose import compose
from reportgen.config import load
from reportgen.model import Block, Fund, QuoteBlock
from reportgen.review.cited import fact_records
from reportgen.review.identity import fund_identities, instrument_names
from reportgen.review.quotes import printed_quotes, quoted_records, quoted_speech
from unit.made import LEVELS, RATE, ROOT, SAID, SMALL_ONE, in_yaml, issue, market, project

MARKET = market(LEVELS)
IWM = Fund(
    "IWM", "iShares Russell 2000 ETF", "Russell 2000 Index", "0.19%", "", "A page", "https://example.org", "2026"
)


def of(quote, body="[[quote said]]", **more):
    return project(quotes={"said": quote}, body=body, **more)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"date": "recently"}, "quote-undated"),
        ({"date": "2025-11-01"}, "quote-stale"),
        ({"role": "", "firm": ""}, "quote-speaker"),
        ({"text": "word " * 61}, "quote-long"),
        ({"text": "The best time to be overweight"}, "quote-one-sided"),
        ({}, None),
    ],
)
def test_what_the_record_of_a_placed_quote_lacks(change, code):
    found = quoted_records(of(replace(SAID, **change)), MARKET)
    assert [(one.code, one.severity) for one in found] == ([(code, "warning")] if code else [])
    assert quoted_records(of(replace(SAID, **change), body="none placed"), MARKET) == []


def test_the_other_side_may_be_said_not_to_be_sought():
    best = replace(SAID, text="The best time to be overweight")
    assert quoted_records(of(best, body="[[quote said]]\n\nNo dissenting view was sought."), MARKET) == []


def test_a_printed_quote_is_the_recorded_one():
    one = of(SAID)
    report = compose(one, MARKET)
    assert printed_quotes(one, report) == []
    other = Block("quote", QuoteBlock("We are at the doors", SAID.speaker, "", "", ""))
    (found,) = printed_quotes(one, replace(report, blocks=(other,)))
    assert (found.code, found.severity) == ("quote-altered", "error")


def test_speech_in_the_issues_own_words_has_its_place_in_the_file():
    source = "text: |\n  A word.\n\n  “We are at the doors,” said Ada Example of Example Bank\n  in {{ small.week }} December.\n"
    one = project()
    one = replace(one, issue=replace(one.issue, body=in_yaml(source)))
    (found,) = quoted_speech(one, MARKET)
    assert (found.code, found.place.line, found.place.column, found.end_column) == ("quote-altered", 4, 18, 23)


def test_facts_with_a_printed_note():
    for change, code in (({"source": " "}, "fact-unsourced"), ({"date": "2024"}, "fact-stale")):
        one = project(body="It is {{ facts.rate }}.", facts={"rate": replace(RATE, **change)})
        assert [each.code for each in fact_records(one, MARKET, compose(one, MARKET))] == [code]
    one = project(body="It is {{ facts.rate }}.", facts={"rate": replace(RATE, kind="forecast")})
    assert fact_records(one, MARKET, compose(one, MARKET)) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"name": "iShares Russell 1000 ETF"}, [("instrument-name", "error")]),
        ({"tracks": "Russell 3000 Index"}, [("instrument-tracks", "error")]),
        ({"expense_ratio": "0.25%"}, [("instrument-cost", "warning")]),
        ({"expense_ratio": "0.25%", "as_of": "2027-01-09"}, []),
        ({"name": "iShares Other ETF", "as_of": "January 2027"}, []),
    ],
)
def test_a_fund_that_the_registry_contradicts(change, codes):
    found = fund_identities(project(funds=(replace(IWM, **change),)), MARKET)
    assert [(one.code, one.severity) for one in found] == codes


def test_a_former_name_and_leverage_unsaid():
    old = replace(
        IWM,
        ticker="SMLF",
        name="iShares MSCI USA Small-Cap Multifactor ETF",
        tracks="STOXX U.S. Small-Cap Equity Factor Index",
        expense_ratio="0.15%",
    )
    (one,) = fund_identities(project(funds=(old,)), MARKET)
    assert "since March 1, 2023" in one.message
    triple = replace(IWM, ticker="TNA", name="Direxion Daily Small Cap Bull 3X Shares", expense_ratio="1.03%")
    assert [one.code for one in fund_identities(project(funds=(triple,)), MARKET)] == ["instrument-leveraged"]
    said = replace(triple, approach="Three times a day's change, leveraged")
    assert fund_identities(project(funds=(said,)), MARKET) == []


def test_the_shipped_issue_has_no_error_and_its_records_have_places():
    shipped = load(ROOT)
    found = [*quoted_records(shipped, MARKET), *quoted_speech(shipped, MARKET), *fund_identities(shipped, MARKET)]
    assert all(one.severity != "error" for one in found)
    line = shipped.places["quotes.lecubarri"].line
    assert (ROOT / "config.yaml").read_text().split("\n")[line - 1].strip() == "lecubarri:"


def test_nothing_is_said_of_an_issue_without_quotes():
    assert quoted_records(replace(project(), issue=issue(quotes={})), MARKET) == []


@pytest.mark.parametrize(
    ("name", "short", "roles"),
    [
        ("FTSE 100 Index", "FTSE 100", ["name", "short"]),
        ("S&P 500 Equal Weight", "Dow", ["name"]),
        ("Dow Jones Industrial Average", "Dow", []),
        ("The thirty", "Thirty", []),
    ],
)
def test_an_instrument_bears_no_other_ones_name(name, short, roles):
    one = replace(SMALL_ONE, symbol="^DJI", name=name, short=short)
    found = instrument_names(replace(project(), instruments={"dow": one}))
    assert [each.message.split(":")[0].rpartition(".")[2] for each in found] == roles
    assert {each.severity for each in found} <= {"error"}
