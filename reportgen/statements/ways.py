"""Ways of saying one thing: patterns in lower case, each tried only where the letters that it begins with stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

LETTERS = re.compile(r"[a-z][a-z' ]*")
WORD = re.compile(r"(?<![^\W_])[a-z]+")
INNER = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
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
    words, places = _words(text)
    for pattern, heads in _sought(tuple(ways)):
        if not heads:
            yield from _scanned(pattern, text, start, stop)
        for head in heads:
            i, done = bisect_left(words, head), start
            while words[i].startswith(head):
                for at in places[words[i]]:
                    if done <= at < stop and (match := pattern.match(text, at, stop)):
                        yield match
                        done = match.end()
                i += 1


def _scanned(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Every place of a pattern that does not stand behind a letter or a digit."""
    found = pattern.search(text, start, stop)
    while found:
        fits = not found.start() or text[found.start() - 1] not in INNER
        if fits:
            yield found
        found = pattern.search(text, found.end() if fits and found.end() > found.start() else found.start() + 1, stop)


def first(ways: Sequence[str], text: str) -> re.Match[str] | None:
    """The first place that says one of the ways."""
    return min(said(ways, text), key=lambda match: match.start(), default=None)


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[list[str], Mapping[str, list[int]]]:
    """The words of a text in the order of the alphabet, and where each begins."""
    places: dict[str, list[int]] = {LAST: []}
    for found in WORD.finditer(text):
        places.setdefault(found[0], []).append(found.start())
    return sorted(places), places


@cache
def _sought(ways: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each way's pattern, and the first words that it may begin with, whole or in part; none where any may."""
    return tuple((re.compile(way), _headed(_stems(way))) for way in ways)


def _headed(stems: tuple[str, ...]) -> tuple[str, ...]:
    heads = sorted({re.split("[ ']", stem)[0] for stem in stems})
    return () if "" in heads else tuple(one for one in heads if not any(one != h and one.startswith(h) for h in heads))


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
