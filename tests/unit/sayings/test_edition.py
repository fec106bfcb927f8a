"""The golden edition as plain text, against its record alone: no error as printed, one on each word that is changed."""

import re
from functools import cache

import pytest

from reportgen.market import record
from reportgen.model import Evidence
from reportgen.naming import check_instruments
from reportgen.reading import manuscript
from reportgen.sayings import check_facts, check_quotes, check_sources
from unit.made import ROOT

FOLDER = ROOT / "tests" / "golden" / "2026-01-09"
TEXT = (FOLDER / "report.txt").read_text()
QUOTE = 15  # words


@cache
def kept():
    market, _ = record.read(FOLDER / "record.json")
    facts, quotes = record.cited(FOLDER / "record.json")
    return Evidence(market, {}, "record.json", facts, quotes, own=True)


def errors(text, kind="text"):
    paper = manuscript(text, "report", kind)
    rooms = (check_quotes, check_facts, check_sources, check_instruments)
    lines = text.split("\n")
    return [
        (one.place.line, lines[one.place.line - 1][one.place.column - 1 : one.end_column - 1])
        for room in rooms
        for one in room(paper, kept())
        if one.severity == "error"
    ]


def test_as_printed_it_has_no_error():
    assert errors(TEXT) == []


def changed(old, new, nth=0):
    """The text with one occurrence changed, and the line and words of the change."""
    at = [m.start() for m in re.finditer(re.escape(old), TEXT)][nth]
    return TEXT[:at] + new + TEXT[at + len(old) :], TEXT.count("\n", 0, at) + 1


@pytest.mark.parametrize("at", range(QUOTE))
def test_each_word_of_the_quotation(at):
    begin = TEXT.index("“We are at the gates") + 1
    spot = [begin + m.start() for m in re.finditer(r"\S+", TEXT[begin : begin + 120])][at]
    word = re.match(r"\w+", TEXT[spot:])[0]
    text = TEXT[:spot] + "turnips" + TEXT[spot + len(word) :]
    assert (TEXT.count("\n", 0, spot) + 1, "turnips") in errors(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Eduardo Lecubarri", "Edward Lecubarri"), ("Eduardo Lecubarri", "Eduardo Delmar"), ("JPMorgan.", "Citigroup."),
        ("small- and mid-cap equity", "large- and mid-cap equity"), ("Oninvest,", "Outvest,"), ("December 2025\n", "November 2025\n"),
        ("at JPMorgan put", "at Citigroup put"), ("clients in December", "clients in October"), ("356 to 147 [5]", "357 to 147 [5]"),
        ("14.6% [9]", "15.6% [9]"), ("December 24 it", "December 23 it"), ("On December 10", "On December 11"), ("[5] on Thursday", "[5] on Tuesday"),
        ("Jefferies, expects", "Citigroup, expects"), ("3.50% to 3.75% [8]", "3.25% to 3.75% [8]"), ("Barron's", "Reuters"),
        ("2000 ETF", "1000 ETF"), ("IWM: i", "IWN: i"), ("IWM: i", "VB: i"), ("Follows the Russell 2000", "Follows the Russell 1000"),
        ("CRSP US Small", "CRSP US Large"), ("Vanguard Small-Cap", "Vanguard Mid-Cap"), ("0.19%", "0.91%"), ("Equity Factor ETF", "Quality Factor ETF"),
    ],
)  # fmt: skip
def test_each_change_is_an_error_in_its_line(old, new):
    text, line = changed(old, new)
    found = errors(text)
    assert line in [at for at, _ in found], found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gates of", "doors of"),
        ("<strong>Eduardo", "<strong>Edward"),
        ("JPMorgan<br>", "Citigroup<br>"),
        ("December 2025 (", "November 2025 ("),
    ],
)
def test_the_web_page_alike(old, new):
    page = (FOLDER / "index.html").read_text()
    assert errors(page, "html") == []
    at = page.index(old)
    assert page.count("\n", 0, at) + 1 in [line for line, _ in errors(page.replace(old, new, 1), "html")]
