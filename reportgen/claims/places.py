"""A place in a field: by a superlative, an ordinal or a verb that leads or lags."""

from __future__ import annotations

import re

from reportgen.claims.groups import COUNTS
from reportgen.claims.sentence import Sentence

TRAILED = ("trailed", "trails", "trail", "lagged", "lags", "lag", "trailing", "lagging", "lagged behind")
GAINS = (
    "gain",
    "gains",
    "advance",
    "rise",
    "return",
    "increase",
    "jump",
    "climb",
    "performance",
    "showing",
    "result",
    "performer",
    "gainer",
    "move",
    "rally",
    "week",
    "percentage",
    "day",
    "session",
)
LOSSES = ("loss", "losses", "decline", "drop", "fall", "slide", "decrease", "loser", "decliner", "setback", "tumble")
MOSTLY = re.compile(r"^[^,.;]{0,30} (?:for|over|during|through|throughout) (?:most|much|part|the bulk|years|decades)\b")


def place_at(sentence: Sentence, i: int) -> int:
    """The place in a field that the words at `i` tell: 1 the best, -1 the last; 0 for none."""
    tags, row = sentence.tags, sentence.mentions
    tag, word = tags[i], row[i].low
    after = tags[i + 1 : i + 2]
    if tag == "K":
        if word in ("led", "leads", "lead", "leading"):
            if word == "lead" and after == "r" and row[i + 1].low == "over":
                return 0  # "its lead over the S&P 500"
            if after in ("N", "b", "t") or tags[i - 1 : i] in ("b", "o", "V"):
                return 0
            way = -1 if after == "D" else 1  # "led the decline"
            return way if _finite(sentence, i) else 0
        if word in ("best", "strongest", "winner", "leader", "standout"):
            if after in ("P", "d", "x", "U", "z", "o", "W") and _superlative(sentence, i):
                return 1
            return (
                1
                if word in ("leader", "winner", "standout")
                and after in ("", ".", ",", "P", "r", "o")
                and _finite(sentence, i)
                else 0
            )
        return 1
    if tag == "k":
        if word in ("worst", "weakest", "slowest"):
            return -1 if after in ("P", "d", "x", "D", "U", "z", "o", "W") and _superlative(sentence, i) else 0
        return -1
    if (
        tag == "c"
        and word in TRAILED
        and after not in ("N", "T", "B", "h")
        and not (after == "x" and tags[i + 2 : i + 3] == "N")
    ):
        return -1 if _finite(sentence, i) else 0
    if tag in "HI" and word in (
        "biggest",
        "largest",
        "smallest",
        "least",
        "steepest",
        "sharpest",
        "highest",
        "greatest",
        "slimmest",
    ):
        j = i + 1
        while tags[j : j + 1] in ("d", "P", "x", "W") and j < i + 3 and row[j].low not in GAINS + LOSSES:
            j += 1
        noun = row[j].low if j < len(row) else ""
        if _of_several(sentence, i) and not (noun in GAINS or noun in LOSSES):
            noun = next((m.low for m in row[sentence.clause(i)[0] : i] if m.low in GAINS + LOSSES), "")
        if (noun in GAINS or noun in LOSSES) and _superlative(sentence, i):
            down = noun in LOSSES
            small = word in ("smallest", "least", "slimmest")
            return -1 if down != small else 1
    if tag == "x" and word == "runner" and row[i + 1 : i + 2] and row[i + 1].low == "up":
        return 2
    if tag == "O" or (tag == "L" and word == "third" and i and row[i - 1].low in ("in", "came", "ranked", "finished")):
        number = int(row[i].value) if tag == "O" else 3
        if (
            (
                (row[i - 2].low if i > 1 and row[i - 1].low == "in" else row[i - 1].low)
                in (
                    "ranks",
                    "ranked",
                    "rank",
                    "came",
                    "placed",
                    "finished",
                    "ending",
                    "finishing",
                    "placing",
                    "coming",
                    "was",
                    "ranking",
                )
                if i
                else False
            )
            and after in ("r", "", ".", ",", "a", "o", "P", "x", "b", "w")
            and not (after == "x" and row[i + 1].value in ("full",))
        ):
            among = [m for m in row[i + 1 : i + 4] if m.tag == "B" or m.low in ("among", "of", "best")]
            return (
                number if among or row[i - 1].low.startswith(("rank", "plac", "came", "coming")) or after == "o" else 0
            )
        if after == "r" and row[i + 1].low == "among":
            return number
        if (
            i
            and row[i - 1].low in ("distant", "close", "clear", "poor", "strong")
            and after in ("", ".", ",", ";", "A", "r")
        ):
            return number  # "with the Nasdaq a distant second at 1.9%"
        if after == "k" and row[i + 1].low in ("worst", "weakest"):
            return -number
        if after == "K" and row[i + 1].low in ("best", "strongest") and _superlative(sentence, i + 1):
            return number
    return 0


