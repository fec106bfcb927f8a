"""A heat map: a row for each instrument, a cell for each session with its change in it, the week's at the end."""

from __future__ import annotations

from datetime import date

from reportgen.charts.frame import fit
from reportgen.charts.sheet import Sheet, width_of
from reportgen.charts.style import DOWN, INK, MUTED, STILL, UP, Style
from reportgen.model import Chart, Point

HEAD = 15.0
GAP = 8.0


def heat_height(chart: Chart, style: Style) -> float:
    """Inches: a row for each instrument, of two lines where it is narrow or names are long."""
    return (len(chart.series) * _row(chart, style) + HEAD + 2) / 72


def heat(sheet: Sheet, chart: Chart) -> None:
    """Colours by the size of a change against the largest of a day, or of a week for the week's own."""
    style, row, stacked = sheet.style, _row(chart, sheet.style), _stacked(chart, sheet.style)
    names = 0.0 if stacked else max(sheet.width_of(s.name, bold=s.lead) for s in chart.series) + 10
    count = len(chart.sessions)
    wide = (sheet.width - names - GAP) / (count + 1)
    lefts = {s: names + i * wide for i, s in enumerate(chart.sessions)} | {"week": names + count * wide + GAP}
    for session, left in lefts.items():
        day = None if session == "week" else date.fromisoformat(session)
        text = "Week" if day is None else f"{day:%a}" if style.narrow else f"{day:%a} {day.day}"
        sheet.text(left + wide / 2, sheet.height - 6, text, colour=MUTED, side="center")
    days = max((abs(p.value) for s in chart.series for p in s.points[:-1]), default=0.0)
    weeks = max(abs(s.points[-1].value) for s in chart.series)
    shapes, colours = [], []
    for index, one in enumerate(chart.series):
        top = sheet.height - HEAD - row * index
        if stacked:
            sheet.text(0, top - 6, fit(sheet, one.name, sheet.width, bold=one.lead), bold=one.lead)
            top -= 11.5
        low = sheet.height - HEAD - row * (index + 1) + 1.5
        middle = (top + low) / 2
        if not stacked:
            sheet.text(names - 10, middle, one.name, bold=one.lead, side="right")
        for session in (s for s in lefts if s not in {p.label for p in one.points}):
            sheet.text(lefts[session] + (wide - 1.5) / 2, middle, "–", side="center", colour=MUTED)
        for point in one.points:
            left = lefts[point.label]
            shapes.append([(left, low), (left + wide - 1.5, low), (left + wide - 1.5, top), (left, top)])
            colours.append(_colour(point, weeks if point.label == "week" else days))
            sheet.text(
                left + (wide - 1.5) / 2, middle, point.text, side="center", bold=point.label == "week", colour=INK
            )
    sheet.areas(shapes, colours)


def _colour(point: Point, largest: float) -> str:
    """One of three strengths of a rise or a fall; what prints as nothing is neither."""
    if not largest or not any(c in point.text for c in "123456789"):
        return STILL
    strength = min(int(abs(point.value) / largest * 3), 2)
    return (UP if point.value > 0 else DOWN)[strength]


def _row(chart: Chart, style: Style) -> float:
    return 29.0 if _stacked(chart, style) else 18.0


def _stacked(chart: Chart, style: Style) -> bool:
    """Whether names stand above their cells."""
    return style.narrow or max(width_of(s.name, style.text, True) for s in chart.series) > 0.36 * style.width * 72
