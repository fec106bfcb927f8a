"""Records of years: the best or worst start of a year through as many sessions."""

from __future__ import annotations

from reportgen.measure.records.history import History
from reportgen.measure.records.milestone import Milestone, milestone
from reportgen.measure.records.sizes import Change, as_large, change

LATEST = 130
YEARS = 5
BEATEN = 3


def starts(history: History, unit: Change) -> Milestone | None:
    """The year's change through its first N sessions against the same of earlier years.

    Each is measured from the last close of the year before; a year whose base or N sessions are not in the history
    does not count. Told in the first 130 sessions, with five earlier years or more to compare, of which the last
    three did not do as much. `of` is the number of years, this one included.
    """
    levels, last = history.levels, history.last
    year = history.sessions[last].year
    first = history.first_of(year)
    count = last - first + 1
    if (
        first == 0
        or history.sessions[first - 1].year != year - 1
        or count > LATEST
        or levels[last] == levels[first - 1]
    ):
        return None
    up = levels[last] > levels[first - 1]
    years, since, beaten = 0, -1, 0
    for earlier in range(year - 1, history.sessions[0].year, -1):
        base = history.first_of(earlier) - 1
        end = base + count
        if history.sessions[base].year != earlier - 1 or history.sessions[end].year != earlier:
            continue
        years += 1
        if since < 0 and _as_much(levels, (base, end), (first - 1, last), unit, up=up):
            since, beaten = end, years - 1
    if years < YEARS or (since >= 0 and beaten < BEATEN):
        return None
    closes = [last, first - 1, *([since, history.first_of(history.sessions[since].year) - 1] if since >= 0 else [])]
    value = change(levels[last], levels[first - 1], unit)
    kind = "best_start" if up else "worst_start"
    return milestone(history, kind, value, unit, "year", since, closes, count=count, of=years + 1)


def _as_much(
    levels: tuple[float, ...], theirs: tuple[int, int], ours: tuple[int, int], unit: Change, *, up: bool
) -> bool:
    """Whether a span of the history (base and end) rose, or fell, as much as ours."""
    (base, end), (our_base, our_end) = theirs, ours
    if up:
        return as_large(levels[end], levels[base], levels[our_end], levels[our_base], unit)
    return as_large(levels[base], levels[end], levels[our_base], levels[our_end], unit)
