"""Names of funds and indexes as they are compared: hyphens, marks, "U.S." and filler words make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportgen.reference import Identity

FILLERS = frozenset((
    "the", "index", "indexes", "fund", "funds", "etf", "etfs", "trust", "shares", "share", "series", "class", "inc",
    "of", "and", "exchange", "traded",
))  # fmt: skip
BRANDS = frozenset((
    "ishares", "vanguard", "spdr", "invesco", "proshares", "direxion", "schwab", "fidelity", "wisdomtree", "vaneck",
    "dimensional", "avantis", "jpmorgan", "pimco", "xtrackers", "global", "first", "ark", "graniteshares",
    "yieldmax", "pacer", "franklin", "goldman", "nuveen", "janus", "powershares", "guggenheim", "rydex", "barclays",
    "claymore", "state",
))  # fmt: skip
FAMILIES = frozenset((
    "sp", "dow", "nasdaq", "russell", "ftse", "msci", "nikkei", "topix", "dax", "stoxx", "cac", "seng", "sse", "csi",
    "kospi", "nifty", "sensex", "ibovespa", "wilshire", "crsp", "gold", "silver", "bitcoin", "ether", "vix", "treasury",
))  # fmt: skip
"""Words that tell families of instruments apart, wherever they stand in a name."""
OWNERS = frozenset(("barclays", "capital"))
"""Former owners of index families, whose names still stand in front of theirs."""


@lru_cache(maxsize=8192)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, in order: "iShares U.S. Small-Cap Fund" as (ishares, us, small, cap)."""
    plain = unicodedata.normalize("NFKC", re.sub(r"[®™℠]", "", name)).casefold()
    plain = re.sub(r"\bu\.?\s?s\.?(?:a\.?)?(?![a-z])", "us", plain)
    plain = re.sub(r"\b(small|mid|large|mega|micro)(cap)\b", r"\1 \2", plain.replace("s&p", "sp"))
    found = re.findall(r"[^\W_]+\+?", plain.replace("s & p", "sp"))
    return tuple(word for word in found if word not in FILLERS)


def within(part: Iterable[str], whole: Iterable[str]) -> bool:
    """Whether the words of one name stand in another in the same order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def names(identity: Identity) -> Iterator[str]:
    """Every name of today: official, short, and others in use."""
    yield from (identity.name, identity.short, *identity.also)


def bears(printed: tuple[str, ...], identity: Identity) -> bool:
    """Whether a printed name is one of the instrument's, whole or shortened in the order of its words."""
    return bool(printed) and any(within(printed, tokens(name)) for name in names(identity))


def branded(printed: tuple[str, ...]) -> bool:
    """Whether a name says who runs the fund."""
    return any(word in BRANDS for word in printed)


def tracks(printed: str, identity: Identity) -> bool:
    """Whether a printed index is the one that a fund follows, by its whole name or a shortened one."""
    own = tokens(identity.tracks)
    other = tuple(word for word in tokens(printed) if word not in OWNERS)
    return within(other, own) or (len(own) > 1 and within(own, other))
