"""Requests to leave the list, as they come: a list of addresses or tokens, or the mail that came to the mailbox.

    mailto:leave@example.com?subject=unsubscribe%20TOKEN      what a mail program makes of List-Unsubscribe

Nothing here decides: `read` tells what was asked, `granted` makes suppressions of it and says what it cannot use.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from reportgen.delivery.addresses import Unusable, address
from reportgen.delivery.book import Book
from reportgen.delivery.message import PROOF
from reportgen.delivery.nouns import REASONS, Reason, Suppression
from reportgen.delivery.readers import HEADINGS, is_database, table
from reportgen.delivery.tokens import TOKEN, Keys, number_of
from reportgen.errors import ConfigError
from reportgen.model import Place

SUBJECT = re.compile(r"(?:(?:re|aw|fwd?|wg)\s*:\s*)*(?:unsubscribe|abmelden|stop)\b[:\s]*(\S*)\s*", re.IGNORECASE)
DAYS = ("day", "date", "unsub_time", "unsubscribed_at", "unsubscribed at", "unsubscribe date")
MOST = 200_000
"""Bytes of a message that are read: its head is what counts."""


@dataclass(frozen=True)
class Request:
    """What was asked and where it stands: `who` is a token or an address, in a message the sender's where it has no
    token (`by_sender`). `day` is empty where it is not told.
    """

    place: Place
    who: str
    day: str = ""
    reason: str = ""
    note: str = ""
    by_sender: bool = False


@dataclass
class Found:
    """What came of requests: whom they suppress, and those that cannot be used, with why; `others` are messages that
    ask for nothing.
    """

    suppressions: list[Suppression] = field(default_factory=list)
    unusable: list[tuple[Place, str, str]] = field(default_factory=list)
    others: list[Place] = field(default_factory=list)


def read(path: Path, shown: str, found: Found) -> Iterator[Request]:
    """Each request in a list, a message (.eml), an mbox file, or a folder of messages (a Maildir or any other)."""
    if path.is_dir():
        for file in sorted(one for one in path.rglob("*") if _is_message(one, path)):
            yield from _asked(_head(file), Place(f"{shown}/{file.relative_to(path)}"), found)
        return
    if is_database(path):
        raise ConfigError(f"{shown} is a database", hint="Requests are a list, a message, or a folder of messages.")
    try:
        with path.open("rb") as opened:
            start = opened.read(4096)
    except FileNotFoundError:
        raise ConfigError(f"there is no {shown}", hint="It is a list, a message, or a folder of messages.") from None
    except OSError as error:
        raise ConfigError(f"{shown} cannot be read: {error.strerror}") from None
    if start.startswith(b"From "):
        yield from _mbox(path, shown, found)
    elif re.match(rb"(?:\xef\xbb\xbf)?[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[A-Za-z][A-Za-z-]*:|[ \t]|\r?\n)", start):
        yield from _asked(_head(path), Place(shown), found)
    else:
        yield from _listed(path, shown, start)


def granted(requests: Iterable[Request], found: Found, book: Book, keys: Callable[[], Keys]) -> None:
    """What the requests come to; `keys` is asked where a token is first seen."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    for one in requests:
        try:
            to = _address(one, book, keys)
        except Unusable as error:
            found.unusable.append((one.place, one.who, str(error)))
            continue
        reason = _reason(one.reason)
        found.suppressions.append(Suppression(to, reason, one.day or today, one.note or f"import {one.place}"))


def _address(one: Request, book: Book, keys: Callable[[], Keys]) -> str:
    if one.who == PROOF:
        raise Unusable("is the token of a proof, which is nobody's")
    if "@" in one.who:
        to = address(one.who)
        if one.by_sender and not book.knows(to):
            raise Unusable("asks to leave without a token, from an address that is no reader's")
        return to
    if not TOKEN.fullmatch(one.who):
        raise Unusable("is neither an address nor a token")
    reader = book.reader(number_of(one.who) or 0)
    if reader is None or not keys().holds(one.who, reader.address):
        raise Unusable(f"is a token of no reader in {book.path.name}: mistyped, forged, or of another ledger")
    return reader.address


def _reason(text: str) -> Reason:
    """Why, as a list calls it."""
    return next((one for one in REASONS if text and text in (one, one.removesuffix("ed"))), "unsubscribed")


def _listed(path: Path, shown: str, start: bytes) -> Iterator[Request]:
    """A CSV that names its columns, or a plain list, one to a line."""
    first = start.decode("utf-8-sig", "replace").partition("\n")[0].strip()
    cells = [" ".join(one.lower().split()).strip('"') for one in re.split("[,;\t]", first)]
    if "token" in cells or any(one in cells for one in HEADINGS["email"]):
        for place, row in table(path, shown, ("email", "token")):
            day = next((row[one] for one in DAYS if row.get(one)), "")
            who = row.get("token") or row.get("email", "")
            yield Request(place, who, _day(day), row.get("reason", "").lower(), row.get("note", "")[:200])
        return
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                words = line.strip().strip('",;')
                if words and not words.startswith("#"):
                    yield Request(Place(shown, number), words[:400])
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8 text", place=Place(shown)) from None


def _mbox(path: Path, shown: str, found: Found) -> Iterator[Request]:
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            yield from _asked(box.get_bytes(key)[:MOST], Place(f"{shown}, message {number}"), found)
    finally:
        box.close()


def _asked(message: bytes, place: Place, found: Found) -> Iterator[Request]:
    """What a message asks, if it asks to leave."""
    head = message_from_bytes(message, policy=default)
    try:
        subject = " ".join(str(head.get("subject", "")).split())
        mailboxes = head["from"].addresses if head["from"] else ()
        sender = mailboxes[0].addr_spec if mailboxes else ""
        moment = str(head.get("date", ""))
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):  # what nobody should have sent
        found.others.append(place)
        return
    asks = SUBJECT.fullmatch(subject)
    if not asks:
        found.others.append(place)
    elif asks[1] and "@" not in asks[1]:
        yield Request(place, asks[1].strip("<>"), _day(moment), note="asked by mail")
    else:
        yield Request(place, sender or "nobody", _day(moment), note="asked by mail, without a token", by_sender=True)


def _day(text: str) -> str:
    """The day of a moment as lists and messages write it, 2026-01-09; empty where it cannot be read."""
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(text)
        return f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y-%m-%d}"
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""


def _is_message(file: Path, folder: Path) -> bool:
    """Of a Maildir what has been delivered; elsewhere every file but hidden ones."""
    inside = file.relative_to(folder).parts
    return file.is_file() and "tmp" not in inside[:-1] and not file.name.startswith((".", "dovecot"))


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST).removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from None
