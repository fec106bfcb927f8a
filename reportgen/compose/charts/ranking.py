"""Instruments by their change over a period, largest first: bars with a subject, sectors without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportgen import formats
from reportgen.compose.charts.shape import (
    Drawn,
    capital,
    counted,
    counting,
    day_of,
    ends_of,
    equal,
    everyone,
    listed_the,
    number,
    one_unit,
    other_bases,
    session,
    short,
    size,
    the,
    there,
)  # fmt: skip
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure import base_of
from reportgen.measure.series import count, ordered
from reportgen.model import ChartPlan, Figure, Point, Project, Series

SPANS = {
    "day": "on {day:%A}", "week": "for the week", "month": "for the month to date",
    "quarter": "for the quarter to date", "year": "for the year to date", "one_year": "over one year",
}  # fmt: skip
LED = {**SPANS, "week": "the week", "month": "the month to date", "quarter": "the quarter to date",
       "year": "the year to date"}  # fmt: skip
"""How a period stands behind a change, and behind "led"."""


def bars(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The change of each instrument over the plan's period, largest first; the plan's first one is the subject."""
    plan, found, order, resting = _changes(plan, ink)
    title = ranking(project, ink, found, order, plan.period)
    return _drawn(plan, project, ink, found, order, title, plan.instruments[0], resting)


def sectors(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The same of a group in which none is the subject; the title also counts those that rose."""
    plan, found, order, resting = _changes(plan, ink)
    title = ranking(project, ink, found, order, plan.period)
    rose = [
        found[key]
        for key in order
        if formats.rounded(number(found[key]), 3 if found[key].unit == "fraction" else 2) > 0
    ]
    if len(order) > 2 and 0 < len(rose) < len(order):
        tally = count(f"charts.{plan.key}.rose", rose, len(order), "up")
        title += f"; {counted(ink, tally)} of {formats.numeral(len(order))} rose"
    elif len(order) > 2:
        title += f"; {'all' if rose else 'none'} of the {formats.numeral(len(order))} rose"
    return _drawn(plan, project, ink, found, order, title, "", resting)


def _changes(plan: ChartPlan, ink: Ink) -> tuple[ChartPlan, dict[str, Figure], list[str], str]:
    keys, resting = counting(ink, plan.instruments, plan.period)
    if not keys:
        raise MarketError(resting.strip(" ."))
    plan = replace(plan, instruments=keys)
    found = {key: there(ink.figure(key, plan.period)) for key in plan.instruments}
    one_unit(found.values())
    return plan, found, ordered(found), resting


def _drawn(
    plan: ChartPlan, project: Project, ink: Ink, found: Mapping[str, Figure], order: list[str], title: str, lead: str,
    resting: str,
) -> Drawn:  # fmt: skip
    series = tuple(
        Series(short(project, k), ink.usual(found[k]), (Point(plan.period, number(found[k])),), k == lead)
        for k in order
    )  # fmt: skip
    week, unit = ink.market.week, one_unit(found.values())
    base = base_of(week, plan.period)
    if base is None:
        raise MarketError(f"the sessions at hand do not reach back to the base of {plan.period}")
    scale = "percent, price only" if unit == "fraction" else "basis points"
    if plan.period == "week":
        over = f"for the week ended {formats.us_date(week.end)}"
    else:
        over = f"from {formats.us_date(base)} to {formats.us_date(week.end)}"
    year = "" if base.year == week.end.year or plan.period in ("week", "day") else f", {base.year},"
    return Drawn(
        title,
        f"Change from {session(base)}{year} to {session(week.end)}, {scale}",
        series, (),
        f"Changes {over}, largest first: {formats.listed(ends_of(ink, found, project, order))}.",
        "Bar chart", unit, keys=plan.instruments, weekly=plan.period == "week",
        note=(other_bases(ink, plan.instruments, plan.period) if plan.period != "week" else "") + resting,
    )  # fmt: skip


def ranking(
    project: Project,
    ink: Ink,
    found: Mapping[str, Figure],
    order: Sequence[str],
    period: str,
    start: date | None = None,
) -> str:
    """The finding of a comparison: who leads, who trails; over a `period`, or since the day `start`."""
    week = ink.market.week
    when = f"since {day_of(start, week.end)}" if start else ""
    led = when or LED[period].format(day=week.end)
    span = when or SPANS[period].format(day=week.end)
    top, last = order[0], order[-1]
    first = capital(the(project.instruments[top]))
    if len(order) == 1:
        return f"{first}: {ink.usual(found[top])} {span}"
    tied = [key for key in order if equal(ink, found[key], found[top])]
    lost = [key for key in order if equal(ink, found[key], found[last])]
    if found[top].unit == "yield_difference":
        return _yields(_who(project, tied, order), _who(project, lost, order), ink, found[top], found[last], span)
    if len(tied) > 1:
        names = listed_the(project, tied) if len(tied) < 4 else f"{formats.numeral(len(tied)).capitalize()}"
        if len(tied) == len(order) and len(tied) > 3:
            return f"All {formats.numeral(len(tied))} stand level {span} at {ink.usual(found[top])}"
        return f"{names} share first place {span} at {ink.usual(found[top])}"
    tail = f"{_who(project, lost, order)[0]} trailed at {ink.usual(found[last])}"
    short_span = "" if period == "week" and not start else f" {span}"
    if not formats.rounded(number(found[top]), 3):
        return f"{first} held its ground{short_span}, {ink.usual(found[top])}; {tail}"
    if number(found[top]) < 0:
        return f"{first} lost least{short_span}, {ink.usual(found[top])}; {tail}"
    return f"{first} led {led} at {ink.usual(found[top])}; {tail}"


def _who(project: Project, keys: Sequence[str], order: Sequence[str]) -> tuple[str, bool]:
    """Those that print alike as the subject within a sentence, and whether they are several."""
    if len(keys) == len(order):
        return everyone(len(keys)).lower(), True
    if len(keys) > 3:
        return f"{formats.numeral(len(keys))} others", True
    return formats.listed([the(project.instruments[key]) for key in keys]), len(keys) > 1


def _yields(one: tuple[str, bool], other: tuple[str, bool], ink: Ink, best: Figure, worst: Figure, span: str) -> str:
    """Yields rise and fall; none of them leads."""
    up, down = formats.rounded(number(best), 2), formats.rounded(number(worst), 2)
    still = ["were unchanged" if several else "was unchanged" for _, several in (one, other)]
    if up == down:
        same = f"{'rose' if up > 0 else 'fell'} {size(ink, best)}" if up else still[0]
        return f"{capital(one[0])} {same} {span}"
    first = f"{one[0]} rose most" if up > 0 else f"{one[0]} fell least" if up < 0 else f"{one[0]} {still[0]}"
    second = f"{other[0]} fell most" if down < 0 else f"{other[0]} rose least" if down > 0 else f"{other[0]} {still[1]}"
    size_up = f", {ink.usual(best)}" if up else ""
    size_down = f", {ink.usual(worst)}" if down else ""
    return f"{capital(first)} {span}{size_up}; {second}{size_down}"
