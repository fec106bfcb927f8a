"""What the market did: instruments, closes, weeks, and the figures that come of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf
from pathlib import Path
from typing import Literal, NamedTuple

from reportgen.model.places import Finding
from reportgen.model.universe import Grid, Tally, Universe

Unit = Literal[
    "fraction", "fraction_difference", "level", "points", "rank", "text",
    "price", "yield", "yield_difference", "count", "share",
]  # fmt: skip
"""A fraction is a change; a level is in index points, a price in `Figure.currency`; a yield is in percent a year as
quoted, its difference in percentage points; a share is a fraction of a whole, without a sign.
"""


@dataclass(frozen=True)
class Instrument:
    """What is priced: an index, a fund, a rate. `key` is its name in prose, `symbol` the source's.

    `source` names one of the market plan's sources, `check` a second one that is compared (with its symbol).
    `calendar` is the exchange_calendars code of its sessions, `lag` how many of them its source may be behind at the
    week's end. `lower` is the key of the rate that is a target range's other end. `style` places it in a style box
    ("large value"), `begins` is the first session of its whole history. `marks` is a project's own sentence on whose
    marks its name is. `total_return` marks an index that reinvests dividends.
    """

    key: str
    symbol: str
    name: str
    short: str
    kind: str = "index"
    owner: str = ""
    tracks: str = ""
    source: str = ""
    check: tuple[str, str] | None = None
    calendar: str = ""
    lag: int = 0
    currency: str = ""
    decimals: int = 2
    group: str = ""
    style: str = ""
    lower: str = ""
    maturity: float | None = None
    begins: date | None = None
    marks: str = ""
    total_return: bool = False

    @property
    def articled(self) -> bool:
        """Whether a sentence says "the" before its short name: the Dow, the 10-year Treasury; but gold, IWM, and
        Utilities, which is short for S&P 500 Utilities.
        """
        if "sector" in self.group or self.short.lower().startswith("the "):
            return False
        if self.kind in ("index", "rate"):
            return self.name == self.short or not self.name.endswith(f" {self.short}")
        return self.kind in ("fund", "currency") and " " in self.short


@dataclass(frozen=True)
class Close:
    """One official close as quoted (points, percent a year, a price): the session, the level, who printed it and where
    and when it was read. `adjusted` is the close with distributions reinvested, where the source has one.
    """

    session: date
    level: float
    source: str
    url: str = ""
    retrieved: str = ""
    adjusted: float | None = None


class Closes(dict[date, Close]):
    """The closes of one instrument by session, in order of time: a plain mapping that is never changed once made.

    `sessions` and `levels` are the same in columns, `lowest` is the lowest level: what looks back over a whole history
    slices those, which takes a fraction of the time of asking for thousands of closes. Any other mapping in its place
    measures the same.
    """

    __slots__ = ("levels", "lowest", "sessions")

    def __init__(self, closes: Mapping[date, Close]) -> None:
        super().__init__({session: closes[session] for session in sorted(closes)})
        self.sessions = tuple(self)
        self.levels = tuple([close.level for close in self.values()])
        self.lowest = min(self.levels, default=inf)


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
        """The week's last session; its base where it had none (an exchange that was closed all week)."""
        return self.sessions[-1] if self.sessions else self.base

    @property
    def shortened(self) -> bool:
        """Whether a weekday had no trading, or a session ended early."""
        return bool(self.closed or self.early)


@dataclass(frozen=True)
class UniversePlan:
    """Where a universe's members and their closes come from; `of` is what the members are members of.

    A `proxy` is a list of the publication's own that stands for something else and is never called by its name.
    """

    key: str
    members: Path
    source: str
    name: str
    proxy: bool = False


@dataclass(frozen=True)
class Panel:
    """The closes of a universe's members: what measure.breadth reads."""

    universe: UniversePlan
    members: Universe
    closes: Grid
    source: str

    @property
    def file(self) -> str:
        """The name of the members' file."""
        return self.members.file

    @property
    def dated(self) -> bool:
        """Whether the list can say who was a member on an earlier day."""
        return self.members.dated


@dataclass(frozen=True)
class Census:
    """What was counted of a universe, in the place of its members' closes: what a record keeps of a Panel.

    `tallies` are those of every count and share at the week's end, or in words why there is none; `shares` those of
    each share at every session, up to the week's end, that the closes allowed.
    """

    universe: UniversePlan
    file: str
    dated: bool
    source: str
    tallies: Mapping[str, Tally | str]
    shares: Mapping[str, tuple[Tally, ...]]


@dataclass(frozen=True)
class MarketWeek:
    """A complete week: for every instrument (by key) its closes by session, the week's and older ones.

    `week` is the publication's exchange's; `weeks` holds the sessions of the instruments that follow another
    calendar, cut to the same span (Friday to Friday, as near as that calendar comes). `remarks` is what gathering
    noticed. `made_up` marks closes that are no market's.
    """

    week: TradingWeek
    closes: Mapping[str, Mapping[date, Close]]
    source: str
    weeks: Mapping[str, TradingWeek] = field(default_factory=dict)
    remarks: tuple[Finding, ...] = ()
    made_up: bool = False
    breadth: Mapping[str, Panel | Census] = field(default_factory=dict)

    def week_of(self, key: str) -> TradingWeek:
        """The week by the calendar of instrument `key`."""
        return self.weeks.get(key, self.week)


class Input(NamedTuple):
    """One close that a figure was computed from; a tuple, since it is made in a quarter of the time."""

    key: str
    session: date
    level: float
    source: str
    url: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class Figure:
    """One number, computed once: `value` in full precision (a change is a fraction), and all it rests on.

    No tuple, as its inputs are: prose could compare two of those, or take one apart, and print what no filter saw.
    """

    id: str
    value: float | str
    unit: Unit
    formula: str
    inputs: tuple[Input, ...]
    as_of: str
    source: str
    name: str = ""
    period: str = ""
    currency: str = ""
    decimals: int = 2


@dataclass(frozen=True)
class Absent:
    """A figure that cannot be known from the closes that are there, and why."""

    id: str
    reason: str
