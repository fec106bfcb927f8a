"""Clauses about something that is no instrument at hand: a noun phrase of their own, then a verb."""

from __future__ import annotations

from reportgen.claims.lexicon import hedge_of
from reportgen.claims.sentence import ADVERBS, VERBAL, Sentence

PLACEHOLDERS = {
    "move", "moves", "change", "changes", "session", "sessions", "trading", "total", "tally", "damage", "result",
    "results", "rest", "half", "part", "market", "markets", "reading", "difference", "gap", "spread", "distance", "bulk",
    "this", "that", "these", "those", "what", "nothing", "there", "here", "everything", "something", "who", "which",
    "return", "returns", "performance", "run", "streak", "tape", "stretch", "days", "week's", "day's", "number",
    "figure", "quarter", "year", "month", "week", "start", "end", "friday's", "story", "picture", "mood", "indexes",
    "indices", "gauges", "averages", "benchmarks", "one", "ones", "two", "three", "four", "none", "neither", "such",
    "share", "level", "price", "prices", "yield", "yields", "rate", "barrel", "ounce", "currency", "measure", "contract",
    "settlement", "finish", "margin", "comeback", "turnaround", "reversal", "winners", "losers", "leaders", "leader",
    "scoreboard", "score", "note", "bill", "bond", "index", "gauge", "average", "benchmark", "group", "composite",
    "barometer", "having", "without", "like", "given", "thanks", "under", "behind", "volatility", "treasury", "treasuries", "closely", "shares", "equities", "futures", "bears", "bulls",
    "month's", "year's", "quarter's", "session's", "market's", "index's", "today's", "yesterday's", "its",
}  # fmt: skip
"""Nouns that stand for a market, a time or the number itself: with these a clause has no subject of its own."""
FINITE = {
    "cut", "cuts", "kept", "keeps", "raised", "raises", "left", "leaves", "held", "holds", "hiked", "pulled", "pushed",
    "bought", "sold", "grew", "shrank", "paid", "said", "says", "bet", "weighed", "cost", "spent", "built", "made",
}  # fmt: skip


def foreign(sentence: Sentence, begin: int, at: int, verb: int = -1) -> bool:
    """Whether the clause that begins at `begin` has a subject of its own before `at` that is no instrument: "the European
    Central Bank has kept its rate at 4%", "retail sales rose 0.7%". A participle behind a comma is the main clause's.
    """
    tags, row = sentence.tags, sentence.mentions
    if tags[begin] == "w" and 0 < verb <= at and tags[verb - 1] == "," and row[verb].low.split()[0].endswith("ing"):
        return False
    first = _head(sentence, begin, at)
    if first < 0:
        return _entitled(sentence, begin, at)
    indefinite = sentence.text[max(0, row[first].start - 3) : row[first].start].lower().strip() in ("a", "an")
    for k in range(first + 1, at + (tags[at] in "UDFzR")):
        if (tags[k] == "L" and tags[k - 1] == "X") or (tags[k] in "NT" and tags[k - 1] in "ro"):
            continue  # "the Magnificent Seven", "energy stocks in the S&P 500"
        if tags[k] in "NTBQL;":
            return False
        if tags[k] in "UDFzCcKk":
            return not (indefinite and tags[k] in "UD")
        if tags[k] == "x" and (row[k].low in VERBAL or row[k].low in FINITE or row[k].low.endswith("ed")):
            return True
    return False


ECONOMY = {
    "consumer", "producer", "earnings", "payrolls", "inflation", "retail", "home", "housing", "profits", "profit", "sales",
    "orders", "exports", "imports", "output", "productivity", "wages", "gasoline", "unemployment", "jobs", "shipments",
    "factory", "industrial", "wholesale", "import", "export", "revenue", "spending", "shares", "manufacturing",
}  # fmt: skip


def of_something(sentence: Sentence, begin: int, i: int) -> bool:
    """Whether the noun of the number at `i` says that it is something else's: "a 3% drop in Nvidia"."""
    tags, row = sentence.tags, sentence.mentions
    if (
        tags[i + 1 : i + 2] not in ("U", "D")
        or tags[i + 2 : i + 3] not in ("r", "o")
        or any(t in "NT" for t in tags[begin:i])
    ):
        return False
    return tags[i + 3 : i + 4] == "X" or (tags[i + 3 : i + 4] == "x" and row[i + 3].low in ECONOMY)


