"""Closes from a CSV that a person exported from a spreadsheet or a vendor's page: read for certain, or refused.

Separator, decimal mark, order of dates and letters differ from one program to the next. Each is decided from the whole
file; where the file leaves two readings possible, it is refused with the option that decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError, raise_all
from reportgen.market.sheets import sheet_dates, sheet_numbers
from reportgen.market.sheets.sheet_columns import BESIDE, Column, columns
from reportgen.market.sheets.sheet_table import SEPARATORS, Row, Table, heading
from reportgen.market.sheets.sheet_table import read as read_table
from reportgen.model import Place

MOST = 20
"""Mistakes told at once."""


@dataclass(frozen=True)
class Sheet:
    """Closes by symbol and session: the level as quoted, and the adjusted close or None. `how` says how it was read.

    `cells` are the row and the column of each close in `table`.
    """

    closes: Mapping[str, Mapping[date, tuple[float, float | None]]]
    how: str
    table: Table
    cells: Mapping[tuple[str, date], tuple[Row, int]]

    def place(self, symbol: str, session: date) -> Place:
        """Where a close stands in the file."""
        return self.table.place(*self.cells[symbol, session])

    def beside(self, symbol: str, head: str) -> Mapping[date, str]:
        """What stands in the column headed `head` beside each close of a symbol; nothing without such a column."""
        number = next((n for n, name in enumerate(self.table.head.cells) if heading(name) == head), None)
        if number is None:
            return {}
        return {session: self.cells[symbol, session][0].cell(number) for session in self.closes[symbol]}


def read(path: Path, *, symbol: str = "", dates: str = "", decimal: str = "") -> Sheet:
    """The closes in a file, which may be wide (a column per symbol), long (date, symbol, close) or of one `symbol`.

    `dates` (dmy, mdy, ymd) and `decimal` (comma, point) say what the file leaves open. A blank cell is no close.
    Raises MarketError, all mistakes at once and at most 20 of them, where a cell is no date or no number, a session has
    two closes, or the file can be read in two ways.
    """
    errors: list[ReportgenError] = []
    sheet = scanned(path, errors, symbol=symbol, dates=dates, decimal=decimal)
    raise_all(errors[:MOST])
    return sheet


def scanned(path: Path, errors: list[ReportgenError], *, symbol: str = "", dates: str = "", decimal: str = "") -> Sheet:
    """The closes that can be read in a file; what is wrong in its cells is added to `errors`.

    Raises MarketError where there is no table of closes, or none is in it and nothing else is wrong.
    """
    table = read_table(path)
    found = columns(table, symbol)
    errors.extend(_unheaded(table))
    mark = decimal or _mark(table, found, errors)
    order, days = _days(table, dates, errors)
    closes: dict[str, dict[date, tuple[float, float | None]]] = {}
    cells: dict[tuple[str, date], tuple[Row, int]] = {}
    for row in table.rows:
        for column in found:
            whose = column.symbol if column.symbols is None else row.cell(column.symbols)
            close = _close(table, row, column, mark, errors)
            if close is None or row.line not in days:
                continue
            if not whose:
                errors.append(MarketError("has a close and no symbol", place=table.place(row, column.symbols or 0)))
            day = days[row.line]
            line = cells.setdefault((whose, day), (row, column.level))[0].line
            if closes.setdefault(whose, {}).setdefault(day, close) != close:
                said = (
                    f"{whose} has two closes for {day}: {closes[whose][day][0]:.15g} in line {line} and {close[0]:.15g}"
                )
                errors.append(MarketError(said, place=table.place(row, column.level)))
    if not closes and not errors:
        raise MarketError("holds no closes", place=Place(table.name, table.head.line))
    return Sheet(closes, _how(table, found, mark, order, list(days.values())), table, cells)


def _mark(table: Table, found: tuple[Column, ...], errors: list[ReportgenError]) -> str:
    """The decimal mark that the file's numbers leave possible."""
    own = [n for column in found for n in (column.level, column.adjusted) if n is not None]
    beside = [n for n, cell in enumerate(table.head.cells) if heading(cell) in BESIDE]
    cells, more = ([row.cell(n) for row in table.rows for n in some] for some in (own, beside))
    marks = sheet_numbers.marks(cells, more)
    if len(marks) > 1:
        row, n, point, comma = next(
            (row, n, point, comma)
            for row in table.rows
            for n in own
            if (point := sheet_numbers.value(row.cell(n), "point"))
            != (comma := sheet_numbers.value(row.cell(n), "comma"))
        )
        said = " or ".join(f"{one:.15g}" for one in (point, comma) if one is not None)
        errors.append(
            MarketError(
                f"'{row.cell(n)}' may be {said}, and no other cell tells which",
                hint="Say which: --decimal point, or --decimal comma.",
                place=table.place(row, n),
            )
        )
    return marks[0]


