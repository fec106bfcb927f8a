"""How a command ends that could not be carried out: in words on stderr, and with --json as an object on stdout, too."""

from __future__ import annotations

import os
import sys

import click

from reportgen.errors import Mistakes, ReportgenError

BUG = 70


def told(error: Exception, code: int, *, json: bool) -> None:
    """Tell an error in words; with `json` also as the one document on stdout."""
    if isinstance(error, ReportgenError):
        say(*error.lines())
    elif isinstance(error, click.ClickException):
        error.show()
    elif code == BUG:
        say(
            f"This is a bug in reportgen: {type(error).__name__}: {error}",
            "  Run the same command with --debug before it (reportgen --debug build) and report what it shows.",
        )
    else:
        say(str(error))
    if json:
        from reportgen.cli.told.listed import dumped

        sys.stdout.buffer.write(dumped({"error": _plain(error, code)}))
        sys.stdout.buffer.flush()


def mistake(error: Exception) -> dict[str, object]:
    """A mistake with its place and what to do next."""
    place = getattr(error, "place", None)
    message = getattr(error, "message", None) or str(error)
    return {
        "message": message, "file": place.file if place else None, "line": place.line if place else None,
        "column": place.column if place else None, "hint": getattr(error, "hint", "") or "",
    }  # fmt: skip


def say(*lines: str) -> None:
    """Lines on stderr; what they repeat of a file or of the command line is nothing that a terminal obeys."""
    from reportgen.cli.told.paper import line

    for each in lines:
        for part in each.split("\n"):
            line(part, err=True)


def silence() -> None:
    """What is left of the output goes nowhere, or Python would complain of it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _plain(error: Exception, code: int) -> dict[str, object]:
    """The first mistake with its place and what to do next; `more` are the others, of the same keys."""
    ordered = error.ordered() if isinstance(error, Mistakes) else (error,)
    first, *more = [mistake(each) for each in ordered]
    return {"exit": int(code), **first, "more": more}
