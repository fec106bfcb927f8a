"""Breadth: how many members of a universe rose, stand above their averages, or closed at a new high."""

from reportgen.measure.breadth.census import census
from reportgen.measure.breadth.figures import BREADTH_MEASURES, Breadth, breadth, called, label, survey
from reportgen.measure.breadth.history import SHARES, Past, past
from reportgen.measure.breadth.tallies import shares
from reportgen.model import Tally

__all__ = [
    "BREADTH_MEASURES", "SHARES", "Breadth", "Past", "Tally", "breadth", "called", "census", "label", "past", "shares",
    "survey",
]  # fmt: skip
