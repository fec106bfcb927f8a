"""What the store hands out: frozen records of what is held, what was revised, and what was asked."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import UTC, date, datetime

from reportgen.model import Close


@dataclass(frozen=True, slots=True)
class Revision:
    """A source's later, different close for one session. `before` stood until `after` was read; `noticed` is the
    moment (UTC, 2026-01-10T08:00:00Z) at which the store saw that they differ.
    """

    source: str
    symbol: str
    before: Close
    after: Close
    noticed: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of one symbol of one source: its first and last session, how many closes, how many revisions,
    and when any of them was read last.
    """

    source: str
    symbol: str
    first: date
    last: date
    count: int
    revisions: int
    retrieved: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """One question to a source and what came of it: `answer` is "ok", or the error's words."""

    source: str
    symbols: tuple[str, ...]
    start: date
    end: date
    at: str
    answer: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The closes of one symbol as columns of one length, by session: `sessions` are proleptic ordinals (as of
    `date.toordinal`), `levels` as quoted, `adjusted` NaN where there is none, or None where there is none at all.

    `numpy.asarray` takes each without a copy; less 719163, a session is the day of a `datetime64[D]`.
    """

    sessions: array[int]
    levels: array[float]
    adjusted: array[float] | None = None


def stamp(now: datetime) -> str:
    """A moment as the store writes it, to the second in UTC: 2026-01-10T08:00:00Z, which sorts as text."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
