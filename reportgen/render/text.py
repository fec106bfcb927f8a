"""The plain text: 72 columns, the same words and numbers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment

from reportgen.model import Report, Spark, StyleBox, Table
from reportgen.render.templates import Medium

WIDTH = 72


def text(report: Report, jinja: Environment, chain: tuple[str, ...] = ("text",), **more: Any) -> str:
    """The report as plain text, every line ended by a newline; the page is given what is `more`."""
    medium = Medium(jinja, report, chain=chain, suffix="txt.j2")
    medium.add(
        {
            "wrapped": wrapped, "underlined": underlined,
            "columned": lambda table: columned(table, medium), "boxed": lambda box: boxed(box, medium),
        }
    )  # fmt: skip
    out = medium.page("page", **more)
    return re.sub(r"\n{3,}", "\n\n", out).strip() + "\n"


def wrapped(words: str, width: int = WIDTH, indent: str = "") -> str:
    """Paragraphs and list items wrapped; indented lines (tables, code) and underlined headings left as they are."""
    out = []
    for line in words.split("\n"):
        if line.startswith("    ") or not line.strip() or set(line) <= set("=-") or len(line) <= width - len(indent):
            out.append(indent + line if line.strip() else line)
            continue
        mark = re.match(r"\s*(?:- |\d+\. |\[\d+\] )?", line)
        hang = indent + " " * (mark.end() if mark else 0)
        setter = textwrap.TextWrapper(
            width, initial_indent=indent, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        )
        out.append(setter.fill(line))
    return "\n".join(out)


def columned(table: Table, medium: Medium) -> str:
    """A table in columns: names to the left, figures to the right; too wide a table in two lines a row."""
    head = [table.corner if table.columns[0].words else "", *(column.heading for column in table.columns)]
    rows: list[list[str]] = []
    headings: dict[int, str] = {}
    for section in table.sections:
        if section.heading:
            headings[len(rows)] = section.heading
        for row in section.rows:
            cells = (cell.text if isinstance(cell, Spark) else cell for cell in row.cells)
            rows.append([row.name, *(medium.plain(cell) for cell in cells)])
    return grid([head, *rows], headings, [column.words for column in table.columns])


def boxed(box: StyleBox, medium: Medium) -> str:
    """The style box in columns."""
    rows = [[name, *(medium.plain(cell) or "." for cell, _ in cells)] for name, cells in box.rows]
    return grid([["", *box.columns], *rows])


def grid(rows: Sequence[Sequence[str]], headings: Mapping[int, str] | None = None, words: Sequence[bool] = ()) -> str:
    """Rows as columns, the first column and those of words to the left, the others to the right.

    `headings` stand above the row of their number. Where the columns do not fit, the names are wrapped; where they
    still do not, each row becomes a line of its name and lines of its cells, each with its heading.
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - WIDTH
    if over > 0 and widths[0] - over < 14:
        return _stacked(rows, headings or {})
    widths[0] -= max(over, 0)
    left = [True, *(words or [False] * (len(widths) - 1))]
    lines: list[str] = []
    for number, row in enumerate(rows):
        if number == 1:
            lines.append("-" * (sum(widths) + 2 * (len(widths) - 1)))
        if number - 1 in (headings or {}) and number:
            lines += ["", (headings or {})[number - 1]] if number > 1 else [(headings or {})[number - 1]]
        name = textwrap.wrap(row[0], widths[0]) or [""]
        lines += name[:-1]
        cells = [name[-1], *row[1:]]
        lines.append(
            "  ".join(c.ljust(w) if to else c.rjust(w) for c, w, to in zip(cells, widths, left, strict=True)).rstrip()
        )
    return "\n".join(lines)


def _stacked(rows: Sequence[Sequence[str]], headings: Mapping[int, str]) -> str:
    head, out = rows[0], []
    for number, row in enumerate(rows[1:]):
        if number in headings:
            out.append(f"{headings[number]}\n")
        cells = [f"{title} {cell}" for title, cell in zip(head[1:], row[1:], strict=True)]
        out.append(f"{row[0]}\n{wrapped(', '.join(cells), indent='  ')}")
    return "\n".join(out)


def underlined(heading: str, mark: str = "=") -> str:
    """A heading with a line under it."""
    return f"{heading}\n{mark * min(WIDTH, len(heading))}"
