"""Closes exported by hand: in whatever dialect a program wrote them, they are read back as they were, or refused."""

import csv
import io
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import MarketError, Mistakes, ReportgenError
from reportgen.market.sheets import sheet_dates
from reportgen.market.sheets.spreadsheet import read

FRIDAY = date(2026, 1, 9)
WEEK = [date(2026, 1, 2), *(date(2026, 1, day) for day in (5, 6, 7, 8, 9))]


def sheet(raw, name="export.csv", **more):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        try:
            return read(file, **more)
        except Mistakes as error:
            for one in error.errors:
                one.place = type(one.place)(name, one.place.line, one.place.column)
            raise
        except ReportgenError as error:
            error.place = type(error.place)(name, error.place.line, error.place.column)
            raise


def refused(raw, **more):
    with pytest.raises(MarketError) as caught:
        sheet(raw, **more)
    return caught.value


def levels(found, symbol="^RUT"):
    return {day: level for day, (level, _) in found.closes[symbol].items()}


# -- the law ---------------------------------------------------------------------------------------------------

DAYS = {
    "dmy": "{d:02}{s}{m:02}{s}{y:04}",
    "dmy short": "{d}{s}{m}{s}{y:04}",
    "dmy two digits": "{d:02}{s}{m:02}{s}{z:02}",
    "mdy": "{m:02}{s}{d:02}{s}{y:04}",
    "mdy short": "{m}{s}{d}{s}{z:02}",
    "ymd": "{y:04}{s}{m:02}{s}{d:02}",
    "ymd two digits": "{z:02}{s}{m:02}{s}{d:02}",
    "named": "{n} {d:02}, {y:04}",
    "named first": "{d}-{n}-{z:02}",
    "with time": "{y:04}{s}{m:02}{s}{d:02} 00:00:00",
}
NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day_words(day, form, mark):
    return DAYS[form].format(d=day.day, m=day.month, y=day.year, z=day.year % 100, s=mark, n=NAMES[day.month - 1])


def number_words(level, decimal, between, places, sign):
    text = f"{level:,.{places}f}".replace(",", "\0").replace(".", "\1")
    return text.replace("\0", between).replace("\1", decimal) + sign


@st.composite
def dialects(draw):
    decimal = draw(st.sampled_from(".,"))
    return {
        "separator": draw(st.sampled_from(";,\t|")),
        "decimal": decimal,
        "between": draw(st.sampled_from(["", "'", "’", "\u202f", "\u00a0", " ", ".,".replace(decimal, "")])),
        "places": draw(st.integers(0, 4)),
        "sign": draw(st.sampled_from(["", "", "%", " €"])),
        "day": draw(st.sampled_from(sorted(DAYS))),
        "mark": draw(st.sampled_from("/.-")),
        "newest first": draw(st.booleans()),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
        "blank lines": draw(st.booleans()),
        "end": draw(st.sampled_from(["\n", "\r\n"])),
        "title": draw(st.booleans()),
        "wide": draw(st.booleans()),
        "quoted": draw(st.booleans()),
    }


@st.composite
def histories(draw, symbols=("^RUT", "DGS10", "EURUSD=X")):
    """Closes of weekdays, in a row or with many missing."""
    start = draw(st.dates(date(1990, 1, 1), date(2048, 1, 1)))
    days = [start + timedelta(days=n) for n in draw(st.lists(st.integers(0, 400), max_size=12))]
    run = [start + timedelta(days=n) for n in range(draw(st.integers(1, 40)))]
    days = sorted({day for day in days + run if day.weekday() < 5})
    whole = st.one_of(
        st.integers(-999, 9_999), st.integers(-99_999_999, 99_999_999), st.sampled_from([0, 1, 1000, 1234])
    )
    return {
        symbol: {day: draw(whole) for day in days if draw(st.integers(0, 9))}
        for symbol in draw(st.sampled_from([symbols, symbols[:1], symbols[:2]]))
    }


