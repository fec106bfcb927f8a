"""True values in words: as it would be printed, and to two decimals behind it."""

from __future__ import annotations

from decimal import Decimal

from reportgen import formats
from reportgen.claims import Quantity, Window
from reportgen.model import Instrument
from reportgen.review.facts.periods import Pair
from reportgen.review.facts.sight import Sight

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def size_words(value: Decimal, unit: str, quantity: Quantity | None = None, *, bare: bool = False) -> str:
    """A change with its sign: "+1.6% (1.57)"; `bare` leaves out what stands in brackets, and the sign where the text
    prints none.
    """
    decimals = quantity.decimals if quantity and not (quantity.worded and quantity.unit == "percent") else 1
    if quantity and quantity.hedge and unit == "percent":
        decimals = max(1, decimals)
    if unit in ("points", "money", ""):
        decimals = quantity.decimals if quantity else 2
    if unit == "basis points" and quantity and quantity.unit != "basis points":
        decimals = 0
    if quantity is None and unit == "percentage points":
        decimals = 2
    shown = formats.rounded(value, decimals)
    if not shown and value and decimals < 2 and unit in ("percent", "percentage points"):
        decimals += 1  # "0%" would hide which way it went
        shown = formats.rounded(value, decimals)
    exact = formats.rounded(value, places := max(2, decimals))
    while formats.rounded(exact, decimals) != shown and places < 6:
        exact = formats.rounded(value, places := places + 1)  # −4.647 is −4.6, and −4.65 would not be
    signed = not bare or bool(quantity and quantity.sign)
    sign = (formats.MINUS if shown < 0 else "+" if shown > 0 else "") if signed else ""
    mark = {
        "percent": "%",
        "percentage points": " percentage points",
        "basis points": " basis points",
        "points": " points",
    }.get(unit, "")
    text = f"{sign}{abs(shown):,f}{mark}"
    if bare or exact == shown:
        return text
    return f"{text} ({'' if exact >= 0 else formats.MINUS}{abs(exact):,f})"


def level_words(value: Decimal, one: Instrument) -> str:
    """A close as it is printed of its kind."""
    if one.kind == "rate":
        return formats.rate(float(value), max(2, min(3, -value.as_tuple().exponent)))  # type: ignore[operator]
    if one.kind == "index":
        return formats.level(float(value), one.decimals)
    return formats.price(float(value), one.currency, one.decimals if one.kind != "currency" else 4)


def in_window(window: Window, pair: Pair, sight: Sight, key: str) -> str:
    """A period in words: "for the week to January 9, 2026", "on Thursday, January 8"."""
    start, end = pair
    match window.kind:
        case "week":
            return f"for the week to {formats.us_date(end)}"
        case "day" | "weekday" | "date":
            return f"on {DAYS[end.weekday()]}, {formats.us_date(end, year=False)}"
        case "month" | "quarter" | "year":
            return f"for the {window.kind} to {formats.us_date(end)}"
        case "by":
            return f"from {formats.us_date(start, year=False)} to {DAYS[end.weekday()]}"
    return f"from {formats.us_date(start)} to {formats.us_date(end)}"
