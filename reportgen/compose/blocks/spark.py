"""The sparkline of a table's cell: the closes of the last thirteen weeks, ending in their change."""

from __future__ import annotations

from reportgen.compose.prose import Desk
from reportgen.measure import between
from reportgen.model import Absent, Spark

SESSIONS = 65
"""Thirteen weeks of five sessions; the first close is the base."""
HEADING = "13 weeks"
HELD = 0.9


def spark(key: str, desk: Desk) -> Spark | Absent:
    """The line of instrument `key`; Absent where a tenth of its sessions or either end is missing."""
    market, one = desk.ink.market, desk.ink.instruments[key]
    week = market.week_of(key)
    sessions = week.calendar[-SESSIONS - 1 :]
    held = [market.closes[key][s].level for s in sessions if s in market.closes[key]]
    if len(sessions) <= SESSIONS or len(held) < HELD * len(sessions):
        return Absent(f"{key}.sparkline", f"only {len(held)} of the last {SESSIONS + 1} closes are there")
    change = between(market, key, sessions[0], week.end, one.short)
    if isinstance(change, Absent):
        return change
    text = desk.ink.usual(change)
    return Spark(tuple(held), text, f"{one.short}, line of the last thirteen weeks")
