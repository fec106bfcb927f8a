"""Relative strength: the ratio of two instruments' closes, 100 where it begins."""

from __future__ import annotations

from reportgen import formats
from reportgen.compose.charts.shape import Drawn, capital, day_of, number, since, size, the, there
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.series import extremes, first_session, index_of, moved, path, rebased
from reportgen.measure.series import relative as against
from reportgen.model import ChartPlan, Point, Project, Series


def relative(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The first instrument against the second, from the plan's start or a year back; prices only, no rates."""
    if len(plan.instruments) != 2:
        raise MarketError(f"relative strength is of two instruments, and {len(plan.instruments)} are named")
    one, other = (project.instruments[key] for key in plan.instruments)
    for rate in (one, other):
        if rate.kind == "rate":
            raise MarketError(f"{rate.key} is a rate, and no ratio is taken of rates")
    start, week = since(plan.start, ink), ink.market.week
    bases = [first_session(ink.market, k, start) for k in plan.instruments]
    found = [
        there(moved(ink.market, project.instruments[k], base, ink.market.week_of(k).end))
        for k, base in zip(plan.instruments, bases, strict=True)
    ]
    ratio = against(*found)
    shown = {s for s in week.calendar if s >= start}
    paths = [path(ink.market, k, base) for k, base in zip(plan.instruments, bases, strict=True)]
    line = [(s, v) for s, v in rebased(*paths) if s in shown]
    low, high = extremes(tuple(line))
    points = tuple(Point(s.isoformat(), v) for s, v in line)
    when = f"since {day_of(start, week.end)}"
    end = ink.print(index_of(ratio), formats.level(number(index_of(ratio)), 1))
    told = [
        f"{what} {ink.print(figure, formats.level(number(figure), 1))} on {formats.us_date(at)}"
        for what, (at, value) in (("lowest at", low), ("highest at", high))
        for figure in [index_of(ratio, at, value)]
    ]
    first, second = capital(the(one)), the(other)
    if not formats.rounded(number(ratio), 3):
        title = f"{first} is level with {second} {when}"
    else:
        verb = "gained" if number(ratio) > 0 else "lost"
        title = f"{first} has {verb} {size(ink, ratio)} {'on' if number(ratio) > 0 else 'against'} {second} {when}"
    line_of_both = Series(f"{one.short} / {other.short}", end, points, True)
    return Drawn(
        title,
        f"Ratio of the closes, {formats.us_date(start)} = 100, price only",
        (line_of_both, Series(one.short, "", ()), Series(other.short, "", ())),
        tuple(sorted(shown)),
        f"{first} against {second}, {formats.us_date(start)} = 100: {end} on {formats.us_date(line[-1][0])}, "
        f"{formats.listed(told)}. Over the same time {the(one)} changed by {ink.usual(found[0])}, "
        f"{second} by {ink.usual(found[1])}.",
        unit="index", ends=f"{one.short} against {other.short} {end}, from 100", keys=plan.instruments,
    )  # fmt: skip
