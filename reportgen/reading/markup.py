"""A web page into blocks: what a reader of it reads, in the order of the source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from reportgen.model.manuscript import Role, Voice
from reportgen.reading.frames import BREAKS, Frame, framed, implied
from reportgen.reading.grid import Grid
from reportgen.reading.letters import OBJECT, Piece, strand
from reportgen.reading.outline import Block
from reportgen.reading.quotes import attributed
from reportgen.reading.tags import VOID, Letters, Page, Tag

CALL = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3})(?:\s*,\s*\d{1,3})*\s*[\])]?\s*")
METAS = ("description", "subject", "og:title", "og:description", "twitter:title", "twitter:description")
SEEN_THROUGH = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "figure"])


@dataclass
class Figure:
    """An open figure: where its blocks begin, and its title once it is known."""

    first: int
    caption: str = ""


def blocks(text: str, first: int = 1) -> list[Block]:
    """The blocks of a stretch of HTML that begins on the line `first`."""
    return page(text, first)[0]


def page(text: str, first: int = 1) -> tuple[list[Block], str]:
    """The blocks of a page and its language, empty where it does not say."""
    reader = Reader(Page(text, first))
    reader.read()
    return attributed(_titled(reader.out)), reader.language


def _titled(found: list[Block]) -> list[Block]:
    """The first heading of the first level is the title; the one in the page's head is one only where there is none."""
    main = next((at for at, block in enumerate(found) if block.role == "heading" and block.level == 1), -1)
    out = []
    for at, block in enumerate(found):
        role: Role = "title" if at == main else "meta" if block.role == "title" and main >= 0 else block.role
        out.append(replace(block, role=role) if role != block.role else block)
    return out


