"""Whether a line break is the writer's or the editor program's, and which short lines are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reportgen.reading.bindings import unbound

LONG, ENOUGH = 120, 4
STOPS = '.!?:;…"”»)'
ITEM = re.compile(r"\s*([-*+•▪‣·]|\d{1,3}[.)]|\[\d{1,3}\])\s+(?=\S)")
NO_PROSE = re.compile(r"\s{4,}|\t|\s*[|>#<=`~]|\s*[-=*_]{3,}\s*$|\s*\S+$")
FIGURE = re.compile(r":\s*[+\-−–$€£]?\d|[+\-−–]\d|\d\s?%\s*$|^\W*[\d,.]+\W*$")
APART = re.compile(r"\S(?: {2,}|\t)\s*\S")
ENDED = re.compile(r"[a-z0-9%)\"”][.!?] ")
ADDRESSEE = re.compile(r"^(?:by|source|sources|from|to|date|note|updated|published)\b[: ]", re.IGNORECASE)


BULLET = re.compile(r"(\s*)([•▪‣·◦–—])(?=\s+\S)")
SURE = "•▪‣◦"
"""Marks that are nothing but bullets; a dash may also stand before who is quoted."""


def bulleted(lines: Sequence[str]) -> list[str]:
    """The lines with the bullets of plain text as Markdown has them, each letter at its place: a dash or a dot is one
    where the line right before or behind begins with it too.
    """
    found = [BULLET.match(line) for line in lines]
    if not any(found):
        return list(lines)
    marks = ["", *(one[2] if one else "" for one in found), ""]
    return [
        f"{one[1]}-{line[one.end() :]}" if one and (one[2] in SURE or one[2] in (before, after)) else line
        for one, line, before, after in zip(found, lines, marks, marks[2:], strict=False)
    ]


SEVERAL = re.compile(r"[.!?][\"”’)]*\s+[A-Z“\"]")
"""One sentence ends and another begins."""


def lines_are_paragraphs(lines: Sequence[str]) -> bool:
    """Whether each line of a text is a paragraph of its own: some are longer than any that is wrapped by hand, those
    that another follows at once do not end near one common width, hardly any breaks off in a sentence, and most hold
    more than one: a sentence a line, with empty lines between the paragraphs, is how many write Markdown.
    """
    lines = list(map(unbound, lines))
    if not any(len(line) > LONG and " " in line.strip() and "|" not in line for line in lines):
        return False
    inner = [
        (line, after)
        for line, after in pairwise(lines)
        if after.strip() and line.strip() and not NO_PROSE.match(line) and not NO_PROSE.match(after)
        and not ITEM.match(after)
    ]  # fmt: skip
    if not inner:
        return True
    if sum(line.rstrip()[-1] not in STOPS and after.lstrip()[0].islower() for line, after in inner) > 0.2 * len(inner):
        return False
    if _sentence_a_line(lines, inner):
        return False
    lengths = sorted(len(line) for line, _ in inner)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    near = sum(0.8 * width <= length <= 1.1 * width for length in lengths)
    return not (width <= 1.25 * LONG and near >= 0.6 * len(lengths) and len(lengths) > 2)


def _sentence_a_line(lines: Sequence[str], inner: Sequence[tuple[str, str]]) -> bool:
    """Whether paragraphs stand apart, and in most of their lines is one whole sentence."""
    apart = sum(not line.strip() and bool(after.strip()) for line, after in pairwise(lines))
    whole = sum(
        line.rstrip()[-1] in STOPS and after.rstrip()[-1] in STOPS and not SEVERAL.search(line) for line, after in inner
    )
    return len(inner) > 2 and apart > 2 and whole > 0.7 * len(inner)


def spread(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The numbered lines of such a text with an empty one between each two paragraphs, so that Markdown sees them."""
    out: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        before = out[-1][1] if out else ""
        opened = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) else fence
        else:
            if before.strip() and line.strip() and not _belong(before, line):
                out.append((number, ""))
            fence = opened[1] if opened else ""
        out.append((number, line))
    return out


def _belong(before: str, line: str) -> bool:
    if re.match(r"\s*[-=]{3,}\s*$", line) or (ITEM.match(before) and (ITEM.match(line) or re.match(r"\s{2,}", line))):
        return True
    return re.match(r"\s{4,}|\t|\s*[|<>]", line) is not None and before[:1] != "#"


def is_heading(text: str) -> bool:
    """Whether a line on its own reads as a heading: short, begun as a title is, no stop at its end, no figure."""
    return (
        2 < len(text) <= 90
        and len(text.split()) <= 13
        and (text[0].isupper() or text[0].isdigit())
        and text[-1] not in ".!;:,…\"”’'»\ufffc|"
        and not FIGURE.search(text)
        and not ENDED.search(text)
        and not ADDRESSEE.match(text)
        and any(letter.isalpha() for letter in text)
    )


class Width:
    """How wide a plain text was set, and so whether a line was broken for want of room.

    Stretches that are indented as a whole are measured apart. A text that a program broke fills every line as far as
    words go: there a line that had room was ended on purpose. In one broken by hand only a short one with a stop was.
    """

    def __init__(self, stretches: Sequence[Sequence[str]]) -> None:
        self.loose = lines_are_paragraphs([line for lines in stretches for line in [*lines, ""]])
        self.widths = {True: 0, False: 0}
        pairs = []
        for lines in ([*map(unbound, stretch)] for stretch in stretches):
            inset = aside(lines)
            if any(APART.search(line) for line in lines):
                continue
            for line, after in zip(lines, [*lines[1:], ""], strict=True):
                if NO_PROSE.match(line.lstrip()) or "://" in line:
                    continue
                self.widths[inset] = max(self.widths[inset], len(line.rstrip()))
                if re.match(r"\s*[\w(]", after) and not _begins(after) and line.rstrip()[-1] not in ".!?:":
                    pairs.append((line, after, inset))
        self.filled = True
        spare = sum(self._fits(*pair) for pair in pairs)
        self.filled = len(pairs) >= ENOUGH and spare <= 0.02 * len(pairs)

    def chosen(self, line: str, after: str, inset: bool = False) -> bool:
        """Whether the break between two lines was the writer's choice."""
        if self.loose:
            return True
        line, after = unbound(line), unbound(after)
        if not self._fits(line, after, inset):
            return False
        ended = line.rstrip()[-1:] in '.!?:;…"”»)' or is_heading(line.strip())
        return self.filled or (ended and _begins(after))

    def _fits(self, line: str, after: str, inset: bool) -> bool:
        room = self.widths[inset] * (1 if self.filled else 0.75)
        return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) <= room


def aside(lines: Sequence[str]) -> bool:
    """Whether lines stand indented, every one."""
    return all(line.startswith(("   ", "\t")) for line in lines)


def _begins(line: str) -> bool:
    """Whether a line may begin a sentence."""
    words = line.lstrip(" \t\"“‘'«([")
    return words[:1].isupper() or words[:1].isdigit() or words[:1] in "+-–−$€£"
