"""Breadth: a share of members over time, from none to all of them, against the half."""

from __future__ import annotations

from reportgen.charts.frame import end_labels, foot, frame, label_width, line_height, positions, runs, scaled
from reportgen.charts.sheet import Sheet
from reportgen.charts.style import HAIR, Style
from reportgen.model import Chart


def breadth_height(chart: Chart, style: Style) -> float:
    """Inches."""
    return line_height(chart, style)


def breadth(sheet: Sheet, chart: Chart) -> None:
    """The ground under the line filled; sessions that could not be judged stay open."""
    one, position = chart.series[0], positions(chart)
    words, right = label_width(sheet, [one.name], [one.end])
    field = frame(sheet, chart, 0.0, 100.0, right=right, zero=50.0, margin=0.02)
    foot(sheet, field, chart.sessions)
    for run in runs(one.points, position):
        xs = [field.across(position[p.label]) for p in run]
        ys = [field.up(v) for v in scaled(chart, run)]
        sheet.areas([[(xs[0], field.up(0)), *zip(xs, ys, strict=True), (xs[-1], field.up(0))]], HAIR)
        sheet.line(xs, ys, colour=sheet.style.accent, width=1.8, order=3)
    end_labels(sheet, field, scaled(chart, one.points[-1:]), words, [sheet.style.accent], [True])