class Reader:
    """The walk over a page: what is open now, and the blocks so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out: list[Block] = []
        self.language = ""
        self.frames = [Frame("")]
        self.opened: Counter[str] = Counter()
        self.buffer: list[Piece] = []
        self.grids: list[Grid] = []
        self.figures: list[Figure] = []
        self.group = self.scope = self.until = 0

    def read(self) -> None:
        """Walk."""
        for one in self.page.stream():
            if one.start < self.until:
                continue
            if isinstance(one, Letters):
                if not self.frames[-1].unread:
                    self.buffer += self.page.pieces(one.start, one.end)
            elif one.closes:
                self._close(one)
            else:
                self._open(one)
        self._flush()
        while len(self.frames) > 1:
            self._pop()

    def _open(self, tag: Tag) -> None:
        name = tag.name
        spans = self.page.attributes(tag) if tag.inside[0] < tag.inside[1] else {}
        has = {key: self.page.value(span) for key, span in spans.items() if key not in ("src", "href", "d", "data-tip")}
        if name in BREAKS:
            self._break(name)
        above = self.frames[-1]
        if name == "html":
            self.language = self.language or has.get("lang", "")
        elif name == "meta" and has.get("name", has.get("property", "")).lower() in METAS and "content" in spans:
            self.out.append(Block("meta", strand(self.page.pieces(*spans["content"]))))
        elif name == "img" or has.get("role") == "img":
            self._picture(spans.get("alt" if name == "img" else "aria-label"))
        if name in ("sup", "a") and self._calls(tag, has):
            return
        if name in VOID:
            return
        frame = framed(name, has, above)
        if frame.unread and not above.unread and name in ("code", "kbd", "samp", "tt"):
            self.buffer.append(Piece(OBJECT, *self.page.place(tag.start)))
        if name == "q" and not above.unread:
            self.buffer.append(Piece("“", *self.page.place(tag.start)))
        if frame.role != above.role and name not in BREAKS:
            self._flush()
        if frame.sections > above.sections:
            self.scope += 1
            frame = replace(frame, scopes=(*above.scopes, self.scope))
        self.frames.append(frame)
        self.opened[name] += 1
        self._began(name, has)

    def _began(self, name: str, has: dict[str, str]) -> None:
        """What an element that begins means for tables, lists and figures."""
        grid = self.grids[-1] if self.grids else None
        if grid and not grid.layout and grid.is_open and name in SEEN_THROUGH:
            self.out += grid.see_through()
        if name == "table":
            self.group += 1
            caption = self.figures[-1].caption if self.figures else ""
            self.grids.append(Grid(self.group, caption, has.get("role") in ("presentation", "none")))
        elif name in ("td", "th") and grid:
            grid.begin_cell(name == "th", has.get("colspan", ""))
        elif name == "thead" and grid:
            grid.in_head = True
        elif name == "figure":
            self.figures.append(Figure(len(self.out)))
        if (
            name in ("ul", "ol", "dl", "blockquote")
            and sum(self.opened[one] for one in ("ul", "ol", "dl", "blockquote")) == 1
        ):
            self.group += 1

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name in BREAKS:
            self._flush()
        if name == "q" and self.opened[name] and not self.frames[-1].unread:
            self.buffer.append(Piece("”", *self.page.place(tag.start)))
        if self.opened[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        """Close the innermost element."""
        frame = self.frames[-1]
        if frame.role != self.frames[-2].role:
            self._flush()
        self.frames.pop()
        self.opened[frame.name] -= 1
        grid = self.grids[-1] if self.grids else None
        if frame.name == "figure":
            self.figures.pop()
        elif frame.name == "thead" and grid:
            self.out += grid.end_row()
            grid.in_head = False
        elif frame.name == "tr" and grid:
            self.out += grid.end_row()
        elif frame.name == "table" and grid:
            self.out += grid.end_row()
            self.grids.pop()
        elif frame.name in ("td", "th") and grid:
            grid.is_open = False
        return frame.name

    def _break(self, name: str) -> None:
        """A block begins: what stood before it is one, and elements that end without saying so are closed."""
        if name == "br":
            self.buffer.append(Piece("\n", 0, 0))
            return
        self._flush()
        while implied(self.frames[-1].name, name):
            self._pop()

    def _flush(self) -> None:
        """The letters gathered so far are a block, or several where lines that were broken stand for themselves."""
        gathered, self.buffer = self.buffer, []
        if not gathered:
            return
        frame = self.frames[-1]
        grid = self.grids[-1] if self.grids else None
        inside = grid is not None and grid.is_open and not grid.layout
        lines: list[list[Piece]] = [[]]
        for piece in gathered:
            if piece.line:
                lines[-1].append(piece)
            else:
                lines.append([])
        found = [one for one in map(strand, lines) if one.text]
        if len(found) > 1 and (
            frame.role != "paragraph" or inside or not all(_stands_alone(one.text) for one in found)
        ):
            spaced = [piece if piece.line else Piece(" ", 1, 1) for piece in gathered]
            found = [strand(spaced)]
        for words in found:
            level = frame.level if frame.role in ("heading", "title") else 0
            group = self.group if frame.role in ("item", "quote") else 0
            block = Block(frame.role, words, frame.voice, level, group=group, scopes=frame.scopes)
            if inside and grid and frame.role not in ("caption", "alt"):
                grid.cells[-1].paragraphs.append(block)
                continue
            self.out.append(block)
            if frame.role == "caption":
                self._captioned(words.text, grid)

    def _captioned(self, words: str, grid: Grid | None) -> None:
        """A caption is that of the table it stands in, or of the figure: the speaker of a quotation, or a title."""
        if grid and self.opened["caption"]:
            grid.caption = words
        elif self.figures:
            figure = self.figures[-1]
            for at in range(len(self.out) - 2, figure.first - 1, -1):
                if self.out[at].role != "quote" or self.out[at].caption:
                    break
                self.out[at] = replace(self.out[at], caption=words)
            figure.caption = figure.caption or words

    def _picture(self, span: tuple[int, int] | None) -> None:
        frame = self.frames[-1]
        if span is None or frame.unread or frame.told:
            return
        words = strand(self.page.pieces(*span))
        last = next((block for block in reversed(self.out[-4:]) if block.role == "alt"), None)
        if last is None or last.words.text != words.text:
            self.out.append(Block("alt", words, frame.voice, scopes=frame.scopes))

    def _calls(self, tag: Tag, has: dict[str, str]) -> bool:
        """Whether a raised number or a link to a note is its call only: then it is passed over."""
        if tag.name == "a" and not re.search(r"note|\bfn|\bref", " ".join((has.get("class", ""), has.get("role", "")))):
            source = self.page.text[tag.start : tag.end]
            if not re.search(r"href\s*=\s*[\"']?#", source):
                return False
        text = self.page.text
        close = re.compile(f"</{tag.name}\\s*>", re.IGNORECASE).search(text, tag.end, tag.end + 400)
        if close is None or not CALL.fullmatch(re.sub(r"<[^<>]*>", "", text[tag.end : close.start()])):
            return False
        self.until = close.end()
        return True


def _stands_alone(text: str) -> bool:
    """Whether a line that was broken may be read by itself."""
    first: Voice | str = text[0]
    return len(text) <= 160 and (first.isupper() or first.isdigit() or first in "+-−–“\"‘'•$€£")
