"""Comparisons: one instrument against others, by words or by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.against import behind_figure, names_behind, tag_behind
from reportgen.claims.bearers import bearer
from reportgen.claims.bearing import UNKNOWN, Subject
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.lexicon import hedge_of
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Quantity
from reportgen.claims.places import LOSSES
from reportgen.claims.ranks import LONG
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import When, when

GREATER = {
    "deeper",
    "heavier",
    "bigger",
    "larger",
    "better",
    "stronger",
    "steeper",
    "faster",
    "wider",
    "greater",
    "sharper",
    "higher",
    "harder",
    "further",
    "farther",
    "more",
}
SMALLER = {"smaller", "weaker", "slimmer", "slower", "narrower", "milder", "shallower", "less"}


@cued("C c K D x h gap difference spread margin more less")
def comparisons(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Outperformed the S&P 500", "3.1 percentage points ahead of it", "fell less than the Dow"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        sense = _sense(sentence, i)
        if not sense or i in taken:
            continue
        passive = _passive(tags, i)
        over = behind_figure(sentence, i + 1 + passive)
        others, last = names_behind(sentence, over)
        if not others or denied(sentence, i, i):
            continue
        subject = _subject(sentence, i)
        if passive and (at := bearer(sentence, i)) >= 0:
            subject = Subject((row[at].value,), at)
        if len(subject.keys) > 1 and row[i - 1].low in ("but", "though", "yet"):
            subject = replace(subject, keys=subject.keys[:1], sure=True)  # "more than the Dow but less than the Nasdaq"
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        others = tuple(key for key in others if key not in subject.keys[:1] and key not in [k for k, _ in subject.each])
        if not others:
            continue
        amount = _amount(sentence, i, last, taken) if over == i + 1 else -1
        if LONG.match(sentence.text[row[last].end : row[last].end + 50]):
            continue
        period = when(sentence, amount if amount >= 0 and tags[amount + 1 : amount + 2] == "P" else i, i)
        if period.index < 0 and tags[last + 1 : last + 3] in ("rW", "rP"):
            period = when(sentence, last)
        taken.update({i, amount} - {-1})
        quantity = row[amount].value if amount >= 0 else None
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=period.index, other=last, quantity=amount)
            yield Claim(
                "spread" if quantity else "compare", sentence.part, span_of(marks), one.keys, period.windows, quantity, sense,
                others=others, marks=marks, sure=one.sure, detail="idiom" if passive or _idiom(row[i].low) else "",
            )  # fmt: skip
        yield from _elided(sentence, last, subject, others, taken)
        if amount > last:
            yield from _by_another(sentence, amount, subject, sense, period, taken)
        continue
    yield from _gaps(sentence, taken)
    yield from _than_that(sentence, taken)


def _sense(sentence: Sentence, i: int) -> int:
    """1 where the words say that the subject did better than what follows, -1 worse, 0 where they do not compare."""
    tags, row = sentence.tags, sentence.mentions
    tag, following = tags[i], tag_behind(sentence, i + 1)
    if tag in "Cc" and _passive(tags, i):
        return (-1 if tag == "C" else 1) * (-1 if _of_loss(sentence, i) else 1)
    if following not in "NTB" or _of_long(sentence, i):
        return 0
    if tag in "Cc":
        if row[i].low.startswith(("behind", "short of")) and tags[i - 1 : i] in ("t",):
            return 0
        return (1 if tag == "C" else -1) * (-1 if _of_loss(sentence, i) else 1)
    if tag == "K" and row[i].low in ("led", "lead", "leads", "leading") and tags[i + 1 : i + 2] == "N":
        return 1
    hedge = hedge_of(tuple(row[i].low.split())) if tag in "xCcD" else ""
    back = [t for t in tags[max(0, i - 3) : i] if t in "UD"]
    more = {"more than": 1, "just over": 1, "less than": -1, "nearly": -1}.get(hedge, 0)
    far = [t for t in tags[:i] if t in "UD"]
    if (
        more
        and (back or far)
        and (
            back
            or hedge in ("just over", "nearly")
            or tags[i - 1 : i] == ","
            or row[i - 1].low in ("but", "though", "yet")
        )
    ):
        return more * (1 if (back or far)[-1] == "U" else -1)
    if tag == "h":
        words = [str(m.value) for m in row[max(0, i - 5) : i]] + [m.low for m in row[max(0, i - 5) : i]]
        begin, _ = sentence.clause(i)
        down = any(tags[k] == "D" and tags[k + 1] != "t" for k in range(begin, i)) and not any(
            t == "U" for t in tags[begin:i]
        )
        if any(w in GREATER for w in words):
            return -1 if down else 1
        if any(w in SMALLER for w in words):
            return 1 if down else -1
    return 0


def _idiom(words: str) -> bool:
    """Whether words compare that have no contrary to be put in their place: "no match for"."""
    return " " in words and not words.endswith(("of", "behind", "than", "did"))


def _passive(tags: str, i: int) -> bool:
    """Whether the verb at `i` is what another did: "was outdone by the Dow"."""
    return tags[i + 1 : i + 2] == "b" and tags[i + 2 : i + 3] in ("N", "T", "B")


LOSS = (*LOSSES, "rout", "plunge", "retreat", "tumble", "slump", "selloff", "sell-off", "dip", "pullback", "drubbing")


def _of_loss(sentence: Sentence, i: int) -> bool:
    """Whether it is the loss of one that outdid the loss of another: "its rout of more than 5% outdoes the Dow's"."""
    tags, row = sentence.tags, sentence.mentions
    begin, _ = sentence.clause(i)
    at = next((j for j in range(i - 1, begin - 1, -1) if tags[j] in "NT"), -1)
    if at < 0 or tags[i - 1] == ",":
        return False
    owned = row[at].text.endswith(("'s", "’s")) or sentence.text[row[at].end :][:2] in ("'s", "’s")
    return owned and next((m.low for m in row[at + 1 : i] if m.low in LOSS), "") != ""


def _of_long(sentence: Sentence, i: int) -> bool:
    """ "After years of lagging the broader market": nothing of the period that is spoken of."""
    return sentence.tags[i - 1 : i] == "o" and sentence.mentions[i - 2].low.endswith(
        ("years", "decade", "decades", "months")
    )


def _subject(sentence: Sentence, i: int) -> Subject:
    return subject_of(replace(sentence), i, i)


def _amount(sentence: Sentence, i: int, last: int, taken: set[int]) -> int:
    """The number that tells by how much: right before the comparison, or behind "by"."""
    tags = sentence.tags
    if (
        i
        and tags[i - 1] == "Q"
        and i - 1 not in taken
        and sentence.mentions[i - 1].value.unit in ("percentage points", "percent", "points", "basis points")
    ) and (sentence.mentions[i - 1].value.unit == "percentage points" or tags[i - 2 : i - 1] not in ("U", "D")):
        return i - 1
    for j in range(last + 1, min(last + 5, len(tags))):
        if tags[j] == "b":
            k = j + 1
            while k < len(tags) and tags[k] in "x":
                k += 1
            if tags[k : k + 1] == "Q":
                return k
    for j in range(i + 1, last):
        if tags[j] == "b" and tags[j + 1 : j + 2] == "Q":
            return j + 1
    return -1


SENSES = {"more": 1, "less": -1, "better": 1, "worse": -1}
FARES = ("better", "worse")
FARED = ("fared", "did", "fares", "does")


def _few(quantity: Quantity) -> bool:
    """Whether points may be percentage points, as a spread of two changes in percent is often told."""
    return quantity.unit == "points" and quantity.value < 20 and quantity.decimals > 0


def _elided(
    sentence: Sentence, last: int, subject: Subject, others: tuple[str, ...], taken: set[int]
) -> Iterator[Claim]:
    """ "... better than the Nasdaq on Friday but worse for the week": the same two over another time."""
    tags, row = sentence.tags, sentence.mentions
    for j in range(last + 1, min(last + 7, len(tags) - 2)):
        word = row[j + 1].low
        if row[j].low in ("but", "and", "though", "although") and word in ("worse", "better", "behind", "ahead"):
            at = next((k for k in range(j + 2, min(j + 4, len(tags))) if tags[k] in "PW"), -1)
            if at < 0:
                return
            taken.add(j + 1)
            marks = marked(sentence, direction=j + 1, subject=subject.index, window=at)
            yield Claim("compare", sentence.part, span_of(marked(sentence, direction=j + 1, window=at)), subject.keys[:1],
                when(sentence, j + 1).windows, None, 1 if word in ("better", "ahead") else -1, others=others, marks=marks,
                sure=subject.sure)  # fmt: skip
            return


def _by_another(
    sentence: Sentence, amount: int, subject: Subject, sense: int, period: When, taken: set[int]
) -> Iterator[Claim]:
    """ "... beat the S&P 500 by 1.1 percentage points and the Dow by 1.4": as much again, of another."""
    tags, row = sentence.tags, sentence.mentions
    unit, j = row[amount].value.unit, amount + 1
    while (found := FURTHER.match(tags, j)) is not None and row[found.end() - 1].value.unit in ("", unit):
        number, other = found.end() - 1, found.start("other")
        taken.add(number)
        quantity = replace(row[number].value, unit=unit)
        for one in spread_out(subject):
            marks = marked(sentence, subject=one.index, window=period.index, other=other, quantity=number)
            near = span_of(marked(sentence, other=other, quantity=number))
            yield Claim("spread", sentence.part, near, one.keys, period.windows, quantity, sense,
                others=(row[other].value,), marks=marks, sure=one.sure)  # fmt: skip
        j = number + 1


FURTHER = re.compile(r"[PW]?(?:,a|,|a)(?P<other>N)b[QL]")


def _than_that(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The small-cap gauge lost more", "fared worse, losing 1.7%": than what was last spoken of."""
    tags, row = sentence.tags, sentence.mentions
    before = sentence.context.subject
    for i, mention in enumerate(row):
        if (
            not before
            or mention.low not in SENSES
            or tags[i + 1 : i + 2] not in (".", "", ";", ",")
            or not (
                row[i - 1].low in FARED
                if mention.low in FARES
                else tags[i - 1 : i] in ("U", "D") and tags[i + 1 : i + 2] != ","
            )
        ):
            continue
        subject = subject_of(sentence, i - 1, i - 1)
        if not subject.keys or subject.keys[0] in (UNKNOWN, before) or denied(sentence, i, i - 1):
            continue
        sense = SENSES[mention.low] * (-1 if tags[i - 1] == "D" else 1)
        period = when(sentence, i, i - 1)
        taken.add(i)
        marks = marked(sentence, direction=i, subject=subject.index, window=period.index)
        yield Claim(
            "compare",
            sentence.part,
            span_of(marks),
            subject.keys[:1],
            period.windows,
            None,
            sense,
            others=(before,),
            marks=marks,
        )


