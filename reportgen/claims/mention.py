"""A phrase as the readers of a sentence see it: its tag, its value, its words."""

from __future__ import annotations

from typing import Any, NamedTuple


class Mention(NamedTuple):
    """A phrase: its tag (see `lexicon`; N a name, T an anaphor, B a group, Q a quantity, L a bare number), its value, its
    words as they stand and in small letters.
    """

    tag: str
    value: Any
    start: int
    end: int
    text: str
    low: str


def mention_of(text: str, tag: str, value: Any, start: int, end: int) -> Mention:
    """The mention that text[start:end] is."""
    words = text[start:end]
    return Mention(tag, value, start, end, words, words.lower())
