"""What was published and what is due: economic data of the week, and the week ahead."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.asked import nothing_more
from reportgen.compose.markdown import inline
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.model import Column, Due, Figure, Project, Release, Row, Section, Table, WeekAhead


def economy(args: Sequence[str], project: Project, desk: Desk) -> Table:
    """`[[economy]]`: the issue's economic data: actual, consensus and prior value as published, with their sources."""
    nothing_more(args, "economy")
    found = sorted(project.issue.economy, key=lambda r: r.date)
    if not found:
        raise TemplateError("[[economy]] has nothing to print: the issue lists no economic data (economy:)")
    late = next((r for r in found if r.date > desk.ink.market.week.end), None)
    if late:
        raise TemplateError(f"{late.what} is dated {late.date}, after the week's end; what is due stands under events:")
    values = ("actual", "consensus", "prior")
    columns = (Column("date", "Date", words=True), *(Column(k, k.capitalize()) for k in values))
    rows = []
    for number, one in enumerate(found, 1):
        cells = [f"{one.date:%a}, {one.date:%b} {one.date.day}"]
        for part in values:
            value = getattr(one, part)
            cells.append(desk.ink.print(_published(one, number, part), value) if value else "—")
        rows.append(Row(f"{one.what}, {one.period}" if one.period else one.what, tuple(cells)))
    sources = "; ".join(dict.fromkeys(one.source for one in found))
    return Table(
        "Economic data of the week", "Release", columns, (Section("", tuple(rows)),),
        ("Values as published; — where the source gives none.",), f"Sources: {sources}.",
    )  # fmt: skip


def week_ahead(args: Sequence[str], project: Project, desk: Desk) -> WeekAhead:
    """`[[week_ahead]]`: the issue's events after the week's end, day by day; also written as week-ahead.ics."""
    nothing_more(args, "week_ahead")
    found = sorted(project.issue.events, key=lambda e: e.date)
    if not found:
        raise TemplateError("[[week_ahead]] has nothing to print: the issue lists no events (events:)")
    past = next((e for e in found if e.date <= desk.ink.market.week.end), None)
    if past:
        raise TemplateError(f"the event of {past.date} is not after the week's end, {desk.ink.market.week.end}")
    days: dict[str, list[tuple[str, object, str, str]]] = {}
    events = []
    for one in found:
        what = inline(desk.run(one.what), desk.ink.printed)
        days.setdefault(formats.weekday_date(one.date, year=False), []).append((one.time, what, one.source, one.url))
        summary = plain(what.text, desk.ink.printed)
        page = f"{one.source}, {one.url}" if one.url else one.source
        events.append((one.date.isoformat(), f"{summary}, {one.time}" if one.time else summary, page))
    return WeekAhead(tuple(Due(day, tuple(rows)) for day, rows in days.items()), tuple(events))  # type: ignore[arg-type]


def _published(one: Release, number: int, part: str) -> Figure:
    name, value = ", ".join(filter(None, (one.what, one.period, part))), getattr(one, part)
    return Figure(
        f"economy.{number}.{part}", value, "text", "as published", (), one.date.isoformat(), one.source, name
    )  # fmt: skip
