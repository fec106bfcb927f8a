"""Colours of CSS as fractions of sRGB, laid over one another, and their contrast by WCAG 2.2."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from tinycss2 import serialize
from tinycss2.ast import Node
from tinycss2.color4 import parse_color

Scheme = Literal["light", "dark"]


class Colour(NamedTuple):
    """Red, green, blue and alpha, 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def __str__(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self[:3])


WHITE, BLACK, CLEAR = Colour(1, 1, 1), Colour(0, 0, 0), Colour(0, 0, 0, 0)
SYSTEM: dict[str, dict[str, Colour]] = {
    "light": {"canvas": WHITE, "canvastext": BLACK, "linktext": Colour(0, 0, 238 / 255)},
    "dark": {"canvas": Colour(*(18 / 255,) * 3), "canvastext": WHITE, "linktext": Colour(158 / 255, 158 / 255, 1)},
}
"""What browsers paint where a page says nothing."""


def colour_of(tokens: list[Node], scheme: Scheme, current: Colour) -> Colour | None:
    """The colour that tokens state, var() resolved; None where they state none that can be told."""
    tokens = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type == "function" and token.lower_name == "light-dark":
        halves: list[list[Node]] = [[]]
        for part in token.arguments:
            if part == ",":
                halves.append([])
            else:
                halves[-1].append(part)
        return colour_of(halves[scheme == "dark"], scheme, current) if len(halves) == 2 else None
    if token.type == "ident" and token.lower_value == "currentcolor":
        return current
    if token.type == "ident" and token.lower_value in SYSTEM[scheme]:
        return SYSTEM[scheme][token.lower_value]
    return _stated(serialize([token]))


@lru_cache(4096)
def _stated(value: str) -> Colour | None:
    colour = parse_color(value)
    if colour is None or isinstance(colour, str):
        return None
    try:
        parts = [min(1.0, max(0.0, float(part or 0))) for part in colour.to("srgb").coordinates]
    except NotImplementedError:
        return None
    return Colour(parts[0], parts[1], parts[2], float(colour.alpha))


def over(top: Colour, below: Colour) -> Colour:
    """`top`, as seen on the opaque `below`."""
    return Colour(*(a * top.alpha + b * (1 - top.alpha) for a, b in zip(top[:3], below[:3], strict=True)))


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
