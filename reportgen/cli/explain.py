"""A figure explained on the terminal: its sum, its closes with their sources, and every place where it is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from reportgen import formats
from reportgen.compose.method import moment
from reportgen.compose.provenance import provenance
from reportgen.compose.worked import exact, worked
from reportgen.errors import UsageError
from reportgen.model import Derivation

MANY = 60
"""Closes of one figure that are listed; what rests on more is told by its first and last."""


def matching(derived: Sequence[Derivation], asked: str) -> list[Derivation]:
    """The figure of that id, or every figure that is printed so; UsageError tells near ones where there is none."""
    if found := [one for one in derived if one.figure.id == asked]:
        return found
    words = _same(asked)
    if found := [one for one in derived if words in map(_same, one.printed)]:
        return found
    part = re.compile(rf"(?<![\w.,]){re.escape(words)}(?![\w]|[.,]\d)")
    if words and (found := [one for one in derived if any(part.search(_same(text)) for text in one.printed)]):
        return found
    ids = [one.figure.id for one in derived]
    family = [id for id in ids if id.partition(".")[0] == asked.partition(".")[0] and ".." not in id]
    near = list(dict.fromkeys([*get_close_matches(asked, ids, 5, 0.6), *family]))[:8]
    texts = get_close_matches(words, sorted({text for one in derived for text in one.printed}), 5, 0.7)
    hint = f"Near it: {', '.join([*near, *texts])}." if near or texts else "reportgen figures lists every one."
    raise UsageError(f"no figure has the id {asked}, and none is printed so", hint=hint)


def table(derived: Sequence[Derivation], width: int) -> str:
    """All figures in columns: id, as printed, value, as of, source; each on lines of its own where `width` cells do
    not hold them.
    """
    rows = [("ID", "PRINTED", "VALUE", "AS OF", "SOURCE")]
    for one in derived:
        figure = one.figure
        value = figure.value if isinstance(figure.value, str) else exact(figure.value)
        rows.append((figure.id, "; ".join(one.printed), value, figure.as_of, figure.source))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    if sum(widths) + 8 + max(len(row[4]) for row in rows) > width:
        return "\n".join(
            f"{id}  {printed}\n  {value}, {as_of}, {source}" for id, printed, value, as_of, source in rows[1:]
        )
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    )


def explained(one: Derivation) -> str:
    """One figure with its whole derivation."""
    figure = one.figure
    lines = [figure.id, f"  {provenance(figure)}", ""]
    lines += [f"  {line}" for line in worked(one)]
    if one.kind:
        lines += ["", "Source", f"  {one.kind}, {formats.date_words(figure.as_of)}: {figure.source}", f"  {one.url}"]
    if figure.inputs:
        lines += ["", "Closes", *_closes(one)]
    placed = [p for p in one.printings if p.place]
    lines += ["", "Printed", *(f"  {p.place}: {p.words}" for p in placed)]
    if not placed:
        lines.append("  in no words: it was made for a drawing")
    return "\n".join(line.rstrip() for line in lines if line.strip() or line == "")


def _closes(one: Derivation) -> list[str]:
    """A line per close: whose, of which session, how high, printed by whom, read when; and its page under it."""
    inputs = list(dict.fromkeys(one.figure.inputs))
    left = len(inputs) - MANY
    out = []
    for close in inputs if left <= 0 else [*inputs[: MANY // 2], *inputs[-MANY // 2 :]]:
        read = f", read {moment(close.retrieved)}" if close.retrieved else ""
        level = exact(close.level, one.figure.decimals)
        out.append(f"  {close.key}  {close.session:%a} {close.session}  {level}  {close.source}{read}")
        if close.url:
            out.append(f"      {close.url}")
    if left > 0:
        out.append(f"  and {left} more between them, which figures.json has")
    if not any(close.retrieved for close in inputs):
        out.append("  When they were read is not on record: their source does not say.")
    return out


def _same(text: str) -> str:
    """A printed number as a keyboard types it: one minus sign, one kind of space."""
    return " ".join(re.sub(r"[−–‐‑]", "-", text).split())
