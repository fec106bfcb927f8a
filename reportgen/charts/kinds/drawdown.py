"""Drawdowns: how far below the highest close until then. One is an area that hangs from zero, several are lines."""

from __future__ import annotations

from reportgen.charts.frame import end_labels, foot, frame, label_width, line_height, positions, runs, scaled
from reportgen.charts.kinds.lines import lines
from reportgen.charts.sheet import Sheet
from reportgen.charts.style import HAIR, INK, Style
from reportgen.model import Chart


def drawdown_height(chart: Chart, style: Style) -> float:
    """Inches."""
    return line_height(chart, style)


def drawdown(sheet: Sheet, chart: Chart) -> None:
    """The deepest close of the one is printed under it."""
    if len(chart.series) > 1:
        lines(sheet, chart, marked=False)
        return
    one, position = chart.series[0], positions(chart)
    values = scaled(chart, one.points)
    low = min(values) or -1.0
    words, right = label_width(sheet, [one.name], [one.end])
    field = frame(sheet, chart, low * 1.14, 0.0, right=right)
    foot(sheet, field, chart.sessions)
    zero = field.up(0.0)
    for run in runs(one.points, position):
        xs = [field.across(position[p.label]) for p in run]
        ys = [field.up(v) for v in scaled(chart, run)]
        sheet.areas([[(xs[0], zero), *zip(xs, ys, strict=True), (xs[-1], zero)]], HAIR)
        sheet.line(xs, ys, colour=sheet.style.accent, width=1.6, order=3)
    deepest = next((p for p in one.points if p.text and p.value < 0), None)
    if deepest and deepest.text != one.end:
        half = sheet.width_of(deepest.text, bold=True) / 2
        x = min(max(field.across(position[deepest.label]), field.left + half), field.right - half)
        sheet.text(x, field.up(min(values)) - 8, deepest.text, colour=INK, bold=True, side="center")
    end_labels(sheet, field, values[-1:], words, [sheet.style.accent], [True])
