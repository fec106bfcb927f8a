"""Tables: a row's cells by the heads above them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.atoms import atoms
from reportgen.claims.moves import span_of
from reportgen.claims.names import Names
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.numbers import number
from reportgen.claims.periods import DAYS, MONTHS
from reportgen.claims.tagging import mentions
from reportgen.model import Part, Span

LEVELS = re.compile(r"\b(close|closing|last|price|level|yield|settle|value|index level|finish|end)\b")
BASES = re.compile(r"\b(previous|prior|prev|open|start|week ago|year ago)\b")
PERIODS: tuple[tuple[re.Pattern[str], Window], ...] = tuple(
    (re.compile(pattern), window)
    for pattern, window in (
        (r"\b(ytd|year[- ]to[- ]date|this year|since jan|year so far)\b", Window("year")),
        (r"\b(qtd|quarter[- ]to[- ]date|this quarter|quarter)\b", Window("quarter")),
        (r"\b(mtd|month[- ]to[- ]date|this month)\b", Window("month")),
        (r"\b(52|fifty-two)[- ]?w(ee)?ks?\b|\b(1|one|12)[- ]?(y|yr|year|months?)\b|\b12m\b", Window("weeks", 52)),
        (
            r"\b(wtd|week[- ]to[- ]date|this week|weekly|(1|one)[- ]?w(ee)?k|5[- ]?days?|1w|for the week|on the week|week)\b",
            Window("week"),
        ),
        (r"\b((1|one)[- ]?day|1d|day|daily|today)\b", Window("day")),
        (r"^month$|\bmonth\b", Window("month")),
        (r"^year$", Window("year")),
    )
)
COUNTED = re.compile(r"\b(\d{1,2})[- ](weeks?|months?|years?|wks?)\b")
POINTS = re.compile(r"\b(points?|pts|net change|net|point change|chg \(pts\))\b")
CHANGE = re.compile(r"\b(change|chg|move|return|%|percent|pct|perf|performance|gain|gain/loss)\b|%")
OFF = re.compile(r"\boff (its )?(52[- ]week )?high\b|\bfrom (its )?high\b")


def rows(part: Part, index: int, names: Names) -> Iterator[Claim]:
    """The claims of one row: a level or a change for each cell whose head says what it is."""
    if not part.cells:
        return
    bearer = _bearer(part, names)
    if bearer is None:
        return
    key, at = bearer
    heads = [head.lower() for head in part.heads]
    start = 1 + len(part.cells) - len(heads) if len(heads) < len(part.cells) else 0
    for number_, cell in enumerate(part.cells):
        if number_ == at:
            continue
        place = number_ - start if start else number_
        head = heads[place] if 0 <= place < len(heads) else ""
        quantity = _quantity(part.text, cell)
        if quantity is None:
            continue
        claim = _cell(part, index, key, cell, part.cells[at], head, quantity, names)
        if claim:
            yield claim


def _bearer(part: Part, names: Names) -> tuple[str, int] | None:
    for at, cell in enumerate(part.cells[:2]):
        row = mentions(part.text, cell.start, cell.end, names)
        found = [m for m in row if m.tag == "N"]
        if found and not any(m.tag in "QL" for m in row):
            return found[0].value, at
    return None


def _quantity(text: str, cell: Span) -> Quantity | None:
    row = atoms(text, cell.start, cell.end)
    while row and row[0].text in "(▲▼":
        row = row[1:]
    found = number(row, 0) if row else None
    return found[0] if found and found[1] >= len([a for a in row if a.text not in ")"]) else None


def window_of(head: str) -> Window | None:
    """The period that a column's head names."""
    counted = COUNTED.search(head)
    if counted and counted[1] not in ("52", "12", "1"):
        unit = counted[2][0]
        return Window({"w": "weeks", "m": "months", "y": "years"}[unit], int(counted[1]))  # type: ignore[arg-type]
    for pattern, window in PERIODS:
        if pattern.search(head):
            return window
    for word in re.findall(r"[a-z]+", head):
        if word in DAYS:
            return Window("weekday", DAYS[word])
    if year := re.fullmatch(r"(?:in )?((?:19|20)\d\d)", head.strip()):
        return Window("named year", int(year[1]), year=int(year[1]))
    for word in re.findall(r"[a-z]+", head):
        if word in MONTHS:
            return Window("named month", MONTHS[word])
    return None


def _cell(
    part: Part, index: int, key: str, cell: Span, bearer: Span, head: str, quantity: Quantity, names: Names
) -> Claim | None:
    window = window_of(head) or window_of(part.caption.lower()) or Window("week")
    own = window_of(head)
    marks = {"quantity": cell, "subject": bearer}
    span = span_of({"quantity": cell})
    if OFF.search(head):
        return Claim("below", index, span, (key,), (Window("week"),), quantity, -1, marks=marks, detail="high")
    windows = (window, Window("year")) if window.kind == "named year" else (window,)
    if quantity.sign and quantity.unit == "":
        quantity = _with(quantity, "points")
    if BASES.search(head) and not quantity.unit:
        return Claim("base", index, span, (key,), windows, quantity, marks=marks)
    level = LEVELS.search(head) and not CHANGE.search(head.replace("%", "") if "yield" in head else head)
    if level and not quantity.sign and (quantity.unit in ("", "money") or key in names.rates):
        return Claim("level", index, span, (key,), (own,) if own else (Window("week"),), quantity, marks=marks)
    if POINTS.search(head) and quantity.unit in ("", "points", "money"):
        return Claim("change", index, span, (key,), windows, _with(quantity, "points"), quantity.sign or 1, marks=marks)
    if quantity.unit in ("percent", "basis points", "points", "percentage points") and (own or CHANGE.search(head)):
        return Claim("change", index, span, (key,), windows, quantity, quantity.sign or 1, marks=marks)
    if (own and quantity.unit == "" and "%" in head) or (
        own and quantity.unit == "" and quantity.decimals and abs(quantity.value) < 100
    ):
        return Claim(
            "change", index, span, (key,), windows, _with(quantity, "percent"), quantity.sign or 1, marks=marks
        )
    if CHANGE.search(head) and "%" in head and quantity.unit == "":
        return Claim(
            "change", index, span, (key,), windows, _with(quantity, "percent"), quantity.sign or 1, marks=marks
        )
    return None


def _with(quantity: Quantity, unit: str) -> Quantity:
    from dataclasses import replace

    return replace(quantity, unit=unit)  # type: ignore[arg-type]
