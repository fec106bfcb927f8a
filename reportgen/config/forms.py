"""The forms that config.yaml and an issue file fill in. Their descriptions are the reference, and the JSON Schema.

A form only says which keys there are and what a value must look like; load.py turns filled forms into nouns.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from reportgen.config.form import Form
from reportgen.config.mailing import DeliveryForm

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Symbol = Annotated[str, StringConstraints(pattern=r"^[\^A-Za-z0-9][A-Za-z0-9.=_\-]{0,19}$")]
Ticker = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9.]{0,6}$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Link = Annotated[str, StringConstraints(pattern=r"^(https?://|mailto:)\S+$")]
Target = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$")]
File = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _iso(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_parsing", "is no date")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Measured = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class TypefaceForm(Form):
    """A typeface of your own: TrueType files, upright at the least."""

    family: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 \-]{1,60}$")] = Field(
        description="The family's name"
    )
    regular: File = Field(description="Path of the upright TrueType file, weight 400")
    italic: File | None = Field(None, description="Path of the italic, weight 400")
    bold: File | None = Field(None, description="Path of the semibold or bold, printed as weight 600")
    bold_italic: File | None = Field(None, description="Path of the bold italic")


class TypefacesForm(Form):
    """The typeface pair."""

    text: Words | TypefaceForm = Field(
        "Source Serif 4", description="Headings and prose: a shipped family or your own files"
    )
    display: Words | TypefaceForm = Field("Inter", description="Tables, charts, labels and small print, likewise")


class LookForm(Form):
    """The publication's own look."""

    accent: Colour = Field("#0b5d4b", description="Accent colour, #rrggbb; at least 4.5:1 against white")
    paper: Literal["letter", "a4"] = Field("letter", description="Paper of the PDF")
    density: Literal["normal", "compact"] = Field(
        "normal", description="How close the PDF is set: `compact` puts a short issue on one page"
    )
    typefaces: TypefacesForm = Field(TypefacesForm(), description="The typeface pair")
    logo: File | None = Field(None, description="Path of an SVG or PNG file, set above the name")
    logo_alt: str = Field("", description="The logo in words; the publication's name where it is empty")


class PublicationForm(Form):
    """Who publishes."""

    name: Words = Field(description="The newsletter's name")
    publisher: Words = Field(description="Who publishes it: a person or a firm")
    strapline: str = Field("", description="A few words under the name")
    language: Annotated[str, StringConstraints(pattern=r"^en(-[A-Z]{2})?$")] = Field(
        "en-US", description="Language tag of the editions; the words that reportgen adds are English"
    )
    contact: list[Words] = Field([], description="Lines of the contact block: address, mail, web")
    foot: str = Field("", description="One line at the foot of every page")


class PublisherForm(Form):
    """Who answers for the words: it chooses the rules on wording that a text is read against."""

    kind: Literal["independent", "us_ria", "us_bd", "uk_firm", "eu_firm", "ca_dealer", "au_afsl"] = Field(
        "independent",
        description="An independent publisher, or a firm under a licence: U.S. adviser, U.S. broker-dealer, UK or EU "
        "firm, Canadian dealer, Australian licensee",
    )
    jurisdictions: list[Literal["US", "UK", "EU", "CA", "AU"]] = Field(
        ["US"], min_length=1, description="Where it is published: each brings its own rules"
    )
    audience: Literal["retail", "professional"] = Field("retail", description="Who reads it")
    communication: Literal["commentary", "promotion", "recommendation"] = Field(
        "commentary", description="What it sets out to be; a commentary that recommends is told"
    )


class SourceForm(Form):
    """A source of closes."""

    source: Words = Field(
        description="`yahoo`, `fred`, `csv`, `store`, `record`, or `package.module:function` of your own"
    )
    path: File | None = Field(None, description="The file or folder of a csv source; the file of a record")
    label: str = Field("", description="The source's name as printed in the source line")
    licence: Literal["personal", "licensed", "public-domain", "demonstration"] | None = Field(
        None, description="What the publisher may do with its closes; `demonstration` marks prices that are made up"
    )


class MarketForm(SourceForm):
    """Where closes come from."""

    sources: dict[Name, SourceForm] = Field({}, description="Further sources by name, for an instrument's `source`")
    store: File | None = Field(
        None, description="SQLite file in which every fetched close is kept; closes.sqlite where it is empty"
    )
    history: Day | None = Field(
        None, description="First day asked for, where records are to be judged on more than the last 13 months"
    )
    tolerance: Annotated[float, Field(gt=0, lt=0.1)] = Field(
        0.0005, description="Largest difference of two sources that is no finding, a fraction of the level"
    )
    exchange: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9.]{2,10}$")] = Field(
        "XNYS", description="Exchange whose calendar counts, by its exchange_calendars code"
    )
    benchmark: Name | None = Field(None, description="Instrument that spreads are measured against")


