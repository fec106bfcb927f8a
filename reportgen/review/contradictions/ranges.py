"""Ranges whose ends stand in the wrong order: "a range of 3.75% to 3.50%", "between 22% and 17%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.model import Finding, Span
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding

RULE = "A range is told from its lower end to its upper (study of trust, section 4.3)"
UNIT = r"%|percentage points?|per ?cent\b|percent\b|pct\b|basis points?|bps?\b|points?\b"
AMOUNT = rf"(?P<{{0}}>(?P<m{{0}}>[$€£]?)(?P<n{{0}}>\d{{{{1,3}}}}(?:,\d{{{{3}}}}){{{{1,3}}}}(?:\.\d{{{{1,6}}}})?|\d{{{{1,7}}}}(?:\.\d{{{{1,6}}}})?)(?:\s?(?P<u{{0}}>{UNIT}))?)"
A, B = AMOUNT.format("a"), AMOUNT.format("b")
PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\brange (?:of|is|was|at|between|stands at|stood at|remains at|to)\s+{A}\s*(?:to|and|through|–|—|-)\s*{B}(?![\d,]*\d)",
        rf"\bbetween\s+{A}\s+and\s+{B}(?![\d,]*\d)",
        rf"(?<![\d.,–—-]){A}–{B}(?![\d,]*\d|[–-])",
        rf"(?<![\d.,–—/-])(?<!\w){A}-{B}(?![\d,]*\d|[–/-])",
        rf"\b(?:a|the|its|their|target|in)\s+{A}\s*(?:to|–|—|-)\s*{B}[- ](?:target |trading )?(?:range|band|corridor)\b",
        rf"\brange\b[^.;%]{{0,80}}?\b(?:to|at|of)\s+{A}\s*(?:to|–|—)\s*{B}(?![\d,]*\d)",
    )
)
MOVED = re.compile(
    r"\b(?:from|f[ae]ll|dropp?|cut|lowered|slid|slipped|eased|down|declin\w+|swung|oscillated|alternat\w+|bounced|shifted|moved)\s*(?:the |its )?$",
    re.I,
)
APART = re.compile(
    r"\b(?:differences?|gaps?|spreads?|distance|split|contrast|choice|choose|choosing|margin|divergence|swings?|swung|relationship|midway|halfway|"
    r"average|correlation|link|comparison|ratio|oscillat\w+|alternat\w+|bounc\w+|mov(?:ed|ing)|shift\w*|toggl\w+|somewhere in)\s*(?:\w+\s+)?$",
    re.I,
)


NEAR = 60
"""Letters before a range that may tell that it is a move."""
SHARED = re.compile(r"^[\s-]*(?:split|portfolio|mix|allocation|majority|vote|margin|weighting|blend|ratio)", re.I)


def ranges(text: Text) -> Iterator[Finding]:
    """A finding for each range of the author's that runs from its upper end to its lower."""
    for number, sentence, words in text.own(guessed=True):
        if not any(letter.isdigit() for letter in words):
            continue
        taken: set[int] = set()
        for at, pattern in enumerate(PATTERNS):
            for found in pattern.finditer(words):
                if found.end("b") in taken or not _reversed(found) or _moving(words, found, at):
                    continue
                taken.add(found.end("b"))
                span = Span(sentence.start + found.start("a"), sentence.start + found.end("b"))
                if text.parts[number].spoken(span.start):
                    continue
                shown = words[found.start("a") : found.end("b")]
                low, high = (found[name].strip().rstrip("%") for name in ("b", "a"))
                message = f"“{shown}” is a range whose upper end stands first"
                hint = (
                    f"Put the lower end first ({low} before {high}), or write “from {high} to {low}” if it is a move."
                )
                yield finding(text.manuscript, number, span, message, suggestion=hint, rule=RULE)


def _reversed(found: re.Match[str]) -> bool:
    """Whether two amounts of one kind stand in falling order."""
    one, two = (Decimal(found[name].replace(",", "")) for name in ("na", "nb"))
    units = [(found[name] or "").lower().replace(" ", "").rstrip("s") for name in ("ua", "ub")]
    if not found["ub"] and not found["mb"] and not found["ma"] and not ("," in found["na"] and "," in found["nb"]):
        return False
    if units[0] and units[0] != units[1]:
        return False
    if bool(found["ma"]) != bool(found["mb"]) and not found["ma"]:
        return False
    return one > two and not (one > 20 * two > 0)


def _moving(words: str, found: re.Match[str], pattern: int) -> bool:
    """Whether the words before tell a move from the one to the other, or what lies between."""
    before = words[max(0, found.start("a") - NEAR) : found.start("a")]
    if SHARED.match(words[found.end("b") : found.end("b") + NEAR]):
        return True
    if pattern == 1:
        return bool(APART.search(words[max(0, found.start() - NEAR) : found.start()]))
    if pattern in (2, 3):
        return bool(MOVED.search(before)) or bool(re.search(r"[+−-]\s?$", before)) or not _whole(words, found)
    if pattern == 5:
        return bool(re.search(r"\bfrom\b", words[found.start() : found.start("a")]))
    return bool(MOVED.search(before))


def _whole(words: str, found: re.Match[str]) -> bool:
    """Whether two numbers with a dash between are a range: both decimals or percent, no score and no sum."""
    return bool(found["ub"]) and found["ub"].lower() not in ("point", "points")
