"""Lines by session with labels at their ends: the week day by day, or changes since a day."""

from __future__ import annotations

from typing import Any

from reportgen.charts.frame import end_labels, foot, frame, label_width, line_height, positions, runs, scaled
from reportgen.charts.sheet import Sheet
from reportgen.charts.style import DASHES, MARKERS, OTHERS, Style
from reportgen.model import Chart


def lines_height(chart: Chart, style: Style) -> float:
    """Inches."""
    return line_height(chart, style)


def lines(sheet: Sheet, chart: Chart, *, marked: bool | None = None) -> None:
    """A line stops where closes are missing for more than a week; few closes are marked."""
    style, position = sheet.style, positions(chart)
    values = [v for one in chart.series for v in scaled(chart, one.points)]
    words, right = label_width(sheet, [s.name for s in chart.series], [s.end for s in chart.series])
    field = frame(sheet, chart, min(0.0, *values), max(0.0, *values), right=right)
    foot(sheet, field, chart.sessions)
    held = max(len(s.points) for s in chart.series) <= 40 if marked is None else marked
    ends, colours, others = [], [], 0
    for one in chart.series:
        look: dict[str, Any] = {"width": 2.2, "order": 3} if one.lead else {"width": 1.3}
        colour = style.colour(others, one.lead)
        if not held and not one.lead:
            look["dash"] = DASHES[(others + others // len(OTHERS)) % len(DASHES)]
        for run in runs(one.points, position):
            xs = [field.across(position[p.label]) for p in run]
            ys = [field.up(v) for v in scaled(chart, run)]
            mark: dict[str, Any] = {}
            if held or len(run) == 1:
                marker = "o" if one.lead else MARKERS[(others + others // len(OTHERS)) % len(MARKERS)]
                mark = {"marker": marker, "size": 4.2 if one.lead else 3.6}
            sheet.line(xs, ys, colour=colour, **look, **mark)
        colours.append(style.label(others, one.lead))
        others += not one.lead
        ends.append(scaled(chart, one.points[-1:])[0])
    end_labels(sheet, field, ends, words, colours, [s.lead for s in chart.series])
