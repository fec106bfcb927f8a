"""Charts as nouns: the data are the figures, the title says who led, the words say it all again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.charts import KINDS
from reportgen.compose.charts import SHAPES, chart
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.model import ChartPlan, Instrument, Point
from unit.laws import markets, well_set
from unit.made import BASE, LEVELS, WEEK, market, passage, project

KEYS = ("small", "large", "third")
ONES = tuple(Instrument(key, f"^{key[:3].upper()}", f"{key.title()} Index", key.title()) for key in KEYS)
BARS = ChartPlan("bars", "bars", KEYS[:2])
DAYS = ChartPlan("days", "days", KEYS[:2])
TREND = ChartPlan("line", "trend", KEYS[:2], BASE)


def drawn(plan, levels=LEVELS, week=WEEK):
    ones = tuple(one for one in ONES if one.key in levels)
    made = project(instruments=ones, charts=(plan,))
    table = Desk(Ink(made, market(levels, week)))
    return chart(plan, made, table), table.ink


def said(plan, levels=LEVELS, week=WEEK):
    """The chart's title, subtitle, alt text and description as they are read."""
    made, ink = drawn(plan, levels, week)
    return tuple(plain(t, ink.printed) for t in (made.title, made.subtitle, made.alt, made.description))


def change(levels, key, start, end):
    return levels[key][end] / levels[key][start] - 1


# -- laws ----------------------------------------------------------------------------------------------------


@given(markets(), st.permutations(KEYS).map(tuple), st.integers(1, 3))
def test_bars_are_the_weeks_changes_largest_first(world, keys, count):
    week, levels = world
    made, _ = drawn(ChartPlan("b", "bars", keys[:count]), levels, week)
    values = [s.points[0].value for s in made.series]
    assert values == sorted(values, reverse=True)
    assert sorted(s.name for s in made.series) == sorted(k.title() for k in keys[:count])
    for one in made.series:
        assert len(one.points) == 1
        assert one.points[0].value == pytest.approx(change(levels, one.name.lower(), week.base, week.end), abs=1e-12)
    assert [s.name for s in made.series if s.lead] == [keys[0].title()]
    assert made.sessions == ()


@given(markets(), st.integers(1, 3))
def test_lines_of_the_week_begin_at_nothing_and_end_at_the_weeks_change(world, count):
    week, levels = world
    made, ink = drawn(ChartPlan("d", "days", KEYS[:count]), levels, week)
    assert made.sessions == tuple(s.isoformat() for s in (week.base, *week.sessions))
    for one in made.series:
        assert [p.label for p in one.points] == list(made.sessions)
        assert one.points[0].value == 0
        for session, point in zip((week.base, *week.sessions), one.points, strict=True):
            assert point.value == pytest.approx(
                change(levels, one.name.lower(), week.base, session), rel=1e-9, abs=1e-12
            )
        assert ink.printed[0].figure.unit == "fraction"
    assert [s.lead for s in made.series] == [True, *[False] * (count - 1)]


@given(markets(longest=120), st.data())
def test_a_trend_joins_only_the_sessions_that_are_there(world, data):
    week, levels = world
    start = data.draw(st.sampled_from(week.calendar[:-1]))
    plan = ChartPlan("t", "trend", KEYS, start)
    if any(start not in levels[key] for key in KEYS):
        with pytest.raises(TemplateError):
            drawn(plan, levels, week)
        return
    made, ink = drawn(plan, levels, week)
    assert made.sessions == tuple(s.isoformat() for s in week.calendar if s >= start)
    for one in made.series:
        held = levels[one.name.lower()]
        assert [p.label for p in one.points] == [s for s in made.sessions if date.fromisoformat(s) in held]
        assert one.points[0].value == 0
        assert one.points[-1].value == pytest.approx(change(levels, one.name.lower(), start, week.end), abs=1e-12)
        assert f"{len(one.points)} closes" in plain(made.description, ink.printed)
    sparse = any(len(s.points) < len(made.sessions) for s in made.series)
    assert ("closes at hand" in made.subtitle) == sparse
    well_set(made.subtitle)


