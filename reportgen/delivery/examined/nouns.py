"""What an examination tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "warning", "error"]


@dataclass(frozen=True)
class Looked:
    """One thing that was looked at, how it stands, and what to do where it does not.

    A `note` is for the reader's knowledge; a `warning` costs something with some reader or filter; with an `error` the
    message is broken, or large providers may refuse it.
    """

    name: str
    state: State
    words: str
    hint: str = ""
