"""`reportgen figures`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from reportgen.errors import Exit, UsageError
from reportgen.model import Derivation


@click.command("figures")
@click.argument("issue", required=False, type=click.Path(path_type=Path))
@click.option("--id", "asked", metavar="ID", help="One figure: russell_2000.week, facts.KEY; or as printed: +4.6%.")
@click.option(
    "--record",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The week from a record.json; no network.",
)
@click.option("--week", metavar="DATE", help="The week, where the issue names none.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(issue: Path | None, asked: str | None, record: Path | None, week: str | None, form: str) -> int:
    """Explain every printed number: its formula, the closes in it, their sources, and where it is printed.

    ISSUE is an issue file, or the folder of a built one (output/2026-01-09), which is explained by its figures.json.
    Without --id the figures stand in a table; with it the figure is worked out from its closes.
    """
    from reportgen.cli.explain import explained, matching, table
    from reportgen.cli.told.paper import line, width_of
    from reportgen.cli.voice import in_form
    from reportgen.compose.figures import row

    derived = _built(issue, record, week) if issue and issue.is_dir() else _composed(issue, record, week)
    found = matching(derived, asked) if asked is not None else derived
    if in_form(form) == "json":
        from reportgen.compose.worked import worked

        rows = [row(one) | {"worked": list(worked(one))} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        width = width_of(sys.stdout) if sys.stdout.isatty() else sys.maxsize
        for told in ("\n\n".join(map(explained, found)) if asked is not None else table(found, width)).split("\n"):
            line(told)
    return int(Exit.DONE)


def _composed(issue: Path | None, record: Path | None, week: str | None) -> tuple[Derivation, ...]:
    """The figures of an issue as it would be built now."""
    from reportgen.cli.composed import composed
    from reportgen.compose.printings import derivations

    project, report = composed(issue, record, week)
    return derivations(report, project.issue)


def _built(folder: Path, record: Path | None, week: str | None) -> tuple[Derivation, ...]:
    """The figures of a built issue, as they were printed."""
    from reportgen.compose.figures import read

    if record or week:
        raise UsageError(f"{folder} is built, for a week of its own", hint="Leave --record and --week out.")
    path = folder / "figures.json"
    try:
        return read(path.read_bytes())[1]
    except FileNotFoundError:
        raise UsageError(f"{folder} has no figures.json", hint="Name a folder that reportgen build wrote.") from None
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}", hint="Name a folder that reportgen build wrote."
        ) from None
    except ValueError as error:
        raise UsageError(f"{path} is no figures.json of reportgen ({error})", hint="Build the issue anew.") from None
