"""What a text is checked against: the record or the CSV that is named, else what the project here has of the week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from reportgen.cli.told.screen import shown
from reportgen.errors import ReportgenError
from reportgen.market.evidence import from_csv, from_record, week_of
from reportgen.model import Evidence, Finding, Place, Project

Step = Callable[[str], None]
NONE = "Give them: --csv closes.csv (date,^RUT,^GSPC,…), or --record record.json."


@dataclass(frozen=True)
class Named:
    """What the command line names: a record or a CSV, a week, whether figures are to be bound to numbers, and where the
    substantiation goes.
    """

    record: Path | None = None
    csv: Path | None = None
    week: str | None = None
    suggest: bool = False
    fix: bool = False
    substantiation: Path | None = None


def project_at(root: Path) -> Project | None:
    """The project at `root`, with this week's issue where there is one; None where there is none that can be read.

    A text from outside can be checked beside a config.yaml that is broken, or not ours: then it is told, and left out.
    """
    if not (root / "config.yaml").is_file():
        return None
    from reportgen.config import load

    try:
        return load(root)
    except ReportgenError:
        try:
            return load(root, words=False)
        except ReportgenError as error:
            click.echo(shown(f"config.yaml is not used: {error.lines()[0]}"), err=True)
            return None


def evidence_for(named: Named, project: Project | None, now: datetime, step: Step) -> Evidence | None:
    """The evidence named; else that of the project's week, from its built record or gathered; None without both."""
    if named.record is not None:
        return from_record(named.record, named.week, project)
    if named.csv is not None:
        return from_csv(named.csv, named.week, project)
    if project is None:
        return None
    if (built := _built(project, named.week)) is not None:
        return from_record(built, named.week, project)
    from reportgen.market.gather import gather

    step("Gathering the week")
    issue, plan = project.issue, project.market
    ending = week_of(named.week, plan.exchange) if named.week else issue.week_ending
    market = gather(
        plan, project.instruments, ending=ending, ending_place=issue.week_place, asked=None, record=None, now=now
    )
    return Evidence(market, project.instruments, market.source, issue.facts, issue.quotes, project.funds, own=True)


def without(file: str) -> Finding:
    """What is told where there are no closes."""
    said = "no number was checked against the market: there are no closes"
    return Finding("no-closes", "info", Place(file), said, suggestion=NONE)


def _built(project: Project, asked: str | None) -> Path | None:
    """The record of the week that was asked for, else of the issue's, else the newest one."""
    from reportgen.review.revisions import issues

    records = issues(project.folder / "output")
    wanted = week_of(asked, project.market.exchange) if asked else project.issue.week_ending
    if wanted is None:
        return records[-1] if records else None
    monday = wanted - timedelta(days=wanted.weekday())
    ends = {date.fromisoformat(path.parent.name): path for path in records}
    return next((path for end, path in ends.items() if monday <= end < monday + timedelta(days=7)), None)
