"""Foreign words on a terminal: how wide they are, what may be shown of them, and the part of a line that is marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

CUT = "…"
SHORT = 8
"""Cells before the marked words that are not cut for the sake of what stands behind them."""


@dataclass(frozen=True)
class Excerpt:
    """A line as shown: what stands before the marked words, the words, what stands behind; `column` is the cell in
    which the marking begins, `width` how many cells it covers.
    """

    before: str
    words: str
    after: str

    @property
    def column(self) -> int:
        """Cells before the marked words."""
        return cells(self.before)

    @property
    def width(self) -> int:
        """Cells of the marked words, 1 at least."""
        return max(1, cells(self.words))


def shown(text: str) -> str:
    """A text that no terminal obeys: control and direction marks by their number, any kind of space as a space."""
    return "".join(map(_letter, text))


def cells(text: str) -> int:
    """How many cells of a terminal a text fills."""
    return sum(
        0 if unicodedata.category(letter) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """The part of a line that fits in `room` cells: the letters from `start` to `end`, more behind than before them."""
    start = min(start, len(line))
    end = min(max(start, end), len(line))
    words, rest = _head(line[start:end], room - 2)
    if rest:
        return Excerpt(CUT if start else "", words, CUT)
    left = room - 2 - cells(words)
    least = max(left // 3, min(SHORT, left))
    before, over = _tail(line[:start], max(least, left - cells(shown(line[end : end + left]))))
    after, more = _head(line[end:], left - cells(before))
    return Excerpt((CUT if over else "") + before, words, after + (CUT if more else ""))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells, broken between words; a longer word stands alone."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and cells(lines[-1]) + 1 + cells(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _letter(letter: str) -> str:
    if letter.isprintable():
        return letter
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    return f"<U+{ord(letter):04X}>"


def _head(text: str, room: int) -> tuple[str, bool]:
    """As much of the beginning as fits, and whether anything is left over."""
    out: list[str] = []
    used = 0
    for letter in text:
        one = _letter(letter)
        used += cells(one)
        if used > room:
            return "".join(out), True
        out.append(one)
    return "".join(out), False


def _tail(text: str, room: int) -> tuple[str, bool]:
    """As much of the end as fits, and whether anything is left over."""
    out: list[str] = []
    used = 0
    for letter in reversed(text):
        one = _letter(letter)
        used += cells(one)
        if used > room:
            return "".join(reversed(out)), True
        out.append(one)
    return "".join(reversed(out)), False
