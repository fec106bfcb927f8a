"""Disclosures: what the issue names decides what must stand, each with its evidence."""

import re

import pytest

from reportgen.compose import compose
from reportgen.compose.disclosures import TRIGGERS
from reportgen.model import Close, Instrument, MarketWeek
from reportgen.reference import owner_marks, wordings
from unit.made import ALPHA, BASE, BETA, LEVELS, WEEK, market, project, record

OIL = Instrument("small", "^SML", "Crude oil", "Crude oil", kind="commodity")
GOLD = Instrument("large", "^LRG", "Gold", "Gold", kind="commodity")
OWNED = Instrument(
    "small", "^RUT", "Russell 2000", "Russell 2000", owner="FTSE Russell", tracks="2,000 small companies"
)
ALWAYS = {"general", "risk", "sources", "opinion", "compensation"}


def standing(**words):
    words = {"instruments": (OIL, GOLD), "funds": (), "body": "Nothing.", **words}
    return {d.id: d for d in compose(project(**words), market(LEVELS)).disclosures}


def test_every_wording_has_a_trigger_and_a_basis():
    assert {w.trigger for w in wordings()} <= set(TRIGGERS)
    assert len({w.id for w in wordings()}) == len(wordings())
    for one in wordings():
        assert one.version >= 1
        assert one.title
        assert one.basis
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.reviewed)
        assert one.text or one.id in ("conflicts", "compensation")


def test_some_stand_in_every_issue():
    found = standing()
    assert set(found) == ALWAYS
    assert {d.because for d in found.values()} == {"stands in every issue"}


@pytest.mark.parametrize(
    ("words", "more", "because"),
    [
        ({"body": "It {{ small.week | moved }}."}, {"past", "basis"}, "prints a computed return: jumped 5.0% (small.week)"),
        ({"title": "Up {{ small.week }}"}, {"past", "basis"}, "prints a computed return: +5.0% (small.week)"),
        ({"body": "At {{ small.close }}."}, set(), ""),
        ({"body": "By {{ small.week_points }}."}, set(), ""),
        ({"instruments": (OWNED, GOLD)}, {"indexes", "small_caps", "marks"}, "names a small-company index: Russell 2000"),
        ({"body": "Small caps did well."}, {"small_caps"}, "speaks of small companies: “Small caps”"),
        ({"body": "A small-cap year."}, {"small_caps"}, "speaks of small companies: “small-cap”"),
        ({"deck": "For smaller companies."}, {"small_caps"}, "speaks of small companies: “smaller companies”"),
        ({"body": "An ETF.", "funds": ()}, {"funds", "conflicts"}, "speaks of funds: “ETF”"),
        ({"body": "Some ETFs.", "funds": ()}, {"funds", "conflicts"}, "speaks of funds: “ETFs”"),
        ({"body": "Look at ALF.", "funds": (ALPHA, BETA)}, {"funds", "conflicts"}, "names a fund: ALF"),
        ({"body": "ALFA.", "funds": (ALPHA,)}, set(), ""),
        ({"body": "[[instruments ALF]]", "funds": (ALPHA, BETA)}, {"funds", "conflicts"}, "names a fund: ALF"),
        ({"body": "[[instruments BTF]]\n\nALF", "funds": (ALPHA, BETA)}, {"funds", "conflicts", "factor"}, "names a fund: BTF and ALF"),
        ({"body": "[[instruments BTF]]", "funds": (BETA,)}, {"funds", "conflicts", "factor"}, "names a factor fund: Beta Factor Fund"),
        ({"body": "An actively managed one."}, {"active"}, "speaks of active management: “actively managed”"),
        ({"body": "Active funds."}, {"active"}, "speaks of active management: “Active funds”"),
        ({"body": "Very active."}, set(), ""),
        ({"body": "[[quote said]]"}, {"quotes"}, "quotes Ada Example"),
        ({"body": "It is {{ facts.rate }}."}, {"facts"}, "cites The Board"),
        ({"body": "It is {{ facts.growth }}."}, {"facts", "forecast"}, "prints an estimate: Growth of earnings"),
        ({"body": "It is {{ facts.view | value }}."}, {"facts", "forecast"}, "prints a forecast: Cuts to come"),
        ({"body": "They think {{ facts.taste }}."}, {"facts"}, "cites A Third House"),
        ({"body": "The outlook is fair."}, {"forecast"}, "speaks of the future: “outlook”"),
        ({"body": "It is expected to rise."}, {"forecast"}, "speaks of the future: “expected to”"),
        ({"body": "Forecasts differ."}, {"forecast"}, "speaks of the future: “Forecasts”"),
        ({"body": "The Federal Reserve met."}, {"rates"}, "speaks of interest rates: “Federal Reserve”"),
        ({"body": "Interest rates fell."}, {"rates"}, "speaks of interest rates: “Interest rates”"),
        ({"body": "The federal funds rate."}, {"rates"}, "speaks of interest rates: “federal funds”"),
        ({"key_points": ("Interest-rate cuts.",)}, {"rates"}, "speaks of interest rates: “Interest-rate”"),
        ({"risks": (("Interest rates", "They rise."),), "body": "[[risks]]"}, {"rates"}, "speaks of interest rates: “Interest rates”"),
        ({"risks": (("A risk", "An ETF."),), "body": "[[risks]]"}, {"funds", "conflicts"}, "speaks of funds: “ETF”"),
        ({"risks": (("A risk", "An ETF."),)}, set(), ""),
    ],
)  # fmt: skip
def test_what_calls_for_what(words, more, because):
    found = standing(**words)
    assert set(found) == ALWAYS | more
    if because:
        assert because in {d.because for d in found.values()}


