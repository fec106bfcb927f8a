"""`reportgen disclosures`."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from reportgen.model import Disclosure

WIDEST = 110


@click.command("disclosures")
@click.argument("issue", required=False, type=click.Path(path_type=Path))
@click.option(
    "--record",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The week from a record.json; no network.",
)
@click.option("--week", metavar="DATE", help="The week, where the issue names none.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it."
)
def command(issue: Path | None, record: Path | None, week: str | None, form: str) -> None:
    """Tell which disclosures the issue calls for: by what, on which line, in which words."""
    from reportgen.cli.composed import composed
    from reportgen.cli.voice import in_form

    _, report = composed(issue, record, week)
    if in_form(form) == "json":
        rows = [_plain(one, printed=True) for one in report.disclosures]
        rows += [_plain(one, printed=False) for one in report.unasked]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for line in _told(report.disclosures, report.unasked):
        click.echo(line)


def _plain(one: Disclosure, *, printed: bool) -> dict[str, Any]:
    place = one.place
    return {
        "id": one.id, "version": one.version, "title": one.title, "level": one.level, "because": one.because,
        "file": place.file if place else "", "line": place.line if place else 1, "column": place.column if place else 1,
        "placement": one.placement, "risk": one.risk, "printed": printed and bool(one.text), "text": one.text,
    }  # fmt: skip


def _told(standing: Sequence[Disclosure], unasked: Sequence[Disclosure]) -> Iterator[str]:
    """A row each: id, version, place and words of the evidence; then the text. Last those that are left out."""
    from reportgen.reference import wordings

    every = (*standing, *unasked)
    width = max((len(one.id) for one in every), default=0)
    across = max(len(str(one.place)) for one in every)
    for one in standing:
        yield f"{one.id:<{width}}  v{one.version}  {one.place!s:<{across}}  {one.because}"
        yield from _wrapped(one.text or "MISSING: word it under disclosures: in config.yaml", width)
    if unasked:
        yield "\nNot printed, as nothing asks for them (under disclosures: in config.yaml, as ID: standard):"
        for one in unasked:
            yield f"{one.id:<{width}}  v{one.version}  {one.place!s:<{across}}  {one.because}"
    called = {one.id for one in every}
    resting = [one.id for one in wordings() if one.id not in called and one.within not in called]
    if resting:
        yield ""
        yield from textwrap.wrap(f"Not called for: {', '.join(resting)}", _columns())


def _wrapped(text: str, width: int) -> list[str]:
    indent = " " * (width + 2)
    return textwrap.wrap(text, _columns(), initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _columns() -> int:
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
