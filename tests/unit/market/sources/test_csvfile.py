"""Closes from files of your own: every shape of them, and every wrong row told at its line."""

import csv
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import MarketError, Mistakes
from reportgen.market import Request
from reportgen.market.sources.csvfile import closes
from reportgen.model import Close

START, END = date(2026, 1, 2), date(2026, 1, 9)
SYMBOLS = {"small": "^RUT", "large": "^GSPC"}


def ask(path, symbols=SYMBOLS, label="", start=START, end=END):
    return closes(Request(symbols, start, end, datetime(2026, 1, 12, tzinfo=UTC), path, label))


def held(tmp_path, text, name="closes.csv", **more):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ask(file, **more)


ROWS = st.dictionaries(
    st.tuples(st.dates(date(2025, 12, 25), date(2026, 1, 20)), st.sampled_from(["^RUT", "^GSPC", "^OTHER"])),
    st.integers(1, 10**9).map(lambda n: n / 100), max_size=20,
)  # fmt: skip


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.permutations(["date", "symbol", "close"]))
def test_what_stands_in_the_file_is_what_is_answered(rows, end, bom, order):
    lines = [",".join(order)]
    for (day, symbol), level in rows.items():
        cells = {"date": day.isoformat(), "symbol": symbol, "close": repr(level)}
        lines.append(",".join(cells[name] for name in order))
    with tempfile.TemporaryDirectory() as folder:
        found = held(Path(folder), ("\ufeff" if bom else "") + end.join(lines) + end)
    for key, symbol in SYMBOLS.items():
        wanted = {day: level for (day, s), level in rows.items() if s == symbol and START <= day <= END}
        assert {day: one.level for day, one in found[key].items()} == wanted
        assert all(day == one.session for day, one in found[key].items())


def test_who_printed_a_close_and_where(tmp_path):
    text = "date,symbol,close,source,source_url\n2026-01-09,^RUT,2624.22,The Paper, https://example.org/a \n2026-01-08,^RUT,2603.91,,\n"
    found = held(tmp_path, text, label="A feed")["small"]
    assert found[END] == Close(END, 2624.22, "The Paper", "https://example.org/a")
    assert found[date(2026, 1, 8)] == Close(date(2026, 1, 8), 2603.91, "A feed")
    assert held(tmp_path, text)["small"][date(2026, 1, 8)].source == "closes.csv"


def test_a_file_for_one_symbol(tmp_path):
    found = held(tmp_path, "Date , CLOSE\n 2026-01-09 , 1.5\n", symbols={"small": "^RUT"})
    assert found["small"][END].level == 1.5


def test_a_folder_with_a_file_for_each(tmp_path):
    (tmp_path / "^RUT.csv").write_text("date,close\n2026-01-09,1\n")
    (tmp_path / "GSPC.csv").write_text("date,close\n2026-01-09,2\n")
    found = ask(tmp_path)
    assert (found["small"][END].level, found["large"][END].level) == (1, 2)
    (tmp_path / "GSPC.csv").unlink()
    with pytest.raises(MarketError) as caught:
        ask(tmp_path)
    assert caught.value.message == "there is no ^GSPC.csv for ^GSPC"


def test_rows_that_say_nothing_are_passed_over(tmp_path):
    text = "date,symbol,close\n\n,,\n2026-01-09,^RUT,\n2026-01-09,^RUT, \n2026-01-08,^RUT,5\n"
    assert [c.level for c in held(tmp_path, text)["small"].values()] == [5]


