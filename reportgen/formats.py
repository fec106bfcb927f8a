"""The only rounding: figures into words. Every function rounds once, from full precision, half away from zero.

A negative number carries the minus sign U+2212, a positive change its plus; what rounds to nothing carries no
sign, so that "−0.0%" cannot be printed.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "−"
DRAFT = "DRAFT · "
"""Before the name of what is not to be published: a chart, a calendar, a report."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
UNMOVED = "was little changed"
NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
HORIZONS = {"day": (0.0005, 0.0025, 0.02), "week": (0.0005, 0.005, 0.04)}
LONGER = (0.0005, 0.01, 0.10)
RATE_HORIZONS = {"day": (0.005, 0.025, 0.10), "week": (0.005, 0.05, 0.20)}
RATE_LONGER = (0.005, 0.10, 0.75)
LITTLE, EDGED, LEAPT = 0.1, 0.35, 2.0
"""Where the verbs of a change begin and end, in times the size that a change over its period usually has."""


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, half away from zero (as the press rounds), never a negative zero.

    The decimal expansion rounded is the shortest that names the float (its repr), so that 0.0625 is a tie.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    result = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return result if result else abs(result)


def way(change: float | Decimal, *, of_rate: bool = False) -> int:
    """Up 1, down -1, 0 where nothing of a change (percent; of a rate percentage points) is printed: what is printed
    as +0.1% is a rise. Whoever counts rises and falls, writer or checker, counts by this.
    """
    shown = rounded(change, 2 if of_rate else 1)
    return (shown > 0) - (shown < 0)


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


def price(value: float, currency: str = "", decimals: int = 2) -> str:
    """A price in its currency: "$61,234.50", "CHF 105.20", a currency pair's "1.1634" with none."""
    return _money(_signed(rounded(value, decimals), "", plus=False), currency)


def price_change(value: float, currency: str = "", decimals: int = 2) -> str:
    """A change in a price's currency with its sign: "+$1.20"."""
    return _money(_signed(rounded(value, decimals), ""), currency)


def _money(number: str, currency: str) -> str:
    sign = number[0] if number[0] in f"+{MINUS}" else ""
    symbol = SYMBOLS.get(currency, f"{currency} " if currency else "")
    return f"{sign}{symbol}{number[len(sign) :]}"


def rate(value: float, decimals: int = 2) -> str:
    """A yield or an interest rate in percent a year as quoted: 4.17 is "4.17%"."""
    return _signed(rounded(value, decimals), "%", plus=False)


def rate_change(value: float, decimals: int = 0) -> str:
    """A change of a rate, in percentage points, in basis points with its sign: 0.03 is "+3 bp"."""
    return _signed(rounded(_times(value, 100), decimals), " bp")


def rate_size(value: float, decimals: int = 0) -> str:
    """Its size in words without the sign: 0.03 is "3 basis points"."""
    number = abs(rounded(_times(value, 100), decimals))
    return f"{number:,f} basis point{'' if number == 1 else 's'}"


def rate_points(value: float, decimals: int = 2) -> str:
    """Its size in percentage points without the sign: 0.03 is "0.03 percentage points"."""
    number = abs(rounded(value, decimals))
    return f"{number:,f} percentage point{'' if number == 1 else 's'}"


def share(value: float, decimals: int = 1) -> str:
    """A share of a whole: 0.566 is "56.6%"."""
    return _signed(rounded(_times(value, 100), decimals), "%", plus=False)


def count(value: float) -> str:
    """A whole number in digits: "1,356"."""
    return _signed(rounded(value, 0), "", plus=False)


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


def verb(value: float, horizon: str = "", usual: float | None = None, *, of_rate: bool = False) -> str:
    """The verb of a change, by thresholds that docs/reference states (fractions; day, week, anything longer):

    below 0.05% "was little changed"; then "edged up" or "edged down" to 0.25% (day), 0.5% (week), 1%; then
    "rose" or "fell" to 2%, 4%, 10%; from there "jumped" or "tumbled". A change of a rate (`of_rate`) is in
    percentage points and has thresholds of its own.

    `usual` is the size that a change of this instrument over this period usually has, in the change's unit. Where it
    is known, "was little changed" reaches to 0.1 times it, "edged" to 0.35 and "rose" to 2 times; what the fixed
    thresholds call little is never more than that, and what they call an edge never jumps.
    """
    flat, edge, leap = _thresholds(horizon, usual, of_rate=of_rate)
    magnitude = abs(value)
    if magnitude < flat:
        return UNMOVED
    up = value > 0
    if magnitude < edge:
        return "edged up" if up else "edged down"
    if magnitude < leap:
        return "rose" if up else "fell"
    return "jumped" if up else "tumbled"


def _thresholds(horizon: str, usual: float | None, *, of_rate: bool) -> tuple[float, float, float]:
    fixed, longer = (RATE_HORIZONS, RATE_LONGER) if of_rate else (HORIZONS, LONGER)
    flat, edge, leap = fixed.get(horizon, longer)
    if not usual:
        return flat, edge, leap
    return max(flat, LITTLE * usual), max(flat, EDGED * usual), max(edge, LEAPT * usual)


def moved(
    value: float, horizon: str = "", decimals: int | None = None, usual: float | None = None, *, of_rate: bool = False
) -> str:
    """Verb and size of a change: "rose 0.8%", "fell 3 basis points", "was little changed" (also where nothing of the
    size would be printed). Decimals are 1 of a percentage and none of basis points unless they are given.
    """
    word = verb(value, horizon, usual, of_rate=of_rate)
    decimals = (0 if of_rate else 1) if decimals is None else decimals
    if word == UNMOVED or not rounded(_times(value, 100), decimals):
        return UNMOVED
    return f"{word} {rate_size(value, decimals) if of_rate else size(value, decimals)}"


def versus(difference: float, name: str, decimals: int = 1) -> str:
    """A spread in words: 0.0305 against the S&P 500 is "3.1 percentage points ahead of the S&P 500"."""
    if not rounded(_times(difference, 100), decimals):
        return f"level with {name}"
    return f"{percentage_points(difference, decimals)} {'ahead of' if difference > 0 else 'behind'} {name}"


@lru_cache(maxsize=1024)
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


def either(words: list[str]) -> str:
    """A choice in words: "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else ""
