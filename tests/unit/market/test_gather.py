"""The week gathered whole or refused: which week, from whom, and every lost close by name."""

import json
import sys
from datetime import UTC, date, datetime

import pytest

from reportgen.errors import ConfigError, MarketError, UsageError
from reportgen.market import exchange, record
from reportgen.market.gather import gather
from reportgen.model import Instrument, MarketPlan, Place
from unit.made import FRIDAY, LARGE_ONE, LEVELS, SMALL_ONE, market, weekdays

RUT = {"russell": Instrument("russell", "^RUT", "Russell 2000", "Russell 2000")}
TWO = {**RUT, "sp": Instrument("sp", "^GSPC", "S&P 500", "S&P 500")}
PLACE = Place("config.yaml", 70, 16)


def ask(path, instruments=RUT, *, ending=None, asked=None, held=None, now=datetime(2026, 9, 1, tzinfo=UTC), **plan):
    return gather(
        MarketPlan(**{"source": "csv", "path": path, "label": "", "exchange": "XNYS", "benchmark": "russell", **plan}),
        instruments, ending=ending, ending_place=PLACE if ending else None, asked=asked, record=held, now=now,
    )  # fmt: skip


def closes(tmp_path, start, end, lost=(), symbols=("^RUT",)):
    rows = [
        f"{d},{s},{100 + i}"
        for s in symbols
        for i, d in enumerate(weekdays(start, end))
        if (s, d) not in lost and d not in lost
    ]
    file = tmp_path / "closes.csv"
    file.write_text("\n".join(["date,symbol,close", *rows]) + "\n")
    return file


def august(tmp_path, lost=(), symbols=("^RUT",)):
    return closes(tmp_path, date(2026, 8, 3), date(2026, 9, 4), lost, symbols)


def test_a_whole_week(tmp_path):
    found = ask(august(tmp_path), ending=date(2026, 8, 28))
    assert found.week.end == date(2026, 8, 28)
    assert found.week.base == date(2026, 8, 21)
    assert found.source == "closes.csv"
    days = list(found.closes["russell"])
    assert days == sorted(days)
    assert days[-1] == date(2026, 8, 28)
    assert days[0] == date(2026, 8, 3)
    assert ask(august(tmp_path), ending=date(2026, 8, 28), label="A feed").source == "A feed"


def test_a_lost_friday_is_refused_by_name(tmp_path):
    with pytest.raises(MarketError) as caught:
        ask(august(tmp_path, {date(2026, 8, 28)}), ending=date(2026, 8, 28))
    assert caught.value.message == "^RUT has no close for Friday 2026-08-28"
    assert caught.value.exit == 4
    assert "from another session" in caught.value.hint


def test_every_lost_close_is_told_the_base_included(tmp_path):
    file = august(tmp_path, {("^RUT", date(2026, 8, 21)), ("^GSPC", date(2026, 8, 26))}, ("^RUT", "^GSPC"))
    with pytest.raises(MarketError) as caught:
        ask(file, TWO, ending=date(2026, 8, 28))
    assert (
        caught.value.message == "^RUT has no close for Friday 2026-08-21; ^GSPC has no close for Wednesday 2026-08-26"
    )


def test_a_long_list_is_cut(tmp_path):
    file = closes(tmp_path, date(2026, 7, 6), date(2026, 7, 10))
    many = {f"k{i}": Instrument(f"k{i}", f"^K{i}", "x", "x") for i in range(14)}
    with pytest.raises(MarketError) as caught:
        ask(file, many, ending=date(2026, 8, 28))
    assert caught.value.message.count("has no close for 6 sessions from Friday 2026-08-21 to Friday 2026-08-28") == 12
    assert caught.value.message.endswith("; and 2 more")


def test_an_older_close_that_is_missing_is_no_harm(tmp_path):
    found = ask(august(tmp_path, {date(2026, 8, 20)}), ending=date(2026, 8, 28))
    assert date(2026, 8, 20) not in found.closes["russell"]


def test_closes_of_days_without_trading_are_left_out(tmp_path):
    file = closes(tmp_path, date(2025, 12, 1), date(2026, 1, 9))
    found = ask(file, ending=FRIDAY)
    assert date(2026, 1, 1) not in found.closes["russell"]
    assert date(2025, 12, 25) not in found.closes["russell"]


