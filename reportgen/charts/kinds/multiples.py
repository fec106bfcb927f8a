"""Small multiples: a panel for each instrument with its name and its end above the line, all on one scale."""

from __future__ import annotations

from datetime import date

from reportgen.charts.frame import SCALES, fit, positions, round_ticks, runs, scaled, tick
from reportgen.charts.sheet import Field, Sheet
from reportgen.charts.style import BASE, HAIR, INK, MUTED, Style
from reportgen.model import Chart

SPACE, FOOT = 12.0, 13.0
PLOTS = {1: 88.0, 2: 64.0}
"""How high a panel's plot is by the number of rows; 50 points where there are more."""


def multiples_height(chart: Chart, style: Style) -> float:
    """Inches: rows of panels, and the days under the last of them."""
    rows, plot = _rows(chart, style)
    return (rows * (plot + _head(style) + SPACE) - SPACE + FOOT + 4) / 72


def multiples(sheet: Sheet, chart: Chart) -> None:
    """The subject in the accent; ticks stand at the left of each row."""
    style, position, count = sheet.style, positions(chart), len(chart.series)
    columns, plot = _across(count, style), _rows(chart, style)[1]
    values = [v for one in chart.series for v in scaled(chart, one.points)]
    low, high = min(0.0, *values), max(0.0, *values)
    margin = (high - low or 1) * 0.06
    ticks = round_ticks(low, high)
    ticks = (
        [t for i, t in enumerate(ticks) if (len(ticks) < 4 or i % 2 == ticks.index(0.0) % 2)] if 0.0 in ticks else ticks
    )
    sign = SCALES.get(chart.unit, (1, ""))[1]
    words = [tick(t, ticks) + (sign if i == len(ticks) - 1 else "") for i, t in enumerate(ticks)]
    left = max(map(sheet.width_of, words), default=0.0) + 6
    wide = (sheet.width - left - SPACE * (columns - 1)) / columns
    last = max(len(chart.sessions) - 1, 1)
    hairs, zeros = [], []
    for index, one in enumerate(chart.series):
        row, column = divmod(index, columns)
        x = left + column * (wide + SPACE)
        top = sheet.height - 2 - row * (plot + _head(style) + SPACE)
        field = Field(
            x, top - _head(style) - plot, x + wide, top - _head(style), (0, last), (low - margin, high + margin)
        )
        colour = style.accent if one.lead else style.colour(0, False)
        ink = style.accent if one.lead else INK
        end = sheet.width_of(one.end, bold=True)
        if style.narrow:
            sheet.text(x, top - 5, fit(sheet, one.name, wide, bold=one.lead), bold=one.lead, colour=ink)
            sheet.text(x, top - 16, one.end, bold=True, colour=ink)
        else:
            sheet.text(x, top - 5, fit(sheet, one.name, wide - end - 6, bold=one.lead), bold=one.lead, colour=ink)
            sheet.text(x + wide, top - 5, one.end, bold=True, side="right", colour=ink)
        hairs += [(x, field.up(t), x + wide, field.up(t)) for t in ticks if t]
        zeros.append((x, field.up(0.0), x + wide, field.up(0.0)))
        if column == 0:
            for value, text in zip(ticks, words, strict=True):
                sheet.text(left - 5, field.up(value), text, colour=MUTED, side="right")
        for run in runs(one.points, position):
            xs = [field.across(position[p.label]) for p in run]
            sheet.line(xs, [field.up(v) for v in scaled(chart, run)], colour=colour, width=1.5, order=3)
        if index + columns >= count:
            _days(sheet, field, chart)
    sheet.rules(hairs, colour=HAIR)
    sheet.rules(zeros, colour=BASE, width=0.9, order=1.5)


def _days(sheet: Sheet, field: Field, chart: Chart) -> None:
    """The first and the last day under a panel, as far as they find room."""
    first, last = (date.fromisoformat(chart.sessions[i]) for i in (0, -1))
    years = first.year != last.year
    texts = [f"{d:%b} {d.year}" if (last - first).days > 300 else f"{d:%b} {d.day}" for d in (first, last)]
    if sum(map(sheet.width_of, texts)) + 6 > field.right - field.left:
        texts = [f"{d.year}" if years else f"{d:%b}" for d in (first, last)]
    sheet.text(field.left, field.bottom - 8, texts[0], colour=MUTED)
    sheet.text(field.right, field.bottom - 8, texts[1], colour=MUTED, side="right")


def _rows(chart: Chart, style: Style) -> tuple[int, float]:
    """How many rows of panels there are, and how high each panel's plot is."""
    rows = -(-len(chart.series) // _across(len(chart.series), style))
    return rows, PLOTS.get(rows, 50.0)


def _head(style: Style) -> float:
    return 24.0 if style.narrow else 14.0


def _across(count: int, style: Style) -> int:
    """Panels in a row: as many as are readable, and as even as can be."""
    most = 2 if style.narrow else 4
    rows = -(-count // most)
    return -(-count // rows)
