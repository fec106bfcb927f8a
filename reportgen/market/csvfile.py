"""Closes from a CSV file or a folder of them: first class, for feeds of your own.

One file holds either the columns `date,symbol,close` for many instruments, or `date,close` for one; a folder
holds a file per symbol (`^RUT.csv`, or `RUT.csv`). Dates are 2026-01-09, levels plain numbers. Two further
columns are read where they are: `source` (who printed the close) and `source_url` (the page).
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError, raise_all
from reportgen.market import Closes, Request
from reportgen.model import Close, Place

LIMIT = 200_000_000


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
        for row in _rows(file, symbol, request.label, errors):
            key = keys.get(row[0])
            close = row[1]
            if key is None or not request.start <= close.session <= request.end:
                continue
            other = found[key].setdefault(close.session, close)
            if other.level != close.level:
                place = Place(file.name, row[2], 1)
                errors.append(
                    MarketError(
                        f"{row[0]} has two closes for {close.session}: {other.level} and {close.level}",
                        place=place,
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
            raise MarketError(f"there is no {names[0]} for {symbol}", place=Place(path.name))
        if file in taken:
            raise MarketError(f"{file.name} is wanted for both {taken[file]} and {symbol}", place=Place(path.name))
        taken[file] = symbol
        yield file, symbol


def _rows(file: Path, symbol: str, label: str, errors: list[ReportgenError]) -> Iterator[tuple[str, Close, int]]:
    if file.stat().st_size > LIMIT:
        raise MarketError(f"is larger than {LIMIT // 1_000_000} MB", place=Place(file.name))
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MarketError("is not UTF-8 text", place=Place(file.name)) from None
    except OSError as error:
        raise MarketError(f"cannot be read: {error.strerror}", place=Place(file.name)) from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        head = [name.strip().lower() for name in rows.fieldnames or []]
    except csv.Error as error:
        raise MarketError(
            f"is not CSV: {error}", hint="Is a quotation mark never closed?", place=Place(file.name)
        ) from None
    rows.fieldnames = head
    if not {"date", "close"} <= set(head) or ("symbol" not in head and not symbol):
        wanted = "date, close" if symbol else "date, symbol, close"
        raise MarketError(f"has no columns {wanted} (it has {', '.join(head)[:80] or 'none'})", place=Place(file.name))
    for row in _unbroken(rows, file):
        if not any(row.values()):
            continue
        if None in row:
            errors.append(
                MarketError("has more values than the heading has columns", place=Place(file.name, rows.line_num, 1))
            )
            continue
        place = Place(file.name, rows.line_num, 1)
        try:
            session = date.fromisoformat((row["date"] or "").strip())
        except ValueError:
            errors.append(MarketError(f"'{row['date']}' is no date (write 2026-01-09)", place=place))
            continue
        if not (row["close"] or "").strip():
            continue
        try:
            level = float(row["close"] or "")
        except ValueError:
            level = math.nan
        if not 0 < level < 1e12:
            errors.append(MarketError(f"'{row['close']}' is no close (write 2624.22)", place=place))
            continue
        source = (row.get("source") or "").strip() or label or file.name
        url = (row.get("source_url") or "").strip()
        yield (row.get("symbol") or symbol).strip(), Close(session, level, source, url), rows.line_num


def _unbroken(rows: csv.DictReader[str], file: Path) -> Iterator[dict[str | None, str | None]]:
    """The rows, as long as they can be told apart."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            place = Place(file.name, rows.line_num, 1)
            raise MarketError(f"is not CSV: {error}", hint="Is a quotation mark never closed?", place=place) from None
