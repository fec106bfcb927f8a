"""Any text as it is read for checking: its parts in order, each letter of them with its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportgen.model.places import Place

Role = Literal["title", "heading", "paragraph", "item", "row", "quote", "caption", "alt", "code", "meta"]
"""What a part is: a `row` is a table's, a `quote` a block of somebody's words, a `caption` a chart's or table's title,
an `alt` the words for those who do not see a picture, a `meta` a subject line or the like, a `code` is never read.
"""
Voice = Literal["author", "quote", "risk", "disclosure"]
"""Who speaks, and to what end: the author, somebody quoted, the author of risks, the small print."""


class Run(NamedTuple):
    """From `offset` in a part's text on, its letters stand one for one from (`line`, `column`) on, counted from 1."""

    offset: int
    line: int
    column: int


class Span(NamedTuple):
    """From `start` up to but without `end`, in letters of a part's text."""

    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One block of a text as a reader reads it: markup gone, white space single, letters otherwise as typed.

    `speech` are the stretches of `text` that stand between quotation marks (marks left out); of a row `cells` are the
    stretches of its cells and `heads` the words of the column heads above them. `level` is a heading's, 1 the topmost;
    `path` are the headings above, the outermost first. `computed` are stretches that a figure or a fact by name has
    printed. `caption` is the title of the table or list that it belongs to.
    """

    role: Role
    text: str
    runs: tuple[Run, ...]
    voice: Voice = "author"
    level: int = 0
    path: tuple[str, ...] = ()
    speech: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()
    heads: tuple[str, ...] = ()
    caption: str = ""
    computed: tuple[Span, ...] = ()

    def place(self, file: str, offset: int) -> Place:
        """Where the letter at `offset` stands."""
        run = self.runs[max(0, bisect_right(self.runs, offset, key=lambda one: one.offset) - 1)]
        return Place(file, run.line, run.column + max(0, offset - run.offset))

    def end_column(self, span: Span) -> int:
        """The column behind the last letter of `span` that stands in the line of its first."""
        line = self.place("", span.start).line
        offset = next((o for o in range(span.end - 1, span.start, -1) if self.place("", o).line == line), span.start)
        return self.place("", offset).column + 1

    def spoken(self, offset: int) -> bool:
        """Whether the letter at `offset` is somebody else's word: a block quote, or between quotation marks."""
        return self.voice == "quote" or any(span.start <= offset < span.end for span in self.speech)


@dataclass(frozen=True)
class Manuscript:
    """A text to be checked: the file it stands in, its parts in the order of reading, its language where it is told."""

    file: str
    parts: tuple[Part, ...]
    language: str = ""
