"""Ranges whose ends stand in the wrong order: "a range of 3.75% to 3.50%", "between 22% and 17%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.model import Finding, Span
from reportgen.review.contradictions.sentences import DIGIT, Text
from reportgen.review.contradictions.telling import finding

RULE = "A range is told from its lower end to its upper (study of trust, section 4.3)"
UNIT = r"%|percentage points?|per ?cent\b|percent\b|pct\b|basis points?|bps?\b|points?\b"
AMOUNT = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|\d{1,7}(?:\.\d{1,6})?"
A, B = (
    rf"(?P<{one}>(?P<{one}money>[$€£]?)(?P<{one}number>{AMOUNT})(?:\s?(?P<{one}unit>{UNIT}))?)"
    for one in ("first", "second")
)
END = r"(?![\d,]*\d)"
OF, BETWEEN, DASHED, NAMED, FAR = (
    re.compile(pattern, re.I)
    for pattern in (
        rf"\brange (?:of|is|was|at|between|stands at|stood at|remains at|to)\s+{A}\s*(?:to|and|–|—|-)\s*{B}{END}",
        rf"\bbetween\s+{A}\s+and\s+{B}{END}",
        rf"(?<![\w.,/–—-]){A}[–-]{B}(?![\d,]*\d|[/–-])",
        rf"\b(?:a|the|its|their|target|in)\s+{A}\s*(?:to|–|—|-)\s*{B}[- ](?:target |trading )?(?:range|band)\b",
        rf"\brange\b[^.;%]{{0,80}}?\b(?:to|at|of)\s+{A}\s*(?:to|–|—)\s*{B}{END}",
    )
)
NEAR = 60
"""Letters around a range that may tell that it is none."""
MOVED = re.compile(
    r"(?:\b(?:from|f[ae]ll|drop(?:ped)?|cut|lowered|slid|slipped|eased|down|declin\w+|swung|oscillated|alternat\w+|bounced|"
    r"shifted|moved)\s*(?:the |its )?|[+−-]\s?)$",
    re.I,
)
APART = re.compile(
    r"\b(?:differences?|gaps?|spreads?|distance|split|contrast|choice|choose|choosing|margin|divergence|swings?|swung|"
    r"midway|relationship|halfway|average|correlation|link|comparison|ratio|oscillat\w+|alternat\w+|bounc\w+|mov(?:ed|ing)|"
    r"shift\w*|toggl\w+)\s*(?:\w+\s+)?$",
    re.I,
)
SHARED = re.compile(r"[\s-]*(?:split|portfolio|mix|allocation|majority|vote|margin|weighting|blend|ratio)", re.I)
FAR_APART = 20
"""An end so many times the other is no range, but two things."""


def ranges(text: Text) -> Iterator[Finding]:
    """A finding for each range of the author's that runs from its upper end to its lower."""
    for number, sentence, words, low in text.guessed:
        if not DIGIT.search(words):
            continue
        taken: set[int] = set()
        for pattern in (
            *((OF,) if "range" in low else ()),
            *((BETWEEN,) if "between" in low else ()),
            DASHED,
            *((NAMED,) if "range" in low or "band" in low else ()),
            *((FAR,) if "range" in low else ()),
        ):
            for found in pattern.finditer(words):
                span = Span(sentence.start + found.start("first"), sentence.start + found.end("second"))
                if span.end in taken or not _falls(found) or _moves(found) or text.parts[number].spoken(span.start):
                    continue
                taken.add(span.end)
                shown = words[found.start("first") : found.end("second")]
                low, high = (found[one].strip().rstrip("%") for one in ("second", "first"))
                message = f"“{shown}” is a range whose upper end stands first"
                hint = (
                    f"Put the lower end first ({low} before {high}), or write “from {high} to {low}” if it is a move."
                )
                yield finding(text.manuscript, number, span, message, suggestion=hint, rule=RULE)


def _falls(found: re.Match[str]) -> bool:
    """Whether two amounts of one kind stand in falling order."""
    one, two = (Decimal(found[name + "number"].replace(",", "")) for name in ("first", "second"))
    unit, other = ((found[name + "unit"] or "").lower().replace(" ", "").rstrip("s") for name in ("first", "second"))
    money = found["firstmoney"]
    levels = "," in found["firstnumber"] and "," in found["secondnumber"]
    if not (other or money or levels) or (unit and unit != other) or (found["secondmoney"] and not money):
        return False
    return two < one <= FAR_APART * two or (one > 0 == two)


def _moves(found: re.Match[str]) -> bool:
    """Whether the words around tell a move from the one to the other, what lies between them, or shares of a whole."""
    words = found.string
    start, end = found.start("first"), found.end("second")
    if SHARED.match(words[end : end + NEAR]):
        return True
    if found.re is BETWEEN:
        return bool(APART.search(words[max(0, found.start() - NEAR) : found.start()]))
    if found.re is FAR:
        return bool(re.search(r"\bfrom\b", words[found.start() : start]))
    scored = found.re is DASHED and (found["secondunit"] or "").lower() in ("", "point", "points")
    return scored or bool(MOVED.search(words[max(0, start - NEAR) : start]))
