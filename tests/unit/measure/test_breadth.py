"""Breadth against its definitions, member by member and session by session."""

import dataclasses
import math
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.measure.breadth import BREADTH_MEASURES, SHARES, Tally, breadth, past, survey
from reportgen.measure.breadth.history import series
from reportgen.measure.breadth.roll import roll
from reportgen.measure.breadth.tallies import tally
from reportgen.model import Absent, Figure, Grid, Member, Panel, Universe, UniversePlan
from unit.laws import calendars
from unit.made import week_of, weekdays

COUNTS = [name for name in BREADTH_MEASURES if "_high_" not in name]
FRIDAY = date(2026, 1, 9)
LONG = weekdays(date(2020, 12, 28), FRIDAY)
STYLES = {
    "ties": lambda chance, _: chance.randint(1, 3),
    "cents": lambda chance, _: chance.randint(1, 99_999) / 100,
    "floats": lambda chance, _: chance.uniform(0.001, 800_000),
    "tenths": lambda chance, _: chance.randint(1, 4) / 10,
    "climbing": lambda chance, number: number + chance.randint(1, 3),
    "falling": lambda chance, number: 900 - number + chance.randint(1, 3),
}


def panel_of(table, sessions, members=None, proxy=False, name="The Index"):
    """A panel of {symbol: {session: level}}; without `members` every symbol is one, without dates."""
    levels = np.array([[by.get(day, math.nan) for day in sessions] for by in table.values()], float)
    grid = Grid(tuple(table), tuple(sessions), levels.reshape(len(table), len(sessions)))
    universe = Universe("list.csv", tuple(members or (Member(symbol) for symbol in table)))
    return Panel(UniversePlan("members", Path("list.csv"), "feed", name, proxy), universe, grid, "A feed")


