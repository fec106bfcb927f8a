"""A spreadsheet's file as rows of cells: its letters, its separator and its heading are found, none is assumed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import MarketError
from reportgen.model import Place

LIMIT = 50_000_000
ABOVE = 20
"""Lines that may stand above the heading: a title, a name, an empty line."""
SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "bars"}
DATES = frozenset(
    (
        *("date", "day", "session", "time", "observation_date", "trade date", "trading date"),
        *("exchange date", "datum", "tag", "fecha", "data"),
    )
)
"""What the column of dates is called, in small letters."""
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Row:
    """A row's cells, stripped, and the line of the file in which it begins."""

    line: int
    cells: tuple[str, ...]

    def cell(self, number: int) -> str:
        """The cell of a column counted from 0; a row may end early."""
        return self.cells[number] if number < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The heading, the rows below it that are not blank, and how they were found: encoding and separator."""

    name: str
    lines: tuple[str, ...]
    encoding: str
    separator: str
    head: Row
    dates: int
    rows: tuple[Row, ...]

    def place(self, row: Row, number: int) -> Place:
        """Where the cell of a column counted from 0 begins, as editors count."""
        line, column = cell_place(self.lines[row.line - 1 :], self.separator, number)
        return Place(self.name, row.line + line, column)


def read(path: Path) -> Table:
    """The table in the file; MarketError where it is no text, or no row in its first lines heads a column of dates."""
    name = str(path)
    text, encoding = _text(path, name)
    lines = tuple(io.StringIO(text, newline=""))
    for separator in SEPARATORS:
        head = _head(lines, separator)
        if head:
            dates = next(n for n, cell in enumerate(head.cells) if heading(cell) in DATES)
            rows = tuple(row for row in _rows(lines, separator, name) if row.line > head.line and any(row.cells))
            return Table(name, lines, encoding, separator, head, dates, rows)
    raise MarketError(
        "has no heading with a column of dates and one of closes",
        hint='Write one above the rows, like "Date;Close" or "Date;^RUT;^GSPC".',
        place=Place(name),
    )


def heading(cell: str) -> str:
    """A heading as it is compared: small letters, single spaces, no asterisks and angle brackets of the vendors'."""
    return " ".join(cell.lower().translate(str.maketrans("", "", "*<>")).split())


def cell_place(lines: tuple[str, ...], separator: str, number: int) -> tuple[int, int]:
    """The line (from 0) and the column (from 1) in which a cell begins, of a row that begins the `lines`."""
    quoted, line, column, start = False, 0, 1, True
    for letter in "".join(lines[:ABOVE]):
        if number == 0 and start:
            break
        start = False
        if letter == '"':
            quoted = not quoted
        elif letter == "\n":
            line, column = line + 1, 0
        elif letter == separator and not quoted:
            number, start = number - 1, True
        column += 1
    return line, column


def _head(lines: tuple[str, ...], separator: str) -> Row | None:
    """The first row that heads a column of dates, if the separator is one that makes such a row."""
    for line, text in enumerate(lines[:ABOVE], 1):
        cells = next(csv.reader([text], delimiter=separator), [])
        if len(cells) > 1 and any(heading(cell) in DATES for cell in cells):
            return Row(line, tuple(cell.strip() for cell in cells))
    return None


def _rows(lines: tuple[str, ...], separator: str, name: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cell.strip() for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "Is a quotation mark never closed?"
        raise MarketError(f"is not CSV: {error}", hint=hint, place=Place(name, line)) from None


def _text(path: Path, name: str) -> tuple[str, str]:
    """The file's text, and its encoding where that is worth a word."""
    try:
        if path.stat().st_size > LIMIT:
            raise MarketError(
                f"is larger than {LIMIT // 1_000_000} MB", hint="Cut it into smaller files.", place=Place(name)
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise MarketError("there is no such file", hint="Check the path.", place=Place(name)) from None
    except OSError as error:
        raise MarketError(
            f"cannot be read: {error.strerror}", hint="Check who may read it.", place=Place(name)
        ) from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise MarketError("is a workbook, not text", hint="Save the sheet as CSV.", place=Place(name))
    marked = next((encoding for mark, encoding in MARKS.items() if raw.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, {"utf-16": "UTF-16", "cp1252": "Windows-1252"}.get(encoding, "")
    raise MarketError("is not text in UTF-8, UTF-16 or Windows-1252", hint="Save it as UTF-8.", place=Place(name))
