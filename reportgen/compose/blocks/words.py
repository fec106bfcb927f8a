"""Words set apart: quotes, risks, key points, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen import formats
from reportgen.compose.blocks.asked import nothing_more, one_name
from reportgen.compose.blocks.records import drawn
from reportgen.compose.markdown import inline, prose
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.model import KeyPoints, Passage, Project, QuoteBlock, Risks


def quote(args: Sequence[str], project: Project, desk: Desk) -> QuoteBlock:
    """`[[quote KEY]]`: a quote, verbatim, with who said it, when and where."""
    said = project.issue.quotes[one_name(args, "quote", project.issue.quotes)]
    credit = ", ".join(part for part in (said.role, said.firm) if part)
    return QuoteBlock(
        said.text,
        said.speaker,
        credit,
        f"{said.outlet}, {formats.date_words(said.date)}" + (f" ({said.note})" if said.note else ""),
        said.url,
    )


def risks(args: Sequence[str], project: Project, desk: Desk) -> Risks:
    """`[[risks]]`: the issue's risks to consider."""
    nothing_more(args, "risks")
    if not project.issue.risks:
        raise TemplateError("[[risks]] has nothing to print: the issue lists no risks")
    return Risks(tuple((desk.run(r.title), _prose(r.text, desk)) for r in project.issue.risks))


def key_points(args: Sequence[str], project: Project, desk: Desk) -> KeyPoints:
    """`[[key_points]]`: the bottom line first, as the issue lists it; where it lists none, drawn from the figures."""
    nothing_more(args, "key_points")
    points = [desk.run(p) for p in project.issue.key_points] or drawn(project, desk)
    return KeyPoints(tuple(inline(words, desk.ink.printed) for words in points))


def notes(args: Sequence[str], project: Project, desk: Desk) -> None:
    """`[[notes]]`: the numbered notes; at the end where the text does not place them."""
    nothing_more(args, "notes")


def _prose(passage: Passage, desk: Desk) -> Any:
    return prose(desk.run(passage), desk.ink.printed)
