"""The members of a universe: every shape of the file, and every mistake told at its line and column."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import MarketError, Mistakes
from reportgen.market.universes.universe import read
from reportgen.model import Member

SYMBOLS = st.from_regex(r"[A-Z0-9^][A-Z0-9.&=-]{0,7}", fullmatch=True).filter(lambda s: s != "SYMBOL")
DAYS = st.dates(date(1950, 1, 1), date(2030, 1, 1))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=6)


def held(text, folder=None):
    if folder is None:
        with tempfile.TemporaryDirectory() as name:
            return held(text, Path(name))
    file = folder / "members.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(file)


def told(text):
    """The mistakes of a file, as printed."""
    with pytest.raises((MarketError, Mistakes)) as caught:
        held(text)
    assert caught.value.exit == 4
    return [line for line in caught.value.lines() if not line.startswith("  ")]


@given(
    st.dictionaries(SYMBOLS, st.tuples(NAMES, st.lists(DAYS, min_size=2, max_size=2).map(sorted), st.integers(0, 3)), min_size=1, max_size=9),
    st.permutations(["symbol", "name", "from", "to", "weight"]),
    st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)  # fmt: skip
def test_what_stands_in_the_file_is_what_is_read(rows, order, separator, end, bom, quoting):
    members = [
        Member(symbol, name, start if which & 1 else None, stop if which & 2 else None)
        for symbol, (name, (start, stop), which) in rows.items()
    ]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerow(order)
    for one in members:
        cells = {"symbol": one.symbol, "name": one.name, "from": one.start or "", "to": one.end or "", "weight": "0.1"}
        writer.writerow(cells[name] for name in order)
    found = held(("\ufeff" if bom else "") + out.getvalue())
    assert found.members == tuple(members)
    assert found.file == "members.csv"
    assert found.dated == any(one.end for one in members)


@given(st.lists(SYMBOLS, unique=True, min_size=1), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_plain_list(symbols, end):
    found = held(end.join(symbols) + end)
    assert [one.symbol for one in found.members] == symbols
    assert not found.dated


def test_a_share_that_left_and_came_back():
    text = "symbol,from,to\nABC,2020-01-02,2021-06-30\nABC,2023-01-03,\nABC,,2019-12-31\n"
    assert [one.start for one in held(text).members] == [date(2020, 1, 2), date(2023, 1, 3), None]


def test_days_of_joining_alone_do_not_say_who_has_gone():
    assert not held("symbol,from\nABC,2020-01-02\n").dated
    assert held("symbol,from,to\nABC,2020-01-02,\nOLD,2010-01-04,2022-05-31\n").dated


def test_empty_lines_and_short_rows():
    assert held("\nsymbol,name,from\n\nABC\n,,\nDEF,Def\n").members == (Member("ABC"), Member("DEF", "Def"))
    assert held("Symbol , Name\n ABC , A & B \n").members == (Member("ABC", "A & B"),)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A B,x,,", "members.csv:3:1: 'A B' is no symbol"),
        (",x,,", "members.csv:3:1: '' is no symbol"),
        ("#N/A,x,,", "members.csv:3:1: '#N/A' is no symbol"),
        ('DEF,"x, y",09/01/2026,', "members.csv:3:12: '09/01/2026' is no date (write 2026-01-09)"),
        ("DEF,x,20260109,", "members.csv:3:7: '20260109' is no date (write 2026-01-09)"),
        ("DEF,x,,2026-02-30", "members.csv:3:8: '2026-02-30' is no date (write 2026-01-09)"),
        ("DEF,x,2026-01-09, 2026-01-08", "members.csv:3:19: DEF leaves on 2026-01-08, before it joins on 2026-01-09"),
        ("DEF,x,,,,more", "members.csv:3:9: has more values than the heading has columns"),
        ("ABC,x,,", "members.csv:3:1: ABC is a member twice at one time (see line 2)"),
        ("ABC,x,2020-01-01,2021-01-01", "members.csv:3:1: ABC is a member twice at one time (see line 2)"),
    ],
)
def test_a_mistake_is_told_at_its_place(row, words):
    assert told(f"symbol,name,from,to\nABC,Abc,,\n{row}\n") == [words]


def test_all_mistakes_are_told_at_once():
    text = (
        "symbol,from,to\nA A,2026,2027\nABC,2020-01-01,2020-12-31\nABC,2020-12-31,\nABC,2019-01-01,2024-01-01\nDEF,x,\n"
    )
    assert told(text) == [
        "members.csv:2:1: 'A A' is no symbol",
        "members.csv:2:5: '2026' is no date (write 2026-01-09)",
        "members.csv:2:10: '2027' is no date (write 2026-01-09)",
        "members.csv:4:1: ABC is a member twice at one time (see line 3)",
        "members.csv:5:1: ABC is a member twice at one time (see line 3)",
        "members.csv:6:5: 'x' is no date (write 2026-01-09)",
    ]
    assert len(told("\n".join(["symbol", *["?"] * 99]))) == 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "members.csv:1:1: names no member"),
        ("\n \n", "members.csv:1:1: names no member"),
        ("symbol,name\n", "members.csv:1:1: names no member"),
        ("ticker,name\nABC,Abc\n", "members.csv:1:1: has no column symbol"),
        ("symbol,from,from\nABC,,\n", "members.csv:1:1: has two columns from"),
        ("ABC\nDEF,Def\n", "members.csv:2:5: is more than one symbol"),
        ("ABC\nThe Abc Company\n", "members.csv:2:1: 'The Abc Company' is no symbol"),
        (b"\xff\xfe\x00", "members.csv:1:1: is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_list_of_members(text, words):
    assert told(text) == [words]


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(MarketError) as caught:
        read(tmp_path / "none.csv")
    assert caught.value.lines()[0] == "none.csv:1:1: there is no such file"
    with pytest.raises(MarketError) as caught:
        read(tmp_path)
    assert caught.value.message.startswith("cannot be read: ")


def test_a_file_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("reportgen.market.universes.universe.LIMIT", 1_000_000)
    with pytest.raises(MarketError) as caught:
        held("x" * 1_000_001, tmp_path)
    assert caught.value.message == "is larger than 1 MB"


@given(st.one_of(st.binary(max_size=60), st.text('symbolfrt,;"\t\n\r 2026-01-\x00\u2028', max_size=60).map(str.encode),
                 st.text(',"ABC 2026-01-09\n', max_size=60).map(lambda t: f"symbol,from,to\n{t}".encode())))  # fmt: skip
def test_whatever_stands_in_a_file_is_members_or_told(raw):
    try:
        found = held(raw)
    except (MarketError, Mistakes) as error:
        assert error.exit == 4
    else:
        assert found.members


def test_the_heading_of_another_file_is_no_member(tmp_path):
    (tmp_path / "members.csv").write_text("Ticker\nAAA\nBBB\n")
    with pytest.raises(MarketError, match="has no column symbol"):
        read(tmp_path / "members.csv")
    (tmp_path / "members.csv").write_text("CODE\nAAA\n")
    assert [m.symbol for m in read(tmp_path / "members.csv").members] == ["CODE", "AAA"]
