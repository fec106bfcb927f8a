"""Sizes of type as CSS states them, in pixels: units, keywords, and sums with min(), max() and clamp()."""

from __future__ import annotations

from tinycss2.ast import Node

KEYWORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0,
}  # fmt: skip
UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
HEIGHT = 800.0


def size_of(tokens: list[Node], parent: float, root: float, width: float) -> float | None:
    """The type size in pixels in a window `width` pixels wide; None where it cannot be told."""
    tokens = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type == "ident":
        steps = {"larger": parent * 1.2, "smaller": parent / 1.2, "inherit": parent, "unset": parent, "initial": 16.0}
        return KEYWORDS.get(token.lower_value, steps.get(token.lower_value))
    return _length(token, parent, root, width)


def _length(token: Node, em: float, root: float, width: float) -> float | None:
    if token.type == "percentage":
        return float(token.value) * em / 100
    if token.type == "number":
        return float(token.value)
    if token.type == "dimension":
        relative = {"em": em, "rem": root, "vw": width / 100, "vh": HEIGHT / 100, "ex": em / 2, "ch": em / 2}
        unit = UNITS.get(token.lower_unit, relative.get(token.lower_unit))
        return None if unit is None else float(token.value) * unit
    if token.type == "() block":
        return _sum(token.content, em, root, width)
    if token.type != "function" or token.lower_name not in ("calc", "min", "max", "clamp"):
        return None
    parts: list[list[Node]] = [[]]
    for one in token.arguments:
        if one == ",":
            parts.append([])
        else:
            parts[-1].append(one)
    values = [value for part in parts if (value := _sum(part, em, root, width)) is not None]
    if len(values) != len(parts):
        return None
    match token.lower_name, values:
        case "clamp", [low, middle, high]:
            return max(low, min(middle, high))
        case "calc", [value]:
            return value
        case "min", _:
            return min(values)
        case "max", _:
            return max(values)
    return None


def _sum(tokens: list[Node], em: float, root: float, width: float) -> float | None:
    """A sum of products, left to right."""
    terms: list[float] = []
    sign = "+"
    for token in tokens:
        if token.type in ("whitespace", "comment"):
            continue
        if token.type == "literal":
            sign = token.value
            continue
        value = _length(token, em, root, width)
        if value is None:
            return None
        if sign in "*/" and terms:
            terms[-1] = terms[-1] * value if sign == "*" else terms[-1] / (value or 1)
        else:
            terms.append(-value if sign == "-" else value)
        sign = "+"
    return sum(terms) if terms else None
