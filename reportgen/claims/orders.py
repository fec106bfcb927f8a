"""Two numbers and the words between them: up from the smaller, below the greater."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Quantity
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import OWNED

BOND = {
    "rallied", "rallying", "gained", "gaining", "advanced", "sold off", "selloff", "cheapened", "firmed", "lost",
    "losing", "strengthened", "weakened", "softened", "stronger", "weaker", "recovered", "rebounded",
}  # fmt: skip
"""What a price does, of which the yield does the opposite."""
EITHER = ("improved", "improves", "improving", "improve")
"""Better may be more or less."""
PAIRED = {"dollar", "greenback", "yen", "franc", "loonie", "yuan"}
"""What is quoted the other way round, as often as not."""
ABOVE = {"above": 1, "below": -1, "under": -1, "over": 1}


@cued("f h above below under over", "L Q")
def orders(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "order": of "at 4.66%, up from 4.70%", "rose to 4.1% from 4.2%" the one number is the greater."""
    tags, row = sentence.tags, sentence.mentions
    if PAIRED & {m.low for m in row}:
        return
    for j, tag in enumerate(tags):
        if tag == "f" or (tag == "h" and tags[j - 1 : j] in ("U", "D")):
            found = _led(sentence, j)
        elif tag == "x" and row[j].low.split()[-1] in ABOVE:
            found = _beyond(sentence, j)
        else:
            continue
        if found is None:
            continue
        last, first, verb = found
        now, then = row[last].value, row[first].value
        sense = ABOVE.get(row[verb].low.split()[-1], 0) or (1 if tags[verb] == "U" else -1)
        if not _alike(now, then) or not _plain(sentence, verb) or denied(sentence, verb, verb):
            continue
        if (now.value - then.value) * sense < 0:
            taken.add(verb)  # refuted by its own numbers, it is not held to the closes besides
        marks = marked(sentence, direction=verb, quantity=last, other=first)
        pair = replace(now, high=then.value)
        yield Claim("order", sentence.part, span_of(marks), (), (), pair, sense, marks=marks)


def _led(sentence: Sentence, j: int) -> tuple[int, int, int] | None:
    """The number now, the one before and the verb, around "from" or "higher than" at `j`."""
    tags = sentence.tags
    first = skipped(tags, j + 1, "xPWzo")
    k = j - 1
    while k > 0 and tags[k] in "rWPx,":
        k -= 1
    if tags[first : first + 1] not in ("L", "Q") or k < 0:
        return None
    if tags[k] in "UD":
        if tags[first + 1 : first + 2] == "t" and tags[first + 2 : first + 3] == tags[first]:
            return first + 2, first, k
        last = next((n for n in range(k - 1, max(-1, k - 5), -1) if tags[n] in "QLwN;"), -1)
        return (last, first, k) if last >= 0 and tags[last] == tags[first] else None
    if tags[k] == tags[first] and tags[k - 1 : k] == "t":
        verb = next((n for n in range(k - 2, max(-1, k - 8), -1) if tags[n] in "UDFwN;"), -1)
        if verb >= 0 and verb < k - 2 and sentence.mentions[verb].low in OWNED:
            return None  # "cut the advance for the year to 4.7% from 9.4%"
        return (k, first, verb) if verb >= 0 and tags[verb] in "UD" else None
    return None


def _beyond(sentence: Sentence, j: int) -> tuple[int, int, int] | None:
    """The two numbers around "slightly above the prior Friday's 14.32"."""
    tags = sentence.tags
    first = skipped(tags, j + 1, "xPWzo")
    last = j - 2 if tags[j - 1 : j] == "," else j - 1
    if tags[first : first + 1] != "L" or first == j + 1 or last < 0 or tags[last] != "L":
        return None
    return (last, first, j) if any(t in "PW" for t in tags[j + 1 : first]) else None


def skipped(tags: str, j: int, over: str) -> int:
    """The first mention from `j` on whose tag is none of `over`, at most five on."""
    end = j + 5
    while j < end and tags[j : j + 1] and tags[j] in over:
        j += 1
    return j


def _alike(now: Quantity, then: Quantity) -> bool:
    """Whether two numbers are of one kind and as exact as they are printed."""
    return (
        now.unit == then.unit in ("", "money", "percent")
        and not (now.sign or then.sign or now.hedge or then.hedge or now.high or then.high)
        and then.value > 0
        and Decimal("0.3") < now.value / then.value < 3
    )


def _plain(sentence: Sentence, verb: int) -> bool:
    """Whether a verb says which number is the greater, whatever it is said of."""
    word = sentence.mentions[verb].low
    percent = any(m.tag == "Q" for m in sentence.mentions)
    return word not in EITHER and not (percent and word in BOND)
