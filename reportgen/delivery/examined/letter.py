"""A message as it lies in a file: its bytes, its headers as they stand, its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import default
from functools import cached_property
from pathlib import Path

from reportgen.errors import UsageError
from reportgen.model import Place

MOST = 50_000_000
"""Bytes of a message that is read at all."""


@dataclass(frozen=True)
class Attached:
    """A part that is neither of the texts: its Content-ID without brackets, its type, its decoded bytes."""

    cid: str
    kind: str
    name: str
    size: int
    inline: bool


@dataclass(frozen=True)
class Letter:
    """A message; `raw` has CRLF line ends, also where its file has none at all (`lone`), as those of mail programs."""

    raw: bytes
    lone: bool = False

    @cached_property
    def head(self) -> bytes:
        """The bytes of the headers."""
        return self.raw.partition(b"\r\n\r\n")[0]

    @cached_property
    def headers(self) -> list[tuple[str, str]]:
        """Each header with its value as it stands, unfolded; what is not ASCII as question marks."""
        lines = re.split(rb"\r\n(?![ \t])", self.head)
        out = []
        for line in lines:
            name, _, value = line.decode("ascii", "replace").partition(":")
            out.append((name, re.sub(r"\r\n(?=[ \t])", "", value).strip()))
        return out

    def all(self, name: str) -> list[str]:
        """The values of a header, in order."""
        return [value for one, value in self.headers if one.lower() == name.lower()]

    def one(self, name: str) -> str:
        """The first value of a header, else nothing."""
        return next(iter(self.all(name)), "")

    def addresses(self, name: str) -> tuple[Address, ...]:
        """The mailboxes in the first header of that name; none where it cannot be read."""
        try:
            found = self.message[name]
        except Exception:  # the standard library falls over some of what nobody should have written (IndexError, …)
            return ()
        return found.addresses if isinstance(found, AddressHeader) else ()

    @cached_property
    def message(self) -> EmailMessage:
        """The message as the standard library reads it."""
        return message_from_bytes(self.raw, policy=default)

    @cached_property
    def html(self) -> str:
        """The HTML, decoded; nothing where there is none."""
        return self._text("text/html")

    @cached_property
    def text(self) -> str:
        """The plain text, decoded; nothing where there is none."""
        return self._text("text/plain")

    @cached_property
    def attached(self) -> tuple[Attached, ...]:
        """The other parts, in order."""
        out = []
        for part in self._leaves():
            if part.get_content_type() in ("text/html", "text/plain") and not part.get_filename():
                continue
            content = part.get_payload(decode=True)
            size = len(content) if isinstance(content, bytes) else 0
            cid = str(part.get("content-id", "")).strip().strip("<>")
            inline = part.get_content_disposition() == "inline"
            out.append(Attached(cid, part.get_content_type(), part.get_filename() or "", size, inline))
        return tuple(out)

    @cached_property
    def defects(self) -> list[str]:
        """What the standard library finds wrong with the message's form."""
        found = [type(one).__name__ for part in self.message.walk() for one in part.defects]
        return list(dict.fromkeys(found))

    def _leaves(self) -> Iterator[EmailMessage]:
        for part in self.message.walk():
            if not part.is_multipart():
                assert isinstance(part, EmailMessage)
                yield part

    def _text(self, kind: str) -> str:
        for part in self._leaves():
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                content = part.get_payload(decode=True)
                return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
        return ""


def opened(path: Path) -> Letter:
    """The message in a file. Raises UsageError where there is none."""
    try:
        if path.stat().st_size > MOST:
            raise UsageError("is too large for a message", place=Place(str(path)))
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", place=Place(str(path))) from None
    if not re.match(rb"[!-9;-~]+:", raw):
        raise UsageError("is no message: it does not begin with a header", place=Place(str(path)))
    lone = b"\r\n" not in raw
    return Letter(raw.replace(b"\n", b"\r\n") if lone else raw, lone)
