"""Where the newsletter in a folder stands in the weekly round: quick, without a network, and nothing is changed."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from reportgen.errors import ConfigError, ReportgenError, UsageError
from reportgen.model import Project
from reportgen.status.issue import issue_of_week, issue_standing, monday
from reportgen.status.looked import CONFIG
from reportgen.status.nouns import Standing, WeekStanding
from reportgen.status.sent import sent_of
from reportgen.status.steps import round_of, step_of
from reportgen.status.taken import taken

BEGIN = "reportgen init my-weekly"
ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def standing_of(root: Path, now: datetime, output: Path = Path("output")) -> Standing:
    """Where the newsletter in `root` stands at `now` (UTC), with the sets that were built into `output`.

    A config.yaml or an issue with mistakes is told among the `mistakes`, beside what is known in spite of them.
    """
    if not (root / CONFIG).is_file():
        return Standing(now, "missing", "", None, None, round_of("new", False), BEGIN, "There is no config.yaml here.")
    one = taken(root)
    weeks: Mapping[date, WeekStanding] = {}
    mistakes = one.mistakes
    try:
        weeks = _weeks(one.project, one.exchange, now)
    except ReportgenError as error:
        mistakes = (*mistakes, error)
    due = next((week for _, week in sorted(weeks.items(), reverse=True) if week.complete), None)
    issue = issue_standing(root, one.file, one.issue, output, due.end if due else None) if one.file else None
    plan = one.project.delivery if one.project else None
    if issue and issue.folder and plan:
        issue = replace(issue, sent=sent_of(plan.ledger, Path(issue.folder).name))
    week = next((week for begin, week in sorted(weeks.items()) if begin >= monday(now.date())), None)
    if week is not None:
        week = replace(week, issue=issue_of_week(root, week.end, issue))
    if mistakes:
        place = next((error.place for error in mistakes if error.place), None)
        return Standing(
            now, "found" if one.project else "broken", one.name, issue, week, round_of("check", False),
            _typed("check", one.named, one.file), f"First mend {place.file if place else CONFIG}.", mistakes,
        )  # fmt: skip
    begun = issue is not None and due is not None and (issue.week_ending or due.end) >= due.end - timedelta(days=6)
    here, because = step_of(issue, due, begun, mails=plan is not None)
    if here == "new" and one.project:
        because += _lacking(one.project, due.end if due else None)
    typed = _typed(here or "new", one.named, one.file)
    if here == "send" and issue and issue.sent:
        typed = f"{typed} --resume" if issue.sent.pending else "reportgen status"
    steps = round_of(here, not here, mails=plan is not None)
    return Standing(now, "found", one.name, issue, week, steps, typed, because)


def _lacking(project: Project, end: date | None) -> str:
    """What is to be done before a week can be drafted, where its closes are seen not to be there."""
    plan = project.market
    if plan.source == "record":
        return " The closes are those of one recorded week: name a source under market: in config.yaml first."
    if plan.source != "csv" or plan.path is None or end is None:
        return ""
    try:
        text = plan.path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    if not ISO.search(text) or end.isoformat() in text:
        return ""
    file = os.path.relpath(plan.path, project.folder)
    return f" {file} has no closes of it: put them in, or name a live source under market: in config.yaml first."


def _typed(step: str, named: bool, file: Path | None) -> str:
    """What to type for a step; an issue that is not the one that is meant anyway is named."""
    return f"reportgen {step}" + (f" {shlex.quote(str(file))}" if named and step != "new" else "")


def _weeks(project: Project | None, exchange: str, now: datetime) -> dict[date, WeekStanding]:
    """The weeks around now by their Mondays; the closes at hand are told of the one at hand. Without a project they
    are those of an exchange.
    """
    from reportgen.status.closes import closes_of
    from reportgen.status.diary import diary

    exchange = project.market.exchange if project else exchange
    try:
        found = diary(exchange, now)
    except UsageError as error:
        raise ConfigError(f"market.{error.message}", hint=error.hint) from None
    at_hand = min((begin for begin in found.weeks if begin >= monday(now.date())), default=None)
    weeks = {}
    for begin, one in found.weeks.items():
        week, over = one.week, sum(moment <= now for moment in one.over_at)
        closes = closes_of(project.market, project.instruments, week, over) if project and begin == at_hand else None
        weeks[begin] = WeekStanding(
            exchange, week.sessions, week.closed, week.early, one.over_at[-1], found.zone, over == len(week.sessions),
            over, closes=closes,
        )  # fmt: skip
    return weeks
