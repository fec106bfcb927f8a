"""Changes, levels and directions: what a sentence says that an instrument did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.cues import cued
from reportgen.claims.elapsed import elapsed
from reportgen.claims.nouns import Claim, Kind, Quantity, Window
from reportgen.claims.sentence import ADVERBS, VERBAL, Sentence
from reportgen.claims.subjects import UNKNOWN, Subject, subject_of
from reportgen.claims.tagging import Mention
from reportgen.claims.windows import When, came, since_when, when
from reportgen.model import Span


@cued()
def moves(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """The changes, levels and directions of a sentence; `taken` are mentions that other readers have used."""
    verbs: set[int] = set()
    for i, tag in enumerate(sentence.tags):
        if i in taken or tag not in "QL":
            continue
        quantity: Quantity = sentence.mentions[i].value
        away = _from_where(sentence, i)
        if away:
            taken.add(i)
            yield from away
            continue
        if tag == "L" and _listed_points(sentence, i):
            quantity = replace(quantity, unit="points")
        elif (tag == "L" and not _levelled(sentence, i)) or _of_a_whole(sentence, i) or quantity.unit == "times":
            continue
        verb, direction = direction_of(sentence, i)
        if tag == "L" and i and sentence.tags[i - 1] in "UD" and _is_mark(sentence, i):
            quantity = replace(quantity, hedge="more than" if direction > 0 else "less than")
        if _earlier(sentence, i) or _aside(sentence, i):
            taken.add(i)
            continue
        if denied(sentence, i, verb):
            verbs.add(verb)
            continue
        subject = subject_of(sentence, i, verb)
        period = when(sentence, i, verb, subject=subject.index)
        taken.add(i)
        rate = bool(subject.keys) and subject.keys[0] in sentence.names.rates
        if not rate and tag == "Q" and i and sentence.mentions[i - 1].low in ("yields", "yielded", "yield", "yielding"):
            continue  # "the S&P 500 yields 1.2%": a dividend
        if verb >= 0 and _kind(sentence, i, quantity, verb, rate=rate) == "change":
            verbs.add(verb)
        for one in _shared_out(sentence, i, subject):
            yield _numbered(sentence, i, one, period, quantity, verb, direction)
    yield from _directions(sentence, taken, verbs)


def _is_mark(sentence: Sentence, i: int) -> bool:
    """Whether a round number is a level that was crossed: "surrendered the 6,000 level"."""
    return any(
        m.low in ("level", "mark", "barrier", "threshold", "milestone", "handle")
        for m in sentence.mentions[i + 1 : i + 2]
    )


def _earlier(sentence: Sentence, i: int) -> bool:
    """ "Shrank to 4.3% from 6.2%": what an earlier change was, of which nothing can be told; not the level of a rate."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i] != "Q" or tags[i - 1 : i] != "f" or row[i].value.unit != "percent" or tags[i + 1 : i + 2] == "r":
        return False
    return not any(
        (m.tag == "N" and m.value in sentence.names.rates) or (m.tag == "T" and m.value == "rate") for m in row[:i]
    )


PASSING = re.compile(
    r"^[^.;]{0,30}\b(?:at (?:one|its|their) (?:point|worst|best|lows?|highs?|peak)|intraday|(?:the|a|one) (?:day|session) (?:before|earlier|prior)|the previous (?:day|session)|(?:just|only) a (?:week|day|month) (?:earlier|ago|before)|earlier in the|in (?:early|morning|midday) trading)\b",
    re.IGNORECASE,
)


APIECE = ("more than", "less than", "more", "less", "dearer", "cheaper", "apart")
"""Behind a sum: it is a difference from something, and no level."""


def _aside(sentence: Sentence, i: int) -> bool:
    """A number that nothing is to be said of: within so much of something, at one point, after a 2% drubbing on a day that
    is not named.
    """
    tags, row = sentence.tags, sentence.mentions
    if row[i - 1].low == "within" if i else False:
        return True
    if tags[i] == "L" and row[i].value.hedge and tags[i - 1] == "P" and row[i - 1].value.kind in ("sessions", "weeks"):
        return True  # "spent three days above 6,000"
    if tags[i] == "L" and row[i].value.unit == "money" and any(m.low in APIECE for m in row[i + 1 : i + 2]):
        return True
    if any(m.low == "had" for m in row[max(0, i - 4) : i]) and not any(
        m.tag in "WY" or (m.tag == "P" and m.value.kind.startswith("last")) for m in row[max(0, i - 8) : i + 6]
    ):
        return True
    if PASSING.match(sentence.text[row[i].end : row[i].end + 70]):
        return True
    begin, end = sentence.clause(i)
    opening = row[begin].low
    return (
        opening in ("after", "following", "despite")
        and tags[begin] == "w"
        and tags[i] == "Q"
        and not any(t in "PWYU" for t in tags[begin:end])
        and "D" not in tags[begin:end]
    )


