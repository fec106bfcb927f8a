"""The front matter of a Markdown file: left out, but for the words in it that readers will see."""

from __future__ import annotations

import re

from reportgen.model.manuscript import Role
from reportgen.reading.letters import Piece, strand
from reportgen.reading.outline import Block

KEYS: dict[str, Role] = {
    "title": "title", "headline": "title", "deck": "meta", "subject": "meta", "subtitle": "meta", "description": "meta",
    "preheader": "meta",
}  # fmt: skip
KEY = re.compile(r"( {0,2})([A-Za-z_]+):[ \t]*(.*)$")


def matter(lines: list[str]) -> tuple[list[Block], int]:
    """The parts of a front matter, and how many lines it takes: none where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return [], 0
    end = next((at for at, line in enumerate(lines[1:2000], 1) if line.rstrip() in ("---", "...")), 0)
    if not end or not any(KEY.match(line) for line in lines[1:end]):
        return [], 0
    out = []
    for at in range(1, end):
        found = KEY.match(lines[at])
        if found and found[2].lower() in KEYS:
            words = strand(_value(lines, at, end, len(found[1]), found.start(3)))
            role = KEYS[found[2].lower()]
            out.append(Block(role, words, level=int(role == "title")))
    return out, end + 1


def _value(lines: list[str], at: int, end: int, indent: int, start: int) -> list[Piece]:
    """The letters of a value: plain, quoted, or folded over the indented lines below."""
    first = lines[at][start:]
    below = at + 1
    while below < end and (not lines[below].strip() or re.match(f" {{{indent + 1},}}", lines[below])):
        below += 1
    rows = [(at, start)] if not re.match(r"[|>][-+0-9]*\s*$", first) else []
    rows += [(row, 0) for row in range(at + 1, below)]
    mark = first[:1] if first[:1] in ("'", '"') else ""
    out = []
    for number, (row, column) in enumerate(rows):
        text = lines[row][column:]
        if mark and not number:
            text, column = text[1:], column + 1
        close = re.search(rf"(?<!\\)(?<!{mark}){mark}(?!{mark})\s*(?:#.*)?$" if mark else r"\s#.*$", text)
        words = (text[: close.start()] if close else text) + " "
        end_before = 0
        for escape in re.finditer("''" if mark == "'" else r"\\[\"\\]" if mark else "$^", words):
            out.append(Piece(words[end_before : escape.start() + 1 - (mark == '"')], row + 1, column + end_before + 1))
            end_before = escape.end() - (mark == '"')
        out.append(Piece(words[end_before:], row + 1, column + end_before + 1))
    return out
