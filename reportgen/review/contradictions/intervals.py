"""What a printed number leaves open: the true values that its wording allows, as an interval.

The bounds are those of `claims.tolerance`, read the other way round. Ends count as inside, so that half even and half
up are both allowed: two intervals that only touch contradict nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportgen.claims import Quantity
from reportgen.claims.tolerance import ABOUT, LEVEL, NEARLY, OVER, WORDED

ENDLESS = Decimal("Infinity")
MOVED = Decimal("1e-9")
"""What rose moved by at least this much: less than anything that is printed."""


class Interval(NamedTuple):
    """From `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether one value may lie in both."""
        return self.low <= other.high and other.low <= self.high

    def times(self, factor: int) -> Interval:
        """Every value times a whole number, which may be negative."""
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))


def around(value: Decimal, decimals: int) -> Interval:
    """What rounds to a number printed with so many decimals."""
    half = Decimal(1).scaleb(-decimals) / 2
    return Interval(value - half, value + half)


def allowed(quantity: Quantity, *, level: bool = False) -> Interval:
    """The true sizes, without their sign, that a quantity may be printed for."""
    printed, exact = quantity.value, around(quantity.value, quantity.decimals)
    if quantity.high is not None:
        low, high = sorted((printed, quantity.high))
        return Interval(around(low, quantity.decimals).low, around(high, quantity.decimals).high)
    match quantity.hedge:
        case "about":
            slack = printed * (LEVEL if level else ABOUT)
            return Interval(min(exact.low, printed - slack), max(exact.high, printed + slack))
        case "nearly":
            return Interval(printed * ((1 - LEVEL) if level else NEARLY), printed)
        case "just over":
            return Interval(printed, printed * ((1 + LEVEL) if level else OVER))
        case "more than":
            return Interval(printed, ENDLESS)
        case "less than":
            return Interval(Decimal(0), printed)
        case "at least":
            return Interval(exact.low, ENDLESS)
        case "at most" | "up to":
            return Interval(Decimal(0), exact.high)
    if quantity.worded and quantity.decimals:
        slack = max(WORDED, printed * ABOUT)
        return Interval(printed - slack, printed + slack)
    if not quantity.decimals and printed >= 100 and not printed % 10:
        return _coarse(printed, points=quantity.unit == "points")
    return exact


def _coarse(printed: Decimal, *, points: bool) -> Interval:
    """A whole number that ends in noughts may be rounded to tens or hundreds; points are told more freely still."""
    half = Decimal(50 if not printed % 100 else 5)
    half = min(half, printed / 100)
    if points and not printed % 50:
        half = max(half, printed * Decimal("0.015"))
    return Interval(printed - max(half, Decimal("0.5")), printed + max(half, Decimal("0.5")))


def signed(size: Interval, direction: int) -> tuple[Interval, ...]:
    """The changes of such a size: one interval, or where no direction is told one up and one down."""
    if direction:
        return (size.times(direction),)
    if size.low <= 0:
        return (Interval(-size.high, size.high),)
    return (size, size.times(-1))


def meant(values: tuple[Interval, ...]) -> str:
    """The values in words: "4.55 to 4.65", "more than 4", "a rise"."""
    return " or ".join(_words(one) for one in values)


def _words(one: Interval) -> str:
    if one.high == ENDLESS:
        return "a rise" if one.low == MOVED else f"{one.low:,f} or more"
    if one.low == -ENDLESS:
        return "a fall" if one.high == -MOVED else f"{one.high:,f} or less"
    return f"{one.low:,f} to {one.high:,f}"
