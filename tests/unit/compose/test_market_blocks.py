"""The blocks of the market page: tables by group, movers, how they fared, style box, economy, week ahead."""

from datetime import date

import pytest

from reportgen.compose.blocks import build
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.model import Event, Instrument, MarketWeek, Release, Spark
from unit.made import (
    BASE,
    CALENDAR,
    FRIDAY,
    LARGE,
    LARGE_ONE,
    LEVELS,
    SMALL,
    SMALL_ONE,
    WEEK,
    closes,
    market,
    passage,
    project,
    week_of,
    weekdays,
)

THURSDAY = date(2026, 1, 8)
TEN = Instrument("ten", "DGS10", "10-year Treasury", "10-year", "rate", group="rates")
UP = Instrument("up", "UP", "Up Fund", "Up", "fund", group="funds", style="large value", currency="USD")
DOWN = Instrument("down", "DN", "Down Fund", "Down", "fund", group="funds", style="small growth", currency="USD")
FLAT = Instrument("flat", "FL", "Flat Fund", "Flat", "fund", group="funds", style="mid blend", currency="USD")
FUNDS = {
    "up": {**SMALL}, "down": {day: 300 - level for day, level in SMALL.items()}, "flat": dict.fromkeys(SMALL, 50.0),
}  # fmt: skip
RATES = {"ten": dict(zip((BASE, *WEEK.sessions[:4]), (4.17, 4.16, 4.18, 4.15, 4.20), strict=True))}
ALL = (SMALL_ONE, LARGE_ONE, TEN, UP, DOWN, FLAT)
LATE = {"ten": week_of(tuple(d for d in CALENDAR if d != FRIDAY))}


def desk_of(instruments=ALL, levels=None, weeks=LATE, week=WEEK, **words):
    made = project(instruments=instruments, **words)
    held = {k: closes(v) for k, v in (levels or {**LEVELS, **FUNDS, **RATES}).items()}
    return made, Desk(Ink(made, MarketWeek(week, held, "a made-up feed", weeks or {})))


def built(words, **more):
    made, table = desk_of(**more)
    _, content = build(words, made, table)
    assert not table.errors
    return content, table.ink.printed


def refused(words, **more):
    with pytest.raises(TemplateError) as caught:
        built(words, **more)
    return caught.value.message


def test_every_group_is_a_section_of_one_table():
    table, printed = built("performance", columns=("close", "week"))
    assert [(s.heading, [r.name for r in s.rows]) for s in table.sections] == [
        ("", ["Small Companies 250", "Large Companies 50"]), ("Rates", ["10-year Treasury"]),
        ("Funds", ["Up Fund", "Down Fund", "Flat Fund"]),
    ]  # fmt: skip
    cells = {row.name: [plain(c, printed) for c in row.cells] for row in table.rows}
    assert cells["10-year Treasury"] == ["4.20%", "+3 bp"]
    assert cells["Up Fund"] == ["$105.00", "+5.0%"]
    assert cells["Flat Fund"] == ["$50.00", "0.0%"]


def test_what_is_as_of_another_day_is_footnoted():
    table, _ = built("performance", columns=("close", "week"))
    assert "10-year: as of the close of January 8, 2026, the week from that of January 2, 2026." in table.footnotes
    assert "Rates: percent a year, changes in basis points (bp)." in table.footnotes[0]
    table, _ = built("performance funds")
    assert not any("as of" in note for note in table.footnotes)
    assert "basis points" not in table.footnotes[0]


def test_price_and_total_return_are_told_apart():
    table, _ = built("performance funds", columns=("week", "week_total"))
    assert [c.heading for c in table.columns] == ["Week", "Week, total return"]
    assert "Total return: distributions reinvested." in table.footnotes[0]
    assert [row.cells[1] for row in table.rows] == ["—", "—", "—"]
    assert len([n for n in table.footnotes if n.startswith("— ")]) == 3


def test_the_best_and_the_worst():
    table, printed = built("movers")
    shown = [(s.heading, [(r.name, plain(r.cells[1], printed)) for r in s.rows]) for s in table.sections]
    assert shown == [
        ("Largest gains", [("Small Companies 250", "+5.0%"), ("Up Fund", "+5.0%"), ("Large Companies 50", "+1.0%")]),
        ("Largest losses", [("Down Fund", "−2.5%")]),
    ]
    table, _ = built("movers funds 1")
    assert [len(s.rows) for s in table.sections] == [1, 1]
    assert table.caption == "Movers of the week: funds"
    falling = {"down": FUNDS["down"]}
    table, _ = built("movers", instruments=(DOWN,), levels=falling, weeks={})
    assert "Nothing gained as much as 0.05%." in table.footnotes[0]
    assert refused("movers a b c") == "[[movers GROUP NUMBER]] takes a group and how many on each side"
    assert refused("movers 0") == "[[movers GROUP NUMBER]] takes a group and how many on each side"
    assert refused("movers rates") == "[[movers]] has nothing to print: no change of the week is known"


