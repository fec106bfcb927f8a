"""`reportgen cancel`."""

from __future__ import annotations

import click

from reportgen.errors import Exit


@click.command("cancel")
@click.argument("issue", required=False)
def command(issue: str | None) -> int:
    """Send an issue to nobody else: what is pending is cancelled, also while a run of it goes on.

    ISSUE is its date or its file; without it the newest that was sent. reportgen resolve --resend --cancelled makes the
    rows pending again.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.dispatches import ledger, meant
    from reportgen.cli.voice import voice

    with ledger() as book:
        name = meant(book, issue)
        many = book.cancel(name)
        counts = book.counts(name)
    if voice().json:
        document({"issue": name, "cancelled": many, "sent": counts.get("sent", 0)})
    said(f"Issue {name}: {many:,} rows cancelled; {counts.get('sent', 0):,} readers have it.")
    return int(Exit.DONE)
