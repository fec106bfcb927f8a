"""`reportgen build`."""

from __future__ import annotations

import gc
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from reportgen.errors import Exit, UsageError

if TYPE_CHECKING:
    from reportgen.build import Built


@click.command("build")
@click.argument("issue", required=False, type=click.Path(path_type=Path))
@click.option("--week", metavar="DATE", help="The week, where the issue names none: 2026-01-09 or 2026-W02.")
@click.option("--record", metavar="FILE", type=click.Path(path_type=Path), help="Build from a record.json; no network.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Where DATE/ is written.")  # fmt: skip
@click.option(
    "--formats",
    metavar="LIST",
    help="Editions, with commas between: web, pdf, text, email.  [default: web,pdf,text, and email with delivery:]",
)
@click.option("--archive", is_flag=True, help="Also archive.pdf (PDF/A-3 with figures.json in it) and substantiation.")
@click.option("--wait", metavar="TIME", help="Wait until the week is complete, for at most 3h, 45m or 90s.")
def command(
    issue: Path | None, week: str | None, record: Path | None, output: Path, formats: str | None, archive: bool,
    wait: str | None,
) -> int:  # fmt: skip
    """Build the week: web page, PDF, plain text, e-mail, charts, and the record they rest on.

    ISSUE is an issue file (issues/2026-01-16.md); without it the issue: of config.yaml is built, else the newest file
    of issues/. The set is written whole into output/DATE, or not at all; an issue with errors goes to
    output/DATE/draft.

    Where config.yaml has delivery:, or `email` is among the formats, it is also set as an e-mail: email.html and
    email.txt as a reader has them, and email.eml, which any mail program opens.

    With --archive the set also has archive.pdf, the same pages as PDF/A-3 with figures.json inside, and
    substantiation.html and .csv: every claim, what it rests on, and its source.

    With --wait it may be started before the week is over: it sleeps until the exchange has closed, asks the sources
    now and then until every close is there, and ends with exit code 4 and one last line where none came in time.
    """
    if not wait:
        gc.disable()  # a process of seconds
    signal.signal(signal.SIGTERM, _stopped)
    from reportgen.build import FORMATS, build
    from reportgen.cli.desk import document, said, steps
    from reportgen.cli.told.paper import line
    from reportgen.cli.told.printed import beside
    from reportgen.cli.voice import voice
    from reportgen.status import looked

    wanted = None if formats is None else [name.strip() for name in formats.split(",") if name.strip()]
    unknown = [name for name in wanted or () if name not in FORMATS]
    if unknown or wanted == []:
        raise UsageError(
            f"--formats: '{', '.join(unknown)}' is not one of {', '.join(FORMATS)}",
            hint=f"Such as: --formats {','.join(FORMATS[:2])}",
        )
    root = Path.cwd()
    before = looked.text_now(root, issue)
    sys.path.append(str(root))
    with steps() as step:
        if wait is not None:
            from reportgen.wait import build_when_complete

            built = build_when_complete(
                root, issue=issue, week=week, record=record, output=output, formats=wanted, wait=wait,
                clock=lambda: datetime.now(UTC), sleep=time.sleep, step=step, archive=archive,
            )  # fmt: skip
        else:
            built = build(
                root, issue=issue, week=week, record=record, output=output, formats=wanted,
                now=datetime.now(UTC), step=step, archive=archive,
            )  # fmt: skip
    looked.note(before, "build", built.findings, datetime.now(UTC))
    if voice().json:
        document(_plain(built))
    else:
        beside(built.findings)
    kept = [name for name in built.files if "/" not in name]
    charts = sum(name.startswith("charts/") and "-narrow" not in name for name in built.files)
    plural = "" if charts == 1 else "s"
    said(f"Wrote {built.folder}: {', '.join(kept)}" + (f", {charts} chart{plural}" if charts else ""))
    if built.without_pdf:
        line(f"{built.without_pdf.message}. {built.without_pdf.hint}", err=True)
        return int(Exit.PDF)
    if built.draft:
        line("The issue stays a draft until its errors are settled; the last clean set is untouched.", err=True)
        return int(Exit.FINDINGS)
    return int(Exit.DONE)


def _plain(built: Built) -> dict[str, object]:
    """What a build came to, as JSON tells it."""
    from reportgen.cli.told.listed import plain

    lost = built.without_pdf
    return {
        "folder": str(built.folder), "week_ending": built.week_ending.isoformat(), "draft": built.draft,
        "files": list(built.files), "drawn": list(built.drawn), "findings": [plain(one) for one in built.findings],
        "without_pdf": {"message": lost.message, "hint": lost.hint} if lost else None,
    }  # fmt: skip


def _stopped(*_: object) -> NoReturn:
    """A SIGTERM ends the command as an error does: what was begun is put away, what was there stays."""
    click.echo("Stopped.", err=True)
    sys.exit(128 + signal.SIGTERM)
