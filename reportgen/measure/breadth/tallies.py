"""The tally of one measure at the end of a week: who of the members passes; or why that cannot be said."""

from __future__ import annotations

from datetime import timedelta

from reportgen.measure.breadth.history import SHARES, series
from reportgen.measure.breadth.roll import Roll, roll
from reportgen.model import Census, Panel, Tally, TradingWeek

YEAR = timedelta(days=364)
NEEDED = {"above_50_day": 50, "above_200_day": 200}


def tally(panel: Panel | Census, week: TradingWeek, measure: str) -> Tally | str:
    """The tally of a count or a share at `week.end`, or the reason why the closes at hand do not allow it."""
    if isinstance(panel, Census):
        return panel.tallies.get(measure, "it was not counted in this week's record")
    known = roll(panel, week.end)
    if wrong := _disagreement(known, week) or _too_short(known, week, measure):
        return wrong
    if measure in SHARES:
        return series(known, measure)[-1]
    if measure in ("new_highs", "new_lows"):
        return _extremes(known, week, lows=measure == "new_lows")
    base = known.sessions.index(week.base) if measure.endswith("_week") else len(known.sessions) - 2
    last, before = known.levels[:, -1:], known.levels[:, base : base + 1]
    there = known.known[:, -1:] & known.known[:, base : base + 1]
    kind = measure.removesuffix("_week")
    passing = last > before if kind == "advancers" else last < before if kind == "decliners" else last == before
    return known.tallies(slice(-1, None), there, passing)[0]


def shares(panel: Panel | Census, week: TradingWeek, share: str) -> tuple[Tally, ...]:
    """The tally of one of SHARES at every session that the members' closes allow, to the week's end."""
    if isinstance(panel, Census):
        return panel.shares.get(share, ())
    return series(roll(panel, week.end), share) if share in SHARES else ()


def _extremes(known: Roll, week: TradingWeek, *, lows: bool) -> Tally:
    """Members whose last close lies beyond every other of the 364 days: one that only equals another is not new."""
    import numpy as np

    since = next(number for number, session in enumerate(known.sessions) if session >= week.end - YEAR)
    last, others = known.levels[:, -1:], known.levels[:, since:-1]
    beyond = np.logical_and.reduce(last < others if lows else last > others, axis=1, keepdims=True)
    there = np.logical_and.reduce(known.known[:, since:], axis=1, keepdims=True)
    return known.tallies(slice(-1, None), there, beyond)[0]


def _disagreement(known: Roll, week: TradingWeek) -> str:
    """Where the sessions of the closes are not the exchange's."""
    if not known.sessions:
        return f"there are no closes of its members up to {week.end}"
    first = max(known.sessions[0], week.calendar[0])
    ours, theirs = ({s for s in sessions if s >= first} for sessions in (known.sessions, week.calendar))
    if ours != theirs:
        return f"its members' closes and the exchange's calendar disagree about {min(ours ^ theirs)}"
    return ""


def _too_short(known: Roll, week: TradingWeek, measure: str) -> str:
    """Whether the sessions of the closes reach back far enough."""
    first = known.sessions[0]
    begin = f"its members' closes begin on {first}"
    count = NEEDED.get(measure, 2)
    if len(known.sessions) < count:
        return f"{begin}: {count} sessions are needed, {len(known.sessions)} are there"
    if measure in ("advancers_week", "decliners_week", "up_week") and first > week.base:
        return f"{begin}, after the week's base of {week.base}"
    if measure in ("new_highs", "new_lows"):
        start = week.end - YEAR
        reach = start if week.calendar[0] > start else next(s for s in week.calendar if s >= start)
        if first > reach:
            return f"{begin}, less than 52 weeks before {week.end}"
    return ""
