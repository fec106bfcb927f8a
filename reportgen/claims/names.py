"""Names of instruments as prose uses them: official and short names, symbols, and what stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reportgen.claims.atoms import atoms
from reportgen.claims.otherwise import OTHERS_NAMES
from reportgen.claims.trie import Node, trie
from reportgen.model import Instrument
from reportgen.reference import identities

ALSO: Mapping[str, tuple[str, ...]] = {
    "^RUT": (
        "small-cap benchmark", "small-cap index", "small-cap gauge", "small-stock index", "small-company index",
        "small-company benchmark", "benchmark for small-cap stocks", "benchmark for small caps",
        "smaller-company index",
        "small-cap barometer", "small-cap average", "index of smaller companies", "index of small companies", "Russell",
        "gauge of smaller companies", "index of small-cap stocks", "small-cap Russell 2000", "Russell 2000 index",
        "Russell 2000 index of smaller companies", "small-cap yardstick", "small-company gauge",
        "small-company benchmark index", "small-cap proxy",
        "Russell 2000 index of small companies", "gauge of small companies", "small-cap stock index",
        "small-cap measure",
        "smaller-cap benchmark", "barometer of smaller companies", "gauge of small-cap stocks", "small-cap bellwether",
        "Russell small-cap index", "Russell small-cap benchmark",
    ),
    "^GSPC": (
        "S&P", "Standard & Poor's 500", "Standard & Poor's 500 index", "S&P 500 index", "SPX", "broad-market index",
        "large-cap benchmark",
        "large-cap index", "broad market index", "large-company index", "large-cap gauge", "broad-market benchmark",
        "S and P 500", "large-company benchmark",
        "broad-market gauge", "broader S&P 500", "large-cap S&P 500", "large-company gauge", "benchmark S&P 500",
        "broad large-cap benchmark", "large-cap barometer", "broad large-cap index", "broad-market S&P 500",
        "500-stock index",
    ),
    "^DJI": (
        "Dow", "DJIA", "Dow Jones", "Dow industrials", "Dow Jones industrial average", "Dow Jones industrials",
        "blue-chip average", "blue-chip index", "blue-chip gauge", "blue-chip benchmark", "blue-chip Dow",
        "30-stock average", "30-stock index", "30-stock Dow",
        "industrial average", "industrials average", "30-stock blue-chip average", "price-weighted Dow",
        "blue-chip barometer",
        "Dow average", "blue-chip measure", "price-weighted average", "blue-chip Dow Jones industrial average",
        "30-stock gauge", "30-share average",
    ),
    "^IXIC": (
        "Nasdaq", "Nasdaq Composite", "Nasdaq composite index", "tech-heavy Nasdaq", "tech-heavy index",
        "tech-heavy gauge",
        "technology-heavy index", "tech-heavy composite", "technology-heavy Nasdaq", "tech-heavy benchmark",
        "tech-laden index", "tech-laden Nasdaq",
        "tech-heavy Nasdaq composite", "technology-heavy Nasdaq composite", "technology-heavy gauge",
        "tech-led index", "tech-led Nasdaq", "tech-dominated index",
        "technology-heavy composite", "tech-heavy average", "tech-dominated Nasdaq", "tech-heavy barometer",
        "growth-heavy Nasdaq", "tech gauge", "technology gauge", "tech index", "tech-focused Nasdaq",
        "tech-rich Nasdaq", "tech-heavy measure", "composite index",
    ),
    "^NDX": ("Nasdaq-100", "Nasdaq 100 index", "NDX", "Nasdaq 100 gauge"),
    "^VIX": (
        "VIX", "Cboe Volatility Index", "CBOE Volatility Index", "volatility index", "fear gauge", "fear index",
        "volatility gauge", "Cboe VIX",
        "Wall Street's fear gauge", "Wall Street's so-called fear gauge", "market's fear gauge",
        "stock market's fear gauge", "so-called fear gauge", "volatility benchmark",
    ),
    "^TNX": (
        "10-year Treasury", "10-year Treasury yield", "10-year Treasury note", "10-year note", "10-year yield",
        "ten-year yield",
        "yield on the 10-year Treasury", "yield on the 10-year Treasury note", "yield on the 10-year note",
        "10-year Treasury note's yield",
        "yield on the benchmark 10-year Treasury note", "yield on the benchmark 10-year Treasury",
        "10-year Treasury note yield", "yield on 10-year Treasuries", "yield on the benchmark 10-year note",
        "benchmark 10-year yield", "benchmark 10-year Treasury yield", "benchmark 10-year note",
        "benchmark 10-year Treasury note", "ten-year Treasury yield", "10-year Treasuries", "10-year",
        "benchmark Treasury yield", "ten-year Treasury", "yield on the ten-year Treasury",
        "10-year U.S. Treasury yield", "yield on the 10-year U.S. Treasury", "yield on the U.S. 10-year note",
        "benchmark 10-year", "yield of the 10-year Treasury", "yield of the 10-year note", "10-year's yield",
        "ten-year note", "10-year government bond yield", "yield on the ten-year note", "10-year rate",
        "yield on 10-year Treasury notes", "10-year note's yield", "10-year Treasury's yield",
        "yield on the 10-year", "yield on the ten-year Treasury note", "benchmark yield",
    ),
    "GC=F": ("gold", "gold futures", "bullion", "gold price", "gold prices", "price of gold", "spot gold",
    "yellow metal", "gold's price", "ounce of gold"),
    "SI=F": ("silver", "silver futures", "price of silver", "silver prices"),
    "HG=F": ("copper", "copper futures", "price of copper", "copper prices"),
    "CL=F": (
        "crude", "crude oil", "U.S. crude", "U.S. crude oil", "oil", "WTI", "WTI crude", "West Texas Intermediate",
        "benchmark U.S. crude", "oil prices", "price of oil",
        "benchmark U.S. crude oil", "West Texas Intermediate crude", "WTI crude oil", "oil price",
        "barrel of benchmark U.S. crude", "crude prices", "crude futures", "oil futures", "U.S. crude futures",
        "barrel of U.S. crude", "barrel of crude", "price of crude", "U.S. oil", "barrel of oil",
        "U.S. benchmark crude", "benchmark crude", "light sweet crude", "price of a barrel of benchmark U.S. crude",
        "barrel of benchmark U.S. crude oil", "American crude",
    ),
    "BZ=F": ("Brent", "Brent crude", "Brent crude oil", "Brent crude, the international standard",
    "international benchmark", "Brent futures"),
    "NG=F": ("natural gas", "natural-gas futures"),
    "EURUSD=X": ("euro", "EUR/USD", "the single currency", "single currency", "common currency", "shared currency",
    "euro's exchange rate"),
    "GBPUSD=X": ("pound", "sterling", "British pound", "GBP/USD"),
    "JPY=X": ("yen", "dollar against the yen", "USD/JPY", "dollar-yen"),
    "^SPXEW": ("equal-weight S&P 500", "equal-weighted S&P 500", "S&P 500 equal weight index",
    "equal-weighted index", "equal-weight index", "equal-weight version of the S&P 500"),
    "000001.SS": ("Shanghai composite", "Shanghai composite index"),
    "DX-Y.NYB": ("dollar index", "U.S. dollar index", "DXY", "ICE U.S. dollar index"),
    "BTC-USD": ("bitcoin", "biggest cryptocurrency", "largest cryptocurrency", "world's largest cryptocurrency"),
    "ETH-USD": ("ether", "ethereum"),
}  # fmt: skip
"""What else the usual instruments are called, by symbol: common usage of the press."""
YEARS = {"^IRX": "3-month", "^FVX": "5-year", "^TYX": "30-year", "^TNX": "10-year"}
SOFT = {
    "small caps": "^RUT",
    "small-cap stocks": "^RUT",
    "smaller stocks": "^RUT",
    "smaller companies": "^RUT",
    "small companies": "^RUT",
    "small-company stocks": "^RUT",
    "blue chips": "^DJI",
    "blue-chip stocks": "^DJI",
    "large caps": "^GSPC",
    "large-cap stocks": "^GSPC",
    "benchmark index": "^GSPC",
    "broad market": "^GSPC",
    "broader market": "^GSPC",
    "benchmark": "^GSPC",
    "benchmark gauge": "^GSPC",
    "broad index": "^GSPC",
    "broad gauge": "^GSPC",
    "broader index": "^GSPC",
    "larger peer": "^GSPC",
    "broad benchmark": "^GSPC",
    "U.S. stocks": "^GSPC",
    "U.S. equities": "^GSPC",
    "Wall Street": "^GSPC",
    "big-company index": "^GSPC",
    "larger-company benchmark": "^GSPC",
    "larger cousin": "^GSPC",
    "small stocks": "^RUT",
    "small-caps": "^RUT",
    "stock market": "^GSPC",
    "stocks": "^GSPC",
    "composite": "^IXIC",
    "industrials": "^DJI",
    "large-cap peer": "^GSPC",
    "large-cap cousin": "^GSPC",
    "large-cap rival": "^GSPC",
    "large-cap counterpart": "^GSPC",
    "larger rival": "^GSPC",
    "larger counterpart": "^GSPC",
    "bigger rival": "^GSPC",
    "bigger cousin": "^GSPC",
    "bigger peer": "^GSPC",
    "small-cap rival": "^RUT",
    "small-cap peer": "^RUT",
    "small-cap cousin": "^RUT",
    "small-cap counterpart": "^RUT",
    "smaller rival": "^RUT",
    "smaller peer": "^RUT",
    "smaller cousin": "^RUT",
    "smaller counterpart": "^RUT",
    "blue-chip rival": "^DJI",
    "blue-chip peer": "^DJI",
    "blue-chip counterpart": "^DJI",
    "tech-heavy rival": "^IXIC",
    "tech-heavy peer": "^IXIC",
    "tech-heavy cousin": "^IXIC",
    "tech-heavy counterpart": "^IXIC",
    "large-cap cousins": "^GSPC",
    "large-cap peers": "^GSPC",
    "large-cap counterparts": "^GSPC",
    "larger cousins": "^GSPC",
    "large-cap rivals": "^GSPC",
    "average": "^DJI",
}
"""What may stand for an index, or for all shares of its kind: held to only where its number fits nothing else."""
PLAIN = {"dow", "gold", "yen", "oil", "euro", "s&p"}
EQUITIES = ("^RUT", "^GSPC", "^DJI", "^IXIC")


@dataclass(frozen=True, eq=False)
class Names:
    """Instruments by what they are called: `tree` holds the names' words (lower case), each name's key behind them, and
    whether it must begin with a capital, or be all capitals.

    `soft` are phrases that may stand for something else. `known` are the keys whose closes are at hand; other names
    of the registry stand under their symbols. `stocks` are the keys of the indexes that stand for shares, in order.
    """

    tree: Node
    soft: Mapping[tuple[str, ...], str]
    known: frozenset[str]
    stocks: tuple[str, ...] = ()
    rates: frozenset[str] = frozenset()
    symbols: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=8)
def _shipped() -> Mapping[str, tuple[str, ...]]:
    """The registry's names by symbol: official, short, others."""
    return {one.symbol: (one.name, one.short, *one.also) for one in identities() if one.kind != "fund"}


