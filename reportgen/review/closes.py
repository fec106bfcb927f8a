"""Closes that deserve a second look: the same level twice running is more often a stale answer than a still market,
and what gathering noticed: a source that failed, two that differ.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reportgen.formats import rounded
from reportgen.model import Finding, MarketWeek, Place, Project

STILL = ("rate",)
"""Kinds that stay where they are for days: quoted to the hundredth, or set by a committee."""
COARSE = Decimal("0.005")
"""How far, as a part of it, the printed close may be from the close."""
TOLERANCE = 0.011  # points: pages round the last digit either way


def gathered(project: Project, market: MarketWeek) -> list[Finding]:
    """What gathering noticed, at the place of the market's settings."""
    return [replace(one, place=Place(project.config)) for one in market.remarks]


def unchanged_closes(project: Project, market: MarketWeek) -> list[Finding]:
    """A warning for each session of the week whose close is the close before it, to the last digit; not of rates."""
    out = []
    for key, one in project.instruments.items():
        if one.kind in STILL:
            continue
        week = market.week_of(key)
        held = [market.closes[key][session] for session in (week.base, *week.sessions)]
        for before, after in pairwise(held):
            if before.level == after.level:
                message = f"{one.symbol} has the same close on {before.session} and {after.session}: {after.level:,}"
                hint = "Is the later one really there, or was the earlier one answered again?"
                out.append(Finding("unchanged-close", "warning", Place(project.config), message, suggestion=hint))
    return out


def coarse_closes(project: Project, market: MarketWeek) -> list[Finding]:
    """An error for each close that its instrument's decimals print as another one: 0.0012 as 0.00. Not of rates, of
    which 0.00% is a level.
    """
    out = []
    for key, one in project.instruments.items():
        close = market.closes[key].get(market.week_of(key).end)
        if one.kind in STILL or close is None or not close.level:
            continue
        level, printed = Decimal(repr(close.level)), rounded(close.level, one.decimals)
        if abs(printed - level) > COARSE * abs(level):
            message = f"{one.symbol} closed at {level:f}, which instruments.{key} would print as {printed:,f}"
            hint = f"Give it more decimals, such as decimals: {min(6, 3 - level.adjusted())}."
            out.append(Finding("coarse-close", "error", Place(project.config), message, suggestion=hint))
    return out


def contradicted_records(project: Project, market: MarketWeek) -> list[Finding]:
    """An error for each cited record close that is not the close at hand of its own session."""
    out = []
    for key, fact in project.issue.facts.items():
        held = market.closes.get(fact.record_of, {}).get(fact.session) if fact.session else None
        if held and abs(held.level - float(fact.value.replace(",", ""))) > TOLERANCE:
            message = f"facts.{key} cites {fact.value} for {fact.session}, but the close at hand is {held.level:,}"
            hint = f"One of them is wrong; the close is {held.source}'s."
            place = project.places.get(f"facts.{key}", Place(project.config))
            out.append(Finding("record-contradicted", "error", place, message, suggestion=hint))
    return out
