"""Tables: the performance of instruments, and the funds named."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.asked import known, nothing_more, sentence
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.measure import base_of
from reportgen.model import Absent, Column, FundsTable, Performance, Project

HEADINGS = {
    "close": "Close", "day": "{end:%A}", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "{end:%Y}",
    "one_year": "1 year", "record_close": "Record close", "off_record": "Off record",
}  # fmt: skip
NOTES = {
    "week": "from the close of {base}", "month": "Month to date from the close of {base}",
    "quarter": "Quarter to date from the close of {base}", "year": "from the close of {base}",
    "one_year": "from the close of {base}",
}  # fmt: skip


def performance(args: Sequence[str], project: Project, desk: Desk) -> Performance:
    """`[[performance]]`: the instruments with the columns that config.yaml names."""
    nothing_more(args, "performance")
    ink, week = desk.ink, desk.ink.market.week
    columns, bases = [], []
    for key in project.columns:
        period, _, suffix = key.rpartition("_")
        what = {"points": "Points", "spread": "spread", "rank": "rank"}.get(suffix, "")
        heading = HEADINGS.get(key) or (
            f"{HEADINGS[period]} {what}" if what in ("spread", "rank") else what or key.title()
        )
        if suffix == "points" and period != "week":
            heading = f"{HEADINGS[period]} pts"
        columns.append(Column(key, heading.format(end=week.end)))
        if key in NOTES:
            base = base_of(week, key)
            if base:
                bases.append(f"{columns[-1].heading}: {NOTES[key].format(base=formats.us_date(base))}.")
    footnotes = [" ".join(["Price changes, dividends excluded.", *bases])]
    rows = []
    for key, one in project.instruments.items():
        cells = []
        for column in columns:
            found = ink.figure(key, column.key)
            if isinstance(found, Absent):
                cells.append("—")
                footnotes.append(f"— {one.short}, {column.heading}: {sentence(found.reason)}")
            else:
                cells.append(ink.usual(found))
        rows.append((one.name, tuple(cells)))
    return Performance(
        caption=f"Week ended {formats.weekday_date(week.end)}",
        columns=tuple(columns),
        rows=tuple(rows),
        lead=next(iter(project.instruments.values())).name,
        footnotes=tuple(footnotes),
        source=f"Source: {ink.market.source}. As of the close of {formats.us_date(week.end)}.",
    )


def instruments(args: Sequence[str], project: Project, desk: Desk) -> FundsTable:
    """`[[instruments TICKER …]]`: funds with what they track and cost, as their sources print it."""
    if not args:
        raise TemplateError("[[instruments]] names no fund", hint="Such as [[instruments IWM VB]].")
    rows = [project.funds[known(ticker, "fund", project.funds)] for ticker in args]
    sources = "; ".join(f"{f.ticker}: {f.source}, {formats.date_words(f.as_of)}" for f in rows)
    return FundsTable("Funds named in this issue", tuple(rows), f"Sources: {sources}.")
