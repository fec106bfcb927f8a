"""Relative strength: the ratio of two instruments' closes, 100 where it begins."""

from __future__ import annotations

from datetime import date

from reportgen import formats
from reportgen.compose.charts.shape import Drawn, capital, day_of, number, since, size, the, there
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.series import extremes, index_of, moved, path, rebased
from reportgen.measure.series import relative as against
from reportgen.model import ChartPlan, Point, Project, Series


def relative(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The first instrument against the second, from the plan's start or a year back; prices only, no rates.

    Both are measured between two sessions that both of them had: the last such by the start, and the last of all.
    """
    if len(plan.instruments) != 2:
        raise MarketError(f"relative strength is of two instruments, and {len(plan.instruments)} are named")
    one, other = (project.instruments[key] for key in plan.instruments)
    for rate in (one, other):
        if rate.kind == "rate":
            raise MarketError(f"{rate.key} is a rate, and no ratio is taken of rates")
    start, week = since(plan.start, ink), ink.market.week
    shown = {s for s in week.calendar if s >= start}
    base, last = _ends(ink, plan.instruments, start, shown)
    found = [there(moved(ink.market, project.instruments[k], base, last)) for k in plan.instruments]
    ratio = against(*found)
    both = dict(rebased(*(path(ink.market, key, base) for key in plan.instruments)))
    line = [(session, value) for session, value in both.items() if session in shown]
    if not line or line[0][0] > start >= base:
        line = [(start, 100.0), *line]
    low, high = extremes(tuple(line))
    points = tuple(Point(s.isoformat(), v) for s, v in line)
    when = f"since {day_of(base, week.end)}"
    end = ink.print(index_of(ratio), formats.level(number(index_of(ratio)), 1))
    told = [
        f"{what} {ink.print(figure, formats.level(number(figure), 1))} on {formats.us_date(at)}"
        for what, (at, value) in (("lowest at", low), ("highest at", high))
        for then in [[there(moved(ink.market, x, base, at if at in both else base)) for x in (one, other)]]
        for figure in [index_of(against(*then), at, value)]
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
        f"Ratio of the closes, {formats.us_date(base)} = 100, price only",
        (line_of_both, Series(one.short, "", ()), Series(other.short, "", ())),
        tuple(sorted(shown)),
        f"{first} against {second}, {formats.us_date(base)} = 100: {end} on {formats.us_date(last)}, "
        f"{formats.listed(told)}. Over the same time {the(one)} changed by {ink.usual(found[0])}, "
        f"{second} by {ink.usual(found[1])}.",
        unit="index", ends=f"{one.short} against {other.short} {end}, from 100",
        note="" if last == week.end else f" Both: as of the close of {formats.us_date(last)}.",
    )  # fmt: skip


def _ends(ink: Ink, keys: tuple[str, ...], start: date, shown: set[date]) -> tuple[date, date]:
    """The last session by `start` that both have a close of, and the last of those that are shown."""
    one, other = ({close.session for close in path(ink.market, key)} for key in keys)
    both = sorted(day for day in one & other if day <= start or day in shown)
    before = [day for day in both if day <= start]
    if not before or both[-1] <= before[-1]:
        raise MarketError(f"{' and '.join(keys)} have no closes of one session on or before {start:%A} {start}")
    return before[-1], both[-1]
