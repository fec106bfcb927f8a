"""Markdown into blocks: its structure by markdown-it, its letters by the places that they have in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.errors import UsageError
from reportgen.model import Place
from reportgen.model.manuscript import Role, Voice
from reportgen.reading.bindings import without_bindings
from reportgen.reading.calls import without_calls
from reportgen.reading.inline import RULES, Where, is_prose, pictures, pieces, titles, where, within
from reportgen.reading.letters import Piece, Strand, row, strand
from reportgen.reading.markup import blocks as markup
from reportgen.reading.matter import matter
from reportgen.reading.outline import Block
from reportgen.reading.quotes import attributed
from reportgen.reading.wrapping import bulleted, is_heading, lines_are_paragraphs, spread

DEPTH = 40
STOPS = frozenset('.!?…"”')
LONG, BUSY = 20_000, 400
"""A block of more letters, or of more opening brackets, than anybody writes is read without its inline markup."""


@cache
def parser() -> MarkdownIt:
    """markdown-it with tables, its inline rules told to say where they stand; inlines are parsed by `Reader`."""
    made = MarkdownIt("commonmark", {"maxNesting": DEPTH}).enable(["table", "strikethrough"])
    made.disable(["inline", "text_join"])
    for name, rule in RULES.items():
        made.inline.ruler.at(name, rule)
    return made


def blocks(text: str, file: str) -> list[Block]:
    """The blocks of a Markdown text, in their order."""
    lines = text.split("\n")
    out, skipped = matter(lines)
    lines[:skipped] = [""] * skipped
    lines = bulleted(lines)
    loose = lines_are_paragraphs(lines)
    sources = spread(lines) if loose else list(enumerate(lines, 1))
    reader = Reader(sources, file)
    reader.read()
    titled = any(block.role in ("heading", "title") and block.level for block in reader.out)
    found = reader.out if titled else [_guessed(block) for block in reader.out]
    return [*out, *attributed(found)]


def _guessed(block: Block) -> Block:
    """In a text without headings, a short line without a stop is one."""
    lone = len({run.line for run in block.words.runs}) == 1
    return (
        replace(block, role="heading") if block.role == "paragraph" and lone and is_heading(block.words.text) else block
    )


class Reader:
    """The walk over markdown-it's tokens: what is open now, and the blocks so far."""

    def __init__(self, sources: list[tuple[int, str]], file: str) -> None:
        self.sources, self.file = sources, file
        self.out: list[Block] = []
        self.quotes = self.lists = self.group = 0
        self.heads: tuple[str, ...] = ()
        self.cells: list[Strand] = []
        self.column = 0

    def read(self) -> None:
        """Parse and walk."""
        env: dict[str, object] = {}
        md = parser()
        tokens = md.parse("\n".join(line for _, line in self.sources), env)
        kind = level = ""
        marked = False
        for token in tokens:
            if token.level >= DEPTH - 1:
                line = self.sources[token.map[0]][0] if token.map else 1
                raise UsageError("is nested too deeply", place=Place(self.file, line, 1), hint="Quote and list less.")
            match token.type:
                case "inline":
                    children: list[Token] = []
                    if len(token.content) > LONG or token.content.count("[") > BUSY:
                        children = _plain(token.content)
                    else:
                        md.inline.parse(token.content, md, env, children)
                    self._inline(token, children, kind, level, marked)
                case "blockquote_open" | "blockquote_close":
                    self.quotes += token.nesting
                    self.group += self.quotes == 1 and token.nesting == 1
                case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                    self.lists += token.nesting
                    self.group += self.lists == 1 and token.nesting == 1
                case "table_open":
                    self.group += 1
                case "tr_open":
                    self.cells, self.column = [], 0
                case "tr_close":
                    self._row(kind)
                case "heading_open" | "paragraph_open" | "th_open" | "td_open":
                    kind, level, marked = token.type, token.tag[1:], token.markup[:1] == "#"
                case "fence" | "code_block" if token.map:
                    self._code(token)
                case "html_block" if token.map:
                    self._html(token)

    def _inline(self, token: Token, children: list[Token], kind: str, level: str, marked: bool) -> None:
        first = (token.map or [0])[0]
        if kind in ("th_open", "td_open"):
            self._cell(token, children, first)
            return
        at = where(token.content, first, self.sources)
        if kind == "heading_open" and marked:
            line, source = self.sources[first]
            at, _ = within(line, source, token.content, source.find("#"))
        words = without_calls(without_bindings(strand(pieces(children, token.content, at))), marked=True)
        role: Role = "quote" if self.quotes else "item" if self.lists else "paragraph"
        block = Block(
            role, words, "quote" if self.quotes else "author", group=self.group * bool(self.quotes + self.lists)
        )
        if kind == "heading_open":
            first_one = level == "1" and not any(one.role in ("heading", "title") for one in self.out)
            block = replace(block, role="title" if first_one else "heading", level=int(level), voice="author", group=0)
        elif role == "paragraph" and _is_bold(children) and is_heading(words.text):
            block = replace(block, role="heading")
        self.out.append(block)
        self._pictures(children, token.content, at)

    def _pictures(self, children: Sequence[Token], content: str, at: Where) -> None:
        self.out += [Block("alt", strand(words)) for words in pictures(children, at)]
        if any(child.attrs for child in children):
            self.out += [Block("alt", strand(words)) for words in titles(children, content, at)]

    def _cell(self, token: Token, children: list[Token], first: int) -> None:
        line, source = self.sources[first]
        at, self.column = within(line, source, token.content, self.column)
        words = without_bindings(strand(pieces(children, token.content, at)))
        self.cells.append(without_calls(words, marked=True))

    def _row(self, kind: str) -> None:
        if kind == "th_open":
            self.heads = tuple(cell.text for cell in self.cells)
            return
        words, spans = row(self.cells)
        voice: Voice = "quote" if self.quotes else "author"
        self.out.append(Block("row", words, voice, cells=spans, heads=self.heads, group=self.group))

    def _code(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        rows = self.sources[first + (token.type == "fence") : last - (token.type == "fence")]
        words = strand([Piece(source + " ", line, 1) for line, source in rows])
        plain = token.info.strip().lower() in ("", "text", "txt") and words.text[-1:] in STOPS and is_prose(words.text)
        self.out.append(Block("paragraph" if plain else "code", words))

    def _html(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        rows = self.sources[first:last]
        self.out += markup("\n".join(source for _, source in rows), rows[0][0])


def _is_bold(children: Sequence[Token]) -> bool:
    """Whether a paragraph is one bold stretch and nothing else: a heading by the looks of it."""
    seen = [child for child in children if child.type != "text" or child.content]
    return (
        len(seen) >= 3
        and seen[0].type == "strong_open"
        and seen[-1].type == "strong_close"
        and all(child.type not in ("strong_open", "softbreak", "hardbreak") for child in seen[1:-1])
    )


def _plain(content: str) -> list[Token]:
    """A block too long for anybody's paragraph, as letters without markup."""
    out = []
    for number, line in enumerate(content.split("\n")):
        if number:
            out.append(Token("softbreak", "br", 0))
        out.append(Token("text", "", 0, content=line))
    return out
