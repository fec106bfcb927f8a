"""Colours by the WCAG 2.2 definitions of relative luminance and contrast ratio."""

from __future__ import annotations


def channels(colour: str) -> tuple[float, float, float]:
    """#rrggbb as three fractions."""
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with a share (0 to 1) of `other` mixed in, in sRGB."""
    parts = [round(255 * (a + (b - a) * share)) for a, b in zip(channels(one), channels(other), strict=True)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def darker(colour: str, ground: str, ratio: float) -> str:
    """The nearest shade of `colour` towards black that has `ratio` against `ground`."""
    return _towards(colour, "#000000", ground, ratio)


def lighter(colour: str, ground: str, ratio: float) -> str:
    """The nearest tint of `colour` towards white that has `ratio` against `ground`."""
    return _towards(colour, "#ffffff", ground, ratio)


def _towards(colour: str, end: str, ground: str, ratio: float) -> str:
    steps = (mixed(colour, end, step / 50) for step in range(51))
    return next((shade for shade in steps if contrast(shade, ground) >= ratio), end)
