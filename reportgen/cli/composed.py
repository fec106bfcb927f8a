"""An issue composed as a build would now, for the commands that tell of it and write nothing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from reportgen.cli.desk import steps
from reportgen.model import Project, Report


def composed(issue: Path | None, record: Path | None, week: str | None) -> tuple[Project, Report]:
    """The project in this folder, and the report of its issue; its steps are told with --verbose only."""
    with steps(aloud=False) as step:
        step("Reading config.yaml")
        from reportgen.config import load

        sys.path.append(str(Path.cwd()))
        project = load(Path.cwd(), issue)
        step("Gathering the week")
        from reportgen.market.gather import gather

        market = gather(
            project.market, project.instruments, ending=project.issue.week_ending,
            ending_place=project.issue.week_place, asked=week, record=record, now=datetime.now(UTC),
            universes=project.universes,
        )  # fmt: skip
        step("Composing the report")
        from reportgen.compose import compose

        return project, compose(project, market)