def test_the_same_close_twice_is_one(tmp_path):
    text = "date,symbol,close,source\n2026-01-09,^RUT,5,A\n2026-01-09,^RUT,5.00,B\n"
    assert held(tmp_path, text)["small"][END].source == "A"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("9 January,^RUT,5", "'9 January' is no date (write 2026-01-09)"),
        (",^RUT,5", "'' is no date (write 2026-01-09)"),
        ("2026-02-30,^RUT,5", "'2026-02-30' is no date (write 2026-01-09)"),
        ('2026-01-09,^RUT,"2,624.22"', "'2,624.22' is no close (write 2624.22)"),
        ("2026-01-09,^RUT,n/a", "'n/a' is no close (write 2624.22)"),
        ("2026-01-09,^RUT,nan", "'nan' is no close (write 2624.22)"),
        ("2026-01-09,^RUT,inf", "'inf' is no close (write 2624.22)"),
        ("2026-01-09,^RUT,-inf", "'-inf' is no close (write 2624.22)"),
        ("2026-01-08,^RUT,6", "^RUT has two closes for 2026-01-08: 5.0 and 6.0"),
    ],
)
def test_a_wrong_row_is_told_at_its_line(tmp_path, row, words):
    with pytest.raises(MarketError) as caught:
        held(tmp_path, f"date,symbol,close\n2026-01-08,^RUT,5\n{row}\n")
    column = 1 if "no date" in words else row.rindex("^RUT,") + 6
    assert str(caught.value.place) == f"closes.csv:3:{column}"
    assert caught.value.message == words


