"""What an instrument is, as far as it calls for disclosures: by its kind, its names, what it tracks, its currency."""

from __future__ import annotations

from functools import lru_cache

from reportgen.statements.ways import first, lower

HOME = "USD"
EMERGING = ("BRL", "CNY", "CNH", "INR", "KRW", "TWD", "MXN", "ZAR", "TRY", "IDR", "THB", "MYR", "PHP", "PLN")
"""Currencies of markets that index providers call emerging."""
LIKE_SHARES = ("index", "fund", "stock")
WORDS = {
    "small_caps": ("small[- ]?cap", "small compan", "smaller compan", "smallest compan", "russell 2000"),
    "mid_caps": ("mid[- ]?cap", "medium-sized compan"),
    "micro_caps": ("micro[- ]?cap",),
    "emerging": ("emerging",),
    "international": (
        "emerging", "eafe", "ex[- ]u\\.?s\\b", "acwi", "all country", "international", "developed markets", "world",
    ),
    "high_yield": ("high[- ]yield", "junk"),
    "municipal": ("municipal", "muni\\b"),
    "inflation_linked": ("tips\\b", "inflation[- ]protected", "inflation[- ]linked"),
    "sector": ("sector",),
    "real_estate": ("reits?\\b", "real estate"),
    "gold": ("gold\\b",),
    "crypto": ("bitcoin", "ether\\b", "ethereum", "crypto"),
}  # fmt: skip
OF_FUNDS = {
    "factor": ("factor", "multifactor", "momentum", "quality", "minimum volatility", "low volatility", "smart[- ]beta"),
    "leveraged": (
        "leveraged", "inverse", "ultrapro", "ultrashort", "proshares ultra", "(?:2|3)x\\b", "daily \\w+ (?:bull|bear)",
    ),
    "bonds": ("bond", "treasur", "aggregate", "fixed income"),
    "commodities": ("commodit", "crude oil", "natural gas"),
}  # fmt: skip
OF_RATES = ("treasury", "bond", "bund", "gilt", "note", "bill", "yield")


@lru_cache(maxsize=2048)
def classes(kind: str, name: str, tracks: str = "", currency: str = "", group: str = "") -> frozenset[str]:
    """The triggers that an instrument alone gives, by the words of its name and of what it tracks."""
    text = lower(f"{name} {tracks}")
    found = {kind, "instrument"} if kind != "rate" else {"instrument"}
    if kind in LIKE_SHARES:
        found |= {trigger for trigger, ways in WORDS.items() if first(ways, text)}
        if kind == "fund":
            found |= {trigger for trigger, ways in OF_FUNDS.items() if first(ways, text)}
        if currency not in ("", HOME):
            found |= {"international", "currency"} | ({"emerging"} if currency in EMERGING else set())
        if "sector" in lower(group):
            found.add("sector")
    elif kind == "rate" and first(OF_RATES, text):
        found.add("bonds")
    elif kind == "commodity":
        found.add("gold" if first(WORDS["gold"], text) else "commodities")
    return frozenset(found)
