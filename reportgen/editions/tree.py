"""A page as a tree of elements, each with its place in the file: HTML as people write it, never refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import cast
from xml.etree.ElementTree import Element as Plain

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)  # fmt: skip
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
ENDS = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th", "caption", "colgroup"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
    **{part: ({"thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}) for part in ("thead", "tbody", "tfoot")},
    "body": ({"head"}, {"html"}),
}
"""What a tag closes that people leave open, and the element that it does not look beyond."""
DEEPEST = 256
"""Elements nested deeper stand beside each other, as in browsers."""


class Element(Plain):
    """An element of the page; its start tag begins at `line` and `column` and ends at `end` in that line (0: beyond).

    Text and tails are as in ElementTree, entities resolved.
    """

    line: int = 1
    column: int = 1
    end: int = 0


def read(html: bytes | str) -> Element:
    """The root (html, made where it is not written) of the page; to be looked at only, for it is kept."""
    return _read(html if isinstance(html, str) else decoded(html))


@lru_cache(1)
def _read(text: str) -> Element:
    reader = _Reader()
    reader.feed(_closed(text))
    reader.close()
    return reader.root


def decoded(page: bytes) -> str:
    """The letters of a page, by its own word on its encoding; UTF-8 without one."""
    said = re.search(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", page[:2048], re.IGNORECASE)
    name = said[1].decode("ascii") if said else "utf-8"
    try:
        return page.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name, "replace")
    except LookupError:
        return page.decode("utf-8-sig", "replace")


def _closed(text: str) -> str:
    """The page without a comment that never ends, and with no tag begun behind the last that ends: html.parser would
    look for their ends again from each of them.
    """
    begun = text.find("<!--", text.rfind("-->") + 1)
    text = text[:begun] if begun >= 0 else text
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


def elements(root: Plain) -> Iterator[Element]:
    """The element and all below it, in the order of the page."""
    return cast("Iterator[Element]", root.iter())


def children(element: Plain) -> list[Element]:
    """The elements that stand directly in it."""
    return cast("list[Element]", list(element))


def parents_of(root: Plain) -> dict[Plain, Element]:
    """The parent of each element below the root."""
    return {child: parent for parent in elements(root) for child in parent}


def words(element: Plain, calls: bool = True) -> str:
    """What a reader is told by an element: its text and the alt texts of its pictures, with single spaces; without the
    `calls` to notes where they are not wanted.
    """
    parts: list[str] = []
    _gather(element, parts, calls)
    return " ".join("".join(parts).split())


def _gather(element: Plain, parts: list[str], calls: bool) -> None:
    if not calls and element.tag == "sup" and "call" in element.get("class", "").split():
        return
    if element.tag in ("style", "script", "template", "svg"):
        title = element.find("title") if element.tag == "svg" else None
        parts.append((title.text or "") if title is not None else element.get("aria-label", ""))
        return
    if element.tag == "img":
        parts.append(element.get("alt", ""))
    parts.append(element.text or "")
    for child in element:
        apart = child.tag in BLOCK or child.tag in ("br", "li", "td", "th", "dt", "dd", "tr")
        parts.append(" " * apart)
        _gather(child, parts, calls)
        parts.append(" " * apart + (child.tail or ""))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open: list[Element] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html" and len(self._open) == 1:
            self._set(self.root, attrs)
            return
        self._close_before(tag)
        element = Element(tag)
        self._set(element, attrs)
        self._open[-1].append(element)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and any(one.tag in ("svg", "math") for one in self._open):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            last = parent[-1]
            last.tail = (last.tail or "") + data
        else:
            parent.text = (parent.text or "") + data

    def _set(self, element: Element, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in reversed(attrs):
            element.set(name, value or "")
        line, offset = self.getpos()
        element.line, element.column = line, offset + 1
        tag = self.get_starttag_text() or ""
        element.end = 0 if "\n" in tag else element.column + len(tag)

    def _close_before(self, tag: str) -> None:
        closed, wall = ({"p"}, {"button", "table", "td", "th"}) if tag in BLOCK else ENDS.get(tag, (set(), set()))
        if tag in HEADINGS and self._open[-1].tag in HEADINGS:
            del self._open[-1:]
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in wall or self._open[depth].tag == "svg":
                return
            if self._open[depth].tag in closed:
                del self._open[depth:]
                if tag != "tr":
                    return
