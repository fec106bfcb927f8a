"""The week as a table of colours: a row for each instrument, a column for each session, the change printed in each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportgen import formats
from reportgen.compose.charts.shape import Drawn, capital, counted, counting, number, one_unit, session, the, there
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure import MEASURES
from reportgen.measure.series import count, moved
from reportgen.measure.windows import WEEKDAYS, before
from reportgen.model import Absent, ChartPlan, Figure, Instrument, Point, Project, Series


def heat(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """Each session's change and the week's; a day on which an instrument did not trade stays empty."""
    week = ink.market.week
    keys, resting = counting(ink, plan.instruments, "week")
    plan = replace(plan, instruments=keys)
    if not keys:
        raise MarketError(resting.strip(" ."))
    cells: dict[tuple[str, int], Figure] = {}
    series, words = [], []
    for position, key in enumerate(plan.instruments):
        one, points, told = project.instruments[key], [], []
        for index, day in enumerate(week.sessions):
            figure = _of_day(ink, one, day)
            if isinstance(figure, Absent):
                if day in ink.market.week_of(key).sessions and day not in ink.market.closes[key]:
                    there(figure)
                continue
            cells[key, index] = figure
            points.append(Point(day.isoformat(), number(figure), ink.usual(figure)))
            told.append(f"{points[-1].text} on {day:%A}")
        whole = there(ink.figure(key, "week"))
        end = ink.usual(whole)
        series.append(Series(one.short, end, (*points, Point("week", number(whole), end)), position == 0))
        words.append(f"{one.short}: {formats.listed(told) or 'no session'}; {end} for the week.")
    unit = one_unit([*cells.values(), *(there(ink.figure(k, "week")) for k in plan.instruments)])
    scale = "percent, price only" if unit == "fraction" else "basis points"
    return Drawn(
        _finding(plan, project, ink, cells),
        f"Change of each session and of the week since the close of {session(week.base)}, {scale}",
        tuple(series), week.sessions, f"Changes day by day. {' '.join(words)}", "Heat map", unit,
        "for the week " + ", ".join(f"{s.name} {s.end}" for s in series), plan.instruments,
        weekly=True, note=resting,
    )  # fmt: skip


def _of_day(ink: Ink, one: Instrument, day: date) -> Figure | Absent:
    """A session's change; sessions at a weekend have no name among the measures."""
    name, earlier = WEEKDAYS[day.weekday()], before(ink.market.week_of(one.key), day)
    if name in MEASURES or earlier is None:
        return ink.figure(one.key, name)
    return moved(ink.market, one, earlier, day)


def _finding(plan: ChartPlan, project: Project, ink: Ink, cells: dict[tuple[str, int], Figure]) -> str:
    """A day on which all rose or all fell; else the best day and the worst."""
    week, keys = ink.market.week, plan.instruments
    places = 3 if all(f.unit == "fraction" for f in cells.values()) else 2
    value = {cell: formats.rounded(number(figure), places) for cell, figure in cells.items()}
    if not any(value.values()):
        return (
            "Nothing moved on any day of the week"
            if len(keys) > 1
            else _named(project, keys[0], "did not move all week")
        )
    if len(keys) > 1:
        columns = {i: [value[k, i] for k in keys if (k, i) in value] for i in range(len(week.sessions))}
        whole = {i: c for i, c in columns.items() if len(c) == len(keys)}
        up = [i for i, column in whole.items() if min(column) > 0]
        down = [i for i, column in whole.items() if max(column) < 0]
        if (up or down) and len(week.sessions) > 1:
            return capital(_broad(plan, ink, cells, up, down))
    best, worst = max(value, key=lambda c: value[c]), min(value, key=lambda c: value[c])
    name, other = (the(project.instruments[cell[0]]) for cell in (best, worst))
    good = f"on {week.sessions[best[1]]:%A}, {ink.usual(cells[best])}"
    bad = f"on {week.sessions[worst[1]]:%A}, {ink.usual(cells[worst])}"
    rise, fall = ("rise", "fall") if places == 2 else ("gain", "loss")
    rose, fell = value[best] > 0, value[worst] < 0
    if any(list(value.values()).count(value[cell]) > 1 for cell, told in ((best, rose), (worst, fell)) if told):
        return _alike(ink.usual(cells[best]) if rose else "", ink.usual(cells[worst]) if fell else "", rise, fall)
    if value[best] <= 0:
        return f"No {rise} on any day; the largest {fall} was {_whose(other)} {bad}"
    if value[worst] >= 0:
        return f"No {fall} on any day; the largest {rise} was {_whose(name)} {good}"
    if best[0] == worst[0]:
        return f"{capital(name)} made the week’s largest {rise} {good}, and its largest {fall} {bad}"
    return f"{capital(name)} made the week’s largest {rise} {good}; {other} the largest {fall} {bad}"


def _alike(best: str, worst: str, rise: str, fall: str) -> str:
    """The best change and the worst (empty where there is none) where several print alike: no one is the largest."""
    if not best:
        return f"No {rise} on any day; the largest {fall} was {worst}"
    if not worst:
        return f"No {fall} on any day; the largest {rise} was {best}"
    return f"The largest {rise} of a day was {best}, the largest {fall} {worst}"


def _broad(plan: ChartPlan, ink: Ink, cells: dict[tuple[str, int], Figure], up: list[int], down: list[int]) -> str:
    """Days that went one way for all."""
    sessions, keys = ink.market.week.sessions, plan.instruments
    every = "both" if len(keys) == 2 else f"all {counted(ink, _tally(plan, cells, [*up, *down][-1]))}"
    if len(up) == len(sessions) or len(down) == len(sessions):
        return f"{every} {'rose' if up else 'fell'} on every day of the week"
    parts = [
        f"{verb} on {formats.listed([f'{sessions[i]:%A}' for i in chosen])}"
        for chosen, verb in ((up, "rose"), (down, "fell"))
        if chosen
    ]
    return f"{every} {' and '.join(parts)}"


def _tally(plan: ChartPlan, cells: dict[tuple[str, int], Figure], day: int) -> Figure:
    """How many they are, by a day on which each of them has a cell."""
    figures = [cells[key, day] for key in plan.instruments]
    return count(f"charts.{plan.key}.rows", figures, len(plan.instruments), "shown")


def _whose(name: str) -> str:
    return f"{name}’{'' if name.endswith('s') else 's'}"


def _named(project: Project, key: str, what: str) -> str:
    return f"{capital(the(project.instruments[key]))} {what}"
