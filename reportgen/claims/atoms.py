"""A sentence into atoms: words without hyphens and possessive endings, numbers, signs, each with its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

WORD = r"[^\W\d_]+(?:[&.'’][^\W\d_]+)*"
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+"
ATOM = re.compile(rf"({NUMBER})(?:['’]s\b)?|({WORD})|([^\w\s]|_)")
KINDS = "pnwp"
"""What each group of ATOM is."""
SIGNS = "+-−–‐‑"
ENDS = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)""")
FRESH = re.compile(r"\s+(?:The|On|In|It|But|And|Its|Meanwhile|By)\b")
LONGEST = 60
"""Characters of a word that may be an abbreviation, at most."""
LIMIT = 1000
"""Characters of a sentence that are read as one: readers look from each of its words to others, which takes the square."""
SHORT = {
    "u.s", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "st", "dr", "jr", "mr",
    "mrs", "ms", "inc", "corp", "co", "ltd", "no", "vs", "e.g", "i.e", "a.m", "p.m", "u.k", "approx", "cf", "fig",
    "mon",
    "tue", "wed", "thu", "fri", "pct", "gov", "sen", "rep", "s&p", "etc",
}  # fmt: skip


class Atom(NamedTuple):
    """A piece of text: `low` is what it is looked up by, `kind` "n" a number, "w" a word, "p" a mark.

    `glued` tells that no space stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    glued: bool


def atoms(text: str, start: int = 0, end: int | None = None) -> list[Atom]:
    """The atoms of text[start:end]."""
    out = []
    last = start
    curly = "’" in text
    for found in ATOM.finditer(text, start, len(text) if end is None else end):
        begin, stop = found.span()
        kind = KINDS[found.lastindex or 0]
        word = low = found[1] if kind == "n" else found[0]
        if kind == "w":
            low = word.lower()
            if curly:
                low = low.replace("’", "'")
            low = low[:-2] if low.endswith("'s") else low
        out.append(Atom(begin, begin + len(word), word, low, kind, begin == last))
        last = stop
    return out


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends: at a full stop that no abbreviation and no figure owns, or a line's end.

    Those of so many texts are kept, as `mentions` are.
    """
    out: list[tuple[int, int]] = []
    begin = 0
    for found in ENDS.finditer(text):
        before = text[max(begin, found.start() - LONGEST) : found.start()].rsplit(None, 1)
        word = before[-1].lower().lstrip("(“\"'") if before else ""
        following = text[found.end() : found.end() + 2].lstrip()
        if found[0].startswith(".") and (word in SHORT or re.fullmatch(r"[a-z]", word)):
            # An abbreviation ends a sentence only where the next word begins one: "in the U.S. The Dow ..."
            if word not in ("u.s", "u.k", "a.m", "p.m", "inc", "corp", "co") or not following[:1].isupper():
                continue
            if word in ("u.s", "u.k") and not FRESH.match(text, found.end()):
                continue
        out += _cut(text, begin, found.end())
        begin = found.end()
    if text[begin:].strip():
        out += _cut(text, begin, len(text))
    return tuple(out)


def _cut(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """A sentence whole; one that is longer than any that is meant to be read, in pieces that end at a mark or a space."""
    out = []
    while end - begin > LIMIT:
        least = begin + LIMIT // 2
        at = next(
            (k for mark in (";", ",", " ") if (k := text.rfind(mark, least, begin + LIMIT)) > 0), begin + LIMIT - 1
        )
        out.append((begin, at + 1))
        begin = at + 1
    return [*out, (begin, end)]
