"""What the page knows of a token, and the one thing that it does: let its reader leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from reportgen.delivery.book import Book
from reportgen.delivery.message import PROOF
from reportgen.delivery.nouns import Suppression
from reportgen.delivery.tokens import Keys, number_of

Standing = Literal["reads", "left", "proof", "unknown"]


@dataclass(frozen=True)
class Desk:
    """The ledger's file, and the keys that sign. It may serve many threads at once."""

    ledger: Path
    keys: Keys

    def standing(self, token: str) -> tuple[Standing, str]:
        """Where the reader of a token stands, and the address; nothing is changed."""
        if token == PROOF:
            return "proof", ""
        number = number_of(token)
        if number is None:
            return "unknown", ""
        with Book(self.ledger) as book:
            reader = book.reader(number)
            if reader is None or not self.keys.holds(token, reader.address):
                return "unknown", ""
            return ("left" if book.suppressed(reader.address) else "reads"), reader.address

    def leave(self, token: str, note: str) -> tuple[Standing, str]:
        """Let the reader of a token leave; twice is as good as once."""
        standing, address = self.standing(token)
        if standing != "reads":
            return standing, address
        with Book(self.ledger) as book:
            book.suppress([Suppression(address, "unsubscribed", f"{datetime.now(UTC):%Y-%m-%d}", note)])
        return "left", address
