"""Past performance in complete 12-month periods: what UK and EU rules want beside any return that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportgen import formats
from reportgen.compose.blocks.tables import source_line
from reportgen.compose.prose import Desk
from reportgen.measure.twelve_months import YEARS, periods, twelve_months
from reportgen.model import Absent, Column, Figure, Instrument, Project, Row, Section, Table

SHOWN = ("index", "fund", "stock")
"""Kinds of instruments whose past performance is shown so."""
Measured = tuple[Instrument, tuple[Figure | Absent, ...]]


def five_years(project: Project, desk: Desk) -> Table:
    """The table of every index, fund and share whose change the issue has printed; periods that no closes at hand reach
    are left out, and the footnotes say of what closes there are none, and since when there are.
    """
    market = desk.ink.market
    measured = [(one, twelve_months(market, one)) for one in printed(project, desk)]
    kept = [i for i in range(YEARS) if any(isinstance(found[i], Figure) for _, found in measured)]
    ends = [end for _, end in periods(market.week.end)]
    columns = tuple(Column(f"to_{ends[i]}", f"To {ends[i]:%b} {ends[i].year}") for i in kept)
    rows = [
        Row(one.name, tuple(_cell(found[i], desk) for i in kept), lead=not index)
        for index, (one, found) in enumerate(measured)
        if any(isinstance(found[i], Figure) for i in kept)
    ]
    return Table(
        "Past performance in complete 12-month periods", "", columns, (Section("", tuple(rows)),) if rows else (),
        (*(_basis(measured, len(kept)) if rows else ()), *_lacking(measured, desk)), source_line(desk),
    )  # fmt: skip


def printed(project: Project, desk: Desk) -> Sequence[Instrument]:
    """The indexes, funds and shares whose changes have been printed, in the order of config.yaml."""
    changes = [one.figure for one in desk.ink.printed if one.figure.unit == "fraction"]
    keys = {i.key for found in changes for i in found.inputs}
    return [one for key, one in project.instruments.items() if key in keys and one.kind in SHOWN]


def _cell(found: Figure | Absent, desk: Desk) -> str:
    return desk.ink.usual(found) if isinstance(found, Figure) else "—"


def _basis(measured: Sequence[Measured], count: int) -> tuple[str, ...]:
    what = "period" if count == 1 else "periods"
    reinvesting = [one.short for one, _ in measured if one.total_return]
    told = (f"{formats.listed(reinvesting)}: with dividends, by the index's own rules.",) if reinvesting else ()
    return (
        f"Changes over the last complete {what} of twelve months, from the last close of a quarter to that of the same "
        "quarter a year later. Price changes, dividends excluded, each in the currency of its index or instrument.",
        *told,
    )


def _lacking(measured: Sequence[Measured], desk: Desk) -> tuple[str, ...]:
    """Of which instruments the closes at hand do not cover every period, and since when there are any."""
    alike: dict[tuple[int, date], list[str]] = {}
    for one, found in measured:
        count = sum(isinstance(figure, Figure) for figure in found)
        if count < YEARS:
            alike.setdefault((count, min(desk.ink.market.closes[one.key])), []).append(one.short)
    return tuple(
        f"{formats.listed(names)}: the closes at hand begin on {formats.us_date(first)} and cover "
        f"{f'{count} of the {YEARS}' if count else 'none of the five'} complete periods asked for."
        for (count, first), names in alike.items()
    )
