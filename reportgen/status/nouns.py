"""Where a newsletter stands: its last issue, the week at hand, and the steps of the weekly round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reportgen.errors import ReportgenError

Config = Literal["missing", "broken", "found"]
State = Literal["unreadable", "not built", "draft", "changed", "built"]


@dataclass(frozen=True)
class Looked:
    """What the last build or check of an issue found, and when (UTC); `current` where its text is still the same."""

    by: str
    at: datetime
    errors: int
    warnings: int
    current: bool


@dataclass(frozen=True)
class SentStanding:
    """How far an issue is sent: its rows by what became of them, who signed it off, and when it was (UTC)."""

    sent: int
    pending: int
    refused: int
    uncertain: int
    suppressed: int
    cancelled: int
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True)
class IssueStanding:
    """The issue that is meant where none is named: its file (`config.yaml` for its `issue:`), its title as written,
    its week's end where it names one, and what came of it. `folder` holds the set that was built last, at `built`
    (UTC); `changed` is the file that is newer. `sent` is None where no reader was written to.
    """

    file: str
    title: str
    week_ending: date | None
    state: State
    folder: str | None = None
    built: datetime | None = None
    changed: str | None = None
    found: Looked | None = None
    sent: SentStanding | None = None


@dataclass(frozen=True)
class ClosesStanding:
    """Which closes of the week are at hand: `held` of the instruments that are fetched have every session that is over
    (`wanted` are there), in `store`; `local` are the sources that are read where they lie.
    """

    store: str | None
    wanted: int
    held: int
    local: tuple[str, ...]


@dataclass(frozen=True)
class WeekStanding:
    """A week of the exchange: its sessions, the weekdays without one (with the holiday's name), those that end early
    (with the local time), and the moment from which it is complete (UTC); `zone` is the exchange's time zone.
    """

    exchange: str
    sessions: tuple[date, ...]
    closed: tuple[tuple[date, str], ...]
    early: tuple[tuple[date, str], ...]
    complete_at: datetime
    zone: str
    complete: bool
    over: int = 0
    issue: str | None = None
    closes: ClosesStanding | None = None

    @property
    def end(self) -> date:
        """The last session."""
        return self.sessions[-1]


@dataclass(frozen=True)
class Step:
    """A step of the weekly round; `state` is `here` for the one that is to be taken now, `later` for one that the
    newsletter is not set up for.
    """

    name: str
    what: str
    state: Literal["done", "here", "open", "later"]


@dataclass(frozen=True)
class Standing:
    """Where the newsletter in a folder stands at `now` (UTC), and what to type next, and why."""

    now: datetime
    config: Config
    publication: str
    issue: IssueStanding | None
    week: WeekStanding | None
    round: tuple[Step, ...]
    next: str
    because: str
    mistakes: tuple[ReportgenError, ...] = ()
