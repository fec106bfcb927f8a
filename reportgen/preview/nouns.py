"""What the workshop hands over: editions, figures, findings, pages and mistakes, each of one making of the issue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.model import Inline


@dataclass(frozen=True)
class Wanted:
    """Which issue of which newsletter is shown: as the command line names it."""

    root: Path
    issue: Path | None = None
    week: str | None = None
    record: Path | None = None


@dataclass(frozen=True)
class Ask:
    """Make the issue, under this number; with `again` the closes are asked for anew."""

    number: int
    again: bool = False


@dataclass(frozen=True)
class Edition:
    """The web page, as the issue's words and settings make it now, and what the desk's bar says of it."""

    number: int
    title: str
    publication: str
    week: str
    source: str
    page: str
    draft: bool
    made_up: bool


@dataclass(frozen=True)
class Plain:
    """The plain text."""

    number: int
    text: str


@dataclass(frozen=True)
class Mailed:
    """The e-mail: its two texts and the whole message as the proof's reader has them, its pictures, and the bytes of
    its HTML for the reader with the longest name and address; or why there is none.
    """

    number: int
    html: str = ""
    text: str = ""
    message: bytes = b""
    pictures: tuple[Inline, ...] = ()
    size: int = 0
    lost: str = ""


@dataclass(frozen=True)
class Figures:
    """Every printed figure with its provenance: rows as in figures.json, with `worked` and `told` beside."""

    number: int
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Judged:
    """What an editor must still settle, as told.py tells it."""

    number: int
    findings: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Sheets:
    """The PDF, or why there is none."""

    number: int
    pdf: bytes
    lost: str = ""


@dataclass(frozen=True)
class Trouble:
    """What kept an issue from being made: each mistake with its place and the lines around it."""

    number: int
    mistakes: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Done:
    """The end of a making: which charts were drawn for it, and the files that its closes come from."""

    number: int
    drawn: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


Message = Edition | Plain | Mailed | Figures | Judged | Sheets | Trouble | Done
