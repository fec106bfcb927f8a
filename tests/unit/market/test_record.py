"""record.json: written and read again it is the same to the byte; a broken one is refused in words."""

import json
import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import MarketError
from reportgen.market import record
from reportgen.model import Close, Finding, Instrument, MarketWeek, TradingWeek
from unit.laws import markets
from unit.made import BASE, CALENDAR, FACTS, FRIDAY, LARGE_ONE, LEVELS, SAID, SMALL_ONE, WEEK, market
from unit.made import record as cited

ONES = {"small": SMALL_ONE, "large": LARGE_ONE}
WORDS = st.text(st.characters(codec="utf-8"), max_size=8)


def content():
    return record.write(market(LEVELS), ONES, FACTS, {"said": SAID})


def read(tmp_path, raw):
    file = tmp_path / "record.json"
    file.write_bytes(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
    return record.read(file)


def refused(tmp_path, raw):
    with pytest.raises(MarketError) as caught:
        read(tmp_path, raw)
    assert caught.value.exit == 4
    return f"{caught.value.place}: {caught.value.message}"


@given(markets(keys=("small", "large"), longest=80), st.data())
def test_a_record_read_again_is_written_the_same_to_the_byte(world, data):
    import tempfile
    from pathlib import Path

    week, levels = world
    week = replace(week, closed=((week.base, data.draw(WORDS)),), early=((week.end, data.draw(WORDS)),))
    sources = data.draw(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=3))
    closes = {
        key: {s: Close(s, level, *sources[i % len(sources)]) for i, (s, level) in enumerate(by.items())}
        for key, by in levels.items()
    }
    held = MarketWeek(week, closes, data.draw(WORDS))
    raw = record.write(held, ONES, FACTS, {"said": SAID})
    with tempfile.TemporaryDirectory() as folder:
        again, symbols = read(Path(folder), raw)
    assert again == held
    assert symbols == {"small": "^SML", "large": "^LRG"}
    assert record.write(again, ONES, FACTS, {"said": SAID}) == raw


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_closes_came_does_not_matter(shuffle: random.Random):
    rows = list(LEVELS["small"].items())
    shuffle.shuffle(rows)
    assert record.write(market({**LEVELS, "small": dict(rows)}), ONES, FACTS, {"said": SAID}) == content()


def test_what_stands_in_a_record():
    held = json.loads(content())
    assert held["schema"] == 1
    assert (held["week_ending"], held["base"], held["exchange"]) == ("2026-01-09", "2026-01-02", "XNYS")
    assert held["sessions"] == [f"2026-01-0{d}" for d in range(5, 10)]
    assert held["calendar"][-1] == "2026-01-09"
    assert held["source"] == "a made-up feed"
    assert held["sources"] == [{"name": "The Exchange", "url": "https://example.org/closes", "retrieved": ""}]
    assert held["closes"]["small"][0] == ["2026-01-02", 100.0, 0]
    assert held["instruments"]["small"] == {"symbol": "^SML", "name": "Small Companies 250", "short": "Small 250"}
    assert held["facts"]["rate"]["source"] == "The Board"
    assert "record_of" not in held["facts"]["rate"]
    assert held["quotes"]["said"]["speaker"] == "Ada Example"
    assert held["quotes"]["said"]["text"] == SAID.text
    facts = json.loads(record.write(market(LEVELS), ONES, {"r": cited("small", 1.0, BASE)}, {}))["facts"]
    assert facts["r"]["record_of"] == "small"
    assert facts["r"]["date"] == "2026-01-02"


def test_a_line_for_each_close():
    lines = content().decode().split("\n")
    assert sum(line.startswith('   ["') for line in lines) == 12
    assert sum(line.startswith('  "rate": ') for line in lines) == 1
    assert lines[0] == "{"
    assert lines[-2:] == ["}", ""]


def test_an_empty_part_is_still_json():
    assert json.loads(record.write(market(LEVELS), ONES, {}, {}))["facts"] == {}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "record.json:1:1: is not JSON: Expecting value"),
        (b'{"schema": 1,\n x}', "record.json:2:2: is not JSON: "),
        (b"\xff\xfe\x00", "record.json:1:1: is not JSON"),
        (b"[" * 100_000, "record.json:1:1: is not JSON"),
        (b"[]", "record.json:1:1: is not a record of schema 1"),
        (b"{}", "record.json:1:1: is not a record of schema 1"),
        (b'{"schema": 2}', "record.json:1:1: is not a record of schema 1"),
        (b'{"schema": 1}', "record.json:1:1: is not a whole record (KeyError: 'exchange')"),
    ],
)
def test_what_is_no_record(tmp_path, raw, words):
    assert refused(tmp_path, raw).startswith(words)


