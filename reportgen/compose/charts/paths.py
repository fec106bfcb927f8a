"""Lines by session: the week day by day, changes since a day, and the same in a small panel for each instrument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reportgen import formats
from reportgen.compose.charts.ranking import ranking
from reportgen.compose.charts.shape import (
    Drawn,
    capital,
    counting,
    equal,
    number,
    one_unit,
    session,
    since,
    the,
    there,
)  # fmt: skip
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.series import changes, extremes, first_session, moved, ordered, path
from reportgen.model import ChartPlan, Figure, Point, Project, Series


def days(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """Each session of the week against the close before it began."""
    week = ink.market.week
    keys, resting = counting(ink, plan.instruments, "week")
    plan = replace(plan, instruments=keys)
    sessions = (week.base, *week.sessions)
    series, words = [], []
    paths: dict[str, list[Figure]] = {}
    for position, key in enumerate(plan.instruments):
        own = ink.market.week_of(key)
        one = project.instruments[key]
        walk = [there(moved(ink.market, one, own.base, s)) for s in own.sessions if s in week.sessions]
        paths[key] = walk
        points = (Point(week.base.isoformat(), 0.0), *(Point(f.as_of, number(f)) for f in walk))
        series.append(Series(one.short, ink.usual(there(ink.figure(key, "week"))), points, position == 0))
        told = [f"{ink.usual(f)} by {date.fromisoformat(f.as_of):%A}" for f in walk]
        words.append(f"{one.short}: {formats.listed(told)}.")
    found = {key: there(ink.figure(key, "week")) for key in plan.instruments}
    unit, order = one_unit(found.values()), ordered(found)
    if not found:
        raise MarketError(resting.strip(" ."))
    ahead = all(_ahead(paths, day) == order[0] for day in week.sessions)
    first = capital(the(project.instruments[order[0]]))
    tied = len(order) > 1 and equal(ink, found[order[0]], found[order[1]])
    if unit != "fraction" or tied:
        title = ranking(project, ink, found, order, "week")
    elif ahead and len(order) > 1:
        title = f"{first} led at every close of the week"
    else:
        title = f"{first} ended the week at {ink.usual(found[order[0]])}"
    return Drawn(
        title, f"Change since the close of {session(week.base)}, {_scale(unit)}", tuple(series), sessions,
        f"Changes since the close of {formats.us_date(week.base)}. " + " ".join(words), unit=unit,
        keys=plan.instruments, weekly=True, note=resting,
    )  # fmt: skip


def trend(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """Closes since a session, as the change from it; a line joins only sessions that are there."""
    start = since(plan.start, ink)
    week = ink.market.week
    sessions = tuple(s for s in week.calendar if s >= start)
    found, series, counts = _walks(plan, project, ink, start, sessions)
    held = min(len(s.points) for s in series)
    sparse = "" if held == len(sessions) else "; marks are the closes at hand" if held <= 40 else "; closes at hand"
    unit = one_unit(found.values())
    return Drawn(
        ranking(project, ink, found, ordered(found), "", start),
        f"Change since the close of {formats.us_date(start)}, {_scale(unit)}{sparse}",
        series, sessions,
        f"{formats.us_date(start)} to {formats.us_date(week.end)}, {len(sessions)} sessions: {formats.listed(counts)}.",
        unit=unit, keys=plan.instruments,
    )  # fmt: skip


def multiples(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The same lines, a panel for each instrument, all on one scale; described with their lowest and highest closes."""
    start = since(plan.start, ink)
    week = ink.market.week
    sessions = tuple(s for s in week.calendar if s >= start)
    found, series, _ = _walks(plan, project, ink, start, sessions)
    unit = one_unit(found.values())
    words = []
    for key, one in zip(plan.instruments, series, strict=True):
        base = first_session(ink.market, key, start)
        low, high = extremes(tuple((date.fromisoformat(p.label), p.value) for p in one.points))
        named = []
        for at, what in ((low[0], "low"), (high[0], "high")):
            if start < at < date.fromisoformat(one.points[-1].label):
                figure = there(moved(ink.market, project.instruments[key], base, at))
                named.append(
                    f"a {what} of {ink.usual(figure)} on {formats.us_date(at, year=start.year != week.end.year)}"
                )
        words.append(f"{one.name} {ink.usual(found[key])}" + (f", with {formats.listed(named)}" if named else ""))
    scale = f"Change since the close of {formats.us_date(start)}, {_scale(unit)}"
    return Drawn(
        ranking(project, ink, found, ordered(found), "", start),
        scale + ("; every panel has the same scale" if len(series) > 1 else ""), series, sessions,
        f"Changes from {formats.us_date(start)} to {formats.us_date(week.end)}. {'; '.join(words)}.",
        "Small line charts" if len(series) > 1 else "Line chart", unit, keys=plan.instruments,
    )  # fmt: skip


def _walks(
    plan: ChartPlan, project: Project, ink: Ink, start: date, sessions: tuple[date, ...]
) -> tuple[dict[str, Figure], tuple[Series, ...], list[str]]:
    """Each instrument's change since `start`, its line, and how many closes are in it."""
    shown = set(sessions)
    found, series, counts = {}, [], []
    for position, key in enumerate(plan.instruments):
        one = project.instruments[key]
        base = first_session(ink.market, key, start)
        found[key] = there(moved(ink.market, one, base, ink.market.week_of(key).end))
        own = ink.market.closes[key][base]
        line = changes(path(ink.market, key, base), own, difference=one.kind == "rate")
        points = [Point(s.isoformat(), v) for s, v in line if s in shown]
        if base != start:
            points = [Point(start.isoformat(), 0.0), *(p for p in points if p.label != start.isoformat())]
        series.append(Series(one.short, ink.usual(found[key]), tuple(points), position == 0))
        counts.append(f"{one.short} {ink.usual(found[key])} from {len(points)} closes")
    return found, tuple(series), counts


def _scale(unit: str) -> str:
    return "percent, price only" if unit == "fraction" else "basis points"


def _ahead(paths: Mapping[str, list[Figure]], day: date) -> str:
    """Who alone is ahead at a session's close; nobody where two share it."""
    at = {key: f for key, walk in paths.items() for f in walk if f.as_of == day.isoformat()}
    order = ordered(at)
    if not order or (len(order) > 1 and number(at[order[0]]) == number(at[order[1]])):
        return ""
    return order[0]
