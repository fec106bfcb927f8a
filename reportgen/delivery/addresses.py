"""Addresses: read, made one form of, and kept from carrying anything else into a header or an envelope."""

from __future__ import annotations

import re
import unicodedata
from email.utils import parseaddr

from reportgen.model import Mailbox

PLAIN = re.compile(
    r"(?=.{1,254}$)(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
"""What most addresses are: RFC 5322's dot-atom, RFC 1123's host name. It reads a list twenty times as fast."""
LONGEST_NAME = 200
UNSEEN = str.maketrans(dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")))
"""Letters without width or meaning that copying brings along."""
JOINERS = "\u200c\u200d"
"""Letters without width that Persian and Indic names are spelt with, and that turn nothing round."""


class Unusable(ValueError):
    """No address, or a name that cannot stand in a header: why."""


def address(text: str) -> str:
    """An address as it is written to: no spaces around it, its domain in lower case and in ASCII (IDNA 2008).

    The part before the @ stays as it was given, but for Unicode's composed form (NFC): only its own server knows what
    it means. Raises Unusable.
    """
    text = text.strip()
    if PLAIN.fullmatch(text):
        local, _, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"
    if text.isascii() and text.count("@") != 1:
        raise Unusable("has no @" if "@" not in text else "is more than one address")
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise Unusable(str(error).rstrip(".")) from None
    return f"{found.local_part}@{found.ascii_domain}"


def name(text: str) -> str:
    """A name in Unicode's composed form, its spaces single; raises Unusable where it holds what could end a header,
    turn the letters beside it round, or be taken for a mark of ours.
    """
    text = " ".join(filter(None, unicodedata.normalize("NFC", text).translate(UNSEEN).split(" ")))
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and letter not in JOINERS:
            raise Unusable(f"its name holds U+{ord(letter):04X}, which cannot stand in a header")
    if len(text) > LONGEST_NAME:
        raise Unusable(f"its name has {len(text)} letters; {LONGEST_NAME} at most")
    return text


def mailbox(text: str) -> Mailbox:
    """`Jane Roe <jane@example.com>`, or the address alone; raises Unusable."""
    if text.rstrip().endswith(">"):
        called, _, inside = text.rstrip()[:-1].rpartition("<")
        shown = parseaddr(f"{called} <x@y>")[0] if called.strip().startswith('"') else called
        return Mailbox(name(shown), address(inside))
    return Mailbox("", address(text))


def needs_smtputf8(text: str) -> bool:
    """Whether only a server with SMTPUTF8 (RFC 6531) takes the address: a letter before the @ is not ASCII."""
    return not text.isascii()