def _shared_out(sentence: Sentence, i: int, subject: Subject) -> Iterator[Subject]:
    """Whom a number is for: "the S&P 500 and the Dow rose 1.6% and 2.3%, respectively" gives each its own."""
    tags = sentence.tags
    if "respectively" in sentence.text[sentence.mentions[0].start : sentence.mentions[-1].end] and not subject.each:
        return iter(())
    paired = "respectively" in sentence.text[sentence.mentions[0].start : sentence.mentions[-1].end]
    if not subject.each or (sentence.mentions[max(subject.index, 0)].tag == "B" and not paired):
        return spread_out(subject)
    _begin, _end = sentence.clause(i)
    unit = sentence.mentions[i].value.unit
    numbers = [
        j for j in range(subject.index, len(tags)) if tags[j] in "QL" and sentence.mentions[j].value.unit == unit
    ]
    bearers = [(subject.index, subject.keys[0]), *((index, key) for key, index in subject.each)]
    if sentence.mentions[max(subject.index, 0)].tag != "B":
        bearers.sort()
    if "respectively" in sentence.text[sentence.mentions[0].start : sentence.mentions[-1].end] and len(numbers) != len(
        bearers
    ):
        return iter(())
    if (
        len(numbers) == len(bearers)
        and i in numbers
        and all(tags[j] in "QLa,tbxA" for j in range(numbers[0], numbers[-1]))
    ):
        index, key = bearers[numbers.index(i)]
        return iter((Subject((key,), index),))
    return spread_out(subject)


def spread_out(subject: Subject) -> Iterator[Subject]:
    """One subject for each of several that share a statement."""
    yield subject
    for key, index in subject.each:
        yield Subject((key,), index)


def _numbered(
    sentence: Sentence, i: int, subject: Subject, period: When, quantity: Quantity, verb: int, direction: int
) -> Claim:
    rate = bool(subject.keys) and subject.keys[0] in sentence.names.rates
    kind = _kind(sentence, i, quantity, verb, rate=rate)
    marks = marked(sentence, quantity=i, direction=verb, subject=subject.index, window=period.index)
    near = {"quantity": marks["quantity"]}
    for role, j in (("direction", verb), ("subject", subject.index), ("window", period.index)):
        if j >= 0 and not any(t in "QL" for t in sentence.tags[min(i, j) + 1 : max(i, j)]):
            near[role] = marks[role]
    if kind in ("level", "base", "threshold") and (ago := elapsed(sentence, i)):
        if quantity.hedge and "L" in sentence.tags[sentence.clause(i)[0] : i]:
            kind, quantity = "level", replace(quantity, hedge="")  # "at 14.24, just below 14.32 a week earlier"
        readings = (ago, Window("week")) if ago.part == "end" else (ago,)
        kind, period = ("level" if kind == "base" else kind), When(readings)
    if kind in ("level", "base", "threshold"):
        direction = 0 if kind == "threshold" else direction
    return Claim(
        kind, sentence.part, span_of(near), subject.keys, period.windows, quantity, quantity.sign or direction,
        marks=marks, sure=subject.sure, detail="beside" if period.index > i and (all(t == "r" for t in sentence.tags[i + 1 : period.index]) or came(sentence, period.index)) else "",
    )  # fmt: skip


