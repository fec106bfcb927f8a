"""`reportgen unsubscribe`: the key that signs, requests that came by mail or as a list, and the page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from reportgen.cli.mailed import book_of, counted, mailed, near, row, told_rows
from reportgen.errors import Exit


@click.group("unsubscribe")
def command() -> None:
    """Let readers leave: make the key, serve the page, take requests that came by mail."""


@command.command("key")
def key_command() -> int:
    """Print a new key, which signs the links.

    How to set it is told on stderr.
    """
    from reportgen.cli.desk import document
    from reportgen.cli.voice import voice
    from reportgen.delivery.tokens import new_key
    from reportgen.model import Unsubscribing

    variable, key = Unsubscribing("", "").key_env, new_key()
    if voice().json:
        document({"variable": variable, "key": key})
        return int(Exit.DONE)
    click.echo(key)
    if not voice().quiet:
        for line in (
            f"Set it where reportgen sends, and where its page is served:  export {variable}={key}",
            "Keep it out of git, and keep it: links in old issues hold only as long as it is known.",
            "To replace a key, put the new one before the old one, with a comma between.",
        ):
            click.echo(line, err=True)
    return int(Exit.DONE)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Tell what would come of it, and keep nothing.")
def import_command(file: Path, dry_run: bool) -> int:
    """Suppress those who asked to leave.

    FILE (- for stdin) is a list of addresses or tokens, a CSV with a column email or token, a message (.eml) sent to
    the mailbox of delivery.unsubscribe.mailto, an mbox of them, or a folder (a Maildir). What cannot be used is told,
    and the exit code is then 1. Importing the same twice changes nothing.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.voice import voice
    from reportgen.delivery import requests
    from reportgen.delivery.tokens import Keys, keys
    from reportgen.model import Unsubscribing

    plan = mailed()
    asks, found = plan.unsubscribing or Unsubscribing("", ""), requests.Found()
    held: list[Keys] = []

    def signing() -> Keys:
        if not held:
            held.append(keys(asks.key_env))
        return held[0]

    with _readable(file) as (path, shown), book_of(plan, make=not dry_run) as book:
        asked = requests.read(path, shown, found)
        requests.granted(asked, found, book, signing)
        fresh = {one.address.lower(): one for one in found.suppressions if not book.suppressed(one.address)}
        if not dry_run:
            book.suppress(found.suppressions)
    known = len({one.address.lower() for one in found.suppressions}) - len(fresh)
    if voice().json:
        document({
            "kept": not dry_run, "ledger": near(plan.ledger), "new": len(fresh), "known": known,
            "suppressions": [{"address": one.address, "reason": one.reason, "day": one.day, "note": one.note}
                             for one in fresh.values()],
            "unusable": [row(*one) for one in found.unusable],
            "others": [{"file": one.file, "line": one.line} for one in found.others],
        })  # fmt: skip
        return int(Exit.FINDINGS if found.unusable else Exit.DONE)
    told_rows(found.unusable)
    if voice().verbose:
        told_rows((one, "a message", "asks for nothing of the kind") for one in found.others)
    parts = [f"{len(fresh):,} suppressed" if not dry_run else f"{len(fresh):,} to be suppressed"]
    parts += [counted(known, "was so already", "were so already")] if known else []
    parts += [f"{len(found.unusable):,} unusable"] if found.unusable else []
    parts += [counted(len(found.others), "other message")] if found.others else []
    said(f"{shown}: {', '.join(parts)}.")
    if dry_run:
        said("Nothing was kept (--dry-run).")
    return int(Exit.FINDINGS if found.unusable else Exit.DONE)


@command.command("serve")
@click.option("--host", metavar="NAME", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8400, show_default=True,
              help="The port; 0 takes a free one.")  # fmt: skip
def serve_command(host: str, port: int) -> int:
    """Serve the page for leaving, until Ctrl-C.

    It speaks plain HTTP on this machine alone: put it behind a server that has the https:// address of
    delivery.unsubscribe.url.
    """
    from reportgen.cli.desk import said
    from reportgen.config import load
    from reportgen.listening import listening
    from reportgen.unsubscribing import app_of
    from reportgen.unsubscribing.server import serve

    project = load(Path.cwd(), words=False)
    app = app_of(project)
    assert project.delivery and project.delivery.unsubscribing
    leave, listener = project.delivery.unsubscribing.url, listening(host, [port])
    name = f"[{host}]" if ":" in host else host
    said(f"http://{name}:{listener.getsockname()[1]}/TOKEN answers for {leave}  (Ctrl-C ends it)")
    if host not in ("127.0.0.1", "::1", "localhost"):
        click.echo(
            "It speaks plain HTTP: keep a server before it that has the https:// address.",
            err=True,
        )
    sys.stdout.flush()
    serve(app, listener)
    return int(Exit.DONE)


@contextmanager
def _readable(file: Path) -> Iterator[tuple[Path, str]]:
    """The file, and its name in messages; stdin as a file, whose kind is seen by its first letters."""
    if str(file) != "-":
        yield file, str(file)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(sys.stdin.buffer.read())
        yield path, "stdin"
