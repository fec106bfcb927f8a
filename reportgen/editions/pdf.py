"""A PDF as its readers have it: tagged, named, in its language, with its risks in print that can be read."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pikepdf

from reportgen.editions.pdfprint import printed
from reportgen.editions.pdfread import DAMAGE, Contents, contents
from reportgen.editions.pdftags import Tag
from reportgen.editions.pdftext import Painted
from reportgen.editions.pictures import useless
from reportgen.editions.told import WCAG, Severity, shortened
from reportgen.model import Finding, Place

UA = "PDF/UA-1 (ISO 14289-1)"
TECHNIQUES = {
    "tags": f"{UA}, 7.1; {WCAG['relationships']}",
    "title": f"{UA}, 7.1; {WCAG['title']}",
    "language": f"{UA}, 7.2; {WCAG['language']}",
    "alt": f"{UA}, 7.3; {WCAG['non-text']}",
    "headings": f"{UA}, 7.4; {WCAG['relationships']}",
    "tables": f"{UA}, 7.5; {WCAG['relationships']}",
    "fonts": f"{UA}, 7.21",
    "tabs": f"{UA}, 7.18.3; {WCAG['order']}",
    "bookmarks": "WCAG 2.2, technique PDF2: bookmarks",
    "images": WCAG["images-of-text"],
}
EDGE = 0.15
"""The share of a page at its head and foot where running words stand that no structure holds: WeasyPrint marks them."""
NAMESPACE = b"http://www.aiim.org/pdfua/ns/id/"


def pdf(data: bytes, file: str, disclosures: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Findings on a PDF; `disclosures` are the words that must stand in it, by id (without them they are guessed)."""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            return tuple(_findings(opened, contents(data), file, disclosures))
    except DAMAGE as error:
        return (_told("access-pdf", "error", file, f"the PDF cannot be read: {error}", UA),)


def _held(holder: Any, name: str) -> Any:
    """A dictionary in another, empty where it is not there."""
    found = holder.get(name)
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


def _told(code: str, severity: Severity, file: str, message: str, rule: str, suggestion: str = "") -> Finding:
    return Finding(code, severity, Place(file), message, "", suggestion, 0, rule)


def _findings(
    opened: pikepdf.Pdf, inside: Contents, file: str, disclosures: Mapping[str, str] | None
) -> Iterator[Finding]:
    yield from _named(opened, file)
    yield from _fonts(opened, file)
    pages, top = inside.pages, inside.top
    marked = _held(opened.Root, "/MarkInfo").get("/Marked", False)
    if top is None or not marked or not top.parts:
        yield _told(
            "access-pdf-tags", "error", file, "the PDF is not tagged: a screen reader is left to guess",
            TECHNIQUES["tags"], "Print it as PDF/UA-1.",
        )  # fmt: skip
    else:
        yield from _structure(top, file)
        yield from _untagged(top, pages, file)
    yield from _pictured(opened, pages, file)
    for number, page in enumerate(opened.pages, 1):
        if "/Annots" in page and len(page.Annots) and page.get("/Tabs") != "/S":
            yield _told(
                "access-tab-order", "error", file, f"page {number}: the tab key does not follow the structure",
                TECHNIQUES["tabs"],
            )  # fmt: skip
    yield from printed(inside.blocks, disclosures, file)


def _named(opened: pikepdf.Pdf, file: str) -> Iterator[Finding]:
    if not str(opened.Root.get("/Lang", "")).strip():
        yield _told("access-language", "error", file, "the PDF names no language", TECHNIQUES["language"])
    metadata = bytes(opened.Root.Metadata.read_bytes()) if "/Metadata" in opened.Root else b""
    title = str(opened.docinfo.get("/Title", "")).strip() if "/Info" in opened.trailer else ""
    titled = re.search(rb"<dc:title>.*?<rdf:li[^>]*>\s*[^\s<]", metadata, re.DOTALL)
    if not title and not titled:
        yield _told("access-title", "error", file, "the PDF has no title", TECHNIQUES["title"])
    elif not _held(opened.Root, "/ViewerPreferences").get("/DisplayDocTitle", False):
        yield _told(
            "access-title", "error", file, "readers show the PDF's file name instead of its title",
            TECHNIQUES["title"], "Set DisplayDocTitle.",
        )  # fmt: skip
    if NAMESPACE not in metadata or not re.search(rb"pdfuaid:part\W+\d", metadata):
        yield _told("access-pdf-ua", "warning", file, "the PDF does not say that it keeps to PDF/UA", f"{UA}, 5")
    if len(opened.pages) > 1 and "/First" not in _held(opened.Root, "/Outlines"):
        yield _told(
            "access-bookmarks", "warning", file, f"a PDF of {len(opened.pages)} pages without bookmarks",
            TECHNIQUES["bookmarks"],
        )  # fmt: skip


