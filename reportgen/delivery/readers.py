"""The list of readers: a CSV file, or an SQLite file with a table `recipient`; made one form of, doubles told.

A file is read as it is used, row by row: a list of a hundred thousand takes no more memory than their keys.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.delivery.addresses import Unusable, address, name
from reportgen.errors import ConfigError, DeliveryError
from reportgen.model import Place, Recipient

COLUMNS = ("email", "name", "consent", "consent_date", "status")
HEADINGS = {
    "email": ("email", "e-mail", "email address", "e-mail address", "email_address", "subscriber email", "mail",
              "address"),
    "name": ("name", "full name", "full_name", "display name"),
    "first": ("first name", "first_name", "firstname", "given name"),
    "last": ("last name", "last_name", "lastname", "surname", "family name"),
    "consent": ("consent", "consent source", "source", "opt-in", "optin"),
    "consent_date": ("consent_date", "consent date", "confirmed_at", "confirm_time", "optin_time", "subscribed at",
                     "subscription date", "subscribed_at", "created_at", "created"),
    "status": ("status", "subscriber status", "subscription status", "subscribed_to_emails", "subscribed"),
}  # fmt: skip
"""What the exports of the usual services call the columns; where a file has several of them, the first named counts."""
LEFT = {
    "unsubscribed", "cleaned", "bounced", "blocklisted", "blacklisted", "complained", "junk", "spam", "disabled",
    "inactive", "removed", "opted out", "optedout", "opted-out", "unsubscribe", "complaint", "suppressed", "deleted",
    "false", "no", "0", "n",
}  # fmt: skip
"""What those services say of a reader who is not to be written to any more."""
WAITING = {"unconfirmed", "pending", "unactivated", "not confirmed"}
"""And of one who has not confirmed yet."""
READS = {
    "", "subscribed", "subscriber", "active", "confirmed", "enabled", "valid", "verified", "member", "opted in",
    "optedin", "opted-in", "optin", "ok", "true", "yes", "1", "y",
}  # fmt: skip
"""And of one who reads; what is none of these is told, and not written to."""

HEADER = 100
"""Bytes with which every SQLite file begins."""


@dataclass
class Listed:
    """What was found in a list beside its readers, each with its place: doubles, rows that cannot be used and why, and
    those whom the list itself calls gone (and how).
    """

    read: int = 0
    doubles: list[tuple[Place, str]] = field(default_factory=list)
    unusable: list[tuple[Place, str, str]] = field(default_factory=list)
    left: list[tuple[Place, str, str]] = field(default_factory=list)


def readers(path: Path, told: Listed, shown: str = "") -> Iterator[Recipient]:
    """Each reader of a list once, the first time that the address stands in it; `told` grows meanwhile.

    `shown` is the file's name in messages. Raises ConfigError for a file that is no list.
    """
    shown = shown or path.name
    seen, gone = set[bytes](), _gone(path, shown)
    for place, row in _rows(path, shown):
        told.read += 1
        try:
            one = _recipient(row)
        except Unusable as error:
            told.unusable.append((place, row.get("email", "").strip(), str(error)))
            continue
        key = one.key.encode()
        if row.get("status", "").lower() in LEFT:
            told.left.append((place, one.address, row["status"]))
        elif key in seen:
            told.doubles.append((place, one.address))
        elif key not in gone:
            seen.add(key)
            yield one


def _gone(path: Path, shown: str) -> set[bytes]:
    """Those whom any row of a list calls gone, whatever another says of them."""
    out = set()
    for _, row in _rows(path, shown):
        if "status" not in row:
            break
        if row["status"].lower() in LEFT:
            out.add(row.get("email", "").strip().lower().encode())
    return out


def _recipient(row: Mapping[str, str]) -> Recipient:
    if not row.get("email"):
        raise Unusable("has no address")
    to = address(row["email"])
    if "." not in to.rpartition("@")[2] and not to.endswith("@localhost"):
        raise Unusable("its domain has no dot")
    status = row.get("status", "").lower()
    if status in WAITING:
        raise Unusable(f"has not confirmed (its status is '{row['status']}')")
    if status not in READS | LEFT:
        raise Unusable(f"its status '{row['status'][:40]}' says neither that it reads nor that it has left")
    full = row.get("name") or " ".join(filter(None, (row.get("first", ""), row.get("last", ""))))
    return Recipient(to, name(full), _short(row.get("consent", "")), _short(row.get("consent_date", "")))


def _short(words: str) -> str:
    """A remark on one line, of no more letters than anybody reads."""
    return " ".join(words.split())[:200]


def _rows(path: Path, shown: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    if not path.exists():
        raise ConfigError(
            f"there is no list of readers {shown}",
            hint="It is a CSV with a column email, or an SQLite file, which reportgen recipients import FILE makes; "
            "delivery.recipients names it.",
        )
    yield from _table(path, shown) if is_database(path) else table(path, shown)


def is_database(path: Path) -> bool:
    """Whether a file is SQLite's, as SQLite says.

    We do not look ourselves: the file may be the ledger, which this process has open, and where a process closes a file
    that it has opened beside SQLite, the system drops all its locks on it (POSIX). Another process would then take
    itself for the last one, and throw away the log that this one writes: https://www.sqlite.org/howtocorrupt.html, 2.2.
    """
    if not path.is_file() or path.stat().st_size < HEADER:
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.execute("pragma schema_version").fetchone()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)  # else it cannot be opened, which reading it as a CSV will tell
    except sqlite3.DatabaseError:
        return False
    return True


def table(path: Path, shown: str, needed: Sequence[str] = ("email",)) -> Iterator[tuple[Place, Mapping[str, str]]]:
    """The rows of a CSV by our names of its columns, of which it must have one of `needed`."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            sample = file.readline()
            file.seek(0)
            separator = max(",;\t", key=sample.count)
            lines = csv.reader(file, delimiter=separator)
            heads = _columns(next(lines, []))
            if not any(one in heads.values() for one in needed):
                raise ConfigError(f"has no column {' or '.join(needed)}", place=Place(shown, 1),
                                  hint="Its first line names the columns: email,name,consent,consent_date")  # fmt: skip
            end = lines.line_num
            for cells in lines:
                begun, end = end + 1, lines.line_num
                if any(cell.strip() for cell in cells):
                    yield Place(shown, begun), {heads[at]: one.strip() for at, one in enumerate(cells) if at in heads}
    except OSError as error:
        raise ConfigError(f"{shown} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        hint = "Save it as CSV in UTF-8; a spreadsheet offers that among its formats."
        raise ConfigError("is not UTF-8 text", hint=hint, place=Place(shown)) from None
    except csv.Error as error:
        raise ConfigError(f"is no CSV: {error}", place=Place(shown)) from None


def _columns(headings: Sequence[str]) -> dict[int, str]:
    """Our name of each column that has one, by its number; two columns never have the same."""
    given = [" ".join(one.lower().split()) for one in headings]
    out: dict[int, str] = {}
    for ours, names in HEADINGS.items():
        at = next((given.index(one) for one in names if one in given), None)
        if at is not None:
            out[at] = ours
    return out | {at: one for at, one in enumerate(given) if at not in out and one not in out.values()}


def _table(path: Path, shown: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            there = [one[1] for one in db.execute("pragma table_info(recipient)")]
            if "email" not in there:
                raise ConfigError(f"{shown} has no table recipient with a column email",
                                  hint="reportgen recipients import FILE makes one of a CSV.")  # fmt: skip
            columns = [one for one in COLUMNS if one in there]
            query = f"select {', '.join(columns)} from recipient order by rowid"  # noqa: S608
            if "key" in there:
                query = query.replace("rowid", "key")
            for number, row in enumerate(db.execute(query), 1):
                yield Place(shown, number), {c: str(v or "").strip() for c, v in zip(columns, row, strict=True)}
    except sqlite3.Error as error:
        raise DeliveryError(f"{shown} cannot be read: {error}") from None