@given(markets(longest=60), st.sampled_from(["bars", "days", "trend"]), st.integers(1, 3))
def test_the_words_say_the_finding_with_every_figure(world, kind, count):
    week, levels = world
    plan = ChartPlan("c", kind, KEYS[:count], week.base)
    made, ink = drawn(plan, levels, week)
    title, subtitle, alt, description = said(plan, levels, week)
    changes = {key: change(levels, key, week.base, week.end) for key in KEYS[:count]}
    best = max(changes.values())
    assert title.split()[1].strip(":").lower() in [k for k, v in changes.items() if v == best] or kind == "days"
    assert alt.startswith(f"{title}. ")
    for one in made.series:
        assert f"{one.name} {plain(one.end, ink.printed)}" in alt
        assert one.name in description
    for text in (subtitle, alt, description, made.source):
        well_set(text)
    well_set(title)
    assert not title.endswith(".")
    assert description.endswith(".")
    assert made.accent == "#0b5d4b"
    assert all(plain(s.end, ink.printed)[-1] == "%" for s in made.series)


# -- by hand: the words that matter, in their order; the sentences around them may change -------------------------


def says(text, *parts):
    """The parts stand in a text in this order."""
    at = 0
    for part in parts:
        assert part in text[at:], (part, text)
        at = text.index(part, at) + len(part)


def test_bars_by_hand():
    title, subtitle, alt, description = said(BARS)
    says(title, "Small led the week", "+5.0%", "Large trailed", "+1.0%")
    says(subtitle, "Friday, January 2 to Friday, January 9, ", "percent", "price")
    says(alt, f"{title}. Bar chart: ", "Small +5.0%, Large +1.0%.")
    says(description, "week ended January 9, 2026, ", "largest first", "Small +5.0% and Large +1.0%.")
    made, _ = drawn(BARS)
    says(made.source, "Source: ", "a made-up feed. ", "As of the close of January 9, 2026.")
    assert (made.key, made.kind) == ("bars", "bars")
    assert made.series[0].points == (Point("week", pytest.approx(0.05)),)


def test_the_week_day_by_day_by_hand():
    title, subtitle, alt, description = said(DAYS)
    says(title, "Small ended the week at +5.0%")
    says(subtitle, "since the close of Friday, January 2, ", "percent", "price")
    says(alt, f"{title}. Line chart: ", "Small +5.0%, Large +1.0%.")
    says(
        description, "January 2, 2026", "Small: ",
        "+1.0% by Monday, +3.0% by Tuesday, +2.0% by Wednesday, +4.0% by Thursday and +5.0% by Friday.", "Large: ",
        "+0.5% by Monday, +1.0% by Tuesday, +2.0% by Wednesday, +1.5% by Thursday and +1.0% by Friday.",
    )  # fmt: skip


def week_of_levels(small, large):
    return {
        "small": dict(zip((BASE, *WEEK.sessions), small, strict=True)),
        "large": dict(zip((BASE, *WEEK.sessions), large, strict=True)),
    }


def test_whoever_led_only_at_the_end_did_not_lead_at_every_close():
    late = week_of_levels((100, 100, 100, 100, 100, 109), (100, 101, 102, 103, 104, 105))
    says(said(DAYS, late)[0], "Small ended the week", "+9.0%")
    first = week_of_levels((100, 101, 102, 103, 104, 105), (100, 100, 100, 100, 100, 101))
    says(said(DAYS, first)[0], "Small led at every close")
    other = week_of_levels((100, 100, 100, 100, 100, 101), (100, 101, 102, 103, 104, 105))
    says(said(DAYS, other)[0], "Large led at every close")
    once = week_of_levels((100, 101, 99, 103, 104, 105), (100, 100, 100, 100, 100, 101))
    says(said(DAYS, once)[0], "Small ended the week", "+5.0%")


def test_one_line_alone_leads_nobody():
    for plan, when in (
        (ChartPlan("d", "days", ("small",)), ""),
        (ChartPlan("b", "bars", ("small",)), "for the week"),
        (ChartPlan("t", "trend", ("small",), BASE), "since January 2"),
    ):
        title = said(plan)[0]
        says(title, "Small", "+5.0%")
        assert when in title
        assert "led" not in title
        assert "trailed" not in title


def test_when_all_fell_the_best_lost_least():
    fell = week_of_levels((100, 100, 100, 100, 100, 99), (100, 100, 100, 100, 100, 95))
    says(said(BARS, fell)[0], "Small lost least", "−1.0%", "Large trailed", "−5.0%")
    says(said(TREND, fell)[0], "Small lost least", "since January 2", "−1.0%", "Large trailed", "−5.0%")
    mixed = week_of_levels((100, 100, 100, 100, 100, 101), (100, 100, 100, 100, 100, 95))
    says(said(BARS, mixed)[0], "Small led the week", "+1.0%", "Large trailed", "−5.0%")