class CheckForm(Form):
    """A second source for an instrument."""

    source: Words = Field(description="The source's name")
    symbol: Symbol | None = Field(None, description="Its symbol there, if another one")


class InstrumentForm(Form):
    """A priced instrument; its key is its name in prose."""

    symbol: Symbol = Field(description="The source's symbol, such as ^RUT")
    name: Words | None = Field(None, description="Full name, as the tables print it, if the registry does not know it")
    kind: Literal["index", "fund", "stock", "rate", "commodity", "currency", "crypto"] | None = Field(
        None, description="What it is, if the registry does not know it: units, calendar and disclosures depend on it"
    )
    short: str | None = Field(None, description="Short name, as charts and sentences print it")
    owner: str | None = Field(None, description="Owner of the index and its marks, if the registry does not know it")
    tracks: str | None = Field(None, description="What it measures, in one sentence, likewise")
    source: Words | None = Field(None, description="Where its closes come from, if not from market.source")
    check: CheckForm | None = Field(None, description="A second source that its closes are compared with")
    calendar: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9./]{2,10}$")] | None = Field(
        None,
        description="Calendar of its sessions: a code of exchange_calendars, or `bonds` (U.S. Treasuries), or `stoxx`",
    )
    lag: Annotated[int, Field(ge=0, le=5)] | None = Field(
        None, description="Sessions that its source may be behind at the week's end; printed as of then"
    )
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(
        None, description="Currency of its price, such as USD; an index has none"
    )
    decimals: Annotated[int, Field(ge=0, le=6)] | None = Field(None, description="Decimals of its level as printed")
    group: Name | None = Field(None, description="Group in which tables set it; by its kind where it is empty")
    style: Annotated[str, StringConstraints(pattern=r"^(large|mid|small) (value|blend|growth)$")] | None = Field(
        None, description="Its place in a style box, such as `large value`"
    )
    lower: Name | None = Field(None, description="The rate that is the lower end of a target range")
    maturity: Annotated[float, Field(gt=0, le=100)] | None = Field(
        None, description="Years to maturity of a yield: its place on the curve"
    )
    begins: Day | None = Field(
        None, description="First session of its whole history: records that reach back to it are of all time"
    )


class FundForm(Form):
    """A fund named in the text: identity only, no advice and no return."""

    name: Words = Field(description="Official name")
    tracks: Words = Field(description="The index that it follows")
    expense_ratio: Words = Field(description="Yearly charge as printed, such as 0.19%")
    approach: str = Field("", description="What sets it apart, in a few words")
    source: Words = Field(description="Who prints this")
    url: Link = Field(description="The page")
    as_of: Words = Field(description="Its date: 2026, 2026-01 or 2026-01-09")


class ChartForm(Form):
    """A chart; its key is its name in `[[chart KEY]]`."""

    kind: Words = Field(description="A built-in kind, or `package.module:function` of your own")
    instruments: list[Name] = Field(
        [], description="Instruments shown; those of its `group` where it is empty, else all"
    )
    group: Name | None = Field(None, description="Group of instruments shown")
    universe: Name | None = Field(None, description="Universe whose breadth is shown")
    period: Literal["day", "week", "month", "quarter", "year", "one_year"] = Field(
        "week", description="Period of the changes that bars show"
    )
    start: Day | None = Field(
        None, alias="from", description="First session of a trend: changes are measured from its close"
    )
    title: str | None = Field(None, description="A title of your own, with figures by name; else made from the figures")


class QuoteForm(Form):
    """Words that somebody said, verbatim."""

    text: Words = Field(description="The words, without quotation marks")
    speaker: Words = Field(description="Who said them")
    role: str = Field("", description="The speaker's role")
    firm: str = Field("", description="The speaker's firm")
    date: Words = Field(description="When: 2026-01-09, 2025-12, or words such as `December 2025`")
    outlet: Words = Field(description="Where they were published")
    url: Link | None = Field(None, description="The page")
    note: str = Field("", description="What is not known about it")


class FactForm(Form):
    """What no price can prove."""

    value: Words = Field(description="The value as printed")
    about: Words = Field(description="What it is, as the note states it")
    kind: Literal["fact", "estimate", "forecast", "opinion"] = Field(description="What sort of statement it is")
    source: Words = Field(description="Who says so")
    date: Words = Field(description="As of when")
    url: Link | None = Field(None, description="The page")
    record_of: Name | None = Field(None, description="Instrument whose earlier record close this is")


