"""What the terminal shows while a command works: its steps, what it notes on the way, and its result as JSON."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from reportgen.cli.told.paper import coloured, line, lively
from reportgen.cli.told.screen import shown
from reportgen.cli.voice import voice


@contextmanager
def steps(*, aloud: bool = True) -> Iterator[Callable[[str], None]]:
    """A function that tells each step as it begins: a spinner on a terminal, a line elsewhere; nothing with --quiet,
    and with --verbose each step with what is noted on the way and the time that it took. Without `aloud` they are told
    with --verbose only.
    """
    one = voice()
    if one.verbose:
        with notes():
            yield from _timed()
    elif one.quiet or not aloud:
        yield lambda words: None
    elif not lively(sys.stderr):
        yield lambda words: click.echo(f"{words} …", err=True)
    else:
        from rich.console import Console

        console = Console(stderr=True, color_system="auto" if coloured(sys.stderr) else None)
        with console.status("Starting …") as status:
            yield lambda words: status.update(f"{words} …")


def said(words: str) -> None:
    """A line on stdout that tells people what was done; none with --quiet, none where the result is JSON."""
    if not (voice().quiet or voice().json):
        line(words)


def document(content: Any) -> None:
    """The result of a command as one JSON document on stdout."""
    from reportgen.cli.told.listed import dumped

    sys.stdout.buffer.write(dumped(content))


@contextmanager
def notes() -> Iterator[None]:
    """With --verbose, what the rooms log (sources asked, what came from a cache) stands on stderr as it happens."""
    if not voice().verbose:
        yield
        return
    log, shown_here = logging.getLogger("reportgen"), _Notes()
    log.addHandler(shown_here)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(shown_here)


def _timed() -> Iterator[Callable[[str], None]]:
    begun: list[float] = []

    def ended() -> None:
        if begun:
            click.echo(f"  {time.perf_counter() - begun.pop():.2f} s", err=True)

    def step(words: str) -> None:
        ended()
        click.echo(f"{shown(words)} …", err=True)
        begun.append(time.perf_counter())

    yield step
    ended()


class _Notes(logging.Handler):
    """What the rooms log, on stderr under the step in which it happens."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"  {shown(record.getMessage())}", err=True)
