"""Reading: any file as a manuscript, each letter of its parts with the line and column that it stands at.

It knows of Markdown, of plain text and of web pages, and of nothing that is said in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from reportgen.model.manuscript import Manuscript
from reportgen.reading.letters import Piece, strand
from reportgen.reading.outline import Block, parts
from reportgen.reading.source import bounded, text_of

Kind = Literal["markdown", "text", "html"]
KINDS: dict[str, Kind] = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}


def read(path: Path, name: str) -> Manuscript:
    """The file at `path`, which is told of as `name`: a web page or Markdown by its suffix, else plain text.

    A UsageError says why where it cannot be read: no such file, a folder, not text, too large, nested too deeply.
    """
    return manuscript(text_of(path, name), name, KINDS.get(path.suffix.lower(), "text"))


def manuscript(text: str, file: str, kind: Kind) -> Manuscript:
    """A text as its parts; lines end with LF, CR LF or CR. A UsageError says if it is too long or nested too deeply."""
    text = bounded(text, file, kind == "html")
    if kind == "html":
        from reportgen.reading import markup

        found, language = markup.page(text)
        return Manuscript(file, parts(found), language)
    if kind == "markdown":
        from reportgen.reading import markdown

        return Manuscript(file, parts(markdown.blocks(text, file)))
    from reportgen.reading import plain

    return Manuscript(file, parts(plain.blocks(text)))


def words(text: str, file: str = "<text>") -> Manuscript:
    """One plain paragraph, such as a title or an alt text, without any markup."""
    text = bounded(text, file, page=False)
    rows = [Piece(line + " ", number, 1) for number, line in enumerate(text.split("\n"), 1)]
    return Manuscript(file, parts([Block("paragraph", strand(rows))]))
