"""Numbers that a text binds to a figure by name, `[[4.6% = russell_2000.week]]`: read as the number alone."""

from __future__ import annotations

import re

from reportgen.reading.letters import Strand, replaced

BOUND = re.compile(r"\[\[\s*([^\[\]=\n]{1,80}?)\s*=\s*([A-Za-z]\w{0,60}\.\w{1,60})\s*\]\]")


def unbound(line: str) -> str:
    """A line of a file as its reader sees it."""
    return BOUND.sub(r"\1", line) if "[[" in line else line


def without_bindings(one: Strand) -> Strand:
    """The text with every bound number as its reader sees it: the number, without brackets and name."""
    if "[[" not in one.text:
        return one
    gone = [
        (start, end, "")
        for found in BOUND.finditer(one.text)
        for start, end in ((found.start(), found.start(1)), (found.end(1), found.end()))
    ]
    return replaced(one, gone)
