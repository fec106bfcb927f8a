"""Draws charts: a process of its own reads them as JSON and answers with SVG, or with PNG for an e-mail, so that
matplotlib's import and WeasyPrint's run side by side.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import re
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from reportgen.charts import KINDS
from reportgen.charts.sheet import Sheet
from reportgen.charts.style import MAIL, MAIL_EDGE, MAIL_PIXELS, SIZES, Style, bare, prepare
from reportgen.model import Chart, Point, Series
from reportgen.plugins import line_of, said


def draw(chart: Chart, width: str) -> str:
    """One chart as SVG, `width` "wide" (a full column) or "narrow" (a phone); prepare() must have run."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    inches, height = SIZES[width]
    figure = _painted(chart, Style(chart.accent, inches, width == "narrow"), height, 72, FigureCanvasSVG)
    return _tidy(_written(figure), f"{chart.key}-{width}")


COLOURS = 64
"""Colours of a picture: what is drawn has a dozen, the others smooth its edges."""


def picture(chart: Chart) -> bytes:
    """One chart as PNG for an e-mail, on white that nothing shows through, whatever ground it is laid on."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    dots = (MAIL_PIXELS - 2 * MAIL_EDGE) / MAIL
    figure = _painted(chart, Style(chart.accent, MAIL, True), SIZES["narrow"][1], dots, FigureCanvasAgg)
    figure.set_facecolor("white")
    figure.set_frameon(True)
    canvas = figure.canvas
    canvas.draw()
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    ground = Image.new("RGB", (MAIL_PIXELS, drawn.height + 2 * MAIL_EDGE), "white")
    ground.paste(drawn, (MAIL_EDGE, MAIL_EDGE))
    out = io.BytesIO()
    few = ground.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _painted(chart: Chart, style: Style, height: float, dpi: float, canvas: Callable[[Any], Any]) -> Any:
    """The chart on a figure of the style's width: its kind says how high it is, `height` if it does not."""
    from matplotlib.figure import Figure

    module, _, name = (KINDS[chart.kind][0] if chart.kind in KINDS else chart.kind).partition(":")
    painters = importlib.import_module(module)
    if chart.kind in KINDS:
        height = getattr(painters, f"{name}_height")(chart, style)
    figure = Figure(figsize=(style.width, height), dpi=dpi, frameon=False)
    canvas(figure)
    if chart.kind in KINDS:
        getattr(painters, name)(Sheet(figure, style), chart)
    else:
        axes = figure.add_axes(_room(chart, style, height))
        axes.patch.set_visible(False)
        bare(axes)
        getattr(painters, name)(axes, chart, style)
    return figure


def _written(figure: Any) -> str:
    """The figure as SVG; savefig does the same after looking up what it is to do."""
    from matplotlib.backends.backend_svg import RendererSVG

    out = io.StringIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    renderer = RendererSVG(figure.get_figwidth() * 72, figure.get_figheight() * 72, out, image_dpi=72, metadata=nothing)
    figure.draw(renderer)
    renderer.finalize()
    return out.getvalue()


def _room(chart: Chart, style: Style, height: float) -> tuple[float, float, float, float]:
    """The axes' place for a kind of one's own, as fractions of the figure: room for names on both sides."""
    left = max(len(s.name) for s in chart.series) * style.text * 0.56 / 72 + 0.2
    return left / style.width, 0.4 / height, 1 - (left + 0.15) / style.width, 1 - 0.5 / height


def _tidy(svg: str, name: str) -> str:
    """The SVG element alone: ids only where they are referred to, and the chart's own; nothing that cannot be seen;
    numbers no finer than a printer's dot (of places and sizes; the words between the tags are figures as printed).
    """
    svg = svg[svg.index("<svg") :]
    for unseen in (
        r"<metadata>.*?</metadata>\s*",
        r"<!--.*?-->\s*",
        r"<defs>\s*<style.*?</style>\s*</defs>\s*",
    ):
        svg = re.sub(unseen, "", svg, flags=re.DOTALL)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*\)"', "", svg)
    svg = re.sub(r'<path d="[^"]*" style="fill: none"/>\s*', "", svg)
    referred = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in referred else "", svg)
    svg = re.sub(r'(href="#|url\(#)', rf"\g<1>{name}-", svg)
    while re.search(r"<g>\s*</g>\s*", svg):
        svg = re.sub(r"<g>\s*</g>\s*", "", svg)
    svg = svg.replace("<svg ", '<svg style="stroke-linejoin: round; stroke-linecap: butt" ', 1)
    return re.sub(r"<[^>]*>", lambda tag: re.sub(r"(\d+\.\d{2})\d+", r"\1", tag[0]), svg)


def main() -> None:
    """Read a line at a time from standard input, `{"charts": […], "form": "svg"}`; answer each with a line of
    `{key: svg}` for each width, the printed one first, or where the form is "png" with one of `{key: png}` in base64.
    """
    gc.disable()  # most are processes of seconds: collecting cycles was a fifteenth of their work
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a chart kind of the user's own prints is no drawing
    prepare()
    for number, line in enumerate(sys.stdin):
        if number:
            gc.enable()
        asked = json.loads(line)
        for words in _answered([_chart(entry) for entry in asked["charts"]], FORMS[asked["form"]]):
            print(words, file=out, flush=True)


def _chart(entry: dict[str, Any]) -> Chart:
    series = tuple(
        Series(s["name"], s["end"], tuple(Point(**p) for p in s["points"]), s["lead"]) for s in entry["series"]
    )
    return Chart(**{**entry, "series": series, "sessions": tuple(entry["sessions"])})


FORMS: Mapping[str, tuple[Callable[[Chart], str], ...]] = {
    "svg": tuple(partial(draw, width=width) for width in SIZES),
    "png": (lambda chart: b64encode(picture(chart)).decode(),),
}
"""What is answered, line by line, to who asks for a form."""


def _answered(charts: list[Chart], form: tuple[Callable[[Chart], str], ...]) -> Iterator[str]:
    """A line for each way of drawing, or one that tells what could not be drawn."""
    for made in form:
        out = {}
        for chart in charts:
            try:
                out[chart.key] = made(chart)
            except (Exception, SystemExit) as error:  # a kind of the user's own may raise anything
                place = line_of(error, chart.kind)
                at = [place.file, place.line, place.column] if place else None
                yield json.dumps({"failed": chart.key, "reason": said(error), "at": at})
                return
        yield json.dumps(out)


if __name__ == "__main__":
    main()
