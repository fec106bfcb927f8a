"""Charts drawn with matplotlib, in a process of their own, kept by content so that none is drawn twice."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "bars": ("reportgen.charts.kinds:bars", "bars"),
    "days": ("reportgen.charts.kinds:lines", "days"),
    "trend": ("reportgen.charts.kinds:lines", "trend"),
}
"""Each chart kind: the function that draws it, `(axes, chart, style) -> None`, and the shape of its data (bars: a
value per instrument; days: the week's sessions; trend: sessions since a date). A `package.module:function` in
config.yaml draws data of the trend shape, or of the week's where the plan has no `from`.
"""
