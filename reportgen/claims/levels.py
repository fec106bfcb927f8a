"""What a bare number is: a level that something reached, a share of a whole, or nothing of either."""

from __future__ import annotations

from reportgen.claims.direction import from_summit
from reportgen.claims.elapsed import elapsed
from reportgen.claims.sentence import Sentence


def of_a_whole(sentence: Sentence, i: int) -> bool:
    """ "60% of the stocks", "1.4% below its peak",
    "a 14% growth rate": a share or a distance, no change of an index.
    """
    tags, row, quantity = sentence.tags, sentence.mentions, sentence.mentions[i].value
    if quantity.unit != "percent":
        return False
    if tags[i + 1 : i + 2] == "o" and row[i + 2 : i + 3] and row[i + 2].low == "value":
        return False
    if tags[i + 1 : i + 3] == "oN" and (tags[i - 1 : i] in ("h", "C", "c", "V", "G") or _definite(sentence, i)):
        return False  # "beat the 6.3% of the S&P 500"
    if tags[i + 1 : i + 2] == "o" and tags[i + 2 : i + 3] in ("x", "X", "B", "N", "m", "L"):
        return True
    if tags[i + 1 : i + 2] == "N" and row[i + 1].low in ASSETS and tags[i + 2 : i + 3] not in ("U", "D"):
        return True  # "holds 60% stocks and 40% bonds"
    if tags[i + 1 : i + 2] == "x" and row[i + 1].low in ASSETS:
        return True
    k = i + 1
    while tags[k : k + 1] in ("(", "[", "x") and k < i + 4 and row[k].low not in APART:
        k += 1
    if from_summit(sentence, k):
        return False
    return bool(tags[k : k + 1]) and row[k].low in APART and tags[k + 1 : k + 2] not in ("", ".")


def _definite(sentence: Sentence, i: int) -> bool:
    start = sentence.mentions[i].start
    return sentence.text[max(0, start - 6) : start].rstrip().lower().endswith(" the")


ASSETS = {"stocks", "bonds", "equities", "shares", "treasuries", "cash", "fixed income", "fixed"}
"""What a portfolio holds so much of."""
APART = {
    "below",
    "above",
    "under",
    "shy of",
    "short of",
    "away",
    "stake",
    "tariff",
    "tariffs",
    "chance",
    "probability",
    "yield",
    "expense",
    "fee",
    "dividend",
    "weighting",
    "weight",
    "allocation",
    "premium",
    "discount",
    "coupon",
    "tax",
    "rate",
    "mortgage",
}


def levelled(sentence: Sentence, i: int) -> bool:
    """Whether a bare number may be a level or a change in points: it follows a word of the kind, or its subject."""
    tags, quantity = sentence.tags, sentence.mentions[i].value
    text = sentence.mentions[i].text
    if sentence.mentions[i + 1 : i + 2] and sentence.mentions[i + 1].low in (
        "companies",
        "stocks",
        "members",
        "shares",
        "firms",
        "names",
        "jobs",
        "people",
        "times",
        "investors",
        "funds",
    ):
        return False
    if quantity.worded and quantity.value < 1 and quantity.unit != "money":
        return False  # "third of four"
    if tags[i - 1 : i] == "o" and sentence.mentions[i - 2].low.endswith("average"):
        return False  # "above its 50-day average of 5,600"
    if tags[i - 1 : i] == "N" and not quantity.decimals and _counts_members(sentence, i):
        return False  # "the Dow has 30 members, the Russell 2000 about 2,000"
    if quantity.hedge in ("more than", "less than") and (before_z(tags, i) or _staying(sentence, i)):
        return True
    looks = "," in text or quantity.decimals > 0 or quantity.unit == "money"
    looks = looks or (quantity.worded and quantity.value >= 1000)
    if quantity.value < 1 and quantity.worded and tags[i + 1 : i + 2] == "o":
        return False  # "about two-thirds of it on Friday"
    before = tags[i - 1] if i else ""
    if tags[i - 2 : i] == "Po" and sentence.mentions[i - 2].value.kind == "summit":
        return True
    if not looks and quantity.value < 100:
        # "the VIX closed at 17", "rose to 18": only right behind "at" or "to".
        if not (before in "tA" and any(t in "zUD" for t in tags[max(0, i - 6) : i])):
            return False
        return tags[i + 1 : i + 2] in ("", ".", ",", "r", "f", ";", "w", "P", "W", ")")
    if not looks and (
        before not in "tA"
        or not any(t in "zUD" for t in tags[max(0, i - 7) : i])
        or any(t in "L" for t in tags[max(0, i - 4) : i])
    ):
        return False
    if before in "tAzf(:UDbI" or before == "H" or (before == "x" and tags[i - 2 : i - 1] in ("t", "A", "z")):
        if before == "f" and not any(t in "tAUDz" for t in tags[:i]):
            return looks
        return not (before in "UDb" and not looks)
    if before == "N":
        return looks
    if looks and tags[i - 3 : i] in ("wIw", "wHw") and tags[i - 4 : i - 3] == "z":
        return sentence.mentions[i - 4].low.startswith(("clos", "settl", "end", "finish"))  # "closed as low as $72.21"
    if looks and (before in ("V", "P", "x", ",", "(", ":") or tags[i - 2 : i] == "V.") and elapsed(sentence, i):
        return True  # "compared with 46,946.65 last Friday"
    if quantity.hedge and looks:
        return any(t in "zUD" for t in tags[:i]) or tags[i + 1 : i + 2] == "z"
    if quantity.hedge and quantity.value >= 1000:
        return True
    if looks and before == "," and tags[i - 2 : i - 1] == "N" and "R" in tags[i + 1 : i + 4]:
        return True  # "for the Dow, 49,504.07 is likewise a record close"
    return looks and before in ("o", "r", ",") and any(t in "zR" for t in tags[:i])


def _counts_members(sentence: Sentence, i: int) -> bool:
    """Whether a number before that at `i` counts companies or the like, and so this one does."""
    tags, row = sentence.tags, sentence.mentions
    return any(
        tags[j] == "L" and row[j + 1].low in ("companies", "stocks", "members", "shares", "firms", "names",
            "constituents", "components")
        for j in range(i)
    )  # fmt: skip


def _staying(sentence: Sentence, i: int) -> bool:
    """ "The VIX spent the week above 20", "is back below 15": a level without a verb of closing."""
    row = sentence.mentions
    return row[i].low.startswith(("above ", "below ", "under ", "over ")) and any(
        m.low in STAYING for m in row[max(0, i - 2) : i]
    )


STAYING = {"spent", "stayed", "remained", "remains", "stays", "back", "kept", "lodged", "is"}


def before_z(tags: str, i: int) -> bool:
    """Whether a verb of closing stands right before the number at `i`: "ends below 12"."""
    return tags[i - 1 : i] == "z"


NOUNS = {"loss", "losses", "gain", "gains", "up", "down", "higher", "lower"}
