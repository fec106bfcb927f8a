"""52-week ranges: a track from low to high for each instrument, a dot where it closed, a tail from a week before."""

from __future__ import annotations

from reportgen.charts.frame import fit
from reportgen.charts.sheet import Sheet, width_of
from reportgen.charts.style import BASE, INK, MUTED, Style
from reportgen.model import Chart, Series

HEAD = 15.0
HEADS = ("52-week low", "52-week high", "Close")


def ranges_height(chart: Chart, style: Style) -> float:
    """Inches: a row for each instrument, of two lines where it is narrow."""
    return (len(chart.series) * _row(chart, style) + HEAD + 4) / 72


def ranges(sheet: Sheet, chart: Chart) -> None:
    """Names, lows, tracks, highs and closes in columns; where these do not fit, name and close above the track."""
    stacked, row = _stacked(chart, sheet.style), _row(chart, sheet.style)
    low, high, close = (max(sheet.width_of(_text(s, i), bold=i == 2) for s in chart.series) for i in range(3))
    low, high, close = (max(w, sheet.width_of(h)) for w, h in zip((low, high, close), HEADS, strict=True))
    names = 0.0 if stacked else max(sheet.width_of(s.name, bold=True) for s in chart.series) + 12
    left = names + low + 8
    right = sheet.width - (high + 8 if stacked else high + close + 22)
    head = sheet.height - 7
    sheet.text(left - 8, head, HEADS[0], colour=MUTED, side="right")
    sheet.text(right + 8, head, HEADS[1], colour=MUTED)
    if not stacked:
        sheet.text(sheet.width, head, HEADS[2], colour=MUTED, side="right")
    tracks, marks = [], []
    for index, one in enumerate(chart.series):
        y = sheet.height - HEAD - row * (index + 0.5)
        colour = sheet.style.accent if one.lead else sheet.style.colour(0, False)
        ink = sheet.style.accent if one.lead else INK
        if stacked:
            room = sheet.width - close - 10
            sheet.text(0, y + 7, fit(sheet, one.name, room, bold=one.lead), bold=one.lead, colour=ink)
            sheet.text(sheet.width, y + 7, _text(one, 2), bold=True, side="right", colour=ink)
            y -= 6
        else:
            sheet.text(names - 12, y, one.name, bold=one.lead, colour=ink, side="right")
            sheet.text(sheet.width, y, _text(one, 2), bold=True, side="right", colour=ink)
        sheet.text(left - 8, y, _text(one, 0), colour=MUTED, side="right")
        sheet.text(right + 8, y, _text(one, 1), colour=MUTED)
        tracks.append((left, y, right, y))
        marks += [(x, y - 3, x, y + 3) for x in (left, (left + right) / 2, right)]
        now, before = (left + one.points[i].value * (right - left) for i in (2, 3))
        if abs(now - before) > 0.5:
            sheet.rules([(before, y, now, y)], colour=colour, width=2.6, order=3, round=True)
        sheet.dot(now, y, colour=colour, size=7.5)
    sheet.rules(tracks, colour=BASE, width=1.0, order=2)
    sheet.rules(marks, colour=BASE, width=0.8, order=2)


def _text(one: Series, index: int) -> str:
    return one.points[index].text


def _row(chart: Chart, style: Style) -> float:
    return 29.0 if _stacked(chart, style) else 18.0


def _stacked(chart: Chart, style: Style) -> bool:
    """Whether name and close stand above the track: always where it is narrow, else where too little is left of it."""
    texts = sum(max(width_of(_text(s, i), style.text, True) for s in chart.series) for i in range(3))
    names = max(width_of(s.name, style.text, True) for s in chart.series)
    return style.narrow or names + texts + 60 > 0.66 * style.width * 72
