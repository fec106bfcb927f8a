"""The report: the week composed once for all media, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.model.blocks import Note, Picture, Prose
from reportgen.model.market import Figure, TradingWeek
from reportgen.model.project import Publication


@dataclass(frozen=True)
class Printed:
    """A figure as it is printed: the words, the figure behind them, and where it comes from in a sentence."""

    figure: Figure
    text: str
    provenance: str = ""


@dataclass(frozen=True)
class Point:
    """A point of a series: a session or a name, a value in the chart's unit, and what is printed at it, if anything."""

    label: str
    value: float
    text: str = ""


@dataclass(frozen=True)
class Series:
    """One line, or one bar: its name, what is printed at its end, its points. `lead` marks the subject."""

    name: str
    end: str
    points: tuple[Point, ...]
    lead: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart to draw: the finding as title, what is shown as subtitle, the data, and its words for those
    who do not see it. `sessions` are the exchange's trading days along a time axis;
    `unit` is that of the points' values (see model.market.Unit; "index" is a series that begins at 100).
    """

    key: str
    kind: str
    title: str
    subtitle: str
    series: tuple[Series, ...]
    sessions: tuple[str, ...]
    alt: str
    description: str
    source: str
    accent: str
    unit: str = "fraction"


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: SVG with its text as text, for a full column and for a narrow screen."""

    key: str
    wide: str
    narrow: str


@dataclass(frozen=True)
class Block:
    """A placed block: its kind names the partial that sets it in each medium."""

    kind: str
    content: Any


@dataclass(frozen=True)
class Disclosure:
    """A wording that must stand, and what in the issue calls for it."""

    id: str
    version: int
    title: str
    text: str
    because: str
    risk: bool


@dataclass(frozen=True)
class Report:
    """The week, composed once for all media. Every text in it may carry marked figures (see compose.ink)."""

    publication: Publication
    week: TradingWeek
    title: str
    deck: Prose
    byline: str
    week_line: str
    week_notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    charts: tuple[Chart, ...]
    notes: tuple[Note, ...]
    disclosures: tuple[Disclosure, ...]
    sources: tuple[str, ...]
    printed: tuple[Printed, ...]
    pictures: tuple[Picture, ...]
    draft: bool = False
    made_up: bool = False


@dataclass(frozen=True)
class Documents:
    """The finished editions by file name, in bytes."""

    files: Mapping[str, bytes] = field(default_factory=dict)
