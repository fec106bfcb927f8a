"""An issue as triggers look at it: its instruments and funds, what it prints, its words, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.compose.ink import Ink
from reportgen.formats import listed
from reportgen.model import Block, Instrument, Passage, Place, Printed, Project
from reportgen.reference import identity
from reportgen.statements import Call, classes, spoken_of
from reportgen.statements.speech import speeches
from reportgen.statements.ways import lower
from reportgen.yamlfile import place_of

LISTED = 4
SHOWING = ("performance", "movers", "fared", "style_box", "chart", "records", "breadth", "key_points")
"""Blocks that print figures which no word of the prose names."""


def currency_of(one: Instrument) -> str:
    """The currency of an instrument's price, or of an index's members; empty where nobody told."""
    known = None if one.currency else identity(one.symbol)
    return known.currency if known else one.currency


def some(names: list[str]) -> str:
    """The first names of many, as a list in words."""
    more = len(names) - LISTED
    return listed(names) if more < 2 else listed([*names[:LISTED], f"{more} more"])


@dataclass(frozen=True)
class Named:
    """An instrument or a fund of the issue: its names, the triggers that it gives, and where it is named."""

    short: str
    name: str
    classes: frozenset[str]
    place: Place


@dataclass(frozen=True)
class Content:
    """`text` is the whole issue as plain text, as it is printed."""

    project: Project
    blocks: tuple[Block, ...]
    ink: Ink
    text: str

    @cached_property
    def low(self) -> str:
        """The text as ways of speaking are looked for in it."""
        return lower(self.text)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The instruments of config.yaml, then the funds that a block or the text names."""
        project, out = self.project, []
        for key, one in project.instruments.items():
            kinds = classes(one.kind, one.name, one.tracks, currency_of(one), one.group)
            out.append(Named(one.name, one.name, kinds, self.entry("instruments", key)))
        rows = [fund for block in self.blocks if block.kind == "instruments" for fund in block.content.rows]
        shown = {fund.ticker for fund in rows} | {one.name for one in out if "fund" in one.classes}
        rows += [f for t, f in project.funds.items() if t not in shown and re.search(rf"\b{re.escape(t)}\b", self.text)]
        for fund in rows:
            place = self.words(fund.ticker) or self.entry("funds", fund.ticker)
            out.append(Named(fund.ticker, fund.name, classes("fund", fund.name, fund.tracks), place))
        return tuple(out)

    def of(self, trigger: str) -> list[Named]:
        """The instruments and funds that give a trigger."""
        return [one for one in self.named if trigger in one.classes]

    def spoken(self, trigger: str) -> Call | None:
        """The first words of the text that speak of what a trigger is about."""
        match = spoken_of(trigger, self.low)
        if not match:
            return None
        words = self.text[match.start() : match.end()]
        return Call(f"{speeches()[trigger].says}: “{words}”", self.words(words) or self.issue)

    def figure(self, one: Printed, because: str) -> Call:
        """A printed figure: where the prose names it, else where the first block stands that prints figures."""
        place = self.words(one.figure.id) or self._block()
        return Call(f"{because}: {one.text} ({one.figure.id})", place or self.issue)

    def entry(self, *path: str) -> Place:
        """Where an entry of config.yaml stands."""
        return self.project.places.get(".".join(path), Place(self.project.config))

    @property
    def issue(self) -> Place:
        """Where the issue's own words begin."""
        title = self.project.issue.title
        return Place(title.file, title.line, title.column)

    def words(self, words: str) -> Place | None:
        """Where words stand as somebody typed them, whole and in whatever lines."""
        spaced = r"\s+".join(map(re.escape, words.split()))
        wanted = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
        for passage in self._passages():
            match = wanted.search(passage.text)
            if match:
                return place_of(passage, match.start())
        return None

    def _block(self) -> Place | None:
        body = self.project.issue.body
        match = re.search(rf"(?m)^[ \t]*\[\[[ \t]*({'|'.join(SHOWING)})\b", body.text)
        return place_of(body, match.start(1)) if match else None

    def _passages(self) -> Iterator[Passage]:
        issue = self.project.issue
        yield from (issue.title, issue.deck, *issue.key_points, issue.body)
        for risk in issue.risks:
            yield from (risk.title, risk.text)
