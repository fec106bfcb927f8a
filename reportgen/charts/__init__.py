"""Charts drawn with matplotlib, in a process of their own, kept by content so that none is drawn twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from reportgen.charts.style import Style
    from reportgen.model import Chart


class Painter(Protocol):
    """Draws a chart kind of the publisher's own on bare matplotlib axes."""

    def __call__(self, axes: Any, chart: Chart, style: Style, /) -> None:
        """Draw `chart.series` on `axes`, in the colours and sizes of `style`."""
        ...


KINDS: Mapping[str, tuple[str, str]] = {
    "bars": ("reportgen.charts.kinds.bars:bars", "bars"),
    "days": ("reportgen.charts.kinds.lines:lines", "days"),
    "trend": ("reportgen.charts.kinds.lines:lines", "trend"),
    "range": ("reportgen.charts.kinds.ranges:ranges", "range"),
    "relative": ("reportgen.charts.kinds.relative:relative", "relative"),
    "steps": ("reportgen.charts.kinds.steps:steps", "steps"),
    "curve": ("reportgen.charts.kinds.curve:curve", "curve"),
    "drawdown": ("reportgen.charts.kinds.drawdown:drawdown", "drawdown"),
    "breadth": ("reportgen.charts.kinds.breadth:breadth", "breadth"),
    "heat": ("reportgen.charts.kinds.heat:heat", "heat"),
    "sectors": ("reportgen.charts.kinds.bars:sectors", "sectors"),
    "multiples": ("reportgen.charts.kinds.multiples:multiples", "multiples"),
}
"""Each chart kind: the function that draws it on a sheet, `(sheet, chart) -> None`, beside which `NAME_height(chart,
style) -> inches` says how high the sheet must be, and the shape of its data. A `package.module:function` in
config.yaml, a Painter, draws data of the trend shape, or of the week's where the plan has no `from`.
"""
