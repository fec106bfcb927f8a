"""A part's sentences, as the lexicon reads them: small letters, straight marks, proper names covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportgen.model import Part
from reportgen.wording.names import Names

LONGEST = 600
"""A stretch without an end is read in pieces of so many letters, and a longer comment is none."""
COMMENTS = (("{#", "#}"), ("<!--", "-->"))
END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$ǂ])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est"
    r"|cf|e\.g|i\.e|Gov|Sen|Rep|Gen|Prof|U\.S|U\.K|E\.U|a\.m|p\.m)|\b[A-Z])\.$"
)
STRAIGHT = str.maketrans(
    {**{chr(65 + i): chr(97 + i) for i in range(26)},
     "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
     "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a part, from `start` on: its words as printed, and as the lexicon reads them, letter for letter."""

    part: Part
    start: int
    words: str
    plain: str


def sentences(part: Part, names: Names) -> Iterator[Sentence]:
    """The sentences of a part in their order."""
    text = uncommented(part.text)
    for start, end in bounds(text):
        words = part.text[start:end]
        yield Sentence(part, start, words, names.covered(text[start:end]).translate(STRAIGHT))


def uncommented(text: str) -> str:
    """A text with spaces in place of comments that a reader of the source left in it, as long as before."""
    for opening, closing in COMMENTS:
        if opening in text:
            text = "".join(_without(text, opening, closing))
    return text


def _without(text: str, opening: str, closing: str) -> Iterator[str]:
    done = 0
    at = text.find(opening)
    while at >= 0:
        end = text.find(closing, at, at + LONGEST)
        if end >= 0:
            end += len(closing)
            yield text[done:at]
            yield " " * (end - at)
            done = end
        at = text.find(opening, max(at + 1, end))
    yield text[done:]


@lru_cache(maxsize=512)
def bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends; a stretch longer than LONGEST is cut at a space. Those of so many texts are
    kept.
    """
    return tuple(_bounds(text))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in END.finditer(text):
        if mark[0][0] == "." and ABBREVIATION.search(text[max(0, mark.start() - 8) : mark.start() + 1]):
            continue
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    if start < len(text):
        yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end
