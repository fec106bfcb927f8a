"""Bound numbers in prose, `[[4.6% = russell_2000.week]]`: printed in the writer's words, explained by the figure named.

Whether the words say what the figure is, the review tells (reportgen.review.bindings); here they only find their
figure.
"""

from __future__ import annotations

import re

from reportgen.compose.ink import Ink
from reportgen.model import Figure
from reportgen.reading.bindings import BOUND


def bound(text: str, ink: Ink) -> str:
    """The text with each bound number as the mark of its figure, or as plain words where there is no such figure."""
    return BOUND.sub(lambda found: _printed(found, ink), text) if "[[" in text else text


def _printed(found: re.Match[str], ink: Ink) -> str:
    words, (key, _, measure) = found[1], found[2].partition(".")
    if key == "facts":
        return ink.print(ink.fact(measure), words) + ink.call(measure) if measure in ink.facts else words
    if key not in ink.instruments:
        return words
    try:
        figure = ink.figure(key, measure)
    except KeyError:
        return words
    return ink.print(figure, words) if isinstance(figure, Figure) else words
