"""The yield curve: a line for each day over maturities, which stand apart as their logarithms do."""

from __future__ import annotations

from math import log

from reportgen.charts.frame import end_labels, frame, label_width, line_height
from reportgen.charts.sheet import Field, Sheet
from reportgen.charts.style import DASHES, MUTED, Style
from reportgen.model import Chart

FIRST = (10, 2, 5, 0.25, 1, 3, 7, 20, 0.5)
"""Maturities by how much one wants to read them; the shortest and the longest are always told."""


def curve_height(chart: Chart, style: Style) -> float:
    """Inches."""
    return line_height(chart, style)


def curve(sheet: Sheet, chart: Chart) -> None:
    """The day's line in the accent with its yields along the foot; the earlier ones thinner, each in its own dash."""
    style = sheet.style
    values = [p.value for one in chart.series for p in one.points]
    low, high = min(values), max(values)
    if high - low < 0.2:
        low, high = low - 0.1, high + 0.1
    words, right = label_width(sheet, [_short(s.name, style) for s in chart.series], ["" for _ in chart.series])
    framed = frame(sheet, chart, low, high, right=right, zero=0.0 if low <= 0 else None, foot=33, margin=0.08)
    years = [float(p.label) for p in chart.series[0].points]
    field = Field(
        framed.left + 14, framed.bottom, framed.right - 8, framed.top, (log(years[0]), log(years[-1])), framed.y
    )
    colours = [style.label(max(i - 1, 0), s.lead) for i, s in enumerate(chart.series)]
    for index, one in enumerate(chart.series):
        xs = [field.across(log(float(p.label))) for p in one.points]
        ys = [field.up(p.value) for p in one.points]
        colour = style.colour(max(index - 1, 0), one.lead)
        dash = "solid" if one.lead else DASHES[index]
        sheet.line(
            xs, ys, colour=colour, width=2.2 if one.lead else 1.3, order=3 if one.lead else 2, dash=dash,
            marker="o" if one.lead else "", size=4.2,
        )  # fmt: skip
    ends = [one.points[-1].value for one in chart.series]
    edge = Field(field.left, field.bottom, field.right, field.top, (0.0, 1.01), field.y)
    end_labels(sheet, edge, ends, words, colours, [s.lead for s in chart.series])
    _maturities(sheet, field, chart, years)


def _maturities(sheet: Sheet, field: Field, chart: Chart, years: list[float]) -> None:
    """Each maturity and its yield along the foot, as many as find room."""
    points = chart.series[0].points
    taken: list[tuple[float, float]] = []
    wanted = sorted(
        range(len(years)),
        key=lambda i: (i not in (0, len(years) - 1), FIRST.index(years[i]) if years[i] in FIRST else 99),
    )
    for i in wanted:
        x = field.across(log(years[i]))
        half = max(sheet.width_of(points[i].text, bold=True), sheet.width_of(_term(years[i]))) / 2 + 2.5
        if any(x - half < right and left < x + half for left, right in taken):
            continue
        taken.append((x - half, x + half))
        sheet.text(x, field.bottom - 9, _term(years[i]), colour=MUTED, side="center")
        sheet.text(x, field.bottom - 21, points[i].text, colour=sheet.style.accent, bold=True, side="center")


def _term(years: float) -> str:
    return f"{years:g}Y" if years >= 1 else f"{round(years * 12)}M"


def _short(name: str, style: Style) -> str:
    """January 9, 2026 as Jan. 9 where it is narrow."""
    if not style.narrow:
        return name
    return " ".join(name.split(",")[0].split()[:2]) if "," in name else name.removesuffix(" before") + " ago"
