"""Ink: whatever prints a figure leaves a mark in the text and an entry here, so that every edition knows it.

The one ledger of a composition: which figures are printed and how, which notes are called and in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen import formats, marks
from reportgen.compose.provenance import provenance
from reportgen.measure import figure
from reportgen.model import Absent, Fact, Figure, Instrument, MarketWeek, Note, Printed, Project

LABELS = {"fact": "", "estimate": "Estimate", "forecast": "Forecast", "opinion": "Opinion"}


USUAL: Mapping[str, Callable[[float], str]] = {
    "fraction": formats.percent,
    "fraction_difference": formats.spread,
    "level": formats.level,
    "points": formats.points,
    "rank": lambda rank: formats.ordinal(int(rank)),
}
"""The usual form of each unit."""


class Ink:
    """Figures by name, and what of them has been printed so far."""

    def __init__(self, project: Project, market: MarketWeek) -> None:
        self.market = market
        self.instruments: Mapping[str, Instrument] = project.instruments
        self.facts: Mapping[str, Fact] = project.issue.facts
        self.benchmark = project.market.benchmark
        self.printed: list[Printed] = []
        self.called: list[str] = []
        self._known: dict[tuple[str, str], Figure | Absent] = {}
        self._names = {key: one.short for key, one in project.instruments.items()}
        self._records = {f.record_of: f for f in self.facts.values() if f.record_of}

    def figure(self, key: str, measure: str) -> Figure | Absent:
        """`key.measure`, computed when it is first asked for."""
        if (key, measure) not in self._known:
            self._known[key, measure] = figure(
                self.market, key, measure, names=self._names, benchmark=self.benchmark, records=self._records
            )
        return self._known[key, measure]

    def print(self, found: Figure, text: str) -> str:
        """The mark of a figure printed as `text`."""
        self.printed.append(Printed(found, text, provenance(found)))
        return marks.figure_mark(len(self.printed) - 1)

    def usual(self, found: Figure) -> str:
        """A figure in the usual form of its unit."""
        value = found.value
        if isinstance(value, str):
            return self.print(found, value)
        return self.print(found, USUAL[found.unit](value))

    def call(self, key: str) -> str:
        """The mark that calls the note of fact `key`; notes are numbered in the order of their first call."""
        if key not in self.called:
            self.called.append(key)
        return marks.note_mark(self.called.index(key) + 1)

    def fact(self, key: str) -> Figure:
        """A fact as a figure: its value as published."""
        fact = self.facts[key]
        return Figure(f"facts.{key}", fact.value, "text", "as published", (), fact.date, fact.source, fact.about)

    def notes(self) -> tuple[Note, ...]:
        """The called facts as numbered notes."""
        out = []
        for number, key in enumerate(self.called, 1):
            fact = self.facts[key]
            out.append(
                Note(
                    number,
                    key,
                    LABELS[fact.kind],
                    f"{fact.about}: {fact.value}",
                    fact.source,
                    formats.date_words(fact.date),
                    fact.url,
                )
            )
        return tuple(out)
