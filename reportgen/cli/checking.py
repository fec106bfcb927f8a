"""A check carried out: an issue of ours as a build composes it, or texts from anywhere against the same closes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from reportgen.cli.against import Named, Step, evidence_for, project_at, without
from reportgen.cli.asked import Asked
from reportgen.cli.told import Told, ordered
from reportgen.cli.told.screen import shown
from reportgen.errors import ReportgenError, UsageError
from reportgen.model import Evidence, Finding, Manuscript, MarketWeek, Place, Profile, Project

BUILT = ("index.html", "report.pdf", "report.txt", "email.html", "email.txt")


def check_issue(what: Asked, named: Named, root: Path, step: Step) -> Told:
    """An issue of ours: read, gathered and composed as for a build, and checked."""
    from reportgen.compose import compose
    from reportgen.config import load
    from reportgen.review.check import issue

    step("Reading config.yaml")
    file = what.files[0] if what.files else None
    project = load(root, file)
    market = _market(project, named, step)
    step("Checking the issue")
    report = compose(project, market)
    findings = issue(project, market, report)
    if named.substantiation:
        from reportgen.cli.substantiated import write
        from reportgen.compose.substantiation import rows
        from reportgen.marks import plain

        title = f"{plain(report.title, report.printed)} · {report.week_line}"
        write(named.substantiation, rows(report, project.issue), title, root)
    against = named.csv or named.record
    source = against.name if against else market.source
    return Told(ordered(findings), (str(file or project.issue.title.file),), f"{source}, {_week(market)}")


def _market(project: Project, named: Named, step: Step) -> MarketWeek:
    """The issue's week: gathered, or from the record or the CSV that is named; complete in any case."""
    issue = project.issue
    step("Gathering the week")
    if named.csv is None:
        from reportgen.market.gather import gather

        return gather(
            project.market, project.instruments, ending=issue.week_ending, ending_place=issue.week_place,
            asked=named.week, record=named.record, now=datetime.now(UTC), universes=project.universes,
        )  # fmt: skip
    from reportgen.market.evidence import from_csv
    from reportgen.market.gate import require_complete

    week = named.week or (issue.week_ending.isoformat() if issue.week_ending else None)
    market = from_csv(named.csv, week, project).market
    require_complete(market, project.instruments)
    return replace(market, closes={key: market.closes[key] for key in project.instruments})


def check_texts(what: Asked, paths: dict[str, Path], named: Named, root: Path, step: Step) -> Told:
    """Texts from anywhere, built editions of ours among them, each checked against the same closes."""
    from reportgen.reading import read
    from reportgen.review.bindings import proposals, suggested
    from reportgen.review.check import outside

    project = project_at(root)
    if what.record and not (named.record or named.csv):
        named = replace(named, record=what.record)
    step("Reading")
    manuscripts = {name: read(path, name) for name, path in paths.items()}
    for name, one in manuscripts.items():
        if not one.parts:
            raise UsageError("holds no text", place=Place(name), hint="Check the path, or what was sent to stdin.")
    evidence = evidence_for(named, project, datetime.now(UTC), step)
    on = evidence.market.week.end if evidence else date.today()
    profile = project.profile if project else Profile()
    findings: list[Finding] = []
    for name, one in manuscripts.items():
        step(f"Checking {shown(name)}")
        if named.fix and evidence:
            one = manuscripts[name] = _fixed(one, paths[name], evidence)
        source = "\n".join(lines_of(paths[name], name))
        findings += outside(one, evidence, profile, on, source, built=what.kind == "edition", project=project)
        if evidence is None:
            findings.append(without(name))
        elif named.suggest:
            findings += suggested(proposals(one, lines_of(paths[name], name), evidence))
    if what.kind == "edition" and what.record and len(what.files) > 1:
        findings += _as_built(what.record.parent)
    against = f"{evidence.name}, {_week(evidence.market)}" if evidence else ""
    if named.substantiation and evidence:
        from reportgen.cli.substantiated import write
        from reportgen.review.substantiation import rows

        claims = [row for one in manuscripts.values() for row in rows(one, evidence)]
        write(named.substantiation, claims, f"{', '.join(manuscripts)} · {against}", root)
    return Told(ordered([*findings, *_remarks(evidence, named)]), tuple(paths), against)


def _as_built(folder: Path) -> tuple[Finding, ...]:
    """What is to be told of a build's page and PDF as files: access, disclosures, and whether the editions agree."""
    from reportgen.review.built import built

    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name in BUILT}
    return tuple(
        replace(one, place=replace(one.place, file=str(folder / one.place.file))) for one in built(files)
    )  # fmt: skip


def _fixed(one: Manuscript, path: Path, evidence: Evidence) -> Manuscript:
    """The text with its true numbers bound in the file, read again."""
    from reportgen.cli.binding import fixed
    from reportgen.reading import read

    count = fixed(path, one, lines_of(path, one.file), evidence)
    click.echo(f"Bound {count or 'no'} number{'s' * (count != 1)} in {shown(path.name)}.", err=True)
    return read(path, one.file)


def _remarks(evidence: Evidence | None, named: Named) -> Iterable[Finding]:
    """What reading the CSV has noticed; what a record remembers of its gathering is no matter of the text's."""
    return evidence.market.remarks if evidence and named.csv else ()


def _week(market: MarketWeek) -> str:
    return f"week ending {market.week.end}"


def lines_of(path: Path, file: str) -> Sequence[str]:
    """The lines of a file as they are counted; none of one that cannot be read."""
    from reportgen.reading import source

    with suppress(ReportgenError):
        return source.lines_of(source.text_of(path, file))
    return ()
