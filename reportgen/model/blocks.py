"""What blocks hold: tables, lists and words set apart, composed once for all media."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.model.project import Fund


@dataclass(frozen=True)
class Prose:
    """Rendered Markdown: an HTML fragment with figures marked, and its plain text with figures as printed."""

    html: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, and whether it holds numbers or words."""

    key: str
    heading: str
    words: bool = False


@dataclass(frozen=True)
class Spark:
    """A small line in a cell: its points in order, its end as a marked figure, and its words."""

    points: tuple[float, ...]
    text: str
    alt: str


@dataclass(frozen=True)
class Row:
    """A row of a table: its name and its cells, marked text; `lead` marks the subject."""

    name: str
    cells: tuple[str | Spark, ...]
    lead: bool = False


@dataclass(frozen=True)
class Section:
    """Rows under a heading of their own; the heading is empty where the table has one section only."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A table. An absent figure is an em dash with a footnote; `corner` heads the names."""

    caption: str
    corner: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...]
    source: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all sections."""
        return tuple(row for section in self.sections for row in section.rows)


@dataclass(frozen=True)
class Listing:
    """Sentences under headings, as the Associated Press sets how the indexes fared."""

    caption: str
    parts: tuple[tuple[str, tuple[Prose, ...]], ...]
    footnotes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class StyleBox:
    """Changes by size and style: rows large, mid, small; columns value, blend, growth. A cell is marked text and its
    sign (-1, 0, 1); an empty cell has no instrument.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    footnotes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Due:
    """What is due on one day."""

    day: str
    entries: tuple[tuple[str, Prose, str, str], ...]


@dataclass(frozen=True)
class WeekAhead:
    """What is due in the week ahead, day by day: time, what, source, address; `calendar` is the same as iCalendar."""

    days: tuple[Due, ...]
    events: tuple[tuple[str, str, str], ...]


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
