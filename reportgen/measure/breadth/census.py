"""A universe counted: all that the figures and charts of its breadth rest on, without its members' closes."""

from __future__ import annotations

from reportgen.measure.breadth.figures import WORDS
from reportgen.measure.breadth.tallies import shares, tally
from reportgen.model import Census, Panel, Tally, TradingWeek


def census(panel: Panel | Census, week: TradingWeek) -> Census:
    """What was counted of `panel` at the end of `week`, and of every share at each session before: from it come the
    same figures as from the closes. A census is given back as it is.
    """
    if isinstance(panel, Census):
        return panel
    tallies = {name: tally(panel, week, name) for name in sorted(WORDS)}
    past = {
        name: row for name, last in tallies.items() if isinstance(last, Tally) and (row := shares(panel, week, name))
    }
    return Census(panel.universe, panel.file, panel.dated, panel.source, tallies, past)
