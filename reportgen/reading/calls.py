"""Calls of notes ([1], [^1]): a reader passes over them, and their digits are nobody's figures."""

from __future__ import annotations

import re

from reportgen.reading.letters import Strand, replaced

CALL = re.compile(r" ?\[\d{1,3}\]")
MARKED = re.compile(r"(?: ?\[\^[\w-]{1,40}\]:?)+")
NOTE = re.compile(r"(?m)^[ \t]*\[\d{1,3}\]\s+\S")


def without_calls(one: Strand, *, marked: bool = False) -> Strand:
    """The text without the calls in it: [1], or [^1] where they are `marked` as in Markdown."""
    if "[" not in one.text:
        return one
    return replaced(
        one, [(found.start(), found.end(), "") for found in (MARKED if marked else CALL).finditer(one.text)]
    )
