"""A page's style sheets: which declarations fall on an element, and in which window. What sets type, colour and
whether a thing is seen is kept; nothing else is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from tinycss2.ast import Node

from reportgen.editions.colours import Scheme
from reportgen.editions.tree import Element, elements

KEPT = frozenset(
    [
        "color",
        "background",
        "background-color",
        "background-image",
        "font",
        "font-size",
        "font-weight",
        "display",
        "visibility",
        "opacity",
        "fill",
        "stroke",
        "color-scheme",
    ]
)
EMBEDDED = re.compile(r"""url\(\s*["']?data:[^)]*\)""", re.IGNORECASE)


class View(NamedTuple):
    """How a page is looked at: by day or night, in a window so many pixels wide."""

    scheme: Scheme
    width: float


class Declared(NamedTuple):
    """One rule's declarations of interest, and the media queries that it stands in."""

    media: tuple[str, ...]
    plain: tuple[tuple[str, list[Node]], ...]
    urgent: tuple[tuple[str, list[Node]], ...]


@dataclass
class Sheets:
    """All rules of a page; `elsewhere` are its links to sheets that stand in other files."""

    matcher: Matcher = field(default_factory=Matcher)
    media: set[str] = field(default_factory=set)
    elsewhere: list[Element] = field(default_factory=list)

    @property
    def rules(self) -> int:
        """How many there are."""
        return int(self.matcher.order)

    def matched(self, element: ElementWrapper) -> tuple[Declared, ...]:
        """The rules for an element itself (no ::before or the like), the weakest first."""
        return tuple(declared for _, _, pseudo, declared in self.matcher.match(element) if pseudo is None)

    def reach_into(self, drawing: Element) -> bool:
        """Whether any rule may fall on a part of a drawing: most say all in their own attributes."""
        rules = self.matcher
        if rules.other_selectors or rules.namespace_selectors or rules.lang_attr_selectors:
            return True
        names = rules.lower_local_name_selectors
        return any(
            one.tag in names or "class" in one.attrib or one.attrib.get("id") in rules.id_selectors
            for one in elements(drawing)
            if one is not drawing
        )


def sheets_of(root: Element) -> Sheets:
    """The sheets in the page's style elements."""
    sheets = Sheets()
    for element in elements(root):
        if element.tag == "style":
            for selectors, declared in _rules(EMBEDDED.sub("url(data:)", element.text or "")):
                media = (element.get("media", ""), *declared.media) if element.get("media") else declared.media
                sheets.media.update(media)
                for selector in selectors:
                    sheets.matcher.add_selector(selector, declared._replace(media=media))
        elif element.tag == "link" and "stylesheet" in element.get("rel", "").lower().split():
            sheets.elsewhere.append(element)
    return sheets


@lru_cache(8)
def _rules(css: str) -> tuple[tuple[list[object], Declared], ...]:
    return tuple(_in(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ()))


def _in(rules: list[Node], media: tuple[str, ...]) -> Iterator[tuple[list[object], Declared]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            name = rule.lower_at_keyword
            if name in ("media", "supports", "layer"):
                query = (tinycss2.serialize(rule.prelude).strip().lower(),) if name == "media" else ()
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _in(inner, (*media, *query))
        elif rule.type == "qualified-rule":
            plain, urgent = declarations(rule.content)
            if plain or urgent:
                try:
                    selectors = compile_selector_list(rule.prelude)
                except SelectorError:
                    continue
                yield selectors, Declared(media, plain, urgent)


def declarations(
    content: str | list[Node],
) -> tuple[tuple[tuple[str, list[Node]], ...], tuple[tuple[str, list[Node]], ...]]:
    """(plain, !important) declarations of interest of a style attribute or a rule's block, in their order."""
    found = [
        each
        for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if each.type == "declaration" and (each.lower_name in KEPT or each.name.startswith("--"))
    ]
    named = [(one.name if one.name.startswith("--") else one.lower_name, one.value, one.important) for one in found]
    return (
        tuple((name, value) for name, value, urgent in named if not urgent),
        tuple((name, value) for name, value, urgent in named if urgent),
    )


@lru_cache(1024)
def applies(query: str, view: View) -> bool:
    """Whether a media query holds on a screen in this view; what is not known does not hold."""
    return any(_holds(part.strip(), view) for part in query.split(","))


def _holds(query: str, view: View) -> bool:
    negated = query.startswith("not ") and "(" not in query.split(maxsplit=2)[1]
    parts = re.sub(r"^(?:not|only)\s+", "", query) if negated or query.startswith("only ") else query
    held = all(_feature(part.strip(), view) for part in re.split(r"\s+and\s+", parts))
    return held != negated


def _feature(part: str, view: View) -> bool:
    if not part.startswith("("):
        return part in ("", "all", "screen")
    inner = part.strip("() ")
    name, _, value = (each.strip() for each in inner.partition(":"))
    if name == "prefers-color-scheme":
        return value == view.scheme
    if name in ("min-width", "max-width"):
        limit = _pixels(value)
        return limit is not None and (view.width >= limit if name == "min-width" else view.width <= limit)
    range = re.fullmatch(r"width\s*([<>]=?)\s*(.+)", inner)
    limit = _pixels(range[2]) if range else None
    if range is None or limit is None:
        return False
    wider = view.width > limit or (view.width == limit and "=" in range[1])
    narrower = view.width < limit or (view.width == limit and "=" in range[1])
    return wider if range[1].startswith(">") else narrower


def _pixels(value: str) -> float | None:
    number = re.fullmatch(r"(\d*\.?\d+)(px|r?em)?", value)
    return float(number[1]) * (1 if number[2] in (None, "px") else 16) if number else None
