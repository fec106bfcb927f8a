"""Points, percent and level of one move, printed side by side: they must fit together for some unrounded values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model import Finding, Span
from reportgen.review.contradictions.intervals import Interval, around
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding

RULE = "Points divided by the level they started from are the percent, for some unrounded values (study of trust, section 4.3)"
NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})(?:\.\d{1,6})?"
HEDGE = r"(?P<h{0}>about|around|roughly|nearly|almost|some|more than|less than|over|under|just \w+|approximately)?\s*"
TO = r"(?:,? (?:to (?:a (?:new )?record (?:close |high )?(?:of |at )?|close (?:\w+ )?at |end (?:\w+ )?at |finish (?:\w+ )?at |settle (?:\w+ )?at )?|(?:and|to) (?:close[ds]?|end(?:ed|s)?|finish(?:ed|es)?|settle[ds]?) (?:\w+ )?at |closing at |ending at |finishing at |at ))"
DOWN = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|los[tes]\w*|lost|declin\w*|slid\w*|slip\w*|down|shed\w*|tumbl\w*|sank|eas\w+|dip\w*|retreat\w*|plung\w*|gave (?:up|back)|lower|slump\w*|decrease\w*)\b|[−-]$",
    re.I,
)
UP = re.compile(
    r"\b(?:r[io]se\w*|rising|gain\w*|climb\w*|add\w*|up|advanc\w*|jump\w*|surg\w*|rall\w+|higher|increas\w*|soar\w*|leap\w*|ticked|edged|tacked)\b|[+]$",
    re.I,
)
SIGN = r"[+−-]?"
PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "rose 52.31 points, or 0.8%, to 6,966.28"; "gained 52.31, or 0.8%, to 6,966.28"; "rose 52.31 points (0.8%) to"
        rf"(?P<lead>\b[a-z]{{1,15}}(?: [a-z]{{1,15}})? {SIGN})(?P<x>{NUMBER})(?: points| pts)?(?:,? or {HEDGE.format('p')}| \({SIGN})(?P<p>{NUMBER})(?:%| percent| per cent|\))?%?\)?,?{TO}(?P<l>{NUMBER})(?![\d%]| ?percent| points)",
        # "rose 0.8%, or 52.31 points, to 6,966.28"; "rose 0.8% (52.31 points) to"
        rf"(?P<lead>\b[a-z]{{1,15}}(?: [a-z]{{1,15}})? {SIGN})(?P<p>{NUMBER})(?:%| percent| per cent)(?:,? or {HEDGE.format('x')}| \({SIGN})(?P<x>{NUMBER}) (?:points|pts)\)?,?{TO}(?P<l>{NUMBER})(?![\d%]| ?percent| points)",
        # "closed at 6,966.28, up 52.31 points, or 0.8%"
        rf"\b(?:at|to) (?P<l>{NUMBER}),? (?:for )?(?P<lead>up|down|a gain of|a rise of|a loss of|a drop of|a decline of|gaining|losing|rising|falling) (?P<x>{NUMBER})(?: points| pts)?(?:,? or {HEDGE.format('p')}| \({SIGN})(?P<p>{NUMBER})(?:%| percent| per cent)",
        rf"\b(?:at|to) (?P<l>{NUMBER}),? (?:for )?(?P<lead>up|down|a gain of|a rise of|a loss of|a drop of|a decline of|gaining|losing|rising|falling) (?P<p>{NUMBER})(?:%| percent| per cent)(?:,? or {HEDGE.format('x')}| \({SIGN})(?P<x>{NUMBER}) (?:points|pts)",
    )
)
YIELDS = (
    # "from 4.12% to 4.18%, up 6 basis points"
    re.compile(
        rf"\bfrom (?P<b>{NUMBER})% (?:\w+ (?:\w+ )?)?to (?P<l>{NUMBER})%,? (?:or )?(?:\(|a (?:rise|gain|drop|decline|fall|move|increase) of )?(?P<way>up |down |{SIGN})(?P<x>{NUMBER}) (?:basis points|bps?)\b",
        re.I,
    ),
    # "rose 6 basis points to 4.18% from 4.12%", "up 6 basis points from 4.12% to 4.18%"
    re.compile(
        rf"\b(?P<way>rose|fell|climbed|slipped|added|gained|lost|eased|dropped|jumped|up|down) (?:by )?(?P<x>{NUMBER}) (?:basis points|bps?),? to (?P<l>{NUMBER})%,? from (?P<b>{NUMBER})%",
        re.I,
    ),
    re.compile(
        rf"\b(?P<way>rose|fell|climbed|slipped|added|gained|lost|eased|dropped|jumped|up|down) (?:by )?(?P<x>{NUMBER}) (?:basis points|bps?),? from (?P<b>{NUMBER})% to (?P<l>{NUMBER})%",
        re.I,
    ),
)


@dataclass(frozen=True)
class Move:
    """Points (signed), percent (signed) and the level reached, each as what its printed number leaves open."""

    points: Interval
    percent: Interval
    level: Interval

    def possible(self) -> bool:
        """Whether some unrounded values fit together: points / (level − points) is the percent."""
        return self.implied().meets(self.percent)

    def implied(self) -> Interval:
        """The percent that points and level leave open: it grows with the points, and falls as the level rises."""
        ends = [points / (level - points) * 100 for points in self.points for level in self.level if level != points]
        return Interval(min(ends), max(ends))


def identities(text: Text) -> Iterator[Finding]:
    """A finding for each sentence whose points, percent and level no unrounded values can make."""
    for number, sentence, words in text.own():
        if sum(letter.isdigit() for letter in words) < 4:
            continue
        taken: set[int] = set()
        for pattern in PATTERNS:
            for found in pattern.finditer(words):
                if {found.start("l"), found.start("x")} & taken:
                    continue
                taken.update((found.start("l"), found.start("x")))
                groups = found.groupdict()
                if groups.get("hp") or groups.get("hx") or "," not in found["l"] and "." not in found["l"]:
                    continue
                yield from _judged(text, number, sentence, found, words)
        for pattern in YIELDS:
            for found in pattern.finditer(words):
                yield from _yields(text, number, sentence, found)


def _judged(text: Text, number: int, sentence: Span, found: re.Match[str], words: str) -> Iterator[Finding]:
    before = words[max(0, found.start() - 30) : found.start()] + found["lead"]
    down, up = (_last(pattern, before) for pattern in (DOWN, UP))
    way = -1 if down > up else 1
    move = Move(printed(found["x"]).times(way), printed(found["p"]).times(way), printed(found["l"]))
    span = Span(
        sentence.start + found.start("p"),
        sentence.start + found.end("p") + (words[found.end("p") : found.end("p") + 1] == "%"),
    )
    if move.level.low <= move.points.high or move.possible() or text.parts[number].spoken(span.start):
        return
    implied = move.implied()
    message = f"{found['x']} points to {found['l']} make {_percent(implied)}, not {found['p']}%"
    yield finding(
        text.manuscript,
        number,
        span,
        message,
        evidence=words[found.start() : found.end()],
        suggestion="One of the three numbers is wrong: correct it.",
        rule=RULE,
    )


def _yields(text: Text, number: int, sentence: Span, found: re.Match[str]) -> Iterator[Finding]:
    base, level, points = (printed(found[name]) for name in ("b", "l", "x"))
    change = Interval((level.low - base.high) * 100, (level.high - base.low) * 100)
    way = found["way"].lower().strip()
    ways = (-1,) if DOWN.search(way) or way in ("−", "-") else (1,) if UP.search(way) or way == "+" else (1, -1)
    if any(change.meets(points.times(one)) for one in ways):
        return
    span = Span(sentence.start + found.start("x"), sentence.start + found.end("x"))
    if text.parts[number].spoken(span.start):
        return
    exact = (Decimal(found["l"]) - Decimal(found["b"])) * 100
    message = f"from {found['b']}% to {found['l']}% is {'+' if exact > 0 else '−' if exact else ''}{abs(exact.normalize()):f} basis points, not “{found['way'].strip()} {found['x']}”"
    yield finding(
        text.manuscript,
        number,
        span,
        message,
        evidence=found[0],
        suggestion="Correct the basis points, or one of the two yields.",
        rule="The difference of two levels is the change, for some unrounded values (study of trust, section 4.3)",
    )


def printed(words: str) -> Interval:
    """What a printed number leaves open."""
    plain = words.replace(",", "")
    return around(Decimal(plain), len(plain.partition(".")[2]))


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.start() for found in pattern.finditer(words)), default=-1)


def _percent(one: Interval) -> str:
    low, high = (f"{abs(end):.2f}" for end in sorted(one, key=abs))
    return f"{low}%" if low == high else f"{low}% to {high}%"
