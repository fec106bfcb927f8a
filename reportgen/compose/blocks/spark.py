"""The sparkline of a table's cell: the closes of the last thirteen weeks, ending in their change."""

from __future__ import annotations

from datetime import timedelta

from reportgen.compose.prose import Desk
from reportgen.measure.series import moved
from reportgen.model import Absent, Spark

DAYS = 91
"""Thirteen weeks, by the calendar and not by the number of sessions: crypto has more of them."""
HEADING = "13 weeks"
HELD = 0.9


def spark(key: str, desk: Desk) -> Spark | Absent:
    """The line of instrument `key`; Absent where a tenth of its sessions or either end is missing."""
    market, one = desk.ink.market, desk.ink.instruments[key]
    week = market.week_of(key)
    base = max((s for s in week.calendar if s <= week.end - timedelta(days=DAYS)), default=None)
    if base is None:
        return Absent(f"{key}.sparkline", f"the sessions at hand begin on {week.calendar[0]}")
    sessions = [s for s in week.calendar if s >= base]
    held = [market.closes[key][s].level for s in sessions if s in market.closes[key]]
    if len(held) < HELD * len(sessions):
        return Absent(f"{key}.sparkline", f"only {len(held)} of the last {len(sessions)} closes are there")
    change = moved(market, one, base, week.end)
    if isinstance(change, Absent):
        return change
    return Spark(tuple(held), desk.ink.usual(change), f"{one.short}, line of the last thirteen weeks")
