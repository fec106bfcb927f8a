"""Tables that are too wide for an e-mail, in parts: no mail program scrolls a table, and a phone has room for few
columns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportgen.model import Row, Section, Spark, Table

ROOM = {False: 552.0, True: 343.0}
"""Pixels of the column, on a desk and on a phone."""
LETTER = {False: 7.3, True: 6.3}
"""Pixels of a figure in the type of a table, on a desk and on a phone, on the average."""
GAP = {False: 12.0, True: 8.0}
"""Pixels between two columns."""
NAME = {False: 120.0, True: 84.0}
"""Pixels that the names of the rows have at least; longer ones are broken."""
CONTINUED = ", continued"


def parts(table: Table, plain: Callable[[str], str]) -> list[Table]:
    """The table, or tables of as many of its columns as there is room for, each with the names; `plain` tells a cell as
    it is printed. Columns of points are left out on a phone, and take no room there.
    """
    if any(column.words for column in table.columns):
        return [table]
    groups: list[list[int]] = [[]]
    for number in range(len(table.columns)):
        if groups[-1] and not _fits(table, [*groups[-1], number], plain):
            groups.append([])
        groups[-1].append(number)
    return [_part(table, group, first=not number) for number, group in enumerate(groups)]


def _fits(table: Table, columns: list[int], plain: Callable[[str], str]) -> bool:
    for phone in (False, True):
        shown = [n for n in columns if not (phone and table.columns[n].key.endswith("_points"))]
        wide = sum(_letters(table, n, plain) * LETTER[phone] + GAP[phone] for n in shown)
        if NAME[phone] + wide > ROOM[phone]:
            return False
    return True


def _letters(table: Table, number: int, plain: Callable[[str], str]) -> int:
    """Letters of the widest cell of a column, or of the longest word of its heading."""
    cells = (row.cells[number] for row in table.rows)
    said = (plain(cell.text if isinstance(cell, Spark) else cell) for cell in cells)
    return max((*map(len, said), *map(len, table.columns[number].heading.split())), default=0)


def _part(table: Table, columns: list[int], *, first: bool) -> Table:
    def cut(row: Row) -> Row:
        return replace(row, cells=tuple(row.cells[n] for n in columns))

    sections = tuple(Section(one.heading, tuple(map(cut, one.rows))) for one in table.sections)
    return replace(
        table, caption=table.caption + CONTINUED * (not first), columns=tuple(table.columns[n] for n in columns),
        sections=sections,
    )  # fmt: skip
