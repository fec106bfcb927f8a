"""The questions of `reportgen init`: each with a default, asked again where the answer cannot be taken.

They go to stderr, so that stdout stays what the command has to tell. Nothing is written before the last answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import click

from reportgen.cli.told.paper import width_of
from reportgen.cli.told.screen import wrapped
from reportgen.errors import UsageError
from reportgen.presets import PRESETS, Answers, defaults, line, preset_named, require_free
from reportgen.presets import paper as paper_named

FOLDER, PRESET = "my-weekly", "small-caps"
"""What is made where nobody says otherwise."""

LEAST = 20
"""Cells of the column in which a preset is told of."""

Answer = TypeVar("Answer")


class Given(NamedTuple):
    """What the command line says; None where it does not."""

    folder: Path | None
    preset: str | None
    name: str | None
    publisher: str | None
    paper: str | None


def presets(width: int, *, numbered: bool = False) -> Iterator[str]:
    """What each preset is, in lines of so many cells."""
    for number, (one, words) in enumerate(PRESETS.items(), 1):
        head = f"  {number}  {one:<14}" if numbered else f"{one:<14}"
        first, *more = wrapped(words, max(width - len(head), LEAST))
        yield head + first
        yield from (" " * len(head) + row for row in more)


def may_ask() -> bool:
    """Whether somebody sits there who can read a question and answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def settled(given: Given, *, ask: bool) -> tuple[Path, Answers]:
    """The folder, which is free, and the answers: as given, else as answered, else the defaults (where not to `ask`).

    Raises UsageError for what is given and cannot be taken, before anything is asked, and Abort at the end of input.
    """
    folder = _free(str(given.folder)) if given.folder is not None else None
    preset = preset_named(given.preset) if given.preset is not None else None
    name = line(given.name, "--name") if given.name is not None else None
    publisher = line(given.publisher, "--publisher") if given.publisher is not None else None
    paper = paper_named(given.paper) if given.paper is not None else None

    def asked(question: str, default: str, read: Callable[[str], Answer]) -> Answer:
        return _asked(question, default, read) if ask else read(default)

    if folder is None:
        folder = asked("Folder", _unused() if ask else FOLDER, _free)
    if preset is None:
        if ask:
            for row in presets(width_of(sys.stderr), numbered=True):
                click.echo(row, err=True)
        preset = asked("Preset", PRESET, _preset)
    its = defaults(preset)
    if name is None:
        name = asked("Name of the publication", its.name, lambda text: line(text, "--name"))
    if publisher is None:
        publisher = asked("Publisher, who answers for it", its.publisher, lambda text: line(text, "--publisher"))
    if paper is None:
        paper = asked("Paper of the PDF, letter or a4", its.paper, paper_named)
    return folder, Answers(preset, name, publisher, paper)


def _asked(question: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """What `read` makes of the answer, and of the default where it is empty; asked until it can be taken."""
    from reportgen.cli.told.screen import shown

    while True:
        click.echo(f"{question} [{shown(default)}]: ", nl=False, err=True)
        row = sys.stdin.buffer.readline()
        if not row.endswith(b"\n"):
            click.echo(err=True)
            raise click.Abort
        text = row.decode("utf-8", "surrogateescape").strip()
        try:
            return read(text or default)
        except UsageError as error:
            for told in error.lines():
                click.echo(f"  {shown(told.removeprefix('--'))}", err=True)


def _unused() -> str:
    """The usual folder, or one beside it that is not there yet."""
    return next(one for one in (FOLDER, *(f"{FOLDER}-{n}" for n in range(2, 1000))) if not Path(one).exists())


def _free(text: str) -> Path:
    """The folder of that name; ~ is the home folder, for in an answer no shell has read it."""
    line(text, "DIR")
    folder = Path(text).expanduser() if text == "~" or text.startswith("~/") else Path(text)
    require_free(folder)
    return folder


def _preset(text: str) -> str:
    """A preset by its name, or by its number in the list."""
    names = list(PRESETS)
    return names[int(text) - 1] if text in map(str, range(1, len(names) + 1)) else preset_named(text)