def _kind(sentence: Sentence, i: int, quantity: Quantity, verb: int, *, rate: bool) -> Kind:
    """Whether a number is a change, a level, the level a change began at, or a mark that was passed."""
    tags = sentence.tags
    before = tags[i - 1] if i else ""
    if before == "x" and sentence.mentions[i - 1].value in ("about", "nearly"):
        before = tags[i - 2] if i > 1 else ""
    if sentence.tags[i] == "L" and tags[i - 2 : i] == "Po" and sentence.mentions[i - 2].value.kind == "summit":
        return "base"
    if _told_earlier(sentence, i) and (sentence.tags[i] == "L" or rate):
        return "base"
    if (quantity.hedge == "more than" and sentence.tags[i] == "L") or (
        quantity.hedge == "less than" and sentence.tags[i] == "L"
    ):
        return "threshold"
    if quantity.unit in ("points", "basis points", "percentage points"):
        return "change"
    if quantity.sign and quantity.unit == "percent":
        return "change"
    if before == "f" and (sentence.tags[i] == "L" or rate):
        return "base"
    if sentence.tags[i] == "L":
        if quantity.unit == "money" and tags[i - 2 : i] == "Q(" and _dwarfed(sentence, i):
            return "change"
        if quantity.unit == "money" and verb == i - 1 and verb >= 0 and tags[i - 1] in "UD":
            return "change"
        if verb == i - 1 and verb >= 0 and not rate and quantity.unit == "" and before in "UDb":
            return "change"
        return "level"
    if rate and quantity.unit == "percent":
        if before in "tAz" or (before == "x" and tags[i - 2 : i - 1] in "z") or _yielding(sentence, i):
            return "level"
        if verb < 0:
            return "level"
    if quantity.unit == "percent" and before == "t" and verb >= 0 and not rate and any(t == "Q" for t in tags[verb:i]):
        return "change"
    return "change"


def _dwarfed(sentence: Sentence, i: int) -> bool:
    """Whether a sum in brackets behind a change is that change in money: "15% ($13.74 a barrel) ... at $76.46"."""
    mine = sentence.mentions[i].value.value
    return any(
        m.tag == "L" and m.value.unit == "money" and m.value.value > 2 * mine for m in sentence.mentions[:i] + sentence.mentions[i + 1 :]
    )  # fmt: skip


def _told_earlier(sentence: Sentence, i: int) -> bool:
    """ "19.25 a day earlier", "the previous Friday's 4.73%"."""
    row = sentence.mentions
    behind = " ".join(m.low for m in row[i + 1 : i + 4])
    before = row[i - 1].low if i else ""
    return bool(
        re.match(
            r"(?:a |the )?(?:day|week|session|month|year) (?:earlier|ago|before)\b|(?:the )?friday (?:earlier|before|prior)\b|(?:a|one) (?:day|week|session) (?:earlier|ago|before)",
            behind,
        )
    ) or before.startswith(("the previous friday", "the prior friday", "last friday"))


def _yielding(sentence: Sentence, i: int) -> bool:
    for j in range(i - 1, max(i - 4, -1), -1):
        if sentence.tags[j] == "z" and sentence.mentions[j].low.startswith(
            ("yield", "sto", "clos", "end", "finish", "settl", "sat", "sit")
        ):
            return True
        if sentence.tags[j] not in "x,orN":
            return False
    return False


def _listed_points(sentence: Sentence, i: int) -> bool:
    """ "Cost the Dow 1,152.96 points, the S&P 500 178.91 and the Nasdaq 561.03": points by the first of the list."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i - 1 : i] != "N" or tags[i - 2 : i - 1] not in (",", "a"):
        return False
    before = next((j for j in range(i - 1, -1, -1) if tags[j] == "Q"), -1)
    return before >= 0 and row[before].value.unit == "points" and all(t in "N,aL" for t in tags[before + 1 : i])


def _from_where(sentence: Sentence, i: int) -> list[Claim]:
    """ "0.9% below where it ended 2023", "2% above where the week began": a change from there."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i] != "Q" or i + 3 >= len(row) or row[i + 1].low not in ("below", "above"):
        return []
    dated = row[i + 2].tag in "YW" and row[i + 3].low in ("close", "closing", "level", "finish")
    if not dated and row[i + 2].low != "where":
        return []
    at = i + 2 if dated else next((j for j in range(i + 3, min(i + 8, len(row))) if tags[j] in "YPd"), -1)
    if at < 0 or denied(sentence, i, -1) or "m" in tags[:i]:
        return []
    window = (
        Window("since", part=str(row[at].value))
        if tags[at] == "W"
        else since_when(row[at].value)
        if dated and row[at].value.kind == "date"
        else row[at].value
        if tags[at] == "P"
        else Window("year")
        if tags[at] == "Y" and row[at].value.kind == "named year"
        else None
    )
    if window is None:
        return []
    subject = subject_of(sentence, i, -1)
    sentence.spent.add(at)
    direction = 1 if row[i + 1].low == "above" else -1
    marks = marked(sentence, quantity=i, direction=i + 1, subject=subject.index, window=at)
    return [
        Claim(
            "change",
            sentence.part,
            span_of(marks),
            one.keys,
            (window,),
            row[i].value,
            direction,
            marks=marks,
            sure=one.sure,
        )
        for one in spread_out(subject)
        if one.keys
    ]


