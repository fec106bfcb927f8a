"""Several sources in one issue, each asked once; what the store lends when one fails; a second source beside the first."""

import sqlite3
from datetime import UTC, date, datetime

import pytest

from reportgen.errors import MarketError, Mistakes
from reportgen.market.gather import gather
from reportgen.market.store import open_store
from reportgen.model import Close, Instrument, MarketPlan, SourcePlan
from unit.made import weekdays
from unit.market.feeds import asked, fill, install

FRIDAY = date(2026, 8, 28)
THURSDAY = date(2026, 8, 27)
EVENING = datetime(2026, 8, 28, 20, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 8, 29, 9, tzinfo=UTC)
DAYS = weekdays(date(2026, 8, 3), FRIDAY)


def rising(start=100.0, lost=(), **changes):
    by = {day: start + n for n, day in enumerate(DAYS) if day not in lost}
    return by | {date.fromisoformat(day.replace("_", "-").lstrip("d")): level for day, level in changes.items()}


def index(key, symbol, source="main", **more):
    return Instrument(key, symbol, symbol, symbol, source=source, **more)


RUT = index("russell", "^RUT")
SPX = index("sp", "^GSPC")
TEN = index("ten", "DGS10", kind="rate", calendar="bonds", lag=1, source="treasury")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a feed `main`, a feed `treasury` and a store; `desk(now, *instruments)` gathers the week."""
    function = install(tmp_path, monkeypatch)
    fill(tmp_path / "main.json", {"^RUT": rising(), "^GSPC": rising(6000.0)})
    fill(tmp_path / "treasury.json", {"DGS10": dict.fromkeys(DAYS, 4.17)})

    def gathered(now, *instruments, store="closes.sqlite", **more):
        sources = {
            "main": SourcePlan("main", function, tmp_path / "main.json"),
            "treasury": SourcePlan("treasury", function, tmp_path / "treasury.json", "U.S. Treasury"),
        } | more.pop("sources", {})
        plan = MarketPlan("csv", None, "", "XNYS", "russell", sources, tmp_path / store if store else None, **more)
        return gather(
            plan,
            {one.key: one for one in instruments},
            ending=FRIDAY,
            ending_place=None,
            asked=None,
            record=None,
            now=now,
        )

    gathered.folder = tmp_path
    return gathered


def refusal(call, *args, **more):
    with pytest.raises(MarketError) as caught:
        call(*args, **more)
    return caught.value


def test_each_source_is_asked_once(desk):
    week = desk(SATURDAY, RUT, TEN, SPX)
    assert list(week.closes) == ["russell", "ten", "sp"]
    assert len(asked(desk.folder / "main.json")) == len(asked(desk.folder / "treasury.json")) == 1
    assert asked(desk.folder / "main.json")[0].startswith("^RUT,^GSPC 2025-0")
    assert week.source == "Main; U.S. Treasury"
    assert week.weeks["ten"].exchange == "bonds"
    assert "russell" not in week.weeks
    assert week.remarks == ()
    assert not week.made_up


def test_yields_come_a_day_later(desk):
    fill(desk.folder / "treasury.json", {"DGS10": dict.fromkeys(DAYS[:-1], 4.17)})
    week = desk(EVENING, RUT, TEN)
    assert week.week_of("ten").end == THURSDAY
    assert week.week_of("russell").end == FRIDAY
    fill(desk.folder / "treasury.json", {"DGS10": dict.fromkeys(DAYS[:-2], 4.17)})
    assert refusal(desk, EVENING, RUT, TEN, store=None).message == "DGS10 has no close for Thursday 2026-08-27"


def test_a_price_of_a_day_that_still_runs_is_neither_used_nor_kept(desk):
    coin = index("btc", "BTC-USD", kind="crypto", calendar="24/7", lag=1)
    every = [date(2026, 8, 10 + n) for n in range(19)]
    fill(desk.folder / "main.json", {"^RUT": rising(), "BTC-USD": dict.fromkeys(every, 60000.0)})
    week = desk(EVENING, RUT, coin)
    assert week.week_of("btc").end == THURSDAY
    assert FRIDAY not in week.closes["btc"]
    with open_store(desk.folder / "closes.sqlite") as store:
        assert max(store.held("main", "BTC-USD", every[0], FRIDAY)) == THURSDAY
    assert desk(SATURDAY, RUT, coin).week_of("btc").end == FRIDAY


def test_made_up_prices_are_known_by_any_source(desk):
    made_up = SourcePlan("treasury", "feed_of_tests:closes", desk.folder / "treasury.json", licence="demonstration")
    assert desk(SATURDAY, RUT, TEN, sources={"treasury": made_up}).made_up
    assert not desk(SATURDAY, RUT, sources={"treasury": made_up}).made_up


# -- the store lends -----------------------------------------------------------------------------------------


def test_a_source_that_fails_falls_back_to_what_it_answered_before(desk):
    first = desk(EVENING, RUT, TEN)
    fill(desk.folder / "main.json", "the feed is closed")
    week = desk(SATURDAY, RUT, TEN)
    assert {d: c.level for d, c in week.closes["russell"].items()} == {
        d: c.level for d, c in first.closes["russell"].items()
    }
    (one,) = week.remarks
    assert (one.code, one.severity) == ("stale-source", "warning")
    assert one.message == (
        "main failed, and the store's closes of ^RUT are used, as read 2026-08-28 20:30 UTC: the feed is closed"
    )
    assert week.source == "Main (as read 2026-08-28 20:30 UTC); U.S. Treasury"
    assert week.closes["russell"][FRIDAY].retrieved == "2026-08-28T20:30:00Z"


def test_a_source_that_lost_a_session_gets_it_from_the_store(desk):
    desk(EVENING, RUT, SPX)
    fill(desk.folder / "main.json", {"^RUT": rising(lost={FRIDAY}), "^GSPC": rising(6000.0)})
    week = desk(SATURDAY, RUT, SPX)
    assert week.closes["russell"][FRIDAY].retrieved == "2026-08-28T20:30:00Z"
    assert week.closes["russell"][THURSDAY].retrieved == "2026-08-29T09:00:00Z"
    (one,) = week.remarks
    assert one.message == (
        "main has no close of ^RUT for Friday 2026-08-28; the store's is used, as read 2026-08-28 20:30 UTC"
    )
    assert week.source == "Main (^RUT as read 2026-08-28 20:30 UTC)"


def test_an_older_session_is_lent_with_a_word(desk):
    desk(EVENING, RUT)
    fill(desk.folder / "main.json", {"^RUT": rising(lost={date(2026, 8, 12)})})
    week = desk(SATURDAY, RUT)
    (one,) = week.remarks
    assert (one.severity, week.source) == ("info", "Main")
    assert one.message == "main no longer has 1 older close of ^RUT, the last of 2026-08-12; the store's are used"


def test_a_week_that_the_store_does_not_hold_either_is_refused_with_both_reasons(desk):
    fill(desk.folder / "main.json", {"^RUT": rising(lost={FRIDAY})})
    assert refusal(desk, SATURDAY, RUT).message == "^RUT has no close for Friday 2026-08-28"
    assert refusal(desk, SATURDAY, RUT).hint.endswith("closes.sqlite holds none either.")
    fill(desk.folder / "main.json", "the feed is closed")
    error = refusal(desk, SATURDAY, RUT)
    assert error.message == ("the feed is closed; closes.sqlite does not help: ^RUT has no close for Friday 2026-08-28")


def test_every_source_that_failed_is_told(desk):
    fill(desk.folder / "main.json", "the feed is closed")
    fill(desk.folder / "treasury.json", "the treasury is closed")
    with pytest.raises(Mistakes) as caught:
        desk(SATURDAY, RUT, TEN)
    assert caught.value.exit == 4
    assert [e.message.split(";")[0] for e in caught.value.errors] == ["the feed is closed", "the treasury is closed"]


def test_only_the_same_source_s_closes_are_lent(desk):
    with open_store(desk.folder / "closes.sqlite") as store:
        store.keep("other", {"^RUT": {d: Close(d, v, "Other") for d, v in rising().items()}}, EVENING)
    fill(desk.folder / "main.json", "the feed is closed")
    assert "closes.sqlite does not help" in refusal(desk, SATURDAY, RUT).message


def test_a_store_that_cannot_be_used_loses_no_week(desk):
    (desk.folder / "closes.sqlite").write_text("this is no store, but a letter of some length to somebody")
    week = desk(SATURDAY, RUT)
    (one,) = week.remarks
    assert (one.code, one.severity) == ("not-kept", "warning")
    assert week.week.end == FRIDAY
    fill(desk.folder / "main.json", "the feed is closed")
    assert refusal(desk, SATURDAY, RUT).message.startswith("the feed is closed; the closes of main could not be kept: ")


def test_what_is_asked_is_logged(desk):
    desk(EVENING, RUT)
    fill(desk.folder / "main.json", "the feed is closed")
    desk(SATURDAY, RUT)
    with open_store(desk.folder / "closes.sqlite") as store:
        assert [one.answer for one in store.fetches("main")] == ["ok", "the feed is closed"]
    with sqlite3.connect(desk.folder / "closes.sqlite") as db:
        assert db.execute("select count(*) from book where source = 'main'").fetchone()[0] == len(DAYS)


def test_the_store_is_a_source_of_its_own(desk):
    with open_store(desk.folder / "closes.sqlite") as store:
        store.keep("import", {"^RUT": {d: Close(d, v, "prices.csv") for d, v in rising().items()}}, EVENING)
        store.keep("vendor", {"^GSPC": {d: Close(d, v, "A vendor") for d, v in rising().items()}}, EVENING)
    one, other = index("russell", "^RUT", source="store"), index("sp", "^GSPC", source="vendor")
    week = desk(SATURDAY, one, other, sources={"vendor": SourcePlan("vendor", "store")})
    assert week.source == "prices.csv; A vendor"
    assert not asked(desk.folder / "main.json")
    error = refusal(desk, SATURDAY, index("x", "X", source="nobody"), sources={"nobody": SourcePlan("nobody", "store")})
    assert error.message == "closes.sqlite holds no closes of the source nobody (it holds import, vendor)"
    assert refusal(desk, SATURDAY, one, store="none.sqlite").message.startswith("there is no store ")


def test_a_longer_history_is_asked_for(desk):
    desk(SATURDAY, RUT, history=date(2001, 5, 7))
    assert asked(desk.folder / "main.json")[0] == "^RUT 2001-05-07 2026-08-28"


# -- a second source -----------------------------------------------------------------------------------------

CHECKED = index("russell", "^RUT", check=("second", "RUT"))


@pytest.fixture
def second(desk):
    plan = {"second": SourcePlan("second", "feed_of_tests:closes", desk.folder / "second.json")}
    return lambda content: (fill(desk.folder / "second.json", content), plan)[1]


def test_two_sources_that_agree(desk, second):
    assert desk(SATURDAY, CHECKED, sources=second({"RUT": rising(d2026_08_28=119.05)})).remarks == ()
    assert asked(desk.folder / "second.json") == ["RUT 2026-08-21 2026-08-28"]


def test_two_sources_that_differ_are_told_with_both_values(desk, second):
    (one,) = desk(SATURDAY, CHECKED, sources=second({"RUT": rising(d2026_08_28=119.07)})).remarks
    assert (one.code, one.severity) == ("sources-differ", "error")
    assert one.message == (
        "two sources differ for Friday 2026-08-28: ^RUT is 119.0 by Main, and RUT is 119.07 by Second"
    )


def test_the_tolerance_is_a_fraction_of_the_level_and_exact(desk, second):
    for level, tolerance, told in ((119.0595, 0.0005, 0), (119.06, 0.0005, 1), (119.06, 0.001, 0)):
        plan = second({"RUT": rising(d2026_08_28=level)})
        assert len(desk(SATURDAY, CHECKED, sources=plan, tolerance=tolerance).remarks) == told


@pytest.mark.parametrize(("level", "told"), [(4.175, 0), (4.165, 0), (4.1751, 1), (4.18, 1)])
def test_rates_are_compared_in_percentage_points(desk, second, level, told):
    ten = Instrument(**{**vars(TEN), "check": ("second", "^TNX")})
    found = desk(SATURDAY, RUT, ten, sources=second({"^TNX": dict.fromkeys(DAYS, level)})).remarks
    assert len(found) == 6 * told


def test_a_second_source_that_fails_is_told_and_no_more(desk, second):
    (one,) = desk(SATURDAY, CHECKED, sources=second("it is closed")).remarks
    assert (one.code, one.severity) == ("not-compared", "warning")
    assert one.message == "^RUT could not be compared with second: it is closed"
    (one,) = desk(SATURDAY, CHECKED, sources=second({"RUT": rising(lost={FRIDAY})}), store=None).remarks
    assert one.message == "^RUT could not be compared for Friday 2026-08-28: second has no close of RUT"


def test_what_the_store_lends_confirms_nothing(desk, second):
    desk(SATURDAY, CHECKED, sources=second({"RUT": rising()}))
    (one,) = desk(SATURDAY, CHECKED, sources=second({"RUT": rising(lost={FRIDAY})})).remarks
    assert one.code == "not-compared"


def test_a_move_that_a_second_source_confirms_is_a_move(desk, second):
    content = rising(d2026_08_28=300.0)
    fill(desk.folder / "main.json", {"^RUT": content})
    assert "goes from" in refusal(desk, SATURDAY, RUT).message
    assert desk(SATURDAY, CHECKED, sources=second({"RUT": content})).week.end == FRIDAY
    assert "goes from" in refusal(desk, SATURDAY, CHECKED, sources=second({"RUT": rising()})).message


def test_each_second_source_is_asked_once(desk, second):
    other = index("sp", "^GSPC", check=("second", "SPX"))
    desk(SATURDAY, CHECKED, other, sources=second({"RUT": rising(), "SPX": rising(6000.0)}))
    assert asked(desk.folder / "second.json") == ["RUT,SPX 2026-08-21 2026-08-28"]
