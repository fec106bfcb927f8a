"""Ways of saying one thing: patterns in lower case, each tried only where the letters that it begins with stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

LETTERS = re.compile(r"[a-z][a-z' ]*")
SHORT = 1_000
"""Letters up to which a text is read faster than its words are put in order."""
WORD = re.compile(r"(?<![a-z])[a-z]+")
LAST = "~"
"""Behind every word."""
OPTIONAL = ("?", "*", "{")
ALIKE = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "−": "-", "–": "-", "™": "®",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


def lower(text: str) -> str:
    """A text as ways are looked for in it: in lower case, its marks plain, no letter more or less; letters beyond
    Western Europe's are question marks, as a string of single bytes is searched several times as fast.
    """
    found = text.lower()
    if len(found) != len(text):
        found = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    if found.isascii():
        return found
    for mark, like in ALIKE.items():
        found = found.replace(mark, like)
    return found.encode("latin-1", "replace").decode("latin-1")


def said(ways: Sequence[str], text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Every place of `text` (as `lower` has it) that says one of the ways, way by way, letters by letters."""
    stop = len(text) if end is None else end
    words = _words(text) if len(text) > SHORT else None
    for pattern, stems in _sought(tuple(ways)):
        if not stems:
            yield from pattern.finditer(text, start, stop)
        for stem, head in stems:
            if words and not words[bisect_left(words, head)].startswith(head):
                continue
            at = text.find(stem, start, stop)
            while at >= 0:
                match = None if at and text[at - 1].isalnum() else pattern.match(text, at, stop)
                if match:
                    yield match
                at = text.find(stem, match.end() if match else at + 1, stop)


def first(ways: Sequence[str], text: str) -> re.Match[str] | None:
    """The first place that says one of the ways."""
    return min(said(ways, text), key=lambda match: match.start(), default=None)


@lru_cache(maxsize=4)
def _words(text: str) -> list[str]:
    """The words of a text in order: what begins with none of them need not be looked for in it."""
    return sorted({*WORD.findall(text), LAST})


@cache
def _sought(ways: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], tuple[tuple[str, str], ...]], ...]:
    """Each way's pattern, and the letters that it may begin with beside the first word of these; none where any may."""
    return tuple((re.compile(rf"(?<![a-z0-9])(?:{way})"), _headed(_stems(way))) for way in ways)


def _headed(stems: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return () if "" in stems else tuple((stem, re.split("[ ']", stem)[0]) for stem in stems)


@cache
def _stems(way: str) -> tuple[str, ...]:
    """The letters that each of the choices of a way begins with; "" where one begins with no letter."""
    if not way.startswith("(?:"):
        match = LETTERS.match(way)
        stem = match[0] if match else ""
        return (stem[:-1] if way[len(stem) :][:1] in OPTIONAL else stem,)
    inner, rest = _group(way)
    if rest[:1] in ("*", "{"):
        return ("",)
    heads = [choice + rest.removeprefix("?") for choice in inner] + ([rest[1:]] if rest[:1] == "?" else [])
    return tuple(dict.fromkeys(stem for head in heads for stem in _stems(head)))


def _group(way: str) -> tuple[list[str], str]:
    """The choices of the group that a way begins with, and what follows it."""
    choices: list[str] = []
    depth, begin = 0, 3
    for at, letter in enumerate(way):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if not depth:
                return [*choices, way[begin:at]], way[at + 1 :]
        elif letter == "|" and depth == 1:
            choices.append(way[begin:at])
            begin = at + 1
    raise ValueError(f"{way}: a group is not closed")
