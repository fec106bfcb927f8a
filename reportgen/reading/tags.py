"""A web page as a stream of tags and letters, each at its place: tolerant as browsers are, and bounded in time.

The standard library's html.parser takes quadratic time on unclosed comments and tags; here each letter is looked at a
bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from reportgen.reading.letters import Piece

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40}+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,400}+)>")
ATTRIBUTE = re.compile(
    r"([^\s=/>\"']{1,60}+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+"
)  # fmt: skip
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
BROKEN = re.compile(r"[&\n]")
RAW = ("script", "style", "textarea", "xmp", "iframe", "noembed", "noframes")


class Tag(NamedTuple):
    """A tag: its name in small letters, whether it closes, and from where to where it and its attributes stand."""

    name: str
    closes: bool
    start: int
    end: int
    inside: tuple[int, int]


class Letters(NamedTuple):
    """Text between tags, from and to."""

    start: int
    end: int


class Page:
    """A page's source, and where its lines begin."""

    def __init__(self, text: str, first: int = 1) -> None:
        self.text, self.first = text, first
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def stream(self) -> Iterator[Tag | Letters]:
        """Tags and text in their order; comments, declarations, scripts and styles left out."""
        text, end, unclosed = self.text, 0, False
        while (start := text.find("<", end)) >= 0:
            if start > end:
                yield Letters(end, start)
            end = start
            after = text[start + 1 : start + 2]
            if text.startswith("<!--", start) and not unclosed:
                close = text.find("-->", start + 4)
                unclosed = close < 0
                end = len(text) if unclosed else close + 3
            elif after in ("!", "?"):
                close = text.find(">", start)
                end = len(text) if close < 0 else close + 1
            elif found := TAG.match(text, start):
                name = found[2].lower()
                end = found.end()
                if name in RAW:
                    end = len(text) if found[1] else self._behind(name, end)
                    end = found.end() if found[1] else end
                    continue
                yield Tag(name, bool(found[1]), start, end, found.span(3))
                if found[3].endswith("/") and not found[1] and name not in VOID:
                    yield Tag(name, True, end, end, (end, end))
            else:
                yield Letters(start, start + 1)
                end = start + 1
        if end < len(text):
            yield Letters(end, len(text))

    def _behind(self, name: str, start: int) -> int:
        found = re.compile(f"</{name}[^>]{{0,200}}>", re.IGNORECASE).search(self.text, start)
        return found.end() if found else len(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of a letter of the source."""
        row = bisect_right(self.starts, offset)
        return self.first + row - 1, offset - self.starts[row - 1] + 1

    def attributes(self, tag: Tag) -> dict[str, tuple[int, int]]:
        """Where the values of a tag's attributes stand, by their names in small letters."""
        out: dict[str, tuple[int, int]] = {}
        for found in ATTRIBUTE.finditer(self.text, *tag.inside):
            group = next((number for number in (2, 3, 4) if found[number] is not None), 1)
            out.setdefault(found[1].lower(), found.span(group) if group > 1 else (found.end(), found.end()))
        return out

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The letters of a stretch, entities resolved, each at its place."""
        text = self.text
        row = bisect_right(self.starts, start)
        shift = 1 - self.starts[row - 1]
        out: list[Piece] = []
        at = start
        while found := BROKEN.search(text, at, end):
            if found.start() > start:
                out.append(Piece(text[start : found.start()], self.first + row - 1, start + shift))
            if found[0] == "\n":
                out.append(Piece(" ", self.first + row - 1, found.start() + shift))
                row += 1
                start = at = found.end()
                shift = 1 - start
                continue
            entity = ENTITY.match(text, found.start(), end)
            letters = unescape(entity[0]) if entity else "&"
            width = len(entity[0]) if entity and letters != entity[0] else 1
            out.append(Piece(letters if width > 1 else "&", self.first + row - 1, found.start() + shift))
            start = at = found.start() + width
        if start < end:
            out.append(Piece(text[start:end], self.first + row - 1, start + shift))
        return out

    def value(self, span: tuple[int, int]) -> str:
        """An attribute's value."""
        return unescape(self.text[span[0] : span[1]])


VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
