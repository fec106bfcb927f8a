"""The list of readers: a CSV file, or an SQLite file with a table `recipient`; made one form of, doubles told.

A file is read as it is used, row by row: a list of a hundred thousand takes no more memory than one of ten.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.delivery.addresses import Unusable, address, name
from reportgen.errors import ConfigError, DeliveryError
from reportgen.model import Place, Recipient

COLUMNS = ("email", "name", "consent", "consent_date")
HEADINGS = {
    "email": ("email", "e-mail", "email address", "e-mail address", "address", "mail", "subscriber email"),
    "name": ("name", "full name", "display name"),
    "first": ("first name", "firstname", "given name"),
    "last": ("last name", "lastname", "surname", "family name"),
    "consent": ("consent", "consent source", "source", "opt-in", "optin"),
    "consent_date": ("consent_date", "consent date", "confirmed_at", "confirm_time", "optin_time", "created_at",
                     "subscribed at", "subscription date"),
}  # fmt: skip
"""What the exports of the usual services call the columns."""
MAGIC = b"SQLite format 3\0"


@dataclass
class Told:
    """What was found in a list beside its readers: doubles and rows that cannot be used, each with its place."""

    read: int = 0
    doubles: list[tuple[Place, str]] = field(default_factory=list)
    unusable: list[tuple[Place, str, str]] = field(default_factory=list)


def readers(path: Path, told: Told, shown: str = "") -> Iterator[Recipient]:
    """Each reader of a list once, the first time that the address stands in it; `told` grows meanwhile.

    `shown` is the file's name in messages. Raises ConfigError for a file that is no list.
    """
    shown = shown or path.name
    seen: set[bytes] = set()
    for place, row in _rows(path, shown):
        told.read += 1
        try:
            one = _recipient(row)
        except Unusable as error:
            told.unusable.append((place, row.get("email", "").strip(), str(error)))
            continue
        key = one.key.encode()
        if key in seen:
            told.doubles.append((place, one.address))
            continue
        seen.add(key)
        yield one


def _recipient(row: Mapping[str, str]) -> Recipient:
    full = row.get("name") or " ".join(filter(None, (row.get("first", ""), row.get("last", ""))))
    return Recipient(address(row.get("email", "")), name(full), row.get("consent", ""), row.get("consent_date", ""))


def _rows(path: Path, shown: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except FileNotFoundError:
        raise ConfigError(
            f"there is no list of readers {shown}",
            hint="It is a CSV with a column email, or an SQLite file; delivery.recipients names it.",
        ) from None
    except OSError as error:
        raise ConfigError(f"{shown} cannot be read: {error.strerror}") from None
    yield from _table(path, shown) if head == MAGIC else _csv(path, shown)


def _csv(path: Path, shown: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            sample = file.readline()
            file.seek(0)
            separator = max(",;\t", key=sample.count)
            lines = csv.reader(file, delimiter=separator)
            heads = [_known(one) for one in next(lines, [])]
            if "email" not in heads:
                raise ConfigError("has no column email", place=Place(shown, 1),
                                  hint="Its first line names the columns: email,name,consent,consent_date")  # fmt: skip
            for cells in lines:
                if any(cell.strip() for cell in cells):
                    yield Place(shown, lines.line_num), dict(zip(heads, map(str.strip, cells), strict=False))
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8 text", place=Place(shown)) from None
    except csv.Error as error:
        raise ConfigError(f"is no CSV: {error}", place=Place(shown)) from None


def _known(heading: str) -> str:
    low = heading.strip().lower()
    return next((column for column, names in HEADINGS.items() if low in names), low)


def _table(path: Path, shown: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            there = [one[1] for one in db.execute("pragma table_info(recipient)")]
            if "email" not in there:
                raise ConfigError(f"{shown} has no table recipient with a column email",
                                  hint="reportgen recipients import FILE makes one of a CSV.")  # fmt: skip
            columns = [one for one in COLUMNS if one in there]
            query = f"select {', '.join(columns)} from recipient order by rowid"  # noqa: S608
            if "key" in there:
                query = query.replace("rowid", "key")
            for number, row in enumerate(db.execute(query), 1):
                yield Place(shown, number), {c: str(v or "") for c, v in zip(columns, row, strict=True)}
    except sqlite3.Error as error:
        raise DeliveryError(f"{shown} cannot be read: {error}") from None
