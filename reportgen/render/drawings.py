"""Drawings fitted to a medium: files of their own that say what they show, or part of a page that has a dark side."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from reportgen.formats import DRAFT
from reportgen.model import Drawing

LIGHT_TO_NAME = {
    "#1b2430": "--ink", "#5a6573": "--muted", "#d9dee4": "--hair", "#8b95a1": "--base", "#24406b": "--line-1",
    "#7c8896": "--line-2", "#b0761c": "--line-3", "#6a4fa3": "--line-4", "#2b7f88": "--line-5", "#a2567f": "--line-6",
    "#5c6875": "--label-2", "#8f5e12": "--label-3", "#22666d": "--label-5", "#8f4a70": "--label-6",
}  # fmt: skip

LIGHT_TO_DARK = {
    "#dde7f2": "#1c2b3d", "#b4cbe4": "#244263", "#82a9d3": "#2f5f94", "#f6e6d0": "#35291b", "#eac595": "#553d1f",
    "#dc9f57": "#7d5622", "#eef1f4": "#1d232b",
}  # fmt: skip
"""The grounds of a heat map's cells, which nothing else on the page has, with their shades for the dark."""


def standalone(svg: str, title: str, description: str, family: str, *, draft: bool = False) -> str:
    """A chart as a file: the words inside, so that it tells alone what it shows, and if it is a draft."""
    svg = faced(svg, family)
    said = f"{DRAFT * draft}{title}"
    words = f"<title>{escape(said)}</title><desc>{escape(description)}</desc>"
    opened, closed = svg.index(">") + 1, svg.rindex("</svg>")
    head = svg[: opened - 1] + ' role="img">'
    mark = WATERMARK if draft else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{words}{svg[opened:closed]}{mark}{svg[closed:]}'


WATERMARK = (
    '<text x="50%" y="55%" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="64" '
    'letter-spacing="8" fill="#b3261e" fill-opacity="0.22">DRAFT</text>'
)


def inline(drawing: Drawing, accent: str, family: str) -> tuple[str, str]:
    """Both widths for the page: sized by it, hidden from readers (the words stand beside), coloured by its names."""
    return _inline(drawing.wide, accent, family), _inline(drawing.narrow, accent, family)


def _inline(svg: str, accent: str, family: str) -> str:
    names = {**LIGHT_TO_NAME, accent: "--accent"}
    svg = re.sub(r"#[0-9a-f]{6}\b", lambda m: f"var({names[m[0]]})" if m[0] in names else m[0], svg)
    svg = re.sub(r"fill: (#[0-9a-f]{6})\b", _shaded, svg)
    svg = re.sub(r'<svg ([^>]*?)height="[^"]*"([^>]*?)width="[^"]*"', r"<svg \1\2", svg, count=1)
    svg = svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return faced(svg, family)


def _shaded(match: re.Match[str]) -> str:
    """A fill with its shade for the dark; browsers that do not know light-dark() keep the light one."""
    light = match[1]
    return f"fill: {light}; fill: light-dark({light}, {LIGHT_TO_DARK[light]})" if light in LIGHT_TO_DARK else match[0]


def faced(svg: str, family: str) -> str:
    """A drawing whose text is set in the page's own display face; matplotlib drew it naming Inter."""
    return svg.replace("font-family: 'Inter'", f"font-family: '{family}', sans-serif")
