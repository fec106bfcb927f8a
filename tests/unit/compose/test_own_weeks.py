"""Exchanges with weeks of their own in blocks and charts: nothing of another day or year is told as the week's."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reportgen.compose.blocks import build
from reportgen.compose.charts import chart
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.model import ChartPlan, Instrument, MarketWeek
from unit.made import closes, project, week_of, weekdays

HOUSE = week_of(weekdays(date(2024, 1, 1), date(2026, 1, 2), {date(2025, 12, 25), date(2026, 1, 1)}))
BEFORE = date(2025, 12, 30)
HOME = Instrument("home", "HOM", "Home Index", "Home", style="large blend")
FAR = Instrument("far", "FAR", "Far Index", "Far", style="small blend")
COIN = Instrument("coin", "COI", "Coin", "Coin", "crypto", currency="USD")
TWO = Instrument("two", "Y2", "2-year yield", "2-year", "rate", maturity=2.0)
TEN = Instrument("ten", "Y10", "10-year yield", "10-year", "rate", maturity=10.0)


def own(calendar):
    """The week of an instrument with these sessions, cut to the span of the house's."""
    base = max(d for d in calendar if d <= HOUSE.base)
    return replace(week_of(calendar), sessions=tuple(d for d in calendar if d > base), base=base)


def until(last, step=1.0):
    return {d: round(100 + step * i, 4) for i, d in enumerate(d for d in HOUSE.calendar if d <= last)}


def every_day(last):
    first = HOUSE.calendar[0]
    return {first + timedelta(i): 50.0 + i % 9 for i in range((last - first).days + 1)}


def desk_of(levels, ones, charts=(), benchmark=None, columns=("close", "day", "week", "year")):
    made = project(instruments=ones, benchmark=benchmark or ones[0].key, charts=charts, columns=columns)
    weeks = {k: own(tuple(v)) for k, v in levels.items() if tuple(v) != HOUSE.calendar}
    return made, Desk(Ink(made, MarketWeek(HOUSE, {k: closes(v) for k, v in levels.items()}, "a feed", weeks)))


def block(words, levels, ones, **more):
    made, table = desk_of(levels, ones, **more)
    return build(words, made, table)[1], table.ink.printed


def drawn(kind, levels, ones, keys=None, **plan):
    plan = ChartPlan("it", kind, tuple(keys or levels), **plan)
    made, table = desk_of(levels, ones, (plan,))
    found = chart(plan, made, table)
    return found, [plain(t, table.ink.printed) for t in (found.title, found.subtitle, found.description, found.source)]


BOTH = {"home": until(HOUSE.end), "far": until(BEFORE, 2.0)}


def test_a_table_prints_no_year_of_an_exchange_that_has_not_opened_in_it():
    table, printed = block("performance", BOTH, (HOME, FAR))
    assert [c.heading for c in table.columns] == ["Close", "Day", "Week", "2026"]
    assert plain(table.rows[1].cells[3], printed) == "—"
    assert "— Far, 2026: Far had no session in the year so far." in table.footnotes
    alone, _ = block("performance", {"home": BOTH["home"]}, (HOME,))
    assert alone.columns[1].heading == "Friday"


def test_how_they_fared_names_another_day():
    listing, _ = block("fared", BOTH, (HOME, FAR))
    assert [head for head, _ in listing.parts] == [
        "On Friday:",
        "On Tuesday, December 30:",
        "For the week:",
        "For the year:",
    ]
    assert [len(lines) for _, lines in listing.parts] == [1, 1, 2, 1]
    assert "Far had no session in the year so far." in listing.footnotes


def test_points_are_printed_with_the_instruments_own_decimals():
    one = replace(HOME, decimals=0)
    listing, _ = block("fared", {"home": until(HOUSE.end, 2.0)}, (one,))
    assert "rose 2 points, or" in listing.parts[0][1][0].text
    still = until(HOUSE.end) | {HOUSE.end: until(HOUSE.end)[HOUSE.calendar[-2]] + 0.001}
    listing, _ = block("fared", {"home": still}, (HOME,))
    assert "was unchanged at" in listing.parts[0][1][0].text


def test_other_bases_are_footnoted():
    held = {"home": until(HOUSE.end), "far": {d: v for d, v in until(HOUSE.end).items() if d != date(2025, 12, 31)}}
    table, _ = block("performance", held, (HOME, FAR))
    assert "Far: 2026 from the close of December 30, 2025." in table.footnotes
    box, _ = block("style_box year", held, (HOME, FAR))
    assert any(note.startswith("Far: year to date from the close of December 30") for note in box.footnotes)
    _, words = drawn("bars", held, (HOME, FAR), period="year")
    assert words[3].endswith(" Far: from the close of December 30, 2025.")


