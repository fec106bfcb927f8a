"""The longer view: month, quarter and year to date, one year, the average of 200 days."""

from __future__ import annotations

from reportgen.draft.board import Board, benchmark
from reportgen.draft.sight import Sight
from reportgen.draft.speech import against, begun, fig, stand, standing, the
from reportgen.formats import listed

NAMED = 6
SPANS = {"month": "for the month", "quarter": "for the quarter", "year": "for the year"}


def longer(sight: Sight, board: Board) -> list[str]:
    """The sentences of the section; none where every longer period began with the week."""
    subject, out = board.subject, []
    periods = _periods(sight, subject)
    if periods:
        said = [f"{standing(sight, subject, period)} {SPANS[period]}" for period in periods]
        gap = against(sight, subject, benchmark(sight, board), "year") if periods[-1] == "year" else ""
        out.append(f"{begun(sight.one(subject))} is {listed(said)} so far{f', {gap}' if gap else ''}.")
    if "year" in periods and 1 < len(board.keys) <= NAMED:
        keys = sorted(
            (k for k in board.keys if k != subject and sight.way(k, "year") is not None),
            key=lambda k: -(sight.value(k, "year") or 0.0),
        )
        out += [f"Since the year began, {stand(sight, keys, 'year')}."] if keys else []
    if sight.way(subject, "one_year") is not None:
        out.append(f"Over one year, {the(sight.one(subject))} is {standing(sight, subject, 'one_year')}.")
    return out + _average(sight, subject)


def _periods(sight: Sight, key: str) -> list[str]:
    """Those that began before the week, each base once; the longest names it."""
    week = sight.figure(key, "week")
    bases: dict[object, str] = {}
    for period in SPANS:
        found = sight.figure(key, period)
        if found and week and found.inputs[0].session != week.inputs[0].session and sight.way(key, period) is not None:
            bases[found.inputs[0].session] = period
    return list(bases.values())


def _average(sight: Sight, key: str) -> list[str]:
    """The close against the mean of 200 closes."""
    close, mean = sight.value(key, "close"), sight.value(key, "average_200")
    if close is None or mean is None or sight.shown(key, "close") == sight.shown(key, "average_200"):
        return []
    side = "above" if close > mean else "below"
    return [f"It closed {side} its 200-day average, {fig(key, 'average_200')}."]
