"""Changes, levels and directions: what a sentence says that an instrument did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.bearing import Subject
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.direction import direction_of
from reportgen.claims.directions import directions
from reportgen.claims.elapsed import elapsed
from reportgen.claims.levels import levelled, of_a_whole
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Kind, Quantity, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import When, came, when
from reportgen.claims.windows import since_when


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
        elif (tag == "L" and not levelled(sentence, i)) or of_a_whole(sentence, i) or quantity.unit == "times":
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
    yield from directions(sentence, taken, verbs)


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
