"""Disclosures: what the issue names decides what must stand, each with its evidence."""

import re
from dataclasses import replace
from datetime import date

import pytest

from reportgen.compose import compose
from reportgen.compose.disclosures import TRIGGERS
from reportgen.model import Close, Instrument, MarketWeek, Place, Profile, Release
from reportgen.reference import owner_marks, wordings
from unit.made import ALPHA, BASE, BETA, FRIDAY, LEVELS, WEEK, in_yaml, market, project, record, week_of, weekdays

WORKS = Instrument("small", "WRK", "Alpha Works", "Alpha Works", kind="stock")
MILLS = Instrument("large", "MLS", "Beta Mills", "Beta Mills", kind="stock")
OWNED = Instrument(
    "small", "^RUT", "Russell 2000", "Russell 2000", owner="FTSE Russell", tracks="2,000 small companies"
)
ALWAYS = {"general", "risk", "sources", "opinion", "conflicts", "compensation"}


def standing(**words):
    words = {"instruments": (WORKS, MILLS), "funds": (), "body": "Nothing.", **words}
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
    assert found.pop("conflicts").because == "names an instrument: Alpha Works and Beta Mills"
    assert {d.because for d in found.values()} == {"stands in every issue"}


@pytest.mark.parametrize(
    ("words", "more", "because"),
    [
        ({"body": "It {{ small.week | moved }}."}, {"past", "basis"}, "prints a computed return: jumped 5.0% (small.week)"),
        ({"title": "Up {{ small.week }}"}, {"past", "basis"}, "prints a computed return: +5.0% (small.week)"),
        ({"body": "At {{ small.close }}."}, set(), ""),
        ({"body": "By {{ small.week_points }}."}, set(), ""),
        ({"instruments": (OWNED, MILLS)}, {"indexes", "small_caps", "marks"}, "names a small-company index: Russell 2000"),
        ({"body": "Small caps did well."}, {"small_caps"}, "speaks of small companies: “Small caps”"),
        ({"body": "A small-cap year."}, {"small_caps"}, "speaks of small companies: “small-cap”"),
        ({"deck": "For smaller companies."}, {"small_caps"}, "speaks of small companies: “smaller companies”"),
        ({"body": "An ETF.", "funds": ()}, {"funds"}, "speaks of funds: “ETF”"),
        ({"body": "Some ETFs.", "funds": ()}, {"funds"}, "speaks of funds: “ETFs”"),
        ({"body": "Look at ALF.", "funds": (ALPHA, BETA)}, {"funds"}, "names a fund: ALF"),
        ({"body": "ALFA.", "funds": (ALPHA,)}, set(), ""),
        ({"body": "[[instruments ALF]]", "funds": (ALPHA, BETA)}, {"funds"}, "names a fund: ALF"),
        ({"body": "[[instruments BTF]]\n\nALF", "funds": (ALPHA, BETA)}, {"funds", "factor"}, "names a fund: BTF and ALF"),
        ({"body": "[[instruments BTF]]", "funds": (BETA,)}, {"funds", "factor"}, "names a factor fund: Beta Factor Fund"),
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
        ({"risks": (("A risk", "An ETF."),), "body": "[[risks]]"}, {"funds"}, "speaks of funds: “ETF”"),
        ({"risks": (("A risk", "An ETF."),)}, set(), ""),
    ],
)  # fmt: skip
def test_what_calls_for_what(words, more, because):
    found = standing(**words)
    assert set(found) == ALWAYS | more
    if because:
        assert because in {d.because for d in found.values()}


def test_a_printed_rate_calls_for_the_risk_of_rates_and_not_for_that_of_returns():
    rates = tuple(Instrument(one.key, one.symbol, one.name, one.short, "rate") for one in (WORKS, MILLS))
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
    issue = project(instruments=(fund, MILLS), funds=(), body="It returned {{ small.week_total | size }}.")
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
        instruments=(OWNED, MILLS), wordings={"general": "By {publisher} on {indexes}.", "compensation": " None. "}
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


