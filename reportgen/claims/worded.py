"""Cells that hold a word and no number: "| Nasdaq | down |", "| Nasdaq | first |"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.heads import told
from reportgen.claims.names import Names
from reportgen.claims.nouns import Claim, Window
from reportgen.model import Part, Span

WAYS = {
    "up": 1,
    "higher": 1,
    "rose": 1,
    "gained": 1,
    "gain": 1,
    "down": -1,
    "lower": -1,
    "fell": -1,
    "lost": -1,
    "loss": -1,
}
PLACES = {"first": 1, "1st": 1, "best": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "last": -1, "worst": -1}
UNSAID = (Window("week"), Window("day"))
HEADS = ("", "rank", "place", "position", "standing", "finish", "week", "the week")
"""What stands above a column of places, if anything does; above others it may rank what is no change."""

AHEAD = ("forecast", "outlook", "expect", "view", "target", "signal", "call", "consensus", "bias", "trend", "scenario")
"""Heads of columns that say what is thought to come."""


def worded(part: Part, index: int, names: Names) -> Iterator[Claim]:
    """Which way, or at what place, by the cells of a row that say so in a word; its first cell names what."""
    if len(part.cells) < 2:
        return
    first = part.cells[0]
    key = told(part.text[first.start : first.end], names).key
    if not key:
        return
    if any(word in head.lower() for head in part.heads for word in AHEAD):
        return
    offset = len(part.cells) - len(part.heads)
    for at, cell in enumerate(part.cells[1:], 1):
        word = part.text[cell.start : cell.end].strip().lower()
        if word not in WAYS and word not in PLACES:
            continue
        head = part.heads[at - offset] if 0 <= at - offset < len(part.heads) else ""
        windows = next((one for text in (head, part.caption) if text and (one := told(text, names).windows)), UNSAID)
        span = Span(first.start, cell.end)
        marks = {"direction": cell, "subject": first}
        if word in WAYS and word not in head.lower():
            yield Claim("direction", index, span, (key,), windows, direction=WAYS[word], marks=marks)
        elif word in PLACES and key in names.stocks and head.strip().lower() in HEADS:
            yield Claim("rank", index, span, (key,), windows, marks=marks, number=PLACES[word])
