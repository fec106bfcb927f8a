"""Letters with their places: pieces of a file laid end to end, as a reader reads them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.model.manuscript import Run, Span
from reportgen.reading.addresses import addresses

OBJECT = "\ufffc"
"""What stands for a thing that is not read: an address, a code span."""
GONE = "\u00ad"
SPACES = "\t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
UNSEEN = (
    *range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x34F, 0x61C, 0x180E,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF,
    *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),
)  # fmt: skip
FOLDED = {
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(UNSEEN, GONE),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    0xFF0D: "\u2212",
    0xFE63: "\u2212",
    0xFE62: "+",
    0xFE6A: "%",
}
SPECIAL = re.compile(
    "[^ -~\xa1-\xac\xae-\u034e\u0350-\u061b\u061d-\u167f\u1681-\u180d\u180f-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u2fff\u3001-\ufdff]"
)
"""Whatever is not plainly a letter; the few classes of it are quicker to pass over than the many codes in `FOLDED`."""
THIN = re.compile("(?<![\\d.,])\\d{1,3}(?:[\u2009\u202f]\\d{3})+(?!\\d)")
GROUPED = {0x2009: ",", 0x202F: ","}
"""Thousands may be set apart by a thin space; they are read as with a comma."""
STRETCH = re.compile(f"[^ {GONE}]+(?: [^ {GONE}]+)*")


class Piece(NamedTuple):
    """A stretch of one line of a file, from (`line`, `column`) on: what stands there, letter for letter, or what is
    read in its place.
    """

    text: str
    line: int
    column: int


class Strand(NamedTuple):
    """Text as it is read, and the places of its letters."""

    text: str
    runs: tuple[Run, ...]


def strand(pieces: Iterable[Piece]) -> Strand:
    """The pieces as one text: white space single and none at the ends, invisible letters left out, wide ones folded,
    addresses as one letter each.
    """
    out: list[str] = []
    runs: list[Run] = []
    length, space, line, shift = 0, False, 0, 0
    for text, row, column in pieces:
        if not (text.isascii() and text.isprintable()) and SPECIAL.search(text):
            text = THIN.sub(lambda number: number[0].translate(GROUPED), text).translate(FOLDED)
        end = 0
        for found in STRETCH.finditer(text):
            start = found.start()
            space = space or (start > end and " " in text[end:start])
            if space and length:
                out.append(" ")
                length += 1
            if row != line or column + start - length != shift:
                line, shift = row, column + start - length
                runs.append(Run(length, row, column + start))
            out.append(found[0])
            length += found.end() - start
            end, space = found.end(), False
        space = space or " " in text[end:]
    one = Strand("".join(out), tuple(runs))
    return replaced(one, [(start, end, OBJECT) for start, end in addresses(one.text)])


def cut(one: Strand, start: int, end: int | None = None) -> Strand:
    """The letters from `start` up to but without `end`, the white space at the ends left out."""
    text = one.text[start:end]
    start += len(text) - len(text.lstrip(" "))
    end = start + len(text.strip(" "))
    if start >= end:
        return Strand("", ())
    first = one.runs[max(0, bisect_right(one.runs, start, key=lambda run: run.offset) - 1)]
    moved = [Run(0, first.line, first.column + max(0, start - first.offset))]
    moved += [Run(run.offset - start, run.line, run.column) for run in one.runs if start < run.offset < end]
    return Strand(one.text[start:end], tuple(moved))


def row(cells: Sequence[Strand]) -> tuple[Strand, tuple[Span, ...]]:
    """The cells of a row as one text, a bar between each two, and the stretches that they take in it."""
    text, runs, spans = "", list[Run](), list[Span]()
    for number, cell in enumerate(cells):
        text += ("" if not number else " |" if text else "|") + (" " if number and cell.text else "")
        runs += [Run(run.offset + len(text), run.line, run.column) for run in cell.runs]
        spans.append(Span(len(text), len(text) + len(cell.text)))
        text += cell.text
    return Strand(text, tuple(runs)), tuple(spans)


def replaced(one: Strand, found: Sequence[tuple[int, int, str]]) -> Strand:
    """The text with each stretch (from, to) replaced by another, which stands where the stretch began."""
    if not found:
        return one
    text, runs, end = "", list[Run](), 0
    last, at = one.runs[0], 0
    for start, stop, instead in [*found, (len(one.text), len(one.text), "")]:
        shift = len(text) - end
        while at < len(one.runs) and one.runs[at].offset <= end:
            last, at = one.runs[at], at + 1
        if end < start:
            runs.append(Run(len(text), last.line, last.column + end - last.offset))
        while at < len(one.runs) and one.runs[at].offset < start:
            last, at = one.runs[at], at + 1
            runs.append(Run(last.offset + shift, last.line, last.column))
        while at < len(one.runs) and one.runs[at].offset <= start:
            last, at = one.runs[at], at + 1
        text += one.text[end:start]
        if instead:
            runs.append(Run(len(text), last.line, last.column + start - last.offset))
        text += instead
        end = stop
    return cut(Strand(text, tuple(runs)), 0) if runs else Strand("", ())
