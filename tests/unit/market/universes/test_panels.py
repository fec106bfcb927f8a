"""Universes gathered beside the week: members and closes from files and from the store, never from the network."""

import math
from datetime import UTC, date, datetime

import pytest

from reportgen.errors import MarketError
from reportgen.market import record
from reportgen.market.gather import gather
from reportgen.market.store import open_store
from reportgen.model import Close, Instrument, MarketPlan, SourcePlan, UniversePlan
from unit.made import FRIDAY, LARGE_ONE, LEVELS, SMALL_ONE, market, weekdays

DAYS = weekdays(date(2025, 12, 1), FRIDAY, {date(2025, 12, 25), date(2026, 1, 1)})
NOW = datetime(2026, 1, 10, 9, tzinfo=UTC)
ONES = {"small": SMALL_ONE, "large": LARGE_ONE}
RUT = {"russell": Instrument("russell", "^RUT", "Russell 2000", "Russell 2000")}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "members.csv").write_text("symbol,name\nAAA,A\nBBB,B\nCCC,C\n")
    rows = [f"{day},{symbol},{n + 10}" for symbol in ("^RUT", "AAA", "BBB") for n, day in enumerate(DAYS)]
    (tmp_path / "closes.csv").write_text("\n".join(["date,symbol,close", *rows]))
    (tmp_path / "each").mkdir()
    for symbol in ("AAA", "BBB"):
        rows = [f"{day},{n + 20}" for n, day in enumerate(DAYS)]
        (tmp_path / "each" / f"{symbol}.csv").write_text("\n".join(["date,close", *rows]))
    return tmp_path


def gathered(folder, source="", held=None, **sources):
    plan = MarketPlan("csv", folder / "closes.csv", "A feed", "XNYS", "russell", sources, folder / "closes.sqlite")
    universe = UniversePlan("members", folder / "members.csv", source, "An Index")
    return gather(
        plan, ONES if held else RUT, ending=FRIDAY, ending_place=None, asked=None, record=held, now=NOW,
        universes={"members": universe},
    )  # fmt: skip


def levels(panel, symbol):
    row = panel.closes.levels[panel.closes.symbols.index(symbol)]
    return {day: level for day, level in zip(panel.closes.sessions, row, strict=True) if not math.isnan(level)}


def test_from_the_market_s_own_file(folder):
    week = gathered(folder)
    panel = week.breadth["members"]
    assert panel.closes.sessions == week.week.calendar
    assert [one.symbol for one in panel.members.members] == ["AAA", "BBB", "CCC"]
    assert levels(panel, "AAA") == {day: n + 10 for n, day in enumerate(DAYS)}
    assert levels(panel, "CCC") == {}
    assert panel.source == "A feed"


def test_from_a_folder_that_lacks_a_member(folder):
    each = SourcePlan("each", "csv", folder / "each", licence="demonstration")
    week = gathered(folder, "each", each=each)
    panel = week.breadth["members"]
    assert panel.closes.symbols == ("AAA", "BBB")
    assert levels(panel, "BBB")[FRIDAY] == len(DAYS) + 19
    assert week.made_up


@pytest.mark.parametrize(("name", "source"), [("import", "store"), ("yahoo", "yahoo"), ("vendor", "vendor")])
def test_from_the_store(folder, name, source):
    with open_store(folder / "closes.sqlite") as store:
        store.keep(name, {"AAA": {d: Close(d, 5.0, "A vendor") for d in DAYS}}, NOW)
    panel = gathered(folder, source, vendor=SourcePlan("vendor", "store")).breadth["members"]
    assert panel.closes.symbols == ("AAA",)
    assert panel.source == "A vendor"


def test_without_a_store_it_is_told(folder):
    with pytest.raises(MarketError) as caught:
        gathered(folder, "store")
    assert caught.value.message.startswith("there is no store ")


def test_beside_a_recorded_week(folder):
    file = folder / "record.json"
    file.write_bytes(record.write(market(LEVELS), ONES, {}, {}))
    week = gathered(folder, held=file)
    assert levels(week.breadth["members"], "AAA")[FRIDAY] == len(DAYS) + 9
    assert week.breadth["members"].closes.sessions == week.week.calendar


def test_the_closes_of_a_dated_list_are_read_as_far_back_as_they_reach(folder):
    early = weekdays(date(2022, 1, 3), date(2022, 1, 14))
    with open_store(folder / "closes.sqlite") as store:
        store.keep("import", {"AAA": {d: Close(d, 5.0, "A vendor") for d in (*early, *DAYS)}}, NOW)
    panel = gathered(folder, "store").breadth["members"]
    assert panel.closes.sessions[0] > date(2024, 11, 1)
    (folder / "members.csv").write_text("symbol,to\nAAA,\nGONE,2023-01-06\n")
    week = gathered(folder, "store")
    panel = week.breadth["members"]
    assert panel.closes.sessions[0] == date(2022, 1, 3)
    assert date(2022, 1, 17) not in panel.closes.sessions
    assert panel.closes.sessions[-len(week.week.calendar) :] == week.week.calendar
    assert set(levels(panel, "AAA")) == {*early, *DAYS}


def test_closes_older_than_the_calendars_are_left_out(folder):
    with open_store(folder / "closes.sqlite") as store:
        store.keep("import", {"AAA": {d: Close(d, 5.0, "A vendor") for d in (date(1950, 1, 3), *DAYS)}}, NOW)
    (folder / "members.csv").write_text("symbol,to\nAAA,2030-01-04\n")
    panel = gathered(folder, "store").breadth["members"]
    assert panel.closes.sessions[0] == date(1962, 1, 2)


def test_a_record_as_source_needs_no_closes_of_the_universe(folder):
    """What it does not hold is absent."""
    file = folder / "record.json"
    file.write_bytes(record.write(market(LEVELS), ONES, {}, {}))
    plan = MarketPlan("record", file, "", "XNYS", "small")
    universe = UniversePlan("members", folder / "none.csv", "", "An Index")
    week = gather(
        plan, ONES, ending=FRIDAY, ending_place=None, asked=None, record=None, now=NOW, universes={"members": universe}
    )
    assert week.breadth == {}
