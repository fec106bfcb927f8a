"""The HTML of a message taken apart: which elements, styles, selectors and pictures it uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any

import tinycss2


class Page(HTMLParser):
    """What a page uses, by kind: `used["property"]` are the CSS properties in it. What stands in conditional comments
    is for Outlook alone, and is not counted.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.used: dict[str, set[str]] = defaultdict(set)
        self.images: list[Mapping[str, str]] = []
        self.language = self.title = self._inside = ""
        self._sheet: list[str] = []
        self.feed(html)
        self.close()

    @property
    def sources(self) -> list[str]:
        """The address of each picture."""
        return [one["src"] for one in self.images]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, its attributes and its styles."""
        given = {name: value or "" for name, value in attrs}
        self.used["element"].add(tag)
        self.used["attribute"].update(given)
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in ("style", "title"):
            self._inside, self._sheet = tag, []
        if tag == "img":
            self.images.append({"src": "", **given})
            self._picture(given.get("src", ""))
        if "style" in given:
            self._declared(tinycss2.parse_blocks_contents(given["style"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends at once is an element."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Keep what a sheet or the title says."""
        if self._inside == "style":
            self._sheet.append(data)
        elif self._inside == "title":
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """Read a sheet at its end."""
        if tag == "style" and self._inside == "style":
            self._ruled(tinycss2.parse_stylesheet("".join(self._sheet), skip_comments=True, skip_whitespace=True))
        if tag == self._inside:
            self._inside = ""

    def _picture(self, src: str) -> None:
        low = src.lower()
        self.used["picture"].add(low.partition(":")[0] if ":" in low else "")
        path = low.partition("?")[0]
        self.used["picture"].update(
            one for one in ("svg", "webp") if path.endswith(f".{one}") or f"image/{one}" in low[:40]
        )

    def _ruled(self, rules: Iterable[Any]) -> None:
        for rule in rules:
            if rule.type == "at-rule":
                self.used["at"].add(rule.lower_at_keyword)
                if rule.lower_at_keyword == "media":
                    self.used["media"].update(_names(rule.prelude))
                if rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
                    self._ruled(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
                elif rule.content is not None:
                    self._declared(tinycss2.parse_blocks_contents(rule.content))
            elif rule.type == "qualified-rule":
                self._selected(rule.prelude)
                self._declared(tinycss2.parse_blocks_contents(rule.content))

    def _selected(self, tokens: Iterable[Any]) -> None:
        before = None
        for one in tokens:
            if one.type == "[] block":
                self.used["selector"].add("[]")
            elif before is not None and before.type == "literal" and before.value == ":" and one.type == "ident":
                self.used["selector"].add(f":{one.lower_value}")
            before = one

    def _declared(self, declarations: Iterable[Any]) -> None:
        for one in declarations:
            if one.type != "declaration":
                continue
            name = "var" if one.name.startswith("--") else one.lower_name
            self.used["function" if name == "var" else "property"].add(name)
            for token in one.value:
                if token.type == "ident":
                    self.used["value"].add(f"{name}:{token.lower_value}")
                elif token.type == "function":
                    self.used["function"].add(token.lower_name)
                elif token.type == "url":
                    self.used["function"].add("url")


def _names(tokens: Iterable[Any]) -> set[str]:
    """The features that a media query asks for."""
    out = set()
    for one in tokens:
        if one.type == "() block":
            out |= {inner.lower_value for inner in one.content if inner.type == "ident"} | _names(one.content)
    return out
