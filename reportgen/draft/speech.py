"""Names, lists and expressions as a draft writes them: articles, plurals, a clause for a change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen import formats
from reportgen.draft.sight import Sight
from reportgen.formats import UNMOVED
from reportgen.model import Instrument

NOUNS = {
    "index": ("index", "indexes"), "fund": ("fund", "funds"), "stock": ("stock", "stocks"), "rate": ("rate", "rates"),
    "commodity": ("commodity", "commodities"), "currency": ("currency", "currencies"),
    "crypto": ("cryptocurrency", "cryptocurrencies"),
}  # fmt: skip
STILL = "ended little changed"
SUBSTANCES = {
    "Gold",
    "Silver",
    "Copper",
    "Platinum",
    "Palladium",
    "Crude",
    "Natural",
    "Wheat",
    "Corn",
    "Cotton",
    "Dollar",
}
"""Names of goods that are written small within a sentence."""
OTHERWISE: Mapping[str, str] = {
    "edged up": "inched up", "edged down": "slipped", "rose": "gained", "fell": "lost", "jumped": "surged",
    "tumbled": "sank",
}  # fmt: skip
"""A second verb for each that the filters print, so that a list does not say the same one twice running."""
OF_RATES: Mapping[str, str] = {"rose": "climbed", "fell": "declined"}
"""A rate is no holding: it neither gains nor loses."""
PRESENT: Mapping[str, str] = {
    "edged up": "edges up", "edged down": "edges down", "rose": "rises", "fell": "falls", "jumped": "jumps",
    "tumbled": "tumbles",
}  # fmt: skip


def fig(key: str, measure: str, filter: str = "") -> str:
    """The expression of a figure."""
    return f"{{{{ {key}.{measure} | {filter} }}}}" if filter else f"{{{{ {key}.{measure} }}}}"


def name(one: Instrument) -> str:
    """The short name without its own article, safe in Markdown and in prose's sandbox."""
    return re.sub(r"([\\`*_\[\]<>{}|#~])", r"\\\1", bare(one))


def bare(one: Instrument) -> str:
    """The short name as a headline has it: plain words."""
    return one.short.removeprefix("The ").removeprefix("the ")


def the(one: Instrument) -> str:
    """The name within a sentence: the Dow, gold, IWM, EUR/USD, the 10-year Treasury yield."""
    small = one.kind in ("commodity", "currency") and one.short.split()[0] in SUBSTANCES
    words = name(one)[0].lower() + name(one)[1:] if small else name(one)
    if one.maturity and "yield" not in words:
        words += " yield"
    return f"the {words}" if one.articled else words


def begun(one: Instrument) -> str:
    """The name at the beginning of a sentence."""
    return capital(the(one)) if one.articled or one.maturity else name(one)


def compared(one: Instrument) -> bool:
    """Whether the filter `versus`, which writes an article, can name it."""
    return one.articled and bare(one) == one.short


def nouns(kind: str, count: int) -> str:
    """index, indexes."""
    return NOUNS[kind][count != 1]


def whole(kind: str, count: int) -> tuple[str, bool]:
    """All of them, and whether the words are plural: both indexes; all four indexes; every index."""
    if count == 2:
        return f"both {nouns(kind, 2)}", True
    if count > len(formats.NUMERALS) - 1:
        return f"every {nouns(kind, 1)}", False
    return f"all {formats.numeral(count)} {nouns(kind, count)}", True


def capital(words: str) -> str:
    """With a capital letter."""
    return words[:1].upper() + words[1:]


def clauses(sight: Sight, keys: Sequence[str], measure: str = "week") -> list[str]:
    """Sentences on the change and close of each: the Dow rose 2.3% to 49,504.07, and the Nasdaq gained …"""
    told = [(key, _clause(sight, key, measure, position)) for position, key in enumerate(keys)]
    out = []
    for start in range(0, len(told), 2):
        pair = told[start : start + 2]
        words = f"{begun(sight.one(pair[0][0]))} {pair[0][1]}"
        if len(pair) == 2:
            second = pair[1][1]
            if pair[0][1].startswith(STILL) and second.startswith(STILL):
                second = f"likewise{second.removeprefix(STILL)}"
            words += f", and {the(sight.one(pair[1][0]))} {second}"
        out.append(f"{words}.")
    return out


def _clause(sight: Sight, key: str, measure: str, position: int) -> str:
    verb, close = sight.verb(key, measure), fig(key, "close")
    late = "" if sight.market.week_of(key).end == sight.week.end else f" as of {fig(key, 'close', 'weekday')}"
    if verb == UNMOVED:
        return f"{STILL} at {close}{late}"
    if position % 2:
        other = {**OTHERWISE, **OF_RATES} if sight.one(key).kind == "rate" else OTHERWISE
        return f"{other.get(verb, verb)} {fig(key, measure, 'size')} to {close}{late}"
    return f"{fig(key, measure, 'moved')} to {close}{late}"


def standing(sight: Sight, key: str, measure: str) -> str:
    """Where a change leaves it: up 5.7%, down 0.4%; little changed only where no size would be printed."""
    side = leaning(sight, key, measure)
    if not side:
        return f"little changed ({fig(key, measure)})"
    return f"{'up' if side > 0 else 'down'} {fig(key, measure, 'size')}"


def leaning(sight: Sight, key: str, measure: str) -> int:
    """Up 1, down −1, 0 where nothing of the change is printed: a change to date has no verb, so no threshold."""
    of_rate = sight.one(key).kind == "rate"
    return formats.way(Decimal(repr(sight.value(key, measure) or 0.0)) * (1 if of_rate else 100), of_rate=of_rate)


def stand(sight: Sight, keys: Sequence[str], measure: str) -> str:
    """Where a change leaves several: the Dow is up 3.0%, the Nasdaq 1.9% and the S&P 500 1.8%."""
    if len({leaning(sight, key, measure) for key in keys}) > 1 or not leaning(sight, keys[0], measure):
        return formats.listed([f"{the(sight.one(key))} is {standing(sight, key, measure)}" for key in keys])
    first, *rest = keys
    said = [f"{the(sight.one(first))} is {standing(sight, first, measure)}"]
    return formats.listed([*said, *(f"{the(sight.one(key))} {fig(key, measure, 'size')}" for key in rest)])


def against(sight: Sight, key: str, other: str, measure: str = "week") -> str:
    """A change against another's: 3.1 percentage points ahead of the S&P 500; empty where it cannot be printed."""
    words = f"{{{{ {key}.{measure} | versus({other}.{measure}) }}}}"
    return words if other and compared(sight.one(other)) and sight.text(words) else ""
