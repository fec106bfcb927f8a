"""Breadth as a block: how many of a universe's members took part."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.asked import known, sentence
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.measure.breadth import label, survey
from reportgen.model import Absent, Column, Project, Row, Section, Table

ROWS = (
    ("Advancing on {end:%A}", "advancers"), ("Declining on {end:%A}", "decliners"), ("Up for the week", "up_week"),
    ("Above the 50-day average", "above_50_day"), ("Above the 200-day average", "above_200_day"),
    ("New 52-week highs", "new_highs"), ("New 52-week lows", "new_lows"),
)  # fmt: skip


def breadth(args: Sequence[str], project: Project, desk: Desk) -> Table:
    """`[[breadth UNIVERSE]]`: advancers, decliners, shares above averages, new highs and lows, with their coverage."""
    if len(args) > 1 or not project.universes:
        names = ", ".join(project.universes) or "there is none yet"
        raise TemplateError(f"[[breadth UNIVERSE]] takes one name: {names}")
    key = known(args[0], "universe", project.universes) if args else next(iter(project.universes))
    market = desk.ink.market
    if key not in market.breadth:
        raise TemplateError(f"no closes of the members of {key} were gathered")
    panel, end = market.breadth[key], market.week.end
    found = survey(panel, market.week, [measure for _, measure in ROWS])
    rows, absent = [], []
    for name, measure in ROWS:
        one = desk.ink.figure(key, measure)
        title = name.format(end=end)
        if isinstance(one, Absent):
            absent.append(f"— {title}: {sentence(one.reason)}")
            rows.append(Row(title, ("—", "—")))
            continue
        tally = found.tallies[measure]
        rows.append(Row(title, (desk.ink.usual(one), f"{tally.judged:,} of {tally.members:,}")))
    what = label(panel, market.week)
    proxy = " A list of the publication’s own, not an index." if found.proxy else ""
    return Table(
        f"Breadth: {what}", "Members", (Column("value", "Share or number"), Column("coverage", "Judged")),
        (Section("", tuple(rows)),),
        (f"Judged: members with every close that the line needs.{proxy}", *absent),
        f"Source: {panel.source}. As of the close of {formats.us_date(end)}.",
    )  # fmt: skip
