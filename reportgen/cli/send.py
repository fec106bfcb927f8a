"""`reportgen send`."""

from __future__ import annotations

import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from reportgen.errors import Exit, UsageError

if TYPE_CHECKING:
    from reportgen.delivery.nouns import Dispatch
    from reportgen.model import DeliveryPlan
    from reportgen.send.proof import Proofed
    from reportgen.send.sending import Audience, Sending, Wish


@click.command("send")
@click.argument("issue", required=False, type=click.Path(path_type=Path))
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Where the issue was built.")  # fmt: skip
@click.option("--sign-off", metavar="NAME", help="Who answers for the issue; asked for where it is left out.")
@click.option("--dry-run", is_flag=True, help="Tell how many would get it, and send nothing.")
@click.option("--test-to", metavar="ADDRESS", help="Send one proof there, and nothing to the readers.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="To so many readers at most; the rest stay pending.")
@click.option("--rate", metavar="N/s", help="Messages a second, a minute (/m) or an hour (/h), at most.")
@click.option("--connections", metavar="N", type=click.IntRange(1, 64), help="Connections to the server at once.")
@click.option("--resume", is_flag=True, help="Go on with an issue that is half sent.")
@click.option("--only-failed", is_flag=True, help="Only to those whom the server refused.")
@click.option("--resend-uncertain", is_flag=True, help="Also where nobody knows if it was taken: some get it twice.")
@click.option("--new-ledger", is_flag=True, help="The ledger that knew of this issue is lost: begin it anew.")
@click.option("--yes", is_flag=True, help="Ask nothing; for cron. It needs --sign-off.")
def command(
    issue: Path | None, output: Path, sign_off: str | None, dry_run: bool, test_to: str | None, limit: int | None,
    rate: str | None, connections: int | None, resume: bool, only_failed: bool, resend_uncertain: bool,
    new_ledger: bool, yes: bool,
) -> int:  # fmt: skip
    """Send the built issue to the readers, each one once.

    ISSUE is an issue file, as for build. The issue is made anew from its record first: what is not what was built, a
    draft, made-up prices, or closes whose licence is personal, is not sent. Who signs it off is kept in the ledger with
    a hash of what readers read.

    A run that was stopped or killed goes on with --resume. Rows of which nobody knows whether the server took them are
    held: reportgen status tells them, reportgen resolve settles them. The exit code is 7 where rows are uncertain, or
    pending although no --limit left them.
    """
    for one_signal in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(one_signal, _stopped)
    from reportgen import config
    from reportgen.cli.desk import said, steps
    from reportgen.config.mailing import required
    from reportgen.send.proof import proofed
    from reportgen.send.sending import Sending, Wish, ready

    wish = Wish(_rate(rate), connections, limit, resume, only_failed, resend_uncertain, new_ledger)
    root = Path.cwd()
    project = config.load(root, issue)
    plan, name = required(project), project.publication.name
    ready(plan, to_readers=not test_to)
    with steps() as step:
        step("Making the issue anew, and holding it against what was built")
        one = proofed(root, issue, output)
    if test_to:
        return _trial(one, plan, name, test_to)
    with Sending(root, plan, name, one.issue) as sending:
        before = sending.require(one.stencil, wish)
        audience = sending.audience(one.stencil, wish)
        _tell_list(audience)
        said(_question(one, audience, asks=False))
        if dry_run or not audience.due:
            if not audience.due:
                said(f"Nothing to send: {_states(audience)}.")
            _document(one, sending, before, None, audience)
            return int(Exit.DELIVERY if audience.uncertain and not dry_run else Exit.DONE)
        return _send(one, sending, wish, audience, before or _signed(one, plan, sign_off, yes), yes)


def _send(one: Proofed, sending: Sending, wish: Wish, audience: Audience, signed: Dispatch, yes: bool) -> int:
    from reportgen.cli.desk import said
    from reportgen.cli.ending import say
    from reportgen.cli.told.dispatch import bar, summary

    if not (yes or sys.stdin.isatty()):
        raise UsageError("nobody is here to be asked", hint="Add --yes.")
    if not yes and not click.confirm(_question(one, audience, asks=True), err=True):
        said("Nothing was sent.")
        return int(Exit.DONE)
    try:
        with bar(audience.due) as tell:
            counts, stopped = sending.run(one.stencil, signed, wish, tell)
    except KeyboardInterrupt:
        sending.recover()
        say("Stopped.", *summary(sending.counts(), one.issue))
        return 130
    _document(one, sending, signed, stopped.message if stopped else None, audience)
    for line in summary(counts, one.issue):
        said(line)
    if stopped:
        say(*stopped.lines())
    left = counts.get("pending", 0) if wish.limit is None else 0
    return int(Exit.DELIVERY if stopped or left or counts.get("uncertain", 0) else Exit.DONE)


def _signed(one: Proofed, plan: DeliveryPlan, name: str | None, yes: bool) -> Dispatch:
    """The sign-off that is given now."""
    from reportgen.send.sending import signed

    while not (name or "").strip():
        if yes or not sys.stdin.isatty():
            raise UsageError("nobody signs the issue off", hint="Add --sign-off NAME.")
        name = click.prompt("Who signs it off", err=True)
    return signed(one.stencil, one.issue, (name or "").strip(), datetime.now(UTC), plan)


def _trial(one: Proofed, plan: DeliveryPlan, name: str, to: str) -> int:
    """Send one message that no ledger knows of."""
    from reportgen.cli.desk import document, said
    from reportgen.cli.voice import voice
    from reportgen.delivery.addresses import Unusable, address
    from reportgen.errors import DeliveryError
    from reportgen.send.sending import carriers, trial

    try:
        where = address(to)
    except Unusable as error:
        raise UsageError(f"--test-to: {to} {error}") from None
    carrier = carriers(plan)()
    try:
        carrier.connect()
        message = trial(one.stencil, plan, name, one.issue, where, datetime.now(UTC))
        answer = carrier.send(where, message, lambda: True)
    except OSError as error:
        raise DeliveryError(f"the server cannot be reached: {error}") from None
    finally:
        carrier.quit()
    if answer is None or not answer.taken:
        raise DeliveryError(f"the proof to {where} was not taken: {answer}")
    if voice().json:
        document({"issue": one.issue, "test_to": where, "answer": str(answer)})
    said(f"A proof is on its way to {where}; its unsubscribe link ends nothing. The server: {answer}")
    return int(Exit.DONE)


def _tell_list(audience: Audience) -> None:
    """Doubles and rows that cannot be used, each with its place, on stderr."""
    from reportgen.cli.ending import say
    from reportgen.cli.told.dispatch import of_list

    say(*of_list(audience.told))


def _question(one: Proofed, audience: Audience, *, asks: bool) -> str:
    many = f"{audience.due:,} of {audience.listed:,} readers"
    told = f"“{one.stencil.subject}”, issue {one.issue}: to {many} ({_states(audience)})"
    return f"Send it to {many}?" if asks else told


def _states(audience: Audience) -> str:
    parts = {
        "suppressed": audience.suppressed, "have it": audience.sent, "refused": audience.failed,
        "uncertain": audience.uncertain, "cancelled": audience.cancelled, "pending": audience.pending,
    }  # fmt: skip
    return ", ".join(f"{many:,} {name}" for name, many in parts.items() if many) or "none suppressed"


def _document(one: Proofed, sending: Sending, signed: Dispatch | None, stopped: str | None, audience: Audience) -> None:
    from reportgen.cli.desk import document
    from reportgen.cli.told.dispatch import plain
    from reportgen.cli.voice import voice

    if voice().json:
        document(
            {"issue": one.issue, "readers": audience.listed, "due": audience.due,
             **plain(sending.counts(), signed), "stopped": stopped}
        )  # fmt: skip


def _rate(text: str | None) -> float | None:
    if text is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:/\s*(s|sec|m|min|h|hour))?", text.strip())
    if not found or float(found[1]) <= 0:
        raise UsageError(f"--rate: '{text}' is no rate", hint="Such as 10/s, 120/m or 5000/h.")
    return float(found[1]) / {"m": 60, "h": 3600}.get((found[2] or "s")[0], 1)


def _stopped(*_: Any) -> NoReturn:
    """A SIGTERM ends the run as Ctrl-C does: messages on their way are settled first."""
    raise KeyboardInterrupt
