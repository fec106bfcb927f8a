"""A web page's table while it is read: cells gathered into rows, heads kept for them, mere layout seen through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.model.manuscript import Run
from reportgen.reading.letters import Strand, row
from reportgen.reading.outline import Block

WIDEST = 60
PROSE = 300


@dataclass
class Cell:
    """A cell in the making: its paragraphs."""

    is_head: bool
    columns: int = 1
    paragraphs: list[Block] = field(default_factory=list)

    def words(self) -> Strand:
        """The paragraphs as one text."""
        text, runs = "", list[Run]()
        for block in self.paragraphs:
            text += " " if text else ""
            runs += [Run(run.offset + len(text), run.line, run.column) for run in block.words.runs]
            text += block.words.text
        return Strand(text, tuple(runs))


@dataclass
class Grid:
    """A table in the making. Where it turns out to be `layout`, its cells hold blocks like any other element."""

    group: int
    caption: str = ""
    layout: bool = False
    in_head: bool = False
    heads: tuple[str, ...] = ()
    cells: list[Cell] = field(default_factory=list)
    is_open: bool = False
    filled: bool = False

    def begin_cell(self, is_head: bool, columns: str) -> None:
        """A cell begins, which spans as many columns as its markup says."""
        self.cells.append(Cell(is_head, min(int(columns), WIDEST) if columns.isdecimal() and columns != "0" else 1))
        self.is_open = True

    def see_through(self) -> list[Block]:
        """It is layout: what its open row holds so far, as blocks of their own."""
        found = [block for cell in self.cells for block in cell.paragraphs]
        self.layout, self.cells = True, []
        return found

    def end_row(self) -> list[Block]:
        """The row's blocks: none for one of heads, a caption for one that titles those below."""
        cells, self.cells, self.is_open = self.cells, [], False
        loose = [block for cell in cells for block in cell.paragraphs]
        if self.layout or not loose:
            return loose
        if self.in_head or (all(cell.is_head for cell in cells) and not self.filled and len(cells) > 1):
            self.heads = _merged(self.heads, [cell.words().text for cell in cells for _ in range(cell.columns)])
            return []
        words = [cell.words() for cell in cells]
        if len(cells) == 1:
            return (
                [Block("caption", words[0], scopes=loose[0].scopes)]
                if self.heads and len(words[0].text) <= 120
                else loose
            )
        if any(len(one.text) > PROSE for one in words):
            return loose
        self.filled = True
        spread = [one for cell, first in zip(cells, words, strict=True) for one in [first, *_empty(cell.columns - 1)]]
        text, spans = row(spread)
        first = loose[0]
        return [
            Block(
                "row", text, first.voice, cells=spans, heads=self.heads, caption=self.caption, group=self.group,
                scopes=first.scopes,
            )
        ]  # fmt: skip


def _empty(number: int) -> list[Strand]:
    return [Strand("", ())] * number


def _merged(above: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Two rows of heads as one: the words above each column, from the top down."""
    width = max(len(above), len(heads))
    rows = ([*one, *[""] * (width - len(one))] for one in (above, heads))
    return tuple(" ".join(filter(None, words)) for words in zip(*rows, strict=True))
