"""How far an issue is: not built, a draft, built clean, or changed since it was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reportgen.config.issues import issue_files
from reportgen.model import Issue
from reportgen.status.looked import CONFIG, noted, text_now
from reportgen.status.nouns import IssueStanding, State


def issue_standing(root: Path, file: Path, issue: Issue | None, output: Path, due: date | None) -> IssueStanding:
    """The issue in `file`, with the set in `output` that was built of it last; `due` is the end of the week that is
    taken where it names none. `issue` is None where the file cannot be read.
    """
    name = str(file)
    ending = issue.week_ending if issue else dated(name)
    title = " ".join(issue.title.text.split()) if issue else ""
    state: State = "not built" if ending or issue else "unreadable"
    one = IssueStanding(name, title, ending, state, found=noted(text_now(root, file)))
    week = ending or due
    return _built(root, one, output / week.isoformat()) if week else one


def issue_of_week(root: Path, end: date, known: IssueStanding | None) -> str | None:
    """The issue of the week that ends so, if there is one."""
    if known and known.week_ending and monday(known.week_ending) == monday(end):
        return known.file
    files = map(str, issue_files(root))
    return next((one for one in files if (day := dated(one)) and monday(day) == monday(end)), None)


def dated(name: str) -> date | None:
    """The date in the name of an issue file."""
    found = re.search(r"(\d{4}-\d\d-\d\d)\.md$", name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _built(root: Path, one: IssueStanding, folder: Path) -> IssueStanding:
    sets = [
        (moment, place)
        for place in (folder / "draft", folder)
        if (moment := _moment(root / place / "record.json")) is not None
    ]
    if not sets:
        return one
    built, place = max(sets, key=lambda pair: pair[0])
    newer = [name for name in dict.fromkeys((one.file, CONFIG)) if (_moment(root / name) or built) > built]
    same = one.found is not None and one.found.current and one.found.by == "build" and one.found.at >= built
    changed = newer[0] if newer and not same else None
    state: State = "draft" if place.name == "draft" else "changed" if changed else "built"
    return replace(one, state=state, folder=str(place), built=built, changed=changed)


def _moment(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