def _of_a_whole(sentence: Sentence, i: int) -> bool:
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
    if _from_summit(sentence, k):
        return False
    return bool(tags[k : k + 1]) and row[k].low in APART and tags[k + 1 : k + 2] not in ("", ".")


def _from_summit(sentence: Sentence, k: int) -> bool:
    """Whether a dated high or low stands behind the word at `k`: "below its July 31 record"."""
    behind = sentence.mentions[k + 1 : k + 2]
    return bool(behind) and behind[0].tag == "P" and behind[0].value.kind == "summit"


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


def _levelled(sentence: Sentence, i: int) -> bool:
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
    if row[after : after + 1] and row[after].low in SIDES and _from_summit(sentence, after):
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


def denied(sentence: Sentence, i: int, verb: int) -> bool:
    """Whether the statement at `i` is denied, only possible, or a condition: then nothing is claimed."""
    tags = sentence.tags
    begin, end = sentence.clause(i)
    if "i" in tags[:i] or "?" in tags or any(m.low == "neither" for m in row_of(sentence, begin, i)):
        return True
    at = verb if 0 <= verb < i else i
    ahead = tags[begin:at]
    if "n" in ahead[-4:] and not any(t in "QL,N" for t in ahead[ahead.rindex("n") :]):
        return True
    if "m" in ahead[-4:] or ("m" in ahead and "," not in ahead[ahead.rindex("m") :]):
        return True
    if (
        "m" in tags[i + 1 : min(i + 4, end)]
        and tags[i] in "QL"
        and all(t in "UDxm" for t in tags[i + 1 : tags.index("m", i + 1)])
    ):
        return True
    # "is expected to rise by 5%": the modal may stand before the clause's own beginning, behind "that" or "as".
    return at > 0 and tags[max(0, at - 2) : at].startswith("m")


def row_of(sentence: Sentence, begin: int, end: int) -> tuple[Mention, ...]:
    """The mentions from one to another."""
    return sentence.mentions[begin:end]


def marked(sentence: Sentence, **roles: int) -> dict[str, Span]:
    """The stretches of the mentions that carry each role, those that are nowhere left out."""
    return {role: Span(sentence.mentions[j].start, sentence.mentions[j].end) for role, j in roles.items() if j >= 0}


def span_of(marks: dict[str, Span]) -> Span:
    """From the first to the last of some stretches."""
    return Span(min(one.start for one in marks.values()), max(one.end for one in marks.values()))


def _directions(sentence: Sentence, taken: set[int], verbs: set[int]) -> Iterator[Claim]:
    """Directions without a number: "the Nasdaq finished in the red", "small caps fell on Friday"."""
    tags = sentence.tags
    for i, tag in enumerate(tags):
        if tag not in "UDF" or i in verbs or i in taken or not _predicate(sentence, i):
            continue
        if denied(sentence, i, i) or _undone(sentence, i):
            continue
        period = when(sentence, i, i)
        if _before_that(sentence, i) and not (period.index >= 0 and period.windows[0].kind in ("weekday", "date")):
            continue
        subject = subject_of(sentence, i, i)
        if (
            not subject.keys
            or subject.keys[0] == UNKNOWN
            or (period.index < 0 and _in_general(sentence, i, subject.index))
        ):
            continue
        opening = sentence.clause(i)[0]
        if sentence.mentions[opening].low == "before" and period.index < opening:
            continue  # "hit 6,077 on Thursday before falling back": some time later
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=period.index)
            direction = {"U": 1, "D": -1, "F": 0}[tag]
            windows = period.windows
            if period.index < 0:
                windows = (*windows, Window("month"), Window("year"), Window("weeks", 52))
            yield Claim(
                "flat" if tag == "F" else "direction", sentence.part, span_of(marks), one.keys, windows,
                direction=direction, marks=marks, detail=sentence.mentions[i].value or "", sure=one.sure,
            )  # fmt: skip
        taken.add(i)


