"""The nouns of a claim: what a sentence says of a market, and which of its words say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from reportgen.model import Span

Unit = Literal["percent", "percentage points", "basis points", "points", "money", "", "times"]
"""What a number counts; "" where the text does not say (a level, mostly), "times" a multiple of something."""
Hedge = Literal["", "about", "nearly", "just over", "more than", "less than", "at least", "at most", "up to"]
"""How exactly a number is meant (the classes of the tolerance table)."""
WindowKind = Literal[
    "week", "day", "weekday", "date", "month", "quarter", "year", "since", "span", "weeks", "sessions", "months",
    "years", "last week", "last month", "last quarter", "last year", "named month", "named year", "named quarter",
    "by", "since month", "since start", "since end", "edge session", "week of", "none",
    "weekdays", "half", "ended", "ago", "shift", "summit",
]  # fmt: skip
"""Periods as texts name them: "day" is the week's last session, "weekday" one of the week's, "by" from the week's base
to the close of a weekday; "since" runs to the week's end, "span" between two dates; "weeks", "sessions", "months" and
"years" are so many of them up to the week's end, the "last" ones those before the current; "week of" a date is the week
that holds it.
"""


class Window(NamedTuple):
    """A period: its kind, how many or which (weekday from 0, month from 1, year), its dates where it names them, and
    "early", "mid" or "late" of a month.
    """

    kind: WindowKind
    number: int = 0
    start: date | None = None
    end: date | None = None
    year: int = 0
    part: str = ""


CURRENT: Mapping[str, Window] = {
    "day": Window("day"),
    "week": Window("week"),
    "month": Window("month"),
    "quarter": Window("quarter"),
    "year": Window("year"),
}
PAST: Mapping[str, Window] = {
    "week": Window("last week"),
    "month": Window("last month"),
    "quarter": Window("last quarter"),
    "year": Window("last year"),
}
"""The period that goes on, and the one before it, by its unit."""
UNITS_OF: Mapping[str, WindowKind] = {
    "day": "sessions", "session": "sessions", "week": "weeks", "month": "months", "quarter": "months", "year": "years",
}  # fmt: skip
"""What so many days, weeks or months up to now are; a quarter is three months."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed: its size, its decimals, its sign where it has one (else 0), what it counts, its hedge.

    `high` is the other end of a range. `worded` numbers stand in letters or are fractions ("half a percent").
    """

    value: Decimal
    decimals: int
    sign: int = 0
    unit: Unit = ""
    hedge: Hedge = ""
    high: Decimal | None = None
    worded: bool = False
    currency: str = ""


Kind = Literal[
    "change", "level", "base", "direction", "flat", "spread", "compare", "rank", "streak", "record", "since", "count",
    "ratio", "weekday", "calendar", "share", "extreme", "threshold", "average", "members", "unresolved", "session rank",
    "only", "closes between", "sole", "gap", "range", "position", "dip", "depth", "bound", "below", "at end",
    "relative", "step", "apart", "slope",
    "biggest", "ahead", "half", "closes", "best", "longest", "largest", "history", "crossed", "start",
    "record of year", "tally", "target", "alike", "order", "undone",
]  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """One statement. `subjects` are the readings of what it is about (keys or names of instruments), `windows` those
        of when, the likeliest first: it is wrong only where it holds by none of them.

        `direction` is 1 up, -1 down, 0 where it states none. `others` are what the subject is compared with or ranked
        among, `near` all that its part names; `told` are all periods that its sentence tells. `marks` are the stretches
    of the part's text that carry each role ("subject", "window", "direction",
        "quantity", "other"), `span` the whole of it. `detail` tells kinds of one family apart, `number` counts.
    """

    kind: Kind
    part: int
    span: Span
    subjects: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    quantity: Quantity | None = None
    direction: int = 0
    others: tuple[str, ...] = ()
    marks: Mapping[str, Span] = field(default_factory=dict)
    detail: str = ""
    number: int = 0
    sentence: int = 0
    near: tuple[str, ...] = ()
    told: tuple[Window, ...] = ()
    spoken: bool = False
    sure: bool = True
