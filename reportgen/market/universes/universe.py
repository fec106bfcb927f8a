"""The members of a universe from a file: a CSV with the column `symbol`, or a plain list, one symbol a line.

Beside `symbol` the columns `name`, `from` and `to` are read where they are (others are passed over). `from` and `to`
are the first and the last day of a membership, both included, as 2026-01-09; an empty one is open. A share that left
and came back stands on two lines. The comma may be a semicolon or a tab, as spreadsheets have it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError, raise_all
from reportgen.model import Member, Place, Universe

LIMIT = 20_000_000
TOLD = 20
HEADINGS = ("ticker", "tickers", "symbols", "code", "codes", "name", "constituent", "constituents", "isin")
"""Words that head a column of another file's, and that no list of symbols begins with, unless in capitals."""
SYMBOL = re.compile(r"[A-Za-z0-9^][A-Za-z0-9^._=/&+-]{0,23}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Cells = list[tuple[int, str]]


def read(path: Path) -> Universe:
    """The universe in a file of UTF-8 text; every mistake is told at once, at its line and column (MarketError)."""
    lines = [
        (number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", _text(path)), 1) if line.strip(" \t,;")
    ]
    if not lines:
        raise MarketError("names no member", hint="Write one symbol a line.", place=Place(path.name))
    errors: list[ReportgenError] = []
    number, first = lines[0]
    separator = next((s for s in ",;\t" if s in first), ",")
    head = [cell.lower() for _, cell in _cells(first, separator)]
    if "symbol" in head:
        columns: dict[str, int] = {name: head.index(name) for name in ("symbol", "name", "from", "to") if name in head}
        twice = [name for name in columns if head.count(name) > 1]
        errors += [MarketError(f"has two columns {name}", place=Place(path.name, number)) for name in twice]
        lines = lines[1:]
    elif len(head) > 1 or (head[0] in HEADINGS and not first.isupper()):
        hint = "The heading names the columns symbol, name, from, to; a plain list has one symbol a line."
        raise MarketError("has no column symbol", hint=hint, place=Place(path.name, number))
    else:
        columns = {"symbol": 0}
        head = head[:1]
    found = list(_members(lines, columns, len(head), separator, path.name, errors))
    _once(found, path.name, errors)
    raise_all(errors[:TOLD])
    if not found:
        raise MarketError("names no member", hint="Write one symbol a line.", place=Place(path.name, number))
    return Universe(path.name, tuple(member for _, member in found))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LIMIT:
            raise MarketError(f"is larger than {LIMIT // 1_000_000} MB", place=Place(path.name))
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = "`members` of the universe names it."
        raise MarketError("there is no such file", hint=hint, place=Place(path.name)) from None
    except OSError as error:
        raise MarketError(f"cannot be read: {error.strerror}", place=Place(path.name)) from None
    except UnicodeDecodeError:
        raise MarketError("is not UTF-8 text", place=Place(path.name)) from None


def _cells(line: str, separator: str) -> Cells:
    """The cells of a line with the columns where they begin; a quotation mark that is never closed stays one."""
    found, position = [], 0
    cell = re.compile(rf' *"((?:[^"]|"")*)" *(?={separator}|$)|([^{separator}]*)')
    while True:
        match = cell.match(line, position)
        assert match
        quoted, plain = match.groups()
        text = plain.strip() if quoted is None else quoted.replace('""', '"').strip()
        found.append((position + len(match[0]) - len(match[0].lstrip()) + 1, text))
        position = match.end() + 1
        if position > len(line):
            return found


def _members(
    lines: list[tuple[int, str]], columns: Mapping[str, int], width: int, separator: str, file: str,
    errors: list[ReportgenError],
) -> Iterator[tuple[Place, Member]]:  # fmt: skip
    for number, line in lines:
        cells = _cells(line, separator)
        if len(cells) > width and any(text for _, text in cells[width:]):
            words = "has more values than the heading has columns" if width > 1 else "is more than one symbol"
            errors.append(MarketError(words, place=Place(file, number, cells[width][0])))
            continue
        row = {name: cells[index] if index < len(cells) else (len(line) + 1, "") for name, index in columns.items()}
        column, symbol = row["symbol"]
        place = Place(file, number, column)
        days: dict[str, date | None] = {}
        wrong = len(errors)
        if not SYMBOL.fullmatch(symbol):
            errors.append(MarketError(f"'{symbol[:40]}' is no symbol", place=place))
        for name in ("from", "to"):
            column, text = row.get(name, (1, ""))
            try:
                days[name] = _day(text)
            except ValueError:
                words = f"'{text[:40]}' is no date (write 2026-01-09)"
                errors.append(MarketError(words, place=Place(file, number, column)))
        start, end = days.get("from"), days.get("to")
        if start and end and start > end:
            words = f"{symbol} leaves on {end}, before it joins on {start}"
            errors.append(MarketError(words, place=Place(file, number, row["to"][0])))
        if len(errors) == wrong:
            yield place, Member(symbol, row.get("name", (1, ""))[1], start, end)


def _day(text: str) -> date | None:
    if text and not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text) if text else None


def _once(found: list[tuple[Place, Member]], file: str, errors: list[ReportgenError]) -> None:
    """No share is a member twice on one day."""
    by: dict[str, list[tuple[date, date, int]]] = {}
    for place, one in found:
        spans = by.setdefault(one.symbol, [])
        start, end = one.start or date.min, one.end or date.max
        index = bisect(spans, (start, end, place.line))
        earlier = next(
            (line for first, last, line in spans[max(index - 1, 0) : index + 1] if first <= end and start <= last), 0
        )
        if earlier:
            words = f"{one.symbol} is a member twice at one time (see line {earlier})"
            errors.append(MarketError(words, place=place))
        else:
            spans.insert(index, (start, end, place.line))
