"""`reportgen new`."""

from __future__ import annotations

import gc
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.errors import Exit

if TYPE_CHECKING:
    from reportgen.draft import Drafted


@click.command("new")
@click.option("--week", metavar="DATE", help="The week, the last complete one if left out: 2026-01-16 or 2026-W03.")
@click.option("--record", metavar="FILE", type=click.Path(path_type=Path), help="Draft from a record.json; no network.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("issues"), show_default=True,
              help="Where DATE.md is written.")  # fmt: skip
@click.option("--keep", is_flag=True, help="An issue of the week that is there already is no mistake.")
@click.option("--wait", metavar="TIME", help="Wait until the week is complete, for at most 3h, 45m or 90s.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
def command(
    week: str | None, record: Path | None, output: Path, keep: bool, wait: str | None, as_json: bool
) -> int:  # fmt: skip
    """Draft the week's issue as Markdown, from its figures alone, beside the last one.

    Headline, key points and text are written with every number as a figure by name; an editor adds the why. From the
    issue before it takes over the byline, the risks, cited records, dates still due, and the sections that are of no
    week: those with {# standing #} in them, and those that list instruments. A file that is there is never written
    over.

    With --keep and --wait it can be run unattended, before `reportgen build --wait`.
    """
    gc.disable()  # a process of seconds
    from reportgen.cli.desk import steps

    root = Path.cwd()
    sys.path.append(str(root))
    with steps() as step:
        if wait is None:
            from reportgen.draft import new

            done = new(root, week=week, record=record, output=output, keep=keep, now=datetime.now(UTC), step=step)
        else:
            import time

            from reportgen.wait import new_when_complete

            done = new_when_complete(
                root, week=week, record=record, output=output, keep=keep, wait=wait, clock=lambda: datetime.now(UTC),
                sleep=time.sleep, step=step,
            )  # fmt: skip
    if as_json:
        click.echo(json.dumps(_told(done), indent=1, ensure_ascii=False))
    elif done.fresh:
        click.echo(f"Wrote {done.path}; build it with: reportgen build {done.path}")
        if done.carried.parts():
            click.echo(f"Carried over from {done.carried.source}: {', '.join(done.carried.parts())}")
    else:
        click.echo(f"{done.path} is there already, and is kept as it is")
    return int(Exit.DONE)


def _told(done: Drafted) -> dict[str, Any]:
    """What was written, where and of which week, and what it took over from where."""
    from reportgen.draft.sections import title

    kept = done.carried
    carried = {
        "from": kept.source or None, "byline": bool(kept.byline), "risks": len(kept.risks), "facts": list(kept.facts),
        "events": len(kept.events), "sections": [title(one) for one in kept.sections],
    }  # fmt: skip
    return {
        "file": str(done.path), "written": done.fresh, "week": done.week.isoformat(),
        "carried": carried if done.fresh else None,
    }  # fmt: skip
