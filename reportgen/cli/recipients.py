"""`reportgen recipients`: the list of readers, and those who get nothing more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.mailed import book_of, counted, mailed, near, row, told_rows
from reportgen.delivery.nouns import REASONS, Reason
from reportgen.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.delivery.importing import Imported
    from reportgen.model import DeliveryPlan


@click.group("recipients")
def command() -> None:
    """Import and list the readers, and keep those who get nothing more.

    A suppression is asked for once more for each reader, at the moment of sending.
    """


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would come of it, and keep nothing.")
def import_command(file: Path, dry_run: bool) -> int:
    """Take readers from a CSV or SQLite file.

    They go into the ledger's own list. Addresses are made one form of. Doubles are told, and each row that cannot be
    used, with its line and why: the rest is imported, and the exit code is 1. Whom the list itself calls unsubscribed
    or bounced is suppressed.
    """
    from reportgen.cli.desk import document
    from reportgen.cli.voice import voice
    from reportgen.delivery.importing import imported

    plan = mailed()
    with book_of(plan, make=not dry_run) as book:
        found = imported(book, file, str(file), keep=not dry_run)
    told = found.told
    if voice().json:
        document({
            "kept": not dry_run, "ledger": near(plan.ledger), "read": told.read, "new": found.new,
            "known": found.known, "suppressed": found.silent, "doubles": [row(*one) for one in told.doubles],
            "left": [row(*one) for one in told.left], "unusable": [row(*one) for one in told.unusable],
            "reads": near(plan.recipients) if plan.recipients else None,
        })  # fmt: skip
    else:
        _tell(found, file, plan, kept=not dry_run)
    return int(Exit.FINDINGS if told.unusable else Exit.DONE)


def _tell(found: Imported, file: Path, plan: DeliveryPlan, *, kept: bool) -> None:
    from reportgen.cli.desk import said
    from reportgen.cli.voice import voice

    told = found.told
    told_rows(told.unusable)
    if not voice().quiet:
        told_rows((place, to, "a double, it stands further up") for place, to in told.doubles)
        told_rows((place, to, f"has left ('{how}'): suppressed, not imported") for place, to, how in told.left)
    parts = [f"{found.new:,} new", f"{found.known:,} known"]
    for number, one, many in (
        (len(told.doubles), "double", "doubles"), (len(told.left), "has left", "have left"),
        (len(told.unusable), "unusable", "unusable"),
    ):  # fmt: skip
        parts += [counted(number, one, many)] if number else []
    ledger = near(plan.ledger)
    said(f"Read {counted(told.read, 'row')} of {file}: {', '.join(parts)}.")
    if found.silent:
        said(f"{counted(found.silent, 'of them is', 'of them are')} suppressed, and nothing is sent there.")
    if not kept:
        said("Nothing was kept (--dry-run).")
    elif plan.recipients == plan.ledger:
        said(f"They are in {ledger}, which delivery.recipients names.")
    else:
        reads = f"reads {near(plan.recipients)}" if plan.recipients else "names no list"
        said(f"They are in {ledger}; config.yaml {reads}. To mail those in the ledger, write under delivery:")
        said(f"  recipients: {ledger}")


@command.command("list")
@click.option("--all", "every", is_flag=True, help="Each reader, not only how many there are.")
def list_command(every: bool) -> int:
    """Tell how many readers there are.

    The list is that of delivery.recipients. With --all, and in --json, each reader is told, with the reason where
    nothing is sent there.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.told.paper import line
    from reportgen.cli.voice import voice
    from reportgen.delivery.readers import Listed, readers

    plan = mailed()
    path, told, rows, silent, number, named = plan.recipients or plan.ledger, Listed(), [], 0, 0, 0
    with book_of(plan, make=False) as book:
        for one in readers(path, told, near(path)):
            gone = book.suppressed(one.address)
            number, silent, named = number + 1, silent + (gone is not None), named + bool(one.name)
            if voice().json:
                rows.append({
                    "address": one.address, "name": one.name, "consent": one.consent, "consent_date": one.consent_date,
                    "suppressed": gone.reason if gone else None,
                })  # fmt: skip
            elif every:
                why = f"({gone.reason} {gone.day})" if gone else ""
                line("  ".join(filter(None, (one.address, one.name, why))))
    if voice().json:
        document({
            "list": near(path), "readers": number, "suppressed": silent, "doubles": [row(*one) for one in told.doubles],
            "left": [row(*one) for one in told.left], "unusable": [row(*one) for one in told.unusable],
            "recipients": rows,
        })  # fmt: skip
    else:
        told_rows(told.unusable)
        nameless = f", {number - named:,} without a name" if number != named else ""
        gets = counted(number - silent, "gets mail", "get mail")
        said(f"{near(path)}: {counted(number, 'reader')}{nameless}, {silent:,} suppressed: {gets}.")
        for words, found in (("Doubles", told.doubles), ("Left before", told.left), ("Unusable", told.unusable)):
            if found:
                said(f"{words}: {len(found):,}. reportgen recipients import {near(path)} --dry-run tells each.")
    return int(Exit.FINDINGS if told.unusable else Exit.DONE)


