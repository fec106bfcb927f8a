"""Links that say where they lead, read one by one out of their sentences as listeners do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as Plain

from reportgen.editions.told import WCAG, shortened, told
from reportgen.editions.tree import Element, elements, parents_of, words
from reportgen.model import Finding

NOTHING = frozenset(
    [
        "here",
        "click here",
        "click",
        "this",
        "this link",
        "link",
        "read more",
        "more",
        "learn more",
        "see more",
        "details",
        "continue",
        "continue reading",
        "go",
        "read",
        "more info",
        "more information",
        "download",
        "find out more",
        "view",
        "view more",
        "source",
        "article",
        "this article",
        "page",
        "this page",
        "website",
        "tap here",
        "press here",
        "see here",
        "read here",
        "full story",
        "read the full story",
    ]
)
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


def links(root: Element, file: str) -> Iterator[Finding]:
    """Findings on each link."""
    known = {one.get("id"): one for one in elements(root) if "id" in one.attrib}
    parents = parents_of(root)
    leads: dict[str, str] = {}
    for link in elements(root):
        if link.tag != "a" or "href" not in link.attrib or link.get("aria-hidden") == "true":
            continue
        text, target = _name(link, known), link.get("href", "").strip()
        bare = re.sub(r"[\s.…»›→>!:]+", " ", text).strip().lower()
        if not text:
            yield told(
                "access-link", "error", file, link, "a link without words", WCAG["link"], evidence=target,
                suggestion="Say where it leads.",
            )  # fmt: skip
        elif bare in NOTHING:
            yield told(
                "access-link", "error", file, link, f"{shortened(text)} does not say where the link leads",
                WCAG["link"], evidence=text, suggestion="Link the words that name the page it leads to.",
            )  # fmt: skip
        elif ADDRESS.match(text):
            yield told(
                "access-link", "error", file, link, "a bare address is read out letter by letter", WCAG["link"],
                evidence=text, suggestion="Link the name of the page instead.",
            )  # fmt: skip
        elif leads.get(bare, target) != target and not _told_apart(link, text, parents):
            yield told(
                "access-link", "warning", file, link,
                f"the words {shortened(text)} lead to two different places", WCAG["link"],
                evidence=f"{leads[bare]} and {target}", suggestion="Name what is different about them.",
            )  # fmt: skip
        leads.setdefault(bare, target)


def _name(link: Element, known: dict[str | None, Element]) -> str:
    labels = [words(known[id]) for id in link.get("aria-labelledby", "").split() if id in known]
    return " ".join(labels) or link.get("aria-label", "").strip() or words(link) or link.get("title", "").strip()


def _told_apart(link: Element, text: str, parents: Mapping[Plain, Element]) -> bool:
    """Whether the words around the link, in its item of a list or its cell, say more than its own."""
    around: Element | None = link
    while around is not None and around.tag not in ("li", "dd", "td"):
        around = parents.get(around)
    return around is not None and len(words(around)) > len(text) + 10