@pytest.mark.parametrize(("first", "printed"), [(6, "A; B"), (1, "B")])
def test_several_printers_are_named(tmp_path, first, printed):
    """Those of the week's closes: whoever printed older ones is not."""
    file = tmp_path / "closes.csv"
    rows = [f"{d},^RUT,5,{'A' if d < date(2026, 1, first) else 'B'}" for d in weekdays(date(2025, 12, 29), FRIDAY)]
    file.write_text("\n".join(["date,symbol,close,source", *rows]))
    assert ask(file, ending=FRIDAY).source == printed


def test_many_printers_go_by_the_name_of_the_plan(tmp_path):
    file = tmp_path / "closes.csv"
    rows = [f"{d},^RUT,5,Page of {d}" for d in weekdays(date(2026, 1, 2), FRIDAY)]
    file.write_text("\n".join(["date,symbol,close,source", *rows]))
    assert ask(file, ending=FRIDAY).source == "csv"


# -- which week ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            datetime(2026, 8, 28, 20, 29, tzinfo=UTC),
            "the week ending Friday 2026-08-28 is not complete before 2026-08-28 20:30 UTC",
        ),
        (
            datetime(2026, 8, 20, tzinfo=UTC),
            "the week ending Friday 2026-08-28 is not complete before 2026-08-28 20:30 UTC",
        ),
    ],
)
def test_a_future_week_is_refused(tmp_path, now, words):
    with pytest.raises(MarketError) as caught:
        ask(august(tmp_path), ending=date(2026, 8, 28), now=now)
    assert caught.value.message == words
    assert "never published" in caught.value.hint


def test_the_week_is_there_from_half_an_hour_after_the_bell(tmp_path):
    assert ask(august(tmp_path), ending=date(2026, 8, 28), now=datetime(2026, 8, 28, 20, 30, tzinfo=UTC))


def test_an_issue_for_a_day_that_ends_no_week_is_told_at_its_place(tmp_path):
    with pytest.raises(ConfigError) as caught:
        ask(august(tmp_path), ending=date(2026, 8, 29))
    assert caught.value.lines()[0] == (
        "config.yaml:70:16: issue.week_ending: Saturday 2026-08-29 is no trading day; "
        "the last session of that week is Friday 2026-08-28"
    )
    assert caught.value.exit == 3


def test_a_week_asked_for_that_ends_on_another_day_is_a_wrong_command(tmp_path):
    with pytest.raises(UsageError) as caught:
        ask(august(tmp_path), asked="2026-08-27")
    assert caught.value.message == "Thursday 2026-08-27 is not the last session of its week; that is Friday 2026-08-28"
    assert caught.value.exit == 2


@pytest.mark.parametrize("asked", ["2026-08-28", "2026-W35"])
def test_a_week_can_be_asked_for(tmp_path, asked):
    assert ask(august(tmp_path), asked=asked).week.end == date(2026, 8, 28)
    assert ask(august(tmp_path), asked=asked, ending=date(2026, 8, 28)).week.end == date(2026, 8, 28)


@pytest.mark.parametrize("asked", ["0001-W01", "0001-01-05", "9999-W52", "9999-12-31"])
def test_a_week_outside_the_calendars(tmp_path, asked):
    with pytest.raises(UsageError):
        ask(august(tmp_path), asked=asked)


@pytest.mark.parametrize("asked", ["next", "2026-W", "2026-W54", "2026-13-01", "2026-W35-x", "28.8.2026"])
def test_what_is_no_week(tmp_path, asked):
    with pytest.raises(UsageError) as caught:
        ask(august(tmp_path), asked=asked)
    assert caught.value.message == f"--week: '{asked}' is no week (write 2026-01-09 or 2026-W02)"


def test_a_week_that_disagrees_with_the_issue_is_refused(tmp_path):
    with pytest.raises(UsageError) as caught:
        ask(august(tmp_path), asked="2026-08-21", ending=date(2026, 8, 28))
    assert (
        caught.value.message
        == "--week asks for the week ending 2026-08-21, but the issue is for the week ending 2026-08-28"
    )
    assert caught.value.hint


def test_without_a_word_it_is_the_last_complete_week(tmp_path):
    assert ask(august(tmp_path)).week.end == date(2026, 8, 28)
    assert ask(august(tmp_path), now=datetime(2026, 8, 28, 12, tzinfo=UTC)).week.end == date(2026, 8, 21)