def written(history, dialect):
    """The file, and what it says: levels as decimal numbers of the dialect's places."""
    places = dialect["places"]
    said = {s: {d: n / 10**places for d, n in by.items()} for s, by in history.items() if by}
    days = sorted({day for by in said.values() for day in by}, reverse=dialect["newest first"])

    def cell(symbol, day):
        level = said.get(symbol, {}).get(day)
        how = dialect["decimal"], dialect["between"], places, dialect["sign"]
        return "" if level is None else number_words(level, *how)

    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if dialect["quoted"] else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=dialect["separator"], quoting=quoting, lineterminator=dialect["end"])
    if dialect["title"]:
        writer.writerow(["Closes of the week"])
    if dialect["wide"]:
        writer.writerow(["Date", *history])
        rows = [[day_words(day, dialect["day"], dialect["mark"]), *(cell(s, day) for s in history)] for day in days]
    else:
        writer.writerow(["Date", "Symbol", "Close"])
        rows = [
            [day_words(day, dialect["day"], dialect["mark"]), symbol, cell(symbol, day)]
            for symbol in history
            for day in days
        ]
    for number, row in enumerate(rows):
        if dialect["blank lines"] and number % 3 == 1:
            out.write(dialect["end"] if number % 2 else dialect["separator"] * 2 + dialect["end"])
        writer.writerow(row)
    return out.getvalue().encode(dialect["encoding"]), said


@settings(max_examples=400)
@given(histories(), dialects())
def test_what_was_written_is_read_back_or_refused(history, dialect):
    raw, said = written(history, dialect)
    try:
        found = sheet(raw)
    except ReportgenError as error:
        assert error.exit == 4
        return
    assert {s: {d: level for d, (level, _) in by.items()} for s, by in found.closes.items()} == said


@settings(max_examples=200)
@given(histories(), dialects())
def test_with_both_options_nothing_is_left_open(history, dialect):
    """Then only what cannot be said in the dialect is refused: no close at all, or a century of two digits."""
    raw, said = written(history, dialect)
    order = {"dm": "dmy", "md": "mdy", "ym": "ymd", "wi": "ymd"}.get(dialect["day"][:2], "")
    order = order or {"named": "mdy", "named first": "dmy"}[dialect["day"]]
    decimal = "comma" if dialect["decimal"] == "," else "point"
    if not said:
        assert refused(raw, dates=order, decimal=decimal).message == "holds no closes"
        return
    found = sheet(raw, dates=order, decimal=decimal)
    assert {s: {d: level for d, (level, _) in by.items()} for s, by in found.closes.items()} == said


@given(st.one_of(st.binary(max_size=80), st.text('Dateclos;,^RUT\n\r"0192/.- \t', max_size=80).map(str.encode)))
def test_whatever_stands_in_a_file_is_closes_or_told(raw):
    for head in (b"", b"Date;Close\n"):
        try:
            sheet(head + raw, symbol="^RUT")
        except ReportgenError as error:
            assert error.exit == 4


@given(st.sampled_from(sorted(sheet_dates.ORDERS)), st.dates(date(1970, 1, 1), date(2049, 12, 31)))
def test_a_date_is_read_in_the_order_it_was_written(order, day):
    words = day_words(day, order, "/")
    assert sheet_dates.split(words).day(order) == day


# -- examples: the issue's, and the vendors' ------------------------------------------------------------------

ISSUE = (
    "\ufeffDate;^RUT;^GSPC\r\n"
    "09/01/2026;2.624,22;6.966,28\r\n"
    "08/01/2026;2.603,91;6.921,46\r\n"
    "\r\n"
    "07/01/2026;2.575,42;\r\n"
    "06/01/2026;2.582,88;6.944,82\r\n"
    "05/01/2026;2.547,92;6.902,05\r\n"
    "02/01/2026;2.508,22;6.858,47\r\n"
)


def test_the_export_that_the_issue_describes():
    """Its dates are told apart by their weekdays: as month/day/year, four of the six would be weekends."""
    found = sheet(ISSUE)
    assert found.how == "semicolons, decimal comma, dates as day/month/year, newest first"
    assert levels(found) == dict(zip(WEEK, [2508.22, 2547.92, 2582.88, 2575.42, 2603.91, 2624.22], strict=True))
    assert date(2026, 1, 7) not in levels(found, "^GSPC")