def _fonts(opened: pikepdf.Pdf, file: str) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    missing: dict[str, None] = {}
    for page in opened.pages:
        for font in dict(_held(_held(page.obj, "/Resources"), "/Font").items()).values():
            if font.objgen in seen and font.objgen != (0, 0):
                continue
            seen.add(font.objgen)
            for one in font.get("/DescendantFonts", [font]):
                held = _held(one, "/FontDescriptor")
                if one.get("/Subtype") != "/Type3" and not any(f"/FontFile{n}" in held for n in ("", "2", "3")):
                    missing[str(one.get("/BaseFont", "/?"))[1:]] = None
    for name in missing:
        yield _told(
            "access-fonts", "error", file, f"the font {name} is not inside the PDF: readers get another",
            TECHNIQUES["fonts"], "Embed it.",
        )  # fmt: skip


def _structure(top: Tag, file: str) -> Iterator[Finding]:
    if [part.kind for part in top.parts if isinstance(part, Tag)] != ["Document"]:
        yield _told(
            "access-pdf-tags", "warning", file, "the structure does not begin with one Document", TECHNIQUES["tags"]
        )
    tags = list(top.below())
    levels = [int(tag.kind[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag.kind)]
    if 1 not in levels and not any(tag.kind in ("H", "Title") for tag in tags):
        yield _told("access-headings", "error", file, "the PDF has no first heading", TECHNIQUES["headings"])
    for before, level in pairwise(levels):
        if level > before + 1:
            yield _told(
                "access-headings", "error", file, f"a heading of level {level} stands below one of level {before}",
                TECHNIQUES["headings"],
            )  # fmt: skip
    for number, figure in enumerate((tag for tag in tags if tag.kind == "Figure"), 1):
        if not (figure.alt or "").strip():
            yield _told(
                "access-alt", "error", file, f"figure {number} has no alternative text", TECHNIQUES["alt"],
                "Say in alt what it tells.",
            )  # fmt: skip
        elif useless(figure.alt or ""):
            yield _told(
                "access-alt", "error", file,
                f"{shortened(figure.alt or '')} does not tell what figure {number} shows", TECHNIQUES["alt"],
            )  # fmt: skip
    for number, table in enumerate((tag for tag in tags if tag.kind == "Table"), 1):
        yield from _table(table, number, file)


def _table(table: Tag, number: int, file: str) -> Iterator[Finding]:
    kinds = Counter(tag.kind for tag in table.below())
    if not kinds["TR"]:
        yield _told("access-table", "error", file, f"table {number} has no rows", TECHNIQUES["tables"])
    elif not kinds["TH"]:
        yield _told("access-table", "error", file, f"table {number} has no heads", TECHNIQUES["tables"])
    bare = sum(1 for tag in table.below() if tag.kind == "TH" and tag.scope not in ("Row", "Column", "Both"))
    if bare and not any(tag.headed for tag in table.below()):
        yield _told(
            "access-table", "error", file, f"{bare} heads of table {number} do not say for what they stand",
            TECHNIQUES["tables"], "Give each a Scope, or each cell its Headers.",
        )  # fmt: skip


def _untagged(top: Tag, pages: Mapping[tuple[int, int], Painted], file: str) -> Iterator[Finding]:
    tagged = set(top.marks())
    for number, (page, content) in enumerate(pages.items(), 1):
        words = [run for run in content.runs if run.text.strip() and not run.artifact]
        loose = [
            run.text
            for run in words
            if run.mark is None or ((page, run.mark) not in tagged and EDGE < run.height < 1 - EDGE)
        ]
        if loose:
            yield _told(
                "access-pdf-tags", "error", file, f"page {number}: {shortened(''.join(loose))} is not tagged",
                TECHNIQUES["tags"],
            )  # fmt: skip


def _pictured(opened: pikepdf.Pdf, pages: Mapping[tuple[int, int], Painted], file: str) -> Iterator[Finding]:
    for number, content in enumerate(pages.values(), 1):
        letters = sum(len(run.text.strip()) for run in content.runs if not run.artifact)
        if content.pictured > 0.6 and letters < 200:
            yield _told(
                "access-pdf-image", "error", file, f"page {number} is a picture, not text", TECHNIQUES["images"],
                "Print text as text.",
            )  # fmt: skip
