"""What a person wrote: what is true every week, and what is true this week."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from reportgen.model.delivery import DeliveryPlan
from reportgen.model.market import Instrument, UniversePlan
from reportgen.model.places import Passage, Place

Kind = Literal["fact", "estimate", "forecast", "opinion"]
Licence = Literal["personal", "licensed", "public-domain", "demonstration"]
PublisherKind = Literal["independent", "us_ria", "us_bd", "uk_firm", "eu_firm", "ca_dealer", "au_afsl"]
Jurisdiction = Literal["US", "UK", "EU", "CA", "AU"]


@dataclass(frozen=True)
class Fund:
    """A fund named in the text: identity only, from a page that can be named; `former` are the names it bore."""

    ticker: str
    name: str
    tracks: str
    expense_ratio: str
    approach: str
    source: str
    url: str
    as_of: str
    former: str = ""


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
    """The publication's own look: accent as #rrggbb, paper, typefaces, logo, how close the PDF is set."""

    accent: str
    paper: Literal["letter", "a4"]
    text: Typeface
    display: Typeface
    logo: Path | None = None
    logo_alt: str = ""
    density: Literal["normal", "compact"] = "normal"


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
class Profile:
    """Who publishes, where it is read, by whom, and what it sets out to be: which rules on wording bear on a text.

    A kind is an independent publisher, or a firm under a licence: a U.S. adviser (RIA) or broker-dealer, a firm of the
    UK or the EU, a Canadian dealer, a holder of an Australian licence.
    """

    kind: PublisherKind = "independent"
    jurisdictions: tuple[Jurisdiction, ...] = ("US",)
    audience: Literal["retail", "professional"] = "retail"
    communication: Literal["commentary", "promotion", "recommendation"] = "commentary"


@dataclass(frozen=True)
class ChartPlan:
    """A chart that the config asks for: its kind, its instruments (or a universe), its period and where it begins."""

    key: str
    kind: str
    instruments: tuple[str, ...]
    start: date | None = None
    title: Passage | None = None
    period: str = "week"
    universe: str = ""


@dataclass(frozen=True)
class Group:
    """Instruments that stand together in a table: its heading and its columns."""

    key: str
    title: str
    columns: tuple[str, ...]


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
class Event:
    """Something that is due: its day (and time, as announced), what it is, who announced it and where."""

    date: datetime.date
    time: str
    what: Passage
    source: str
    url: str = ""


@dataclass(frozen=True)
class Release:
    """Economic data as published: actual, consensus and prior value as printed, and their source."""

    date: datetime.date
    what: str
    period: str
    actual: str
    consensus: str
    prior: str
    source: str
    url: str = ""


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
    events: tuple[Event, ...] = ()
    economy: tuple[Release, ...] = ()


@dataclass(frozen=True)
class SourcePlan:
    """One source of closes: its kind (or `package.module:function`), its file, its printed name, its licence."""

    name: str
    source: str
    path: Path | None = None
    label: str = ""
    licence: Licence | None = None


@dataclass(frozen=True)
class MarketPlan:
    """Where closes come from: a source's name (or `package.module:function`), its file, the exchange.

    `sources` are further ones by name, `store` the file in which every close is kept, `history` the first day asked
    for, `tolerance` the largest difference between two sources that is no finding, a fraction of the level.
    """

    source: str
    path: Path | None
    label: str
    exchange: str
    benchmark: str
    sources: Mapping[str, SourcePlan] = field(default_factory=dict)
    store: Path | None = None
    history: date | None = None
    tolerance: float = 0.0005
    licence: Licence | None = None


@dataclass(frozen=True)
class Project:
    """All that config.yaml and the issue say, checked: the folder, the standing parts, this week's words.

    `places` is where entries of config.yaml stand that a finding may be about, by dotted name (instruments.KEY).
    `blocks` and `checks` are functions of the publisher's own, as `package.module:function`.
    """

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
    groups: Mapping[str, Group] = field(default_factory=dict)
    universes: Mapping[str, UniversePlan] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    places: Mapping[str, Place] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()
    delivery: DeliveryPlan | None = None
