"""A table's row of one instrument: its close, its points and its percent must be of one move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model import Finding
from reportgen.review.contradictions.identities import RULE, Move
from reportgen.review.contradictions.nouns import Measure, Saying
from reportgen.review.contradictions.telling import finding

Row = dict[Measure, list[Saying]]


def moves(sayings: Iterable[Saying]) -> Iterator[Finding]:
    """A finding for each row whose close, points and percent of one period cannot be of one move."""
    held: dict[tuple[int, str], Row] = {}
    for saying in sayings:
        finite = saying.values[0].low.is_finite() and saying.values[0].high.is_finite()
        if finite and saying.manuscript.parts[saying.part].role == "row":
            row = held.setdefault((saying.part, saying.measured.key), {})
            row.setdefault(saying.measured.measure, []).append(saying)
    for row in held.values():
        points, closes = row.get("points", []), row.get("level", [])
        if len(points) == len(closes) == 1 and closes[0].measured.when.kind == "end":
            percents = [one for one in row.get("percent", []) if one.measured.when == points[0].measured.when]
            if len(percents) == 1:
                yield from _judged(points[0], percents[0], closes[0])


def _judged(points: Saying, percent: Saying, close: Saying) -> Iterator[Finding]:
    level = close.values[0]
    possible = [Move(one, other, level) for one in points.values for other in percent.values]
    if any(move.possible() for move in possible):
        return
    implied = possible[0].implied()
    message = (
        f"“{percent.words}” does not go with “{points.words}” points to {close.words.rpartition(': ')[2]}, "
        f"which are {implied.low:+.2f}% to {implied.high:+.2f}%"
    )
    hint, evidence = "One of the three numbers is wrong: correct it.", f"{points.words}; {close.words}"
    here = percent.manuscript
    yield finding(here, percent.part, percent.span, message, evidence=evidence, suggestion=hint, rule=RULE)
