"""The sections of an issue's text that are of no week, and stand in the next issue word for word."""

from __future__ import annotations

import re
from itertools import pairwise

MARK = re.compile(r"\{#\s*standing\b.*?#\}", re.IGNORECASE | re.DOTALL)
"""What an editor writes into a section that is to stand every week."""
HEAD = re.compile(r"(?m)^(?=##\s)")
FENCED = re.compile(r"(?ms)^(```|~~~).*?^\1\s*$")
BLOCK = re.compile(r"(?m)^[ \t]*\[\[(?!instruments\b).*\]\][ \t]*\n?")


def standing_sections(body: str) -> tuple[str, ...]:
    """The sections that {# standing #} marks, and those that list instruments and name no figure.

    Of their blocks only [[instruments]] comes along: the draft places tables and charts, and a quote is of a week.
    """
    hidden = FENCED.sub(lambda found: "".join("\n" if letter == "\n" else " " for letter in found[0]), body)
    starts = [found.start() for found in HEAD.finditer(hidden)]
    parts = [body[start:end] for start, end in pairwise([*starts, len(body)])]
    return tuple(_bare(part) for part in parts if MARK.search(part) or _lists_instruments(part))


def title(section: str) -> str:
    """The words of a section's heading."""
    return MARK.sub("", section.partition("\n")[0]).strip("# \t")


def _lists_instruments(section: str) -> bool:
    return "[[instruments" in section and "{{" not in section and "{%" not in section


def _bare(section: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", BLOCK.sub("", section)).strip()
