"""Writes what the documentation says of options from the code that has them: `make docs`.

docs/reference.md and docs/config.schema.json are made here whole, docs/gallery.md in gallery.py; a test holds them to the code.
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
import findings
import gallery
import interface
from pydantic import BaseModel

from reportgen import formats
from reportgen.charts import KINDS
from reportgen.cli import COMMANDS, cli
from reportgen.compose import words
from reportgen.compose.blocks import BLOCKS
from reportgen.compose.ink import USUAL
from reportgen.config import schema
from reportgen.config.forms import ConfigForm
from reportgen.errors import Exit
from reportgen.market import SOURCES
from reportgen.measure import MEASURES
from reportgen.measure.breadth import BREADTH_MEASURES
from reportgen.measure.risk import QUARTER
from reportgen.model import Figure
from reportgen.reference import wordings

ROOT = Path(__file__).resolve().parent.parent
EXITS = {
    Exit.DONE: "Done",
    Exit.FINDINGS: "The check found errors (`--strict`: warnings, too); a build was written as a draft, to `output/DATE/draft/`",
    Exit.USAGE: "The command cannot be carried out as asked, or the output cannot be written",
    Exit.CONFIG: "config.yaml or the issue file is missing, unreadable or wrong",
    Exit.MARKET: "The market data is missing, incomplete or unreadable",
    Exit.TEMPLATE: "Prose or a template names something that does not exist, or cannot be read; or a chart, a block or a check of your own fails",
    Exit.PDF: "The PDF cannot be printed on this machine; the rest of the set was written",
    Exit.DELIVERY: "Delivery failed (not used yet)",
    Exit.INTEGRITY: "A hash or an approval does not hold (not used yet)",
}


UNITS: dict[str, tuple[str, float]] = {
    "level": ("The closes of an index", 2624.22),
    "price": ("The closes of a fund, a stock, a commodity, a currency or crypto, in their `currency`", 262.4),
    "yield": ("The closes of a rate, in percent a year", 4.18),
    "fraction": ("Changes of anything but a rate", 0.046248),
    "yield_difference": ("Changes of a rate, and their spreads", 0.03),
    "fraction_difference": ("Spreads of anything but a rate", 0.0305),
    "points": ("Changes in index points, or in the currency of a price", 116.0),
    "rank": ("Places", 1.0),
    "share": ("Volatility, shares of members", 0.566),
    "count": ("Numbers of members", 356.0),
}


def main() -> None:
    (ROOT / "docs/reference.md").write_text(reference())
    (ROOT / "docs/config.schema.json").write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n")
    interface.PAGE.write_text(interface.page(interface.PAGE.read_text()))
    gallery.main()


def reference() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Reference",
            "",
            "Made from the code by `make docs`; a test holds it to the code.",
            *_commands(),
            *_exits(),
            *_config(),
            *_figures(),
            *_filters(),
            *_verbs(),
            *_blocks(),
            *_sources(),
            *_disclosures(),
            *findings.table(),
            "",
        ]
    )


def _commands() -> Iterator[str]:
    yield from ("", "## Commands", "", "```text", _help(cli, "reportgen"), "```")
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        yield from ("", "```text", _help(command, f"reportgen {name}"), "```")
        for under, one in sorted(getattr(command, "commands", {}).items()):
            yield from ("", "```text", _help(one, f"reportgen {name} {under}"), "```")


def _help(command: click.Command, name: str) -> str:
    fresh = copy.copy(command)
    fresh._help_option = None  # click keeps the first one that is asked for, in whatever context that was
    context = click.Context(fresh, info_name=name, max_content_width=100, terminal_width=100)
    return "\n".join(line.rstrip() for line in fresh.get_help(context).splitlines())


def _exits() -> Iterator[str]:
    yield from ("", "## Exit codes", "", "| code | meaning |", "| --- | --- |")
    for code in Exit:
        yield f"| {int(code)} | {EXITS[code]} |"


def _config() -> Iterator[str]:
    yield from (
        "", "## config.yaml", "", "Keys in bold must be given. `KEY` is a name of your choice: small letters, digits and _.",
        "", "| key | default | what it is |", "| --- | --- | --- |",
    )  # fmt: skip
    yield from _rows(ConfigForm, "")


def _rows(form: type[BaseModel], under: str) -> Iterator[str]:
    for name, field in form.model_fields.items():
        path = f"{under}{field.alias or name}"
        inner, middle = _inner(field.annotation)
        shown = f"**`{path}`**" if field.is_required() else f"`{path}`"
        default = (
            "" if field.is_required() or inner or field.default in (None, "", [], {}) else f"`{_plain(field.default)}`"
        )
        choices = ", ".join(f"`{one}`" for one in _choices(field.annotation))
        about = f"{field.description}; one of {choices}" if choices else field.description
        yield f"| {shown} | {default} | {about} |"
        if inner:
            yield from _rows(inner, f"{path}{middle}.")


def _choices(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return tuple(str(one) for one in get_args(kind))
    return next(filter(None, map(_choices, get_args(kind))), ())


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _inner(kind: Any) -> tuple[type[BaseModel] | None, str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind, ""
    middle = {dict: ".KEY", list: "[]"}.get(get_origin(kind), "")
    for part in get_args(kind):
        found, further = _inner(part)
        if found:
            return found, middle + further
    return None, ""


def _figures() -> Iterator[str]:
    yield from (
        "", "## Figures", "",
        "`KEY.measure`, where `KEY` is an instrument of config.yaml: `russell_2000.week`. Changes are price returns from"
        " official close to official close, by the instrument's own calendar. A figure whose closes are not there is"
        " absent, with the reason; what reaches back into the history needs every close on the way.",
        "", "| measure | what it is |", "| --- | --- |",
    )  # fmt: skip
    for name, text in MEASURES.items():
        yield f"| `{name}` | {text} |"
    yield from (
        "", "`UNIVERSE.measure`, where `UNIVERSE` is one of `universes`: `members.advancers`.",
        "", "| measure | what it is |", "| --- | --- |",
    )  # fmt: skip
    for name, text in BREADTH_MEASURES.items():
        yield f"| `{name}` | {text} |"
    yield from ("", "| unit | what has it | as it is usually printed |", "| --- | --- | --- |")
    for unit, (what, value) in UNITS.items():
        one = Figure("", value, unit, "", (), "", "", currency="USD" if unit == "price" else "")  # type: ignore[arg-type]
        yield f"| {unit} | {what} | {USUAL[unit](value, one)} |"


def _filters() -> Iterator[str]:
    yield from (
        "",
        "## Filters and tests",
        "",
        "`{{ russell_2000.week | percent }}`; decimals go in brackets: `percent(2)`.",
        "",
    )
    yield from ("| filter | what it prints |", "| --- | --- |")
    for name, function in words.filters(None).items():  # type: ignore[arg-type]
        yield f"| `{name}` | {function.__doc__} |"
    yield from ("", "| test | when it holds |", "| --- | --- |")
    for name, test in words.tests().items():
        yield f"| `is {name}` | {test.__doc__} |"
    yield ""
    yield (
        "`facts.KEY` prints a fact's value with its note; `week.end`, `week.base` and `week.first` are dates, "
        "`week.sessions` is their number, `week.shortened` holds in a week with a holiday or an early close."
    )


def _verbs() -> Iterator[str]:
    yield from ("", "## Verbs", "", "`moved` and `verb` choose by the size of the change and its period:", "")
    yield from (
        "| period | was little changed | edged up, edged down | rose, fell | jumped, tumbled |",
        "| --- | --- | --- | --- | --- |",
    )
    rows = {**formats.HORIZONS, "anything longer": formats.LONGER}
    for name, (flat, edge, leap) in rows.items():
        yield f"| {name} | below {flat:.2%} | below {edge:.2%} | below {leap:.0%} | from {leap:.0%} |"
    rates = {**formats.RATE_HORIZONS, "anything longer": formats.RATE_LONGER}
    for name, (flat, edge, leap) in rates.items():
        row = f"{flat * 100:g} bp | below {edge * 100:g} bp | below {leap * 100:g} bp | from {leap * 100:g} bp |"
        yield f"| {name}, of a rate | below {row}"
    yield from (
        "",
        f"Where the {QUARTER} daily changes before the week are at hand, an instrument has thresholds of its own: its usual"
        f" size, which is the root mean square of those changes times the root of the period's sessions. Up to"
        f" {formats.LITTLE:g} times that (and always below what the table calls little) it was little changed; up to"
        f" {formats.EDGED:g} times it edged up or down; from {formats.LEAPT:g} times on (and never below what the table"
        " calls an edge) it jumped or tumbled. Changes against a high, a low or a record go by the table.",
    )


def _blocks() -> Iterator[str]:
    yield from ("", "## Blocks", "", "| block | what it sets |", "| --- | --- |")
    for function in BLOCKS.values():
        block, _, text = (function.__doc__ or "").partition(": ")
        yield f"| {block} | {text[0].upper()}{' '.join(text[1:].split())} |"
    yield from (
        "",
        "Chart kinds: "
        + ", ".join(f"`{k}`" for k in KINDS)
        + ", or `package.module:function` of [your own](how-to/own-chart.md). [The gallery](gallery.md) shows each.",
        "",
        "[A block of your own](how-to/own-block.md) stands under `blocks:`, [a check](how-to/own-check.md) under `checks:`.",
    )


def _sources() -> Iterator[str]:
    yield from (
        "",
        "## Market sources",
        "",
        "`" + "`, `".join(SOURCES) + "`, `record`, or `package.module:function` of [your own](how-to/own-feed.md).",
    )


def _disclosures() -> Iterator[str]:
    yield from (
        "", "## Disclosures", "",
        "Each stands when the content calls for it. A wording of your own goes under `disclosures:` in config.yaml, by id."
        " Nothing here is legal advice, and reportgen never calls an issue compliant.",
        " One that should stand and is not printed unless asked for is printed as `ID: standard`.",
        "", "| id | version | level | for | called for by | supports | text |", "| --- | --- | --- | --- | --- | --- | --- |",
    )  # fmt: skip
    for one in wordings():
        text = one.text.replace("{own}", "(only the publisher can word it)") or "(only the publisher can word it)"
        level = one.level + (f" (must for {', '.join(one.must_for)})" if one.must_for else "")
        level += ", printed when asked for" if one.printed == "asked" else ""
        whom = ", ".join((*one.kinds, *one.jurisdictions)) or "all"
        yield f"| `{one.id}` | {one.version} | {level} | {whom} | {one.trigger.replace('_', ' ')} | {one.basis} | {text} |"


if __name__ == "__main__":
    sys.exit(main())
