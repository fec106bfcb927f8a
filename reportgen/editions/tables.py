"""Tables that can be heard: named, with heads that say for which cells they stand."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.editions.told import WCAG, shortened, told
from reportgen.editions.tree import Element, children, elements, words
from reportgen.model import Finding

SCOPES = ("col", "row", "colgroup", "rowgroup")


def tables(root: Element, file: str) -> Iterator[Finding]:
    """Findings on each table of the page."""
    every = list(elements(root))
    known = {one.get("id"): one for one in every if "id" in one.attrib}
    for table in every:
        if table.tag == "table":
            yield from _table(table, known, file)


def _table(table: Element, known: dict[str | None, Element], file: str) -> Iterator[Finding]:
    heads = [one for one in _cells(table) if one.tag == "th"]
    cells = [one for one in _cells(table) if one.tag == "td"]
    if table.get("role") in ("presentation", "none"):
        if heads:
            yield told(
                "access-table", "error", file, table, "a table with heads is declared to be mere layout",
                WCAG["relationships"],
            )  # fmt: skip
        return
    nested = any(one.tag == "table" for one in elements(table) if one is not table)
    if not heads:
        rows = sum(1 for one in elements(table) if one.tag == "tr")
        if nested or rows <= 1 or not cells:
            yield told(
                "access-table", "warning", file, table, "a table that only lays out, without a word that it does",
                WCAG["relationships"], suggestion='Use CSS, or say role="presentation" (in a mail).',
            )  # fmt: skip
        else:
            yield told(
                "access-table", "error", file, table, "a table without heads: nobody hears which cell is what",
                WCAG["relationships"], suggestion='Set its heads as <th scope="col"> and <th scope="row">.',
            )  # fmt: skip
    if heads and not _named(table, known):
        yield told(
            "access-table", "warning", file, table, "a table without a caption", WCAG["relationships"],
            suggestion="Say in <caption> what it holds.",
        )  # fmt: skip
    linked = any("headers" in cell.attrib for cell in cells)
    bare = [one for one in heads if one.get("scope", "").lower() not in SCOPES]
    if bare and not linked:
        names = f"{shortened(words(bare[0]))}" + (f" and {len(bare) - 1} more" if len(bare) > 1 else "")
        yield told(
            "access-table", "error", file, bare[0], f"table heads that do not say for what they stand: {names}",
            WCAG["relationships"], suggestion='Say scope="col" or scope="row".',
        )  # fmt: skip
    for head in heads:
        if not words(head) and not head.get("aria-label"):
            yield told("access-table", "warning", file, head, "an empty table head", WCAG["relationships"])


def _cells(table: Element) -> list[Element]:
    """Heads and cells of a table, and not of the tables in it."""
    found: list[Element] = []
    todo = children(table)[::-1]
    while todo:
        one = todo.pop()
        if one.tag in ("th", "td"):
            found.append(one)
        if one.tag not in ("table", "th", "td"):
            todo += children(one)[::-1]
    return found


def _named(table: Element, known: dict[str | None, Element]) -> bool:
    caption = next((one for one in table if one.tag == "caption"), None)
    if caption is not None and words(caption):
        return True
    labels = table.get("aria-labelledby", "").split()
    return bool(table.get("aria-label", "").strip() or any(words(known[id]) for id in labels if id in known))
