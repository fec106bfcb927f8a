"""Records of directions: runs of gains or losses in a row, runs that ended this week, and N of the past M.

Moves are kept as bytes, 1 for a step in the direction asked for, so that `rfind` finds the last run.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import gt, lt, sub

from reportgen.measure.records.backwards import blocks
from reportgen.measure.records.history import History, Track
from reportgen.measure.records.milestone import Milestone, milestone
from reportgen.measure.records.sizes import Change, change

RUNS = {"day": 4, "week": 3}
ENDED = {"day": 5, "week": 3}
PAST = {"day": (10, 20), "week": (5, 8, 10, 13)}
SHARE = 0.7
WAYS = {True: ("winning", "up"), False: ("losing", "down")}


def streaks(history: History, track: Track, units: Sequence[Change], *, wait: int) -> list[Milestone]:
    """The items about the directions of a track's days or weeks; `units` begin with that of the value.

    Runs are told from 4 days or 3 weeks, runs that ended this week from 5 days or 3 weeks, whenever the like last
    stood; N of the past M where it did not within `wait` sessions. A run that reaches back to the history's first
    close may be longer than it shows, and is not told.
    """
    if len(track.levels) < 2:
        return []
    found = [
        _running(history, track, units[0]),
        _ended(history, track, units[0]),
        _past(history, track, units[0], wait),
    ]
    return [one for one in found if one]


def run(levels: tuple[float, ...], end: int) -> tuple[int, bool]:
    """How many steps in a row up to index `end` went the way of the last one, and whether that is up; 0 if flat."""
    if end < 1 or levels[end] == levels[end - 1]:
        return 0, True
    up = levels[end] > levels[end - 1]
    start = end
    while start > 0 and levels[start] != levels[start - 1] and (levels[start] > levels[start - 1]) == up:
        start -= 1
    return end - start, up


def _running(history: History, track: Track, unit: Change) -> Milestone | None:
    last = len(track.levels) - 1
    length, up = run(track.levels, last)
    if length < RUNS[track.period] or length == last:
        return None
    value = change(track.levels[last], track.levels[last - length], unit)
    return _streak(history, track, f"{WAYS[up][0]}_streak", value, unit, last, length, up, last)


def _ended(history: History, track: Track, unit: Change) -> Milestone | None:
    """The longest run that a day or the week did not continue; of equally long ones the last."""
    last = len(track.levels) - 1
    best: tuple[int, int, bool] | None = None
    for on in range(last, history.week - 1 if track.period == "day" else last - 1, -1):
        length, up = run(track.levels, on - 1)
        over = length >= ENDED[track.period] and length < on - 1 and run(track.levels, on) != (length + 1, up)
        if over and (best is None or length > best[0]):
            best = length, on, up
    if best is None:
        return None
    length, on, up = best
    value = change(track.levels[on], track.levels[on - 1], unit)
    return _streak(history, track, f"ended_{WAYS[up][0]}_streak", value, unit, on, length, up, on - 1)


def _streak(
    history: History, track: Track, kind: str, value: float, unit: Change, on: int, length: int, up: bool, end: int
) -> Milestone:
    """The item of a run that ended at index `end` of the track, with the last run before it that was as long."""
    since = _last_window(track.levels[: end - length + 1], length, length, up)
    before, _ = run(track.levels, since)
    count = before if before < since else None
    closes = [track.at[i] for i in (on, end, end - length)] + ([track.at[since]] if since >= 0 else [])
    return milestone(
        history, kind, value, unit, track.period, track.at[since] if since >= 0 else -1, closes,
        on=track.at[on], count=length, since_count=count,
    )  # fmt: skip


def _past(history: History, track: Track, unit: Change, wait: int) -> Milestone | None:
    """N of the past M in the way of the last step: at least seven in ten, more than the run at the end, not all.

    Of the several M the one whose like is the longest ago (that many or more of as many steps, none of them among
    the last M); of equal ones that with the greater share, then the longer.
    """
    levels, last = track.levels, len(track.levels) - 1
    length, up = run(levels, last)
    best: tuple[int, float, int, int, int] | None = None
    for of in PAST[track.period]:
        if not length or last < of:
            continue
        count = sum(_moves(levels[-of - 1 :], up))
        if not length < count < of or count < SHARE * of:
            continue
        since = _last_window(levels[: last - of + 1], of, count, up)
        rarity = history.wait(track.at[since] if since >= 0 else -1)
        if rarity >= wait:
            best = max(best or (0, 0.0, 0, 0, 0), (rarity, count / of, of, count, since))
    if best is None:
        return None
    rarity, _, of, count, since = best
    closes = [track.at[i] for i in (last, last - of)] + (
        [track.at[i] for i in (since, since - of)] if since >= 0 else []
    )
    return milestone(
        history, f"{WAYS[up][1]}_of_past", change(levels[last], levels[last - of], unit), unit, track.period,
        track.at[since] if since >= 0 else -1, closes, count=count, of=of,
    )  # fmt: skip


def _last_window(levels: tuple[float, ...], of: int, count: int, up: bool) -> int:
    """The index of the last level up to which `count` or more of the last `of` steps went that way; -1 for none."""
    for low, high in blocks(len(levels), of):
        if count == of:
            found = _moves(levels[low - of : high], up).rfind(b"\1" * of)
        else:
            sums = list(accumulate(_moves(levels[low - of : high], up), initial=0))
            found = bytes(map(count.__le__, map(sub, sums[of:], sums))).rfind(1)
        if found >= 0:
            return low + found
    return -1


def _moves(levels: tuple[float, ...], up: bool) -> bytes:
    """One byte per step: 1 where the level went that way."""
    return bytes(map(gt if up else lt, levels[1:], levels))
