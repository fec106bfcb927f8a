"""Drawdowns: each close against the highest close until then."""

from __future__ import annotations

from dataclasses import replace

from reportgen import formats
from reportgen.compose.charts.shape import (
    Drawn,
    capital,
    day_of,
    equal,
    everyone,
    listed_the,
    number,
    one_unit,
    since,
    size,
    the,
    there,
)
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.series import Path, drawdowns, extremes, ordered, path
from reportgen.measure.series import drawdown as at
from reportgen.model import ChartPlan, Figure, Point, Project, Series


def drawdown(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """From the plan's start or a year back; the highs are those of the whole history at hand, which the text names."""
    start, week = since(plan.start, ink), ink.market.week
    sessions = tuple(s for s in week.calendar if s >= start)
    shown = set(sessions)
    found: dict[str, Figure] = {}
    series, words, begins = [], [], []
    for position, key in enumerate(plan.instruments):
        one = project.instruments[key]
        if one.kind == "rate":
            raise MarketError(f"{key} is a rate, and no drawdown is taken of rates")
        closes, end = path(ink.market, key), ink.market.week_of(key).end
        if not closes or closes[-1].session != end:
            raise MarketError(f"{key} has no close for {end:%A} {end}")
        line = tuple((s, v) for s, v in drawdowns(closes) if s in shown)
        close = there(ink.figure(key, "close"))
        found[key], deepest = (
            replace(at(key, closes, day, one.short), currency=close.currency, decimals=close.decimals)
            for day in (end, extremes(line)[0][0])
        )
        low = ink.usual(deepest)
        points = tuple(Point(s.isoformat(), v, low if s.isoformat() == deepest.as_of else "") for s, v in line)
        series.append(Series(one.short, ink.usual(found[key]), points, position == 0))
        begins.append(closes[0].session)
        high = found[key].inputs[0].session
        state = (
            f"{size(ink, found[key])} below its high of {formats.us_date(high)}"
            if number(found[key])
            else "at its highest"
        )
        words.append(
            f"{one.short}: {state}, judged on closes since {formats.us_date(closes[0].session)}"
            + _lost(ink, key, closes)
            + (f"; lowest {low} on {formats.us_date(extremes(line)[0][0])}." if number(deepest) else ".")
        )
    one_unit(found.values())
    known = f"since {formats.us_date(max(begins))}" if len(set(begins)) == 1 else "of the history at hand"
    return Drawn(
        _finding(project, ink, found),
        f"Close against the highest close until then, percent; highs are judged on closes {known}",
        tuple(series), sessions, " ".join(words), "Area chart" if len(series) == 1 else "Line chart",
        keys=plan.instruments,
    )  # fmt: skip


def _lost(ink: Ink, key: str, closes: Path) -> str:
    """How many closes are missing among those that a high is judged on; a higher one may be among them."""
    week = ink.market.week_of(key)
    held = {close.session for close in closes}
    gone = sum(closes[0].session < day < week.end and day not in held for day in week.calendar)
    return f", {formats.numeral(gone)} of which {'are' if gone > 1 else 'is'} missing" if gone else ""


def _finding(project: Project, ink: Ink, found: dict[str, Figure]) -> str:
    """One: how far below its high. Several: who is at a high, who is furthest below."""
    order, end = ordered(found), ink.market.week.end
    top, last = order[0], order[-1]
    highs = [key for key in order if not number(found[key])]
    if len(order) == 1:
        name = capital(the(project.instruments[top]))
        if highs:
            closes = path(ink.market, top)
            first = formats.us_date(closes[0].session)
            if _lost(ink, top, closes):
                return f"{name} closed at the highest of its closes at hand since {first}"
            return f"{name} closed at its highest since {first}"
        since = found[top].inputs[0].session
        if not formats.rounded(number(found[top]), 3):
            return f"{name} closed just below its high of {day_of(since, end)}"
        return f"{name} closed {size(ink, found[top])} below its high of {day_of(since, end)}"
    if len(highs) == len(order):
        return f"{everyone(len(order))} closed at the highest of their histories at hand"
    furthest = the(project.instruments[last])
    if highs:
        many = f"{formats.numeral(len(highs)).capitalize()} of {formats.numeral(len(order))}"
        who = listed_the(project, highs) if len(highs) < 3 else many
        return f"{who} closed at a high; {furthest} is furthest below its own, {ink.usual(found[last])}"
    if equal(ink, found[top], found[last]):
        return f"{everyone(len(order))} closed {size(ink, found[top])} below their highs"
    return (
        f"{capital(furthest)} is furthest below its high, {ink.usual(found[last])}; "
        f"{the(project.instruments[top])} is nearest, {ink.usual(found[top])}"
    )
