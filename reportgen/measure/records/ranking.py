"""The records desk: all that stands at the week's end, the rarest first.

Rarity has one scale for every kind: the wait in sessions since the like of it last stood, which for a thing of
chance p a session comes to 1 / p on average; where it never stood in the history, the length of the history.
"""

from __future__ import annotations

from reportgen.measure.records.changes import changes
from reportgen.measure.records.history import History
from reportgen.measure.records.levels import levels
from reportgen.measure.records.milestone import KINDS, QUARTER, Milestone
from reportgen.measure.records.sizes import Change
from reportgen.measure.records.starts import starts
from reportgen.measure.records.streaks import run, streaks

_ORDER = {kind: i for i, kind in enumerate(KINDS)}
_PERIODS = ("", "week", "day", "year")


def milestones(
    history: History, *, points: bool = True, percent: bool = True, wait: int = QUARTER
) -> tuple[Milestone, ...]:
    """The record items of the week that the history ends with, the rarest first.

    The first three that are no companions are of three families where there are three; a companion follows the item
    whose date it shares. Changes are told in percent (fractions; only where every close is above 0) and in points,
    or in one of the two. What stood within `wait` sessions is trivial and left out, save runs. Equally rare items
    stand in the order of `KINDS`, weeks before days, the shorter first. An empty history has none.
    """
    if not history.levels:
        return ()
    units: list[Change] = ["fraction"] if percent and history.bottom > 0 else []
    units += ["points"] if points else []
    found = levels(history, wait=wait)
    if units:
        length, _ = run(history.weeks.levels, len(history.weeks.levels) - 1)
        start = starts(history, units[0])
        found += changes(history, units, streak=length, wait=wait)
        found += streaks(history, history.weeks, units, wait=wait)
        found += streaks(history, history.days, units, wait=wait)
        found += [start] if start else []
    return tuple(_ranked(found))


def _ranked(found: list[Milestone]) -> list[Milestone]:
    """By rarity, the first three of different families, every companion after its item."""
    groups: list[list[Milestone]] = []
    for one in found:
        if one.companion:
            groups[-1].append(one)
        else:
            groups.append([one])
    groups.sort(key=lambda group: _place(group[0]))
    lead: list[list[Milestone]] = []
    for group in groups:
        if len(lead) < 3 and all(group[0].family != other[0].family for other in lead):
            lead.append(group)
    rest = [group for group in groups if not any(group is one for one in lead)]
    return [one for group in (*lead, *rest) for one in group]


def _place(one: Milestone) -> tuple[int, int, int, int, str]:
    return -one.rarity, _ORDER[one.kind], _PERIODS.index(one.period), one.count, one.unit
