"""A PDF read once for all that is asked of it: what its pages paint, by the blocks of its structure."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pikepdf

from reportgen.editions.pdftags import Mark, Tag, structure_of
from reportgen.editions.pdftext import WRONG_OPERANDS, Painted, Run, painted

BLOCKS = frozenset(
    ["P", "LI", "LBody", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TD", "TH", "BlockQuote", "Note"]
)
CALL = 0.8
"""The share of a block's size below which a number in it is a call to a note."""


DAMAGE = (pikepdf.PdfError, pikepdf.PasswordError, *WRONG_OPERANDS)
"""What reading a file raises that is no PDF, or one whose parts are not what they should be."""


class Block(NamedTuple):
    """A block of a PDF: its kind by the structure, and its runs in reading order."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words, line by line."""
        before = (None, *self.runs)
        lines = [
            " " * (last is not None and abs(last.height - run.height) > 0.002) + run.text
            for last, run in zip(before, self.runs, strict=False)
        ]
        return " ".join("".join(lines).split())


class Contents(NamedTuple):
    """A PDF's pages by the numbers of their objects, its structure (None: untagged), its blocks in reading order."""

    pages: dict[tuple[int, int], Painted]
    top: Tag | None
    blocks: tuple[Block, ...]


@lru_cache(2)
def contents(data: bytes) -> Contents:
    """What a PDF holds; one of DAMAGE for bytes that are none."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        pages = {(page.obj.objgen[0], page.obj.objgen[1]): painted(page) for page in opened.pages}
        top = structure_of(opened)
    blocks = _blocks(top, pages) if top is not None and top.parts else _loose(pages)
    return Contents(pages, top, tuple(blocks))


def title_and_words(data: bytes) -> tuple[str, str]:
    """The title of a PDF, and its words in reading order without the calls to notes; nothing where it is no PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            title = str(opened.docinfo.get("/Title", "")) if "/Info" in opened.trailer else ""
        blocks = contents(data).blocks
    except DAMAGE:
        return "", ""
    return title, "\n".join(_plain(block).text for block in blocks)


def _plain(block: Block) -> Block:
    largest = max((run.size for run in block.runs), default=0.0)
    kept = (run for run in block.runs if not (run.text.strip().isdigit() and run.size < largest * CALL))
    return Block(block.kind, tuple(kept))


def _blocks(top: Tag, pages: Mapping[tuple[int, int], Painted]) -> Iterator[Block]:
    drawn: dict[Mark, list[Run]] = {}
    for page, content in pages.items():
        for run in content.runs:
            if run.mark is not None:
                drawn.setdefault((page, run.mark), []).append(run)
    holds = _holding(top)
    todo: list[Tag] = [top]
    while todo:
        tag = todo.pop()
        if tag.kind in BLOCKS and not holds[id(tag)]:
            yield Block(tag.kind, tuple(run for mark in tag.marks() for run in drawn.get(mark, ())))
        elif tag.kind != "Figure":
            todo += [part for part in reversed(tag.parts) if isinstance(part, Tag)]


def _holding(top: Tag) -> dict[int, bool]:
    """Whether a block stands below a tag."""
    holds: dict[int, bool] = {}
    for tag in reversed(list(top.below())):
        below = [part for part in tag.parts if isinstance(part, Tag)]
        holds[id(tag)] = any(part.kind in BLOCKS or holds[id(part)] for part in below)
    return holds


def _loose(pages: Mapping[tuple[int, int], Painted]) -> Iterator[Block]:
    """An untagged PDF's pages, each as one block."""
    for content in pages.values():
        yield Block("P", content.runs)
