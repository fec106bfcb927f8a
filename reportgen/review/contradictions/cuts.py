"""So many steps of so many basis points, against the old and the new range or the total that the sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from reportgen.model import Finding, Span
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding

RULE = "Steps times their size is the whole move (study of trust, section 4.3)"
NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
COUNT = r"(?P<n>" + "|".join(NUMBERS) + r"|\d{1,2}|a|an|another)"
PART = r"(?:three[- ]quarters?|quarter|half|full|one|three-quarter)[- ](?:of a |of one |a )?(?:percentage[- ])?points?"
SIZE = rf"(?P<size>\d+(?:\.\d+)?[- ]?(?:basis[- ]points?|bps?)\b|{PART}|0?\.\d+[- ]percentage[- ]points?)"
STEP = r"(?P<step>cuts?|reductions?|hikes?|increases?|rises?|moves?|steps?|lowerings?)"
FILLER = r"(?:[- ](?:consecutive|straight|successive|back[- ]to[- ]back|further|more|separate|rate|interest|interest-rate|policy|additional|such|identical|equal|federal|reserve|fed))*"
STEPS = re.compile(rf"\b{COUNT}{FILLER}[- ]{SIZE}{FILLER}[- ]{STEP}\b", re.I)
OF_EACH = re.compile(
    rf"\b{COUNT}{FILLER}[- ]{STEP} of (?:a )?{SIZE}(?! in all| in total| altogether)(?P<each>[, ]+each)?", re.I
)
BY = re.compile(
    rf"\b(?P<step>cut|lowered|reduced|trimmed|raised|increased|hiked|lifted)\b[^.;]{{0,60}}?\bby (?:a )?{SIZE}(?P<times>,? (?P<n>twice|{'|'.join(NUMBERS)})(?: times)?)?",
    re.I,
)
TOTAL = re.compile(
    rf"\b(?:(?:a )?(?:total|combined|cumulative) (?:of |reduction of |cut of |increase of )?{SIZE}|{SIZE.replace('size', 'size2')},? (?:in all|in total|altogether|combined))",
    re.I,
)
RATE = r"\d{1,2}(?:\.\d+)?"
OLD, NEW = (rf"(?P<{one}low>{RATE})\s?%?(?:\s?(?:–|—|-|to)\s?(?P<{one}high>{RATE}))?\s?%?" for one in ("old", "new"))
OF = r"(?:a (?:target )?(?:range|level) of )?"
FROM_TO = re.compile(rf"\bfrom {OF}{OLD},? (?:down |up )?to {OF}{NEW}", re.I)
TO_FROM = re.compile(rf"\bto {OF}{NEW},? (?:down |up )?from {OF}{OLD}", re.I)
AROUND = re.compile(
    r"\b(?:peak|since|after|follow\w+|earlier|plus|on top|previous|prior|together with|along with|most recent|including|"
    r"(?:first|second|third|last|latest|final) (?:of|cut|hike|move|step|one))\b",
    re.I,
)
"""Words of other steps than those that are counted."""
OTHERS = re.compile(
    r"\b(?:inflation|prices?|yields?|unemployment|jobless|growth|mortgages?|stocks?|shares?|index|S&P|payrolls|while|meanwhile|as)\b",
    re.I,
)
"""Where these stand, a single rate that went from one value to another may be another's."""
FALLS = re.compile(r"cut|reduc|lower|trim", re.I)
RISES = re.compile(r"hike|increase|rise|rais|lift", re.I)


MANY = 12
"""Tellings of steps in one sentence, beyond which it is not read."""


