"""A project's instruments.yaml: it adds and overrides, and every mistake is told at its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ConfigError, ReportgenError
from reportgen.reference import identity, registry


def told(folder, text):
    (folder / "instruments.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ReportgenError) as caught:
        registry(folder)
    return caught.value.lines()


def read(folder, text):
    (folder / "instruments.yaml").write_text(text, encoding="utf-8")
    return registry(folder)


ADDED = """\
instruments:
  ^HOME:
    name: Home 50
    owner: The House
    tracks: 50 companies of the house
    calendar: XLON
    currency: GBP
    begins: 2001-05-02
    total_return: true
    also: [Home Fifty]
    former:
      - {name: Home 40, until: 2010-01-04, source: The House, url: "https://house.example/history"}
owners:
  The House: Home 50 is a mark of the house.
"""


def test_it_adds_one_with_all_that_an_entry_can_say(tmp_path):
    own = read(tmp_path, ADDED)
    one = own.identity("^HOME")
    assert (one.name, one.short, one.kind, one.calendar, one.currency) == ("Home 50", "Home 50", "index", "XLON", "GBP")
    assert (one.begins, one.total_return, one.also) == (date(2001, 5, 2), True, ("Home Fifty",))
    assert own.named("home fifty index").identity == one
    assert own.named("Home 40").former.until == date(2010, 1, 4)
    assert own.owner_marks("The House") == "Home 50 is a mark of the house."
    assert own.owner_marks("Nasdaq").endswith("Nasdaq, Inc.")
    assert own.identity("^RUT") == identity("^RUT")
    assert identity("^HOME") is None


def test_what_it_does_not_state_stays_as_shipped(tmp_path):
    own = read(tmp_path, "instruments:\n  ^RUT:\n    calendar: XNAS\n")
    assert own.identity("^RUT").calendar == "XNAS"
    assert own.identity("^RUT").name == "Russell 2000"
    assert own.identity("^RUT").source == identity("^RUT").source


def test_who_states_a_cost_anew_does_not_inherit_its_source(tmp_path):
    text = "instruments:\n  IWM:\n    expense_ratio: 0.18%\n    source: The prospectus\n"
    one = read(tmp_path, text).fund("IWM")
    assert (one.expense_ratio, one.source, one.url, one.as_of) == ("0.18%", "The prospectus", "", "")
    assert one.tracks == "Russell 2000 Index"


def test_a_new_name_is_the_short_name_too_and_the_old_one_is_gone(tmp_path):
    own = read(tmp_path, "instruments:\n  ^DJI:\n    name: The Thirty\n    also: []\n")
    assert own.identity("^DJI").short == "The Thirty"
    assert own.named("The Thirty").identity.symbol == "^DJI"
    assert own.named("Dow Jones Industrial Average") is None


def test_a_name_of_today_goes_before_a_former_one(tmp_path):
    own = read(tmp_path, "instruments:\n  ^NEW: {name: New, former: [{name: Nasdaq-100}, {name: Old}]}\n")
    assert own.named("Nasdaq-100").identity.symbol == "^NDX"
    assert own.named("Old").identity.symbol == "^NEW"


def test_an_entry_for_another_symbol_of_an_index_is_that_symbols(tmp_path):
    assert read(tmp_path, "instruments:\n  ^SPX: {short: S&P}\n").identity("^SPX").symbol == "^SPX"


def test_a_new_fund(tmp_path):
    text = (
        "instruments:\n  HOMF:\n    name: Home Fund\n    kind: fund\n    tracks: Home 50\n    expense_ratio: 1%\n"
        "    source: The House\n    leveraged: true\n"
    )
    assert read(tmp_path, text).fund("HOMF").leveraged
    assert read(tmp_path, text).fund("HOMF").calendar == "XNYS"


def test_mistakes_are_told_all_at_once_each_at_its_place(tmp_path):
    lines = told(
        tmp_path,
        """\
instruments:
  ^NEW:
    title: New
    kind: share
    calendar: "???"
    currency: dollars
    url: ftp://house.example
    begins: 1971-02-30
    total_return: yes
    also: New
    former:
      - until: 2001
      - {name: Newer, until: 2001-1-1, when: now}
  "a b":
    name: Spaced
  IWM:
    expense_ratio: cheap
  SPY: S&P
  VTI:
    name: []
  ^A1: {name: Twin Index}
  ^A2: {name: the twin}
others: {}
owners:
  Nobody: ""
""",
    )
    text = "\n".join(lines)
    for at, what in [
        ("3:5", "instruments.^NEW.title: there is no such key"),
        ("4:11", "instruments.^NEW.kind: must be one of index, fund"),
        ("5:15", "instruments.^NEW.calendar: must be a calendar's code"),
        ("6:15", "instruments.^NEW.currency: must be three letters"),
        ("7:10", "instruments.^NEW.url: must be a web address"),
        ("8:13", "instruments.^NEW.begins: must be a day"),
        ("9:19", "instruments.^NEW.total_return: must be true or false"),
        ("10:11", "instruments.^NEW.also: must be a list of names"),
        ("12:9", "instruments.^NEW.former[1]: needs a name:"),
        ("13:30", "instruments.^NEW.former[2].until: must be a day"),
        ("13:40", "instruments.^NEW.former[2].when: there is no such key"),
        ("2:3", "instruments.^NEW.name: is missing"),
        ("14:3", "instruments.a b: is no symbol"),
        ("17:20", "instruments.IWM.expense_ratio: must be a yearly charge"),
        ("17:20", "instruments.IWM.expense_ratio: needs its source:"),
        ("18:8", "instruments.SPY: must be a mapping"),
        ("20:11", "instruments.VTI.name: must be a text"),
        ("22:15", "instruments.^A2.name: is the name of ^A1 already"),
        ("23:1", "others: there is no such key"),
        ("25:11", "owners.Nobody: must be a sentence"),
    ]:
        assert f"instruments.yaml:{at}: {what}" in text, text
    assert "Known keys: instruments, owners." in text


@pytest.mark.parametrize("text", ["instruments: []\n", "owners: none\n", "instruments: {^NEW: {name: N, former: x}}\n"])
def test_what_is_no_mapping_or_list_is_told(tmp_path, text):
    assert "must be" in told(tmp_path, text)[0]


def test_a_broken_file_is_told_with_its_line(tmp_path):
    assert told(tmp_path, "instruments:\n  ^NEW: {name: 'New}\n")[0].startswith(
        "instruments.yaml:2:16: a quotation mark opened here is never closed"
    )
    (tmp_path / "instruments.yaml").unlink()
    (tmp_path / "instruments.yaml").mkdir()
    with pytest.raises(ConfigError, match="folder"):
        registry(tmp_path)


values = st.recursive(
    st.none() | st.sampled_from(["x", "true", "0.1%", "2001-05-02", "https://a.example", "index", "fund"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "until", "x"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
KEYS = ["name", "kind", "tracks", "calendar", "expense_ratio", "source", "begins", "also", "former", "leveraged", "x"]


@given(st.dictionaries(st.sampled_from(["^RUT", "IWM", "^NEW", "?"]), st.dictionaries(st.sampled_from(KEYS), values)))
def test_whatever_it_says_it_is_read_or_told_never_broken(tmp_path_factory, content):
    import json

    folder = tmp_path_factory.mktemp("own")
    (folder / "instruments.yaml").write_text(json.dumps({"instruments": content}), encoding="utf-8")
    try:
        own = registry(folder)
    except ReportgenError as error:
        assert all(line.startswith(("instruments.yaml:", "  ")) for line in error.lines())
    else:
        assert all(own.identity(symbol).name for symbol in content)