def under(profile, levels=LEVELS, week=WEEK, **words):
    """The report of an issue as another kind of publisher, or elsewhere, would print it."""
    words = {"instruments": (OWNED, MILLS), "funds": (), "body": "It {{ small.week | moved }}.", **words}
    return compose(replace(project(**words), profile=profile), market(levels, week))


@pytest.mark.parametrize(
    ("profile", "there", "gone"),
    [
        (Profile(), {"past"}, {"past_uk_eu", "five_years"}),
        (Profile("uk_firm", ("UK",)), {"past_uk_eu", "five_years", "status_uk_firm"}, {"past"}),
        (Profile("eu_firm", ("EU",)), {"past_uk_eu", "five_years", "status_eu_firm"}, {"past", "status_uk_firm"}),
        (Profile(jurisdictions=("US", "UK")), {"past_uk_eu", "five_years"}, {"past", "status_uk_firm"}),
        (Profile("us_ria"), {"past", "status_us_ria"}, {"past_uk_eu", "status_us_bd"}),
        (Profile("us_bd"), {"status_us_bd"}, set()),
    ],
)
def test_who_publishes_and_where_it_is_read_decide(profile, there, gone):
    report = under(profile)
    ids = {one.id for one in (*report.disclosures, *report.unasked)}
    assert ids >= there
    assert not ids & gone


def test_a_status_line_stands_first_and_is_the_publishers_own():
    first, *others = under(Profile("us_ria"), wordings={"status_us_ria": "An adviser."}).disclosures
    assert (first.id, first.text) == ("status_us_ria", "An adviser.")
    assert "status_us_ria" not in {one.id for one in others}
    assert under(Profile("us_ria")).disclosures[0].text == ""


def test_where_an_index_is_shown_abroad_its_five_years_are():
    report = under(Profile("uk_firm", ("UK",)))
    (block,) = [block for block in report.blocks if block.kind == "five_years"]
    assert block.content.sections == ()
    assert block.content.footnotes == (
        "Russell 2000: the closes at hand begin on January 2, 2026 and cover none of the five complete periods asked for.",
    )
    assert next(one for one in report.disclosures if one.id == "five_years").placement == "table"
    assert not [block for block in under(Profile()).blocks if block.kind == "five_years"]


def test_five_years_that_are_there_are_figures_like_any_other():
    calendar = weekdays(date(2020, 12, 1), FRIDAY)
    levels = {
        key: {day: start + i / 10 for i, day in enumerate(calendar)} for key, start in (("small", 100), ("large", 50))
    }
    report = under(Profile("eu_firm", ("EU",)), levels, week_of(calendar))
    (block,) = [block for block in report.blocks if block.kind == "five_years"]
    assert [column.heading for column in block.content.columns] == [f"To Dec {year}" for year in range(2021, 2026)]
    (row,) = block.content.rows
    printed = {one.figure.id: one for one in report.printed}
    assert printed["small.2024-12-31..2025-12-31"].text.startswith("+")
    assert "change over twelve months" in printed["small.2024-12-31..2025-12-31"].provenance
    assert len(row.cells) == 5


def test_one_that_is_printed_when_asked_for():
    vague = {"body": "A diversified portfolio."}
    report = compose(project(**vague), market(LEVELS))
    assert "diversification" not in {one.id for one in report.disclosures}
    assert "diversification" in {one.id for one in report.unasked}
    standard = next(one for one in wordings() if one.id == "diversification").text
    assert standing(**vague, wordings={"diversification": "standard"})["diversification"].text == standard
    assert (
        standing(**vague, wordings={"diversification": "Mixing helps little."})["diversification"].text
        == "Mixing helps little."
    )


def test_what_stands_within_another_is_not_printed_twice():
    report = compose(project(instruments=(OWNED, MILLS)), market(LEVELS))
    assert not {"as_of", "index_definitions"} & {one.id for one in (*report.disclosures, *report.unasked)}
    assert standing(wordings={"as_of": "As of Friday."})["as_of"].text == "As of Friday."


