"""The newsletter as far as it can be read: what is wrong in it is handed on, and does not hide the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.config.forms import MarketForm
from reportgen.config.issues import issue_files
from reportgen.errors import Mistakes, ReportgenError
from reportgen.model import Issue, Project
from reportgen.status.looked import CONFIG, issue_meant

USUAL = str(MarketForm.model_fields["exchange"].default)


@dataclass(frozen=True)
class Taken:
    """The publication's name ("" where it cannot be read); the project, with any issue or without; the file of its
    last issue; whether that has to be `named` to be built; the issue, where it can be read; the mistakes; and without a
    project the exchange, as far as it is known.
    """

    name: str
    project: Project | None
    file: Path | None
    named: bool
    issue: Issue | None
    mistakes: tuple[ReportgenError, ...] = ()
    exchange: str = USUAL


def taken(root: Path) -> Taken:
    """The newsletter in `root`, with its last issue: the one that is meant, or a file that is for a later week."""
    file = issue_meant(root)
    one = _read(root, file)
    ending = one.issue.week_ending if one.issue else None
    newest = next(reversed(issue_files(root)), None)
    if file == Path(CONFIG) and ending and newest and newest.stem > ending.isoformat():
        return _read(root, newest, named=True)
    return one


def _read(root: Path, file: Path | None, *, named: bool = False) -> Taken:
    from reportgen.config import load

    try:
        project = load(root, file if named else None, words=file is not None)
    except ReportgenError as error:
        mistakes = tuple(error.ordered()) if isinstance(error, Mistakes) else (error,)
    else:
        return Taken(project.publication.name, project, file, named, project.issue if file else None)
    try:
        project = load(root, words=False)
    except ReportgenError:
        name, exchange = _rest(root)
        return Taken(name, None, file, named, None, mistakes, exchange)
    return Taken(project.publication.name, project, file, named, None, mistakes)


def _rest(root: Path) -> tuple[str, str]:
    """The publication's name and the exchange of a config.yaml that is wrong elsewhere."""
    from reportgen.yamlfile import parse, read_text

    try:
        content = parse(read_text(root / CONFIG, CONFIG), CONFIG).content
    except ReportgenError:
        return "", USUAL
    return _under(content, "publication", "name", ""), _under(content, "market", "exchange", USUAL)


def _under(content: Any, part: str, key: str, usual: str) -> str:
    entries = content.get(part)
    found = entries.get(key) if isinstance(entries, dict) else None
    return found if isinstance(found, str) and found else usual
