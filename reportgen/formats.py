"""The only rounding: figures into words. Every function rounds once, from full precision, half away from zero.

A negative number carries the minus sign U+2212, a positive change its plus; what rounds to nothing carries no
sign, so that "−0.0%" cannot be printed.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HORIZONS = {"day": (0.0005, 0.0025, 0.02), "week": (0.0005, 0.005, 0.04)}
LONGER = (0.0005, 0.01, 0.10)


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, half away from zero (as the press rounds), never a negative zero.

    The decimal expansion rounded is the shortest that names the float (its repr), so that 0.0625 is a tie.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    result = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return result if result else abs(result)


def _signed(number: Decimal, unit: str, *, plus: bool = True) -> str:
    sign = MINUS if number < 0 else "+" if plus and number > 0 else ""
    return f"{sign}{abs(number):,f}{unit}"


def _times(value: float, factor: int) -> Decimal:
    """`value` times a power of ten, exactly as its shortest decimal says (0.285 × 100 is 28.5, not 28.499…)."""
    return Decimal(repr(float(value))) * factor


def percent(value: float, decimals: int = 1) -> str:
    """A change, a fraction, as percent with its sign: 0.046248 is "+4.6%"."""
    return _signed(rounded(_times(value, 100), decimals), "%")


def size(value: float, decimals: int = 1) -> str:
    """The size of a change without its sign, for a verb to carry the direction: -0.0044 is "0.4%"."""
    return _signed(abs(rounded(_times(value, 100), decimals)), "%", plus=False)


def level(value: float, decimals: int = 2) -> str:
    """An index level in points: 2624.22 is "2,624.22"."""
    return _signed(rounded(value, decimals), "", plus=False)


def points(value: float, decimals: int = 2) -> str:
    """A change in index points with its sign: "+116.00"."""
    return _signed(rounded(value, decimals), "")


def basis_points(value: float, decimals: int = 0) -> str:
    """A fraction (of a yield or a spread) in basis points with its sign: 0.0025 is "+25 bp"."""
    return _signed(rounded(_times(value, 10_000), decimals), " bp")


def percentage_points(value: float, decimals: int = 1) -> str:
    """The difference of two fractions in percentage points, without its sign: 0.0305 is "3.1 percentage points"."""
    number = abs(rounded(_times(value, 100), decimals))
    return f"{number:,f} percentage point{'' if number == 1 else 's'}"


def spread(value: float, decimals: int = 1) -> str:
    """The difference of two fractions in percentage points with its sign, for tables: -0.0017 is "−0.2 pp"."""
    return _signed(rounded(_times(value, 100), decimals), " pp")


def ordinal(rank: int) -> str:
    """1 is "first"; from eleven on in digits: 21 is "21st"."""
    if 1 <= rank <= len(ORDINALS):
        return ORDINALS[rank - 1]
    suffix = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"


def numeral(count: int) -> str:
    """Up to ten in words, then in digits."""
    return NUMERALS[count] if 0 <= count < len(NUMERALS) else f"{count:,}"


def verb(value: float, horizon: str = "") -> str:
    """The verb of a change, by thresholds that docs/reference states (fractions; day, week, anything longer):

    below 0.05% "was little changed"; then "edged up" or "edged down" to 0.25% (day), 0.5% (week), 1%; then
    "rose" or "fell" to 2%, 4%, 10%; from there "jumped" or "tumbled".
    """
    flat, edge, leap = HORIZONS.get(horizon, LONGER)
    magnitude = abs(value)
    if magnitude < flat:
        return "was little changed"
    up = value > 0
    if magnitude < edge:
        return "edged up" if up else "edged down"
    if magnitude < leap:
        return "rose" if up else "fell"
    return "jumped" if up else "tumbled"


def moved(value: float, horizon: str = "", decimals: int = 1) -> str:
    """Verb and size of a change: "rose 0.8%", "fell 0.4%", "was little changed"."""
    word = verb(value, horizon)
    return word if word == "was little changed" else f"{word} {size(value, decimals)}"


def versus(difference: float, name: str, decimals: int = 1) -> str:
    """A spread in words: 0.0305 against the S&P 500 is "3.1 percentage points ahead of the S&P 500"."""
    if not rounded(_times(difference, 100), decimals):
        return f"level with {name}"
    return f"{percentage_points(difference, decimals)} {'ahead of' if difference > 0 else 'behind'} {name}"


def us_date(day: date, *, year: bool = True) -> str:
    """January 9, 2026, as American papers print it."""
    return f"{day:%B} {day.day}" + (f", {day.year}" if year else "")


def weekday_date(day: date, *, year: bool = True) -> str:
    """Friday, January 9, 2026."""
    return f"{day:%A}, {us_date(day, year=year)}"


def date_words(text: str) -> str:
    """A date as a person gave it: 2026-01-09 is printed as "January 9, 2026", words stay as they are."""
    try:
        return us_date(date.fromisoformat(text))
    except ValueError:
        return text


def listed(words: list[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
