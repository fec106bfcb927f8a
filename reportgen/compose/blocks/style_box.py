"""The style box: changes by size and style, three by three."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.tables import as_of, own_bases, reason, source_line
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.measure import base_of
from reportgen.measure.windows import PERIODS as SPOKEN
from reportgen.model import Absent, Column, Project, StyleBox

SIZES = ("large", "mid", "small")
STYLES = ("value", "blend", "growth")
ASKED = ("day", "week", "month", "quarter", "year", "one_year")


def style_box(args: Sequence[str], project: Project, desk: Desk) -> StyleBox:
    """`[[style_box]]` or `[[style_box PERIOD]]`: the changes of the instruments that have a `style`."""
    period = args[0] if args else "week"
    if len(args) > 1 or period not in ASKED:
        raise TemplateError(f"[[style_box PERIOD]] takes one of {', '.join(ASKED)}")
    placed: dict[str, str] = {}
    for key, one in project.instruments.items():
        if one.style and placed.setdefault(one.style, key) != key:
            raise TemplateError(f"instruments {placed[one.style]} and {key} are both {one.style}")
    if not placed:
        raise TemplateError("[[style_box]] has nothing to print: no instrument has a style", hint="style: large value")
    rows, absent, empty = [], [], []
    for size in SIZES:
        cells = []
        for style in STYLES:
            key = placed.get(f"{size} {style}", "")
            if not key:
                empty.append(f"{size} {style}")
                cells.append(("", 0))
                continue
            found = desk.ink.figure(key, period)
            if isinstance(found, Absent):
                absent.append(f"— {project.instruments[key].short}: {reason(found, desk)}")
                cells.append(("—", 0))
            else:
                value = formats.rounded(float(found.value), 2 if found.unit == "yield_difference" else 3)
                cells.append((desk.ink.usual(found), (value > 0) - (value < 0)))
        rows.append((size.capitalize(), tuple(cells)))
    week, names = desk.ink.market.week, [project.instruments[k].short for k in placed.values()]
    base = base_of(week, period)
    since = f" from the close of {base:%B} {base.day}, {base.year}" if base else ""
    return StyleBox(
        caption=f"Size and style, {SPOKEN[period]}",
        columns=tuple(style.capitalize() for style in STYLES),
        rows=tuple(rows),
        footnotes=(
            f"Price changes{since}, dividends excluded. By {', '.join(names)}.",
            *as_of(project, list(placed.values()), desk),
            *own_bases(project, list(placed.values()), (Column(period, SPOKEN[period]),), desk),
            *absent,
        ),
        source=source_line(desk),
    )
