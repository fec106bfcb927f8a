"""Records of levels: record closes, the highest or lowest close since a date, back above a round level."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import inf, nextafter

from reportgen.measure.records.backwards import last_beyond
from reportgen.measure.records.history import History
from reportgen.measure.records.milestone import Milestone, milestone


def levels(history: History, *, wait: int) -> list[Milestone]:
    """The items about levels; those whose like stood within `wait` sessions are left out.

    A record makes "highest since" moot, and a round level too unless no close had stood above it before.
    """
    found = records(history) if history.wait(-1) >= wait else []
    record = bool(found)
    lowest = _lowest_of_all(history) if history.wait(-1) >= wait else None
    if lowest:
        found.append(lowest)
    for pick, kind, told in ((max, "highest_close", record), (min, "lowest_close", bool(lowest))):
        since = -1 if told else last_beyond(history.levels, history.last, history.levels[-1], pick)
        if not told and history.wait(since) >= wait:
            found.append(milestone(history, kind, history.levels[-1], "level", "", since, _both(history.last, since)))
    back = round_level(history)
    if back and back.rarity >= wait and not (back.since and (lowest if back.kind == "below" else record)):
        found.append(back)
    return found


def records(history: History) -> list[Milestone]:
    """The week's last record close, and which of its year's record closes it is.

    A record is above every earlier close of the history and above a cited earlier record. It is `whole` on a whole
    history, or where the history holds every close since the session of a cited record that no close before it
    contradicts.
    """
    cited, sessions = history.record, history.sessions
    if last_beyond(history.levels, history.week, max(history.levels[history.week :]), max) >= 0:
        return []
    first = history.first_of(sessions[history.week].year)
    start = max(1, min(first, history.week))
    bar = max(history.levels[:start])
    rises = []
    for i, level in enumerate(history.levels[start:], start):
        known = cited.level if cited and cited.session < sessions[i] else -inf
        if level > max(bar, known):
            rises.append(i)
        bar = max(bar, level)
    week = [i for i in rises if i >= history.week]
    if not week:
        return []
    on = week[-1]
    level, of_week = history.levels[on], tuple(sessions[i] for i in week)
    whole = history.whole or _proved(history, on)
    found = [milestone(history, "record_close", level, "level", "", -1, [on], on=on, sessions=of_week, whole=whole)]
    first = history.first_of(sessions[on].year)
    if first > 0:
        whole = history.whole or _proved(history, first)
        count = sum(first <= i <= on for i in rises)
        found.append(
            replace(
                milestone(
                    history, "record_of_year", level, "level", "year", -1, [on],
                    on=on, count=count, sessions=of_week, whole=whole,
                ),
                companion=True,
            )
        )  # fmt: skip
    return found


def round_level(history: History) -> Milestone | None:
    """The roundest level that the week crossed, from its base to its end.

    Round are the multiples of 10, 5 and 1 in the second digit of the higher close (20,000, 25,000 and 26,000), the
    rounder first; of equally round ones the farthest. At a level is neither above nor below it.
    """
    if history.week == 0 or min(history.levels[history.week - 1], history.levels[-1]) <= 0:
        return None
    base, end = (Decimal(repr(history.levels[i])) for i in (history.week - 1, history.last))
    up = end > base
    digit = Decimal(1).scaleb(max(base, end).adjusted() - 1)
    for size in (10 * digit, 5 * digit, digit):
        steps = (end / size).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) + (-1 if up else 1)
        level = steps * size
        if level and (base <= level < end if up else end < level <= base):
            past = nextafter(float(level), inf if up else -inf)
            since = last_beyond(history.levels, history.week, past, max if up else min)
            closes = _both(history.last, since, history.week - 1)
            return milestone(history, "above" if up else "below", float(level), "level", "", since, closes)
    return None


def _lowest_of_all(history: History) -> Milestone | None:
    """The week's last record low."""
    if last_beyond(history.levels, history.week, min(history.levels[history.week :]), min) >= 0:
        return None
    bar = min(history.levels[: max(1, history.week)])
    on = []
    for i, level in enumerate(history.levels[max(1, history.week) :], max(1, history.week)):
        if level < bar:
            bar = level
            on.append(i)
    if not on:
        return None
    days = tuple(history.sessions[i] for i in on)
    return milestone(history, "record_low", bar, "level", "", -1, [on[-1]], on=on[-1], sessions=days)


def _proved(history: History, before: int) -> bool:
    """Whether a cited record, of a session before index `before`, makes a record of the history one of all time."""
    cited = history.record
    if cited is None or not history.sessions[0] <= cited.session < history.sessions[before]:
        return False
    return all(level <= cited.level for session, level in zip(history.sessions, history.levels, strict=True)
               if session <= cited.session)  # fmt: skip


def _both(on: int, since: int, *more: int) -> list[int]:
    return [on, *more, *([since] if since >= 0 else [])]
