"""Which way a number goes: by the verb, the noun or the adjective that carries it."""

from __future__ import annotations

from reportgen.claims.sentence import Sentence


def from_summit(sentence: Sentence, k: int) -> bool:
    """Whether a dated high or low stands behind the word at `k`: "below its July 31 record"."""
    behind = sentence.mentions[k + 1 : k + 2]
    return bool(behind) and behind[0].tag == "P" and behind[0].value.kind == "summit"


def direction_of(sentence: Sentence, i: int, back: int = 8) -> tuple[int, int]:
    """The verb, noun or adjective that carries the number at `i` (its index, -1 for none) and its direction.

    `back` is how many numbers of a list it may stand before.
    """
    tags, row = sentence.tags, sentence.mentions
    begin, _ = sentence.clause(i)
    after = i + 1
    if tags[after : after + 1] in ("U", "D") and not (
        row[after].value == "" and row[after].low in ("up", "down") and tags[after + 1 : after + 2] in ("Q", "t")
    ):
        return after, 1 if tags[after] == "U" else -1
    if (
        tags[after : after + 1] in ("x", "P", "X", "d", "W")
        and tags[after + 1 : after + 2] in ("U", "D")
        and _noun_like(row[after + 1].text)
    ):
        return after + 1, 1 if tags[after + 1] == "U" else -1
    if row[after : after + 1] and row[after].low in SIDES and from_summit(sentence, after):
        return after, SIDES[row[after].low]
    j = i - 1
    steps = 0
    while j >= begin - 1 and j >= 0 and steps < 12:
        tag = tags[j]
        if tag in "UD":
            noun = _sized(sentence, j, begin)
            return (noun, 1 if tags[noun] == "U" else -1) if noun >= 0 else (j, 1 if tag == "U" else -1)
        if tag == "F":
            return j, 0
        if tag in "QL":
            listed = all(t in ",a(tx" for t in tags[j + 1 : i]) or _next_in_list(sentence, j, i)
            if not back or not listed:
                return -1, 0
            before = direction_of(sentence, j, back - 1)
            return before if before[0] < j else (before[0], before[1])
        if tag in ";.w" and j >= begin:
            return -1, 0
        if tag == "N" and j != i - 1 and not _carried(tags, j):
            return -1, 0
        j -= 1
        steps += 1
    return -1, 0


def _next_in_list(sentence: Sentence, j: int, i: int) -> bool:
    """Whether the number at `i` follows that at `j` under one verb: "the S&P 500 rose 0.8%, the Nasdaq 1.6% and the Dow 0.4%"."""
    row = sentence.mentions
    if sentence.tags[j + 1 : i] not in (",N", "aN", ",aN"):
        return False
    return bool(row[i].value.unit == row[j].value.unit and not row[i].value.sign and not row[j].value.sign)


SIDES = {"below": -1, "under": -1, "off": -1, "beneath": -1, "short of": -1, "shy of": -1, "above": 1}
"""Where a close stands, seen from a dated high or low."""


def _carried(tags: str, j: int) -> bool:
    """Whether the name at `j` stands between a verb and its number: "lifted the S&P 500 by 1.6%"; but in "the Dow and
    the Nasdaq added 1.2%" the verb comes behind it.
    """
    return tags[j - 1 : j] in ("U", "D") or (tags[j - 1 : j] in ("r", "o") and tags[j - 2 : j - 1] in ("U", "D"))


SIZED = {
    "shrank",
    "shrinks",
    "shrinking",
    "narrowed",
    "narrows",
    "grew",
    "grows",
    "growing",
    "widened",
    "expanded",
    "swelled",
    "eased",
    "increased",
    "contracted",
    "improved",
    "rose",
    "fell",
    "climbed",
    "slipped",
    "cooled",
}
NAMED = {"gain", "gains", "loss", "losses", "advance", "decline", "return", "returns", "drop", "increase", "rise"}


def _sized(sentence: Sentence, verb: int, begin: int) -> int:
    """The noun of which a verb tells the size: a "gain for the year shrank to 4.3%" is a gain; -1 where there is none."""
    tags, row = sentence.tags, sentence.mentions
    if row[verb].low not in SIZED or tags[verb + 1 : verb + 2] not in ("t", "f"):
        return -1
    return next((j for j in range(verb - 1, begin - 1, -1) if tags[j] in "UD" and row[j].low in NAMED), -1)


def _noun_like(text: str) -> bool:
    return text.lower().endswith(
        (
            "gain",
            "loss",
            "drop",
            "rise",
            "fall",
            "decline",
            "advance",
            "jump",
            "slide",
            "increase",
            "decrease",
            "climb",
            "dip",
            "slump",
            "surge",
            "rally",
            "gains",
            "losses",
            "rebound",
            "tumble",
            "plunge",
            "selloff",
            "retreat",
            "higher",
            "lower",
            "pullback",
            "slip",
            "bounce",
            "spike",
            "uptick",
            "leap",
        )
    )
