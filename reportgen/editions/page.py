"""A web page as its readers have it: who listens, who looks by night, who looks for the risks."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.editions.legible import legible
from reportgen.editions.links import links
from reportgen.editions.looks import Styled
from reportgen.editions.pictures import pictures
from reportgen.editions.sheets import View, sheets_of
from reportgen.editions.smallprint import smallprint
from reportgen.editions.structure import structure
from reportgen.editions.tables import tables
from reportgen.editions.told import WCAG, told
from reportgen.editions.tree import decoded, read
from reportgen.model import Finding

DESK, NIGHT, PHONE = View("light", 1280), View("dark", 1280), View("light", 375)
LARGEST, MOST_TAGS = 5_000_000, 40_000
"""Bytes and tags of a page that is still read: ten times those of our largest."""
MOST_MATCHED = 5_000_000
"""Rules times elements that are still held against one another."""


def page(html: bytes | str, file: str, required: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Findings on a page, ours or somebody else's; `required` are the ids of the disclosures that must stand in it."""
    text = html if isinstance(html, str) else decoded(html)
    if len(text) > LARGEST or text.count("<") > MOST_TAGS:
        message = f"the page is larger than {LARGEST // 1_000_000} MB or {MOST_TAGS:,} tags and was not looked at"
        return (told("access-large", "warning", file, None, message, WCAG["relationships"]),)
    root = read(text)
    found = [*structure(root, file), *tables(root, file), *pictures(root, file), *links(root, file)]
    sheets, seen = sheets_of(root), {}
    if sheets.elsewhere or sheets.rules * sum(1 for _ in root.iter()) > MOST_MATCHED:
        why = "the styles stand in another file" if sheets.elsewhere else "there are too many styles"
        at = sheets.elsewhere[0] if sheets.elsewhere else None
        message = f"{why}: colours and sizes were not checked"
        found.append(told("access-contrast", "info", file, at, message, WCAG["contrast"]))
    else:
        styled = Styled(root, sheets)
        seen = {view: styled.seen(view) for view in ((DESK, NIGHT, PHONE) if styled.both() else (DESK, PHONE))}
        found += legible(root, seen, file)
    found += smallprint(root, seen, required, file)
    return tuple(sorted(found, key=lambda one: (one.place.line, one.place.column)))
