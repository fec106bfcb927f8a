"""What a text is checked against: read from a CSV or a record, with holes where the file has them."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.config import load
from reportgen.errors import MarketError, ReportgenError, UsageError
from reportgen.market import calendar
from reportgen.market.evidence import from_csv, from_record
from reportgen.measure import figure
from reportgen.model import Absent
from unit.laws import LEVELS

ROOT = Path(__file__).resolve().parents[3]
RECORD = ROOT / "tests/golden/2026-01-09/record.json"
CLOSES = ROOT / "closes/2026-01-09.csv"
WIDE = """date,^RUT,^GSPC
2026-01-02,2508.22,6858.47
2026-01-08,2603.91,6921.46
2026-01-09,2624.22,6966.28
"""


def saved(folder, text, name="closes.csv"):
    path = folder / name
    path.write_text(text)
    return path


def week(evidence, key, measure="week"):
    return figure(evidence.market, key, measure, instruments=evidence.instruments, benchmark=key)


def told(path, *rest):
    with pytest.raises(ReportgenError) as error:
        from_csv(path, *rest)
    return [line.removeprefix(f"{path}:") for line in error.value.lines()], error.value


def test_a_wide_file_is_the_weeks_closes(tmp_path):
    evidence = from_csv(saved(tmp_path, WIDE))
    assert (evidence.name, evidence.market.week.end, evidence.own) == ("closes.csv", date(2026, 1, 9), False)
    assert list(evidence.instruments) == ["russell_2000", "sp_500"]
    assert evidence.instruments["russell_2000"].symbol == "^RUT"
    assert evidence.instruments["sp_500"].begins == date(1957, 3, 4)
    assert round(week(evidence, "russell_2000").value, 4) == 0.0462
    assert round(week(evidence, "sp_500", "friday").value, 4) == 0.0065
    assert evidence.market.remarks == ()


def test_the_usual_four_have_their_usual_keys():
    assert set(from_csv(CLOSES).instruments) == set(load(ROOT, words=False).instruments)


def test_a_long_file_says_who_printed_each_close():
    close = from_csv(CLOSES).market.closes["dow"][date(2024, 12, 31)]
    assert (close.level, close.source) == (42544.22, "breitbart.com")
    assert close.url.startswith("https://breitbart.com/news/")


@settings(max_examples=15)
@given(
    st.dates(date(2009, 1, 1), date(2030, 12, 31)),
    st.lists(LEVELS, min_size=5, max_size=9),
    st.integers(1, 30),
    st.sets(st.integers(0, 29), max_size=8),
    st.randoms(use_true_random=False),
)
def test_long_wide_and_shuffled_files_are_the_same_evidence(tmp_path_factory, day, levels, back, holes, random):
    """And what is missing in them is absent: no close is made from another."""
    calendar.sessions("XNYS", date(2007, 1, 1), date(2031, 3, 1))  # one calendar that covers all that are asked for
    year, number, _ = day.isocalendar()
    try:
        end = calendar.week_end("XNYS", year, number)
    except UsageError:
        return
    sessions = calendar.sessions("XNYS", end - timedelta(days=50), end)[-back:]
    grid = {
        symbol: {s: levels[(n + shift) % len(levels)] for n, s in enumerate(sessions) if n + 10 * shift not in holes}
        for shift, symbol in enumerate(("^RUT", "^GSPC"))
    }
    if not any(by.get(end) for by in grid.values()):
        return
    wide, long = io.StringIO(), io.StringIO()
    rows = [[s.isoformat(), *(grid[name].get(s, "") for name in grid)] for s in sessions]
    tall = [[s.isoformat(), name, level] for name in grid for s, level in grid[name].items()]
    random.shuffle(rows)
    random.shuffle(tall)
    csv.writer(wide).writerows([["date", *grid], *rows])
    csv.writer(long).writerows([["date", "symbol", "close"], *tall])
    folder = tmp_path_factory.mktemp("csv")
    found = [from_csv(saved(folder, text.getvalue(), "c.csv")) for text in (wide, long)]
    for one in found:
        assert one.market.week.end == end
        for name, key in (("^RUT", "russell_2000"), ("^GSPC", "sp_500")):
            held = {s: c.level for s, c in one.market.closes.get(key, {}).items()}
            assert held == grid[name]
            if key in one.instruments:
                base = one.market.week.base
                known = week(one, key)
                if base in held and end in held:
                    assert known.value == pytest.approx(held[end] / held[base] - 1)
                else:
                    assert isinstance(known, Absent)


def test_a_missing_close_makes_figures_absent_and_is_told_nowhere(tmp_path):
    evidence = from_csv(saved(tmp_path, WIDE.replace("2026-01-08,2603.91,6921.46\n", "").replace(",6858.47", ",")))
    assert isinstance(week(evidence, "sp_500"), Absent)
    assert isinstance(week(evidence, "russell_2000", "friday"), Absent)
    assert round(week(evidence, "russell_2000").value, 4) == 0.0462
    assert evidence.market.remarks == ()


def test_columns_may_be_headed_by_any_name(tmp_path):
    text = WIDE.replace("^RUT,^GSPC", '"Dow Jones",Our own index')
    evidence = from_csv(saved(tmp_path, text))
    assert evidence.instruments["dow"].symbol == "^DJI"
    assert list(from_csv(saved(tmp_path, WIDE.replace("^", ""))).instruments) == ["russell_2000", "sp_500"]
    own = evidence.instruments["our_own_index"]
    assert (own.name, own.symbol, own.kind) == ("Our own index", "Our own index", "index")


def test_funds_rates_and_futures_are_what_they_are(tmp_path):
    head = "date,IWM,^TNX,DGS10,DFEDTARU,DFEDTARL,CL=F,BTC-USD\n"
    rows = "2026-01-02,250,4.1,4.15,3.75,3.5,-3,90000\n2026-01-09,260,4.2,4.18,3.75,3.5,57,91000\n"
    instruments = from_csv(saved(tmp_path, head + rows)).instruments
    by = {one.symbol: one for one in instruments.values()}
    kinds = {symbol: one.kind for symbol, one in by.items()}
    assert kinds == {
        "IWM": "fund", "^TNX": "rate", "DGS10": "rate", "DFEDTARU": "rate", "DFEDTARL": "rate", "CL=F": "commodity",
        "BTC-USD": "crypto",
    }  # fmt: skip
    assert (by["IWM"].currency, by["DGS10"].name, by["DGS10"].calendar) == ("USD", "10-year Treasury", "bonds")
    assert by["DFEDTARU"].lower == by["DFEDTARL"].key
    assert all(key.isidentifier() for key in instruments)


def test_each_instrument_follows_its_own_calendar(tmp_path):
    """Tokyo was closed on Monday 12 January 2026, New York was not."""
    days = ("2026-01-09", "2026-01-12", "2026-01-13", "2026-01-16")
    rows = "".join(f"{day},{6900 + n},{52000 + n if day != '2026-01-12' else ''}\n" for n, day in enumerate(days))
    evidence = from_csv(saved(tmp_path, f"date,^GSPC,^N225\n{rows}"))
    assert date(2026, 1, 12) in evidence.market.week_of("sp_500").sessions
    assert date(2026, 1, 12) not in evidence.market.week_of("nikkei_225").sessions
    assert evidence.market.remarks == ()


def test_a_file_of_another_exchange_alone_has_its_week(tmp_path):
    evidence = from_csv(saved(tmp_path, "date,^N225\n2026-01-09,51900\n2026-01-13,53500\n2026-01-16,53900\n"))
    assert evidence.market.week.exchange == "XTKS"
    assert evidence.market.week.sessions[0] == date(2026, 1, 13)


def test_every_mistake_is_told_at_once_and_where(tmp_path):
    path = saved(
        tmp_path,
        "date,^RUT,^GSPC\n2026-01-02,-2508.22,68x58\n2026-13-04,1,2\n2026-01-08,2603.91,1\n2026-01-08,2,1\n",
    )
    lines, error = told(path)
    assert lines == [
        "2:12: ^RUT has the close -2508.22, which is not above zero",
        "2:21: '68x58' is no number with a decimal point",
        "3:1: '2026-13-04' is no date",
        "5:12: ^RUT has two closes for 2026-01-08: 2603.91 in line 4 and 2",
    ]
    assert error.exit == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no heading with a column of dates"),
        ("when,^RUT\n2026-01-09,1\n", "has no heading with a column of dates"),
        ("date,^RUT\n", "holds no closes"),
        ("date,^RUT\n2026-01-09,\n", "holds no closes"),
        ("date,close\n2026-01-09,1\n", "does not say whose closes these are"),
        ("date,^RUT,^GSPC\n2026-01-09,\"1,000\",1\n", "may be 1000 or 1"),
        ("date,^RUT\n01/02/2026,1\n", "may be 2026-02-01 or 2026-01-02"),
        ("date,^GSPC,S&P 500\n2026-01-09,1,2\n", "are both the S&P 500"),
        ("date,^RUT\n2026-01-03,1\n", "holds no close of a session of XNYS"),
        ("date,^RUT\n1929-10-29,1\n", "holds no close since 1962-01-02"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_without_options_of_other_commands(tmp_path, text, said):
    lines, error = told(saved(tmp_path, text))
    assert any(said in line for line in lines), lines
    assert not any("--" in line for line in lines)
    assert error.exit == 4


def test_the_week_is_named_by_any_of_its_days(tmp_path):
    path = saved(tmp_path, WIDE + "2026-01-12,2635.69,6977.27\n")
    for asked in ("2026-01-09", "2026-01-05", "2026-01-11", "2026-W02"):
        assert from_csv(path, asked).market.week.end == date(2026, 1, 9)
    assert from_csv(path, "2026-01-14").market.week.end == date(2026, 1, 16)
    with pytest.raises(UsageError, match="is no week"):
        from_csv(path, "last week")
    with pytest.raises(MarketError, match="holds no close of the week ending 2025-06-06"):
        from_csv(path, "2025-06-04")


def test_the_last_week_that_is_over_in_the_file_is_taken(tmp_path):
    """A week that has only begun is taken where there is no other."""
    assert from_csv(saved(tmp_path, WIDE + "2026-01-12,2635.69,6977.27\n")).market.week.end == date(2026, 1, 9)
    begun = "date,^RUT\n2026-01-12,2635.69\n2026-01-13,2633.10\n"
    assert from_csv(saved(tmp_path, begun)).market.week.end == date(2026, 1, 16)


def test_days_without_trading_are_one_remark(tmp_path):
    path = saved(tmp_path, WIDE + "2026-01-01,1,1\n2026-01-04,2,\n")
    (remark,) = from_csv(path).market.remarks
    assert (remark.severity, remark.place.line, remark.place.column) == ("warning", 5, 12)
    assert remark.message == (
        "^RUT has a close for Thursday 2026-01-01, on which it was not traded, and 2 more; no figure uses it"
    )


def test_a_move_that_no_market_makes_is_a_remark(tmp_path):
    (remark,) = from_csv(saved(tmp_path, WIDE.replace("2603.91", "260.39"))).market.remarks[:1]
    assert "^RUT goes from 2508.22 on 2026-01-02 to 260.39 on 2026-01-08" in remark.message
    assert (remark.place.line, remark.place.column) == (3, 12)


def test_a_record_is_its_week_with_facts_and_quotes(shipped):
    evidence = from_record(RECORD)
    assert evidence.own
    assert evidence.market.closes == shipped.market.closes
    assert evidence.facts == dict(shipped.project.issue.facts)
    assert {k: q.text for k, q in evidence.quotes.items()} == {
        k: q.text for k, q in shipped.project.issue.quotes.items()
    }
    dow = evidence.instruments["dow"]
    assert (dow.name, dow.short, dow.owner) == ("Dow Jones Industrial Average", "Dow", "S&P Dow Jones Indices")


def test_in_a_project_the_instruments_are_the_projects(shipped):
    evidence = from_record(RECORD, None, shipped.project)
    assert evidence.instruments == shipped.project.instruments
    assert evidence.funds == shipped.project.funds
    assert from_csv(CLOSES, None, shipped.project).instruments == shipped.project.instruments


def test_a_record_of_another_week_is_refused():
    assert from_record(RECORD, "2026-01-06").market.week.end == date(2026, 1, 9)
    assert from_record(RECORD, "2026-W02").market.week.end == date(2026, 1, 9)
    with pytest.raises(UsageError, match="holds the week ending 2026-01-09, but --week asks for 2026-01-12"):
        from_record(RECORD, "2026-01-12")


def test_every_preset_s_record_is_evidence():
    for record in ROOT.glob("reportgen/presets/*/demonstration/record.json"):
        evidence = from_record(record)
        project = load(record.parents[1], words=False)
        for key, one in project.instruments.items():
            found = evidence.instruments[key]
            assert (found.symbol, found.name, found.kind) == (one.symbol, one.name, one.kind)
            assert (found.calendar, found.currency) == (one.calendar, one.currency), key


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 1}', '{"schema": 1, "instruments": 3}', "\x00", "nope"])
def test_what_is_no_record_is_told(tmp_path, text):
    with pytest.raises(MarketError):
        from_record(saved(tmp_path, text, "record.json"))
