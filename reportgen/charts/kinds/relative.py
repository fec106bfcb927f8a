"""Relative strength: a line around 100, the ground between them filled, and who is ahead on which side."""

from __future__ import annotations

from reportgen.charts.frame import fit, foot, frame, line_height, positions, runs, scaled
from reportgen.charts.labels import spread_apart
from reportgen.charts.sheet import Sheet
from reportgen.charts.style import HAIR, MUTED, Style
from reportgen.model import Chart

PAR = 100.0


def relative_height(chart: Chart, style: Style) -> float:
    """Inches."""
    return line_height(chart, style, labels=3)


def relative(sheet: Sheet, chart: Chart) -> None:
    """The end printed at the line; the two names where the line runs when they are ahead."""
    ratio, one, other = chart.series
    position, values = positions(chart), scaled(chart, chart.series[0].points)
    low, high = min(PAR, *values), max(PAR, *values)
    reach = (high - low or 2) * 0.22
    up, down = max(high, PAR + reach), min(low, PAR - reach)
    most = sheet.width * (0.32 if sheet.style.narrow else 0.24)
    names = [f"{fit(sheet, s.name, most - sheet.width_of(' ahead'))} ahead" for s in (one, other)]
    right = (
        max(*map(sheet.width_of, names), sheet.width_of(ratio.end, size=sheet.style.text + 0.8, bold=True)) * 1.03 + 12
    )
    field = frame(sheet, chart, down, up, right=right, zero=PAR)
    foot(sheet, field, chart.sessions)
    level = field.up(PAR)
    for run in runs(ratio.points, position):
        xs = [field.across(position[p.label]) for p in run]
        ys = [field.up(v) for v in scaled(chart, run)]
        sheet.areas([[(xs[0], level), *zip(xs, ys, strict=True), (xs[-1], level)]], HAIR)
        sheet.line(xs, ys, colour=sheet.style.accent, width=2.0, order=3)
    edge = field.across(len(chart.sessions) - 1) + 9
    wanted = [field.up(values[-1]), field.top - 6, field.bottom + 6]
    put = spread_apart(wanted, sheet.style.text + 4.4, field.bottom + 2, field.top)
    sheet.text(edge, put[0], ratio.end, colour=sheet.style.accent, bold=True, size=sheet.style.text + 0.8)
    for place, name in zip(put[1:], names, strict=True):
        sheet.text(edge, place, name, colour=MUTED)
