"""The nouns: frozen records that cross from room to room. No verbs, no imports from the other rooms.

Conventions, stated once. A change is a fraction (0.046, never 4.6) and a price return, dividends excluded.
A level is in index points. A session is a trading day of the exchange; a week is the sessions of one
Monday-to-Sunday, its base the last session before it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

Unit = Literal["fraction", "fraction_difference", "level", "points", "rank", "text"]
Kind = Literal["fact", "estimate", "forecast", "opinion"]


@dataclass(frozen=True)
class Place:
    """A place in a file, counted from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Passage:
    """Words that a person wrote, and where: `raw` is the source from (`line`, `column`) on, in YAML's `style` (a
    quotation mark where the words stand between two).
    """

    text: str
    file: str = "<text>"
    raw: str = ""
    line: int = 1
    column: int = 1
    style: str = ""


# -- what is true every week ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Instrument:
    """What is priced: an index, a fund, a rate. `key` is its name in prose, `symbol` the source's."""

    key: str
    symbol: str
    name: str
    short: str
    kind: str = "index"
    owner: str = ""
    tracks: str = ""


@dataclass(frozen=True)
class Fund:
    """A fund named in the text: identity only, from a page that can be named."""

    ticker: str
    name: str
    tracks: str
    expense_ratio: str
    approach: str
    source: str
    url: str
    as_of: str


@dataclass(frozen=True)
class Face:
    """One font file: weight 400 or 600, upright or italic; `web` are the WOFF2 parts for the page."""

    weight: int
    italic: bool
    ttf: Path
    web: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Typeface:
    """A family and its faces."""

    family: str
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class Look:
    """The publication's own look: accent as #rrggbb, paper, typefaces, logo."""

    accent: str
    paper: Literal["letter", "a4"]
    text: Typeface
    display: Typeface
    logo: Path | None = None
    logo_alt: str = ""


@dataclass(frozen=True)
class Publication:
    """Who publishes, under which name, and with which look."""

    name: str
    publisher: str
    strapline: str
    language: str
    contact: tuple[str, ...]
    foot: str
    look: Look


@dataclass(frozen=True)
class ChartPlan:
    """A chart that the config asks for: its kind, its instruments and where it begins."""

    key: str
    kind: str
    instruments: tuple[str, ...]
    start: date | None = None
    title: Passage | None = None


# -- what the market did -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Close:
    """One official close in points: the session, the level, who printed it and where and when it was read."""

    session: date
    level: float
    source: str
    url: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class TradingWeek:
    """The exchange's sessions around one week.

    `sessions` are the week's own, `base` the last session before it, `calendar` every session from a year and
    more before the week to its end; `closed` names the weekdays without trading, `early` those that ended early.
    """

    exchange: str
    sessions: tuple[date, ...]
    base: date
    calendar: tuple[date, ...]
    closed: tuple[tuple[date, str], ...] = ()
    early: tuple[tuple[date, str], ...] = ()

    @property
    def end(self) -> date:
        """The week's last session."""
        return self.sessions[-1]

    @property
    def shortened(self) -> bool:
        """Whether a weekday had no trading, or a session ended early."""
        return bool(self.closed or self.early)


@dataclass(frozen=True)
class MarketWeek:
    """A complete week: for every instrument (by key) its closes by session, the week's and older ones."""

    week: TradingWeek
    closes: Mapping[str, Mapping[date, Close]]
    source: str


@dataclass(frozen=True)
class Input:
    """One close that a figure was computed from."""

    key: str
    session: date
    level: float
    source: str
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """One number, computed once: `value` in full precision (a change is a fraction), and all it rests on."""

    id: str
    value: float | str
    unit: Unit
    formula: str
    inputs: tuple[Input, ...]
    as_of: str
    source: str
    name: str = ""
    period: str = ""


@dataclass(frozen=True)
class Absent:
    """A figure that cannot be known from the closes that are there, and why."""

    id: str
    reason: str


