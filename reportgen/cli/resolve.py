"""`reportgen resolve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportgen.errors import Exit, UsageError

if TYPE_CHECKING:
    from reportgen.delivery.nouns import State


@click.command("resolve")
@click.argument("issue", required=False)
@click.option("--resend", is_flag=True, help="They did not get it: pending again, for send --resume.")
@click.option("--mark-sent", is_flag=True, help="They got it.")
@click.option("--cancelled", is_flag=True, help="With --resend: those to whom it was cancelled instead.")
@click.option("--address", "addresses", metavar="ADDRESS", multiple=True, help="Only this reader; may be repeated.")
def command(issue: str | None, resend: bool, mark_sent: bool, cancelled: bool, addresses: tuple[str, ...]) -> int:
    """Settle the rows of which nobody knows whether the server took them.

    The Message-ID of a row is the same at every attempt: the server's log tells which it took. ISSUE is its date or its
    file; without it the newest that was sent. With --address and --resend a refused or cancelled row is taken up again,
    too.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.dispatches import ledger, meant, settled
    from reportgen.cli.voice import voice
    from reportgen.delivery.addresses import Unusable, address

    if resend == mark_sent or (cancelled and mark_sent):
        raise UsageError("say what became of them", hint="Either --resend, --resend --cancelled or --mark-sent.")
    with ledger() as book:
        name = meant(book, issue)
        settled(book, name)
        states: tuple[State, ...] = ("cancelled",) if cancelled else ("uncertain",)
        if resend and addresses:
            states = ("uncertain", "failed", "cancelled")
        to: State = "pending" if resend else "sent"
        many = 0
        for one in addresses or ("",):
            try:
                changed = book.turn(name, states, to, address(one) if one else "")
            except Unusable as error:
                raise UsageError(f"--address: {one} {error}") from None
            if one and not changed:
                raise UsageError(f"{one} has no open row in issue {name}", hint=f"reportgen status {name} --all")
            many += changed
    if voice().json:
        document({"issue": name, "resolved": many, "to": to})
    then = "; go on with: reportgen send --resume" if resend and many else ""
    said(f"Issue {name}: {many:,} row{'s' * (many != 1)} {'pending again' if resend else 'marked as sent'}{then}")
    return int(Exit.DONE)
