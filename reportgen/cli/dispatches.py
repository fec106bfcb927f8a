"""What `status`, `cancel` and `resolve` have in common: the ledger of the newsletter here, the issue that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from reportgen.cli.mailed import mailed
from reportgen.errors import DeliveryError, UsageError

if TYPE_CHECKING:
    from reportgen.delivery.book import Book


@contextmanager
def ledger() -> Iterator[Book]:
    """The ledger that config.yaml names."""
    from reportgen.delivery.book import Book

    plan = mailed()
    if not plan.ledger.is_file():
        raise UsageError(f"there is no ledger {plan.ledger.name}: nothing was sent yet")
    with Book(plan.ledger) as book:
        yield book


def settled(book: Book, issue: str) -> None:
    """Hold what a killed run left as uncertain, unless a run of it goes on."""
    from reportgen.lock import lock

    with suppress(DeliveryError), lock(book.path, 0, DeliveryError):
        book.recover(issue)


def meant(book: Book, issue: str | None) -> str:
    """The issue that is meant: named by its date or its file, else the newest that was sent."""
    known = [one.issue for one in book.dispatches()]
    if issue is None:
        if not known:
            raise UsageError("no issue was sent yet")
        return known[0]
    found = re.search(r"\d{4}-\d{2}-\d{2}", issue)
    name = found[0] if found else issue
    if name not in known:
        raise UsageError(f"issue {name} was never sent", hint=f"Known: {', '.join(known) or 'none'}")
    return name