# -- what is true this week ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quote:
    """Words that somebody said: verbatim, and where they were read."""

    key: str
    text: str
    speaker: str
    role: str
    firm: str
    date: str
    outlet: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """What no price can prove: a value as printed, with its source and date.

    `record_of` names the instrument whose earlier record close this is; then `value` is a level in points.
    """

    key: str
    value: str
    about: str
    kind: Kind
    source: str
    date: str
    url: str
    record_of: str = ""
    session: datetime.date | None = None


@dataclass(frozen=True)
class Risk:
    """A risk to consider: a heading and a few sentences."""

    title: Passage
    text: Passage


@dataclass(frozen=True)
class Issue:
    """One week's words."""

    week_ending: date | None
    week_place: Place | None
    title: Passage
    deck: Passage
    byline: str
    key_points: tuple[Passage, ...]
    body: Passage
    risks: tuple[Risk, ...]
    quotes: Mapping[str, Quote]
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class MarketPlan:
    """Where closes come from: a source's name (or `package.module:function`), its file, the exchange."""

    source: str
    path: Path | None
    label: str
    exchange: str
    benchmark: str


@dataclass(frozen=True)
class Project:
    """All that config.yaml and the issue say, checked: the folder, the standing parts, this week's words."""

    folder: Path
    config: str
    publication: Publication
    market: MarketPlan
    instruments: Mapping[str, Instrument]
    funds: Mapping[str, Fund]
    charts: Mapping[str, ChartPlan]
    columns: tuple[str, ...]
    wordings: Mapping[str, str]
    issue: Issue


# -- the report ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """A figure as it is printed: the words, the figure behind them, and where it comes from in a sentence."""

    figure: Figure
    text: str
    provenance: str = ""


@dataclass(frozen=True)
class Prose:
    """Rendered Markdown: an HTML fragment with figures marked, and its plain text with figures as printed."""

    html: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of the performance table: heading, and whether it holds levels or changes."""

    key: str
    heading: str
    note: str = ""


@dataclass(frozen=True)
class Performance:
    """The performance table. Cells are marked text; an absent figure is an em dash with a footnote."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    lead: str
    footnotes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Point:
    """A point of a series: a session or a name, and a value in the chart's unit."""

    label: str
    value: float


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
    who do not see it. `sessions` are the exchange's trading days along a time axis.
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


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: SVG with its text as text, for a full column and for a narrow screen."""

    key: str
    wide: str
    narrow: str


@dataclass(frozen=True)
class QuoteBlock:
    """A quote as set: the verbatim words and their attribution."""

    text: str
    speaker: str
    credit: str
    where: str
    url: str


@dataclass(frozen=True)
class FundsTable:
    """The funds named, with what they track and cost."""

    caption: str
    rows: tuple[Fund, ...]
    source: str


@dataclass(frozen=True)
class Risks:
    """The risks to consider, as titled paragraphs."""

    rows: tuple[tuple[str, Prose], ...]


@dataclass(frozen=True)
class KeyPoints:
    """The bottom line first."""

    points: tuple[Prose, ...]


@dataclass(frozen=True)
class Note:
    """A numbered note: what was stated, by whom, when, where."""

    number: int
    key: str
    label: str
    text: str
    source: str
    date: str
    url: str


@dataclass(frozen=True)
class Notes:
    """The numbered notes, where the issue places them."""

    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Picture:
    """A picture of the issue's own, kept inside the editions."""

    name: str
    path: Path
    alt: str


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
class Finding:
    """What an editor must still settle: a value with a place, never raised."""

    code: str
    severity: Literal["error", "warning", "info"]
    place: Place
    message: str
    evidence: str = ""
    suggestion: str = ""


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


@dataclass(frozen=True)
class Documents:
    """The finished editions by file name, in bytes."""

    files: Mapping[str, bytes] = field(default_factory=dict)
