"""Where words stand, and what is to be said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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


@dataclass(frozen=True)
class Finding:
    """What an editor must still settle: a value with a place, never raised.

    `end_column` is the column behind the last of its words in the place's line (0 where it is about no words); `rule`
    is the convention, regulation or definition that it rests on, with its date of review where it has one.
    """

    code: str
    severity: Literal["error", "warning", "info"]
    place: Place
    message: str
    evidence: str = ""
    suggestion: str = ""
    end_column: int = 0
    rule: str = ""
