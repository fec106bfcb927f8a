"""The plain text: 72 columns, the same words and numbers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from jinja2 import Environment

from reportgen.model import Performance, Report
from reportgen.render.templates import Medium

WIDTH = 72


def text(report: Report, jinja: Environment) -> str:
    """The report as plain text, every line ended by a newline."""
    medium = Medium(jinja, report, chain=("text",), suffix="txt.j2")
    medium.add({"wrapped": wrapped, "columned": lambda table: columned(table, medium), "underlined": underlined})
    out = medium.page("page")
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


def columned(table: Performance, medium: Medium) -> str:
    """The performance table in columns: names to the left, figures to the right."""
    head = ["", *(column.heading for column in table.columns)]
    rows = [[name, *(medium.plain(cell) for cell in cells)] for name, cells in table.rows]
    return grid([head, *rows])


def grid(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns, the first column to the left and the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]])


def underlined(heading: str, mark: str = "=") -> str:
    """A heading with a line under it."""
    return f"{heading}\n{mark * min(WIDTH, len(heading))}"