def test_a_printed_rate_calls_for_the_risk_of_rates_and_not_for_that_of_returns():
    rates = tuple(Instrument(one.key, one.symbol, one.name, one.short, "rate") for one in (OIL, GOLD))
    for words in ("At {{ small.close }}.", "By {{ small.week }}."):
        found = standing(instruments=rates, body=words)
        assert set(found) == ALWAYS | {"rates"}
        assert found["rates"].because.startswith("prints a rate: ")


def test_a_total_return_says_how_it_is_computed():
    fund = Instrument("small", "ALF", "Alpha Fund", "ALF", "fund")
    closes = {
        day: Close(day, 100.0, "S", "", "", level) for day, level in zip(LEVELS["small"], range(95, 101), strict=True)
    }
    world = MarketWeek(WEEK, {**market(LEVELS).closes, "small": closes}, "S")
    issue = project(instruments=(fund, GOLD), funds=(), body="It returned {{ small.week_total | size }}.")
    found = {d.id: d.because for d in compose(issue, world).disclosures}
    assert found["total_return"] == "prints a total return: 5.3% (small.week_total)"
    assert {"past", "basis"} <= set(found)


def test_a_record_alone_cites_its_source():
    facts = {"r": record("small", 104.0, BASE)}
    found = standing(facts=facts, body="A record{{ facts.r | note }}.")
    assert set(found) == ALWAYS | {"facts"}


def test_the_order_is_the_librarys():
    found = standing(body="ETFs, interest rates and {{ small.week }}.")
    order = [w.id for w in wordings()]
    assert list(found) == [id for id in order if id in found]


def test_the_librarys_words_are_filled_from_the_issue():
    found = standing(
        instruments=(OWNED, GOLD), wordings={"general": "By {publisher} on {indexes}.", "compensation": " None. "}
    )
    assert found["indexes"].text.endswith("The Russell 2000 measures 2,000 small companies.")
    assert found["marks"].text.startswith(owner_marks("FTSE Russell"))
    assert "Thirty" not in found["indexes"].text
    assert found["general"].text == "By The Press on Russell 2000."
    assert found["compensation"].text == "None."
    for one in found.values():
        assert not re.search(r"\{\w+\}", one.text)
        assert one.text == one.text.strip()


def test_two_indexes_of_one_owner_name_it_once():
    pair = (OWNED, Instrument("large", "^R1", "Russell 1000", "Russell 1000", owner="FTSE Russell"))
    text = standing(instruments=pair)["marks"].text
    assert text.count("London Stock Exchange") == 1
    assert standing(instruments=pair)["indexes"].because == "names an index: Russell 2000 and Russell 1000"


def test_what_only_the_publisher_can_say_has_no_text_until_it_is_said():
    assert standing()["compensation"].text == ""
    assert standing(wordings={"compensation": "Nobody paid."})["compensation"].text == "Nobody paid."


def test_each_carries_its_version_title_and_whether_it_states_a_risk():
    for one in standing(body="An ETF at {{ small.week }}").values():
        wording = next(w for w in wordings() if w.id == one.id)
        assert (one.version, one.title, one.risk) == (wording.version, wording.title, wording.risk)


def test_the_shipped_issue_carries_all_that_it_calls_for(shipped):
    found = {d.id: d for d in shipped.report.disclosures}
    assert set(found) == {
        "general", "risk", "past", "indexes", "basis", "sources", "small_caps", "funds", "factor", "active", "rates", "forecast",
        "opinion", "quotes", "facts", "conflicts", "compensation", "marks",
    }  # fmt: skip
    assert all(d.text for d in found.values())
    assert "IWM" in found["funds"].because