def test_a_missing_record_and_a_folder_in_its_place(tmp_path):
    for path, words in ((tmp_path / "none.json", "there is no such record"), (tmp_path, "cannot be read: ")):
        with pytest.raises(MarketError) as caught:
            record.read(path)
        assert caught.value.message.startswith(words)


def broken(**changes):
    held = json.loads(content())
    return {**held, **changes}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"week_ending": "2026-01-08"}, "its calendar and its week disagree"),
        ({"calendar": ["2026-01-09", "2026-01-02"]}, "its calendar and its week disagree"),
        ({"calendar": ["2026-01-02", *[f"2026-01-0{d}" for d in range(5, 9)]]}, "its calendar and its week disagree"),
        (
            {"calendar": ["2026-01-02", "2026-01-02", *[f"2026-01-0{d}" for d in range(5, 10)]]},
            "its calendar and its week disagree",
        ),
        ({"base": "2025-12-31"}, "its sessions are not those of its calendar"),
        ({"sessions": ["2026-01-08", "2026-01-09"]}, "its sessions are not those of its calendar"),
        ({"sessions": []}, "its calendar and its week disagree"),
        ({"calendar": []}, "IndexError"),
        ({"calendar": [f"2026-01-0{d}" for d in range(5, 10)]}, "ValueError"),
        ({"calendar": 5}, "TypeError"),
        ({"closes": {"small": [["2026-01-09", "x", 0]]}}, "small 2026-01-09: x is no close"),
        ({"closes": {"small": [["2026-01-09", 0, 0]]}}, "small 2026-01-09: 0 is no close"),
        ({"closes": {"small": [["2026-01-09", -1, 0]]}}, "small 2026-01-09: -1 is no close"),
        ({"closes": {"small": [["2026-01-09", float("nan"), 0]]}}, "small 2026-01-09: nan is no close"),
        ({"closes": {"small": [["2026-01-09", float("inf"), 0]]}}, "small 2026-01-09: inf is no close"),
        ({"closes": {"small": [["2026-01-09", True, 0]]}}, "small 2026-01-09: True is no close"),
        ({"closes": {"small": [["2026-01-09", 10**400, 0]]}}, ""),
        ({"closes": {"small": [["2026-01-09", 1, 7]]}}, "IndexError"),
        ({"closes": {"small": [["2026-01-09", 1, -1]]}}, ""),
        ({"closes": {"small": [["2026-01-09", 1]]}}, "ValueError"),
        ({"closes": {"small": [["9 January", 1, 0]]}}, "ValueError"),
        ({"closes": []}, "AttributeError"),
        ({"instruments": []}, "AttributeError"),
        ({"instruments": {"small": {}}}, "KeyError"),
        ({"sources": [{}]}, "KeyError"),
        ({"early": 5}, "TypeError"),
    ],
)
def test_a_record_that_is_not_whole(tmp_path, changes, words):
    told = refused(tmp_path, broken(**changes))
    assert told.startswith("record.json:1:1: is not a whole record (")
    assert words in told


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**20),
    st.floats(),
    st.text(max_size=4),
    st.just([]),
    st.just({}),
    st.just([[]]),
)


@given(st.data())
def test_whatever_stands_in_a_record_is_a_week_or_told(data):
    held = json.loads(content())
    place = held
    while True:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        place[key] = data.draw(ODD)
        break
    with tempfile.TemporaryDirectory() as folder:
        try:
            read(Path(folder), held)
        except MarketError as error:
            assert error.message


def test_whole_numbers_are_levels_too(tmp_path):
    held, _ = read(tmp_path, broken(closes={"small": [["2026-01-09", 105, 0]]}))
    level = held.closes["small"][date(2026, 1, 9)].level
    assert (level, type(level)) == (105.0, float)


def test_the_shipped_week_goes_through_a_record_unchanged(shipped, tmp_path):
    issue = shipped.project.issue
    raw = record.write(shipped.market, shipped.project.instruments, issue.facts, issue.quotes)
    again, symbols = read(tmp_path, raw)
    assert again == shipped.market
    assert record.write(again, shipped.project.instruments, issue.facts, issue.quotes) == raw
    assert symbols["russell_2000"] == "^RUT"
    assert set(json.loads(raw)["facts"]) == set(issue.facts)


# -- calendars of their own, and what gathering noticed ------------------------------------------------------

