"""Market sources behind one seam, and the gate that a week must pass.

A source is a function with the signature of `Source`: it answers a `Request` with the closes that it has.
Whether they make a complete week is decided here, against the exchange's calendar, and for every source alike.

The way of a close: chosen (which week) and weeks (whose sessions, by calendar), sources (asked, through gather), store
(kept, and lent where a source fails: loans), compare (a second source), gate (complete and plausible), record (the week
as it was gathered). Beside it: universes (breadth's many shares), sheets (a person's file, imported), fetch and shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from reportgen.errors import MarketError
from reportgen.model import Close

Closes = Mapping[str, Mapping[date, Close]]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a source: closes of `symbols` (instrument key to the source's symbol) for the sessions
    from `start` to `end`, both included. `path` is the file or folder named in config.yaml, `now` the moment
    of asking (UTC), which a source that goes out to the world notes beside each close. `name` is the source's name
    in config.yaml.
    """

    symbols: Mapping[str, str]
    start: date
    end: date
    now: datetime
    path: Path | None = None
    label: str = ""
    name: str = ""


class Partly(MarketError):
    """A source failed for some symbols; `closes` are what it has of the others, by instrument key and session."""

    def __init__(self, message: str, *, hint: str = "", closes: Closes) -> None:
        super().__init__(message, hint=hint)
        self.closes = closes


class Source(Protocol):
    """Answers with the closes that it has, by instrument key and session; raises MarketError when it cannot, or
    Partly when it can for some.
    """

    def __call__(self, request: Request) -> Closes:
        """The closes of `request.symbols` from `request.start` to `request.end`."""
        ...


SOURCES: Mapping[str, str] = {
    "csv": "reportgen.market.sources.csvfile:closes",
    "fred": "reportgen.market.sources.fred:closes",
    "store": "reportgen.market.sources.stored:closes",
    "yahoo": "reportgen.market.sources.yahoo:closes",
}
"""The built-in sources. `record` is not among them: a record is a whole week, calendar included (record.py)."""
LOCAL = ("csv", "store", "record")
"""Sources that lie in a file of the publisher's; the closes of all others are kept in the store."""
