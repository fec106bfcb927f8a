"""Tables: a row's cells by the labels beside them, above them and above the whole: of whom, of when, of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.claims.atoms import atoms
from reportgen.claims.heads import Told, told
from reportgen.claims.marks import span_of
from reportgen.claims.names import Names
from reportgen.claims.nouns import Claim, Quantity, Unit, Window
from reportgen.claims.numbers import number
from reportgen.model import Part, Span

UNSAID = (Window("week"), Window("day"))
"""What a change under no period may be for."""
RISES, FALLS = "▲△↑⬆🔺⇧🟢", "▼▽↓⬇🔻⇩🔴"
MARKS = "()/,;|[]"
NOTED = re.compile(r"[*†‡§¹²³⁰-⁹]+")
YEAR = re.compile(r"(?:19|20)\d\d")
LOSSES = re.compile(r"\b(los(?:s|ses|ers?|t)|declin\w+|drops?|down|fallers|laggards|worst)\b")
MOMENTS = ("weekday", "date", "named month", "named year", "named quarter", "week of", "last week", "last month")
LONGEST = 90
SMALL = 25
"""Below this a signed number without a unit may be in percent or in points."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as its labels tell it: what its own say, what stands above them and over the table, how it tells changes."""

    part: Part
    index: int
    names: Names
    own: Told
    above: tuple[Told, ...]
    label: Span
    signed: bool
    percent: bool
    losing: bool


def rows(part: Part, index: int, names: Names, intro: str = "") -> Iterator[Claim]:
    """The claims of one row: a level or a change for each cell whose labels say what it is; `intro` is the line right
    before the table.
    """
    cells = [_quantities(part.text, cell) for cell in part.cells]
    labels = [at for at, cell in enumerate(part.cells[:2]) if not cells[at] or _is_year(part, cell, at)]
    labels = [at for at in labels if part.cells[at].end > part.cells[at].start or at == 0]
    if not labels:
        return
    own = _together([told(part.text[part.cells[at].start : part.cells[at].end], names) for at in labels])
    heads = part.heads
    offset = len(part.cells) - len(heads)
    title = heads[labels[0] - offset] if 0 <= labels[0] - offset < len(heads) else ""
    if own.key == "" and own.windows and re.search(r"\b(week|weeks|wk|w/e)\b", title.lower()):
        own = replace(
            own, windows=tuple(one._replace(kind="week of") if one.kind == "date" else one for one in own.windows[:1])
        )
    lines = dict.fromkeys((title, *((part.caption,) if part.caption else ()), *intro_lines(intro), *part.path[-1:]))
    above = [told(one, names) for one in lines]
    keys = {key for one in heads if (key := told(one, names).key)}
    if len(keys) == 1:  # "Date | 10-yr yield | Change (bp)": all columns are of the one that the heads name
        above.append(Told(keys.pop()))
    signed = any(q.sign or q.unit in ("percent", "basis points") for found in cells for q, _ in found)
    percent = any(q.unit == "percent" for found in cells for q, _ in found)
    losing = bool(LOSSES.search(f"{title} {part.caption}".lower()))
    bearer = next(
        (at for at in labels if told(part.text[part.cells[at].start : part.cells[at].end], names).key), labels[0]
    )
    row = Row(part, index, names, own, tuple(above), part.cells[bearer], signed, percent, losing)
    for at, found in enumerate(cells):
        if at in labels:
            continue
        head = heads[at - offset] if 0 <= at - offset < len(heads) else ""
        for quantity, span in found:
            claim = _claim(row, told(head, names), head, quantity, span, alone=len(found) == 1)
            if claim:
                yield claim


def intro_lines(intro: str) -> tuple[str, ...]:
    """The line before a table, if it is a title and no sentence."""
    return (intro,) if intro and len(intro) <= LONGEST and intro[-1] not in ".!?" else ()


def _is_year(part: Part, cell: Span, at: int) -> bool:
    return at == 0 and YEAR.fullmatch(part.text[cell.start : cell.end].strip()) is not None


def _together(labels: list[Told]) -> Told:
    """What the labels of a row say together."""
    keys = {one.key for one in labels if one.key != ""}
    key = keys.pop() if len(keys) == 1 else None if keys else ""
    return Told(
        key,
        next((one.windows for one in labels if one.windows), ()),
        next((one.measure for one in labels if one.measure), ""),
        next((one.unit for one in labels if one.unit), ""),
    )


