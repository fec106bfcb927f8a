"""Steps: a level holds until it is changed; a target range is filled between its ends."""

from __future__ import annotations

from itertools import pairwise

from reportgen.charts.frame import end_labels, foot, frame, label_width, line_height, positions, scaled
from reportgen.charts.sheet import Sheet
from reportgen.charts.style import DASHES, HAIR, Style
from reportgen.model import Chart


def steps_height(chart: Chart, style: Style) -> float:
    """Inches."""
    return line_height(chart, style)


def steps(sheet: Sheet, chart: Chart) -> None:
    """Lines as they come; a series without an end of its own is the lower edge of the one before it."""
    style, position = sheet.style, positions(chart)
    values = [v for one in chart.series for v in scaled(chart, one.points)]
    low, high = min(values), max(values)
    if high - low < 0.5 and chart.unit == "yield":
        low, high = low - 0.25, high + 0.25
    named = [s for s in chart.series if s.end]
    words, right = label_width(sheet, [s.name for s in named], [s.end for s in named])
    field = frame(sheet, chart, low, high, right=right, zero=0.0 if low <= 0 else None, margin=0.1)
    foot(sheet, field, chart.sessions)
    ends: list[float] = []
    colours: list[str] = []
    others, upper = 0, [(0.0, 0.0)]
    for one in chart.series:
        heights = [field.up(v) for v in scaled(chart, one.points)]
        path = _stairs([(field.across(position[p.label]), y) for p, y in zip(one.points, heights, strict=True)])
        xs, ys = zip(*path, strict=True)
        if not one.end:
            sheet.areas([[*upper, *reversed(path)]], HAIR)
            sheet.line(xs, ys, colour=colours[-1], width=1.0, square=True)
            middle = (ends[-1] + scaled(chart, one.points[-1:])[0]) / 2
            ends[-1] = middle
            continue
        colour = style.colour(others, one.lead)
        dash = "solid" if one.lead else DASHES[others % len(DASHES)]
        sheet.line(xs, ys, colour=colour, width=2.0 if one.lead else 1.4, dash=dash, order=3, square=True)
        colours.append(style.label(others, one.lead))
        ends.append(scaled(chart, one.points[-1:])[0])
        others += not one.lead
        upper = path
    end_labels(sheet, field, ends, words, colours, [s.lead for s in named])


def _stairs(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a line that holds each height until the next point."""
    out = points[:1]
    for (_, before), (x, y) in pairwise(points):
        if y != before:
            out += [(x, before), (x, y)]
    return [*out, points[-1]]
