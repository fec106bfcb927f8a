"""`reportgen disclosures`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click


@click.command("disclosures")
@click.argument("issue", required=False, type=click.Path(path_type=Path))
@click.option(
    "--record",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The week from a record.json; no network.",
)
@click.option("--week", metavar="DATE", help="The week, where the issue names none.")
def command(issue: Path | None, record: Path | None, week: str | None) -> None:
    """Tell which disclosures stand in the issue, and what calls for each."""
    from reportgen.compose import compose
    from reportgen.config import load
    from reportgen.market.gather import gather
    from reportgen.reference import wordings

    sys.path.append(str(Path.cwd()))
    project = load(Path.cwd(), issue)
    market = gather(
        project.market, project.instruments, ending=project.issue.week_ending,
        ending_place=project.issue.week_place, asked=week, record=record, now=datetime.now(UTC),
        universes=project.universes,
    )  # fmt: skip
    standing = compose(project, market).disclosures
    width = max(len(w.id) for w in wordings())
    for one in standing:
        state = "" if one.text else "  MISSING: word it under disclosures: in config.yaml"
        click.echo(f"{one.id:<{width}}  v{one.version}  {one.because}{state}")
    resting = [w.id for w in wordings() if w.id not in {s.id for s in standing}]
    if resting:
        click.echo(f"Not called for: {', '.join(resting)}")
