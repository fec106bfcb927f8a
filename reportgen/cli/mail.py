"""`reportgen mail`: the built e-mail, looked at before it is sent."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.mailed import counted, near
from reportgen.cli.told.paper import Segment, put, width_of
from reportgen.cli.told.screen import wrapped
from reportgen.errors import Exit, UsageError

if TYPE_CHECKING:
    from reportgen.delivery.examined.clients import Feature
    from reportgen.delivery.examined.letter import Letter
    from reportgen.delivery.examined.nouns import Looked
    from reportgen.model import DeliveryPlan

MARKS = {
    "ok": ("ok     ", "green"), "note": ("-      ", "dim"),
    "warning": ("WARNING", "yellow"), "error": ("ERROR  ", "bold red"),
}  # fmt: skip
HOW = {"yes": ("yes", "green"), "part": ("part", "yellow"), "no": ("no", "red")}
NAME = 22
"""Cells of the first column."""


@click.group("mail")
def command() -> None:
    """Look at the built e-mail before it is sent."""


@command.command("doctor")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Where the issues lie.")  # fmt: skip
@click.option("--dns", "ask", is_flag=True, help="Ask the DNS for SPF, DKIM, DMARC and MX, too.")
@click.option("--selector", metavar="NAME", default="", help="The name of the DKIM key, which the service tells.")
def doctor_command(file: Path | None, output: Path, ask: bool, selector: str) -> int:
    """Tell what filters and mail programs will find.

    It reads FILE, or the email.eml of the newest built issue: its bytes and headers, whether From, return path and the
    page for leaving are of one domain, sizes, pictures, texts, and what each large mail program makes of it. Without
    --dns nothing is asked of the network. The exit code is 1 where there is an error.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.voice import voice
    from reportgen.delivery.examined import examined
    from reportgen.delivery.examined.clients import in_use
    from reportgen.delivery.examined.letter import opened
    from reportgen.delivery.examined.page import Page

    plan = _plan(needed=file is None)
    path = file or _newest(output)
    letter = opened(path)
    found = [*examined(letter, plan)]
    if ask:
        from reportgen.cli.desk import steps

        with steps() as step:
            step("Asking the DNS")
            found += _dns(letter, plan, selector)
    used = in_use(Page(letter.html))
    errors, warnings = (sum(1 for one in found if one.state == state) for state in ("error", "warning"))
    if voice().json:
        document({
            "file": near(path.absolute()), "errors": errors, "warnings": warnings,
            "checks": [asdict(one) for one in found],
            "programs": [{"name": one.name, "level": one.level, **one.support, "then": one.then, "tested": one.tested,
                          "source": one.source} for one in used],
        })  # fmt: skip
        return int(Exit.FINDINGS if errors else Exit.DONE)
    width = width_of(sys.stdout) if sys.stdout.isatty() else sys.maxsize
    put(row for one in found if one.state in ("error", "warning") or not voice().quiet for row in _rows(one, width))
    if used and not voice().quiet:
        put(_table(used, width))
    said(f"{near(path.absolute())}: {counted(errors, 'error')}, {counted(warnings, 'warning')}.")
    return int(Exit.FINDINGS if errors else Exit.DONE)


def _newest(output: Path) -> Path:
    """The e-mail of the newest issue; a draft's where there is no other."""
    for pattern in ("*/email.eml", "*/draft/email.eml"):
        if found := sorted(output.glob(pattern)):
            return found[-1]
    raise UsageError(
        f"there is no {output}/DATE/email.eml yet",
        hint="reportgen build writes one where config.yaml has a delivery:, or with --formats email.",
    )


def _plan(*, needed: bool) -> DeliveryPlan | None:
    """What config.yaml says of the e-mail; nothing where a file is looked at away from any."""
    from reportgen.config import load
    from reportgen.errors import ConfigError

    try:
        return load(Path.cwd(), words=False).delivery
    except ConfigError:
        if needed or Path("config.yaml").exists():
            raise
        return None


def _dns(letter: Letter, plan: DeliveryPlan | None, selector: str) -> Iterator[Looked]:
    """What the DNS says of the domains of a message."""
    from reportgen.delivery.examined.dns import asked, dns
    from reportgen.delivery.examined.domains import domain_of, page_host, path_domain

    domain = domain_of(letter)
    if domain:
        yield from dns(domain, path_domain(letter, plan) or domain, page_host(letter), selector, asked)


def _rows(one: Looked, width: int) -> Iterator[list[Segment]]:
    """A line for what was looked at; words that do not fit stand below each other, the hint under all."""
    room = width - NAME - 10
    lines = wrapped(one.words, room) if room > 20 else [one.words]
    yield [MARKS[one.state], (f"  {one.name:<{NAME}} {lines[0]}", "")]
    for line in lines[1:]:
        yield [(" " * (NAME + 10) + line, "")]
    if one.hint:
        yield from (
            [(" " * (NAME + 10) + line, "dim")] for line in (wrapped(one.hint, room) if room > 20 else [one.hint])
        )


def _table(used: Sequence[Feature], width: int) -> Iterator[list[Segment]]:
    """What is used, and what each program makes of it."""
    from reportgen.delivery.examined.clients import clients

    heads = list(clients().values())
    first = max(len(one.name) for one in used) + 2
    yield []
    yield [("".join((" " * first, *(f"{head:<{len(head) + 2}}" for head in heads))).rstrip(), "bold")]
    before = first + sum(len(head) + 2 for head in heads)
    for one in used:
        cells: list[Segment] = [(f"{one.name:<{first}}", "")]
        for key, head in clients().items():
            word, style = HOW[one.support[key]]
            cells += [(word, style), (" " * (len(head) + 2 - len(word)), "")]
        if before + len(one.then) <= width:
            yield [*cells, (one.then, "dim")]
        else:
            yield cells[:-1]
            yield from ([(f"  {line}", "dim")] for line in wrapped(one.then, width - 2))
    yield []