TEN = Instrument("ten", "DGS10", "Ten-Year Treasury", "10-year", "rate", calendar="bonds", lag=1)
TWO = Instrument("two", "DGS2", "Two-Year Treasury", "2-year", "rate", calendar="bonds", lag=1)
COIN = Instrument("coin", "BTC-USD", "Bitcoin", "Bitcoin", "crypto", calendar="24/7", lag=1)
THURSDAY = date(2026, 1, 8)
BONDS = TradingWeek("bonds", WEEK.sessions[:-1], BASE, tuple(d for d in CALENDAR if d < FRIDAY))
SHORT = replace(BONDS, sessions=BONDS.sessions[:-1], calendar=BONDS.calendar[:-1])
ALWAYS = TradingWeek(
    "24/7",
    tuple(BASE + timedelta(days=n) for n in range(1, 8)),
    BASE,
    tuple(BASE + timedelta(days=n) for n in range(8)),
)
REMARK = Finding("stale-source", "warning", record.CONFIG, "yahoo failed", suggestion="Ask again.")


def mixed(**more):
    held = market(LEVELS)
    closes = {
        **held.closes,
        "ten": {d: Close(d, level, "FRED") for d, level in ((BASE, 0.0), (THURSDAY, -0.25))},
        "two": {BASE: Close(BASE, 3.5, "FRED")},
        "coin": {d: Close(d, 61000.5, "Yahoo", "", "2026-01-10T00:31:00Z", 60000.25) for d in ALWAYS.sessions},
    }
    weeks = {"ten": BONDS, "two": SHORT, "coin": ALWAYS}
    return replace(held, closes=closes, weeks=weeks, remarks=(REMARK,), made_up=True, **more)


FIVE = {**ONES, "ten": TEN, "two": TWO, "coin": COIN}


def test_weeks_of_their_own_go_through_a_record_unchanged(tmp_path):
    raw = record.write(mixed(), FIVE, FACTS, {"said": SAID})
    again, symbols = read(tmp_path, raw)
    assert again == mixed()
    assert record.write(again, FIVE, FACTS, {"said": SAID}) == raw
    assert symbols["coin"] == "BTC-USD"
    assert again.week_of("two").end == date(2026, 1, 7)
    held = json.loads(raw)
    assert list(held["weeks"]) == ["bonds", "bonds (2)", "24/7"]
    assert held["instruments"]["two"] == {
        "symbol": "DGS2", "name": "Two-Year Treasury", "short": "2-year", "kind": "rate", "week": "bonds (2)",
    }  # fmt: skip
    assert held["closes"]["coin"][0] == ["2026-01-03", 61000.5, 2, 60000.25]
    assert held["closes"]["ten"][-1] == ["2026-01-08", -0.25, 1]
    assert held["remarks"] == [
        {"code": "stale-source", "severity": "warning", "message": "yahoo failed", "suggestion": "Ask again."}
    ]


def test_what_a_week_does_not_need_is_left_out():
    assert not {"weeks", "remarks", "made_up"} & set(json.loads(content()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda held: held["weeks"]["bonds"].update(base="2026-01-05"),
            "its week by bonds is not that of its calendar",
        ),
        (lambda held: held["weeks"]["bonds"].update(sessions=[]), "its calendar and its week disagree"),
        (lambda held: held["weeks"]["24/7"]["calendar"].pop(), "its calendar and its week disagree"),
        (lambda held: held["instruments"]["ten"].update(week="none"), "KeyError"),
        (lambda held: held["instruments"]["ten"].update(kind="index"), "ten 2026-01-02: 0.0 is no close"),
        (
            lambda held: held["closes"]["small"].append(["2026-01-03", 1.0, 0]),
            "small 2026-01-03: stands twice, or is no",
        ),
        (lambda held: held["closes"]["coin"][0].append(1.0), "TypeError"),
        (lambda held: held["closes"]["coin"].__setitem__(0, ["2026-01-03", 1.0, 2, -1]), "2026-01-03: -1 is no close"),
        (lambda held: held["remarks"][0].update(severity="grave"), "a remark has no known severity"),
    ],
)
def test_a_record_whose_own_weeks_are_not_whole(tmp_path, change, words):
    held = json.loads(record.write(mixed(), FIVE, {}, {}))
    change(held)
    assert words in refused(tmp_path, held)


def test_a_short_name_is_kept_where_nobody_would_guess_it():
    known = Instrument("tsx", "^GSPTSE", "S&P/TSX Composite", "TSX", "index")
    usual = Instrument("dow", "^DJI", "Dow Jones Industrial Average", "Dow", "index")
    plain = Instrument("gold", "GC=F", "Gold", "Gold", "commodity")
    for one, kept in ((known, "TSX"), (usual, None), (plain, None)):
        held = market({one.key: {BASE: 100.0}})
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "record.json"
            file.write_bytes(record.write(held, {one.key: one}, {}, {}))
            told = json.loads(file.read_text(encoding="utf-8"))["instruments"][one.key]
        assert told.get("short") == kept, one