VENDORS = {
    "Yahoo": (
        "Date,Open,High,Low,Close,Adj Close,Volume\n"
        "2026-01-08,99.1,101,99,100.5,98.25,1000\n2026-01-09,100.5,102,100,101.25,99,2000\n2026-01-12,null,null,null,null,null,null\n",
        {date(2026, 1, 8): (100.5, 98.25), FRIDAY: (101.25, 99.0)},
        "commas, decimal point, dates as year/month/day, oldest first, passed over: Open; High; Low; Volume",
    ),
    "Yahoo's page": (
        'Date\tOpen\tHigh\tLow\tClose*\tAdj Close**\tVolume\n"Jan 9, 2026"\t1\t1\t1\t2,624.22\t2,624.22\t-\n',
        {FRIDAY: (2624.22, 2624.22)},
        "tabs, decimal point, dates as month/day/year, passed over: Open; High; Low; Volume",
    ),
    "Investing.com": (
        '\ufeff"Date","Price","Open","High","Low","Vol.","Change %"\n'
        '"01/13/2026","2,633.10","2,624.0","2,640.1","2,601.5","1.23B","0.34%"\n'
        '"01/09/2026","2,624.22","2,604.0","2,630.1","2,601.5","","0.78%"\n',
        {date(2026, 1, 13): (2633.1, None), FRIDAY: (2624.22, None)},
        "commas, decimal point, dates as month/day/year, newest first, passed over: Open; High; Low; Vol.; Change %",
    ),
    "Investing.com in German": (
        '"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"\n'
        '"13.01.2026","2.633,10","2.624,00","2.640,10","2.601,50","","0,34%"\n',
        {date(2026, 1, 13): (2633.1, None)},
        "commas, decimal comma, dates as day/month/year, passed over: Eröffn.; Hoch; Tief; Vol.; +/- %",
    ),
    "Stooq": (
        "Date,Open,High,Low,Close,Volume\n2026-01-08,1,1,1,2603.91,5\n2026-01-09,1,1,1,2624.22,5\n",
        {date(2026, 1, 8): (2603.91, None), FRIDAY: (2624.22, None)},
        "commas, decimal point, dates as year/month/day, oldest first, passed over: Open; High; Low; Volume",
    ),
    "Stooq in bulk": (
        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n^RUT,D,20260109,000000,1,1,1,2624.22,5,0\n",
        {FRIDAY: (2624.22, None)},
        "commas, decimal point, dates as year/month/day, "
        "passed over: <PER>; <TIME>; <OPEN>; <HIGH>; <LOW>; <VOL>; <OPENINT>",
    ),
    "nasdaq.com": (
        "Date,Close/Last,Volume,Open,High,Low\n01/13/2026,$260.25,1,2,3,4\n01/12/2026,$259.04,1,2,3,4\n",
        {date(2026, 1, 13): (260.25, None), date(2026, 1, 12): (259.04, None)},
        "commas, decimal point, dates as month/day/year, newest first, passed over: Volume; Open; High; Low",
    ),
    "FRED": (
        "observation_date,^RUT\n2026-01-08,4.19\n2026-01-09,.\n",
        {date(2026, 1, 8): (4.19, None)},
        "commas, decimal point, dates as year/month/day, oldest first",
    ),
}


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_vendors_shapes(vendor):
    text, closes, how = VENDORS[vendor]
    found = sheet(text, symbol="" if "TICKER" in text else "^RUT")
    assert (found.closes, found.how) == ({"^RUT": closes}, how)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le-bom", "utf-16-be-bom", "cp1252"])
def test_other_letters(encoding):
    text = "Datum;Währung;Schlusskurs\n13.01.2026;€;2\u00a0633,10 €\n"
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    raw = marks.get(encoding, b"") + text.encode(encoding.removesuffix("-bom"))
    found = sheet(raw, symbol="^RUT")
    assert levels(found) == {date(2026, 1, 13): 2633.1}
    assert found.how.startswith("Windows-1252, semicolons" if encoding == "cp1252" else "UTF-16, semicolons")


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("4.17%", 4.17), ("4.17 %", 4.17), ("$1,234.50", 1234.5), ("-$0.5", -0.5), ("$-0.5", -0.5), ("−0.15", -0.15),
        ("+3.5", 3.5), (".05", 0.05), ("0", 0), ("1'234'567.5", 1234567.5), ("1 234.5", 1234.5), ("€ 12.5", 12.5),
    ],
)  # fmt: skip
def test_what_is_a_number(cell, level):
    assert levels(sheet(f"Date\tClose\n2026-01-09\t{cell}\n", symbol="^RUT")) == {FRIDAY: level}


