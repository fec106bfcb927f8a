"""The arithmetic: laws of changes, spreads, ranks and records on random markets, then one week by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen import formats
from reportgen.measure import MEASURES, between, figure, spread
from reportgen.measure.windows import BASES, PERIODS, WEEKDAYS
from reportgen.model import Absent, Figure, Input
from unit.laws import LEVELS as ANY_LEVEL
from unit.laws import markets, well_set
from unit.made import (
    BASE,
    CALENDAR,
    FRIDAY,
    LARGE_ONE,
    LEVELS,
    SMALL_ONE,
    THIRD_ONE,
    WEEK,
    market,
    record,
    week_of,
    weekdays,
)
from unit.measure.test_windows import by_definition

INSTRUMENTS = {one.key: one for one in (SMALL_ONE, LARGE_ONE, THIRD_ONE)}
PERIOD = st.sampled_from([*BASES, *WEEKDAYS[:5]])


def asked(world, key, measure, **more):
    week, levels = world
    among = {k: INSTRUMENTS[k] for k in levels}
    return figure(market(levels, week), key, measure, **{"instruments": among, "benchmark": "large", **more})


def bounds(week, period):
    """The sessions that a period runs between, by definition."""
    if period in WEEKDAYS:
        end = next((s for s in week.sessions if WEEKDAYS[s.weekday()] == period), None)
        return (end and max((s for s in week.calendar if s < end), default=None), end)
    return by_definition(week.calendar, week.end, period), week.end


# -- laws ----------------------------------------------------------------------------------------------------


@given(markets(), PERIOD)
def test_a_change_is_there_when_both_closes_are_and_leads_from_one_to_the_other(world, period):
    week, levels = world
    base, end = bounds(week, period)
    found = asked(world, "small", period)
    if base in levels["small"] and end in levels["small"]:
        first, last = levels["small"][base], levels["small"][end]
        assert found.unit == "fraction"
        assert found.value * first + first == pytest.approx(last, rel=1e-12)
        assert found.value == pytest.approx(float(Fraction(last) / Fraction(first) - 1), rel=1e-12, abs=1e-12)
        assert [(i.session, i.level) for i in found.inputs] == [(base, first), (end, last)]
        assert found.formula == f"close({end}) / close({base}) − 1"
        assert found.as_of == end.isoformat()
    else:
        assert isinstance(found, Absent)
        assert found.id == f"small.{period}"
        lost = next((s for s in (base, end) if s and s not in levels["small"]), None)
        if base and end:
            assert found.reason == f"small has no close for {lost:%A} {lost}"
        elif period in WEEKDAYS and not end:
            assert found.reason == f"the week had no session on a {period.title()}"
        else:
            assert found.reason == f"the calendar kept with the record does not reach back to the base of {period}"


@given(markets(whole=True), st.sampled_from(list(BASES)))
def test_points_are_the_difference_of_the_closes(world, period):
    week, levels = world
    base, end = bounds(week, period)
    found = asked(world, "small", f"{period}_points")
    if base is None:
        assert isinstance(found, Absent)
        return
    assert found.unit == "points"
    assert found.value == pytest.approx(levels["small"][end] - levels["small"][base], abs=1e-9)
    assert found.formula == f"close({end}) − close({base})"
    assert [i.session for i in found.inputs] == [base, end]
    change = asked(world, "small", period)
    assert found.value == pytest.approx(change.value * levels["small"][base], rel=1e-9, abs=1e-9)


@given(markets(), ANY_LEVEL, st.sampled_from(list(BASES)))
def test_a_constant_series_does_not_change(world, level, period):
    week, levels = world
    flat = week, {key: dict.fromkeys(by, level) for key, by in levels.items()}
    for measure, nothing in ((period, 0), (f"{period}_points", 0), (f"{period}_spread", 0), (f"{period}_rank", 1)):
        found = asked(flat, "small", measure)
        assert isinstance(found, Absent) or found.value == nothing


@given(markets(whole=True), st.sampled_from(list(BASES)))
def test_a_spread_turned_round_changes_its_sign(world, period):
    one = asked(world, "small", f"{period}_spread", benchmark="third")
    other = asked(world, "third", f"{period}_spread", benchmark="small")
    assume(isinstance(one, Figure))
    assert one.value == -other.value
    assert one.value == pytest.approx(asked(world, "small", period).value - asked(world, "third", period).value)
    assert one.unit == "fraction_difference"
    assert [i.key for i in one.inputs] == ["small", "small", "third", "third"]
    assert asked(world, "small", f"{period}_spread", benchmark="small").value == 0


@given(markets(), st.sampled_from(list(BASES)))
def test_ranks_count_who_is_ahead(world, period):
    changes = {key: asked(world, key, period) for key in INSTRUMENTS}
    ranks = {key: asked(world, key, f"{period}_rank") for key in INSTRUMENTS}
    lost = next((c for c in changes.values() if isinstance(c, Absent)), None)
    if lost:
        assert all(r == Absent(f"{key}.{period}_rank", lost.reason) for key, r in ranks.items())
        return
    values = {key: c.value for key, c in changes.items()}
    for key, rank in ranks.items():
        assert rank.unit == "rank"
        assert rank.value == 1 + sum(v > values[key] for v in values.values())
        assert len(rank.inputs) == 2 * len(INSTRUMENTS)
    if len(set(values.values())) == len(values):
        assert sorted(r.value for r in ranks.values()) == [1, 2, 3]
        assert max(values, key=values.get) == min(ranks, key=lambda k: ranks[k].value)


def highest(world, key, cited, since):
    """A record close from every close since a cited one: (level, session); None where a session is missing, or where
    an earlier close at hand belies what is cited.
    """
    week, levels = world
    held = levels[key]
    later = [s for s in week.calendar if s > since]
    if since > week.end or since < week.calendar[0] or any(s not in held for s in later):
        return None
    if any(level > cited for s, level in held.items() if s <= since):
        return None
    best = (cited, since)
    for session in later:
        if held[session] > best[0]:
            best = held[session], session
    return best


@given(markets(longest=60), st.data())
def test_the_record_close(world, data):
    week, levels = world
    since = data.draw(st.one_of(st.sampled_from(week.calendar), st.dates(week.calendar[0], week.end + timedelta(3))))
    cited = data.draw(st.integers(1, 150_000_00)) / 100
    records = {"small": record("small", cited, since)}
    wanted = highest(world, "small", cited, since)
    if any(s <= since and level > cited for s, level in levels["small"].items()):
        wanted = None
    found = asked(world, "small", "record_close", records=records)
    off = asked(world, "small", "off_record", records=records)
    if wanted is None:
        assert isinstance(found, Absent)
        assert isinstance(off, Absent)
        return
    assert (found.value, found.inputs[0].session) == wanted
    assert found.unit == "level"
    last = levels["small"][week.end]
    assert off.unit == "fraction"
    assert off.value <= 0
    assert off.value == pytest.approx(last / wanted[0] - 1)
    assert (off.value == 0) == (last == wanted[0])


@given(markets(), st.sampled_from(list(MEASURES)), st.floats(0.5, 2))
def test_changes_do_not_know_the_scale(world, measure, factor):
    assume(not measure.endswith(("close", "points", "record", "52_weeks")) and "average" not in measure)
    week, levels = world
    scaled = week, {key: {s: level * factor for s, level in by.items()} for key, by in levels.items()}
    one, other = asked(world, "small", measure), asked(scaled, "small", measure)
    assert type(one) is type(other)
    if measure.endswith("_rank"):
        return
    if isinstance(one, Figure):
        assert one.value == pytest.approx(other.value, abs=1e-9)


@given(markets(whole=True), st.data())
def test_changes_between_sessions_chain(world, data):
    week, levels = world
    one, two, three = sorted(data.draw(st.lists(st.sampled_from(week.calendar), min_size=3, max_size=3)))
    held = market(levels, week)
    parts = [between(held, "small", a, b).value for a, b in ((one, two), (two, three), (one, three))]
    assert (1 + parts[0]) * (1 + parts[1]) == pytest.approx(1 + parts[2])
    assert between(held, "small", two, two).value == 0


@given(markets(), st.sampled_from(list(MEASURES)))
def test_every_measure_answers(world, measure):
    week, _ = world
    records = {"small": record("small", 1.0, week.base)}
    found = asked(world, "small", measure, records=records)
    assert found.id == f"small.{measure}"
    if isinstance(found, Figure):
        assert isinstance(found.value, float)
        assert found.name == ("Small 250 less Large 50" if measure.endswith("_spread") else "Small 250")
        assert found.inputs
        assert found.source
        assert date.fromisoformat(found.as_of) <= week.end
    else:
        assert found.reason


# -- one week by hand ----------------------------------------------------------------------------------------

HAND = (WEEK, LEVELS)


@pytest.mark.parametrize(
    ("measure", "value", "unit"),
    [
        ("close", 105.0, "level"),
        ("day", 105 / 104 - 1, "fraction"),
        ("week", 0.05, "fraction"),
        ("monday", 0.01, "fraction"),
        ("tuesday", 103 / 101 - 1, "fraction"),
        ("wednesday", 102 / 103 - 1, "fraction"),
        ("thursday", 104 / 102 - 1, "fraction"),
        ("friday", 105 / 104 - 1, "fraction"),
        ("day_points", 1.0, "points"),
        ("week_points", 5.0, "points"),
        ("week_spread", 0.04, "fraction_difference"),
        ("week_rank", 1.0, "rank"),
        ("day_rank", 1.0, "rank"),
    ],
)
def test_the_week_by_hand(measure, value, unit):
    found = asked(HAND, "small", measure)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert found.period == {"close": ""}.get(measure, measure.split("_")[0])
    assert found.source == "The Exchange"
    assert found.as_of == ("2026-01-09" if measure[:-3] not in ("mon", "tues", "wednes", "thurs") else found.as_of)


def test_what_a_figure_rests_on():
    found = asked(HAND, "small", "week")
    assert found == Figure(
        "small.week",
        0.05,
        "fraction",
        "close(2026-01-09) / close(2026-01-02) − 1",
        (
            Input("small", BASE, 100.0, "The Exchange", "https://example.org/closes"),
            Input("small", FRIDAY, 105.0, "The Exchange", "https://example.org/closes"),
        ),
        "2026-01-09",
        "The Exchange",
        "Small 250",
        "week",
    )
    close = asked(HAND, "small", "close")
    assert close.formula == "close(2026-01-09)"
    assert close.inputs == (Input("small", FRIDAY, 105.0, "The Exchange", "https://example.org/closes"),)
    assert (close.name, close.period) == ("Small 250", "")


def test_sources_are_named_once_in_the_order_of_the_sessions():
    one, other = market({"small": {BASE: 100.0}}, source="x"), market({"small": {FRIDAY: 105.0}})
    both = {**one.closes["small"], **other.closes["small"]}
    mixed = market(LEVELS)
    mixed.closes["small"][BASE] = type(both[BASE])(BASE, 100.0, "Elsewhere", "")
    assert (
        figure(mixed, "small", "week", instruments=INSTRUMENTS, benchmark="large").source == "Elsewhere; The Exchange"
    )


def test_a_comparison_names_the_sources_of_all_that_is_compared():
    mixed = market(LEVELS)
    for day, close in mixed.closes["large"].items():
        mixed.closes["large"][day] = type(close)(day, close.level, "Elsewhere", "")
    for measure in ("week_spread", "week_rank"):
        found = figure(mixed, "small", measure, instruments={k: INSTRUMENTS[k] for k in LEVELS}, benchmark="large")
        assert found.source == "The Exchange; Elsewhere"


def test_a_spread_says_what_it_is():
    found = asked(HAND, "small", "week_spread")
    assert found.id == "small.week_spread"
    assert found.formula == "small.week − large.week"
    assert (found.name, found.period, found.as_of) == ("Small 250 less Large 50", "week", "2026-01-09")
    assert spread(asked(HAND, "small", "week"), asked(HAND, "large", "week")).id == "small.week-large.week"
    assert asked(HAND, "small", "week_spread", benchmark="small").value == 0


def test_a_rank_says_who_was_compared():
    found = asked(HAND, "large", "week_rank")
    assert found.value == 2.0
    assert found.formula == "1 + the number of small.week, large.week above large.week"
    assert (found.name, found.period, found.as_of) == ("Large 50", "week", "2026-01-09")


def test_equal_changes_share_a_rank():
    tied = (
        WEEK,
        {"small": {BASE: 1.0, FRIDAY: 2.0}, "large": {BASE: 2.0, FRIDAY: 4.0}, "third": {BASE: 1.0, FRIDAY: 1.0}},
    )
    assert [asked(tied, key, "week_rank").value for key in tied[1]] == [1.0, 1.0, 3.0]


def test_a_spread_over_different_sessions_is_absent():
    week, month = asked(HAND, "small", "week"), asked(HAND, "large", "day")
    assert spread(week, month) == Absent("small.week-large.day", "small.week and large.day span different sessions")
    lost = Absent("x.week", "x has no close")
    assert spread(lost, week) == Absent("x.week", "x has no close")
    assert spread(week, lost) == Absent("x.week", "x has no close")
    assert spread(week, lost, "named") == Absent("named", "x has no close")
    assert spread(lost, week, "named") == Absent("named", "x has no close")


def test_a_missing_close_is_named():
    levels = {"small": {k: v for k, v in LEVELS["small"].items() if k != FRIDAY}, "large": LEVELS["large"]}
    words = "small has no close for Friday 2026-01-09"
    for measure in ("close", "week", "week_points", "week_spread", "week_rank", "friday"):
        assert asked((WEEK, levels), "small", measure) == Absent(f"small.{measure}", words)
    assert asked((WEEK, levels), "large", "week_rank") == Absent("large.week_rank", words)
    assert asked((WEEK, levels), "large", "week_spread", benchmark="small").reason == words


def test_between():
    found = between(market(LEVELS), "small", BASE, date(2026, 1, 6), "Small 250")
    assert found.value == pytest.approx(0.03)
    assert (found.id, found.period, found.name) == ("small.2026-01-02..2026-01-06", "", "Small 250")
    assert found.as_of == "2026-01-06"
    lost = between(market(LEVELS), "small", date(2025, 12, 31), BASE)
    assert lost == Absent("small.2025-12-31..2026-01-02", "small has no close for Wednesday 2025-12-31")
    assert between(market(LEVELS), "small", BASE, date(2025, 12, 31)).reason == lost.reason


@pytest.mark.parametrize(
    "measure", ["", "wek", "saturday", "week_", "weekpoints", "monday_points", "sunday_rank", "close_points", "_rank"]
)
def test_an_unknown_measure_is_our_bug(measure):
    with pytest.raises(KeyError):
        asked(HAND, "small", measure)
    assert measure not in MEASURES


def test_an_unknown_key_is_our_bug():
    with pytest.raises(KeyError):
        asked(HAND, "nobody", "close")


def test_the_measures_are_all_that_there_is():
    kinds = ["", "_points", "_spread", "_rank", "_total"]
    days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    periods = ["day", "week", "month", "quarter", "year", "one_year", "from_52_weeks_ago"]
    assert set(MEASURES) == {
        "close", "record_close", "off_record", *days, *(f"{p}{k}" for p in periods for k in kinds),
        "high_52_weeks", "low_52_weeks", "off_high", "off_low", "volatility", "drawdown", "largest_drawdown",
        "average_50", "average_200", "range",
    }  # fmt: skip
    for name, words in MEASURES.items():
        assert words[0].isupper()
        period = next((name.removesuffix(kind) for kind in kinds[1:] if name.endswith(kind)), name)
        assert PERIODS.get(period, "") in words
        if name != "range":
            assert well_set(words)
    assert "Monday" in MEASURES["monday"]


# -- records by hand -----------------------------------------------------------------------------------------


def recorded(measure, cited, session, levels=LEVELS, week=WEEK, **more):
    return asked((week, levels), "small", measure, records={"small": record("small", cited, session)}, **more)


def test_a_cited_record_that_still_stands():
    found = recorded("record_close", 110.0, BASE)
    assert (found.value, found.unit, found.as_of) == (110.0, "level", "2026-01-02")
    assert found.inputs == (Input("small", BASE, 110.0, "The Annals", "https://example.org/r"),)
    assert (found.source, found.name, found.period) == ("The Annals", "Small 250", "")
    assert found.formula == "the highest of the record close of 2026-01-02 and every close since"
    off = recorded("off_record", 110.0, BASE)
    assert off.value == pytest.approx(105 / 110 - 1)
    assert off.formula == "close(2026-01-09) / record close(2026-01-02) − 1"
    assert (off.period, off.as_of, off.source) == ("off_record", "2026-01-09", "The Annals; The Exchange")
    assert [(i.session, i.level) for i in off.inputs] == [(BASE, 110.0), (FRIDAY, 105.0)]
    assert off.name == "Small 250"


def test_a_record_that_fell_during_the_week():
    lower = {**LEVELS, "small": {**LEVELS["small"], date(2026, 1, 7): 107.0}}
    found = recorded("record_close", 102.0, BASE, lower)
    assert (found.value, found.as_of, found.source) == (107.0, "2026-01-07", "The Exchange")
    assert recorded("off_record", 102.0, BASE, lower).value == pytest.approx(105 / 107 - 1)


def test_the_first_of_two_equal_records_is_the_record():
    found = recorded("record_close", 105.0, BASE)
    assert (found.value, found.as_of) == (105.0, "2026-01-02")
    assert recorded("off_record", 105.0, BASE).value == 0


def test_a_record_of_the_last_session_itself():
    assert recorded("off_record", 105.0, FRIDAY).value == 0
    assert recorded("record_close", 105.0, FRIDAY).as_of == "2026-01-09"


@pytest.mark.parametrize(("cited", "session"), [(104.0, FRIDAY), (103.5, date(2026, 1, 8)), (99.0, BASE)])
def test_a_cited_record_that_a_close_at_hand_belies_is_no_record(cited, session):
    for measure in ("record_close", "off_record"):
        found = recorded(measure, cited, session)
        assert isinstance(found, Absent)
        held = LEVELS["small"][session]
        assert found.reason == f"the close of {session}, {held}, is above the cited record close"


def test_a_record_that_cannot_be_known_is_absent():
    assert asked(HAND, "small", "record_close") == Absent(
        "small.record_close", "no earlier record close of Small 250 is cited, and its whole history is not there"
    )
    late = recorded("record_close", 104.0, date(2026, 1, 12))
    assert late == Absent("small.record_close", "the cited record close of 2026-01-12 is later than the week")
    tail = ", so that a later record cannot be ruled out"
    gap = recorded("off_record", 104.0, date(2025, 12, 29))
    assert gap == Absent("small.off_record", f"small has no close for Tuesday 2025-12-30{tail}")
    old = recorded("record_close", 104.0, date(2024, 12, 31))
    assert old.reason == f"small has no close for Thursday 2025-01-02{tail}"
    short = week_of(weekdays(date(2025, 12, 29), FRIDAY))
    whole = {"small": dict.fromkeys(short.calendar, 100.0), "large": dict.fromkeys(short.calendar, 100.0)}
    older = recorded("record_close", 104.0, date(2025, 12, 26), whole, short)
    assert older.reason == f"small has no close for Friday 2025-12-26{tail}"
    assert recorded("record_close", 104.0, date(2025, 12, 29), whole, short).value == 104.0
    both = {"small": record("small", 1.0, BASE), "large": record("large", 203.0, BASE)}
    assert asked(HAND, "large", "record_close", records=both).value == 204.0


def test_a_fact_without_a_session_is_no_record():
    fact = record("small", 104.0, BASE)
    undated = type(fact)(**{**fact.__dict__, "session": None})
    found = asked(HAND, "small", "off_record", records={"small": undated})
    assert found.reason.startswith("no earlier record close of Small 250 is cited")


# -- the closes say it exactly -------------------------------------------------------------------------------


@given(st.integers(5, 500).map(lambda k: 2000 * k), st.integers(-50, 50))
def test_a_printed_change_is_the_exact_change_rounded_once(base, tenths):
    """Closes in hundredths of a point: what is printed is what a person works out with paper and pencil."""
    end = base + base * (2 * tenths + 1) // 2000
    levels = {**LEVELS, "small": {BASE: base / 100, FRIDAY: end / 100}}
    found = asked((WEEK, levels), "small", "week")
    exact = Fraction(end - base, base) * 1000
    whole = int(abs(exact) + Fraction(1, 2))
    assert formats.size(found.value) == f"{whole // 10:,}.{whole % 10}%"


def test_a_tie_in_the_closes_is_a_tie_in_print():
    levels = {**LEVELS, "small": {BASE: 2000.00, FRIDAY: 2001.00}}
    found = asked((WEEK, levels), "small", "week")
    assert formats.percent(found.value) == "+0.1%"
    points = {**LEVELS, "small": {BASE: 2508.23, FRIDAY: 2624.22}}
    assert asked((WEEK, points), "small", "week_points").value == 115.99


def test_the_calendar_of_these_tests_reaches_back_a_year():
    assert CALENDAR[0] == date(2025, 1, 2)
