"""The substantiation of an issue, for the file: CSV for a machine, and a page that prints."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from itertools import groupby

from jinja2 import Environment

from reportgen.model import Substantiated

NUMBER = re.compile(r"[+\-]?\d[\d,]*(?:\.\d+)?(?:e[+\-]?\d+)?%?")
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FAULTY = ("wrong", "unsupported", "unverifiable")


def to_csv(rows: Sequence[Substantiated]) -> bytes:
    """The rows as CSV after RFC 4180: UTF-8, a header, lines ended by CR LF.

    A cell that a spreadsheet would take for a formula begins with an apostrophe. A plain number with a sign (+4.6%) is
    none and stays as it is; a minus sign proper (−4.6%) begins no formula in any case.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(Substantiated))
    for row in rows:
        writer.writerow(_inert(cell) for cell in astuple(row))
    return out.getvalue().encode()


def to_html(rows: Sequence[Substantiated], title: str, jinja: Environment) -> bytes:
    """The rows as a page of their own, by place, faulty ones told first; it needs nothing from outside itself."""
    parts = [(place, _claims(some)) for place, some in groupby(rows, key=lambda row: row.place)]
    counts = sorted(Counter(row.verdict for row in rows).items(), key=lambda each: (each[0] not in FAULTY, -each[1]))
    faults = _claims(row for row in rows if row.verdict in FAULTY)
    template = jinja.get_template("audit/substantiation.html.j2")
    return template.render(title=title, parts=parts, counts=counts, faults=faults, faulty=FAULTY).encode()


def _claims(rows: Iterable[Substantiated]) -> list[tuple[str, list[Substantiated]]]:
    """Each claim once, with the rows of its parts."""
    return [(claim, list(some)) for claim, some in groupby(rows, key=lambda row: row.claim)]


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(TRIGGERS) and not NUMBER.fullmatch(cell) else cell
