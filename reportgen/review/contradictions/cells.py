"""Cells of tables: the period that a number is for, by its column's head, the table's title, or the other heads."""

from __future__ import annotations

from reportgen.claims import Claim, Window
from reportgen.claims.heads import window_of
from reportgen.model import Part, Span
from reportgen.review.contradictions.lexicon import ELSEWHEN, OTHERS
from reportgen.review.contradictions.nouns import When
from reportgen.review.contradictions.scene import Scene

TICKS = {"▼": -1, "▲": 1, "(": -1}


def in_row(part: Part, claim: Claim, scene: Scene) -> When | None:
    """The period of a cell's claim; None where the table leaves it open."""
    cell, bearer = claim.marks.get("quantity"), claim.marks.get("subject")
    if cell is None or bearer is None or OTHERS.search(part.text[bearer.start : bearer.end]):
        return None
    head = _head(part, cell)
    if ELSEWHEN.search(head):
        return None
    own = window_of(head) if claim.kind == "change" else None
    window = own or window_of(part.caption.lower()) or _only(part.heads)
    if claim.kind == "level" and (window is None or window.kind not in ("week", "day", "weekday")):
        return When("week") if window or _periods(part.heads) else None
    if window is None or (own is not None and own != claim.windows[0]):
        return None
    return scene.when(window)


def direction(part: Part, claim: Claim, span: Span) -> int:
    """The sign of a claim's number: a table's without any may be up or down, unless an arrow or brackets tell."""
    if part.role != "row" or (claim.quantity and claim.quantity.sign):
        return claim.direction
    return next((sign for tick, sign in TICKS.items() if tick in part.text[span.start : span.end]), 0)


def _head(part: Part, cell: Span) -> str:
    """The head of the column that a cell stands in, in small letters; heads may leave out the first column."""
    at = part.cells.index(cell) if cell in part.cells else -1
    place = at - max(0, len(part.cells) - len(part.heads))
    return part.heads[place].lower() if 0 <= place < len(part.heads) else ""


def _periods(heads: tuple[str, ...]) -> set[Window]:
    """The periods that a table's heads name."""
    return {window for head in heads if (window := window_of(head.lower()))}


def _only(heads: tuple[str, ...]) -> Window | None:
    """The period of a table whose heads name no other."""
    told = _periods(heads)
    return told.pop() if len(told) == 1 else None