# -- from a record -------------------------------------------------------------------------------------------

ONES = {"small": SMALL_ONE, "large": LARGE_ONE}


@pytest.fixture
def kept(tmp_path):
    file = tmp_path / "record.json"
    file.write_bytes(record.write(market(LEVELS), ONES, {}, {}))
    return file


def from_record(kept, instruments=ONES, **more):
    return ask(None, instruments, held=kept, **more)


def test_a_week_from_a_record(kept):
    found = from_record(kept)
    assert found == market(LEVELS)
    assert ask(kept, ONES, source="record") == found
    assert from_record(kept, ending=FRIDAY, asked="2026-01-09") == found
    assert from_record(kept, asked="2026-W02") == found


def test_a_record_needs_no_calendar_and_no_clock(kept, monkeypatch):
    monkeypatch.setitem(sys.modules, "exchange_calendars", None)
    monkeypatch.setattr(exchange, "_KNOWN", {})
    assert from_record(kept, asked="2026-W02", now=datetime(2020, 1, 1, tzinfo=UTC)).week.end == FRIDAY


def test_a_record_keeps_only_what_is_asked_for_in_that_order(kept):
    assert list(from_record(kept, {"large": LARGE_ONE, "small": SMALL_ONE}).closes) == ["large", "small"]
    assert list(from_record(kept, {"large": LARGE_ONE}).closes) == ["large"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"ending": date(2026, 1, 2)}, "record.json holds the week ending 2026-01-09, but the issue is for the week ending 2026-01-02"),
        ({"asked": "2026-01-02"}, "record.json holds the week ending 2026-01-09, but --week asks for the week ending 2026-01-02"),
        ({"asked": "2026-W01"}, "record.json holds the week ending 2026-01-09, but --week asks for the week ending 2026-01-02"),
        ({"asked": "2026-W03"}, "record.json holds the week ending 2026-01-09, but --week asks for the week ending 2026-01-16"),
        ({"asked": "2026-01-09", "ending": date(2026, 1, 2)}, "--week asks for the week ending 2026-01-09, but the issue is for the week ending 2026-01-02"),
    ],
)  # fmt: skip
def test_a_record_of_another_week_is_refused(kept, more, words):
    with pytest.raises(UsageError) as caught:
        from_record(kept, **more)
    assert caught.value.message == words


def test_a_record_without_an_instrument(kept):
    for one in (Instrument("third", "^TRD", "x", "x"), Instrument("small", "^OTHER", "x", "x")):
        with pytest.raises(MarketError) as caught:
            from_record(kept, {one.key: one})
        assert caught.value.message == f"record.json holds no closes of {one.key} ({one.symbol})"
        assert caught.value.hint


def test_a_record_that_lost_a_close(kept):
    held = json.loads(kept.read_bytes())
    held["closes"]["large"] = held["closes"]["large"][:-1]
    kept.write_text(json.dumps(held))
    with pytest.raises(MarketError) as caught:
        from_record(kept)
    assert caught.value.message == "^LRG has no close for Friday 2026-01-09"


# -- sources of your own -------------------------------------------------------------------------------------


