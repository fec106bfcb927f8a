"""A manuscript laid flat: the author's own words in one string, each letter still with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.model import Manuscript, Part, Place
from reportgen.statements.called import Call
from reportgen.statements.ways import lower

SILENT = ("code",)


@dataclass(frozen=True)
class Sheet:
    """`text` holds the parts' words, one after another; what somebody else said, or was struck out, is blank.
    `low` is the same as ways are looked for in it, letter for letter.
    """

    file: str
    text: str
    low: str
    parts: tuple[Part, ...]
    starts: tuple[int, ...]

    def spans(self) -> Iterable[tuple[Part, int, int]]:
        """Each part with its stretch of the text."""
        for part, start in zip(self.parts, self.starts, strict=True):
            yield part, start, start + len(part.text)

    def call(self, because: str, start: int, end: int) -> Call:
        """What stands from `start` to `end`, as what calls for something."""
        index = max(0, bisect_right(self.starts, start) - 1)
        part, offset = self.parts[index], start - self.starts[index]
        place = part.place(self.file, offset)
        last = part.place(self.file, max(offset, end - self.starts[index] - 1))
        return Call(because, place, last.column + 1 if last.line == place.line else 0)

    def whole(self, because: str) -> Call:
        """The whole piece, as what calls for something."""
        return Call(because, Place(self.file))

    def without(self, spans: Iterable[tuple[int, int]]) -> Sheet:
        """The sheet with stretches struck out."""
        text, low = self.text, self.low
        for start, end in spans:
            text, low = blank(text, start, end), blank(low, start, end)
        return Sheet(self.file, text, low, self.parts, self.starts)


def blank(text: str, start: int, end: int) -> str:
    """A text with a stretch of it made white."""
    return text[:start] + " " * (end - start) + text[end:]


def laid(manuscript: Manuscript) -> Sheet:
    """A manuscript's sheet: code left out, speech and block quotes blank."""
    parts = tuple(part for part in manuscript.parts if part.role not in SILENT)
    starts, pieces, at = [], [], 0
    for part in parts:
        text = " " * len(part.text) if part.voice == "quote" else part.text
        for span in part.speech:
            text = blank(text, span.start, span.end)
        starts.append(at)
        pieces.append(text)
        at += len(text) + 1
    text = "\n".join(pieces)
    return Sheet(manuscript.file, text, lower(text), parts, tuple(starts))