def test_the_publishers_words_are_put_into_ours():
    fund = Instrument("small", "ALF", "Alpha Fund", "ALF", "fund")
    told = {"fund_performance": "1 year 2%, 5 years 3%, 10 years 4%."}
    (one,) = [
        d
        for d in under(Profile("us_bd"), instruments=(fund, MILLS), wordings=told).disclosures
        if d.id == "fund_performance"
    ]
    assert one.text.startswith("The changes of funds printed here")
    assert one.text.endswith("told here: 1 year 2%, 5 years 3%, 10 years 4%.")
    (bare,) = [d for d in under(Profile("us_bd"), instruments=(fund, MILLS)).disclosures if d.id == "fund_performance"]
    assert bare.text == ""


def test_a_close_set_page_has_the_short_words():
    made = project()
    look = replace(made.publication.look, density="compact")
    made = replace(made, publication=replace(made.publication, look=look))
    found = {d.id: d.text for d in compose(made, market(LEVELS)).disclosures}
    assert found["past" if "past" in found else "risk"] == next(
        w.short for w in wordings() if w.id == ("past" if "past" in found else "risk")
    )


@pytest.mark.parametrize(
    ("kind", "name", "currency", "more"),
    [
        ("rate", "10-year Treasury", "", {"bonds"}),
        ("rate", "Federal funds target", "", set()),
        ("crypto", "Bitcoin", "USD", {"crypto"}),
        ("index", "Nikkei 225", "JPY", {"international"}),
        ("index", "Nifty 50", "INR", {"international", "emerging"}),
        ("fund", "Daily S&P 500 Bull 3X Shares", "USD", {"leveraged", "funds"}),
        ("fund", "Core U.S. Aggregate Bond ETF", "USD", {"bonds", "funds"}),
        ("fund", "Micro-Cap ETF", "USD", {"micro_caps", "funds"}),
    ],
)
def test_what_an_instrument_is_calls_for_its_risks(kind, name, currency, more):
    one = Instrument("small", "^ONE", name, name, kind, currency=currency)
    ids = set(standing(instruments=(one, MILLS)))
    assert ids - ALWAYS - {"indexes", "marks"} == more


def test_changes_are_told_in_the_currency_that_they_are_in():
    home = standing(body="It {{ small.week | moved }}.")["basis"].text
    yen = Instrument("small", "^JJJ", "Nikkei 225", "Nikkei", currency="JPY")
    abroad = standing(instruments=(yen, MILLS), body="It {{ small.week | moved }}.")["basis"].text
    assert "in U.S. dollars" in home
    assert "in the currency of each index or instrument" in abroad


def test_a_consensus_that_is_printed_calls_for_what_it_is():
    released = (Release(FRIDAY, "Payrolls", "December", "50,000", "70,000", "60,000", "The Bureau"),)
    assert standing(economy=released, body="[[economy]]")["consensus"].because == "prints a consensus: Payrolls"
    assert "consensus" not in standing(economy=released)
    assert "consensus" not in standing(economy=(replace(released[0], consensus=""),), body="[[economy]]")


def test_each_tells_the_place_of_its_evidence():
    made = project(instruments=(OWNED, MILLS), funds=())
    body = in_yaml("text: |\n  One line.\n  The Federal\n  Reserve met, and it {{ small.week | moved }}.\n")
    made = replace(
        made, issue=replace(made.issue, body=body), places={"instruments.small": Place("config.yaml", 30, 3)}
    )
    found = {d.id: str(d.place) for d in compose(made, market(LEVELS)).disclosures}
    assert found["rates"] == "config.yaml:3:7"
    assert found["past"] == "config.yaml:4:26"
    assert found["indexes"] == found["small_caps"] == "config.yaml:30:3"


def test_the_shipped_issue_tells_places_that_hold_the_evidence(shipped, pytestconfig):
    rows = (pytestconfig.rootpath / "config.yaml").read_text().split("\n")
    found = {d.id: rows[d.place.line - 1][d.place.column - 1 :] for d in shipped.report.disclosures}
    assert found["indexes"].startswith("russell_2000:")
    assert found["past"].startswith("russell_2000.week")
    assert found["funds"].startswith("IWM")
    assert found["rates"].startswith("Federal Reserve")
    assert found["quotes"].startswith("[[quote lecubarri]]")
    assert found["forecast"].startswith("facts.small_cap_earnings")
