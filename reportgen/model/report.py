"""The report: the week composed once for all media, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from reportgen.model.blocks import Note, Picture, Prose
from reportgen.model.market import Figure, TradingWeek
from reportgen.model.places import Place
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
    """A wording that stands, what in the issue calls for it (`because`) and where that stands (`place`).

    `placement` is where it is set: at the end, first there, or with a table of its own; `level` is must or should.
    """

    id: str
    version: int
    title: str
    text: str
    because: str
    risk: bool
    place: Place | None = None
    placement: Literal["end", "first", "table"] = "end"
    level: Literal["must", "should"] = "must"


@dataclass(frozen=True)
class Method:
    """How the numbers were made, for the reader: in one line, in a paragraph that begins where the line ends, and part
    by part; and who printed the closes, with the page where all of a source's are on one, and when they were read.
    """

    line: str
    more: str
    parts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Report:
    """The week, composed once for all media. Every text in it may carry marked figures (see compose.ink).

    `unasked` are disclosures that should stand and are printed only where the publication asks for them.
    """

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
    method: Method
    draft: bool = False
    made_up: bool = False
    unasked: tuple[Disclosure, ...] = ()


@dataclass(frozen=True)
class Printing:
    """One place where a figure is printed: as what, in which part of the issue, and the sentence or cell around it."""

    text: str
    place: str
    words: str


@dataclass(frozen=True)
class Derivation:
    """A printed figure with every place of it. A fact (`facts.KEY`) has no closes, but a `kind` and an address."""

    figure: Figure
    printings: tuple[Printing, ...]
    kind: str = ""
    url: str = ""

    @property
    def printed(self) -> tuple[str, ...]:
        """Every form in which it is printed, each once."""
        return tuple(dict.fromkeys(one.text for one in self.printings))


@dataclass(frozen=True)
class Attached:
    """A file that an archive copy carries: its name there, its bytes, what it is, and a day in place of the clock's."""

    name: str
    content: bytes
    description: str
    day: date


@dataclass(frozen=True)
class Documents:
    """The finished editions by file name, in bytes."""

    files: Mapping[str, bytes] = field(default_factory=dict)