def leading(sentence: Sentence, begin: int, j: int) -> bool:
    """Whether the name at `j` only says where, before the subject: "In the S&P 500, energy rose 2.1%"."""
    row = sentence.mentions
    return begin < j and row[j - 1].low in ("in", "within", "among") and sentence.tags[j + 1 : j + 2] == ","


def described(sentence: Sentence, begin: int) -> bool:
    """Whether the "which" at `begin` goes back to something else: "led by energy, which climbed 2.1%"."""
    tags, row = sentence.tags, sentence.mentions
    j = begin - 2 if tags[begin - 1 : begin] == "," else begin - 1
    if j < 0 or tags[j] not in "xX" or row[j].low in PLACEHOLDERS or row[j].low in ADVERBS:
        return False
    while j >= 0 and tags[j] in "xXo":
        j -= 1
    return j < 0 or tags[j] in "bra,w"


def another(sentence: Sentence) -> bool:
    """Whether a sentence with a number is about one company or the like, which "it" then means: "Nvidia fell 3%." """
    tags, row = sentence.tags, sentence.mentions
    at = next((k for k, tag in enumerate(tags) if tag in "QL"), -1)
    if at < 0 or any(t in "NB" for t in tags):
        return sentence.context.other and not any(t in "NB" for t in tags)
    first = _head(sentence, 0, at)
    return first >= 0 and row[first].text[0].isupper() and row[first].low[-1] != "s" and foreign(sentence, 0, at)


def _entitled(sentence: Sentence, begin: int, at: int) -> bool:
    """Whether the name of something else stands last before a verb: "its 200-day moving average stands at"."""
    tags, row = sentence.tags, sentence.mentions
    named = next((k for k in range(at - 1, begin - 1, -1) if tags[k] in "NTBX"), -1)
    return (
        named >= 0
        and row[named].value == ""
        and any(
            t in "UDFz" or (t == "x" and m.low in VERBAL)
            for t, m in zip(tags[named + 1 : at + 1], row[named + 1 : at + 1], strict=True)
        )
    )


def resumed(sentence: Sentence, begin: int) -> bool:
    """Whether the clause that begins with a comma goes on with one about something else, behind one with "which":
    "the two-year yield, which tracks the Fed, fell to 3.81%".
    """
    tags = sentence.tags
    if begin < 2 or tags[begin] != ",":
        return False
    between = sentence.clause(begin - 1)[0]
    start = sentence.clause(between - 1)[0] if between else 0
    if tags[between : between + 1] != "w" or any(t in "NTB" for t in tags[start:between]):
        return False
    return _head(sentence, start, between) >= 0 or any(
        m.value == "" and m.tag == "X" for m in sentence.mentions[start:between]
    )


def _head(sentence: Sentence, begin: int, at: int) -> int:
    """The first word of a clause's subject, where it is an unknown noun or name; -1 where it is none."""
    tags, row = sentence.tags, sentence.mentions
    j = begin
    while j < at and (
        tags[j] in "wa,-:PWYd"
        or (tags[j] == "x" and (row[j].low in ADVERBS or row[j].low == "with" or row[j].low.endswith("ly")))
        or (tags[j] == "r" and tags[j + 1 : j + 3] in ("X,", "x,", "P,", "Y,", "W,"))
        or (row[j].low in ("in", "within", "among") and tags[j + 1 : j + 3] in ("N,", "T,"))
        or (j and tags[j - 1] == "r" and tags[j + 1] == ",")
    ):
        j += 1
    if tags[j : j + 1] in ("H", "I") and tags[j + 1 : j + 2] in ("x", "X"):
        j += 1  # "most members", "high-yield spreads"
    if j >= at or tags[j] not in "xX":
        return -1
    word = row[j].low
    if word in PLACEHOLDERS or word in VERBAL or hedge_of((word,)) or len(word) < 2 or not word[0].isalpha():
        return -1
    adverbial = tags[j] == "x" and word.endswith(("ly", "ing", "ed")) and tags[j + 1 : j + 2] not in ("U", "D", "z")
    return -1 if adverbial else j


def owned(sentence: Sentence, i: int) -> bool:
    """Whether the number at `i` is that of a possessive right before it which is no instrument: "Nvidia's 3% drop"."""
    if i < 1 or sentence.tags[i - 1] not in "xX" or sentence.tags[i + 1 : i + 2] not in ("U", "D"):
        return False
    word = sentence.mentions[i - 1].low.replace("’", "'")
    return word.endswith(("'s", "s'")) and word.removesuffix("'s") not in PLACEHOLDERS and word not in PLACEHOLDERS
