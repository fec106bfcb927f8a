"""Text as quoted-printable (RFC 2045) with places left open in it: what is put there later moves nothing around it."""

from __future__ import annotations

import binascii
import re

from reportgen.marks import SLOT

OPEN = "\x00{}\x00"
"""How an open place stands in encoded text, which holds no NUL of its own."""
SOFT = "=\r\n"


def encoded(text: str, within: str) -> str:
    """Text with its lines ended by CRLF, none longer than 76; every slot (see marks.slot) stands alone on a line, under
    its name `within` the part: html.greeting.
    """
    parts = SLOT.split(text)
    out = []
    for number, part in enumerate(parts):
        if number % 2:
            out.append(OPEN.format(f"{within}.{part}") + SOFT)
        elif part:
            piece = _encoded(part)
            whole = number == len(parts) - 1 or piece.endswith("\r\n")
            out.append(piece if whole else piece + SOFT)
    return "".join(out)


def value(text: str) -> bytes:
    """What stands in an open place: lines of at most 76, so that the soft line break behind it still fits."""
    return _encoded(text).encode() if text else b""


def _encoded(text: str) -> str:
    lines = re.sub(r"\r\n|\r|\n", "\r\n", text).encode()
    made = binascii.b2a_qp(lines, istext=True).decode()
    return made.replace("=\n", SOFT)  # where the text itself has no line's end, the library writes its own
