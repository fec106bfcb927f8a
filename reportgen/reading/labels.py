"""Which lines of a plain text are titles: of the piece, of a section, of a table, a list or the lines below them."""

from __future__ import annotations

import itertools
from dataclasses import replace

from reportgen.reading.outline import Block
from reportgen.reading.wrapping import is_heading

LABEL = 40


def labelled(found: list[Block]) -> list[Block]:
    """The blocks with their headings: those that are underlined or, where none is, those guessed from short lines."""
    underlined = any(block.role == "heading" and block.level for block in found)
    return _captioned(_titled(found) if underlined else _guessed(found))


def _titled(found: list[Block]) -> list[Block]:
    """The first underlined heading is the title where nothing but a few lines stands before it."""
    at = next(at for at, block in enumerate(found) if block.role == "heading")
    if at <= 4 and all(len(block.words.text) <= 120 for block in found[:at]):
        return [*found[:at], replace(found[at], role="title", level=1), *found[at + 1 :]]
    return found


def _guessed(found: list[Block]) -> list[Block]:
    return [
        replace(block, role="heading")
        if block.role == "paragraph"
        and len({run.line for run in block.words.runs}) == 1
        and is_heading(block.words.text)
        else block
        for block in found
    ]


def _captioned(found: list[Block]) -> list[Block]:
    """A short line right before a table or list that is not a heading with a rule is the title of it; one that ends
    with a colon is that of the lines that stand together below it.
    """
    out = list(found)
    for at, (block, after) in enumerate(itertools.pairwise(found)):
        words = block.words.text
        table = after.role in ("row", "item") or (after.role == "caption" and after.group > 0)
        label = block.role == "paragraph" or (block.role == "heading" and not block.level and after.role == "row")
        if table and label and is_heading(words):
            out[at] = replace(block, role="caption")
        elif after.role != "paragraph" or after.group == block.group or not _is_label(block):
            continue
        like = ("row", "caption") if after.role in ("row", "caption") else (after.role,)
        for below in range(at + 1, len(found)):
            if found[below].group != after.group or found[below].role not in like:
                break
            if found[below].role != "caption":
                out[below] = replace(found[below], caption=words)
    return out


def _is_label(block: Block) -> bool:
    words = block.words.text
    return block.role == "paragraph" and words[-1] == ":" and len(words) <= LABEL
