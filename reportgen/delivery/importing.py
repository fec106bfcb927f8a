"""A list of readers taken into the book's own, or only tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Suppression
from reportgen.delivery.readers import Listed, readers
from reportgen.model import Recipient


@dataclass
class Imported:
    """How many readers were new, how many the book knew, how many of both it does not write to; what else was found."""

    new: int = 0
    known: int = 0
    silent: int = 0
    told: Listed = field(default_factory=Listed)


def imported(book: Book, file: Path, shown: str, *, keep: bool) -> Imported:
    """Take the readers of a file into the book, all or none; without `keep`, count what would come of it.

    Those whom the list itself calls gone are suppressed, so that no other list brings them back.
    """
    out = Imported()

    def each() -> Iterator[Recipient]:
        for one in readers(file, out.told, shown):
            out.silent += book.suppressed(one.address) is not None
            yield one

    if not keep:
        for one in each():
            known = book.listed(one.key)
            out.known, out.new = out.known + known, out.new + (not known)
        return out
    out.new, out.known = book.enlist(each())
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    book.suppress(
        Suppression(to, "bounced" if how.lower() in ("bounced", "cleaned") else "unsubscribed", today,
                    f"'{how}' at {place}")
        for place, to, how in out.told.left
    )  # fmt: skip
    return out