def _days(table: Table, asked: str, errors: list[ReportgenError]) -> tuple[str, Mapping[int, date]]:
    """The order of day, month and year, and the date of each row by its line."""
    rows, column = [], []
    for row in table.rows:
        written = sheet_dates.split(row.cell(table.dates))
        if written:
            rows.append(row)
            column.append(written)
        else:
            errors.append(_no_date(table, row))
    mixed = sheet_dates.otherwise(column)
    if mixed:
        one, other = (rows[n] for n in mixed)
        first, second = one.cell(table.dates), other.cell(table.dates)
        errors.append(
            MarketError(
                f"'{second}' is not written as '{first}' in line {one.line} is, so one of them may be read wrongly",
                hint="Set the whole column in one format, like 2026-01-09, and export it again.",
                place=table.place(other, table.dates),
            )
        )
    orders = (asked,) if asked else sheet_dates.orders(column)
    if len(orders) > 1 and not mixed:
        row, readings = next(
            (row, said)
            for row, one in zip(rows, column, strict=True)
            if len(said := list(dict.fromkeys(str(one.day(order)) for order in orders if one.day(order)))) > 1
        )
        errors.append(
            MarketError(
                f"'{row.cell(table.dates)}' may be {' or '.join(readings)}, and no other row tells which",
                hint=f"Say which: --dates {' or '.join(orders)} (d for day, m for month, y for year).",
                place=table.place(row, table.dates),
            )
        )
    days = {row.line: one.day(orders[0]) for row, one in zip(rows, column, strict=True)}
    if not mixed:
        errors.extend(_no_date(table, row, sheet_dates.ORDERS[orders[0]]) for row in rows if days[row.line] is None)
    return orders[0], {line: day for line, day in days.items() if day}


def _no_date(table: Table, row: Row, order: str = "") -> MarketError:
    cell = row.cell(table.dates)
    said = f"'{cell[:40]}' is no date" + (f" as {order}" if order else "")
    number = cell.isdigit() and len(cell) == 5
    hint = "A spreadsheet's day number: set the column as dates, and export it again." if number else ""
    return MarketError(said, hint=hint, place=table.place(row, table.dates))


def _close(
    table: Table, row: Row, column: Column, mark: str, errors: list[ReportgenError]
) -> tuple[float, float | None] | None:
    """The level and the adjusted close of a row; None where the cell is blank, or no number."""
    values: list[float | None] = []
    for n in (column.level, column.adjusted):
        cell = "" if n is None else row.cell(n)
        values.append(None if sheet_numbers.empty(cell) else sheet_numbers.value(cell, mark))
        if n is not None and values[-1] is None and not sheet_numbers.empty(cell):
            said = f"'{cell[:40]}' is no number with a decimal {mark}"
            errors.append(MarketError(said, place=table.place(row, n)))
    return None if values[0] is None else (values[0], values[1])


def _how(table: Table, found: tuple[Column, ...], mark: str, order: str, days: list[date]) -> str:
    """How the file was read, in one sentence."""
    steps = {(after > before) for before, after in pairwise(days) if after != before}
    used = {table.dates, *(n for c in found for n in (c.level, c.symbols, c.adjusted))}
    passed = [cell for n, cell in enumerate(table.head.cells) if cell and n not in used]
    return ", ".join(
        part
        for part in (
            table.encoding,
            SEPARATORS[table.separator],
            f"decimal {mark}",
            f"dates as {sheet_dates.ORDERS[order]}",
            "oldest first" if steps == {True} else "newest first" if steps == {False} else "",
            f"passed over: {'; '.join(passed)}" if passed else "",
        )
        if part
    )


def _unheaded(table: Table) -> Iterator[ReportgenError]:
    """Values under no heading: as likely as not the decimals after a comma that was taken for a separator."""
    for row in table.rows:
        n = next((n for n, cell in enumerate(row.cells) if cell and not table.head.cell(n)), None)
        if n is not None:
            yield MarketError(f"'{row.cells[n][:40]}' stands under no heading", place=table.place(row, n))
