"""A text's sentences, and which of them say plainly what was: no guess, no correction, no other basis."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import NamedTuple

from reportgen.claims import Claim
from reportgen.claims.atoms import sentences
from reportgen.model import Manuscript, Part, Span
from reportgen.review.contradictions.lexicon import BASIS, PASSING, SUPPOSED, TAKEN_BACK

DIGIT = re.compile(r"\d")


class Own(NamedTuple):
    """A sentence of the author's: its part, where it stands there, its words, and these in small letters."""

    part: int
    span: Span
    words: str
    low: str


@lru_cache(maxsize=2048)
def _is_plain(low: str) -> bool:
    """Whether a sentence in small letters tells of closes; so many are kept, as `mentions` are."""
    return not any(pattern.search(low) for pattern in (SUPPOSED, TAKEN_BACK, PASSING, BASIS))


@lru_cache(maxsize=2048)
def _is_supposed(low: str) -> bool:
    """Whether a sentence in small letters supposes or takes back something."""
    return bool(SUPPOSED.search(low) or TAKEN_BACK.search(low))


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

    def words(self, claim: Claim) -> str:
        """The words of a claim."""
        return self.parts[claim.part].text[claim.span.start : claim.span.end]

    def plain(self, part: int, offset: int) -> bool:
        """Whether the sentence there says, in the author's own words, what a market did from close to close."""
        if self.parts[part].spoken(offset):
            return False
        span = self.sentence(part, offset)
        found = self._plain.get((part, span.start))
        if found is None:
            found = _is_plain(self.parts[part].text[span.start : span.end].lower())
            self._plain[part, span.start] = found
        return found

    @cached_property
    def own(self) -> tuple[Own, ...]:
        """The author's sentences, those in which nothing is supposed or taken back."""
        return tuple(one for one in self.guessed if not _is_supposed(one.low))

    @cached_property
    def guessed(self) -> tuple[Own, ...]:
        """The author's sentences, whatever they suppose."""
        return tuple(
            Own(number, Span(start, end), words, words.lower())
            for number, part in enumerate(self.parts)
            if part.role != "code" and part.voice not in ("quote", "disclosure")
            for start, end in sentences(part.text)
            if (words := part.text[start:end])
        )
