"""`reportgen status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportgen.delivery.nouns import STATES
from reportgen.errors import Exit

if TYPE_CHECKING:
    from reportgen.delivery.book import Book
    from reportgen.delivery.nouns import State

OPEN: tuple[State, ...] = ("uncertain", "sending", "pending", "failed")
"""States that an editor may want to settle, the most pressing first."""


@click.command("status")
@click.argument("issue", required=False)
@click.option("--all", "every", is_flag=True, help="Each reader's row; without it only those that did not get it.")
def command(issue: str | None, every: bool) -> int:
    """Tell who has got an issue, who has not, and what the server said.

    ISSUE is its date or its file; without it the newest that was sent. The exit code is 0 where no row is pending or
    uncertain, else 7.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.dispatches import ledger, meant, settled
    from reportgen.cli.told.dispatch import plain, plain_row, summary
    from reportgen.cli.voice import voice

    with ledger() as book:
        name = meant(book, issue)
        settled(book, name)
        counts, one = book.counts(name), book.dispatch(name)
        assert one is not None
        if voice().json:
            rows = [plain_row(row) for row in book.rows(name, STATES if every else OPEN)]
            document({"issue": name, "subject": one.subject, **plain(counts, one), "stopped": one.stopped or None,
                      "rows": rows})  # fmt: skip
        else:
            said(f"“{one.subject}”, signed off by {one.signed_by}, {one.signed_at}")
            for line in summary(counts, name):
                said(line)
            if one.stopped:
                said(f"The last run ended early: {one.stopped}")
            _rows(book, name, every)
        open_ = counts.get("pending", 0) + counts.get("uncertain", 0) + counts.get("sending", 0)
    return int(Exit.DELIVERY if open_ else Exit.DONE)


def _rows(book: Book, name: str, every: bool) -> None:
    """The rows in columns: state, address, what the server said."""
    from reportgen.cli.desk import said
    from reportgen.cli.told.dispatch import MOST, WORDS
    from reportgen.cli.told.screen import shown

    groups = [STATES] if every else [(state,) for state in OPEN]
    for states in groups:
        for number, row in enumerate(book.rows(name, states)):
            if not every and number == MOST:
                said("  … the rest: reportgen status --all")
                break
            said(f"  {WORDS[row.state]:<16} {row.recipient.address}  {shown(row.reply)}".rstrip())