def test_an_exchange_closed_all_week_is_left_out_and_has_no_records():
    gone = {"home": until(HOUSE.end), "far": until(HOUSE.base, 9.0), "coin": every_day(HOUSE.end)}
    ones = (HOME, FAR, COIN)
    for kind in ("bars", "sectors", "days", "heat", "range"):
        found, words = drawn(kind, gone, ones)
        assert "Far" not in [s.name for s in found.series]
        assert words[3].endswith(" Far had no session in the week.")
    listing, _ = block("records far", gone, ones)
    assert listing.parts == (("", ()),)
    table, _ = block("performance", gone, ones)
    assert any("Far: as of the close of December 26, 2025, with no session" in note for note in table.footnotes)
    with pytest.raises(TemplateError, match="Far had no session in the week"):
        drawn("heat", gone, ones, ("far",))


def test_a_curve_is_of_one_day():
    levels = {
        "two": dict.fromkeys(HOUSE.calendar, 3.5),
        "ten": {d: 4.0 + (d > HOUSE.base) * 0.02 for d in HOUSE.calendar if d <= date(2025, 12, 31)},
    }
    found, words = drawn("curve", levels, (TWO, TEN))
    assert words[0] == "The yield curve steepened by 2 bp in the week: the 10-year is 52 bp above the 2-year"
    assert [s.name for s in found.series] == ["December 31, 2025", "A week before", "A year before"]
    assert words[3].endswith(" All maturities: as of the close of December 31, 2025.")
    del levels["two"][HOUSE.base]
    with pytest.raises(TemplateError, match="has no close for Friday 2025-12-26"):
        drawn("curve", levels, (TWO, TEN))


def test_relative_strength_is_measured_between_days_that_both_had():
    start = date(2024, 12, 31)
    far = {d: v for d, v in until(BEFORE, 3.0).items() if d not in (start, date(2025, 1, 1), date(2025, 1, 2))}
    levels = {"far": far, "home": until(HOUSE.end)}
    found, words = drawn("relative", levels, (FAR, HOME), start=start)
    base = date(2024, 12, 30)
    ratio = (far[BEFORE] / far[base]) / (levels["home"][BEFORE] / levels["home"][base]) * 100
    assert found.series[0].points[-1].value == pytest.approx(ratio)
    assert found.series[0].points[-1].label == BEFORE.isoformat()
    assert f"{ratio:.1f} on December 30, 2025" in words[2]
    assert words[1] == "Ratio of the closes, December 30, 2024 = 100, price only"
    assert words[3].endswith(" Both: as of the close of December 30, 2025.")


def test_all_of_a_heat_map_are_counted_on_a_day_that_all_had():
    levels = {**BOTH, "coin": {d: 50.0 + i for i, d in enumerate(every_day(HOUSE.end))}}
    _, words = drawn("heat", levels, (HOME, FAR, COIN))
    assert words[0] == "All three rose on Monday and Tuesday"


def test_a_high_with_closes_missing_is_one_of_the_closes_at_hand():
    held = until(HOUSE.end)
    del held[date(2025, 6, 3)]
    plan = ChartPlan("it", "drawdown", ("home",))
    made = project(instruments=(HOME,), benchmark="home", charts=(plan,))
    table = Desk(Ink(made, MarketWeek(HOUSE, {"home": closes(held)}, "a feed")))
    found = chart(plan, made, table)
    assert (
        plain(found.title, table.ink.printed)
        == "The Home closed at the highest of its closes at hand since January 1, 2024"
    )
    assert "judged on closes since January 1, 2024, one of which is missing." in plain(
        found.description, table.ink.printed
    )


TIES = {
    (-3, -3, 0): "The 5-year was unchanged for the week; the 2-year and the 10-year fell most, −3 bp",
    (-3, -3, -3): "All three fell 3 bp for the week",
    (2, 2, 2): "All three rose 2 bp for the week",
    (0, 0, 0): "All three were unchanged for the week",
    (4, 4, 1): "The 2-year and the 10-year rose most for the week, +4 bp; the 5-year rose least, +1 bp",
}


@pytest.mark.parametrize("moves", TIES)
def test_yields_that_moved_alike_are_named_together(moves):
    ones = (TWO, TEN, replace(TWO, key="five", short="5-year", maturity=5.0))
    levels = {
        one.key: {d: round(4.0 + (d == HOUSE.end) * move / 100, 4) for d in HOUSE.calendar}
        for one, move in zip(ones, moves, strict=True)
    }
    _, words = drawn("bars", levels, ones)
    assert words[0] == TIES[moves]


def test_those_that_trailed_alike_are_named_together():
    levels = {
        key: dict.fromkeys(HOUSE.calendar, 100.0) | {HOUSE.end: end} for key, end in (("home", 99.0), ("far", 99.0))
    }
    levels["coin"] = {d: 100.0 + (d == HOUSE.end) for d in HOUSE.calendar}
    _, words = drawn("bars", levels, (HOME, FAR, COIN))
    assert words[0] == "Coin led the week at +1.0%; the Home and the Far trailed at −1.0%"


def test_a_heat_map_names_no_largest_of_several():
    path = dict.fromkeys(HOUSE.calendar, 100.0) | {HOUSE.end: 101.0}
    _, words = drawn(
        "heat",
        {"home": path, "far": path | {HOUSE.end: 100.0}, "third": path},
        (HOME, FAR, replace(HOME, key="third", short="Third")),
    )
    assert words[0] == "No loss on any day; the largest gain was +1.0%"
