"""How a dispatch stands, for people and as JSON: the bar while it runs, its numbers afterwards."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from reportgen.cli.told.paper import coloured, line, lively
from reportgen.cli.told.screen import shown
from reportgen.cli.voice import voice
from reportgen.delivery.nouns import STATES, Dispatch, Row, State
from reportgen.delivery.readers import Listed
from reportgen.delivery.run import Told

EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""
MOST = 20
"""Rows of one kind that are told one by one."""
WORDS: Mapping[State, str] = {
    "sent": "sent", "pending": "pending", "failed": "refused for good", "uncertain": "uncertain",
    "suppressed": "suppressed", "cancelled": "cancelled", "sending": "being sent",
}  # fmt: skip


@contextmanager
def bar(due: int) -> Iterator[Callable[[Told], None]]:
    """A bar with rate and time left on a terminal, a line now and then elsewhere; what went wrong as it happens."""
    begun = time.monotonic()
    done = 0
    last = begun

    def counted(one: Told) -> None:
        if one.again is not None:
            if not voice().quiet:
                line(f"{one.row.recipient.address}: {shown(one.reply)}; again in {one.again:.0f} s", err=True)
        elif one.state != "sent":
            line(f"{one.row.recipient.address}: {WORDS[one.state]}: {shown(one.reply)}", err=True)

    if voice().quiet or not lively(sys.stderr):

        def plainly(one: Told) -> None:
            nonlocal done, last
            done += one.again is None
            counted(one)
            now = time.monotonic()
            if now - last >= EVERY and not voice().quiet:
                last = now
                rate = done / (now - begun)
                left = f", {_left((due - done) / rate)} left" if rate else ""
                line(f"{done:,} of {due:,}, {rate:.1f} a second{left}", err=True)

        yield plainly
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, color_system="auto" if coloured(sys.stderr) else None)
    columns = (
        TextColumn("Sending"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=due, rate="")

        def drawn(one: Told) -> None:
            nonlocal done
            done += one.again is None
            counted(one)
            progress.update(task, completed=done, rate=f"{done / max(time.monotonic() - begun, 0.01):,.1f}/s")

        yield drawn


def summary(counts: Mapping[State, int], issue: str) -> Iterator[str]:
    """The numbers of an issue, and what to type next where some are open."""
    yield f"Issue {issue}: " + (
        ", ".join(f"{counts[one]:,} {WORDS[one]}" for one in STATES if counts.get(one)) or "no row"
    )
    if counts.get("uncertain"):
        yield (
            f"Of {counts['uncertain']:,} nobody knows whether the server took it; they are held. reportgen status "
            f"{issue} tells them; settle them with reportgen resolve {issue} --resend or --mark-sent"
        )
    if counts.get("pending"):
        yield "Go on with: reportgen send --resume"


def of_list(told: Listed) -> Iterator[str]:
    """Rows of a list of readers that get no mail of their own, each with its place."""
    for place, address, why in told.unusable[:MOST]:
        yield f"{place}: {shown(address) or 'a row without an address'}: {shown(why)}; left out"
    if len(told.unusable) > MOST:
        yield f"… and {len(told.unusable) - MOST:,} more rows that cannot be used"
    for place, address, status in told.left[:MOST]:
        yield f"{place}: {shown(address)} has left ({shown(status)}); not written to"
    if len(told.left) > MOST:
        yield f"… and {len(told.left) - MOST:,} more who have left"
    for place, address in told.doubles[:MOST]:
        yield f"{place}: {shown(address)} stands in the list already; written to once"
    if len(told.doubles) > MOST:
        yield f"… and {len(told.doubles) - MOST:,} more doubles"


def plain(counts: Mapping[State, int], one: Dispatch | None) -> dict[str, Any]:
    """A dispatch as JSON tells it."""
    signed = {"by": one.signed_by, "at": one.signed_at, "body_hash": one.body_hash} if one else None
    return {"signed_off": signed, "counts": {name: counts.get(name, 0) for name in STATES}}


def plain_row(row: Row) -> dict[str, Any]:
    """A row as JSON tells it."""
    return {
        "address": row.recipient.address, "name": row.recipient.name or None, "state": row.state, "tries": row.tries,
        "reply": row.reply or None, "changed": row.changed or None,
    }  # fmt: skip


def _left(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if minutes < 2 else f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
