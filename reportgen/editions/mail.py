"""An e-mail as its readers have it: whether it comes whole, shows itself where pictures are off, and says in its plain
text what it says in its tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.editions.agreement import Edition
from reportgen.editions.page import page
from reportgen.editions.smallprint import disclosures_in
from reportgen.editions.told import PROMINENCE, Severity, told
from reportgen.editions.tree import Element, children, decoded, elements, read, words
from reportgen.model import Finding, Place

CLIPPED, MOST, MUCH = 102_000, 95_000, 80_000
"""Bytes of HTML from which Gmail clips a message, that ours may have at most, and that are told of."""
CLIPS = (
    "Gmail clips a message's HTML at some 102 kB, and with it the disclosures and the link that ends the subscription"
)
SHOWN = (
    "Mail programs show PNG, GIF and JPEG by Content-ID or from https, and the alternative text where pictures are off"
)
CONTINUED = ", continued"
"""How the caption ends of a table that is another's further columns (see render.columns)."""


def letter(html: bytes, file: str, required: Iterable[str], size: int) -> tuple[Finding, ...]:
    """Findings on the HTML of an e-mail; `required` are the ids of the disclosures that must stand in it, `size` the
    bytes that it may come to. It is framed by a mail program, whose landmarks are around it.
    """
    found = [one for one in page(html, file, required) if one.code != "access-landmarks"]
    return (*found, *_pictures(read(decoded(html)), file), *_weight(size, file))


def _weight(size: int, file: str) -> tuple[Finding, ...]:
    if size <= MUCH:
        return ()
    severity: Severity = "error" if size > MOST else "warning"
    message = f"the e-mail comes to {size / 1000:.1f} kB of HTML; {MUCH // 1000} kB are safe, {MOST // 1000} the most"
    better = "Let tables have fewer rows or columns, or place fewer of them."
    return (Finding("email-size", severity, Place(file), message, "", better, 0, CLIPS),)


def _pictures(root: Element, file: str) -> Iterator[Finding]:
    for one in elements(root):
        if one.tag in ("svg", "video", "object", "iframe", "script", "form"):
            message = f"mail programs show no <{one.tag}>"
            yield told("email-picture", "error", file, one, message, SHOWN)
        elif one.tag == "img":
            src = one.get("src", "")
            if src.startswith(("data:", "http://")) or re.search(r"\.(?:svg|webp)(?:$|[?#])", src):
                message = "a picture is not shown by every mail program"
                yield told("email-picture", "error", file, one, message, SHOWN, evidence=src)
            elif not (one.get("width") and one.get("height")):
                message = "a picture has no width and height: where pictures are off, its words have no room"
                yield told("email-picture", "warning", file, one, message, SHOWN, evidence=src)


def told_in_text(html: bytes, text: bytes, file: str) -> Iterator[Finding]:
    """The disclosures of an e-mail's HTML that its plain text lacks."""
    said = _bare(text.decode("utf-8", "replace"))
    for id, disclosed in disclosures_in(html).items():
        if not id.startswith("risk ") and id != "five_years" and _bare(disclosed) not in said:
            message = f"the disclosure “{id}” does not stand in the plain text"
            yield Finding("disclosure-missing", "error", Place(file), message, disclosed[:160], "", 0, PROMINENCE)


def edition(content: bytes, file: str, *, text: bool = False) -> tuple[Edition, str]:
    """A part of an e-mail as it is held against the page, and its title."""
    if text:
        said = content.decode("utf-8", "replace")
        return Edition(file, said), said
    root = read(decoded(content))
    titles = [words(one) for head in root.iter("head") for one in head.iter("title")]
    joined = " ".join(_joined(root))
    return Edition(file, f"{words(root, calls=False)} {joined}", lines=False), " ".join(titles)


def _joined(root: Element) -> Iterator[str]:
    """The rows of tables that are set in parts, each in one."""
    rows: list[list[str]] = []
    for table in root.iter("table"):
        captions = [words(one) for one in table.iter("caption")]
        if not captions:
            continue
        own = [[words(cell, calls=False) for cell in children(row)] for row in elements(table) if row.tag == "tr"]
        if captions[0].endswith(CONTINUED) and len(own) == len(rows):
            rows = [[*before, *row[1:]] for before, row in zip(rows, own, strict=True)]
            yield from (" ".join(row) for row in rows)
        else:
            rows = own


def _bare(text: str) -> str:
    return "".join(text.split())