def _quantities(text: str, cell: Span) -> list[tuple[Quantity, Span]]:
    """The numbers of a cell that holds nothing else: one, or a level with its change behind it."""
    row = [one for one in atoms(text, cell.start, cell.end) if not NOTED.fullmatch(one.text)]
    sign = 1 if any(one.text in RISES for one in row) else -1 if any(one.text in FALLS for one in row) else 0
    row = [one for one in row if one.text not in RISES + FALLS and one.text != "\ufe0f"]
    if row and row[0].low in ("up", "down"):
        sign, row = (1 if row[0].low == "up" else -1), row[1:]
    if len(row) > 2 and row[0].text == "(" and ")" in (row[-1].text, row[-2].text):
        sign, row = sign or -1, [one for one in row if one.text not in "()"]
    out: list[tuple[Quantity, Span]] = []
    i = 0
    while i < len(row):
        found = number(row, i)
        if found is None:
            return []
        quantity, end = found
        if out and row[i - 1].text not in MARKS and not quantity.unit:
            return []  # two columns that were not told apart
        out.append((quantity, Span(row[i].start, row[end - 1].end)))
        i = end
        while i < len(row) and row[i].text in MARKS:
            i += 1
    if sign and out:
        out[-1] = (replace(out[-1][0], sign=out[-1][0].sign or sign), out[-1][1])
    if len(out) == 1:
        out = [(out[0][0], cell)]
    return out if len(out) < 4 else []


def _claim(row: Row, head: Told, words: str, quantity: Quantity, span: Span, *, alone: bool) -> Claim | None:
    """What one number says, by the labels that meet in it."""
    key = next((one.key for one in (row.own, head, *row.above) if one.key != ""), None)
    if not key or (row.own.key and head.key):
        return None
    labels = [head, *([] if row.own.key else [row.own]), *row.above]
    measure = next((one.measure for one in labels if one.measure), "")
    unit: Unit = next((one.unit for one in (head, row.own, *row.above) if one.unit), "")
    near = head.windows or row.own.windows
    windows = near or next((one.windows for one in row.above if one.windows), ())
    marks = {"quantity": span, "subject": row.label}
    place = (row.index, span_of({"quantity": span}), (key,))
    bare = not quantity.sign and (
        quantity.unit in ("", "money") or (key in row.names.rates and quantity.unit == "percent")
    )
    if measure == "other" and (bare or not alone):
        return None
    if measure == "off":
        return Claim("below", *place, UNSAID[:1], quantity, -1, marks=marks, detail="high")
    if bare and measure == "base":
        return Claim("base", *place, windows or UNSAID[:1], quantity, marks=marks)
    if bare and (measure == "level" or (not measure and _is_level(row, key, windows, quantity))):
        readings = near or tuple(one for one in windows if one.kind in MOMENTS)
        return Claim("level", *place, readings or UNSAID[:1], quantity, marks=marks)
    if measure in ("level", "base", "other") and bare:
        return None
    counted = _unit(row, key, quantity, unit, measure, told_=bool(near))
    if not counted or not (quantity.sign or near or measure == "change" or not words.strip()):
        return None
    direction = quantity.sign or (0 if row.losing else 1)
    return Claim("change", *place, windows or UNSAID, replace(quantity, unit=counted), direction, marks=marks)


def _is_level(row: Row, key: str, windows: tuple[Window, ...], quantity: Quantity) -> bool:
    """Whether a number without sign and unit under a day or a month is where its instrument stood."""
    moment = bool(windows) and windows[0].kind in MOMENTS
    if quantity.unit == "money" or not moment:
        return False
    if key in row.names.rates:
        return quantity.unit == "percent" or not row.signed
    unlike = row.percent or not row.signed  # than the changes of its row, which have a sign or a unit
    return quantity.value >= 1000 or quantity.decimals > 2 or (unlike and key not in row.names.stocks)


def _unit(row: Row, key: str, quantity: Quantity, unit: Unit, measure: str, *, told_: bool) -> Unit | None:
    """What the number of a change counts; None where its labels leave it open."""
    rate = key in row.names.rates
    if quantity.unit not in ("", "money"):
        return None if quantity.unit == "times" else quantity.unit
    if quantity.unit == "money":
        return "money" if quantity.sign or measure == "change" else None
    if rate:
        return unit if unit == "basis points" else "percentage points" if quantity.decimals > 1 else "basis points"
    if unit in ("percent", "points"):
        return unit
    if quantity.sign:
        return "points" if measure == "change" or quantity.value >= SMALL or key not in row.names.stocks else None
    if told_ and quantity.decimals and quantity.value < 100 and (key in row.names.stocks or row.signed):
        return "percent"
    return None
