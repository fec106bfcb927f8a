"""Draws charts: a process of its own reads them as JSON and answers with SVG, so that matplotlib's import and
WeasyPrint's run side by side.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import re
import sys
from collections.abc import Callable
from typing import Any

from reportgen.charts import KINDS
from reportgen.charts.style import SIZES, Style, bare, prepare
from reportgen.model import Chart, Point, Series


def draw(chart: Chart, width: str) -> str:
    """One chart as SVG, `width` "wide" (a full column) or "narrow" (a phone); prepare() must have run."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    inches, height = SIZES[width]
    narrow = width == "narrow"
    style = Style(chart.accent, inches, narrow)
    if chart.kind == "bars":
        height = 0.34 * len(chart.series) + 0.16
    figure = Figure(figsize=(inches, height))
    FigureCanvasSVG(figure)
    axes = figure.add_axes(_room(chart, style, height))
    bare(axes)
    _painter(chart.kind)(axes, chart, style)
    out = io.StringIO()
    figure.savefig(
        out,
        format="svg",
        transparent=True,
        metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
    )
    return _tidy(out.getvalue(), f"{chart.key}-{width}")


def _room(chart: Chart, style: Style, height: float) -> tuple[float, float, float, float]:
    """The axes' place as fractions of the figure: fixed, since measuring the text would mean drawing twice."""
    letter = style.text * 0.56 / 72
    if chart.kind == "bars":
        left = max(len(s.name) for s in chart.series) * letter + 0.16
        return left / style.width, 0.03, 1 - left / style.width - 0.005, 0.94
    if chart.kind not in KINDS:
        left = max(len(s.name) for s in chart.series) * letter + 0.2
        return left / style.width, 0.4 / height, 1 - (left + 0.15) / style.width, 1 - 0.5 / height
    longest = max(len(f"{s.name} {s.end}") for s in chart.series)
    if style.narrow:
        longest = max(len(f"{s.name if len(s.name) <= 12 else s.name.split()[0]} {s.end}") for s in chart.series)
    right = longest * letter * 1.04 + 0.1
    left, bottom = 0.3, 0.38 if len(chart.sessions) > 8 else 0.24
    return left / style.width, bottom / height, 1 - (left + right) / style.width, 1 - (bottom + 0.08) / height


def _painter(kind: str) -> Callable[[Any, Chart, Style], None]:
    target = KINDS[kind][0] if kind in KINDS else kind
    module, _, name = target.partition(":")
    painter: Callable[[Any, Chart, Style], None] = getattr(importlib.import_module(module), name)
    return painter


def _tidy(svg: str, name: str) -> str:
    """The SVG element alone: ids only where they are referred to, and the chart's own; nothing that cannot be seen;
    numbers no finer than a printer's dot.
    """
    svg = svg[svg.index("<svg") :]
    for unseen in (
        r"<metadata>.*?</metadata>\s*",
        r"<!--.*?-->\s*",
        r"<defs>\s*<style.*?</style>\s*</defs>\s*",
    ):
        svg = re.sub(unseen, "", svg, flags=re.DOTALL)
    svg = re.sub(r'<path d="[^"]*" style="fill: none"/>\s*', "", svg)
    referred = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in referred else "", svg)
    svg = re.sub(r'(href="#|url\(#)', rf"\g<1>{name}-", svg)
    while re.search(r"<g>\s*</g>\s*", svg):
        svg = re.sub(r"<g>\s*</g>\s*", "", svg)
    svg = svg.replace("<svg ", '<svg style="stroke-linejoin: round; stroke-linecap: butt" ', 1)
    return re.sub(r"(\d+\.\d{2})\d+", r"\1", svg)


def main() -> None:
    """Read charts from standard input; write a line of `{key: svg}` for each width, the printed one first."""
    gc.disable()  # a process of seconds: collecting cycles was a fifteenth of its work
    prepare()
    asked = json.load(sys.stdin)
    charts = []
    for entry in asked:
        series = tuple(
            Series(s["name"], s["end"], tuple(Point(**p) for p in s["points"]), s["lead"]) for s in entry["series"]
        )
        charts.append(Chart(**{**entry, "series": series, "sessions": tuple(entry["sessions"])}))
    for width in SIZES:
        out = {}
        for chart in charts:
            try:
                out[chart.key] = draw(chart, width)
            except Exception as error:  # a chart kind of the user's own may raise anything; the parent tells it
                print(json.dumps({"failed": chart.key, "reason": f"{type(error).__name__}: {error}"}))  # noqa: T201
                return
        print(json.dumps(out), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
