"""Pictures in words: every image has an alternative, short and in people's words, every chart its figures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as Plain

from reportgen.editions.told import SHORT, WCAG, shortened, told
from reportgen.editions.tree import Element, children, elements, parents_of, words
from reportgen.model import Finding

FILE = re.compile(r"^\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|pdf)$|^(?:img|image|dsc|screenshot)[-_ ]?\d+$", re.I)
EMPTY = re.compile(
    r"^(?:an?\s+|the\s+)?(?:image|picture|photo|graphic|chart|graph|figure|logo|icon|untitled)\d*\.?$", re.I
)
CHART = re.compile(r"\b(?:charts?|graphs?|plots?|figures?|diagram)\b", re.I)


def pictures(root: Element, file: str) -> Iterator[Finding]:
    """Findings on images, drawings and charts."""
    parents = parents_of(root)
    known = {one.get("id"): one for one in elements(root) if "id" in one.attrib}
    heard: set[str] = set()
    silent = _silent(root)
    for element in elements(root):
        if element in silent or _said_before(element, heard):
            continue
        if element.tag == "img" or (element.tag == "input" and element.get("type", "").lower() == "image"):
            yield from _image(element, parents, file)
        elif element.tag == "svg" or element.get("role") == "img":
            if element.tag == "svg" and _within_picture(element, parents):
                continue
            yield from _drawing(element, known, file)
        elif element.tag == "area" and not element.get("alt", "").strip() and "href" in element.attrib:
            yield told("access-alt", "error", file, element, "a part of a map without words", WCAG["non-text"])
    for figure in elements(root):
        if figure.tag == "figure" and _is_chart(figure) and not _told_in_words(figure, parents, known):
            yield told(
                "access-chart", "warning", file, figure, "a chart without its figures in words beside it",
                WCAG["non-text"], evidence=words(figure)[:120],
                suggestion="Put its figures beside it: a table, or a description in a sentence or two.",
            )  # fmt: skip


def _said_before(element: Element, heard: set[str]) -> bool:
    """Whether a picture with the same words stood before: another width of the same drawing."""
    text = element.get("alt", "") or element.get("aria-label", "")
    before = len(text) > SHORT and text in heard
    heard.add(text)
    return before


def useless(text: str) -> bool:
    """Whether an alternative text is a file's name, or says no more than that there is a picture."""
    return bool(FILE.match(text.strip()) or EMPTY.match(text.strip()))


def _image(element: Element, parents: Mapping[Plain, Element], file: str) -> Iterator[Finding]:
    source = element.get("src", "")
    source = source if len(source) < 80 and not source.startswith("data:") else ""
    named = element.get("aria-label", "").strip()
    if "alt" not in element.attrib and not named:
        yield told(
            "access-alt", "error", file, element, "an image without an alternative text", WCAG["non-text"],
            evidence=source, suggestion='Say in alt what it tells; alt="" where it only decorates.',
        )  # fmt: skip
        return
    text = element.get("alt", "").strip() or named
    link = parents.get(element)
    if not text:
        if link is not None and link.tag == "a" and not words(link) and not link.get("aria-label"):
            yield told(
                "access-alt", "error", file, element, "a link of nothing but an image without words",
                WCAG["link"], evidence=source, suggestion="Say in alt where it leads.",
            )  # fmt: skip
        elif CHART.search(_about(element, parents)):
            yield told(
                "access-alt", "error", file, element, "a chart is declared to be mere decoration: its alt is empty",
                WCAG["non-text"], evidence=source, suggestion="Say in alt what the chart shows.",
            )  # fmt: skip
        return
    yield from _words(element, text, file)