@st.composite
def panels(draw, longest=420):
    """(panel, {symbol: {session: level}}, week): closes missing, ties, members that join, leave and come back."""
    sessions = draw(calendars(longest))
    chance = random.Random(draw(st.integers(0, 2**32)))
    style = STYLES[draw(st.sampled_from(list(STYLES)))]
    lost = draw(st.sampled_from([0, 0, 0.0003, 0.02]))
    symbols = [f"S{i}" for i in range(draw(st.integers(1, 14)))]
    table = {s: {day: style(chance, i) for i, day in enumerate(sessions) if chance.random() >= lost} for s in symbols}
    members = []
    dated = draw(st.booleans())
    for symbol in [*symbols, *draw(st.sampled_from([[], [], ["UNPRICED"]]))]:
        one, two, three = sorted(sessions[0] + timedelta(chance.randint(-9, longest + longest // 5)) for _ in range(3))
        spans = [(None, None), (one, None), (None, two), (one, two)] if dated else [(None, None)]
        span = chance.choice([(None, None), *spans])
        members.append(Member(symbol, "", *span))
        if span[1] and three > span[1]:
            members.append(Member(symbol, "", three))
    return panel_of(table, sessions, members, draw(st.booleans())), table, week_of(sessions)


def members_on(panel, day):
    """The symbols that are members on a day."""
    return {m.symbol for m in panel.members.members if (m.start or day) <= day <= (m.end or day)}


def by_definition(panel, table, calendar, end, measure):
    """(passing, judged, members) at the session `end`, or None where the calendar does not reach back."""
    before = [s for s in calendar if s < end]
    monday = end - timedelta(days=end.weekday())
    older = [s for s in before if s < monday]
    last = [s for s in calendar if s <= end]
    match measure:
        case "up_day" | "advancers" | "decliners" | "unchanged":
            needed = [*before[-1:], end] if before else None
        case "up_week" | "advancers_week" | "decliners_week":
            needed = [*older[-1:], end] if older else None
        case "above_50_day" | "above_200_day":
            count = 50 if measure == "above_50_day" else 200
            needed = last[-count:] if len(last) >= count else None
        case _:
            start = end - timedelta(days=364)
            needed = [s for s in last if s >= start] if calendar[0] <= start else None
    if needed is None:
        return None
    members, judged, passing = members_on(panel, end), 0, 0
    for symbol in members:
        closes = [table.get(symbol, {}).get(s) for s in needed]
        if None in closes:
            continue
        judged += 1
        exact = [Decimal(repr(level)) for level in closes]
        match measure:
            case "up_day" | "advancers" | "up_week" | "advancers_week":
                passing += exact[-1] > exact[0]
            case "decliners" | "decliners_week":
                passing += exact[-1] < exact[0]
            case "unchanged":
                passing += exact[-1] == exact[0]
            case "above_50_day" | "above_200_day":
                passing += exact[-1] * len(exact) > sum(exact)
            case "new_highs":
                passing += exact[-1] > max(exact[:-1])
            case "new_lows":
                passing += exact[-1] < min(exact[:-1])
    return passing, judged, len(members)


@pytest.mark.parametrize("measure", COUNTS)
@given(panels())
def test_every_count_and_share_is_that_of_the_definition(measure, made):
    panel, table, week = made
    wanted = by_definition(panel, table, week.calendar, week.end, measure)
    found = tally(panel, week, measure)
    figure = breadth(panel, week, measure)
    assert figure.id == f"members.{measure}"
    if wanted is None:
        assert isinstance(found, str)
        assert isinstance(figure, Absent)
        return
    passing, judged, members = wanted
    assert found == Tally(week.end, *wanted)
    if not members or judged / members < 0.9:
        assert isinstance(figure, Absent)
        return
    share = measure in SHARES
    assert figure.value == (passing / judged if share else passing)
    assert (figure.unit, figure.as_of, figure.source) == ("share" if share else "count", week.end.isoformat(), "A feed")
    assert f": {passing} of {judged}; coverage {judged} of {members}" in figure.formula


def week_ends(calendar):
    return [s for s, later in zip(calendar, [*calendar[1:], date.max], strict=True)
            if later - timedelta(days=min(later.weekday(), 6)) > s]  # fmt: skip


@pytest.mark.parametrize("share", SHARES)
@given(panels(longest=330))
def test_the_history_of_a_share_is_that_of_the_definition(share, made):
    panel, table, week = made
    every = week_ends(week.calendar) if share == "up_week" else week.calendar
    wanted = [(day, by_definition(panel, table, week.calendar, day, share)) for day in every]
    found = series(roll(panel, week.end), share)
    assert found == tuple(Tally(day, *counts) for day, counts in wanted if counts)


@pytest.mark.parametrize("share", SHARES)
@given(panels(longest=330))
def test_the_last_session_as_high_is_that_of_the_definition(share, made):
    panel, table, week = made
    every = week_ends(week.calendar) if share == "up_week" else week.calendar
    shares, begin = [], None
    for day in reversed(every):
        counts = by_definition(panel, table, week.calendar, day, share)
        if counts is None or not counts[2] or counts[1] / counts[2] < 0.9:
            break
        shares.append((day, counts[0] / counts[1]))
        begin = day
    since, years = (breadth(panel, week, f"{share}_high_{told}") for told in ("since", "years"))
    if len(shares) < 2 or not panel.members.dated:
        assert isinstance(since, Absent) and isinstance(years, Absent)
        if shares:
            words = "no session before" if panel.members.dated else "(survivorship)"
            assert words in since.reason and words in years.reason
        return
    day = next((day for day, one in shares[1:] if one >= shares[0][1]), None)
    assert (since.value if isinstance(since, Figure) else None) == (day and day.isoformat())
    assert day or str(begin) in since.reason
    assert (isinstance(years, Figure)) == ((week.end - (day or begin)).days >= 365)
    assert isinstance(years, Absent) or years.value == (week.end - (day or begin)).days // 365.25


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_the_symbols_changes_nothing(made, chance):
    panel, _, week = made
    grid, order = panel.closes, list(range(len(panel.closes.symbols)))
    chance.shuffle(order)
    members = list(panel.members.members)
    chance.shuffle(members)
    other = dataclasses.replace(
        panel,
        members=Universe("list.csv", tuple(members)),
        closes=Grid(tuple(grid.symbols[i] for i in order), grid.sessions, grid.levels[order]),
    )
    assert survey(other, week) == survey(panel, week)


@given(panels(), st.integers(1, 40))
def test_what_comes_after_the_week_changes_nothing(made, more):
    panel, table, week = made
    later = weekdays(week.end + timedelta(days=1), week.end + timedelta(days=more))
    longer = {symbol: {**by, **dict.fromkeys(later, 9e5)} for symbol, by in table.items()}
    other = panel_of(longer, (*week.calendar, *later), panel.members.members, panel.universe.proxy)
    assert survey(other, week) == survey(panel, week)


@given(panels())
def test_shares_that_nobody_counts_change_nothing(made):
    panel, table, week = made
    table = {"AAA": dict.fromkeys(week.calendar, 7.0), **table}
    other = panel_of(table, week.calendar, panel.members.members, panel.universe.proxy)
    assert survey(other, week) == survey(panel, week)


@given(panels())
def test_those_judged_are_those_that_rose_fell_and_stood(made):
    panel, _, week = made
    found = survey(panel, week)
    up, down, flat = (found.tallies[name] for name in ("advancers", "decliners", "unchanged"))
    assert up.passing + down.passing + flat.passing == up.judged == down.judged == flat.judged
    for one in found.tallies.values():
        assert 0 <= one.passing <= one.judged <= one.members
    for name, one in found.figures.items():
        count = found.tallies.get(name.partition("_high_")[0])
        if isinstance(one, Figure):
            assert 10 * count.judged >= 9 * count.members > 0


@given(panels(), st.data())
def test_a_close_less_never_judges_more(made, data):
    panel, table, week = made
    symbol = data.draw(st.sampled_from(sorted(table)))
    day = data.draw(st.sampled_from(week.calendar[-60:]))
    fewer = {**table, symbol: {s: level for s, level in table[symbol].items() if s != day}}
    other = panel_of(fewer, week.calendar, panel.members.members)
    for name in COUNTS:
        one, two = tally(panel, week, name), tally(other, week, name)
        if isinstance(one, Tally):
            assert two.members == one.members
            assert 0 <= one.judged - two.judged <= 1
            assert 0 <= one.passing - two.passing <= 1


@given(panels())
def test_a_proxy_is_never_called_by_the_name_of_the_index(made):
    panel, _, week = made
    proxy = dataclasses.replace(panel, universe=dataclasses.replace(panel.universe, proxy=True))
    found = survey(proxy, week)
    assert (found.proxy, found.of) == (True, "a list of our own")
    assert found.label.endswith("members in list.csv")
    texts = [found.label, *(str(one) for one in found.figures.values())]
    assert not any("The Index" in text for text in texts)
    whole = survey(dataclasses.replace(panel, universe=dataclasses.replace(panel.universe, proxy=False)), week)
    assert whole.label == whole.of == "The Index"


def test_a_proxy_says_how_much_of_its_file_was_judged():
    table = {f"S{i}": dict.fromkeys(LONG, 5.0) for i in range(498)}
    members = [*(Member(s) for s in table), *(Member(f"T{i}") for i in range(5))]
    found = survey(panel_of(table, LONG, members, proxy=True), week_of(LONG), ["unchanged"])
    assert found.label == "498 of the 503 members in list.csv"
    assert found.figures["unchanged"].formula == (
        "members with a close equal to the one before: 498 of 498; coverage 498 of 503 members of a list of our own,"
        " list.csv"
    )


@pytest.mark.parametrize(
    ("priced", "members", "words"),
    [
        (412, 503, "only 412 of 503 members have the closes needed (81.9%)"),
        (8996, 10000, "only 8996 of 10000 members have the closes needed (89.96%)"),
        (0, 3, "only 0 of 3 members have the closes needed (0.0%)"),
        (9, 10, None),
        (1, 1, None),
    ],
)
def test_below_nine_tenths_nothing_is_told(priced, members, words):
    days = LONG[-8:]
    table = {f"S{i}": dict.fromkeys(days, 5.0) for i in range(priced)}
    panel = panel_of(table, days, [Member(f"S{i}") for i in range(members)])
    found = breadth(panel, week_of(LONG), "unchanged")
    assert found == Absent("members.unchanged", words) if words else found.value == priced


def test_each_measure_has_a_coverage_of_its_own():
    """Of two members one was listed a month ago: its day can be judged, its 50-day average cannot."""
    table = {"OLD": dict.fromkeys(LONG, 5.0), "NEW": dict.fromkeys(LONG[-22:], 5.0)}
    found = survey(panel_of(table, LONG), week_of(LONG))
    assert found.figures["up_day"].value == 0
    assert found.figures["above_50_day"].reason == "only 1 of 2 members have the closes needed (50.0%)"
    assert found.tallies["new_highs"] == Tally(FRIDAY, 0, 1, 2)


@pytest.mark.parametrize("levels", [(0.1, 0.2, 0.3), (1.1, 2.2, 3.3), (19.99, 29.98, 39.97), (1e-7, 2e-7, 3e-7)])
def test_an_average_that_is_met_exactly_is_not_exceeded(levels):
    """In binary fractions 0.1 + 0.3 is not twice 0.2; as printed it is."""
    low, middle, high = levels
    days = LONG[-50:]
    row = [low, high] * 24 + [middle, middle]
    table = {"TIE": dict(zip(days, row, strict=True)), "OVER": {**dict(zip(days, row, strict=True)), days[0]: low / 2}}
    assert tally(panel_of(table, days), week_of(LONG), "above_50_day") == Tally(FRIDAY, 1, 2, 2)


@pytest.mark.parametrize(("level", "above"), [(1000.0, 1000.01), (700_000.0, 700_000.01), (0.00012, 0.00013)])
def test_the_least_step_above_an_average_counts(level, above):
    """Also of a share that once stood a thousand times higher."""
    days = weekdays(date(2025, 6, 2), FRIDAY)
    table = {
        "OVER": dict.fromkeys(days, level) | {FRIDAY: above},
        "ONCE": dict.fromkeys(days, level) | {days[0]: level * 1000, FRIDAY: above},
        "MET": dict.fromkeys(days, level),
    }
    assert tally(panel_of(table, days), week_of(LONG), "above_50_day") == Tally(FRIDAY, 2, 3, 3)


def test_a_high_that_was_there_before_is_not_new():
    table = {"SAME": dict.fromkeys(LONG, 5.0), "NEW": {**dict.fromkeys(LONG, 5.0), FRIDAY: 5.01},
             "OLD": {**dict.fromkeys(LONG, 5.0), FRIDAY - timedelta(days=365): 9.0, FRIDAY: 6.0}}  # fmt: skip
    found = survey(panel_of(table, LONG), week_of(LONG), ["new_highs", "new_lows"])
    assert (found.figures["new_highs"].value, found.figures["new_lows"].value) == (2, 0)
    table["OLD"][FRIDAY - timedelta(days=364)] = 9.0
    assert breadth(panel_of(table, LONG), week_of(LONG), "new_highs").value == 1


def test_in_a_shortened_week_the_end_is_its_last_session():
    days = weekdays(date(2026, 3, 2), date(2026, 4, 2))
    table = {"A": {day: float(i) for i, day in enumerate(days, 1)}}
    found = breadth(panel_of(table, days), week_of(days), "up_week")
    assert (found.value, found.as_of, found.period) == (1.0, "2026-04-02", "week")


HISTORY = {"A": {day: 5 + (i % 2) for i, day in enumerate(LONG)}, "B": dict.fromkeys(LONG, 5.0)}
LEAVER = Member("GONE", "", date(2019, 1, 1), date(2019, 2, 1))


def dated(table):
    return panel_of(table, LONG, [*(Member(s) for s in table), LEAVER])


@pytest.mark.parametrize(("then", "whole"), [(date(2023, 1, 3), 3), (date(2023, 1, 9), 3), (date(2023, 1, 10), 2)])
def test_how_far_back_a_share_as_high_lies(then, whole):
    """Both rose on that day and on the last one; on no day between."""
    table = {s: {day: 5.0 if day < then else 6.0 for day in LONG} | {FRIDAY: 7.0} for s in "AB"}
    since, years = (breadth(dated(table), week_of(LONG), f"up_day_high_{t}") for t in ("since", "years"))
    assert (since.value, since.unit, years.value, years.unit) == (then.isoformat(), "text", whole, "count")
    assert since.formula == f"up_day was 2 of 2 on {then}, and lower at each session since; coverage 2 of 2"


def test_a_share_without_its_like_is_judged_on_the_history_at_hand():
    table = {s: dict.fromkeys(LONG, 5.0) | {FRIDAY: 7.0} for s in "AB"}
    since, years = (breadth(dated(table), week_of(LONG), f"up_day_high_{t}") for t in ("since", "years"))
    assert since.reason == "up_day was lower at each session since 2020-12-29, where the history at hand begins"
    assert years.value == 5


def test_a_history_ends_where_too_few_are_covered():
    hole = date(2025, 6, 2)
    table = {s: dict.fromkeys(LONG, 5.0) | {FRIDAY: 7.0} for s in "AB"}
    del table["A"][hole]
    since, years = (breadth(dated(table), week_of(LONG), f"up_day_high_{t}") for t in ("since", "years"))
    assert "since 2025-06-04, where the history at hand begins" in since.reason
    assert years.reason.endswith(": less than a year")


def test_todays_list_is_not_taken_backwards():
    joined = [Member("A", "", date(2015, 1, 2)), Member("B")]
    found = breadth(panel_of(HISTORY, LONG, joined), week_of(LONG), "up_day_high_since")
    assert isinstance(found, Absent)
    assert "survivorship" in found.reason
    assert isinstance(breadth(panel_of(HISTORY, LONG, joined), week_of(LONG), "up_day"), Figure)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
@example([(1, 3), (2, 4), (1, 3)])
def test_past_by_its_definition(counts):
    tallies = [Tally(day, min(p, j), j, 4) for day, (p, j) in zip(LONG, [*counts, (3, 4)], strict=False)]
    found = past(tuple(tallies))
    wanted = None
    for one in tallies[-2::-1]:
        if one.judged < 4:
            break
        wanted = one
        if one.passing >= 3:
            break
    assert found.begin == (wanted or tallies[-1]).session
    assert found.since == (wanted if wanted and wanted.passing >= 3 else None)


@pytest.mark.parametrize(
    ("begin", "measure", "words"),
    [
        (-1, "up_day", "its members' closes begin on 2026-01-09: 2 sessions are needed, 1 are there"),
        (-5, "up_week", "its members' closes begin on 2026-01-05, after the week's base of 2026-01-02"),
        (-49, "above_50_day", "its members' closes begin on 2025-11-04: 50 sessions are needed, 49 are there"),
        (-199, "above_200_day", "its members' closes begin on 2025-04-08: 200 sessions are needed, 199 are there"),
        (-260, "new_highs", "its members' closes begin on 2025-01-13, less than 52 weeks before 2026-01-09"),
    ],
)
def test_closes_that_do_not_reach_back(begin, measure, words):
    panel = panel_of(HISTORY, LONG[begin:])
    assert breadth(panel, week_of(LONG), measure).reason == words
    assert isinstance(breadth(panel_of(HISTORY, LONG[begin - 1 :]), week_of(LONG), measure), Figure)


def test_closes_of_other_sessions_than_the_exchanges():
    week = week_of(LONG)
    found = breadth(panel_of(HISTORY, LONG[:-1]), week, "up_day")
    assert found.reason == "its members' closes and the exchange's calendar disagree about 2026-01-09"
    found = breadth(panel_of(HISTORY, [*LONG[:-9], *LONG[-8:]]), week, "up_day")
    assert found.reason == f"its members' closes and the exchange's calendar disagree about {LONG[-9]}"
    assert (
        breadth(panel_of(HISTORY, []), week, "up_day").reason == "there are no closes of its members up to 2026-01-09"
    )


def test_a_list_without_a_member_at_the_weeks_end():
    found = breadth(panel_of(HISTORY, LONG, [LEAVER]), week_of(LONG), "up_day")
    assert found.reason == "list.csv names no member on 2026-01-09"


def test_what_is_no_close_is_missing():
    table = {"A": dict.fromkeys(LONG, 5.0) | {FRIDAY: math.inf}, "B": dict.fromkeys(LONG, 5.0) | {FRIDAY: 0.0}}
    assert tally(panel_of(table, LONG), week_of(LONG), "up_day") == Tally(FRIDAY, 0, 0, 2)


@pytest.mark.parametrize("name", ["up", "up_month", "_high_since", "advancers_high_since", ""])
def test_an_unknown_measure(name):
    with pytest.raises(KeyError):
        breadth(panel_of(HISTORY, LONG), week_of(LONG), name)
