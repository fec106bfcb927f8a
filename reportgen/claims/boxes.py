"""Style boxes: a change where a size (the row) and a style (the column) meet."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.atoms import atoms
from reportgen.claims.cues import cued
from reportgen.claims.heads import window_of
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import Names
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.numbers import number
from reportgen.claims.sentence import Sentence
from reportgen.model import Part

STYLES = {"value", "blend", "growth"}
SIZES = ("large", "mid", "small")


def corners(part: Part, index: int, names: Names) -> Iterator[Claim]:
    """The claims of a box's row: "Large | +1.3% | +0.9% | +1.7%" under Value, Blend and Growth."""
    heads = [head.strip().lower() for head in part.heads]
    if len(heads) != len(part.cells) or not STYLES & set(heads):
        return
    first = part.cells[0]
    size = part.text[first.start : first.end].strip().lower()
    window = window_of(part.caption.lower()) or Window("week")
    for head, cell in zip(heads, part.cells, strict=True):
        key = names.styles.get(f"{size} {head}")
        found = number(atoms(part.text, cell.start, cell.end), 0) if key else None
        if key and found:
            marks = {"quantity": cell, "subject": first}
            span = span_of({"quantity": cell})
            yield Claim("change", index, span, (key,), (window,), found[0], found[0].sign or 1, marks=marks)


@cued("U D", "Q")
def styles(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Among large companies growth rose 1.7%", where instruments stand for sizes and styles."""
    tags, row = sentence.tags, sentence.mentions
    held = sentence.names.styles
    size = next((m.low for m in row if m.low in SIZES), "") if held else ""
    for i in range(len(tags) - 2):
        key = held.get(f"{size} {row[i].low}") if size else None
        if key and tags[i + 1] in "UD" and tags[i + 2] == "Q" and i + 2 not in taken:
            taken.update({i, i + 1, i + 2})
            marks = marked(sentence, quantity=i + 2, direction=i + 1, subject=i)
            yield Claim(
                "change",
                sentence.part,
                span_of(marks),
                (key,),
                (Window("week"),),
                row[i + 2].value,
                1 if tags[i + 1] == "U" else -1,
                marks=marks,
            )
