"""The records desk as a block."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.compose.blocks.asked import known
from reportgen.compose.blocks.tables import source_line
from reportgen.compose.markdown import inline
from reportgen.compose.milestones import judged_on, ranked
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.model import Figure, Listing, Project

COUNT = 5
LISTED = 5
POINTS = 2


def records(args: Sequence[str], project: Project, desk: Desk) -> Listing:
    """`[[records]]`, `[[records KEY … 3]]`: what was the highest, largest, longest since when; the rarest first."""
    names, count = list(args), COUNT
    if names and names[-1].isdigit():
        count = int(names.pop())
    keys = [known(name, "instrument", project.instruments) for name in names] or list(project.instruments)
    if not count:
        raise TemplateError("[[records NUMBER]] takes how many to print, 1 or more")
    lines = tuple(inline(words, desk.ink.printed) for words in ranked(desk.ink, keys, count))
    quiet = () if lines else ("Nothing this week was the highest, largest or longest for a quarter of a year.",)
    return Listing("For the record", (("", lines),), (*quiet, judged_on(desk.ink, keys)), source_line(desk))


def drawn(project: Project, desk: Desk) -> list[str]:
    """Key points from the figures alone: the week of the first instruments, then the rarest of the records."""
    ink = desk.ink
    shown = [(one, ink.figure(key, "week")) for key, one in project.instruments.items() if one.kind == "index"]
    week = [f"{one.short} {ink.usual(found)}" for one, found in shown[:LISTED] if isinstance(found, Figure)]
    first = [f"For the week: {', '.join(week)}."] if week else []
    return [*first, *ranked(ink, project.instruments, POINTS)]
