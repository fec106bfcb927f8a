"""The yield curve: yields by maturity at the week's end, a week before and a year before."""

from __future__ import annotations

from reportgen import formats
from reportgen.compose.charts.shape import Drawn, number, size, the, there
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure import base_of
from reportgen.measure.series import less, quoted, slope
from reportgen.model import ChartPlan, Close, Figure, Point, Project, Series

ENDS = (2.0, 10.0)
"""The maturities whose difference is called the curve's slope, where both are there; else the shortest and longest."""


def curve(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """A line for each of the three days, over the maturities that instruments name; a day needs every one of them.

    The week is that of the maturity whose last close is the earliest, so that all are of one day.
    """
    ones = [project.instruments[key] for key in plan.instruments]
    ones = sorted((one for one in ones if one.maturity), key=lambda one: one.maturity or 0)
    if len(ones) < 2:
        raise MarketError("a yield curve needs two instruments or more that name their `maturity`")
    keys = tuple(one.key for one in ones)
    for one in ones:
        there(ink.figure(one.key, "week"))
    week = min((ink.market.week_of(key) for key in keys), key=lambda one: one.end)
    days = [(week.end, "now"), (week.base, "a week before"), (base_of(week, "one_year"), "a year before")]
    series, words = [], []
    rows: list[list[Close]] = []
    for day, when in days:
        closes = [ink.market.closes[one.key].get(day) if day else None for one in ones]
        if day is None or not all(closes):
            if len(rows) < 2:
                lost = formats.listed([one.short for one, c in zip(ones, closes, strict=True) if c is None])
                raise MarketError(f"{lost} has no close for {day:%A} {day}, so that the maturities are not of one day")
            continue
        row = [c for c in closes if c]
        rows.append(row)
        figures = [quoted(one.key, c, one) for one, c in zip(ones, row, strict=True)]
        texts = [ink.usual(f) for f in figures]
        points = tuple(Point(f"{one.maturity:g}", c.level, text) for one, c, text in zip(ones, row, texts, strict=True))
        name = formats.us_date(day) if when == "now" else when.capitalize()
        series.append(Series(name, texts[-1], points, when == "now"))
        named = formats.listed([f"{term(one.maturity or 0)} {text}" for one, text in zip(ones, texts, strict=True)])
        words.append(f"{formats.us_date(day)}{'' if when == 'now' else f' ({when})'}: {named}.")
    lacking = "" if len(series) == 3 else "; no closes for a year before"
    alike = all(ink.market.week_of(key).end == week.end for key in keys)
    note = f" All maturities: as of the close of {formats.us_date(week.end)}."
    return Drawn(
        _finding(project, ink, keys, rows), f"Yield in percent a year, by years to maturity{lacking}",
        tuple(series), (), "Yields by maturity. " + " ".join(words), "Line chart", "yield",
        ", ".join(f"{term(one.maturity or 0)} {p.text}" for one, p in zip(ones, series[0].points, strict=True)),
        keys if alike else (), weekly=True, note="" if alike else note,
    )  # fmt: skip


def term(years: float) -> str:
    """A maturity as words have it: 3-month, 10-year."""
    return f"{years:g}-year" if years >= 1 else f"{formats.rounded(years * 12, 0)}-month"


def _finding(project: Project, ink: Ink, keys: tuple[str, ...], rows: list[list[Close]]) -> str:
    """How the slope changed in the week, and what it is now."""
    terms = [project.instruments[key].maturity for key in keys]
    pair = (terms.index(ENDS[1]), terms.index(ENDS[0])) if all(e in terms for e in ENDS) else (len(keys) - 1, 0)
    long, short = (project.instruments[keys[i]] for i in pair)
    names = (long.key, short.key)
    slopes: list[Figure] = [
        slope(row[pair[0]], row[pair[1]], names, f"{long.short} less {short.short}") for row in rows
    ]
    now = slopes[0]
    value = formats.rounded(number(now), 2)
    where = "above" if value > 0 else "below"
    stands = (
        f"{the(long)} is {size(ink, now)} {where} {the(short)}" if value else f"{the(long)} is level with {the(short)}"
    )
    change = less(now, slopes[1])
    moved = formats.rounded(number(change), 2)
    if not moved:
        return f"The yield curve kept its slope in the week: {stands}"
    return f"The yield curve {'steepened' if moved > 0 else 'flattened'} by {size(ink, change)} in the week: {stands}"
