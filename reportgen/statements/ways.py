"""Ways of saying one thing: patterns in lower case, each tried only where the letters that it begins with stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

LETTERS = re.compile(r"[a-z][a-z' ]*")
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
    for way in ways:
        stems = _stems(way)
        if "" in stems:
            yield from _compiled(way).finditer(text, start, stop)
            continue
        for stem in stems:
            at = text.find(stem, start, stop)
            while at >= 0:
                match = None if at and text[at - 1].isalnum() else _compiled(way).match(text, at, stop)
                if match:
                    yield match
                at = text.find(stem, match.end() if match else at + 1, stop)


def first(ways: Sequence[str], text: str) -> re.Match[str] | None:
    """The first place that says one of the ways."""
    return min(said(ways, text), key=lambda match: match.start(), default=None)


@cache
def _compiled(way: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{way})")


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
