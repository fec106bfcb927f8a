"""What a stream is written on: a terminal in colours, one without, or a pipe. NO_COLOR, FORCE_COLOR and TERM=dumb are
heeded here, and nowhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from reportgen.cli.told.screen import shown, wrapped

Segment = tuple[str, str]
"""Words and their style (rich's)."""
WIDEST = 120
"""Cells of a line where the output is no terminal, and at most where it is one."""
NARROWEST = 20


def width_of(stream: TextIO) -> int:
    """The cells of a line on a stream."""
    if not stream.isatty():
        return WIDEST
    try:
        cells = int(os.environ.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        cells = 80
    return max(NARROWEST, min(cells or 80, WIDEST))


def coloured(stream: TextIO) -> bool:
    """Whether a stream is written in colours: a terminal is, unless NO_COLOR is set or it is dumb; FORCE_COLOR asks
    for colours in a pipe, too.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return lively(stream)


def lively(stream: TextIO) -> bool:
    """Whether a line on a stream can be written over, as a spinner does."""
    return stream.isatty() and os.environ.get("TERM", "dumb").lower() not in ("dumb", "unknown", "")


def put(lines: Iterable[Iterable[Segment]], *, err: bool = False) -> None:
    """Write lines of styled words on stdout, or on stderr; what the stream cannot encode stands as a question mark."""
    stream = sys.stderr if err else sys.stdout
    if coloured(stream):
        from rich.console import Console
        from rich.text import Text

        console = Console(file=stream, highlight=False, force_terminal=True, width=width_of(stream))
        for line in lines:
            console.print(Text.assemble(*line), soft_wrap=True)
        return
    coding = stream.encoding or "utf-8"
    for line in lines:
        words = "".join(words for words, _ in line)
        click.echo(words.encode(coding, "replace").decode(coding), err=err)


def line(words: str, *, err: bool = False) -> None:
    """Write a line on stdout or stderr, broken between words where the terminal is narrow; what it repeats of a file
    or of the command line is nothing that a terminal obeys.
    """
    stream = sys.stderr if err else sys.stdout
    plain = shown(words)
    if not stream.isatty():
        click.echo(plain, err=err)
        return
    indent = " " * (len(plain) - len(plain.lstrip()))
    for row in wrapped(plain.lstrip(), width_of(stream) - len(indent)):
        click.echo(indent + row, err=err)