def test_how_they_fared():
    listing, _ = built("fared")
    assert [heading for heading, _ in listing.parts] == ["On Friday:", "For the week:"]
    assert [line.text for line in listing.parts[0][1]] == [
        "The Small 250 rose 1.00 points, or 1.0%, to 105.00.", "The Large 50 fell 1.00 points, or 0.5%, to 202.00.",
    ]  # fmt: skip
    assert listing.parts[1][1][1].text == "The Large 50 is up 2.00 points, or 1.0%."
    assert any(note.startswith("Small 250 has no close for ") for note in listing.footnotes)
    still = {"small": {**SMALL, FRIDAY: 104.0}, "large": {**LARGE, FRIDAY: 200.0}}
    listing, _ = built("fared", instruments=(SMALL_ONE, LARGE_ONE), levels=still, weeks={})
    assert listing.parts[0][1][0].text == "The Small 250 was unchanged at 104.00."
    assert listing.parts[1][1][1].text == "The Large 50 is unchanged."
    assert refused("fared rates") == "[[fared]] has nothing to print: no index is in the group"


def test_the_style_box():
    box, printed = built("style_box")
    assert box.columns == ("Value", "Blend", "Growth")
    assert [(n, [(plain(c, printed), s) for c, s in cells]) for n, cells in box.rows] == [
        ("Large", [("+5.0%", 1), ("", 0), ("", 0)]), ("Mid", [("", 0), ("0.0%", 0), ("", 0)]),
        ("Small", [("", 0), ("", 0), ("−2.5%", -1)]),
    ]  # fmt: skip
    assert refused("style_box century").startswith("[[style_box PERIOD]] takes one of day, week")
    assert refused("style_box", instruments=(SMALL_ONE,)).startswith("[[style_box]] has nothing to print")
    twice = Instrument("twice", "TW", "Twice", "Twice", "fund", style="large value")
    assert refused("style_box", instruments=(*ALL, twice)) == "instruments up and twice are both large value"


def test_a_sparkline_ends_in_its_change():
    calendar = weekdays(date(2025, 9, 1), FRIDAY)
    levels = {"small": {day: 100.0 + i for i, day in enumerate(calendar)}}
    made = project(instruments=(SMALL_ONE,), benchmark="small", columns=("sparkline",))
    ink = Ink(made, market(levels, week_of(calendar)))
    _, table = build("performance", made, Desk(ink))
    (cell,) = table.rows[0].cells
    assert isinstance(cell, Spark)
    assert len(cell.points) == 66
    start = 100.0 + len(calendar) - 66
    assert ink.printed[-1].figure.value == pytest.approx((start + 65) / start - 1)
    for day in calendar[-40:-30]:
        del levels["small"][day]
    _, table = build("performance", made, Desk(Ink(made, market(levels, week_of(calendar)))))
    assert table.rows[0].cells == ("—",)
    assert "Only 56 of the last 66 closes are there." in table.footnotes[-1]


JOBS = Release(FRIDAY, "Nonfarm payrolls", "December", "+50,000", "+60,000", "", "Bureau of Labor Statistics")


def test_economic_data_as_published():
    table, printed = built("economy", economy=(JOBS,))
    assert table.rows[0].name == "Nonfarm payrolls, December"
    assert [plain(c, printed) for c in table.rows[0].cells] == ["Fri, Jan 9", "+50,000", "+60,000", "—"]
    assert table.source == "Sources: Bureau of Labor Statistics."
    assert printed[-2].figure.id == "economy.1.actual"
    assert refused("economy") == "[[economy]] has nothing to print: the issue lists no economic data (economy:)"
    later = Release(date(2026, 1, 13), "Consumer prices", "December", "1", "", "", "Bureau of Labor Statistics")
    assert "after the week's end" in refused("economy", economy=(later,))


def test_the_week_ahead_day_by_day():
    events = (
        Event(date(2026, 1, 14), "", passage("Retail sales, November"), "Census Bureau", "https://example.org/c"),
        Event(date(2026, 1, 13), "8:30 a.m. ET", passage("Consumer prices"), "Bureau of Labor Statistics"),
        Event(date(2026, 1, 13), "", passage("Bank earnings"), "The banks"),
    )
    ahead, _ = built("week_ahead", events=events)
    assert [due.day for due in ahead.days] == ["Tuesday, January 13", "Wednesday, January 14"]
    assert [(time, what.text) for time, what, _, _ in ahead.days[0].entries] == [
        ("8:30 a.m. ET", "Consumer prices"), ("", "Bank earnings"),
    ]  # fmt: skip
    assert ahead.events[0] == ("2026-01-13", "Consumer prices, 8:30 a.m. ET", "Bureau of Labor Statistics")
    past = Event(FRIDAY, "", passage("Jobs"), "Bureau of Labor Statistics")
    assert refused("week_ahead", events=(past,)) == "the event of 2026-01-09 is not after the week's end, 2026-01-09"
    assert refused("week_ahead").startswith("[[week_ahead]] has nothing to print")