@command.command("suppressed")
def suppressed_command() -> int:
    """List those who get nothing more.

    Each with the day, the reason, and how it is known.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.told.paper import line
    from reportgen.cli.voice import voice

    plan = mailed()
    with book_of(plan, make=False) as book:
        if voice().json:
            rows = [{"address": one.address, "reason": one.reason, "day": one.day, "note": one.note}
                    for one in book.suppressions()]  # fmt: skip
            document({"ledger": near(plan.ledger), "suppressions": rows})
            return int(Exit.DONE)
        number = 0
        for one in book.suppressions():
            line(f"{one.day}  {one.reason:<12}  {one.address}{f'  ({one.note})' if one.note else ''}")
            number += 1
    said(f"{counted(number, 'address', 'addresses')} suppressed.")
    return int(Exit.DONE)


@command.command("suppress")
@click.argument("addresses", metavar="ADDRESS...", nargs=-1, required=True)
@click.option("--reason", type=click.Choice(REASONS), default="manual",
              show_default=True, help="Why nothing more is sent there.")  # fmt: skip
@click.option("--note", metavar="TEXT", default="", help="How it is known: a letter, a call, a ticket's number.")
def suppress_command(addresses: tuple[str, ...], reason: Reason, note: str) -> int:
    """Send nothing more to ADDRESS.

    Whatever list it stands in. Where it was suppressed already, the first reason and day stand.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.voice import voice
    from reportgen.delivery.nouns import Suppression

    read, plan = tuple(_read(addresses)), mailed()
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    with book_of(plan) as book:
        new = book.suppress(Suppression(to, reason, today, note) for to in read)
        kept = [one for one in map(book.suppressed, read) if one]
    for one in kept:
        said(f"{one.address}: {one.reason} since {one.day}. Nothing more is sent there.")
    if voice().json:
        rows = [{"address": one.address, "reason": one.reason, "day": one.day, "note": one.note} for one in kept]
        document({"ledger": near(plan.ledger), "new": new, "suppressions": rows})
    return int(Exit.DONE)


@command.command("allow")
@click.argument("addresses", metavar="ADDRESS...", nargs=-1, required=True)
def allow_command(addresses: tuple[str, ...]) -> int:
    """Take a suppression back. Do so only where the reader has asked for the newsletter again."""
    from reportgen.cli.desk import document, said
    from reportgen.cli.voice import voice

    read, plan = tuple(_read(addresses)), mailed()
    rows = []
    with book_of(plan, make=False) as book:
        for to in read:
            was = book.suppressed(to)
            rows.append({"address": to, "was": was.reason if was else None})
            book.allow(to)
            told = (
                f"was {was.reason} since {was.day}, and gets mail again if a list has it"
                if was
                else "was not suppressed"
            )
            said(f"{to}: {told}.")
    if voice().json:
        document({"ledger": near(plan.ledger), "allowed": rows})
    return int(Exit.DONE)


def _read(addresses: tuple[str, ...]) -> Iterator[str]:
    """The addresses in their one form; a usage error tells every one that is none."""
    from reportgen.delivery.addresses import Unusable, address
    from reportgen.errors import raise_all

    wrong: list[UsageError] = []
    for one in addresses:
        try:
            yield address(one)
        except Unusable as error:
            wrong.append(UsageError(f"{one}: {error}", hint="Nothing was changed."))
    raise_all(wrong)
