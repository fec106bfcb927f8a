"""What stands beside the board: other groups, rates, commodities, currencies, crypto; and the breadth of universes."""

from __future__ import annotations

from typing import NamedTuple

from reportgen.draft.board import Board
from reportgen.draft.sight import Sight
from reportgen.draft.speech import capital, clauses, fig, the
from reportgen.formats import listed

NAMED = 6
PRICED = ("rate", "commodity", "currency", "crypto")


class Beside(NamedTuple):
    """A group beside the board: its key and heading, its paragraph, whether it holds rates, and more than one."""

    key: str
    title: str
    told: str
    rates: bool
    many: bool


def groups(sight: Sight, board: Board) -> list[Beside]:
    """Each group that is not the board's, in table order."""
    out = []
    for key, group in sight.project.groups.items():
        keys = [k for k, one in sight.project.instruments.items()
                if one.group == key and k not in board.keys and sight.way(k, "week") is not None]  # fmt: skip
        if not keys:
            continue
        priced = sight.one(keys[0]).kind in PRICED
        told = _each(sight, keys) if len(keys) <= NAMED and (priced or len(keys) < 3) else _first_and_last(sight, keys)
        out.append(
            Beside(key, group.title, " ".join(told), any(sight.one(key).kind == "rate" for key in keys), len(keys) > 1)
        )
    return out


def _each(sight: Sight, keys: list[str]) -> list[str]:
    """A clause for each; a target range is a level, and does not move with the market."""
    ranges = [key for key in keys if sight.one(key).lower and sight.text(fig(key, "range"))]
    ends = {sight.one(key).lower for key in ranges}
    rest = [key for key in keys if key not in ranges and key not in ends]
    stood = [f"{capital(the(sight.one(key)))} stood at {fig(key, 'range')}." for key in ranges]
    return [*clauses(sight, rest), *stood]


def _first_and_last(sight: Sight, keys: list[str]) -> list[str]:
    """Who did best and worst of a group too long to name, or of one that is compared."""
    rates = {sight.one(k).kind == "rate" for k in keys}
    if len(rates) > 1:
        return clauses(sight, keys)
    order = sorted(keys, key=lambda k: (-(sight.value(k, "week") or 0.0), keys.index(k)))
    shown = [sight.shown(k, "week") for k in order]
    clear = [n for n in (2, 1) if 2 * n < len(order) and shown[n - 1] != shown[n] and shown[-n] != shown[-n - 1]]
    if not clear:
        return clauses(sight, order[:NAMED])
    many = clear[0]
    best, worst = ([f"{the(sight.one(k))} ({fig(k, 'week')})" for k in part]
                   for part in (order[:many], order[: -many - 1 : -1]))  # fmt: skip
    return [f"{capital(listed(best))} did best; {listed(worst)} came last."]


def breadth(sight: Sight, key: str) -> list[str]:
    """How many members of a universe took part, in its own figures; a proxy is not called by the index's name."""
    universe = sight.project.universes[key]
    members = "the members of our own list" if universe.proxy else f"the members of the {universe.name}"
    day, week = f"{sight.week.end:%A}", "for the week"
    told = {m: fig(key, m) for m in ("advancers", "decliners", "up_week", "above_50_day", "above_200_day",
                                     "new_highs", "new_lows") if sight.text(fig(key, m))}  # fmt: skip
    out = []
    if {"advancers", "decliners"} <= told.keys():
        out.append(f"Among {members}, {told['advancers']} rose on {day} and {told['decliners']} fell.")
    if "up_week" in told:
        out.append(f"The share that rose {week} was {told['up_week']}.")
    if "above_50_day" in told and "above_200_day" in told:
        out.append(
            f"Of all of them, {told['above_50_day']} closed above their 50-day average and {told['above_200_day']} "
            "above their 200-day average."
        )
    if {"new_highs", "new_lows"} <= told.keys():
        out.append(f"New 52-week highs numbered {told['new_highs']}, new lows {told['new_lows']}.")
    return out
