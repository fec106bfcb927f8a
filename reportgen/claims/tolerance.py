"""When a printed number says the truth: the tolerance of each wording.

The classes and their bounds are those of the project's study of trust (section 4.3): a rounded number must round the
true value (half even or half up), "about" allows 5 %, "nearly" the 15 % below, "just over" the 10 % above.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal

from reportgen.claims.nouns import Quantity

Fit = Literal["holds", "wrong", "understated"]
ABOUT, NEARLY, OVER, WORDED = Decimal("0.05"), Decimal("0.85"), Decimal("1.10"), Decimal("0.05")
LEVEL = Decimal("0.01")
"""Of a level, "about" and "nearly" are a hundredth: nobody calls 6,200 nearly 7,000."""


def fits(quantity: Quantity, size: Decimal, *, level: bool = False) -> Fit:
    """Whether a true `size` (without its sign, in the quantity's own unit) is what the quantity says."""
    printed = quantity.value
    if quantity.high is not None:
        low, high = sorted((printed, quantity.high))
        return (
            "holds"
            if _rounded(size, quantity.decimals, low, above=True)
            and _rounded(size, quantity.decimals, high, above=False)
            else "wrong"
        )
    match quantity.hedge:
        case "about":
            slack = max(WORDED if quantity.worded else _half(quantity.decimals), printed * (LEVEL if level else ABOUT))
            return _says(abs(size - printed) <= slack or _exact(size, quantity))
        case "nearly":
            return _says(printed * ((1 - LEVEL) if level else NEARLY) <= size < printed)
        case "just over":
            return _says(printed < size <= printed * ((1 + LEVEL) if level else OVER))
        case "more than":
            if size <= printed:
                return "wrong"
            return "understated" if not level and size > _next(printed, quantity.decimals) else "holds"
        case "less than":
            return _says(size < printed)
        case "at least":
            return _says(size >= printed or _exact(size, quantity))
        case "at most" | "up to":
            return _says(size <= printed or _exact(size, quantity))
    if quantity.worded and quantity.decimals:
        slack = WORDED if quantity.unit in ("percent", "percentage points") else Decimal(0)
        return _says(abs(size - printed) <= max(slack, printed * ABOUT) or _exact(size, quantity))
    if quantity.unit == "points" and not quantity.decimals and printed >= 100 and not printed % 50:
        return _says(abs(size - printed) <= printed * Decimal("0.015"))
    return _says(_exact(size, quantity))


def _says(true: bool) -> Fit:
    return "holds" if true else "wrong"


def _exact(size: Decimal, quantity: Quantity) -> bool:
    step = Decimal(1).scaleb(-quantity.decimals)
    return any(size.quantize(step, how) == quantity.value for how in (ROUND_HALF_EVEN, ROUND_HALF_UP))


def _rounded(size: Decimal, decimals: int, end: Decimal, *, above: bool) -> bool:
    step = Decimal(1).scaleb(-decimals)
    return any(
        (size.quantize(step, how) >= end) if above else (size.quantize(step, how) <= end)
        for how in (ROUND_HALF_EVEN, ROUND_HALF_UP)
    )


def _half(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals) / 2


def _next(printed: Decimal, decimals: int) -> Decimal:
    """The next round number: of 4 it is 5, of 4.5 it is 5, of 100 it is 200, of 0.5 it is 1."""
    if not printed:
        return Decimal(1).scaleb(-decimals)
    if decimals:
        return printed.to_integral_value(ROUND_HALF_UP) + 1
    scale = Decimal(1).scaleb(printed.adjusted())
    return printed + scale
