"""The letters of one Markdown block: markup gone, each at its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from markdown_it.token import Token

from reportgen.reading.letters import OBJECT, Piece

Where = Callable[[int], tuple[int, int]]
Rule = Callable[[StateInline, bool], bool]
WORDS = re.compile(r"[^\W\d_]{2,}")
ENOUGH = 3
NOTE = re.compile(r"\[?\^?\d{1,3}\]?|[*†‡]{1,3}")
WHOLE, BARRED = re.compile(r"(?s).+"), re.compile(r"\|?[^|]+|\|")
PROSE = re.compile(r"[“‘\"'(]?[A-Z0-9][^{}\[\]<>=_|\\#@^~`;*]*")
"""Words without any sign that code is made of."""
RAISED = re.compile(r"<sup\b", re.IGNORECASE)
BREAK = re.compile(r"<br\b", re.IGNORECASE)


def is_prose(text: str) -> bool:
    """Whether what stands as code, or in a link's title, is a sentence, as a reader sees it."""
    words = WORDS.findall(text)
    return len(words) >= ENOUGH and PROSE.fullmatch(text.strip()) is not None and any(map(str.islower, words[1:]))


def anchored(rule: Rule) -> Rule:
    """A rule of markdown-it that also tells from where to where the source of its last token stands."""

    def told(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and len(state.tokens) > before:
            state.tokens[-1].meta["span"] = (start, state.pos)
        return found

    return told


RULES: dict[str, Rule] = {
    "backticks": anchored(backtick), "link": anchored(link), "image": anchored(image),
    "autolink": anchored(autolink), "html_inline": anchored(html_inline),
}  # fmt: skip


def where(content: str, first: int, sources: Sequence[tuple[int, str]]) -> Where:
    """From an offset in a block's content to the line and column in the file.

    `sources` are the file's numbered lines and `first` is that of the content's first; a line of content is its
    source without what stands before it (quote and list marks, indentation).
    """
    starts, shifts, offset = [], [], 0
    for number, line in enumerate(content.split("\n")):
        row, source = sources[first + number] if first + number < len(sources) else sources[-1]
        starts.append(offset)
        shifts.append((row, len(source.rstrip()) - len(line.rstrip()) + 1 - offset))
        offset += len(line) + 1

    def at(position: int) -> tuple[int, int]:
        row, shift = shifts[bisect_right(starts, position) - 1]
        return row, max(1, position + shift)

    return at


def within(line: int, source: str, content: str, cursor: int) -> tuple[Where, int]:
    """From an offset in a cell or heading to its place in the one line that holds it, and where it ends there; a bar
    in a cell is written with a backslash, which Markdown takes away.
    """
    start, masked = source.find(content, cursor), list[int]()
    if start < 0:
        start = max(source.find(content.replace("|", "\\|"), cursor), 0)
        masked = [at for at, letter in enumerate(content) if letter == "|"]
    return (
        lambda offset: (line, start + offset + 1 + bisect_right(masked, offset)),
        start + len(content) + len(masked),
    )


def pieces(children: Sequence[Token], content: str, at: Where) -> list[Piece]:
    """What is read of a block: code and addresses as one letter, pictures, tags and calls of notes left out."""
    out: list[Piece] = []
    cursor, skip = 0, ""
    for number, child in enumerate(children):
        kind = child.type
        if skip:
            if kind == skip:
                skip, cursor = "", _end(child, cursor)
            continue
        if kind == "text":
            if child.content:
                start = _found(content, child.content, cursor)
                out += [
                    Piece(found[0], *at(start + found.start()))
                    for found in (BARRED if "|" in child.content else WHOLE).finditer(child.content)
                ]
                cursor = start + len(child.content)
        elif kind == "text_special":
            start = _found(content, child.markup, cursor)
            out.append(Piece(child.content, *at(start)))
            cursor = start + len(child.markup)
        elif kind in ("softbreak", "hardbreak"):
            start = content.find("\n", cursor)
            out.append(Piece(" ", *at(start)))
            cursor = start + 1
        elif kind == "link_open":
            cursor = _found(content, "<" if child.markup == "autolink" else "[", cursor) + 1
            if child.markup == "autolink":
                out.append(Piece(OBJECT, *at(cursor)))
            if child.markup == "autolink" or _is_note(children, number, "link_close"):
                skip = "link_close"
        elif kind == "html_inline":
            cursor = _end(child, cursor)
            if BREAK.match(child.content):
                out.append(Piece(" ", *at(cursor - 1)))
            elif RAISED.match(child.content) and _is_note(children, number, "html_inline"):
                skip = "html_inline"
        elif kind == "code_inline":
            start = content.find(child.content, child.meta["span"][0])
            if is_prose(child.content) and start >= 0:
                out.append(Piece(child.content, *at(start)))
            else:
                out.append(Piece(OBJECT, *at(child.meta["span"][0])))
            cursor = _end(child, cursor)
        elif kind in ("link_close", "image"):
            cursor = _end(child, cursor)
        elif child.markup and content.startswith(child.markup, cursor):
            cursor += len(child.markup)
    return out


def pictures(children: Sequence[Token], at: Where) -> list[list[Piece]]:
    """The words for those who do not see the pictures, in their order."""
    return [
        pieces(child.children or [], child.content, _shifted(at, child.meta["span"][0] + 2))
        for child in children
        if child.type == "image"
    ]


def titles(children: Sequence[Token], content: str, at: Where) -> list[list[Piece]]:
    """The titles of links and pictures that are sentences, in their order."""
    out: list[list[Piece]] = []
    cursor = 0
    for child in children:
        title = str(child.attrGet("title") or "")
        start = content.find(title, cursor) if is_prose(title) else -1
        if start >= 0:
            out.append([Piece(title, *at(start))])
            cursor = start + len(title)
    return out


def _shifted(at: Where, start: int) -> Where:
    return lambda offset: at(start + offset)


def _is_note(children: Sequence[Token], number: int, close: str) -> bool:
    """Whether a link or a raised stretch holds the call of a note and nothing else."""
    after = children[number + 1 : number + 3]
    return (
        len(after) == 2
        and after[0].type == "text"
        and after[1].type == close
        and NOTE.fullmatch(after[0].content) is not None
    )


def _found(content: str, words: str, cursor: int) -> int:
    if content.startswith(words, cursor):
        return cursor
    found = content.find(words, cursor)
    return cursor if found < 0 else found


def _end(child: Token, cursor: int) -> int:
    span = child.meta.get("span")
    return int(span[1]) if span else cursor
