"""Where the newsletter in a folder stands in the weekly round: quick, without a network, and nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reportgen.config.issues import issue_files
from reportgen.errors import ConfigError, Mistakes, ReportgenError, UsageError
from reportgen.model import Project
from reportgen.status import looked
from reportgen.status.nouns import Config, IssueStanding, Standing, State, WeekStanding
from reportgen.status.steps import round_of, step_of

CONFIG = "config.yaml"
BEGIN = "reportgen init my-weekly"


def standing_of(root: Path, now: datetime, output: Path = Path("output")) -> Standing:
    """Where the newsletter in `root` stands at `now` (UTC), with the sets that were built into `output`.

    A config.yaml or an issue with mistakes is told among the `mistakes`, beside what is known in spite of them.
    """
    if not (root / CONFIG).is_file():
        return Standing(now, "missing", "", None, None, round_of("new", False), BEGIN, "There is no config.yaml here.")
    project, whole, mistakes = _project(root)
    name = project.publication.name if project else _named(root)
    weeks = _weeks(project, now) if project else {}
    if isinstance(weeks, ReportgenError):
        mistakes, weeks = (*mistakes, weeks), {}
    due = next((one for begin, one in sorted(weeks.items(), reverse=True) if one.complete), None)
    issue = _issue(root, project if whole else None, output, due)
    monday = _monday(now.date())
    week = weeks.get(monday) or next((one for begin, one in sorted(weeks.items()) if begin > monday), None)
    if week is not None:
        week = replace(week, issue=_issue_for(root, week, issue))
    if mistakes:
        place = next((one.place for one in mistakes if one.place), None)
        return Standing(
            now, "broken" if not project else "found", name, issue, week, round_of("check", False),
            "reportgen check", f"First mend {place.file if place else CONFIG}.", mistakes,
        )  # fmt: skip
    begun = issue is not None and due is not None and (issue.week_ending or due.end) >= due.end - timedelta(days=6)
    here, because = step_of(issue, due, begun)
    config: Config = "found"
    typed = f"reportgen {here}" if here else "reportgen new"
    return Standing(now, config, name, issue, week, round_of(here, not here), typed, because)


def _project(root: Path) -> tuple[Project | None, bool, tuple[ReportgenError, ...]]:
    """The project, whether its issue is in it, and the mistakes that were found."""
    from reportgen.config import load

    words = looked.issue_meant(root) is not None
    try:
        return load(root, words=words), words, ()
    except ReportgenError as error:
        mistakes = tuple(error.ordered()) if isinstance(error, Mistakes) else (error,)
    try:
        return load(root, words=False), False, mistakes
    except ReportgenError:
        return None, False, mistakes


def _named(root: Path) -> str:
    """The publication's name in a config.yaml that is wrong elsewhere; "" where it cannot be read at all."""
    from reportgen.yamlfile import parse, read_text

    try:
        publication = parse(read_text(root / CONFIG, CONFIG), CONFIG).content.get("publication")
    except ReportgenError:
        return ""
    name = publication.get("name") if isinstance(publication, dict) else None
    return name if isinstance(name, str) else ""


def _weeks(project: Project, now: datetime) -> Mapping[date, WeekStanding] | ReportgenError:
    """The weeks around now by their Mondays; the closes at hand are told of the one at hand."""
    from reportgen.status.closes import closes_of
    from reportgen.status.diary import diary

    try:
        kept = diary(project.market, project.instruments, now)
    except UsageError as error:
        return ConfigError(f"market.{error.message}", hint=error.hint)
    except ReportgenError as error:
        return error
    weeks = {}
    for begin, one in kept.weeks.items():
        complete = one.complete_at <= now
        over = len(one.sessions) if complete else sum(moment <= now for moment in one.over_at)
        closes = None
        if begin == _monday(now.date()):
            closes = closes_of(project.market, project.instruments, one, over)
        weeks[begin] = WeekStanding(
            project.market.exchange, one.sessions, one.closed, one.early, one.complete_at, kept.zone, complete, over,
            closes=closes,
        )  # fmt: skip
    return weeks


def _issue(root: Path, project: Project | None, output: Path, due: WeekStanding | None) -> IssueStanding | None:
    """The issue that a build takes, and what came of it; None where there is none."""
    file = looked.issue_meant(root)
    if file is None:
        return None
    name = str(file)
    week = project.issue.week_ending if project else _dated(name)
    ending = week or (due.end if due else None)
    one = IssueStanding(
        name, " ".join(project.issue.title.text.split()) if project else "", week, "not built",
        found=looked.noted(looked.text_now(root, file)),
    )  # fmt: skip
    return _built(root, one, output / ending.isoformat()) if ending else one


def _built(root: Path, one: IssueStanding, folder: Path) -> IssueStanding:
    """The issue with the set that was built of it last: a clean one, or a draft."""
    places = (folder, folder / "draft")
    sets = [(moment, place) for place in places if (moment := _moment(root / place / "record.json"))]
    if not sets:
        return one
    built, place = max(sets, key=lambda pair: (pair[0], pair[1] == folder))
    state: State
    newer = [name for name in dict.fromkeys((one.file, CONFIG)) if (_moment(root / name) or built) > built]
    same = one.found is not None and one.found.current and one.found.by == "build" and one.found.at >= built
    changed = newer[0] if newer and not same else None
    state = "draft" if place.name == "draft" else "changed" if changed else "built"
    return replace(one, state=state, folder=str(place), built=built, changed=changed)


def _issue_for(root: Path, week: WeekStanding, issue: IssueStanding | None) -> str | None:
    """The issue of a week, if there is one."""
    if issue and issue.week_ending and _monday(issue.week_ending) == _monday(week.end):
        return issue.file
    files = (str(one) for one in issue_files(root))
    return next((one for one in files if (day := _dated(one)) and _monday(day) == _monday(week.end)), None)


def _moment(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None


def _dated(name: str) -> date | None:
    found = re.search(r"(\d{4}-\d\d-\d\d)\.md$", name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
