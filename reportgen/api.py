"""What a program may call: the steps of a week as functions, each with the errors that its command has.

`docs/api.md` shows each of them and says what may change. Everything heavy is imported when it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import UsageError

if TYPE_CHECKING:
    from reportgen.build import Built
    from reportgen.model import Absent, Evidence, Figure, Finding, MarketWeek, Project, Report

__all__ = ["build", "check", "check_text", "compose", "evidence", "figure", "gather", "load"]


def load(folder: Path | str, issue: Path | str | None = None) -> Project:
    """The newsletter in `folder`: its config.yaml and an issue, checked.

    The issue is the file that is named (as seen from `folder`), else the `issue:` of config.yaml, else the newest of
    issues/.
    The folder is put on Python's path, as the commands do, so that functions of its own are found. Raises ConfigError,
    or Mistakes with every mistake of both files.
    """
    from reportgen import config

    root = _root(folder)
    return config.load(root, Path(issue) if issue else None)


def gather(
    project: Project, *, week: str | None = None, record: Path | str | None = None, now: datetime | None = None
) -> MarketWeek:
    """The closes of the issue's week (or of `week`, 2026-01-09 or 2026-W02), complete, from the project's sources.

    With `record` they come from a record.json and nothing is asked. `now` (UTC) decides whether a week is over. Raises
    MarketError where a close is missing, UsageError where the dates disagree.
    """
    from reportgen.market.gather import gather

    return gather(
        project.market, project.instruments, ending=project.issue.week_ending, ending_place=project.issue.week_place,
        asked=week, record=Path(record) if record else None, now=now or datetime.now(UTC),
        universes=project.universes,
    )  # fmt: skip


def figure(project: Project, market: MarketWeek, id: str) -> Figure | Absent:
    """One figure by its name in prose, such as `russell_2000.week`: in full precision, with its formula and closes.

    A change is a fraction (0.046). `Absent`, with the reason, where the closes are not there. Raises UsageError where
    there is no such instrument or measure.
    """
    from reportgen.compose.ink import Ink
    from reportgen.measure import MEASURES
    from reportgen.measure.breadth import BREADTH_MEASURES

    key, _, measure = id.partition(".")
    known = MEASURES if key in project.instruments else BREADTH_MEASURES if key in project.universes else None
    if known is None or measure not in known:
        raise UsageError(f"there is no figure {id}", hint="reportgen figures lists those of the issue.")
    return Ink(project, market).figure(key, measure)


def compose(project: Project, market: MarketWeek) -> Report:
    """The issue composed once for all editions; its texts carry marked figures. Raises every mistake of its prose."""
    from reportgen.compose import compose

    return compose(project, market)


def check(project: Project, market: MarketWeek) -> tuple[Finding, ...]:
    """What is to be settled in the issue, as `reportgen check` tells it, each at its line; composes the issue."""
    from reportgen.review.check import issue

    return issue(project, market, compose(project, market))


def evidence(
    *, csv: Path | str | None = None, record: Path | str | None = None, week: str | None = None,
    project: Project | None = None,
) -> Evidence:  # fmt: skip
    """What a text is checked against, from a CSV of closes or a record.json; instruments are those of `project` too.

    Raises UsageError where not one of both is named, MarketError where it cannot be read.
    """
    from reportgen.market.evidence import from_csv, from_record

    if csv and not record:
        return from_csv(Path(csv), week, project)
    if record and not csv:
        return from_record(Path(record), week, project)
    raise UsageError("evidence is either a CSV of closes or a record", hint="Name one: csv=… or record=….")


def check_text(
    text: str, against: Evidence | None, *, name: str = "text.md", project: Project | None = None
) -> tuple[Finding, ...]:
    """What is wrong in a text that anybody wrote, in the order of its places.

    It is read as Markdown or a web page where `name` ends so, else as plain text. `against` is None where only words
    are to be judged. Profile and own checks are those of `project`.
    """
    from datetime import date

    from reportgen.model import Profile
    from reportgen.reading import KINDS, manuscript
    from reportgen.review.check import outside

    read = manuscript(text, name, KINDS.get(Path(name).suffix.lower(), "text"))
    on = against.market.week.end if against else date.today()
    return outside(read, against, project.profile if project else Profile(), on, text, project=project)


def build(
    folder: Path | str, *, issue: Path | str | None = None, week: str | None = None, record: Path | str | None = None,
    output: Path | str | None = None, formats: Collection[str] | None = None, archive: bool = False,
    now: datetime | None = None,
) -> Built:  # fmt: skip
    """Build an issue of the newsletter in `folder` into `output`/DATE (`folder`/output), whole or not at all: the
    editions named (web, pdf, text, email), or all of them, the e-mail where config.yaml has `delivery:`.

    The answer tells the folder, the files, the findings, and whether it stayed a draft. Raises ReportgenError; then
    nothing of an earlier build has changed.
    """
    from reportgen.build import build

    root = _root(folder)
    return build(
        root, issue=Path(issue) if issue else None, week=week, record=Path(record) if record else None,
        output=Path(output) if output else root / "output", formats=formats, archive=archive,
        now=now or datetime.now(UTC),
    )  # fmt: skip


def _root(folder: Path | str) -> Path:
    root = Path(folder).resolve()
    if str(root) not in sys.path:
        sys.path.append(str(root))
    return root
