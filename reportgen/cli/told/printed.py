"""Findings put on stdout, and nothing else there."""

from __future__ import annotations

import sys

import click

from reportgen.cli.told import Told
from reportgen.cli.told.people import Segment, Source, paragraphs

PLAIN = 120
"""Cells of a line of the source where the output is no terminal."""


def printed(told: Told, form: str, source: Source) -> None:
    """Print what is told as `form` (text, json, sarif); in colours on a terminal, unless NO_COLOR is set."""
    if form == "text":
        _for_people(told, source)
    elif form == "json":
        from reportgen.cli.told.listed import listed

        sys.stdout.buffer.write(listed(told))
    else:
        from reportgen.cli.told.sarif import sarif

        sys.stdout.buffer.write(sarif(told))


def _for_people(told: Told, source: Source) -> None:
    if not sys.stdout.isatty():
        coding = sys.stdout.encoding or "utf-8"
        for line in paragraphs(told, source, PLAIN, wrap=False):
            click.echo(_plain(line).encode(coding, "replace").decode(coding))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in paragraphs(told, source, min(console.width, PLAIN), wrap=True):
        console.print(Text.assemble(*line), soft_wrap=True)


def _plain(line: list[Segment]) -> str:
    return "".join(words for words, _ in line)
