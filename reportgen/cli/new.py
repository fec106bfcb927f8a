"""`reportgen new`."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from reportgen.errors import Exit


@click.command("new")
@click.option("--week", metavar="DATE", help="The week, the last complete one if left out: 2026-01-16 or 2026-W03.")
@click.option("--record", metavar="FILE", type=click.Path(path_type=Path), help="Draft from a record.json; no network.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("issues"), show_default=True,
              help="Where DATE.md is written.")  # fmt: skip
def command(week: str | None, record: Path | None, output: Path) -> int:
    """Draft the week's issue as Markdown, from its figures alone.

    Headline, key points and text are written with every number as a figure by name; an editor adds the why. Risks
    and cited records are taken over from the issue before. A file that is there is never written over.
    """
    gc.disable()  # a process of seconds
    from reportgen.cli.desk import steps
    from reportgen.draft import new

    root = Path.cwd()
    sys.path.append(str(root))
    with steps() as step:
        written = new(root, week=week, record=record, output=output, now=datetime.now(UTC), step=step)
    click.echo(f"Wrote {written}; build it with: reportgen build {written}")
    return int(Exit.DONE)