def test_a_source_of_your_own(tmp_path, monkeypatch):
    (tmp_path / "own_feed.py").write_text(
        "from reportgen.market.sources import csvfile\n"
        "def closes(request):\n"
        "    assert request.symbols == {'russell': '^RUT'}\n"
        "    assert request.end.isoformat() == '2026-08-28' and request.start < request.end\n"
        "    assert request.now.year == 2026 and request.label == 'Mine'\n"
        "    return csvfile.closes(request)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    found = ask(august(tmp_path), ending=date(2026, 8, 28), source="own_feed:closes", label="Mine")
    assert (found.week.end, found.source) == (date(2026, 8, 28), "Mine")


@pytest.mark.parametrize("source", ["nowhere_at_all:closes", "reportgen.market:nothing"])
def test_a_source_that_cannot_be_loaded(tmp_path, source):
    with pytest.raises(ConfigError) as caught:
        ask(august(tmp_path), ending=date(2026, 8, 28), source=source)
    assert caught.value.message.startswith(f"market.source: {source} cannot be loaded: ")


def test_a_source_that_answers_nothing_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "empty_feed.py").write_text("def closes(request):\n    return {}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(MarketError) as caught:
        ask(None, ending=date(2026, 8, 28), source="empty_feed:closes")
    assert caught.value.message.startswith("^RUT has no close for 6 sessions from Friday 2026-08-21 to")


# -- closes that no market made ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factor", "refused"), [(0.5, True), (0.51, False), (1.99, False), (2, True), (10, True), (0.1, True)]
)
def test_a_close_that_halves_or_doubles_is_refused_by_name(tmp_path, factor, refused):
    rows = [f"{d},^RUT,{100 * (factor if d == FRIDAY else 1)}" for d in weekdays(date(2026, 1, 2), FRIDAY)]
    file = tmp_path / "closes.csv"
    file.write_text("\n".join(["date,symbol,close", *rows]))
    if not refused:
        assert ask(file, ending=FRIDAY)
        return
    with pytest.raises(MarketError) as caught:
        ask(file, ending=FRIDAY)
    assert caught.value.message == f"^RUT goes from 100 on 2026-01-08 to {100 * factor:g} on 2026-01-09"
    assert caught.value.hint


def test_a_record_is_held_to_the_same(kept):
    held = json.loads(kept.read_bytes())
    held["closes"]["small"][0][1] = 1.0
    kept.write_text(json.dumps(held))
    with pytest.raises(MarketError) as caught:
        from_record(kept)
    assert caught.value.message == "^SML goes from 1 on 2026-01-02 to 101 on 2026-01-05"


def test_a_record_of_another_exchange_is_refused(kept):
    with pytest.raises(MarketError) as caught:
        from_record(kept, exchange="XLON")
    assert caught.value.message == "record.json follows the calendar of XNYS, but market.exchange is XLON"


def test_an_unknown_exchange_is_a_mistake_of_the_config(tmp_path):
    for more in ({"ending": FRIDAY}, {"asked": "2026-01-09"}):
        with pytest.raises(ConfigError) as caught:
            ask(august(tmp_path), exchange="XXXX", **more)
        assert caught.value.message == "market.exchange 'XXXX' is not known"
        assert "XNYS" in caught.value.hint


def test_a_week_that_nobody_named_is_explained(tmp_path):
    with pytest.raises(MarketError) as caught:
        ask(august(tmp_path, {date(2026, 8, 28)}))
    assert caught.value.message == "^RUT has no close for Friday 2026-08-28"
    assert "2026-08-28" in caught.value.hint
    assert "week_ending" in caught.value.hint


def test_many_lost_closes_of_one_instrument_are_told_as_a_span(tmp_path):
    lost = {d for d in weekdays(date(2026, 8, 24), date(2026, 8, 26))}
    with pytest.raises(MarketError) as caught:
        ask(august(tmp_path, lost), ending=date(2026, 8, 28))
    assert caught.value.message == "^RUT has no close for 3 sessions from Monday 2026-08-24 to Wednesday 2026-08-26"
    with pytest.raises(MarketError) as caught:
        ask(august(tmp_path, {date(2026, 8, 24), date(2026, 8, 26)}), ending=date(2026, 8, 28))
    assert caught.value.message.count("^RUT has no close for ") == 2


def test_a_source_of_your_own_may_fail_in_its_own_way(tmp_path, monkeypatch):
    (tmp_path / "failing_feed.py").write_text(
        "from reportgen.errors import MarketError\n"
        "def breaks(request):\n    raise KeyError('token')\n"
        "def refuses(request):\n    raise MarketError('the feed is closed')\n"
        "def nothing(request):\n    return None\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, words in (
        ("breaks", "the source failing_feed:breaks failed: KeyError: 'token'"),
        ("refuses", "the feed is closed"),
        ("nothing", "the source failing_feed:nothing failed: AttributeError: "),
    ):
        with pytest.raises(MarketError) as caught:
            ask(None, ending=FRIDAY, source=f"failing_feed:{name}")
        assert caught.value.message.startswith(words)


def test_a_record_by_another_calendar_is_refused(kept):
    coin = Instrument("small", "^SML", "Small", "Small", "crypto", calendar="24/7")
    with pytest.raises(MarketError) as caught:
        from_record(kept, {"small": coin})
    assert caught.value.message == "record.json has small by the calendar XNYS, but config.yaml by 24/7"
