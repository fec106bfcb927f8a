"""Rates as steps: a level holds until it is changed."""

from __future__ import annotations

from datetime import date

from reportgen import formats
from reportgen.compose.charts.shape import Drawn, capital, day_of, one_unit, since, the, there
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.series import Path, path, quoted
from reportgen.measure.series import steps as changed
from reportgen.model import ChartPlan, Close, Figure, Instrument, Point, Project, Series


def steps(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """Closes as quoted, from the plan's start or a year back; a rate whose `lower` end is known is drawn with it."""
    start, week = since(plan.start, ink), ink.market.week
    sessions = tuple(s for s in week.calendar if s >= start)
    lowers = {project.instruments[key].lower for key in plan.instruments}
    keys = [key for key in plan.instruments if key not in lowers]
    series, words, found, paths = [], [], [], {}
    for position, key in enumerate(keys):
        one = project.instruments[key]
        paths[key] = _path(ink, key, start)
        close = there(ink.figure(key, "close"))
        found.append(close)
        end = ink.usual(there(ink.figure(key, "range")) if one.lower else close)
        series.append(Series(one.short, end, _points(paths[key], sessions), position == 0))
        if one.lower:
            low = project.instruments[one.lower]
            lower = _path(ink, one.lower, start)
            series.append(Series(low.short, "", _points(lower, sessions), position == 0))
        words.append(_words(ink, one, paths[key], end))
    unit = one_unit(found)
    measured = "Percent a year" if unit == "yield" else "Closes as quoted"
    return Drawn(
        _finding(ink, project.instruments[keys[0]], paths[keys[0]], found[0]),
        f"{measured}, {formats.us_date(start)} to {formats.us_date(week.end)}",
        tuple(series), sessions, " ".join(words), "Step chart", unit,
        ", ".join(f"{s.name} {s.end}" for s in series if s.end), tuple(keys),
    )  # fmt: skip


def _path(ink: Ink, key: str, start: date) -> Path:
    """The closes that hold from `start` on: the last one by then, and all later ones."""
    whole = path(ink.market, key)
    held = [c for c in whole if c.session <= start][-1:]
    if not held:
        raise MarketError(f"{key} has no close on or before {start:%A} {start}")
    return (*held, *(c for c in whole if c.session > start))


def _points(closes: Path, sessions: tuple[date, ...]) -> tuple[Point, ...]:
    """The level at each house session: that of the last close by then, from the first session to the last close."""
    out, index = [], 0
    for session in sessions:
        if session > closes[-1].session:
            break
        while index + 1 < len(closes) and closes[index + 1].session <= session:
            index += 1
        out.append(Point(session.isoformat(), closes[index].level))
    return tuple(out)


def _words(ink: Ink, one: Instrument, closes: Path, end: str) -> str:
    """The first level, how many changes, the last of them, where it stands."""
    turns = changed(closes)
    first = ink.usual(quoted(one.key, closes[0], one))
    if len(turns) == 1:
        return f"{one.short}: {end}, unchanged since {formats.us_date(closes[0].session)}."
    told = [f"{ink.usual(quoted(one.key, c, one))} from {formats.us_date(c.session)}" for c in turns[1:]]
    if len(told) > 12:
        told = [f"{formats.numeral(len(told))} changes, the last of them to {told[-1]}"]
    return f"{one.short}: {first} on {formats.us_date(closes[0].session)}, then {formats.listed(told)}; now {end}."


def _finding(ink: Ink, one: Instrument, closes: Path, now: Figure) -> str:
    """When it last moved, from where; else that it has not."""
    name, week = capital(the(one)), ink.market.week_of(one.key)
    turns = changed(closes)
    if len(turns) == 1:
        return f"{name} has stood at {ink.usual(now)} since at least {formats.us_date(closes[0].session)}"
    last = turns[-1]
    before = turns[-2]
    direction = "rose" if last.level > before.level else "fell"
    day = f"on {last.session:%A}" if last.session > week.base else f"on {day_of(last.session, week.end)}"
    stays = "" if last.session > week.base else ", and has stood there since"
    return f"{name} {direction} to {ink.usual(now)} from {_quoted(ink, one, before)} {day}{stays}"


def _quoted(ink: Ink, one: Instrument, close: Close) -> str:
    return ink.usual(quoted(one.key, close, one))
