"""The bytes of a message, as RFC 5321 and 5322 want them on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.delivery.examined.letter import Letter
from reportgen.delivery.examined.nouns import Looked

LONGEST = 998
"""Letters of a line without its end (RFC 5322, 2.1.1)."""
WHOLE = ("message-id", "from", "to", "reply-to", "sender")
"""Headers with addresses, in which no encoded word may stand for one."""


def wire(letter: Letter) -> Iterator[Looked]:
    """Line lengths, line ends, letters of the head, encoded words where none may stand, MIME defects."""
    wrong = list(_wrong(letter))
    yield from wrong
    if not wrong:
        lines = letter.raw.split(b"\r\n")
        ends = ", which end as files do here, with LF" if letter.lone else ""
        yield Looked("bytes", "ok", f"{len(lines):,} lines{ends}; the longest has {max(map(len, lines))} bytes, "
                     f"{LONGEST} are allowed")  # fmt: skip


def _wrong(letter: Letter) -> Iterator[Looked]:
    longest = max(letter.raw.split(b"\r\n"), key=len)
    if len(longest) > LONGEST:
        begins = longest[:30].decode("ascii", "replace")
        yield Looked("bytes", "error", f"a line has {len(longest):,} bytes: {begins}…",
                     f"At most {LONGEST}: servers cut it, or refuse the message.")  # fmt: skip
    bare = len(re.findall(rb"\r(?!\n)|(?<!\r)\n", letter.raw))
    if bare:
        yield Looked("bytes", "error", f"{bare:,} line ends are a bare CR or LF",
                     "Servers refuse such messages (SMTP smuggling): every line ends with CRLF.")  # fmt: skip
    foreign = next((name for name, value in letter.headers if not name.isascii() or "\ufffd" in value), "")
    if foreign:
        yield Looked("bytes", "error", f"{foreign}: has letters beyond ASCII that are not encoded",
                     "They must be encoded words (RFC 2047).")  # fmt: skip
    if b"?==?" in letter.head:
        yield Looked("bytes", "error", "two encoded words stand without a space between them",
                     "Yahoo refuses it (554), and others show it raw.")  # fmt: skip
    for name, value in letter.headers:
        low = name.lower()
        inside = re.findall(r"<[^>]*>", value) if low in WHOLE else [value]
        if (low.startswith("list-") or low in WHOLE) and any("=?" in one for one in inside):
            yield Looked(name, "error", "is written as encoded words, in which no program finds an address",
                         "Leave it whole on one line: it may have 998 bytes.")  # fmt: skip
    if letter.defects:
        yield Looked("MIME", "error", f"the parts are not well formed: {', '.join(letter.defects)}")
