"""Closes from a CSV file or a folder of them: first class, for feeds of your own.

One file holds either the columns `date,symbol,close` for many instruments, or `date,close` for one; a folder
holds a file per symbol (`^RUT.csv`, or `RUT.csv`). Dates are 2026-01-09, levels plain numbers, a rate's among them
zero or negative. Three further columns are read where they are: `adjusted` (the adjusted close), `source` (who
printed the close) and `source_url` (the page). Any other shape is imported once (spreadsheet.py).
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError, raise_all
from reportgen.market import Closes, Request
from reportgen.market.sheets.sheet_table import cell_place
from reportgen.model import Close, Place

LIMIT = 200_000_000
FOREIGN = "Import it once: reportgen market import FILE"
"""What to do with a file in the shape of a spreadsheet or a vendor."""


def closes(request: Request) -> Closes:
    """The closes of the request's symbols within its dates; every unreadable row is told at once."""
    path = request.path
    assert path is not None
    if not path.exists():
        raise MarketError("there is no such file or folder", place=Place(path.name), hint="market.path names it.")
    keys = {symbol: key for key, symbol in request.symbols.items()}
    found: dict[str, dict[date, Close]] = {key: {} for key in request.symbols}
    errors: list[ReportgenError] = []
    for file, symbol in _files(path, request):
        name = path.name if file == path else f"{path.name}/{file.name}"
        for row in _rows(file, name, symbol, request.label, errors):
            key = keys.get(row[0])
            close = row[1]
            if key is None or not request.start <= close.session <= request.end:
                continue
            other = found[key].setdefault(close.session, close)
            if other.level != close.level:
                errors.append(
                    MarketError(
                        f"{row[0]} has two closes for {close.session}: {other.level} and {close.level}",
                        place=row[2](),
                    )
                )
    raise_all(errors[:20])
    return found


def _files(path: Path, request: Request) -> Iterator[tuple[Path, str]]:
    if path.is_file():
        yield path, next(iter(request.symbols.values())) if len(request.symbols) == 1 else ""
        return
    taken: dict[Path, str] = {}
    for symbol in request.symbols.values():
        names = (f"{symbol}.csv", f"{symbol.lstrip('^')}.csv")
        file = next((path / name for name in names if (path / name).is_file()), None)
        if file is None:
            raise MarketError(
                f"there is no {names[0]} for {symbol}",
                hint="Lay it there, or name a file under market.path.",
                place=Place(path.name),
            )
        if file in taken:
            raise MarketError(f"{file.name} is wanted for both {taken[file]} and {symbol}", place=Place(path.name))
        taken[file] = symbol
        yield file, symbol


def _rows(
    file: Path, name: str, symbol: str, label: str, errors: list[ReportgenError]
) -> Iterator[tuple[str, Close, Callable[[], Place]]]:
    """The closes of a file, which is called `name` in messages, with their symbols and (if asked at once) places."""
    if file.stat().st_size > LIMIT:
        raise MarketError(
            f"is larger than {LIMIT // 1_000_000} MB", hint="Cut it into smaller files.", place=Place(name)
        )
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MarketError("is not UTF-8 text", hint=f"{FOREIGN}.", place=Place(name)) from None
    except OSError as error:
        raise MarketError(
            f"cannot be read: {error.strerror}", hint="Check who may read it.", place=Place(name)
        ) from None
    lines = tuple(io.StringIO(text, newline=""))
    rows = csv.DictReader(lines)
    try:
        head = [name.strip().lower() for name in rows.fieldnames or []]
    except csv.Error as error:
        raise MarketError(f"is not CSV: {error}", hint="Is a quotation mark never closed?", place=Place(name)) from None
    rows.fieldnames = head
    if not {"date", "close"} <= set(head) or ("symbol" not in head and not symbol):
        wanted = "date, close" if symbol else "date, symbol, close"
        raise MarketError(
            f"has no columns {wanted} (it has {', '.join(head)[:80] or 'none'})",
            hint=f"{FOREIGN}." if head else "",
            place=Place(name),
        )

    def place(column: str = "close") -> Place:
        first = rows.line_num - sum(str(cell).count("\n") for cell in row.values())
        number = head.index(column) if column else len(head)
        line, letter = cell_place(lines[first - 1 : rows.line_num], ",", number)
        return Place(name, first + line, letter)

    for row in _unbroken(rows, name):
        if not any(row.values()):
            continue
        if None in row:
            errors.append(MarketError("has more values than the heading has columns", place=place("")))
            continue
        hint = "" if any(error.hint for error in errors) else f"If the whole file is written so: {FOREIGN.lower()}."
        try:
            session = date.fromisoformat((row["date"] or "").strip())
        except ValueError:
            said = f"'{row['date']}' is no date (write 2026-01-09)"
            errors.append(MarketError(said, hint=hint, place=place("date")))
            continue
        if not (row["close"] or "").strip():
            continue
        level = _number(row["close"])
        if level is None:
            said = f"'{row['close']}' is no close (write 2624.22)"
            errors.append(MarketError(said, hint=hint, place=place()))
            continue
        written = (row.get("adjusted") or "").strip()
        adjusted = _number(written)
        if written and adjusted is None:
            said = f"'{written}' is no adjusted close (write 2624.22)"
            errors.append(MarketError(said, hint=hint, place=place("adjusted")))
            continue
        source = (row.get("source") or "").strip() or label or file.name
        url = (row.get("source_url") or "").strip()
        close = Close(session, level, source, url, adjusted=adjusted)
        yield (row.get("symbol") or symbol).strip(), close, place


def _number(cell: str | None) -> float | None:
    try:
        level = float(cell or "")
    except ValueError:
        return None
    return level if math.isfinite(level) else None


def _unbroken(rows: csv.DictReader[str], name: str) -> Iterator[dict[str | None, str | None]]:
    """The rows, as long as they can be told apart."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            place = Place(name, rows.line_num, 1)
            raise MarketError(f"is not CSV: {error}", hint="Is a quotation mark never closed?", place=place) from None
