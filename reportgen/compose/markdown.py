"""Markdown into an HTML fragment, its marks left in place, and plain text. Raw HTML stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from reportgen.marks import plain, resolve
from reportgen.model import Printed, Prose

ATTRIBUTE = re.compile('((?:alt|title)=")([^"]*[\ue000\ue002][^"]*)"')
ADDRESS = re.compile("%EE%80%80([0-9]+)%EE%80%81|%EE%80%82[0-9]+%EE%80%83")
ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])


def tokens(text: str) -> list[Token]:
    """The block tokens of a Markdown text: headings never above the second level, header cells with scope."""
    found = _parser().parse(_unforged(text))
    for token in found:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, int(token.tag[1]))}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    return found


def _unforged(text: str) -> str:
    """Character references that would come out as a mark's own letters are taken for what they are: not text."""
    text = re.sub("%(?=ee%80%8)", "%25", text, flags=re.IGNORECASE)
    return ENTITY.sub(lambda m: "\ufffd" if _is_private(int(m[1] or m[2], 16 if m[1] else 10)) else m[0], text)


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code < 0x20


def prose(text: str, printed: Sequence[Printed]) -> Prose:
    """A Markdown text in both forms; `printed` are the figures that its marks stand for."""
    found = tokens(text)
    _address(found, printed)
    return Prose(_html(found, printed), plain_text(found, printed))


def inline(text: str, printed: Sequence[Printed]) -> Prose:
    """One line of Markdown without a paragraph around it."""
    found = _parser().parseInline(_unforged(text))
    _address(found, printed)
    return Prose(_html(found, printed), plain_text(found, printed))


def _address(found: Sequence[Token], printed: Sequence[Printed]) -> None:
    """In an address a figure is its words."""
    for token in found:
        for child in token.children or []:
            for name in ("href", "src"):
                value = child.attrGet(name)
                if value:
                    words = ADDRESS.sub(
                        lambda m: quote(printed[int(m[1])].text, safe=",.+%") if m[1] else "", str(value)
                    )
                    child.attrSet(name, words)


def _html(found: Sequence[Token], printed: Sequence[Printed]) -> str:
    """The tokens as HTML; in an attribute a figure is its words."""
    html = str(_parser().renderer.render(found, _parser().options, {}))
    words = [escapeHtml(one.text) for one in printed]
    return ATTRIBUTE.sub(lambda m: m[1] + resolve(m[2], lambda i: words[i], lambda _: "") + '"', html)


def pictures(text: str) -> list[tuple[str, str, int]]:
    """The pictures of a Markdown text: path, alt text, and the order among them."""
    found: list[tuple[str, str, int]] = []
    for token in tokens(text) if "![" in text else ():
        for child in token.children or []:
            if child.type == "image":
                found.append((str(child.attrs.get("src", "")), child.content, len(found)))
    return found


def plain_text(found: Sequence[Token], printed: Sequence[Printed] = ()) -> str:
    """Blocks apart by a blank line; lists keep their marks, headings are underlined, tables are columns."""
    blocks: list[str] = []
    bullets: list[int | None] = []
    marker = ""
    table: list[list[str]] = []
    for token in found:
        match token.type:
            case "bullet_list_open":
                bullets.append(None)
            case "ordered_list_open":
                bullets.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                bullets.pop()
            case "list_item_open":
                number = bullets[-1]
                marker = "  " * (len(bullets) - 1) + ("- " if number is None else f"{number}. ")
                if number is not None:
                    bullets[-1] = number + 1
            case "tr_open":
                table.append([])
            case "table_close":
                blocks.append(columns(table))
                table = []
            case "fence" | "code_block":
                code = plain(token.content, printed, notes=True).rstrip("\n")
                blocks.append("\n".join(f"    {line}" for line in code.split("\n")))
            case "hr":
                blocks.append("* * *")
            case "inline":
                text = plain(_inline(token.children or []), printed, notes=True)
                if table:
                    table[-1].append(text)
                else:
                    blocks.append(marker + text)
                    marker = ""
            case "heading_close":
                blocks[-1] += f"\n{('=' if token.tag == 'h2' else '-') * min(72, len(blocks[-1]))}"
    return re.sub(r"(?m)^(\s*(?:-|\d+\.) .*)\n\n(?=\s*(?:-|\d+\.) )", r"\1\n", "\n\n".join(blocks))


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Rows as columns of plain text, indented so that nothing wraps them; the first row is the heading."""
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    lines = [
        "    "
        + "  ".join(
            c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=False))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "    " + "  ".join("-" * w for w in widths), *lines[1:]])


def _inline(children: Sequence[Any]) -> str:
    out, target = "", ""
    for child in children:
        match child.type:
            case "text" | "code_inline":
                out += child.content
            case "softbreak":
                out += " "
            case "hardbreak":
                out += "\n"
            case "image":
                out += f"[Picture: {child.content}]"
            case "link_open":
                target = str(child.attrs.get("href", ""))
            case "link_close":
                out += "" if out.endswith(target) else f" ({target})"
    return out
