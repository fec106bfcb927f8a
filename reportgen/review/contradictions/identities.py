"""Points, percent and level of one move, printed side by side: they must fit together for some unrounded values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model import Finding, Span
from reportgen.review.contradictions.forms import DOWN, MOVES, UP, YIELDS, direction
from reportgen.review.contradictions.intervals import Interval, around
from reportgen.review.contradictions.sentences import DIGIT, Text
from reportgen.review.contradictions.telling import finding

RULE = "Points over the level they began at are the percent, for some unrounded values (study of trust, section 4.3)"
RATE_RULE = "The difference of two levels is the change, for some unrounded values (study of trust, section 4.3)"
BESIDE = re.compile(r" or | \(", re.I)
"""Between points and percent of one move."""
FEWEST = 4
"""Digits that a sentence with such an identity has at least."""


@dataclass(frozen=True)
class Move:
    """Points (signed), percent (signed) and the level reached, each as what its printed number leaves open."""

    points: Interval
    percent: Interval
    level: Interval

    def possible(self) -> bool:
        """Whether some unrounded values fit together; more points than the level cannot be told and pass."""
        return self.level.low <= self.points.high or self.implied().meets(self.percent)

    def implied(self) -> Interval:
        """The percent that points and level leave open: it grows with the points, and falls as the level rises."""
        ends = [points / (level - points) * 100 for points in self.points for level in self.level]
        return Interval(min(ends), max(ends))


def identities(text: Text) -> Iterator[Finding]:
    """A finding for each sentence whose points, percent and level no unrounded values can make."""
    for number, sentence, words, low in text.own:
        if len(DIGIT.findall(words)) < FEWEST:
            continue
        taken: set[int] = set()
        for pattern in MOVES if BESIDE.search(words) else ():
            for found in pattern.finditer(words):
                ends = {found.start("level"), found.start("points")}
                if not ends & taken and not found.groupdict().get("hedge") and re.search("[.,]", found["level"]):
                    yield from _moved(text, number, sentence, found)
                taken |= ends
        for pattern in YIELDS if "b" in low else ():
            for found in pattern.finditer(words):
                yield from _yields(text, number, sentence, found)


def _moved(text: Text, number: int, sentence: Span, found: re.Match[str]) -> Iterator[Finding]:
    words = found.string
    way = direction(words[max(0, found.start() - 30) : found.start()] + found["lead"])
    move = Move(printed(found["points"]).times(way), printed(found["percent"]).times(way), printed(found["level"]))
    end = found.end("percent") + (words[found.end("percent") : found.end("percent") + 1] == "%")
    span = Span(sentence.start + found.start("percent"), sentence.start + end)
    if move.possible() or text.parts[number].spoken(span.start):
        return
    message = f"{found['points']} points to {found['level']} make {_percent(move.implied())}, not {found['percent']}%"
    hint = "One of the three numbers is wrong: correct it."
    yield finding(text.manuscript, number, span, message, evidence=found[0], suggestion=hint, rule=RULE)


def _yields(text: Text, number: int, sentence: Span, found: re.Match[str]) -> Iterator[Finding]:
    base, level, points = (printed(found[name]) for name in ("base", "level", "points"))
    change = Interval((level.low - base.high) * 100, (level.high - base.low) * 100)
    way = found["way"].lower().strip()
    ways = (-1,) if DOWN.search(way) or way == "slipped" else (1,) if UP.search(way) else (1, -1)
    span = Span(sentence.start + found.start("points"), sentence.start + found.end("points"))
    if any(change.meets(points.times(one)) for one in ways) or text.parts[number].spoken(span.start):
        return
    exact = (Decimal(found["level"]) - Decimal(found["base"])) * 100
    size = f"{'+' if exact > 0 else '−' if exact else ''}{abs(exact.normalize()):f}"
    told = f"{found['way'].strip()} {found['points']}".strip()
    message = f"from {found['base']}% to {found['level']}% is {size} basis points, not “{told}”"
    hint = "Correct the basis points, or one of the two yields."
    yield finding(text.manuscript, number, span, message, evidence=found[0], suggestion=hint, rule=RATE_RULE)


def printed(words: str) -> Interval:
    """What a printed number leaves open."""
    plain = words.replace(",", "")
    return around(Decimal(plain), len(plain.partition(".")[2]))


def _percent(one: Interval) -> str:
    low, high = (f"{abs(end):.2f}%" for end in sorted(one, key=abs))
    return low if low == high else f"{low} to {high}"
