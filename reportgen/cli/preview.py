"""`reportgen preview`."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import click

from reportgen.errors import Exit, UsageError
from reportgen.model import Place


@click.command("preview")
@click.argument("issue", required=False, type=click.Path(path_type=Path))
@click.option("--week", metavar="DATE", help="The week, where the issue names none: 2026-01-09 or 2026-W02.")
@click.option(
    "--record", metavar="FILE", type=click.Path(path_type=Path), help="Take the week from a record.json; no network."
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True,
              help="Where to listen; any other than this machine's own lets others read the draft.")  # fmt: skip
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), help="8321, or the next that is free, if left out.")
@click.option("--no-open", is_flag=True, help="Leave the browser alone.")
@click.option("--editor", metavar="COMMAND", help="What opens a file at a finding's line: code, zed, subl, pycharm, …")
def command(
    issue: Path | None, week: str | None, record: Path | None, host: str, port: int | None, no_open: bool,
    editor: str | None,
) -> int:  # fmt: skip
    """Show the issue in the browser, and make it again whenever a file of the newsletter changes.

    Page, PDF, plain text, the figures with their provenance and the findings stand side by side. Nothing is written
    into output/: that is for reportgen build. Ctrl-C ends it.

    The editor is the one named with --editor, else the first of REPORTGEN_EDITOR, VISUAL and EDITOR that has a window
    of its own, else one that is installed.
    """
    from reportgen.cli.asked import near
    from reportgen.listening import listening
    from reportgen.preview.editors import chosen
    from reportgen.preview.nouns import Wanted
    from reportgen.preview.serve import PORTS, serve

    root = Path.cwd()
    if not (root / "config.yaml").is_file():
        raise UsageError("there is no config.yaml here", hint="Begin a newsletter with: reportgen init my-weekly")
    for file in filter(None, (issue, record)):
        if not file.is_file():
            raise UsageError("there is no such file", place=Place(str(file)), hint=near(file, root))
    command = chosen(editor)
    listener = listening(host, PORTS if port is None else [port])

    def ready(address: str) -> None:
        click.echo(f"{address}  (Ctrl-C ends it)")
        if not (no_open or _has_screen()):
            click.echo("No browser was opened: this terminal has no screen. Open the address in one.", err=True)
        if host not in ("127.0.0.1", "::1", "localhost"):
            click.echo("Whoever reaches this machine can read the draft and its figures.", err=True)
        if not no_open and _has_screen():
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    serve(Wanted(root, issue, week, record), listener, command, ready)
    return int(Exit.DONE)


def _has_screen() -> bool:
    """Whether a browser would open in a window: elsewhere one might open in this terminal."""
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