def test_all_wrong_rows_are_told_up_to_twenty(tmp_path):
    rows = "".join(f"{i},^RUT,x\n" for i in range(30))
    with pytest.raises(Mistakes) as caught:
        held(tmp_path, f"date,symbol,close\n{rows}")
    assert len(caught.value.errors) == 20
    assert caught.value.exit == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,price\n2026-01-09,5\n", "has no columns date, symbol, close (it has date, price)"),
        ("date,close\n2026-01-09,5\n", "has no columns date, symbol, close (it has date, close)"),
        ("", "has no columns date, symbol, close (it has none)"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_list_of_closes(tmp_path, text, words):
    with pytest.raises(MarketError) as caught:
        held(tmp_path, text)
    assert caught.value.message == words
    assert str(caught.value.place) == "closes.csv:1:1"


def test_what_one_symbol_needs(tmp_path):
    with pytest.raises(MarketError) as caught:
        held(tmp_path, "day,close\n", symbols={"small": "^RUT"})
    assert caught.value.message == "has no columns date, close (it has day, close)"


def test_a_missing_file(tmp_path):
    with pytest.raises(MarketError) as caught:
        ask(tmp_path / "none.csv")
    assert caught.value.lines()[0] == "none.csv:1:1: there is no such file or folder"
    assert "market.path" in caught.value.hint


def test_a_file_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("reportgen.market.sources.csvfile.LIMIT", 1_000_000)
    with pytest.raises(MarketError) as caught:
        held(tmp_path, "x" * 1_000_001)
    assert caught.value.message == "is larger than 1 MB"


def test_a_quote_that_is_never_closed(tmp_path):
    """Python's csv gives up on a field of more than 131,072 letters; that is the file's mistake, not our bug."""
    with pytest.raises(MarketError):
        held(tmp_path, 'date,symbol,close\n2026-01-09,"^RUT,5\n' + "2026-01-08,^RUT,5\n" * 10_000)


@given(
    st.one_of(
        st.binary(max_size=60),
        st.text('date,symbolc\n\r"^RUT2026-01-09 5.\x00', max_size=60).map(
            lambda t: f"date,symbol,close\n{t}".encode()
        ),
    )
)
def test_whatever_stands_in_a_file_is_closes_or_told(raw):
    with tempfile.TemporaryDirectory() as folder:
        try:
            held(Path(folder), raw)
        except (MarketError, Mistakes) as error:
            assert error.exit == 4


def test_the_limits_of_the_dates_are_included(tmp_path):
    text = "date,symbol,close\n" + "".join(f"2026-01-{d:02},^RUT,5\n" for d in range(1, 12))
    found = held(tmp_path, text)["small"]
    assert (min(found), max(found)) == (START, END)


def test_the_shipped_closes_are_read_as_they_are(shipped):
    plan = shipped.project.market
    with plan.path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    symbols = {one.symbol: key for key, one in shipped.project.instruments.items()}
    count = 0
    for row in rows:
        close = shipped.market.closes[symbols[row["symbol"]]].get(date.fromisoformat(row["date"]))
        if close:
            count += 1
            assert (close.level, close.source, close.url) == (float(row["close"]), row["source"], row["source_url"])
    assert count == sum(len(by) for by in shipped.market.closes.values()) == len(rows)


def test_one_file_cannot_be_two_symbols(tmp_path):
    (tmp_path / "RUT.csv").write_text("date,close\n2026-01-09,1\n")
    with pytest.raises(MarketError) as caught:
        ask(tmp_path, symbols={"index": "^RUT", "share": "RUT"})
    assert caught.value.message == "RUT.csv is wanted for both ^RUT and RUT"


def test_a_row_with_more_values_than_columns(tmp_path):
    with pytest.raises(MarketError) as caught:
        held(tmp_path, "date,symbol,close\n2026-01-09,^RUT,2,624.22\n")
    assert str(caught.value.place) == "closes.csv:2:19"
    assert caught.value.message == "has more values than the heading has columns"


def test_a_heading_that_is_never_closed(tmp_path):
    with pytest.raises(MarketError) as caught:
        held(tmp_path, '"date,symbol,close\n' + "2026-01-09,^RUT,5\n" * 10_000)
    assert caught.value.message.startswith("is not CSV: ")
    assert "quotation mark" in caught.value.hint


def test_levels_may_be_zero_or_negative(tmp_path):
    found = held(tmp_path, "date,symbol,close\n2026-01-08,^RUT,0\n2026-01-09,^RUT,-0.15\n")["small"]
    assert [one.level for one in found.values()] == [0, -0.15]


def test_adjusted_closes(tmp_path):
    text = "date,symbol,close,adjusted\n2026-01-08,^RUT,5,\n2026-01-09,^RUT,6,5.75\n"
    assert [one.adjusted for one in held(tmp_path, text)["small"].values()] == [None, 5.75]
    with pytest.raises(MarketError) as caught:
        held(tmp_path, text.replace("5.75", "x"))
    assert str(caught.value) == "'x' is no adjusted close (write 2624.22)"
    assert str(caught.value.place) == "closes.csv:3:19"


def test_the_place_of_a_cell_below_blank_lines_and_one_of_two_lines(tmp_path):
    with pytest.raises(MarketError) as caught:
        held(tmp_path, 'date,symbol,close,source\n\n\n2026-01-09,"^RUT",x,"The\nPaper"\n')
    assert str(caught.value.place) == "closes.csv:4:19"
    with pytest.raises(MarketError) as caught:
        held(tmp_path, 'date,source,symbol,close\n2026-01-09,"The\nPaper",^RUT,x\n')
    assert str(caught.value.place) == "closes.csv:3:13"


def test_a_file_of_a_folder_is_told_with_it(tmp_path):
    folder = tmp_path / "closes"
    folder.mkdir()
    (folder / "RUT.csv").write_text("date,close\n2026-01-09,x\n")
    with pytest.raises(MarketError) as caught:
        ask(folder, symbols={"small": "^RUT"})
    assert str(caught.value.place) == "closes/RUT.csv:2:12"


@pytest.mark.parametrize(
    "raw",
    [
        "Date;^RUT\n09/01/2026;2.624,22\n",
        "date,symbol,close\n09/01/2026,^RUT,5\n10/01/2026,^RUT,5\n",
        'date,symbol,close\n2026-01-09,^RUT,"2,624.22"\n',
        "Date;^RUT\n".encode("utf-16"),
    ],
)
def test_what_a_spreadsheet_exported_is_sent_to_be_imported(tmp_path, raw):
    with pytest.raises((MarketError, Mistakes)) as caught:
        held(tmp_path, raw)
    assert "\n".join(caught.value.lines()).lower().count("import it once: reportgen market import file.") == 1