def _predicate(sentence: Sentence, i: int) -> bool:
    """Whether the direction word at `i` is said of a subject right before it (adverbs and days between)."""
    tags, row = sentence.tags, sentence.mentions
    if (tags[i + 1 : i + 2] in ("N", "E", "d", "R", "O") and tags[i] != "F") or row[i].low == "off":
        return False
    if tags[i + 1 : i + 2] == "o" and tags[i + 2 : i + 3] not in ("Q", "P"):
        return False
    if row[i + 1 : i + 2] and row[i + 1].low == "note":
        return False  # "ended the week on a down note"
    if (
        tags[i] == "F"
        and tags[i + 1 : i + 2] == "a"
        and row[i + 2].low in ("better", "higher", "up", "lower", "down", "worse")
        if i + 2 < len(row)
        else False
    ):
        return False
    if tags[i - 1 : i] in ("E", "O", "H", "I", "K", "R", "k", "o", "h", "G", "t", "f") and tags[i] != "F":
        return False
    if i and row[i - 1].low in ("only", "lone", "sole", "single", "first", "last"):
        return False  # "the currency's only gain of the week"
    begin, _ = sentence.clause(i)
    j = i - 1
    if begin and tags[begin] in "wa" and i - begin <= 4 and all(t in "waxzPr" for t in tags[begin:i]):
        return sentence.mentions[begin].low in ("but", "and", "yet", "then", "though", "before") and (
            row[i].low not in NOUNS or tags[i - 1 : i] == "z"
        )
    while j >= begin:
        tag = tags[j]
        if tag in "NTB":
            return True
        if tag in "WPYzra" or (
            (tag == "x" and (row[j].value in ADVERBS or row[j].value in VERBAL or str(row[j].value).endswith("ly")))
            or (tag == "x" and tags[i] == "F" and row[j].value in ("about", "nearly"))
            or (row[i].low in NAMED and _had(sentence, j))
        ):
            j -= 1
            continue
        if tag == "," and any(t in "WP" for t in tags[j + 1 : i]):
            j -= 1
            continue
        if tag == ":" and j == begin:
            return tags[j - 1 : j] == "N" and tags[: j - 1] in ("", "x", "-")  # "- Nasdaq: down for the week"
        if tag == "," and tags[j - 1 : j] in ("N", "W", "P"):
            return True
        opened = next((k for k in range(j - 1, max(begin, j - 5), -1) if tags[k] == ","), -1) if tag == "," else -1
        return bool(opened > begin and tags[opened - 1] == "N" and all(t in "xX" for t in tags[opened + 1 : j]))
    return False


def _had(sentence: Sentence, j: int) -> bool:
    """Whether a word stands between a verb and the gain it had: "with a weekly gain", "held on to a gain"."""
    row = sentence.mentions
    return row[j].low in ("weekly", "monthly", "quarterly", "daily", "with", "out") or (
        row[j].low == "to" and row[j - 1].low == "on"
    )


UNDONE = (
    "eras",
    "wip",
    "recoup",
    "revers",
    "offset",
    "claw",
    "undid",
    "undo",
    "recover",
    "made up",
    "cancel",
    "trimm",
    "pared",
    "paring",
)


def _undone(sentence: Sentence, i: int) -> bool:
    """ "Erased the Dow's loss for the year", "the loss was wiped out": no loss any longer."""
    row = sentence.mentions
    if row[i].low not in NAMED | {"losses", "slide", "drop", "decline", "rally", "slump"}:
        return False
    return any(m.low.startswith(UNDONE) for m in row[max(0, i - 6) : i + 7])


TIMELESS = {
    "fall",
    "rise",
    "climb",
    "drop",
    "slip",
    "gain",
    "lose",
    "decline",
    "advance",
    "jump",
    "tumble",
    "rally",
    "recover",
    "suffer",
}


def _in_general(sentence: Sentence, i: int, subject: int) -> bool:
    """ "Small companies fall harder when the economy slows": a sentence about what they do, not about what they did."""
    row = sentence.mentions
    said = (subject >= 0 and row[subject].tag == "N" and not row[subject].text[:1].isupper()) or (
        subject >= 0 and row[subject].low in GENERAL
    )
    return said and row[i].low in TIMELESS and sentence.text.rstrip()[-1:] in ".!"


GENERAL = {
    "small companies",
    "smaller companies",
    "small caps",
    "stocks",
    "large caps",
    "blue chips",
    "small stocks",
    "technology stocks",
    "tech stocks",
    "gold",
    "oil",
    "yields",
}


def _before_that(sentence: Sentence, i: int) -> bool:
    """ "What it had gained": a time before the one that the text speaks of."""
    return any(m.low == "had" for m in sentence.mentions[max(0, i - 2) : i])


NOUNS = {"loss", "losses", "gain", "gains", "up", "down", "higher", "lower"}
