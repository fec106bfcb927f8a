"""Whom a line that describes speaks of: the name before its colon, or the last one before the words in question."""

from __future__ import annotations

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.nouns import Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of

YIELDS = "VhCcob"
"""A name right behind one of these is what something is held against."""


def bearer(sentence: Sentence, i: int) -> int:
    """The mention that names whom the words at `i` are about; -1 where none does.

    "S&P 500: 0.5% below its high; lowest −17.2%" is about the S&P 500 to its end, "Gold +1%, with a low of …" about
    the name last before.
    """
    tags = sentence.tags
    if tags[:2] == "N:":
        return 0
    for j in range(i - 1, -1, -1):
        if tags[j] == "N" and not (j and tags[j - 1] in YIELDS):
            return j
    return -1


def whom(sentence: Sentence, i: int) -> tuple[tuple[str, ...], int]:
    """The readings of whom the words at `i` are about, and the mention that names them (-1 for a pronoun)."""
    at = bearer(sentence, i)
    if at >= 0:
        return (sentence.mentions[at].value,), at
    found = subject_of(sentence, i, i)
    keys = tuple(key for key in found.keys if key != UNKNOWN)
    return keys, found.index


def dated(sentence: Sentence, i: int) -> int:
    """The date right behind mention `i`: "on July 17, 2025", "from September 3"; -1 where none stands there."""
    tags = sentence.tags
    j = i + 1
    if tags[j : j + 1] in ("r", "f", "b"):
        j += 1
    return j if tags[j : j + 1] == "Y" and sentence.mentions[j].value.kind == "date" else -1


def spoken_span(sentence: Sentence) -> Window | None:
    """The two dates between which a description moves, told in its own sentence or in the one before."""
    told = [m.value for m in sentence.mentions if m.tag == "P" and m.value.kind == "span"]
    if told:
        return told[0]  # type: ignore[no-any-return]
    window = sentence.context.window
    return window if window and window.kind == "span" else None


def words(sentence: Sentence, i: int, j: int) -> list[str]:
    """The words from mention `i` up to but without `j`, small."""
    return [word for some in sentence.words[max(i, 0) : max(j, 0)] for word in some]
