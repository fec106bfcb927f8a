"""A text's sentences, and which of them say plainly what was: no guess, no correction, no other basis, no passing hour."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from reportgen.claims.atoms import sentences
from reportgen.model import Manuscript, Part, Span

UNSAID = re.compile(
    r"\b(?:if|unless|whether|would|could|should|might|suppos\w+|imagin\w+|hypothetical\w*|assum\w+|scenario|example|expect\w*|"
    r"forecast\w*|predict\w*|project(?:ed|s|ion|ions)|consensus|estimat\w+|target(?:s|ed)? (?:of|for|price)|"
    r"revis\w+|correct\w+|previously|originally|preliminary|earlier version|first reported|had reported|misstat\w+|"
    r"rather than|instead of|contrary to|wrongly|mistaken\w*|rumou?r\w*)\b|\?\s*$",
    re.I,
)
"""What is only thought of, or was said once and is not any more."""
PASSING = re.compile(
    r"\b(?:intraday|intra-day|early|midday|midmorning|mid-morning|noon|morning|afternoon|hours?|minutes?|overnight|pre-?market|"
    r"after-hours|futures|at one point|as (?:much|many|high|low) as|briefly|initially|at first|opening bell|at the open(?:ing)?|"
    r"session (?:high|low)s?|(?:day|week)'?’?s (?:high|low)s?|lows|highs|worst level|best level|at (?:its|the) (?:high|low|peak|worst|best)|"
    r"swung|reversed|erased|pared|until|before (?:closing|ending|finishing|settling|turning|recovering|slipping|falling|rising)|"
    r"gave (?:back|up) (?:much|most|some|all|part)|earlier|(?:highest|lowest)\s+(?:at\s+)?[+−-]?\d|(?:low|high) of [+−-]?\d|"
    r"(?:below|above|under|off|from|short of) (?:its|their|the|a|an)(?: \w+)? (?:own|highs?|lows?|peaks?|records?|average)|below its own|"
    r"drawdown|trough)",
    re.I,
)
"""A change or a level that was passed on the way, not that of a close."""
BASIS = re.compile(
    r"\b(?:total[- ]returns?|dividends? (?:included|reinvested)|(?:including|with|counting|reinvest\w+) dividends|equal[- ]weight\w*|"
    r"(?:in|into|for) (?:euros?|yen|sterling|pounds|(?:u\.s\. )?dollars?|dollar terms|local currency|local terms|real terms)|inflation|net of|after fees|hedged|"
    r"against|relative to|versus|vs|compared (?:with|to)|adjusted|annuali[sz]ed|on average|average|median|excluding|ex-|price-to|compounded|leveraged|inverse|weighted)\b",
    re.I,
)
"""Another way of measuring the same thing."""


class Text:
    """A manuscript with its sentences, each found once."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self._starts: dict[int, list[int]] = {}
        self._plain: dict[tuple[int, int], bool] = {}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The manuscript's parts."""
        return self.manuscript.parts

    def sentence(self, part: int, offset: int) -> Span:
        """The sentence around a letter of a part."""
        text = self.parts[part].text
        starts = self._starts.get(part)
        if starts is None:
            starts = self._starts[part] = [start for start, _ in sentences(text)] or [0]
        at = max(0, bisect_right(starts, offset) - 1)
        return Span(starts[at], starts[at + 1] if at + 1 < len(starts) else len(text))

    def plain(self, part: int, offset: int) -> bool:
        """Whether the sentence there says, in the author's own words, what a market did from close to close."""
        if self.parts[part].spoken(offset):
            return False
        span = self.sentence(part, offset)
        found = self._plain.get((part, span.start))
        if found is None:
            words = self.parts[part].text[span.start : span.end]
            found = not any(pattern.search(words) for pattern in (UNSAID, PASSING, BASIS))
            self._plain[part, span.start] = found
        return found

    def own(self, *, guessed: bool = False) -> Iterator[tuple[int, Span, str]]:
        """The author's sentences that take nothing back (and, unless `guessed`, suppose nothing): part, where, words."""
        for number, part in enumerate(self.parts):
            if part.role == "code" or part.voice in ("quote", "disclosure"):
                continue
            for start, end in sentences(part.text):
                words = part.text[start:end]
                if guessed or not UNSAID.search(words):
                    yield number, Span(start, end), words