def _gaps(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The gap between the Russell 2000 and the S&P 500 was 3.1 percentage points"."""
    tags, row = sentence.tags, sentence.mentions
    at = next(
        (i for i, m in enumerate(row) if m.tag in "xX" and m.value in ("gap", "difference", "spread", "margin")), -1
    )
    if at < 0:
        return
    named = [i for i, t in enumerate(tags) if t == "N" and i > at]
    if len(named) < 2:  # "a gap of 1.5 points between the two": of which two is not told here
        taken.update(i for i, t in enumerate(tags) if t == "Q" and row[i].value.unit == "percentage points")
        taken.update({at + 2} if tags[at + 1 : at + 3] == "oQ" else ())
        return
    numbers = [
        i
        for i, t in enumerate(tags)
        if t == "Q" and i not in taken and (row[i].value.unit in ("percentage points", "percent") or _few(row[i].value))
    ]
    number = next(
        (i for i in numbers if row[i].value.unit == "percentage points"), numbers[0] if len(numbers) == 1 else -1
    )
    if len(named) >= 2 and number >= 0 and not denied(sentence, number, -1):
        quantity: Quantity = row[number].value
        period = when(sentence, number)
        taken.add(number)
        marks = marked(sentence, quantity=number, subject=named[0], other=named[1], window=period.index)
        yield Claim("spread", sentence.part, span_of(marks), (row[named[0]].value,), period.windows, quantity, 0,
                    others=(row[named[1]].value,), marks=marks)  # fmt: skip