def _words(element: Element, text: str, file: str) -> Iterator[Finding]:
    """What is amiss in an alternative text."""
    if useless(text):
        yield told(
            "access-alt", "error", file, element, f"{shortened(text)} does not tell what the picture shows",
            WCAG["non-text"], evidence=text, suggestion="Say what is to be seen, with its figures.",
        )  # fmt: skip
    elif len(text) > SHORT:
        yield told(
            "access-alt", "warning", file, element,
            f"an alternative text of {len(text)} letters cannot be skipped while it is read out", WCAG["non-text"],
            evidence=text, suggestion=f"Keep it to {SHORT} letters; let the rest stand beside the picture.",
        )  # fmt: skip


def _drawing(element: Element, known: dict[str | None, Element], file: str) -> Iterator[Finding]:
    label = element.get("aria-label", "").strip()
    named = " ".join(words(known[id]) for id in element.get("aria-labelledby", "").split() if id in known)
    inside = next(((one.text or "").strip() for name in ("title", "desc") for one in element.findall(name)), "")
    text = label or named.strip() or inside or element.get("alt", "").strip()
    if not text:
        yield told(
            "access-alt", "error", file, element, "a drawing without words", WCAG["non-text"],
            suggestion='Give it role="img" and an aria-label, or a <title> and a <desc>.',
        )  # fmt: skip
        return
    if element.tag == "svg" and element.get("role") not in ("img", "graphics-document", "figure", "group"):
        yield told(
            "access-alt", "warning", file, element, 'a drawing with words but without role="img"', WCAG["name"],
            suggestion='Say role="img", so that every reader takes it for one picture.',
        )  # fmt: skip
    yield from _words(element, text, file)


def _silent(root: Element) -> set[Element]:
    """The elements that are kept from listeners, by their own word or that of a part around them."""
    found: set[Element] = set()
    todo = [(root, False)]
    while todo:
        element, silent = todo.pop()
        silent = (
            silent
            or element.get("aria-hidden") == "true"
            or element.get("role") in ("presentation", "none")
            or element.tag in ("template", "noscript")
        )
        if silent:
            found.add(element)
        todo += [(child, silent) for child in children(element)]
    return found


def _within_picture(element: Element, parents: Mapping[Plain, Element]) -> bool:
    at = parents.get(element)
    while at is not None:
        if at.get("role") == "img" or at.tag == "svg":
            return True
        at = parents.get(at)
    return False


def _about(element: Element, parents: Mapping[Plain, Element]) -> str:
    around = parents.get(element)
    names = [element.get("src", "")[:200], element.get("class", ""), element.get("id", "")]
    if around is not None and around.tag in ("figure", "div", "p"):
        names += [around.get("class", ""), around.get("id", "")]
    return re.sub(r"[-_/.]", " ", " ".join(name for name in names if not name.startswith("data:")))


def _is_chart(figure: Element) -> bool:
    if any(one.tag in ("table", "blockquote", "pre", "figure") for one in elements(figure) if one is not figure):
        return False
    drawn = [one for one in elements(figure) if one.tag in ("svg", "canvas", "img")]
    told_so = CHART.search(re.sub(r"[-_/.]", " ", figure.get("class", "") + " " + figure.get("id", "")))
    pictured = any(CHART.search(one.get("alt", "") + " " + one.get("aria-label", "")) for one in elements(figure))
    return bool(drawn) and bool(told_so or pictured or any(one.tag == "canvas" for one in drawn))


def _told_in_words(figure: Element, parents: Mapping[Plain, Element], known: dict[str | None, Element]) -> bool:
    """A folded or plain description in it, words it is described by, a long link, or a table before or behind it."""
    for one in elements(figure):
        named = [known[id] for id in one.get("aria-describedby", "").split() if id in known]
        if "longdesc" in one.attrib or any(len(words(each)) > 40 for each in named):
            return True
        if one.tag in ("details", "p") and len(re.findall(r"\d", words(one))) >= 4 and len(words(one)) > 40:
            return True
    around = list(parents[figure]) if figure in parents else []
    at = around.index(figure) if figure in around else 0
    beside = around[max(0, at - 1) : at] + around[at + 1 : at + 2]
    return any(one.tag == "table" or next(one.iter("table"), None) is not None for one in beside)