@pytest.mark.parametrize("level", [100, 99.99])
def test_what_prints_as_nothing_lost_nothing(level):
    still = week_of_levels((100, 100, 100, 100, 100, level), (100, 100, 100, 100, 100, 95))
    title = said(BARS, still)[0]
    says(title, "Small", "0.0%", "Large", "−5.0%")
    assert "lost" not in title
    says(said(TREND, still)[0], "Small", "since January 2", "0.0%", "Large", "−5.0%")


def test_a_tie_has_no_leader():
    tied = week_of_levels((100, 100, 100, 100, 100, 105), (200, 200, 200, 200, 200, 210))
    for plan, when in ((BARS, "for the week"), (TREND, "since January 2")):
        title = said(plan, tied)[0]
        says(title, "The Small and the Large share", when, "+5.0%")
        assert "led" not in title
        assert "trailed" not in title
        well_set(title)
    monday = week_of_levels((100, 101, 103, 103, 104, 105), (100, 101, 101, 101, 101, 101))
    assert "every close" not in said(DAYS, monday)[0]


def test_a_trend_by_hand():
    days = [s for s in WEEK.calendar if s >= date(2025, 12, 29)]
    levels = {
        "small": {s: 100.0 + i for i, s in enumerate(days)},
        "large": {s: 200.0 + i for i, s in enumerate(days) if s != date(2026, 1, 6)},
    }
    plan = ChartPlan("t", "trend", KEYS[:2], date(2025, 12, 29))
    title, subtitle, alt, description = said(plan, levels)
    says(title, "Small led since December 29", "+8.0%", "Large trailed", "+4.0%")
    says(subtitle, "since the close of December 29, 2025, ", "percent", "price", "; ", "closes at hand")
    says(alt, f"{title}. Line chart: ", "Small +8.0%, Large +4.0%.")
    says(
        description, "December 29, 2025 to January 9, 2026, ", "9 sessions", "Small +8.0% from 9 closes",
        "Large +4.0% from 8 closes.",
    )  # fmt: skip
    whole = {"small": levels["small"]}
    assert ";" not in said(ChartPlan("t", "trend", ("small",), date(2025, 12, 29)), whole)[1]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2026, 1, 3), "2026-01-03 is no session between 2025-01-02 and 2026-01-09"),
        (date(2026, 1, 12), "2026-01-12 is no session between 2025-01-02 and 2026-01-09"),
        (date(2024, 12, 31), "2024-12-31 is no session between 2025-01-02 and 2026-01-09"),
        (date(2025, 12, 31), "small has no close for Wednesday 2025-12-31"),
    ],
)
def test_a_trend_from_where_there_is_nothing(start, words):
    with pytest.raises(TemplateError) as caught:
        drawn(ChartPlan("line", "trend", KEYS[:2], start))
    assert caught.value.message == f"chart line cannot be drawn: {words}"


@pytest.mark.parametrize("plan", [BARS, DAYS])
def test_a_chart_of_a_lost_close_is_refused(plan):
    levels = {"small": LEVELS["small"], "large": {BASE: 200.0}}
    with pytest.raises(TemplateError) as caught:
        drawn(plan, levels)
    assert caught.value.message.startswith(f"chart {plan.key} cannot be drawn: large has no close for ")


def test_a_title_of_your_own_with_figures():
    plan = ChartPlan("b", "bars", ("small",), None, passage("Up {{ small.week }}"))
    made, ink = drawn(plan)
    assert plain(made.title, ink.printed) == "Up +5.0%"
    assert plain(made.alt, ink.printed) == "Up +5.0%. Bar chart: Small +5.0%."


def test_a_kind_of_your_own_draws_the_shape_of_a_trend():
    made, ink = drawn(ChartPlan("own", "package.module:function", KEYS[:2], BASE))
    assert made.kind == "package.module:function"
    assert len(made.sessions) == 6
    assert ". Chart: Small +5.0%, Large +1.0%." in plain(made.alt, ink.printed)
    assert {shape for _, shape in KINDS.values()} == set(SHAPES)


def test_a_kind_of_your_own_without_a_start_draws_the_week():
    made, _ = drawn(ChartPlan("own", "package.module:function", KEYS[:2]))
    assert made.sessions == tuple(s.isoformat() for s in (BASE, *WEEK.sessions))


def test_the_shipped_charts(shipped):
    for one in shipped.report.charts:
        ends = [plain(s.end, shipped.report.printed) for s in one.series]
        assert all(end in plain(one.alt, shipped.report.printed) for end in ends)
        assert next(s.name for s in one.series if s.lead) == "Russell 2000"
    bars = next(c for c in shipped.report.charts if c.kind == "bars")
    assert [plain(s.end, shipped.report.printed) for s in bars.series] == ["+4.6%", "+2.3%", "+1.9%", "+1.6%"]