def names(instruments: Mapping[str, Instrument], extra: Iterable[tuple[str, str]] = ()) -> Names:
    """The names of a set of instruments, of everything else that the registry knows, and `extra` (name, key) pairs.

    A name that two instruments share stands for the first.
    """
    found = _names(tuple((k, i.symbol, i.name, i.short, i.kind) for k, i in instruments.items()), tuple(extra))
    styles = {one.style: key for key, one in instruments.items() if one.style}
    return replace(found, styles=styles) if styles else found


@lru_cache(maxsize=16)
def _names(instruments: tuple[tuple[str, str, str, str, str], ...], extra: tuple[tuple[str, str], ...]) -> Names:
    held: dict[tuple[str, ...], str] = {}
    soft: dict[tuple[str, ...], str] = {}
    cased: set[tuple[str, ...]] = set()
    small: set[tuple[str, ...]] = set()
    keys = {symbol: key for key, symbol, *_ in instruments}

    def put(name: str, key: str) -> None:
        words = _words(name)
        if "," in name:  # "Federal funds target, lower end" is read with its comma, too
            held.setdefault(tuple(one.low for one in atoms(name)), key)
        if words and (len(words) > 1 or len(words[0]) > 1):
            held.setdefault(words, key)
            if len(words) > 1 and words[-1] != "index":
                held.setdefault((*words, "index"), key)
            if name[0].islower():
                small.add(words)
                cased.discard(words)
            elif len(words) == 1 and name[0].isupper() and words not in small:
                cased.add(words)

    for key, symbol, name, short, kind in instruments:
        within = (short.lower(),) if kind in ("commodity", "crypto") and len(short) > 3 else ()
        for one in (name, short, *ALSO.get(symbol, ()), *within, symbol.lstrip("^")):
            put(one, key)
        if symbol in YEARS or re.match(r"\d+-(?:year|month)", short or name):
            tenor = YEARS.get(symbol) or re.match(r"\d+-(?:year|month)", short or name)[0]  # type: ignore[index]
            for form in ("{} Treasury", "{} yield", "yield on the {} Treasury", "{} note", "{} Treasury yield", "{}",
                         "{} Treasury bill", "{} bill", "{} bond", "{} Treasury bond", "{} Treasury note",
                         "yield on the {} Treasury note",
                         "yield on the {} note", "yield on the {} bond", "yield on the {} Treasury bond"):  # fmt: skip
                put(form.format(tenor), key)
    for name, key in extra:
        put(name, key)
    for symbol, known in _shipped().items():
        for name in (*known, *ALSO.get(symbol, ())):
            put(name, keys.get(symbol, symbol))
    for name in OTHERS_NAMES:
        words = _words(name)
        if words[:2] not in held or words[1:2] != ("year",):  # "2-year Treasury yields" of a 2-year that is known
            held.setdefault(words, "")
    for key, _, _, short, kind in instruments:
        # "Technology rose 2.7%" of the S&P 500 Information technology, whose key says what it is called for short.
        if kind == "index" and len(key) > 5 and (key,) not in held and key in short.lower().split()[-2:]:
            soft[(key,)] = key
        elif kind == "index" and len(key) > 5 and key == short.lower():
            cased.discard((key,))
    for name, symbol in SOFT.items():
        words = _words(name)
        if words not in held:
            soft[words] = keys.get(symbol, symbol)
    called = {words: (key, words in cased, words in cased and _ticker(words)) for words, key in (soft | held).items()}
    indexes = [
        (key, symbol)
        for key, symbol, _, _, kind in instruments
        if kind == "index" and symbol not in ("^VIX", "DX-Y.NYB")
    ]
    rates = frozenset(key for key, _, _, _, kind in instruments if kind == "rate")
    return Names(
        trie(called), soft, frozenset(key for key, *_ in instruments), tuple(key for key, _ in indexes), rates,
        {key: symbol for key, symbol, *_ in instruments},
    )  # fmt: skip


def _ticker(words: tuple[str, ...]) -> bool:
    """Whether a name of one short word is only one in capitals: VB, but Dow and Gold."""
    return len(words) == 1 and words[0].isalpha() and len(words[0]) <= 4 and words[0] not in PLAIN


def _words(name: str) -> tuple[str, ...]:
    words = tuple(one.low for one in atoms(name) if one.kind != "p" or one.text in "&")
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words
