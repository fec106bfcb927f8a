"""How far an issue is sent, as its ledger has it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reportgen.errors import DeliveryError
from reportgen.status.nouns import SentStanding


def sent_of(ledger: Path, issue: str) -> SentStanding | None:
    """The issue of that name in the ledger; None where it was not sent, or the ledger cannot be read."""
    if not ledger.is_file():
        return None
    from reportgen.delivery.book import Book

    try:
        with Book(ledger) as book:
            one, counts = book.dispatch(issue), book.counts(issue)
    except DeliveryError:
        return None
    if one is None:
        return None
    return SentStanding(
        sent=counts.get("sent", 0), pending=counts.get("pending", 0) + counts.get("sending", 0),
        refused=counts.get("failed", 0), uncertain=counts.get("uncertain", 0),
        suppressed=counts.get("suppressed", 0), cancelled=counts.get("cancelled", 0),
        signed_by=one.signed_by, signed_at=datetime.fromisoformat(one.signed_at),
    )  # fmt: skip
