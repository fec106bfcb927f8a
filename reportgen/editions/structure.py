"""What tells a listener where he is: language, title, headings in order, landmarks, a way past the navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.editions.told import WCAG, shortened, told
from reportgen.editions.tree import Element, children, elements, words
from reportgen.model import Finding

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]{4}"), "Cyrillic", ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk")),
    (re.compile(r"[\u0600-\u06ff]{4}"), "Arabic", ("ar", "fa", "ps", "ug", "ur")),
    (re.compile(r"[\u0590-\u05ff]{4}"), "Hebrew", ("he", "yi")),
    (re.compile(r"[\u3040-\u30ff]{2}"), "Japanese", ("ja",)),
    (re.compile(r"[\uac00-\ud7af]{2}"), "Korean", ("ko",)),
    (re.compile(r"[\u4e00-\u9fff]{4}"), "Chinese", ("zh", "ja", "ko", "yue")),
    (re.compile(r"[\u0370-\u03ff]{4}"), "Greek", ("el",)),
)
"""Stretches of letters that no text in another language holds by chance, and the languages written with them."""
MANY_HEADINGS_FROM = 3_000
"""Letters of a text from which it is not found through without headings."""


def structure(root: Element, file: str) -> Iterator[Finding]:
    """Findings on the page as a whole."""
    every = list(elements(root))
    yield from _languages(root, file)
    titles = [one for head in root.iter("head") for one in head.iter("title")] or [e for e in root if e.tag == "title"]
    if not any(words(one) for one in titles):
        yield told(
            "access-title", "error", file, root, "the page has no title", WCAG["title"],
            suggestion="Put the headline and the publication's name into <title>.",
        )  # fmt: skip
    yield from _headings([one for one in every if re.fullmatch(r"h[1-6]", str(one.tag))], root, file)
    yield from _landmarks(every, root, file)


def _languages(root: Element, file: str) -> Iterator[Finding]:
    said = root.get("lang", "").strip()
    if not LANGUAGE.fullmatch(said):
        what = f"the page's language {shortened(said)} is no language tag" if said else "the page names no language"
        yield told(
            "access-language", "error", file, root, what, WCAG["language"],
            suggestion='Name it: <html lang="en">.',
        )  # fmt: skip
    todo: list[tuple[Element, str]] = [(root, said)]
    while todo:
        element, language = todo.pop()
        if element.tag in ("style", "script", "template", "svg"):
            continue
        language = element.get("lang", language)
        if element is not root and not LANGUAGE.fullmatch(language) and "lang" in element.attrib:
            yield told(
                "access-language", "error", file, element, f"{shortened(language)} is no language tag", WCAG["parts"]
            )
        todo += [(child, language) for child in children(element)]
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        base = language.split("-")[0].lower()
        for letters, script, languages in SCRIPTS:
            if not text.isascii() and base not in languages and (found := letters.search(text)):
                yield told(
                    "access-language", "warning", file, element,
                    f"words in {script} letters stand in a part whose language is {language or 'not named'}",
                    WCAG["parts"], evidence=found[0],
                    suggestion=f'Name the language of these words: <span lang="{languages[0]}">.',
                )  # fmt: skip
                break


def _headings(headings: list[Element], root: Element, file: str) -> Iterator[Finding]:
    first = [one for one in headings if one.tag == "h1"]
    if not first:
        long = len(words(root)) >= MANY_HEADINGS_FROM or headings
        yield told(
            "access-headings", "error" if long else "warning", file, None, "the page has no first heading",
            WCAG["relationships"], suggestion="Set the headline as <h1>.",
        )  # fmt: skip
    for more in first[1:]:
        yield told(
            "access-headings", "warning", file, more, f"a second first heading, {shortened(words(more))}",
            WCAG["headings"], suggestion="Set it as <h2>.",
        )  # fmt: skip
    before = 0
    for heading in headings:
        level = int(heading.tag[1])
        if not words(heading):
            yield told("access-headings", "error", file, heading, "an empty heading", WCAG["headings"])
            continue
        if before and level > before + 1:
            yield told(
                "access-headings", "error", file, heading,
                f"{shortened(words(heading))} is a heading of level {level} below one of level {before}",
                WCAG["relationships"], suggestion=f"Set it as <h{before + 1}>.",
            )  # fmt: skip
        before = level


def _landmarks(every: list[Element], root: Element, file: str) -> Iterator[Finding]:
    mains = [one for one in every if (one.tag == "main" or one.get("role") == "main") and "hidden" not in one.attrib]
    if not mains:
        yield told(
            "access-landmarks", "warning", file, None, "nothing tells where the text itself begins: no main",
            WCAG["relationships"], suggestion="Set the text in <main>.",
        )  # fmt: skip
    for more in mains[1:]:
        yield told("access-landmarks", "error", file, more, "a second main part", WCAG["relationships"])
    known = {one.get("id") for one in every if "id" in one.attrib}
    links = [one for one in every if one.tag == "a" and "href" in one.attrib]
    skips = [one for one in links[:3] if one.get("href", "").startswith("#") and len(one.get("href", "")) > 1]
    for skip in skips:
        if skip.get("href", "")[1:] not in known and "skip" in (words(skip) + skip.get("class", "")).lower():
            yield told(
                "access-skip", "error", file, skip, f"the skip link leads to {skip.get('href')}, which is not there",
                WCAG["bypass"],
            )  # fmt: skip
    navigation = [one for one in every if one.tag == "nav" or one.get("role") == "navigation"]
    if navigation and not mains and not skips:
        yield told(
            "access-skip", "error", file, navigation[0], "there is no way past the navigation", WCAG["bypass"],
            suggestion='Begin the page with <a href="#main">Skip to the text</a>.',
        )  # fmt: skip
    elif navigation and not skips:
        yield told(
            "access-skip", "warning", file, navigation[0], "no link skips the navigation", WCAG["bypass"],
            suggestion='Begin the page with <a href="#main">Skip to the text</a>.',
        )  # fmt: skip
    seen: dict[str, Element] = {}
    for one in every:
        id = one.get("id")
        if id and id in seen:
            yield told("access-id", "error", file, one, f"the id {shortened(id)} stands twice", WCAG["name"])
        elif id:
            seen[id] = one
