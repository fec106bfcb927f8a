"""Names of other things in which an instrument's name stands: the benchmark rate, the equal-weight S&P 500, a moving
average.
"""

from __future__ import annotations

PHRASES = (
    "benchmark rate", "benchmark interest rate", "benchmark lending rate", "benchmark policy rate",
    "benchmark borrowing rate", "benchmark overnight rate", "benchmark federal funds rate", "benchmark fed funds rate",
    "benchmark mortgage rate", "benchmark interest rates", "benchmark rates", "benchmark deposit rate",
    "benchmark repo rate", "benchmark cash rate", "average rate", "average interest rate", "average mortgage rate",
    "average price", "average hourly earnings", "average earnings", "average daily volume", "average return",
    "Dow Jones transportation average", "Dow Jones transports", "Dow transports", "Dow Jones transportation index",
    "Dow transportation average", "Dow Jones utility average", "Dow Jones utilities average", "Dow utilities",
    "transportation average", "transports average", "utility average", "utilities average", "Dow theory",
    "Dow Jones U.S. Completion Total Stock Market Index", "Dow Jones Newswires", "Dow Jones Industrial members",
    "S&P 500 growth index", "S&P 500 value index", "S&P 500 growth", "S&P 500 value", "S&P 500 dividend aristocrats",
    "S&P 400", "S&P 600", "S&P 100", "S&P global", "S&P biotech", "S&P regional banking index",
    "Nasdaq biotechnology index", "Nasdaq biotech index", "Nasdaq bank index", "Nasdaq next generation 100",
    "Nasdaq Golden Dragon China index", "Nasdaq Golden Dragon", "Russell 1000 growth", "Russell 1000 value",
    "Russell midcap", "Russell microcap", "Russell midcap index", "Russell microcap index", "Russell top 200",
    "KBW Nasdaq bank index", "KBW Nasdaq regional banking index", "PHLX semiconductor index",
    "Shanghai composite", "Shenzhen composite", "Kosdaq composite", "Kospi composite", "FTSE MIB", "FTSE 250",
    "euro zone", "euro area", "Euro Stoxx", "gold reserve", "gold standard", "oil-producing", "oil rigs", "oil rig count",
    "high-yield spreads", "high-yield bonds", "high-yield debt", "high-yield bond", "high-yield",
    "call ratio", "stock futures", "index futures", "stock funds", "stock fund",
)  # fmt: skip
"""Names of other things in which an instrument's name stands."""
TENORS = ("30-year", "20-year", "7-year", "5-year", "3-year", "2-year", "1-year", "two-year", "five-year", "three-year",
    "seven-year", "thirty-year", "6-month", "3-month", "2-month")  # fmt: skip
FORMS = ("{} Treasury", "{} yield", "{} Treasury yield", "{} note", "{} Treasury note", "{} bond", "{} Treasury bond",
    "yield on the {} Treasury", "yield on the {} Treasury note", "yield on the {} note", "yield on the {} bond",
    "yield on the {} Treasury bond", "yield on the {}", "yields on {} Treasuries", "yields on {} notes", "{} yields",
    "yields on {} bonds", "{} Treasuries", "{} Treasury yields", "{} notes", "{} bonds", "{} Treasury notes")  # fmt: skip
OTHERS_NAMES = (*PHRASES, *(form.format(tenor) for tenor in TENORS for form in FORMS))

ABROAD = {
    "european", "europe", "asian", "asia", "chinese", "china", "japanese", "japan", "german", "germany", "french",
    "france", "british", "britain", "uk", "u.k", "italian", "italy", "spanish", "spain", "swiss", "switzerland", "indian",
    "india", "canadian", "canada", "mexican", "mexico", "brazilian", "brazil", "korean", "korea", "taiwanese", "taiwan",
    "australian", "australia", "kong", "emerging", "global", "world", "international", "foreign", "overseas", "turkish",
    "russian", "russia", "israeli", "london", "tokyo", "frankfurt", "paris", "shanghai", "european-listed", "nordic",
    "scottish", "irish", "greek", "polish", "saudi", "singapore", "indonesian", "thai", "vietnamese", "argentine",
}  # fmt: skip
"""Countries and regions: before the name of a kind ("stocks", "benchmark", "10-year yield") they say that it is theirs."""
SORTS = {
    "tech", "technology",
    "energy", "bank", "banking", "banks", "chip", "chipmaker", "semiconductor", "airline", "software", "retail", "health",
    "healthcare", "care", "utility", "utilities", "mining", "defense", "homebuilder", "homebuilding", "housing", "auto",
    "tobacco", "staples", "consumer", "discretionary", "financial", "insurance", "cyclical", "defensive", "value",
    "growth", "dividend", "meme", "momentum", "quality", "industrial", "travel", "cruise", "media", "telecom", "biotech",
    "pharma", "drug", "ai", "crypto", "solar", "megacap", "midcap", "microcap", "penny", "preferred", "internet", "car",
    "restaurant", "oil", "materials", "property", "estate", "cap", "lender", "lenders", "regional", "market", "memory",
    "volatility", "communication", "communications", "transportation", "transport", "shipping", "railroad", "gaming",
}  # fmt: skip
"""Before "stocks" and "shares" they say which."""
KINDS = {"stocks", "stock market", "benchmark", "benchmark index", "composite", "average", "industrials", "broad market",
    "benchmark gauge", "small caps", "blue chips", "large caps", "broader market", "small-caps", "broad index",
    "tech stocks", "technology stocks", "small-cap stocks", "small stocks", "large-cap stocks", "blue-chip stocks",
    "10-year yield", "10-year", "10-year note", "10-year government bond yield", "benchmark 10-year yield", "crude",
    "blue-chip index", "blue-chip benchmark", "tech index"}  # fmt: skip
"""Names that say a kind, and so whose it is where a country stands before them."""
RUNNING = {"moving", "term", "historical", "year", "day", "month", "week", "national", "on", "an", "long-run", "decade",
    "annual", "monthly", "weekly", "daily", "trailing", "rolling", "sample", "hour", "trading"}  # fmt: skip
"""Before "average" they say that it is one of numbers."""
MEMBERS = {"member", "stock", "constituent", "component", "holding", "company", "performer", "gainer", "decliner", "loser",
    "winner", "weight", "members", "stocks", "constituents", "components", "holdings", "companies", "sector", "sectors",
    "shares", "p/e", "earnings", "valuation", "dividend", "performers", "gainers", "decliners", "losers"}  # fmt: skip
"""Behind the possessive of an index they say that one of its own is meant: "the S&P 500's second-largest member"."""
BONDS = {"gilt", "bund", "jgb", "corporate", "municipal", "muni", "real", "dividend", "junk", "mortgage", "tips", "oat", "btp",
    "sovereign", "earnings", "agency", "cap"}  # fmt: skip
"""Before "yields" they say which."""


def of_another(before: str, name: str) -> bool:
    """Whether the word before a name says that something else is meant: "European stocks", "a moving average"."""
    before = before.removesuffix("'s")
    return (
        (before in ABROAD and name in KINDS)
        or (before in SORTS and name in ("stocks", "stock market"))
        or (before in RUNNING and name == "average")
        or (before in ABROAD | BONDS and name == "yields")
    )
