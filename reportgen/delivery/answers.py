"""What a server says: its replies read whole, and what each means for the message that it is about."""

from __future__ import annotations

import re
import smtplib
import socket
import time
from dataclasses import dataclass
from typing import Literal

from reportgen.errors import DeliveryError

LINES = 100
"""Lines of one reply, at most."""
TOO_LARGE = 552
Phase = Literal["sender", "recipient", "data", "content"]


@dataclass(frozen=True)
class Answer:
    """What the server said of a message: its code (0 for no answer), its words, and in which phase."""

    code: int
    words: str
    phase: Phase

    @property
    def taken(self) -> bool:
        """Whether the message is the server's now."""
        return self.phase == "content" and 200 <= self.code < 300

    @property
    def unknown(self) -> bool:
        """Whether the message may have been taken: the last dot is sent, and no answer came."""
        return self.phase == "content" and self.code == 0

    @property
    def later(self) -> bool:
        """Whether the same may be taken later."""
        return 400 <= self.code < 500 or (self.code == 0 and not self.unknown)

    @property
    def gone(self) -> bool:
        """Whether the connection is of no more use."""
        return self.code in (0, 421)

    def __str__(self) -> str:
        return f"{self.code} {self.words}" if self.code else self.words


class Stopped(DeliveryError):
    """The server will take nothing of this run, whoever it is for."""


def reply(smtp: smtplib.SMTP, seconds: float) -> tuple[int, str]:
    """A whole reply, in `seconds` from now. The library takes half a line for one, and each line's time anew."""
    end, words = time.monotonic() + seconds, list[bytes]()
    if smtp.file is None:
        smtp.file = socket_of(smtp).makefile("rb")
    for _ in range(LINES):
        line = smtp.file.readline(8192)
        if not line.endswith(b"\n"):
            raise smtplib.SMTPServerDisconnected("the connection was closed")
        if not re.match(rb"\d{3}[ -]|\d{3}\r?\n", line):
            raise smtplib.SMTPServerDisconnected("what came is no reply")
        words.append(line[4:])
        if line[3:4] != b"-":
            return int(line[:3]), said(0, b" ".join(words))
        if time.monotonic() > end:
            break
    raise smtplib.SMTPServerDisconnected("a reply without an end")


def socket_of(one: smtplib.SMTP) -> socket.socket:
    """The connection's socket; OSError where it is closed."""
    if one.sock is None:
        raise OSError("the connection is closed")
    return one.sock


def said(code: int, words: bytes | str) -> str:
    """A server's words on one line, nothing in them that a terminal obeys; the code before them, if any."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]
    return f"{code} {text}" if code else text


def words_of(error: BaseException) -> str:
    """What went wrong with a connection, in a few words."""
    if isinstance(error, smtplib.SMTPResponseException):
        return said(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "the server was silent"
    return said(0, str(getattr(error, "strerror", None) or error or type(error).__name__))