class EventForm(Form):
    """Something that is due in the week ahead."""

    date: Day = Field(description="The day")
    time: str = Field("", description="The time as announced, such as 8:30 a.m. ET")
    what: Words = Field(description="What is due")
    source: Words = Field(description="Who announced it")
    url: Link | None = Field(None, description="The page")


class ReleaseForm(Form):
    """Economic data as published in the week."""

    date: Day = Field(description="The day of publication")
    what: Words = Field(description="What was published")
    period: str = Field("", description="The period that it describes, such as December")
    actual: Words = Field(description="The value as published")
    consensus: str = Field("", description="What was expected, by the source's consensus")
    prior: str = Field("", description="The value before, as revised")
    source: Words = Field(description="Who published it")
    url: Link | None = Field(None, description="The page")


class GroupForm(Form):
    """Instruments that stand together in tables."""

    title: Words = Field(description="Heading")
    columns: list[Measured] = Field([], description="Its columns; those of `performance` where it is empty")


class UniverseForm(Form):
    """A list of securities whose breadth is measured; its key is its name in prose."""

    members: File = Field(description="CSV of `symbol` and, where known, `name`, `from`, `to`")
    source: Words | None = Field(None, description="Where the members' closes come from, if not from market.source")
    name: Words = Field(description="What the members are members of, such as S&P 500")
    proxy: bool = Field(False, description="Whether the list only stands for it: then it is never called by that name")


class RiskForm(Form):
    """A risk to consider."""

    title: Words = Field(description="Its heading")
    text: Words = Field(description="A few sentences of Markdown, figures by name")


class IssueForm(Form):
    """This week's words."""

    week_ending: Day | None = Field(None, description="The week's last session")
    title: Words = Field(description="Headline")
    deck: str = Field("", description="One or two sentences under the headline")
    byline: str = Field("", description="Who wrote it")
    key_points: list[Words] = Field([], description="The bottom line first: a few sentences")
    body: Words = Field(description="The text: Markdown, figures by name, blocks in [[double brackets]]")
    risks: list[RiskForm] = Field([], description="The risks to consider, for [[risks]]")
    quotes: dict[Name, QuoteForm] = Field({}, description="Quotes of this week, for [[quote KEY]]")
    facts: dict[Name, FactForm] = Field({}, description="Facts of this week, for {{ facts.KEY }}")
    events: list[EventForm] = Field([], description="What is due, for [[week_ahead]]")
    economy: list[ReleaseForm] = Field([], description="Economic data of the week, for [[economy]]")


class ConfigForm(Form):
    """config.yaml: what is true every week, and, under `issue`, what is true this week."""

    publication: PublicationForm = Field(description="Who publishes")
    publisher: PublisherForm = Field(PublisherForm(), description="Who answers for the words, and where they are read")
    look: LookForm = Field(LookForm(), description="The publication's own look")
    market: MarketForm = Field(description="Where closes come from")
    instruments: dict[Name, InstrumentForm] = Field(
        min_length=1, description="The priced instruments, in the order of tables and charts"
    )
    performance: list[Measured] = Field(
        ["close", "week", "month", "quarter", "year"],
        min_length=1,
        description="Columns of the performance table: measures and `sparkline`",
    )
    groups: dict[Name, GroupForm] = Field({}, description="Groups of instruments by name, in the order of tables")
    universes: dict[Name, UniverseForm] = Field({}, description="Universes by name, for breadth")
    charts: dict[Name, ChartForm] = Field({}, description="Charts by name")
    funds: dict[Ticker, FundForm] = Field({}, description="Funds by ticker, for [[instruments TICKER …]]")
    quotes: dict[Name, QuoteForm] = Field({}, description="Quotes that may stand in any issue")
    facts: dict[Name, FactForm] = Field({}, description="Facts that may stand in any issue")
    disclosures: dict[Name, Words] = Field(
        {}, description="Your own wordings by id; `reportgen disclosures` lists the ids"
    )
    blocks: dict[Name, Target] = Field(
        {}, description="Blocks of your own by name, for [[NAME]]: `package.module:function`"
    )
    checks: list[Target] = Field([], description="Checks of your own, each `package.module:function`")
    delivery: DeliveryForm | None = Field(None, description="The e-mail: from whom, over which server, to whom")
    issue: IssueForm | None = Field(None, description="This week's words; or a file of its own, issues/DATE.md")