@pytest.mark.parametrize(
    "cell",
    [
        "abc",
        "1.2.3",
        "1,23,456.5",
        "1.2E+05",
        "(5.5)",
        "1 23.5",
        "nan",
        "inf",
        "5.",
        "--5",
        "+-5.5",
        "٣",
        "9" * 400,
        "5 5",
        "$",
        "1_0",
    ],
)
def test_what_is_no_number(cell):
    error = refused(f"Date\tClose\n2026-01-08\t1.5\n2026-01-09\t{cell}\n", symbol="^RUT")
    assert error.message == f"'{cell[:40]}' is no number with a decimal point"
    assert str(error.place) == "export.csv:3:12"


# -- what is ambiguous is refused with the option --------------------------------------------------------------


def test_an_order_of_dates_that_nothing_tells():
    text = "Date;^RUT\n09/01/2026;1,5\n08/01/2026;2,5\n"
    error = refused(text)
    assert error.lines() == [
        "export.csv:2:1: '09/01/2026' may be 2026-01-09 or 2026-09-01, and no other row tells which",
        "  Say which: --dates dmy or mdy (d for day, m for month, y for year).",
    ]
    assert min(levels(sheet(text, dates="dmy"))) == date(2026, 1, 8)
    assert min(levels(sheet(text, dates="mdy"))) == date(2026, 8, 1)


def test_an_order_of_dates_that_makes_no_difference():
    assert levels(sheet("Date;^RUT\n01/01/2026;1,5\n02/02/2026;2,5\n")) == {
        date(2026, 1, 1): 1.5,
        date(2026, 2, 2): 2.5,
    }


def test_days_that_follow_each_other_tell_the_order():
    """Every day of a week that trades on weekends too: read the other way they would be months apart."""
    text = "Date;BTC-USD\n" + "".join(f"{day:02}/01/2026;1,5\n" for day in range(1, 8))
    assert list(levels(sheet(text), "BTC-USD")) == [date(2026, 1, day) for day in range(1, 8)]


def test_weekdays_and_steps_that_contradict_each_other_tell_nothing():
    """1 to 4 February 1990, a weekend among them; or 2 January, February, March and April, none of them on one?"""
    year, month, first = next(
        (y, m, d)
        for y in range(1990, 2049)
        for m in range(1, 13)
        for d in range(1, 10)
        if all(date(y, d + n, m).weekday() < 5 for n in range(4))
        and any(date(y, m, d + n).weekday() > 4 for n in range(4))
    )
    text = "Date;^RUT\n" + "".join(f"{first + n:02}/{month:02}/{year};1,5\n" for n in range(4))
    assert "no other row tells" in refused(text).message
    assert len(levels(sheet(text, dates="dmy"))) == 4


def test_a_century_of_two_digits():
    assert levels(sheet("Date,^RUT\n13-Jan-70,1.5\n", dates="dmy")) == {date(1970, 1, 13): 1.5}
    assert levels(sheet("Date,^RUT\n13-Jan-49,1.5\n", dates="dmy")) == {date(2049, 1, 13): 1.5}
    assert refused("Date,^RUT\n13-Jan-65,1.5\n").message == "'13-Jan-65' is no date"


@pytest.mark.parametrize("cell", ["1.234", "1,234", "-12.345", "123.456.789"])
def test_a_number_that_may_be_two(cell):
    text = f"Date;^RUT\n2026-01-08;5\n2026-01-09;{cell}\n"
    if cell == "123.456.789":
        assert levels(sheet(text))[FRIDAY] == 123456789
        return
    error = refused(text)
    assert error.hint == "Say which: --decimal point, or --decimal comma."
    assert str(error.place) == "export.csv:3:12"
    assert abs(levels(sheet(text, decimal="point"))[FRIDAY] / levels(sheet(text, decimal="comma"))[FRIDAY]) in (
        1000,
        0.001,
    )


def test_a_number_that_may_be_two_is_told_by_those_beside_it():
    text = "Date;Open;Close\n2026-01-09;1.230,5;1.234\n"
    assert levels(sheet(text, symbol="^RUT")) == {FRIDAY: 1234}
    assert levels(sheet(text.replace("1.230,5", "1230.5"), symbol="^RUT")) == {FRIDAY: 1.234}
    assert "--decimal" in refused(text.replace("1.230,5", "1.230"), symbol="^RUT").hint


