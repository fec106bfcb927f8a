"""What lies behind the words of an SVG drawing, and which of its strokes are a chart's lines.

Only drawings without transforms of their shapes are judged, as matplotlib draws them; in others nobody can say without
laying them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.editions.colours import Colour, over
from reportgen.editions.looks import Look
from reportgen.editions.tree import Element, elements

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", re.IGNORECASE)
SHAPES = frozenset(["path", "rect", "circle", "ellipse", "polygon", "image", "use", "foreignobject"])
Box = tuple[float, float, float, float]


def grounds(
    svg: Element, looks: Mapping[Element, Look], page: Colour | None
) -> Iterator[tuple[Element, Colour | None]]:
    """Each text of a drawing and the colour behind its start (None: cannot be told)."""
    painted: list[tuple[Box, Colour | None]] = []
    moved = any("transform" in one.attrib for one in elements(svg) if one.tag not in ("use", "text", "marker"))
    for element in elements(svg):
        if element.tag in SHAPES and looks[element].shown:
            fill = looks[element].fill
            if fill is None or fill.alpha:
                painted.append((_box(element), _flat(element, fill)))
        elif element.tag in ("text", "tspan") and (element.text or "").strip():
            yield element, None if moved and painted else _behind(element, looks[element], painted, page)


def lines(svg: Element, looks: Mapping[Element, Look]) -> Iterator[Element]:
    """The strokes that carry data: they bend, while rulers and axes run straight along one direction."""
    for element in elements(svg):
        fill = looks[element].fill
        if element.tag in ("path", "polyline") and fill is not None and not fill.alpha and looks[element].shown:
            points = _points(element)
            if len({x for x, _ in points}) > 2 and len({y for _, y in points}) > 2:
                yield element


def _behind(text: Element, look: Look, painted: list[tuple[Box, Colour | None]], page: Colour | None) -> Colour | None:
    try:
        x, y = float(text.get("x", "")), float(text.get("y", "")) - look.size * 0.3
    except ValueError:
        return None if painted else page
    ground = page
    for (left, top, right, bottom), fill in painted:
        if left <= x <= right and top <= y <= bottom:
            ground = None if fill is None or ground is None else over(fill, ground)
    return ground


def _flat(element: Element, fill: Colour | None) -> Colour | None:
    """The fill of a rectangle; None for any other shape, of which a box does not tell where it is."""
    points = _points(element)
    straight = len({x for x, _ in points}) == 2 and len({y for _, y in points}) == 2 and len(points) <= 5
    square = element.tag == "rect" or (element.tag == "path" and straight)
    return (fill or Colour(0, 0, 0)) if square else None


def _points(element: Element) -> list[tuple[float, float]]:
    numbers = [float(each) for each in NUMBER.findall(element.get("d") or element.get("points") or "")]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _box(element: Element) -> Box:
    try:
        if element.tag == "rect":
            x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
            return x, y, x + width, y + height
    except ValueError:
        return (-1e9, -1e9, 1e9, 1e9)
    points = _points(element) if element.tag in ("path", "polygon") else []
    if element.tag == "use":
        return (0, 0, 0, 0)
    if not points:
        return (-1e9, -1e9, 1e9, 1e9)
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)