def is_of_others(sentence: Sentence, i: int) -> bool:
    """ "Far ahead of large ones, which lagged": of what has no name."""
    tags, row = sentence.tags, sentence.mentions
    begin, _ = sentence.clause(i)
    if tags[begin] != "w" or row[begin].low not in ("which", "who"):
        return False
    at = begin - 1 - (tags[begin - 1 : begin] == ",")
    return at >= 0 and tags[at] == "x" and row[at].low in ("ones", "others", "peers", "rivals", "counterparts")


def is_inside(sentence: Sentence, i: int) -> bool:
    """ "The best performer in the S&P 500 was Intel": a place among its members."""
    tags, row = sentence.tags, sentence.mentions
    at = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] == "N"), -1)
    if at < 0 or row[at - 1].low not in ("in", "on", "within", "of") or at - 1 == i:
        return False
    return any(m.low.endswith(("performer", "performers", "gainer", "loser", "decliner")) for m in row[i:at])


def _of_several(sentence: Sentence, i: int) -> bool:
    """Whether a place is one among those that the words behind it count: "the smallest of the four"."""
    return sentence.tags[i + 1 : i + 3] in ("oL", "oB") or (
        sentence.tags[i + 1 : i + 2] == "r" and sentence.tags[i + 2 : i + 3] == "B"
    )


def _finite(sentence: Sentence, i: int) -> bool:
    """Whether a subject stands right before the verb at `i`, or the clause has elided one."""
    tags = sentence.tags
    begin, _ = sentence.clause(i)
    j = i - 1
    while j >= begin and tags[j] in "xrWPYzO,a" and j > i - 7:
        j -= 1
    return (j >= 0 and tags[j] in "NT") or (begin == i and i > 0) or (j == begin and tags[j] in "w;")


def _superlative(sentence: Sentence, i: int) -> bool:
    """ "the week's best performer", "the biggest gain of the four" are places in a field; "its best day" is not."""
    tags, row = sentence.tags, sentence.mentions
    ahead = row[i + 1 : i + 9]
    if any(m.tag == "B" and m.value != 0 for m in ahead):
        return True
    if any(tags[j : j + 2] == "oL" and row[j + 1].low in COUNTS for j in (i + 1, i + 2)):
        return True  # "the weakest of the four"
    words = sentence.text[max(0, row[i].start - 12) : row[i].start].lower()
    if words.rstrip().endswith(("its", "their", "s'")) and not words.rstrip().endswith(
        ("week's", "day's", "month's", "year's")
    ):
        return False
    near = [m.low for m in row[i + 1 : i + 4]]
    if any(
        w in ("performer", "performers", "performance", "gainer", "showing", "result", "return", "performing")
        for w in near
    ):
        return True
    if any(m.low == "among" for m in (*ahead, *row[:2])):
        return True
    return any(w in GAINS + LOSSES and w not in ("week", "day", "session") for w in near) and (
        tags[i - 1 : i] in ("P", "W", "Y") or words.rstrip().endswith("the")
    )
