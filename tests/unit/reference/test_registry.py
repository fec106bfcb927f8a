"""The registry that ships: complete entries, known calendars, no two under one name, each fact with its source."""

import re
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reference import fund, identity, named, owner_marks, registry
from reportgen.reference.identity import KEYS, KINDS, plain
from reportgen.reference.registry import FILES, SHIPPED, file_of
from reportgen.yamlfile import parse

CONTENT = {
    name: parse(files("reportgen.reference").joinpath(name).read_text(encoding="utf-8"), name).content for name in FILES
}
WHERE = {symbol: name for name, content in CONTENT.items() for symbol in content["instruments"]}
ALL = [identity(symbol) for symbol in WHERE]
FUNDS = [one for one in ALL if one.kind == "fund"]
INDEXES = [one for one in ALL if one.kind == "index"]


def test_no_symbol_stands_twice():
    assert len(WHERE) == sum(len(content["instruments"]) for content in CONTENT.values())


@pytest.mark.parametrize("symbol", WHERE)
def test_each_symbol_stands_where_it_is_looked_up(symbol):
    assert file_of(symbol) == WHERE[symbol]
    assert identity(symbol).symbol == symbol


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.symbol)
def test_every_entry_is_complete(one):
    assert set(CONTENT[WHERE[one.symbol]]["instruments"][one.symbol]) <= set(KEYS)
    assert one.kind in KINDS
    assert one.name.strip() == one.name != ""
    assert one.short
    assert one.tracks
    assert one.tracks[-1] not in ".!"
    assert re.fullmatch(r"[A-Z]{3}|", one.currency)
    assert bool(one.source) == bool(one.url) == bool(one.as_of)
    assert re.fullmatch(r"https?://\S+|", one.url)
    for past in one.former:
        assert re.fullmatch(r"https?://\S+", past.url), "a former name needs a page that says so"
        assert past.source
        assert past.until is None or past.until < date(2027, 1, 1)


@pytest.mark.parametrize("one", FUNDS, ids=lambda one: one.symbol)
def test_a_fund_names_its_index_its_cost_and_who_prints_them(one):
    assert re.fullmatch(r"\d\.\d{1,4}%", one.expense_ratio)
    assert one.issuer
    assert one.source
    assert (one.leveraged or one.inverse) == (one.issuer in ("ProShares", "Direxion"))
    assert fund(one.symbol) == one


@pytest.mark.parametrize("one", INDEXES, ids=lambda one: one.symbol)
def test_an_index_has_an_owner_with_a_sentence_and_no_cost(one):
    assert owner_marks(one.owner).endswith(".")
    assert not one.expense_ratio
    assert fund(one.symbol) is None
    assert one.begins is None or one.source, "a first day needs who says so"


def test_every_owner_owns_something():
    assert {one.owner for one in ALL if one.owner} == set(CONTENT["indexes.yaml"]["owners"])


def test_every_calendar_is_known():
    from exchange_calendars import get_calendar_names

    codes = {one.calendar for one in ALL if one.calendar}
    assert codes <= {"stoxx", *get_calendar_names(include_aliases=True)}
    assert all(one.calendar for one in ALL if one.kind != "rate")


def test_no_two_bear_one_name():
    bearers = {}
    for one in ALL:
        for name in {plain(name) for name in (one.name, one.short, *one.also, *(past.name for past in one.former))}:
            assert bearers.setdefault(name, one.symbol) == one.symbol, name


def test_aliases_lead_to_an_entry_and_are_none_themselves():
    for other, symbol in CONTENT["indexes.yaml"]["aliases"].items():
        assert identity(other).symbol == symbol
        assert other not in WHERE


def test_the_funds_of_the_shipped_issue_agree(shipped):
    for ticker, printed in shipped.project.funds.items():
        one = fund(ticker)
        for key in ("name", "tracks", "expense_ratio", "source", "url", "as_of"):
            assert getattr(one, key) == getattr(printed, key), (ticker, key)


@pytest.mark.parametrize(
    ("symbol", "name", "begins"),
    [
        ("^GSPC", "S&P 500", date(1957, 3, 4)),
        ("^DJI", "Dow Jones Industrial Average", date(1896, 5, 26)),
        ("^IXIC", "Nasdaq Composite", date(1971, 2, 5)),
        ("^RLG", "Russell 1000 Growth", None),
        ("^RLV", "Russell 1000 Value", None),
        ("^RUO", "Russell 2000 Growth", None),
        ("^RUJ", "Russell 2000 Value", None),
    ],
)
def test_the_usual_ones(symbol, name, begins):
    assert (identity(symbol).name, identity(symbol).begins, identity(symbol).calendar) == (name, begins, "XNYS")


def test_an_index_that_reinvests_dividends_says_so():
    assert {one.symbol for one in ALL if one.total_return} == {"^GDAXI", "^BVSP"}
    assert all(one.total_return == ("dividends reinvested" in one.tracks) for one in INDEXES)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.symbol)
def test_every_name_finds_its_bearer(one):
    for name in (one.name, one.short, *one.also):
        assert named(name).identity == one
        assert named(name).former is None
    for past in one.former:
        assert named(past.name).identity == one
        assert named(past.name).former == past


@given(st.sampled_from(ALL), st.data())
def test_marks_case_hyphens_and_spaces_make_no_other_name(one, data):
    name = data.draw(st.sampled_from([one.name, one.name.upper(), one.name.lower(), f"The {one.name}"]))
    name = data.draw(
        st.sampled_from([name, name.replace(" ", "  "), name.replace("-", " "), name.replace(" ", "® ", 1)])
    )
    assert named(name).identity == one


def test_smlf_bore_another_name_until_march_2023():
    found = named("iShares MSCI USA Small-Cap Multifactor ETF")
    assert found.identity.name == "iShares U.S. Small-Cap Equity Factor ETF"
    assert found.former.until == date(2023, 3, 1)


@given(st.text(max_size=30).filter(lambda text: text not in WHERE and not text.startswith("^S")))
def test_the_unknown_is_unknown(text):
    assert identity(text) is None
    assert fund(text) is None
    assert owner_marks(text) == "" or text in CONTENT["indexes.yaml"]["owners"]


def test_no_name_of_nobody():
    assert named("iShares MSCI USA Small-Cap Quality Factor ETF") is None
    assert named("") is None


def test_without_a_folder_it_is_what_ships(tmp_path):
    assert registry() is SHIPPED
    assert registry(tmp_path) == SHIPPED
