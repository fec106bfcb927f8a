"""Horizontal bars from zero, names to the left, values at the ends: no axis is needed."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.charts.frame import fit
from reportgen.charts.sheet import Field, Sheet, width_of
from reportgen.charts.style import BASE, INK, Style
from reportgen.model import Chart, Series

NAMES = 0.42
"""The share of the width that names may take beside the bars; longer ones stand above them."""


def bars_height(chart: Chart, style: Style) -> float:
    """Inches: a row for each instrument."""
    return len(chart.series) * _row(chart, style) / 72 + 0.16


def bars(sheet: Sheet, chart: Chart) -> None:
    """The subject's bar in the accent."""
    _bars(sheet, chart, lambda one: sheet.style.accent if one.lead else BASE)


def sectors_height(chart: Chart, style: Style) -> float:
    """Inches: rows closer than those of bars, since there are more of them."""
    return len(chart.series) * _row(chart, style) / 72 + 0.12


def sectors(sheet: Sheet, chart: Chart) -> None:
    """Gains in the accent, losses in grey."""
    _bars(sheet, chart, lambda one: sheet.style.accent if one.points[0].value > 0 else BASE)


def _row(chart: Chart, style: Style) -> float:
    stacked = _stacked(chart, style)
    return (29.0 if stacked else 24.5) if chart.kind == "bars" else (25.0 if stacked else 16.5)


def _stacked(chart: Chart, style: Style) -> bool:
    """Whether names stand above their bars, since beside them they would take too much."""
    return max(width_of(s.name, style.text + 0.4, True) for s in chart.series) > NAMES * style.width * 72


def _bars(sheet: Sheet, chart: Chart, colour: Callable[[Series], str]) -> None:
    style = sheet.style
    stacked, row = _stacked(chart, style), _row(chart, style)
    size = style.text + 0.4
    names = 0.0 if stacked else max(sheet.width_of(s.name, size=size, bold=s.lead) for s in chart.series) + 8
    values = [s.points[0].value for s in chart.series]
    low, high = min(0.0, *values), max(0.0, *values)
    label = max(sheet.width_of(s.end, size=size + 0.4, bold=True) for s in chart.series) + 8
    field = Field(
        names + (label if low < 0 else 2), 0, sheet.width - (label if high > 0 or low == high else 2), sheet.height,
        (low, high), (0, 1),
    )  # fmt: skip
    zero = field.across(0.0)
    tall = min(row * 0.56, 13.5) if not stacked else 10.0
    shapes, colours = [], []
    for index, one in enumerate(chart.series):
        middle = sheet.height - 5.5 - row * (index + 0.5)
        if stacked:
            sheet.text(
                0, middle + 7, fit(sheet, one.name, sheet.width, size=size, bold=one.lead), size=size, bold=one.lead
            )
            middle -= 5
        else:
            sheet.text(names - 8, middle, one.name, size=size, bold=one.lead, side="right")
        end = field.across(one.points[0].value)
        shapes.append(
            [(zero, middle - tall / 2), (end, middle - tall / 2), (end, middle + tall / 2), (zero, middle + tall / 2)]
        )
        colours.append(colour(one))
        fall = one.points[0].value < 0
        ink = style.accent if one.lead else INK
        sheet.text(
            end + (-5 if fall else 5),
            middle,
            one.end,
            colour=ink,
            size=size + 0.4,
            bold=True,
            side="right" if fall else "left",
        )
    sheet.areas(shapes, colours, order=1)
    sheet.rules([(zero, 2, zero, sheet.height - 2)], colour=BASE, width=0.8, order=2)
