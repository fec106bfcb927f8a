"""`reportgen market`: the closes that are kept, ahead of any issue."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.errors import Exit

if TYPE_CHECKING:
    from reportgen.model import Project


@click.group("market")
def command() -> None:
    """Fetch, show, import and compare the closes that are kept in the store (closes.sqlite)."""


@command.command("fetch")
@click.option("--week", metavar="DATE", help="Up to the end of a week: 2026-01-09 or 2026-W02; else up to now.")
def fetch_command(week: str | None) -> int:
    """Ask the sources of config.yaml and keep what they answer.

    One line per source says what was new and what it has revised; the exit code is 4 where a source failed.
    """
    from reportgen.cli.desk import document, notes, said
    from reportgen.cli.told.listed import plain
    from reportgen.cli.told.market import fetched
    from reportgen.cli.told.printed import beside
    from reportgen.cli.voice import voice
    from reportgen.market.chosen import chosen_week
    from reportgen.market.fetch import fetch, this_week
    from reportgen.market.shown import fetched_told, revision_told

    project, now = _project(), datetime.now(UTC)
    plan = project.market
    span = chosen_week(plan, None, None, week, now) if week else this_week(plan.exchange, now, plan.history)
    width = max(
        len(name) for name in (plan.source, *plan.sources, *(one.source for one in project.instruments.values()))
    )
    answers = []
    with notes():
        for one in fetch(plan, project.instruments, span, now):
            answers.append(one)
            if one.failed and voice().quiet:
                click.echo(f"{one.source.name}  {fetched_told(one)}", err=True)
            said(f"{one.source.name:<{width}}  {fetched_told(one)}")
            for revision in one.revised:
                said(f"{'':<{width}}  {revision_told(revision)}")
            if not voice().json:
                beside(one.remarks)
    if voice().json:
        remarks = [plain(finding) for one in answers for finding in one.remarks]
        document({"sources": [fetched(one) for one in answers], "findings": remarks})
    return int(Exit.MARKET if any(one.failed for one in answers) else Exit.DONE)


@command.command("show")
@click.argument("instrument", required=False)
@click.option("--week", metavar="DATE", help="The sessions of a week: 2026-01-09 or 2026-W02; else the last ten.")
def show_command(instrument: str | None, week: str | None) -> int:
    """Show what the store holds: all series, or the last closes of one INSTRUMENT (its key, or a symbol)."""
    from reportgen.cli.desk import document
    from reportgen.cli.told import market as told
    from reportgen.cli.told.paper import line
    from reportgen.cli.voice import voice
    from reportgen.market.chosen import chosen_week
    from reportgen.market.shown import LAST, holdings, sessions_of
    from reportgen.market.store import open_store

    project = _project()
    span = chosen_week(project.market, None, None, week, datetime.now(UTC)) if week else None
    with open_store(_store(project), create=False) as store:
        one = project.instruments.get(instrument or "")
        named = (one.symbol, one.check[1] if one.check else one.symbol) if one else (instrument or "",)
        symbols = tuple(dict.fromkeys(named))
        if voice().json:
            held = told.closes_of(store, symbols, span, LAST) if instrument else told.holdings(store, span)
            document({"store": _store(project).name, "series": held})
            return int(Exit.DONE)
        lines = sessions_of(store, symbols, span) if instrument else holdings(store, span)
    for row in lines:
        line(row)
    return int(Exit.DONE)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--symbol", metavar="S", default="",
              help="Whose closes they are, where the file does not say: a symbol, or an instrument's key.")  # fmt: skip
@click.option("--source", metavar="NAME", default="import", show_default=True,
              help="The name in the store; `source: store` reads `import`.")  # fmt: skip
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="Order of the dates.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="The decimal mark of the numbers.")
@click.option("--dry-run", is_flag=True, help="Say how the file is read, and keep nothing.")
def import_command(file: Path, symbol: str, source: str, dates: str | None, decimal: str | None, dry_run: bool) -> int:
    """Keep the closes of a CSV FILE that was exported from a spreadsheet or a vendor's page.

    It says how the file was read; a file that can be read in two ways is refused with the option that decides.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.told import market as told
    from reportgen.cli.voice import voice
    from reportgen.market.sheets.importing import checked, kept
    from reportgen.market.shown import imported, revision_told

    project, now = _project(), datetime.now(UTC)
    symbol = project.instruments[symbol].symbol if symbol in project.instruments else symbol
    sheet = checked(file, project, now, symbol=symbol, dates=dates or "", decimal=decimal or "")
    tell: Callable[[str], None] = click.echo if dry_run and not voice().json else said
    for line in imported(sheet):
        tell(line)
    new, revised = (0, ()) if dry_run else kept(_store(project), source, sheet, now)
    if dry_run:
        tell("Nothing was kept (--dry-run).")
    else:
        said(f"Kept in {_store(project).name} under {source}: {new} new, {len(revised)} revised.")
    for revision in revised:
        said(f"  {revision_told(revision)}")
    if voice().json:
        held = {"kept": not dry_run, "store": _store(project).name, "source": source, "new": new}
        document({**told.imported(sheet), **held, "revised": [told.revision(one) for one in revised]})
    return int(Exit.DONE)


@command.command("compare")
@click.option(
    "--record", metavar="FILE", type=click.Path(path_type=Path), help="One record.json; else every clean issue."
)
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Where the issues lie.")  # fmt: skip
def compare_command(record: Path | None, output: Path) -> int:
    """Compare the records of printed issues with the store: which closes were revised since, and does it show?

    The exit code is 1 where a close was revised.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.told.listed import plain
    from reportgen.cli.told.printed import beside
    from reportgen.cli.voice import voice
    from reportgen.market.shown import held_now
    from reportgen.market.store import open_store
    from reportgen.review.revisions import issues, revised_closes

    project = _project()
    records = [record] if record else issues(output)
    with open_store(_store(project), create=False) as store:
        findings = revised_closes(
            project, records, held_now(store, {one.symbol for one in project.instruments.values()})
        )
    if voice().json:
        document(
            {
                "store": _store(project).name,
                "records": [str(path) for path in records],
                "findings": [plain(one) for one in findings],
            }
        )
    else:
        beside(findings)
    many = f"{len(records)} record{'s' * (len(records) != 1)}"
    said(f"Compared {many} with {_store(project).name}: {len(findings) or 'no'} finding{'s' * (len(findings) != 1)}.")
    return int(Exit.FINDINGS if findings else Exit.DONE)


def _project() -> Project:
    from reportgen.config import load

    sys.path.append(str(Path.cwd()))
    return load(Path.cwd(), words=False)


def _store(project: Project) -> Path:
    assert project.market.store is not None
    return project.market.store
