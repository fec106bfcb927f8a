"""What the terminal shows: steps as they go, findings with their places. Plain lines where it is not a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from reportgen.model import Finding


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A function that tells each step as it begins: a spinner on a terminal, a line elsewhere."""
    if not sys.stderr.isatty():
        yield lambda words: click.echo(f"{words} …", err=True)
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting …") as status:
        yield lambda words: status.update(f"{words} …")


def findings_told(findings: Sequence[Finding]) -> None:
    """Each finding with its place, what is wrong and what to do."""
    for one in sorted(findings, key=lambda f: (f.place.file, f.place.line, f.place.column)):
        click.echo(f"{one.place}: {one.severity}: {one.message} [{one.code}]", err=True)
        if one.suggestion:
            click.echo(f"  {one.suggestion}", err=True)