def cuts(text: Text) -> Iterator[Finding]:
    """A finding where the steps of a sentence do not make the move from its old range to its new one, or its total."""
    for number, sentence, words in text.own():
        if "point" not in words and "bp" not in words:
            continue
        steps = _steps(words)
        if not steps:
            continue
        at = steps[0][0]
        if text.parts[number].spoken(sentence.start + at.start):
            continue
        if len(steps) == MANY:
            continue
        sums = {
            sum(size for _, size, _ in some)
            for many in range(1, min(4, len(steps)) + 1)
            for some in combinations(steps[:6], many)
        }
        moved = _moved(words)
        told = _total(words)
        shown = words[at.start : at.end]
        span = Span(sentence.start + at.start, sentence.start + at.end)
        whole = sum(size for _, size, _ in steps)
        if moved is None and told is None:
            continue
        if moved is not None and not AROUND.search(words):
            change, where = moved
            if change is None:
                yield finding(
                    text.manuscript,
                    number,
                    span,
                    f"“{where}” moves one end of the range by another amount than the other",
                    evidence=where,
                    suggestion="Correct one of the four rates.",
                    rule=RULE,
                )
                continue
            way = steps[0][2]
            if abs(change) not in sums or (way and change and (change > 0) != (way > 0)):
                message = f"“{shown}” makes {whole:f} basis points, but “{where}” is a move of {'+' if change > 0 else '−'}{abs(change):f}"
                yield finding(
                    text.manuscript,
                    number,
                    span,
                    message,
                    evidence=where,
                    suggestion="Correct the number or the size of the steps, or the range.",
                    rule=RULE,
                )
                continue
        if told is not None and told[0] not in sums and not AROUND.search(words):
            message = f"“{shown}” makes {whole:f} basis points, not “{told[1]}”"
            yield finding(
                text.manuscript,
                number,
                span,
                message,
                evidence=told[1],
                suggestion="Correct the number or the size of the steps, or the total.",
                rule=RULE,
            )


def _steps(words: str) -> list[tuple[Span, Decimal, int]]:
    """Each telling of steps: where, how many basis points in all, and the direction."""
    out: list[tuple[Span, Decimal, int]] = []
    for pattern in (STEPS, OF_EACH, BY):
        for found in pattern.finditer(words):
            if len(out) == MANY:
                break
            if any(one.start < found.end() and found.start() < one.end for one, _, _ in out):
                continue
            count = found["n"] or "one"
            many = 2 if count.lower() == "twice" else int(count) if count.isdigit() else NUMBERS.get(count.lower(), 1)
            if pattern is OF_EACH and many > 1 and not found["each"] and not found["step"].lower().endswith("s"):
                continue
            size = _basis_points(found["size"])
            way = -1 if FALLS.search(found["step"]) else 1 if RISES.search(found["step"]) else 0
            if size:
                out.append((Span(found.start(), found.end()), size * many, way))
    return sorted(out)


def _basis_points(words: str) -> Decimal:
    low = words.lower()
    if digits := re.match(r"\d*\.?\d+", low):
        return Decimal(digits[0]) * (100 if "percentage" in low else 1)
    if low.startswith("three"):
        return Decimal(75)
    return Decimal(25 if low.startswith("quarter") else 50 if low.startswith("half") else 100)


def _moved(words: str) -> tuple[Decimal | None, str] | None:
    """By how many basis points a rate went from one range to another (None where its ends differ), and the words."""
    found = TO_FROM.search(words) or FROM_TO.search(words)
    if not found or "%" not in found[0] or re.search(r"\b(?:range|band|anywhere)\s*$", words[: found.start()], re.I):
        return None
    low, high, new_low, new_high = (found[name] for name in ("oldlow", "oldhigh", "newlow", "newhigh"))
    changes = [(Decimal(new_low) - Decimal(low)) * 100]
    if bool(high) != bool(new_high) or (not high and OTHERS.search(words)):
        return None
    if high and new_high:
        changes.append((Decimal(new_high) - Decimal(high)) * 100)
    whole = [change.normalize() if change else Decimal(0) for change in changes]
    return (whole[0] if len(set(whole)) == 1 else None), found[0]


def _total(words: str) -> tuple[Decimal, str] | None:
    found = TOTAL.search(words)
    if not found:
        return None
    size = _basis_points(found["size"] or found["size2"])
    return (size, found[0]) if size else None
