"""The substantiation of what was checked, written into a folder: a page for people, CSV for machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reportgen.cli.told.screen import shown
from reportgen.errors import UsageError
from reportgen.folder import writable
from reportgen.kept import cache_folder
from reportgen.model import Substantiated
from reportgen.render.substantiation import to_csv, to_html
from reportgen.render.templates import environment


def write(folder: Path, rows: Sequence[Substantiated], title: str, root: Path) -> None:
    """Write substantiation.html and substantiation.csv into `folder`, which is made where it is not there."""
    writable(folder)
    page = to_html(rows, title, environment(root, cache_folder()))
    for name, content in (("substantiation.html", page), ("substantiation.csv", to_csv(rows))):
        try:
            (folder / name).write_bytes(content)
        except OSError as error:
            raise UsageError(
                f"{folder / name} cannot be written: {error.strerror}",
                hint="Name another folder with --substantiation.",
            ) from None
    click.echo(shown(f"Wrote {folder}: substantiation.html, substantiation.csv"), err=True)
