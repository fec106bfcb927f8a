"""Steps of so many basis points as sentences tell them, the move of a rate, and the total."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reportgen.model import Span

COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(COUNTS, 1)}
COUNT = rf"(?P<n>{'|'.join(COUNTS)}|\d{{1,2}}|a|an|another)"
PART = r"(?:three[- ]quarters?|quarter|half|full|one)[- ](?:of a |of one |a )?(?:percentage[- ])?points?"
SIZE = (
    r"(?P<size>\d{1,4}(?:\.\d{1,4})?[- ]?(?:basis[- ]points?|bps?)\b"
    rf"|{PART}|0?\.\d{{1,4}}[- ]percentage[- ]points?)"
)
STEP = r"(?P<step>cuts?|reductions?|hikes?|increases?|rises?|moves?|steps?|lowerings?)"
FILLER = (
    r"(?:[- ](?:consecutive|straight|successive|back[- ]to[- ]back|further|more|separate|rate|interest|policy|"
    r"additional|such|identical|equal|federal|reserve|fed))*"
)
TELLINGS = (
    re.compile(rf"\b{COUNT}{FILLER}[- ]{SIZE}{FILLER}[- ]{STEP}\b", re.I),
    re.compile(
        rf"\b{COUNT}{FILLER}[- ](?:(?P<step>(?:cut|hike|reduction|increase|move)s) of {SIZE} each"
        rf"|(?P<one>cut|hike|reduction|increase|move) of (?:a )?{SIZE.replace('size', 'single')})"
        r"(?! in (?:all|total)| altogether)",
        re.I,
    ),
    re.compile(
        r"\b(?P<step>cut|lowered|reduced|trimmed|raised|increased|hiked|lifted)\b"
        rf"(?:[^.;]{{0,30}}?\b(?P<before>twice|(?:{'|'.join(COUNTS)})(?= times\b)))?[^.;]{{0,60}}?\bby (?:a )?"
        rf"{SIZE}(?:,? (?P<n>twice|{'|'.join(COUNTS)})(?: times)?)?",
        re.I,
    ),
)
TOTAL = re.compile(
    rf"\b(?:(?:a )?(?:total|combined|cumulative) (?:(?:reduction |cut |increase )?of )?{SIZE}"
    rf"|{SIZE.replace('size', 'sum')},? (?:in all|in total|altogether|combined))",
    re.I,
)
RATE = r"\d{1,2}(?:\.\d{1,4})?"
OLD, NEW = (rf"(?P<{one}low>{RATE})\s?%?(?:\s?(?:–|—|-|to)\s?(?P<{one}high>{RATE}))?\s?%?" for one in ("old", "new"))
OF = r"(?:a (?:target )?(?:range|level) of )?"
MOVES = (
    re.compile(rf"\bto {OF}{NEW},? (?:down |up )?from {OF}{OLD}", re.I),
    re.compile(rf"\bfrom {OF}{OLD},? (?:down |up )?to {OF}{NEW}", re.I),
)
OTHERS = re.compile(
    r"\b(?:inflation|prices?|yields?|unemployment|jobless|growth|mortgages?|stocks?|shares?|index|S&P|payrolls|while|"
    r"meanwhile|as)\b",
    re.I,
)
"""Where these stand, a single rate that went from one value to another may be another's."""
WITHIN = re.compile(r"\b(?:range|band|anywhere)\s*$", re.I)
FALLS = re.compile(r"cut|reduc|lower|trim", re.I)
RISES = re.compile(r"hike|increase|rise|rais|lift", re.I)
MANY = 12
"""Tellings of steps in one sentence, beyond which no more are read."""


class Steps(NamedTuple):
    """Where steps are told, how many basis points they make, and whether up or down (0 where it is not told)."""

    span: Span
    whole: Decimal
    direction: int


def steps(words: str) -> list[Steps]:
    """Each telling of steps in a sentence, in order."""
    out: list[Steps] = []
    for pattern in TELLINGS:
        for found in pattern.finditer(words):
            if len(out) == MANY:
                break
            if any(one.span.start < found.end() and found.start() < one.span.end for one in out):
                continue
            groups = found.groupdict()
            step = groups.get("step") or groups.get("one") or ""
            size = basis_points(groups.get("size") or groups.get("single") or "")
            direction = -1 if FALLS.search(step) else 1 if RISES.search(step) else 0
            out.append(Steps(Span(*found.span()), size * _count(groups.get("n") or groups.get("before")), direction))
    return sorted(out)


def _count(word: str | None) -> int:
    low = (word or "one").lower()
    return 2 if low == "twice" else int(low) if low.isdigit() else NUMBERS.get(low, 1)


def basis_points(words: str) -> Decimal:
    """The size of a step: "25 basis points", "a quarter point", "0.25 percentage point"."""
    low = words.lower()
    if digits := re.match(r"\d*\.?\d+", low):
        return Decimal(digits[0]) * (100 if "percentage" in low else 1)
    return Decimal(
        75 if low.startswith("three") else 25 if low.startswith("q") else 50 if low.startswith("half") else 100
    )


def moved(words: str) -> tuple[Decimal | None, str] | None:
    """By how many basis points a rate went from one range to another (None where its ends differ), and the words."""
    found = next((found for pattern in MOVES if (found := pattern.search(words))), None)
    if not found or "%" not in found[0]:
        return None
    old, new = ([Decimal(found[one + end]) for end in ("low", "high") if found[one + end]] for one in ("old", "new"))
    if len(old) != len(new) or (len(old) == 1 and (OTHERS.search(words) or WITHIN.search(words[: found.start()]))):
        return None
    changes = {(after - before) * 100 for before, after in zip(old, new, strict=True)}
    return (changes.pop() if len(changes) == 1 else None), found[0]


def total(words: str) -> tuple[Decimal, str] | None:
    """How many basis points a sentence says all steps make, and the words."""
    found = TOTAL.search(words)
    return (basis_points(found["size"] or found["sum"]), found[0]) if found else None
