"""Records of changes: the largest gain or loss of a day, a week or several weeks since a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.measure.records.history import History, Track
from reportgen.measure.records.milestone import Milestone, milestone
from reportgen.measure.records.sizes import Change, change, last_as_large

WEEKS = (2, 3, 4)


def changes(history: History, units: Sequence[Change], *, streak: int, wait: int) -> list[Milestone]:
    """The items about the last day, the last week and the last weeks, each in all `units` (the first one leads).

    An item whose like ended within `wait` sessions is left out. Of the weeks' numbers (2, 3, 4 and `streak`, the
    length of the run of weeks) only one is told: the one that is rarest in the first unit, where it goes the week's
    way and is rarer than the week's own; of equally rare ones the smallest.
    """
    days, weeks = history.days, history.weeks
    found = _largest(history, days, 1, units, wait, _since(days, 1, units[0])) if _way(days, 1) else []
    way = _way(weeks, 1)
    if not way:
        return found
    lead = _since(weeks, 1, units[0])
    found += _largest(history, weeks, 1, units, wait, lead)
    rarest, best = _wait(history, weeks, lead), 0
    for count in sorted({*WEEKS, max(2, streak)}):
        if _way(weeks, count) == way:
            since = _since(weeks, count, units[0])
            rarity = _wait(history, weeks, since)
            if rarity > max(rarest, wait - 1):
                rarest, best, lead = rarity, count, since
    return [*found, *(_largest(history, weeks, best, units, wait, lead) if best else [])]


def _largest(
    history: History, track: Track, count: int, units: Sequence[Change], wait: int, lead: int
) -> list[Milestone]:
    """The change over the last `count` steps as an item in each unit, where it is striking; `lead` is the index of
    the last one as large in the first unit.

    Points grow with the level: in points an item is never rarer than in percent, and where it has the same date it
    is the companion.
    """
    kind, rarity = _way(track, count), history.wait(-1)
    found: list[Milestone] = []
    for unit in units:
        since = lead if unit == units[0] else _since(track, count, unit)
        at = track.at[since] if since >= 0 else -1
        rarity = min(rarity, history.wait(at))
        if history.wait(at) < wait:
            continue
        steps = [-1, -1 - count, *([since, since - count] if since >= 0 else [])]
        value = change(track.levels[-1], track.levels[-1 - count], unit)
        closes = [track.at[i] for i in steps]
        one = milestone(history, kind, value, unit, track.period, at, closes, count=count)
        found.append(replace(one, rarity=rarity, companion=bool(found) and one.since == found[0].since))
    return found


def _since(track: Track, count: int, unit: Change) -> int:
    return last_as_large(track.levels, count, unit)


def _wait(history: History, track: Track, since: int) -> int:
    return history.wait(track.at[since] if since >= 0 else -1)


def _way(track: Track, count: int) -> str:
    """Whether the last `count` steps were a gain or a loss; empty where they were neither, or are not there."""
    if len(track.levels) <= count or track.levels[-1] == track.levels[-1 - count]:
        return ""
    return "gain" if track.levels[-1] > track.levels[-1 - count] else "loss"
