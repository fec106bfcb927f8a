"""Names that are no subject: what something is held against, a part of, or only described by."""

from __future__ import annotations

from reportgen.claims.lexicon import hedge_of
from reportgen.claims.sentence import ADVERBS, VERBAL, Sentence

MEMBERS = ("stock", "share", "company", "member", "constituent", "component", "name", "stocks", "companies", "members")
"""Of these something is told that is not of the index in which they are."""


def is_added(sentence: Sentence, comma: int, at: int) -> bool:
    """Whether "and" or "with" behind a comma adds something of its own: "rose 1%, with utilities down 0.4%"."""
    return any(m.tag == "a" or m.low == "with" for m in sentence.mentions[comma + 1 : at])


def is_apposed(tags: str, begin: int, comma: int) -> bool:
    """Whether what follows a comma describes the name before it: "the Dow, an index of 30 shares, rose"."""
    return any(tags[k] in "NT" for k in range(begin, comma))


def is_object(sentence: Sentence, j: int) -> bool:
    """Whether the name at `j` is no subject: it is held against another, or is a part of something."""
    tags = sentence.tags
    if j == 0:
        return False
    before = tags[j - 1]
    if before in "VhCc":
        return True
    if before == "K" and sentence.mentions[j - 1].low in ("led", "leads", "topped", "tops", "paced", "paces"):
        return "N" in tags[: j - 1]  # "the Dow led the four indexes with a gain of 1.8%"
    if before == "r" and sentence.mentions[j - 1].low in ("among", "amid", "within"):
        return True
    if (
        before == "r"
        and j > 1
        and tags[j - 2] in "xX"
        and sentence.mentions[j - 1].low in ("in", "of")
        and sentence.mentions[j - 2].low not in ADVERBS | VERBAL
    ):
        return sentence.mentions[j - 2].low in (
            "stocks",
            "shares",
            "companies",
            "members",
            "names",
            "trading",
            "stock",
            "firms",
            "constituents",
            "issues",
            "components",
            "volume",
            "weakness",
            "strength",
        )
    if before == "x" and j > 1 and sentence.mentions[j - 1].value in ("both", "either") and tags[j - 2] in "VhCc":
        return True
    if before == "o" and any(t in "GCcVh" for t in tags[max(0, j - 4) : j - 1]):
        return True  # "more than twice the gain of the S&P 500"
    if before == "o":
        # "the gain of the Dow", "the yield of" belong to it; "members of the S&P 500" do not.
        return tags[j - 2 : j - 1] not in ("U", "D", "z", "H", "I", "")
    if before in "a," and j > 1:
        if before == "," and tags[j - 3 : j - 2] == "a" and any(begin == j - 1 for begin, _ in sentence.clauses):
            return False  # "among the Dow, the Nasdaq and the S&P 500, the Dow had": the list is over
        k = j - 1
        while k > 0 and tags[k] in "a,":
            k -= 1
        return tags[k] == "N" and is_object(sentence, k)
    return False


def is_noun(sentence: Sentence, j: int, at: int) -> bool:
    """Whether the unknown word at `j` may be the subject itself: no adverb, no auxiliary, no participle."""
    mention = sentence.mentions[j]
    word = mention.low
    if mention.tag == "X":
        return sentence.tags[j + 1 : j + 2] not in ("N",)
    if (
        j
        and sentence.tags[j - 1] == "x"
        and sentence.mentions[j - 1].low in ("is", "are", "was", "were", "has", "have", "had", "been")
    ):
        return False
    if word in ADVERBS or word in VERBAL or not word.isalpha() or hedge_of(tuple(word.split())):
        return False
    return not (word.endswith(("ly", "ing", "ed")) or len(word) < 3) and word not in WEAK


WEAK = {
    "gauge",
    "index",
    "average",
    "benchmark",
    "group",
    "day",
    "jobs",
    "having",
    "and",
    "also",
    "own",
    "new",
    "fresh",
    "that",
    "this",
    "yield",
    "share",
    "price",
    "prices",
    "yields",
    "barrel",
    "ounce",
    "composite",
    "industrials",
    "note",
    "broad",
    "total",
    "whole",
    "cumulative",
    "net",
    "full",
    "weekly",
    "daily",
    "modest",
    "solid",
    "strong",
    "small",
    "big",
    "mere",
    "tiny",
    "sharp",
    "steep",
    "scant",
    "healthy",
    "robust",
    "respectable",
    "slim",
    "hefty",
    "whopping",
    "slight",
    "another",
    "one",
    "there",
    "with",
    "what",
    "had",
    "ground",
    "start",
    "bigger",
    "larger",
    "better",
    "steeper",
    "faster",
    "greater",
    "sharper",
    "harder",
    "further",
    "smaller",
    "slimmer",
    "slower",
    "milder",
    "narrower",
}
