"""`reportgen check`."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.told import FORMATS
from reportgen.errors import Exit, UsageError

if TYPE_CHECKING:
    from reportgen.cli.asked import Asked

STDIN = "stdin"


@click.command("check")
@click.argument("target", metavar="[ISSUE|FILE|FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option("--record", metavar="FILE", type=click.Path(path_type=Path), help="Check against a record.json.")
@click.option("--csv", metavar="FILE", type=click.Path(path_type=Path),
              help="Check against a CSV of closes: date,^RUT,^GSPC,…")  # fmt: skip
@click.option("--week", metavar="DATE", help="The week that the text is about: any day of it, or 2026-W02.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="For people, or for programs.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Warnings, too, end in exit code 1.")
@click.option("--suggest", is_flag=True, help="Propose a figure for each true number: [[4.6% = russell_2000.week]].")
@click.option("--fix", is_flag=True, help="Write what --suggest proposes into the text.")
@click.option("--substantiation", metavar="DIR", type=click.Path(path_type=Path),
              help="Write each claim with its evidence and its source there, as a page and as CSV.")  # fmt: skip
def command(
    target: Path | None, record: Path | None, csv: Path | None, week: str | None, form: str, strict: bool,
    suggest: bool, fix: bool, substantiation: Path | None,
) -> int:  # fmt: skip
    """Check a text: every number, direction, date, name and quote in it, and what it must say besides.

    Without a target the issue: of config.yaml is checked, else the newest file of issues/. A target is an issue file
    (issues/2026-01-16.md), a built edition (output/2026-01-09), or a text that anybody wrote: Markdown, plain text or
    a web page; - reads from stdin. A text from outside is checked against the record or the CSV that is named, else
    against the week of the project here.

    A number that is bound to a figure by name is checked as bound. The exit code is 1 where there are errors. Nothing
    is changed without --fix, and no language model decides anything.
    """
    if record and csv:
        raise UsageError("--record and --csv exclude each other", hint="Name one of them.")
    from reportgen.cli.against import Named
    from reportgen.cli.asked import asked
    from reportgen.cli.checking import check_issue, check_texts, lines_of
    from reportgen.cli.desk import steps
    from reportgen.cli.told.printed import printed
    from reportgen.cli.voice import in_form
    from reportgen.status import looked

    root, form = Path.cwd(), in_form(form)
    before = None
    sys.path.append(str(root))
    what, named = asked(target, root), Named(record, csv, week, suggest, fix, substantiation)
    if suggest or fix:
        from reportgen.cli.binding import bindable

        bindable(what, fix)
    with tempfile.TemporaryDirectory() as folder:
        paths = _paths(what, Path(folder))
        with steps() as step:
            if what.kind == "issue":
                before = looked.text_now(root, what.files[0] if what.files else None)
                told = check_issue(what, named, root, step)
            else:
                told = check_texts(what, paths, named, root, step)
        if named == Named(substantiation=substantiation):
            looked.note(before, "check", told.findings, datetime.now(UTC))
        held = {file: lines_of(paths.get(file, Path(file)), file) for file in {one.place.file for one in told.findings}}
        printed(told, form, lambda file: held.get(file, ()))
    return int(Exit.FINDINGS if told.count("error") or (strict and told.count("warning")) else Exit.DONE)


def _once(path: Path) -> bool:
    """Whether a file can be read once only, as a pipe can."""
    try:
        return path.is_fifo()
    except OSError:
        return False


def _paths(what: Asked, folder: Path) -> dict[str, Path]:
    """The files by the names under which they are told; what can be read once only is kept in `folder` meanwhile."""
    from reportgen.reading.source import LIMIT

    if [str(path) for path in what.files] == ["-"]:
        kept = folder / f"{STDIN}.txt"
        kept.write_bytes(sys.stdin.buffer.read(LIMIT + 1))
        return {STDIN: kept}
    paths = {str(path): path for path in what.files}
    for number, (name, path) in enumerate(paths.items()):
        if _once(path):
            kept = folder / f"{number}{path.suffix}"
            with path.open("rb") as pipe:
                kept.write_bytes(pipe.read(LIMIT + 1))
            paths[name] = kept
    return paths
