"""Ink: whatever prints a figure leaves a mark in the text and an entry here, so that every edition knows it.

The one ledger of a composition: which figures are printed and how, which notes are called and in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen import formats, marks
from reportgen.compose.provenance import provenance
from reportgen.measure import figure
from reportgen.measure.breadth import breadth
from reportgen.measure.records import Milestone, history, milestones
from reportgen.model import Absent, Close, Fact, Figure, Instrument, MarketWeek, Note, Printed, Project, UniversePlan

LABELS = {"fact": "", "estimate": "Estimate", "forecast": "Forecast", "opinion": "Opinion"}


USUAL: Mapping[str, Callable[[float, Figure], str]] = {
    "fraction": lambda value, _: formats.percent(value),
    "fraction_difference": lambda value, _: formats.spread(value),
    "level": lambda value, found: formats.level(value, found.decimals),
    "price": lambda value, found: formats.price(value, found.currency, found.decimals),
    "points": lambda value, found: formats.price_change(value, found.currency, found.decimals),
    "yield": lambda value, found: formats.rate(value, found.decimals),
    "yield_difference": lambda value, _: formats.rate_change(value),
    "share": lambda value, _: formats.share(value),
    "count": lambda value, _: formats.count(value),
    "rank": lambda rank, _: formats.ordinal(int(rank)),
}
"""The usual form of each unit."""


class Ink:
    """Figures by name, and what of them has been printed so far."""

    def __init__(self, project: Project, market: MarketWeek) -> None:
        self.market = market
        self.instruments: Mapping[str, Instrument] = project.instruments
        self.facts: Mapping[str, Fact] = project.issue.facts
        self.universes: Mapping[str, UniversePlan] = project.universes
        self.benchmark = project.market.benchmark
        self.printed: list[Printed] = []
        self.called: list[str] = []
        self._known: dict[tuple[str, str], Figure | Absent] = {}
        self._milestones: dict[str, tuple[Milestone, ...]] = {}
        self._records = {f.record_of: f for f in self.facts.values() if f.record_of}

    def figure(self, key: str, measure: str) -> Figure | Absent:
        """`key.measure` of an instrument or a universe, computed when it is first asked for."""
        if (key, measure) not in self._known:
            self._known[key, measure] = self._measured(key, measure)
        return self._known[key, measure]

    def _measured(self, key: str, measure: str) -> Figure | Absent:
        market = self.market
        if key in self.instruments:
            return figure(
                market, key, measure,
                instruments=self.instruments, benchmark=self.benchmark, records=self._records,
            )  # fmt: skip
        if key not in market.breadth:
            return Absent(f"{key}.{measure}", f"the closes of {self.universes[key].name} are not in this week's record")
        return breadth(market.breadth[key], market.week, measure)

    def milestones(self, key: str) -> tuple[Milestone, ...]:
        """The record items of an instrument's week, the rarest first: of a rate in percentage points, of an index in
        percent and in points, of anything else in percent.
        """
        if key not in self._milestones:
            one, cited = self.instruments[key], self._records.get(key)
            week, closes = self.market.week_of(key), self.market.closes[key]
            calendar, house = week.calendar, self.market.week.calendar
            earlier = None
            if cited and cited.session:
                earlier = Close(cited.session, float(cited.value.replace(",", "")), cited.source, cited.url)
            # The first session of the whole history, where the calendar reaches back to it.
            first = next((s for s in calendar if one.begins and s >= one.begins > calendar[0]), one.begins)
            whole = first in closes and first == min(closes)
            past = history(closes, calendar, key=key, whole=whole, record=earlier, house=house)
            found = milestones(past, points=one.kind in ("index", "rate"), percent=one.kind != "rate")
            # An exchange that was closed all week has no records of the week: they would be those of its week before.
            self._milestones[key] = found if week.sessions else ()
        return self._milestones[key]

    def print(self, found: Figure, text: str) -> str:
        """The mark of a figure printed as `text`."""
        self.printed.append(Printed(found, text, provenance(found)))
        return marks.figure_mark(len(self.printed) - 1)

    def usual(self, found: Figure) -> str:
        """A figure in the usual form of its unit."""
        value = found.value
        if isinstance(value, str):
            return self.print(found, value)
        return self.print(found, USUAL[found.unit](value, found))

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