def test_dates_that_two_hands_wrote():
    """A spreadsheet that took 9 January for 1 September leaves 13/01/2026 as it was."""
    for other in ("2026-01-13", "13.01.2026", "13/01/26", "13 Jan 2026"):
        error = refused(f"Date;^RUT\n09/01/2026;1,5\n{other};2,5\n")
        assert error.message.startswith(f"'{other}' is not written as '09/01/2026' in line 2 is")
        assert str(error.place) == "export.csv:3:1"
    assert refused("Date;^RUT\n9/1/2026;1,5\n13/01/2026;2,5\n").message.startswith(
        "'13/01/2026' is not written as '9/1/2026'"
    )


# -- mistakes are told at their places -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Date;Close\nmonday;5\n", "'monday' is no date", "2:1"),
        ("Date;Close\n;5\n", "'' is no date", "2:1"),
        ("Date;Close\n31/02/2026;5\n", "'31/02/2026' is no date", "2:1"),
        ("Date;Close\n2026-01-09T00:00:00Z;5\n", "'2026-01-09T00:00:00Z' is no date", "2:1"),
        ("Date;Close\n46031;5\n", "'46031' is no date", "2:1"),
        ('x\n\nDate;Name;Close\n2026-01-09;"a;b";x\n', "'x' is no number with a decimal point", "4:18"),
        ('Date;Name;Close\n2026-01-09;"a\nb";x\n', "'x' is no number with a decimal point", "3:4"),
        ("Date,Close\n2026-01-09,2624,22\n", "'22' stands under no heading", "2:17"),
        ("Date;Close\n2026-01-09;5\n2026-01-08;4\n2026-01-09;6\n", "^RUT has two closes for 2026-01-09: 5 in line 2 and 6", "4:12"),
        ("Date;Close;Adj Close\n2026-01-09;5;4\n2026-01-09;5;3\n", "^RUT has two closes for 2026-01-09: 5 in line 2 and 5", "3:12"),
        ("Date;Close;Price\n2026-01-09;5;6\n", "has two columns of the same kind: Close and Price", "1:12"),
        ("Date;Adj Close\n2026-01-09;5\n", "has no column of closes (it has Date, Adj Close)", "1:1"),
        ("Date;Open;High\n2026-01-09;5;6\n", "has no column of closes (it has Date, Open, High)", "1:1"),
        ("Date;2026-01-12\n2026-01-09;5\n", "has no column of closes (it has Date, 2026-01-12)", "1:1"),
        ("Date;^GSPC;^GSPC\n2026-01-09;5;6\n", "has two columns of ^GSPC", "1:12"),
        ("Date;^GSPC\n2026-01-09;5\n", "has no column of ^RUT (it has ^GSPC)", "1:6"),
        ("Date;Symbol;Close\n2026-01-09;^RUT;5\n", "names its symbols itself", "1:1"),
        ("Date;Close\n2026-01-09;\n", "holds no closes", "1:1"),
        ("2026-01-09;5\n", "has no heading with a column of dates and one of closes", "1:1"),
        ("", "has no heading with a column of dates and one of closes", "1:1"),
        ('Date;Close\n2026-01-09;"5\n', "is not CSV: unexpected end of data", "2:1"),
        (b"PK\x03\x04rest", "is a workbook, not text", "1:1"),
        (b"Date;Close\n\x81\n", "is not text in UTF-8, UTF-16 or Windows-1252", "1:1"),
        ("Date;Close\n".encode("utf-16-le"), "is not text in UTF-8, UTF-16 or Windows-1252", "1:1"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(text, words, place):
    error = refused(text, symbol="^RUT")
    assert error.message == words
    assert str(error.place) == f"export.csv:{place}"


def test_a_day_number_is_explained():
    assert "day number" in refused("Date;Close\n46031;5\n", symbol="^RUT").hint


def test_whose_closes_they_are_is_asked():
    error = refused("Date;Close\n2026-01-09;5\n")
    assert error.message == "does not say whose closes these are"
    assert error.hint == "Say it: --symbol ^RUT."
    assert refused("Date;Symbol;Close\n2026-01-09;;5\n").message == "has a close and no symbol"


def test_all_mistakes_are_told_up_to_twenty():
    with pytest.raises(Mistakes) as caught:
        sheet("Date;^RUT\n" + "x;y\n" * 30)
    assert len(caught.value.errors) == 20


def test_the_same_close_twice_is_one():
    assert levels(sheet("Date;^RUT\n2026-01-09;5\n2026-01-09;5,00\n")) == {FRIDAY: 5}


def test_a_missing_file(tmp_path):
    with pytest.raises(MarketError, match="no such file"):
        read(tmp_path / "none.csv")
