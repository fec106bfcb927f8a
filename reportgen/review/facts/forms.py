"""Words in the form of those in whose place they are to stand: tense, ordinal, count, particle."""

from __future__ import annotations

import re

from reportgen.claims.lexicon import ORDINALS
from reportgen.formats import NUMERALS, numeral

WAYS = {
    "up": "down", "higher": "lower", "stronger": "weaker", "firmer": "softer", "positive": "negative",
    "in the green": "in the red", "in the black": "in the red", "in positive territory": "in negative territory",
    "upside": "downside", "to the upside": "to the downside", "gain": "loss", "gains": "losses",
    "increase": "decrease", "increases": "decreases", "advance": "decline", "rally": "selloff",
    "gained ground": "lost ground", "gaining ground": "losing ground",
}  # fmt: skip
"""What is said of a rise beside what is said of a fall in the same place."""
BACK = {down: up for up, down in reversed(WAYS.items())} | {
    "decline": "gain", "drop": "gain", "fall": "rise", "slump": "rally", "dip": "gain", "pullback": "gain", "slide": "gain", "drops": "gains",
}  # fmt: skip
VERBS = {True: ("rise", "rises", "rose", "risen", "rising"), False: ("fall", "falls", "fell", "fallen", "falling")}
PAST = frozenset(
    [
        "rose",
        "fell",
        "lost",
        "slid",
        "sank",
        "shed",
        "gave",
        "grew",
        "leapt",
        "shot",
        "crept",
        "sold",
        "shrank",
        "dived",
        "went",
        "put",
        "made",
        "overcame",
    ]
)
BASE = frozenset(
    [
        "rise",
        "fall",
        "gain",
        "lose",
        "drop",
        "slip",
        "slide",
        "climb",
        "advance",
        "add",
        "decline",
        "retreat",
        "ease",
        "jump",
        "surge",
        "soar",
        "leap",
        "sink",
        "tumble",
        "plunge",
        "slump",
        "shed",
        "dip",
        "rally",
        "rebound",
        "recover",
        "grow",
        "increase",
        "decrease",
    ]
)
AHEAD = {
    True: ("outpace", "outpaces", "outpaced", "outpaced", "outpacing"),
    False: ("trail", "trails", "trailed", "trailed", "trailing"),
}
BESIDE = {"ahead of": "behind", "better than": "worse than", "stronger than": "weaker than", "above": "below"}
NOUN = re.compile(r"(?:\b(?:a|an|the|its|their|of)|%|percent|points?)(?: \w+)? $", re.IGNORECASE)
HELPED = re.compile(r"\b(?:has|have|had|having)(?: \w+ly)? $")
ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b|\b(" + "|".join(ORDINALS) + r")\b", re.IGNORECASE)
CARDINAL = re.compile(r"\b(?:" + "|".join(NUMERALS[1:]) + r"|\d+)\b", re.IGNORECASE)
WHOLE = re.compile(r"(all|both)(?: of)?(?: the)? ", re.IGNORECASE)
NONE = re.compile(r"(none)\b", re.IGNORECASE)


def turned(words: str, before: str, *, up: bool) -> str:
    """A word for a rise in the place of one for a fall, or the other way round, in its form."""
    low = words.lower()
    table = BACK if up else WAYS
    if low in table and (low not in BASE or NOUN.search(before)):
        return _cased(table[low], words)
    if low in (WAYS if up else BACK) and low not in BASE:
        return words  # it tells the right way already
    by = " by" if low.endswith(" by") else ""
    if re.search(
        r"\b(?:little|barely|hardly|scarcely|un|almost|roughly|essentially|virtually|mostly)?\s?(?:changed|unchanged|flat\w*)$|^steady$",
        low,
    ):
        return _cased("higher" if up else "lower", words)
    return _cased(_verb(low.removesuffix(" by"), before, VERBS[up]) + by, words)


def little(words: str) -> str:
    """Little changed, in the place of a word for a rise or a fall."""
    low = words.lower()
    if low in WAYS or low in BACK or low.endswith("ing"):
        return "little changed"
    return _cased("was little changed", words)


def ahead(words: str, *, up: bool) -> str:
    """A word for a better change in the place of one for a worse, or the other way round."""
    low = words.lower()
    beside = {worse: better for better, worse in BESIDE.items()} if up else BESIDE
    for phrase, right in beside.items():
        if low.endswith(phrase):
            return _cased(right, words)
    return _cased(_verb(low, "", AHEAD[up]), words)


def counting(number: str, wrong: str, after: str, *, least: int = 0) -> str:
    """A count in the form of the wrong one: "fifth" for "sixth", "six days" for "five days", "two of the four" for "all
    four"; "" where it has no such form.
    """
    count = int(number) if number.isdigit() else 0 if number == "none" else NUMERALS.index(number)
    if count < least:
        return ""
    if found := ORDINAL.search(wrong):
        right = (_suffixed(count) if found[1] else _ordinal(count)) if count else ""
        return wrong[: found.start()] + _cased(right, found[0]) + wrong[found.end() :] if right else ""
    if found := WHOLE.match(wrong):
        rest = wrong[found.end() :]
        return _cased(f"{numeral(count) if count else 'none'} of the {rest}", wrong)
    if found := NONE.match(wrong):
        return _cased(numeral(count), wrong) + wrong[found.end() :]
    if found := CARDINAL.search(wrong):
        none = "none" if (wrong[found.end() :] + after).startswith(" of ") else "no"
        right = str(count) if found[0].isdigit() else numeral(count) if count else none
        rest = wrong[found.end() :]
        rest = re.sub(r"s\b", "", rest, count=1) if count == 1 else rest
        return wrong[: found.start()] + _cased(right, found[0]) + rest
    return ""


def _verb(low: str, before: str, forms: tuple[str, str, str, str, str]) -> str:
    """The form of a verb in which another one stands."""
    base, third, past, participle, gerund = forms
    first = low.split()[0] if low else ""
    if first.endswith("ing"):
        return gerund
    if HELPED.search(before):
        return participle
    if first in PAST or first.endswith("ed") or first in ("beat", "led"):
        return past
    if first.endswith("s") and first != "loss":
        return third
    return base if first in BASE or first in ("trail", "lag", "outpace", "outperform") else past


def _ordinal(count: int) -> str:
    names = list(ORDINALS)
    return names[count - 1] if count <= len(names) else _suffixed(count)


def _suffixed(count: int) -> str:
    tail = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{tail}"


def _cased(words: str, like: str) -> str:
    """Words with a capital where those in whose place they stand begin with one."""
    return words[:1].upper() + words[1:] if like[:1].isupper() else words
