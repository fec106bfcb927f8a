"""Words by which a sentence supposes, takes back, passes on or measures otherwise, so that it contradicts nothing."""

from __future__ import annotations

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of these words, each alternative a regular expression of whole words."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.I)


def small(*phrases: str) -> re.Pattern[str]:
    """The same for a text in small letters, which is searched several times as fast."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


SUPPOSED = small(
    "if", "unless", "whether", "would", "could", "should", "might", r"suppos\w+", r"imagin\w+", r"hypothetical\w*",
    r"assum\w+", "scenario", "example", r"expect\w*", r"forecast\w*", r"predict\w*", r"project(?:ed|s|ion|ions)",
    "consensus", r"estimat\w+", r"target(?:s|ed)? (?:of|for|price)", r"rumou?r\w*",
)  # fmt: skip
"""What is only thought of."""
TAKEN_BACK = small(
    r"revis\w+", r"correct\w+", "previously", "originally", "preliminary", "earlier version", "first reported",
    "had reported", r"misstat\w+", "rather than", "instead of", "contrary to", "wrongly", r"mistaken\w*",
)  # fmt: skip
"""What was said once and is not any more."""
PASSING = small(
    "intraday", "intra-day", "early", "midday", "mid-?morning", "noon", "morning", "afternoon", "hours?", "minutes?",
    "overnight", "pre-?market", "after-hours", "futures", "at one point", "as (?:much|many|high|low) as", "briefly",
    "initially", "at first", "opening bell", "at the open(?:ing)?", r"session (?:high|low)s?",
    r"(?:day|week)['’]s (?:high|low)s?", "lows", "highs", "(?:worst|best) level", "swung", "reversed", "erased",
    "at (?:its|the) (?:high|low|peak|worst|best)", "pared", "until", "earlier",
    "before (?:closing|ending|finishing|settling|turning|recovering|slipping|falling|rising)",
    "gave (?:back|up) (?:much|most|some|all|part)", r"(?:highest|lowest)\s+(?:at\s+)?[+−-]?\d+",
    r"(?:low|high) of [+−-]?\d+",
    r"(?:below|above|under|off|from|short of) (?:its|their|the|an?)(?: \w+)? (?:own|highs?|lows?|peaks?|records?)",
    "below its own", "drawdown", "trough",
)  # fmt: skip
"""A change or a level that was passed on the way, not that of a close; or a distance."""
BASIS = small(
    r"total[- ]returns?", r"dividends? (?:included|reinvested)", r"(?:including|with|counting|reinvest\w+) dividends",
    r"equal[- ]weight\w*", r"(?:in|into|for) (?:euros?|yen|sterling|pounds|(?:u\.s\. )?dollars?)", "dollar terms",
    "local currency", "local terms", "real terms", "inflation", "net of", "after fees", "hedged", "against",
    "relative to", "versus", "vs", "compared (?:with|to)", "adjusted", r"annuali[sz]ed", "on average", "average",
    "median", "excluding", r"ex-\w+", "price-to", "compounded", "leveraged", "inverse", "weighted",
)  # fmt: skip
"""Another way of measuring the same thing."""
ELSEWHEN = any_of(
    "last (?:week|month|year|quarter)", "previous", "prior", "year ago", "week before", "week ahead", "outlook",
    "correction", "history", "archive",
)  # fmt: skip
"""In a heading or a table's title: what stands below is of another time."""
OTHERS = any_of(
    "sector", "stocks", "shares", "companies", "members", "constituents", "earnings", "futures", "funds?", "etfs?",
    "volume", "profits?", "revenues?", "dividends?", "yield", "sector's", "group", "volatility",
)  # fmt: skip
"""Behind a name: something of the instrument's, not the instrument."""
CLOSED = re.compile(r"\b(?:clos\w+|end(?:ed|s|ing)?|finish\w*|settl\w+|stood|stands?)\b|\b(?:at|to)\s*$", re.I)
PASSED = any_of(
    "hit", r"touch\w*", r"reach\w*", r"open\w*", r"trad\w+", r"peak\w*", r"cross\w*", r"target\w*", "resistance",
    "support", "average", "past", "below", "above", r"topp\w+", r"chang\w*", "came", r"amount\w*", "gains?", "loss",
    "gap",
)  # fmt: skip
"""Between a name and a level: that of a close, and others."""
FALLING = any_of(
    "lower", "down(?:ward|side)?", r"declin\w+", "loss(?:es)?", "los(?:ers?|ing)", "f[ae]ll(?:s|ing|en)?", r"drop\w*",
    r"slid\w*", "sell-?offs?", r"retreat\w*", r"slump\w*", "rout", "weakness",
)  # fmt: skip
"""Around a word that ranks: who led the decline did not gain most."""
FIELDS = any_of(
    r"(?:in|of|across|among|for) (?:the )?(?:U\.?S\.?|Europe\w*|Asia\w*|Americas?|Latin|region|Pacific|emerging|world|"
    r"large|sectors?|industr\w+|small|mid|stocks|shares|funds|ETFs)",
    "sectors?", "members", "stocks", "shares", "points?", "breadth", "volume", "since", "at every close",
)  # fmt: skip
"""Behind a word that ranks: the field is another than that of the table."""
GONE = any_of(
    "then", "ended", r"snapp\w+", "since", "last", "previous", "prior", "after", "before", "earlier", "broke",
    "in (?:January|February|March|April|May|June|July|August|September|October|November|December)",
)  # fmt: skip
"""Beside a run: another one than that which goes on."""
BREADTH = any_of(
    r"outnumber\w*", r"advanc\w+", "decliners?", "gainers", "losers", "risers", "fallers", "rising", "falling"
)
