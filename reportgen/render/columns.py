"""Tables that are too wide for an e-mail, in parts: no mail program scrolls a table, and a phone has room for few
columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportgen.model import Row, Section, Spark, Table

ROOM = {False: 552.0, True: 343.0}
"""Pixels of the column, on a desk and on a phone."""
LETTER = {False: 8.0, True: 7.4}
"""Pixels of a figure in the type of a table, on a desk and on a phone, in the widest face that it may come to."""
GAP = {False: 12.0, True: 6.0}
"""Pixels between two columns."""
NAME = {False: 110.0, True: 70.0}
"""Pixels that the names of the rows have at least; longer ones are broken between words."""
CONTINUED = ", continued"


def parts(table: Table, plain: Callable[[str], str]) -> list[Table]:
    """The table, or tables of as many of its columns as there is room for, each with the names; `plain` tells a cell as
    it is printed. Columns of points are left out on a phone, and take no room there.
    """
    if any(column.words for column in table.columns):
        return [table]
    letters = [_letters(table, number, plain) for number in range(len(table.columns))]
    few = next(few for few in range(len(letters), 0, -1) if few == 1 or _fit(table, letters, few))
    groups = [range(at, min(at + few, len(letters))) for at in range(0, len(letters), few)]
    even = -(-len(letters) // len(groups))
    if _fit(table, letters, even):
        groups = [range(at, min(at + even, len(letters))) for at in range(0, len(letters), even)]
    return [_part(table, group, first=not number) for number, group in enumerate(groups)]


def _fit(table: Table, letters: Sequence[int], few: int) -> bool:
    """Whether the table fits with so `few` columns at a time."""
    long = max((len(word) for row in table.rows for word in row.name.split()), default=0)
    for phone in (False, True):
        wide = [
            0.0 if phone and column.key.endswith("_points") else count * LETTER[phone] + GAP[phone]
            for column, count in zip(table.columns, letters, strict=True)
        ]
        most = max(sum(wide[at : at + few]) for at in range(0, len(wide), few))
        if max(NAME[phone], long * LETTER[phone]) + most > ROOM[phone]:
            return False
    return True


def _letters(table: Table, number: int, plain: Callable[[str], str]) -> int:
    """Letters of the widest cell of a column, or of the longest word of its heading."""
    cells = (row.cells[number] for row in table.rows)
    said = (plain(cell.text if isinstance(cell, Spark) else cell) for cell in cells)
    return max((*map(len, said), *map(len, table.columns[number].heading.split())), default=0)


def _part(table: Table, columns: Sequence[int], *, first: bool) -> Table:
    def cut(row: Row) -> Row:
        return replace(row, cells=tuple(row.cells[n] for n in columns))

    sections = tuple(Section(one.heading, tuple(map(cut, one.rows))) for one in table.sections)
    return replace(
        table, caption=table.caption + CONTINUED * (not first), columns=tuple(table.columns[n] for n in columns),
        sections=sections,
    )  # fmt: skip
