"""Tokens by which a reader leaves the list: who it is, signed, and nothing that gives the address away.

    a3f1.2s.9QyVqGm1r0Cq1y3cU0v0Zg      key id . reader's number . HMAC-SHA256 of both and the address, 128 bits

The number finds the reader in the ledger, the address is what is signed: in another ledger, where the number is
somebody else's, the token is nobody's. Neither the list nor its name is signed, so that old links outlive a new name.

They do not expire, as a reader may leave years later; a key that is replaced stays behind the new one, so that what it
signed is still known.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.errors import DeliveryError

TOKEN = re.compile(r"([a-z0-9]{1,12})\.([0-9a-z]{1,12})\.([A-Za-z0-9_-]{22})")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
SHORTEST = 16
"""Letters of a secret, at least."""


@dataclass(frozen=True)
class Keys:
    """The secrets by key id, of which the first signs."""

    secrets: Mapping[str, bytes] = field(repr=False)

    def token(self, reader: int, address: str) -> str:
        """The token of the reader of that number and address."""
        id, secret = next(iter(self.secrets.items()))
        number = _base36(reader)
        return f"{id}.{number}.{_signed(secret, id, number, address)}"

    def holds(self, token: str, address: str) -> bool:
        """Whether the reader of that address has the token."""
        found = TOKEN.fullmatch(token)
        if not found or found[1] not in self.secrets:
            return False
        return hmac.compare_digest(_signed(self.secrets[found[1]], found[1], found[2], address), found[3])


def number_of(token: str) -> int | None:
    """The number of the reader whom a token is said to be for; None for what is no token."""
    found = TOKEN.fullmatch(token)
    return int(found[2], 36) if found else None


def keys(variable: str) -> Keys:
    """The keys in an environment variable: secrets with commas between, the newest first; each may have its id before
    a colon. Raises DeliveryError where there is none, or one that can be guessed.
    """
    text = os.environ.get(variable, "").strip()
    if not text:
        raise DeliveryError(
            f"{variable} is not set: without it no reader could leave the list",
            hint="Make a key with: reportgen unsubscribe key; keep it where the program that mails finds it.",
        )
    found: dict[str, bytes] = {}
    for one in filter(None, (part.strip() for part in text.split(","))):
        id, colon, secret = one.rpartition(":")
        if not re.fullmatch(r"[a-z0-9]{1,12}", id) and colon:
            raise DeliveryError(
                f"{variable}: what stands before a colon is no key id: small letters and digits, 12 at most"
            )
        if len(secret) < SHORTEST:
            raise DeliveryError(
                f"{variable} holds a key of {len(secret)} letters; {SHORTEST} at least",
                hint="Make one with: reportgen unsubscribe key",
            )
        found[id or hashlib.sha256(secret.encode()).hexdigest()[:4]] = secret.encode()
    return Keys(found)


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_urlsafe(32)


def _signed(secret: bytes, id: str, number: str, address: str) -> str:
    mac = hmac.digest(secret, f"{id}.{number}.{address.lower()}".encode(), "sha256")[:16]
    return urlsafe_b64encode(mac).decode().rstrip("=")


def _base36(number: int) -> str:
    out = ""
    while True:
        number, digit = divmod(number, 36)
        out = DIGITS[digit] + out
        if not number:
            return out
