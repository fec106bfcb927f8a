"""The kinds of the market page: what each finds, in every week that can be; by laws first, then by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.charts import KINDS
from reportgen.compose.charts import chart
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.marks import figures_in, plain
from reportgen.model import ChartPlan, Instrument, Panel, UniversePlan
from reportgen.model.universe import Grid, Member, Universe
from unit.laws import markets, well_set
from unit.made import BASE, CALENDAR, WEEK, market, project

KEYS = ("small", "large", "third")
ONES = {key: Instrument(key, f"^{key[:3].upper()}", f"{key.title()} Index", key.title()) for key in KEYS}
YIELDS = {
    "two": Instrument("two", "Y2", "2-year yield", "2-year", kind="rate", maturity=2.0),
    "five": Instrument("five", "Y5", "5-year yield", "5-year", kind="rate", maturity=5.0),
    "ten": Instrument("ten", "Y10", "10-year yield", "10-year", kind="rate", maturity=10.0),
}
ENDS = {
    "upper": Instrument("upper", "TU", "Target", "target", kind="rate", lower="lower"),
    "lower": Instrument("lower", "TL", "Target floor", "floor", kind="rate"),
}
YEAR = date(2025, 1, 9)
LINES = ("trend", "relative", "drawdown", "multiples")
OF_PRICES = ("bars", "days", "trend", "range", "drawdown", "heat", "sectors", "multiples")


def drawn(kind, levels, keys=None, *, week=WEEK, ones=ONES, **plan):
    """A chart as composed, and its ink."""
    keys = tuple(keys or levels)
    plan = ChartPlan("it", kind, keys, **plan)
    made = project(instruments=tuple(ones[k] for k in levels), charts=(plan,), benchmark=keys[0])
    table = Desk(Ink(made, market(levels, week)))
    return chart(plan, made, table), table.ink


def said(kind, levels, keys=None, **more):
    """Title, subtitle, alt text and description as they are read."""
    made, ink = drawn(kind, levels, keys, **more)
    return tuple(plain(t, ink.printed) for t in (made.title, made.subtitle, made.alt, made.description))


def title(kind, levels, keys=None, **more):
    return said(kind, levels, keys, **more)[0]


def year(path, start=YEAR):
    """Levels at every session since `start`: `path` at the last ones, its first level at all before."""
    days = [d for d in CALENDAR if d >= start]
    return dict(zip(days, [path[0]] * (len(days) - len(path)) + list(path), strict=True))


# -- laws ----------------------------------------------------------------------------------------------------


@given(markets(longest=500, whole=True), st.sampled_from(OF_PRICES), st.integers(1, 3))
def test_the_finding_is_a_well_set_line_with_marked_figures(world, kind, count):
    week, levels = world
    more = {"start": week.base} if kind in LINES else {}
    try:
        made, ink = drawn(kind, levels, KEYS[:count], week=week, **more)
    except TemplateError as refused:
        assert kind == "range", refused.message
        return
    words = [plain(t, ink.printed) for t in (made.title, made.subtitle, made.alt, made.description)]
    assert words[0][0].isupper() or words[0][0].isdigit()
    assert not words[0].endswith(".")
    assert words[2].startswith(f"{words[0]}. ")
    assert words[3].endswith(".")
    for text in words:
        well_set(text)
        assert "nan" not in text
        assert "Absent" not in text
    assert all(one.name in words[3] for one in made.series)
    # A long list of ends is left to the words below the chart.
    assert all(one.name in words[2] for one in made.series) or len(words[2]) <= 150
    for mark in figures_in(made.title + made.description):
        assert ink.printed[mark].figure.formula


@given(markets(longest=400, whole=True))
def test_the_ratio_is_100_times_what_one_gained_on_the_other(world):
    week, levels = world
    made, _ = drawn("relative", levels, ("small", "large"), week=week, start=week.base)
    line = made.series[0].points
    assert line[0].value == pytest.approx(100)
    for point in line:
        day = date.fromisoformat(point.label)
        ratio = (levels["small"][day] / levels["small"][week.base]) / (
            levels["large"][day] / levels["large"][week.base]
        )
        assert point.value == pytest.approx(100 * ratio)


@given(markets(longest=400, whole=True))
def test_a_drawdown_is_never_above_nothing_and_nothing_at_a_high(world):
    week, levels = world
    made, _ = drawn("drawdown", levels, ("small",), week=week, start=week.base)
    for point in made.series[0].points:
        day = date.fromisoformat(point.label)
        high = max(v for d, v in levels["small"].items() if d <= day)
        assert point.value <= 0
        assert point.value == pytest.approx(levels["small"][day] / high - 1)


@given(st.lists(st.integers(80, 120), min_size=12, max_size=12))
def test_places_in_a_range_are_between_its_ends(path):
    levels = {"small": year([100.0, *map(float, path)], date(2025, 1, 2))}
    made, _ = drawn("range", levels)
    low, high, now, before = made.series[0].points
    assert 0 <= now.value <= 1
    assert 0 <= before.value <= 1
    window = [v for d, v in levels["small"].items() if d >= date(2026, 1, 9).replace(year=2025)]
    if max(window) > min(window):
        assert now.value == pytest.approx((path[-1] - min(window)) / (max(window) - min(window)))
    assert low.text and high.text and now.text


@given(markets(longest=60, whole=True), st.integers(1, 3))
def test_cells_are_the_days_and_the_week(world, count):
    week, levels = world
    made, ink = drawn("heat", levels, KEYS[:count], week=week)
    for one in made.series:
        days = {p.label: p.value for p in one.points}
        by = levels[one.name.lower()]
        whole = 1.0
        for day in week.sessions:
            whole *= 1 + days[day.isoformat()]
        assert 1 + days["week"] == pytest.approx(whole)
        assert days["week"] == pytest.approx(by[week.end] / by[week.base] - 1, abs=1e-12)
        assert all(plain(p.text, ink.printed) for p in one.points)


# -- by hand -------------------------------------------------------------------------------------------------


def test_who_closed_at_a_high_or_a_low():
    rose, fell = year([100, 101, 102, 103]), year([100, 99, 98])
    assert title("range", {"small": rose}) == "The Small closed at a 52-week high, 103.00"
    assert title("range", {"small": fell}) == "The Small closed at a 52-week low, 98.00"
    assert title("range", {"small": rose, "large": rose}) == "The Small and the Large closed at 52-week highs"
    three = {"small": rose, "large": rose, "third": rose}
    assert title("range", three) == "All three closed at 52-week highs"
    both = title("range", {"small": rose, "large": fell})
    assert both == "The Small closed at a 52-week high; the Large closed at a 52-week low"


def test_where_in_the_range_the_others_are():
    middle = year([100, 120, 100, 115])
    assert title("range", {"small": middle}) == "The Small closed 75% of the way up its 52-week range"
    assert title("range", {"small": year([100, 120, 100, 119.99])}) == "The Small closed just below its 52-week high"
    under = year([100, 120, 100, 105])
    assert title("range", {"small": middle, "large": under}) == (
        "One of two closed in the upper half of its 52-week range, the Small highest"
    )
    assert title("range", {"small": under, "large": under}) == "None closed in the upper half of their 52-week range"
    still = year([100, 100])
    assert title("range", {"small": still}) == "The Small has not moved in 52 weeks"
    assert "every close 100.00" in said("range", {"small": still})[3]


def test_one_against_another():
    up, flat = year([100, 110]), year([200, 200])
    assert (
        title("relative", {"small": up, "large": flat})
        == "The Small has gained 10.0% on the Large since January 9, 2025"
    )
    assert title("relative", {"large": flat, "small": up}, ("large", "small")) == (
        "The Large has lost 9.1% against the Small since January 9, 2025"
    )
    assert "is level with" in title("relative", {"small": flat, "large": flat})
    with pytest.raises(TemplateError, match="of two instruments, and 1 are named"):
        drawn("relative", {"small": up})
    with pytest.raises(TemplateError, match="no ratio is taken of rates"):
        drawn("relative", {"two": up, "ten": up}, ones=YIELDS)


def test_steps_say_when_they_last_moved():
    days = [d for d in CALENDAR if d >= YEAR]
    cut = date(2025, 12, 11)
    upper = {d: 4.0 if d < cut else 3.75 for d in days}
    lower = {d: v - 0.25 for d, v in upper.items()}
    levels = {"upper": upper, "lower": lower}
    assert (
        title("steps", levels, ones=ENDS)
        == "The target fell to 3.75% from 4.00% on December 11, and has stood there since"
    )
    made, ink = drawn("steps", levels, ones=ENDS)
    assert [plain(s.end, ink.printed) for s in made.series] == ["3.50% to 3.75%", ""]
    held = {"upper": dict.fromkeys(days, 3.75), "lower": dict.fromkeys(days, 3.5)}
    assert title("steps", held, ones=ENDS) == "The target has stood at 3.75% since at least January 9, 2025"
    late = {"upper": {d: 3.75 if d < date(2026, 1, 7) else 4.0 for d in days}, "lower": lower}
    assert title("steps", late, ones=ENDS) == "The target rose to 4.00% from 3.75% on Wednesday"


@pytest.mark.parametrize(
    ("two", "ten", "words"),
    [
        (
            (3.50, 3.50),
            (4.10, 4.15),
            "The yield curve steepened by 5 bp in the week: the 10-year is 65 bp above the 2-year",
        ),
        (
            (3.50, 3.60),
            (4.10, 4.15),
            "The yield curve flattened by 5 bp in the week: the 10-year is 55 bp above the 2-year",
        ),
        (
            (3.50, 3.55),
            (4.10, 4.15),
            "The yield curve kept its slope in the week: the 10-year is 60 bp above the 2-year",
        ),
        (
            (4.50, 4.50),
            (4.10, 4.15),
            "The yield curve steepened by 5 bp in the week: the 10-year is 35 bp below the 2-year",
        ),
        (
            (4.50, 4.50),
            (4.50, 4.50),
            "The yield curve kept its slope in the week: the 10-year is level with the 2-year",
        ),
    ],
)
def test_what_the_curve_did(two, ten, words):
    def path(pair):
        return year([pair[0], pair[0], pair[1], pair[1], pair[1], pair[1], pair[1]])

    levels = {"ten": path(ten), "two": path(two), "five": year([4.0] * 7)}
    assert title("curve", levels, ones=YIELDS) == words
    made, _ = drawn("curve", levels, ones=YIELDS)
    assert [[p.label for p in s.points] for s in made.series] == [["2", "5", "10"]] * 3
    assert made.unit == "yield"
    short = {key: {d: v for d, v in by.items() if d >= BASE} for key, by in levels.items()}
    assert "no closes for a year before" in said("curve", short, ones=YIELDS)[1]
    with pytest.raises(TemplateError, match="needs two instruments or more"):
        drawn("curve", {"two": path(two)}, ones=YIELDS)


def test_how_far_below_the_high():
    peak = year([100, 120, 110, 108])
    assert title("drawdown", {"small": peak}) == "The Small closed 10.0% below its high of January 7"
    assert title("drawdown", {"small": year([100, 120])}) == "The Small closed at its highest since January 9, 2025"
    assert (
        title("drawdown", {"small": year([100, 120, 119.999])}) == "The Small closed just below its high of January 8"
    )
    high = year([100, 130])
    assert title("drawdown", {"small": high, "large": peak}) == (
        "The Small closed at a high; the Large is furthest below its own, −10.0%"
    )
    assert title("drawdown", {"small": high, "large": high}) == "Both closed at the highest of their histories at hand"
    assert title("drawdown", {"small": peak, "large": peak}) == "Both closed 10.0% below their highs"


def week_path(*levels):
    return dict(zip((BASE, *WEEK.sessions), levels, strict=True))


def test_days_on_which_all_went_one_way():
    up = week_path(100, 101, 102, 103, 104, 105)
    assert title("heat", {"small": up, "large": up}) == "Both rose on every day of the week"
    down = week_path(100, 99, 98, 97, 96, 95)
    assert title("heat", {"small": down, "large": down, "third": down}) == "All three fell on every day of the week"
    mixed = week_path(100, 101, 100, 101, 102, 101)
    other = week_path(100, 102, 101, 100, 101, 102)
    assert title("heat", {"small": mixed, "large": other}) == "Both rose on Monday and Thursday and fell on Tuesday"


def test_the_best_day_and_the_worst():
    one = week_path(100, 101, 98, 98, 98, 98)
    assert title("heat", {"small": one}) == (
        "The Small made the week’s largest gain on Monday, +1.0%, and its largest loss on Tuesday, −3.0%"
    )
    other = week_path(100, 98, 102, 102, 102, 102)
    assert title("heat", {"small": one, "large": other}) == (
        "The Large made the week’s largest gain on Tuesday, +4.1%; the Small the largest loss on Tuesday, −3.0%"
    )
    still = week_path(100, 100, 100, 100, 100, 100)
    assert title("heat", {"small": still}) == "The Small did not move all week"
    assert title("heat", {"small": still, "large": still}) == "Nothing moved on any day of the week"
    only = week_path(100, 100, 100, 101, 101, 101)
    assert (
        title("heat", {"small": still, "large": only})
        == "No loss on any day; the largest gain was the Large’s on Wednesday, +1.0%"
    )


def test_sectors_count_those_that_rose():
    levels = {
        "small": week_path(100, 1, 1, 1, 1, 105),
        "large": week_path(100, 1, 1, 1, 1, 99),
        "third": week_path(100, 1, 1, 1, 1, 101),
    }
    assert title("sectors", levels) == "The Small led the week at +5.0%; the Large trailed at −1.0%; two of three rose"
    bare = {k: replace(one, group="sectors") for k, one in ONES.items()}
    assert (
        title("sectors", levels, ones=bare) == "Small led the week at +5.0%; Large trailed at −1.0%; two of three rose"
    )
    made, _ = drawn("sectors", levels)
    assert not any(s.lead for s in made.series)


@pytest.mark.parametrize(
    ("period", "words"),
    [("day", "led on Friday"), ("month", "led the month to date"), ("quarter", "led the quarter to date"),
     ("year", "led the year to date"), ("one_year", "led over one year")],
)  # fmt: skip
def test_bars_over_other_periods(period, words):
    levels = {"small": year([100, 101, 102, 103, 104, 106]), "large": year([100, 100, 100, 100, 100, 101])}
    assert words in title("bars", levels, period=period)
    well_set(said("bars", levels, period=period)[1])


def test_yields_rise_and_fall_and_none_of_them_leads():
    levels = {"two": week_path(4.0, 1, 1, 1, 1, 4.05), "ten": week_path(4.0, 1, 1, 1, 1, 3.97)}
    assert (
        title("bars", levels, ones=YIELDS) == "The 2-year rose most for the week, +5 bp; the 10-year fell most, −3 bp"
    )
    made, _ = drawn("bars", levels, ones=YIELDS)
    assert made.unit == "yield_difference"
    assert "basis points" in made.subtitle


def test_prices_and_yields_share_no_scale():
    levels = {"small": week_path(100, 101, 102, 103, 104, 105), "two": week_path(4.0, 4.0, 4.0, 4.0, 4.0, 4.0)}
    for kind in ("bars", "days", "heat", "sectors"):
        with pytest.raises(TemplateError, match="no scale serves both"):
            drawn(kind, levels, ones={**ONES, **YIELDS})


def test_every_kind_is_tried_here():
    assert set(KINDS) - {"breadth"} == {*OF_PRICES, "relative", "steps", "curve"}


# -- breadth -------------------------------------------------------------------------------------------------


def universe(rows, *, dated, proxy=False, first=date(2025, 1, 2)):
    """A panel of members with the same level at every session but the last ones."""
    import numpy as np

    days = tuple(d for d in CALENDAR if d >= first)
    members = tuple(Member(f"M{i}", end=date(2030, 1, 1) if dated else None) for i in range(len(rows)))
    levels = np.array([[100.0] * (len(days) - len(row)) + [float(v) for v in row] for row in rows])
    plan = UniversePlan("members", Path("members.csv"), "", "Example 4", proxy)
    return Panel(plan, Universe("members.csv", members), Grid(tuple(m.symbol for m in members), days, levels), "a feed")


def breadth(panel, start=None):
    made = project(charts=(plan := ChartPlan("it", "breadth", (), start, universe="members"),))
    week = replace(market({"small": {}, "large": {}}), breadth={"members": panel} if panel else {})
    table = Desk(Ink(made, week))
    return chart(plan, made, table), table.ink


ROWS = [[101, 101, 101, 101, 101, 101], [99, 99, 101, 101, 101, 101], [99] * 6, [99] * 6]


def test_how_many_stand_above_their_average():
    made, ink = breadth(universe(ROWS, dated=True))
    assert plain(made.title, ink.printed) == (
        "50.0% of Example 4 members closed above their 200-day average, up from 25.0% a week before"
    )
    assert made.unit == "share"
    assert made.series[0].points[-1].value == 0.5
    assert all(0 <= p.value <= 1 for p in made.series[0].points)
    assert "4 of 4 members could be judged" in plain(made.description, ink.printed)
    well_set(plain(made.alt, ink.printed))


def test_a_list_of_todays_members_says_so_and_compares_nothing():
    made, ink = breadth(universe(ROWS, dated=False))
    assert plain(made.title, ink.printed) == "50.0% of Example 4 members closed above their 200-day average"
    assert "today’s members, also on earlier days" in made.subtitle


def test_a_list_that_stands_for_an_index_is_not_called_it():
    made, ink = breadth(universe(ROWS, dated=True, proxy=True))
    assert "Example" not in plain(f"{made.title} {made.subtitle} {made.alt} {made.description}", ink.printed)


def test_the_shorter_average_where_closes_are_few():
    made, _ = breadth(universe(ROWS, dated=True, first=date(2025, 9, 1)), date(2025, 11, 3))
    assert "50-day average" in made.title
    with pytest.raises(TemplateError, match="sessions are needed"):
        breadth(universe(ROWS, dated=True, first=date(2025, 12, 1)))
    with pytest.raises(TemplateError, match="no closes of a universe members"):
        breadth(None)
