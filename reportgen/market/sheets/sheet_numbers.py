"""What a number in a spreadsheet means: the decimal mark is decided from all cells together, never from one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

SPACES = " \u00a0\u2007\u2009\u202f"
MARKS = {"point": (".", f",'’{SPACES}"), "comma": (",", f".'’{SPACES}")}
"""Each decimal mark, and what may stand between thousands beside it."""
EMPTY = frozenset(("", "-", "–", "—", ".", "null", "n/a", "#n/a", "na", "n.a."))
"""What stands in a cell that says that there is no close."""
SIGNS = "$€£¥"


def _shape(mark: str, between: str) -> re.Pattern[str]:
    mark, between = re.escape(mark), re.escape(between)
    whole = rf"(?:\d+|[1-9]\d{{0,2}}([{between}])\d{{3}}(?:\1\d{{3}})*)"
    return re.compile(rf"(?:{whole}(?:{mark}\d+)?|{mark}\d+)", re.ASCII)


SHAPES = {name: _shape(*marks) for name, marks in MARKS.items()}


def empty(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.strip().lower() in EMPTY


def value(cell: str, decimal: str) -> float | None:
    """The number in a cell with this decimal mark (point, comma), or None where it is none.

    Thousands may be set apart; a currency sign before or after and a percent sign after are passed over, so that
    4.17% is 4.17, as yields are quoted.
    """
    found = re.fullmatch(rf"([-−+]?)[{SIGNS}]?\s*([-−]?)(.*?)\s*[{SIGNS}%]?", cell.strip())
    if not found or (found[1] and found[2]) or not SHAPES[decimal].fullmatch(found[3]):
        return None
    mark, between = MARKS[decimal]
    plain = found[3].translate(str.maketrans(mark, ".", between))
    number = float(plain) * (-1 if found[1] in ("-", "−") or found[2] else 1)
    return number if math.isfinite(number) else None


def marks(cells: Sequence[str], beside: Sequence[str] = ()) -> tuple[str, ...]:
    """The decimal marks (point, comma) that the cells leave possible: two, where nothing tells them apart and it
    matters. `beside` are cells of other columns, asked only then. A cell that is no number either way is no evidence;
    where cells contradict each other, the mark is the one that most of them need.
    """
    read = {cell: (value(cell, "point"), value(cell, "comma")) for cell in dict.fromkeys(cells) if not empty(cell)}
    points = sum(comma is None and point is not None for point, comma in read.values())
    commas = sum(point is None and comma is not None for point, comma in read.values())
    if points or commas:
        return ("point",) if points >= commas else ("comma",)
    if all(point == comma for point, comma in read.values()):
        return ("point",)
    return marks(beside) if any(_telling(cell) for cell in beside) else ("point", "comma")


def _telling(cell: str) -> bool:
    return (value(cell, "point") is None) != (value(cell, "comma") is None)
