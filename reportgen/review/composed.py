"""An issue of ours as manuscripts: its words as they are printed, each letter with its place in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from reportgen.compose.blocks import pieces
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.marks import plain
from reportgen.model import Manuscript, MarketWeek, Part, Passage, Project, Role, Run, Span, Voice
from reportgen.reading import manuscript
from reportgen.reading.quotes import MARKS
from reportgen.yamlfile import part_of, place_of, spots_of

CODE = re.compile(r"\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|\[\[[^\[\]\n]*=[^\[\]\n]*\]\]")


FIGURE = re.compile(r"\{\{-?\s*[a-z_]\w*\.\w")
"""An expression that begins with a figure or a fact by name."""
WRAPPED = re.compile(r"(?<![\n|])\n(?!\s|[#>|`~\[]|[-+*] |\d+[.)] |```|---|===)(?=.)")
"""A line's end inside a paragraph: we wrap our own words, so that it is a space whatever the lines' lengths are."""


def composed(project: Project, market: MarketWeek) -> tuple[Manuscript, ...]:
    """The issue's own words, one manuscript for each file that they stand in, the issue's first."""
    desk = Desk(Ink(project, market))
    held: dict[str, list[Part]] = {project.issue.body.file: []}
    for passage, role, voice in _passages(project):
        held.setdefault(passage.file, []).extend(_parts(passage, desk, role, voice))
    language = project.publication.language
    return tuple(Manuscript(file, tuple(parts), language) for file, parts in held.items() if parts)


def _passages(project: Project) -> Iterator[tuple[Passage, Role | None, Voice]]:
    """The words that a person wrote, in the order of print, with what they are where their Markdown does not say."""
    issue = project.issue
    yield issue.title, "title", "author"
    yield issue.deck, None, "author"
    for point in issue.key_points:
        yield point, "item", "author"
    for kind, piece, offset in pieces(issue.body):
        words = piece.text.split()
        if kind == "block" and words[:1] == ["quote"] and words[-1] in issue.quotes:
            place = place_of(issue.body, offset)
            yield Passage(issue.quotes[words[-1]].text, issue.body.file, "", place.line, place.column), "quote", "quote"
        elif kind == "prose" and piece.text.strip():
            yield part_of(issue.body, piece.text, offset), None, "author"
    for risk in issue.risks:
        yield risk.title, "heading", "risk"
        yield risk.text, None, "risk"
    for plan in project.charts.values():
        if plan.title:
            yield plan.title, "caption", "author"


def _parts(passage: Passage, desk: Desk, role: Role | None, voice: Voice) -> Iterator[Part]:
    if role == "quote":
        yield Part("quote", passage.text, (Run(0, passage.line, passage.column),), "quote")
        return
    printed = WRAPPED.sub(" ", plain(desk.run(passage), desk.ink.printed, notes=True))
    edges = _edges(passage.text, printed)
    origin, spots = _origin(edges), spots_of(passage)
    figures = _computed(edges, passage.text, len(printed))
    starts = [0, *(i + 1 for i, letter in enumerate(printed) if letter == "\n")]

    def place(line: int, column: int) -> tuple[int, int]:
        found = origin(min(starts[line - 1] + column - 1, len(printed)))
        return spots[min(found, len(spots) - 1)] if spots else (passage.line, passage.column)

    before = ""
    for part in manuscript(printed, passage.file, "markdown").parts:
        own = part.voice if voice == "author" else voice
        own = "author" if _of_nobody(part, before) and own == "quote" else own
        before = part.text
        told = tuple(_within(part, starts, figures))
        yield replace(part, runs=tuple(_runs(part, place)), role=role or part.role, voice=own, computed=told)


def _of_nobody(part: Part, before: str) -> bool:
    """Whether a block quote has no marks, no speaker and no words that introduce one: then it is ours."""
    return part.role == "quote" and not part.caption and part.text[:1] not in MARKS and not before.endswith((":", ","))


def _within(part: Part, starts: Sequence[int], figures: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a part that figures have printed, these told in the letters of the whole."""
    for number, run in enumerate(part.runs):
        end = part.runs[number + 1].offset if number + 1 < len(part.runs) else len(part.text)
        shift = starts[run.line - 1] + run.column - 1 - run.offset
        for one in figures:
            first, last = max(run.offset, one.start - shift), min(end, one.end - shift)
            if first < last:
                yield Span(first, last)


def _runs(part: Part, place: Callable[[int, int], tuple[int, int]]) -> Iterator[Run]:
    """The part's runs in the source: a new one wherever its letters do not stand one beside the other."""
    before = (0, 0)
    for number, run in enumerate(part.runs):
        end = part.runs[number + 1].offset if number + 1 < len(part.runs) else len(part.text)
        for offset in range(run.offset, end):
            line, column = place(run.line, run.column + offset - run.offset)
            if (line, column) != (before[0], before[1] + 1):
                yield Run(offset, line, column)
            before = line, column


class Edge(NamedTuple):
    """Where in print a stretch begins, where in the source, and whether both have the same letters from there on."""

    printed: int
    source: int
    letters: bool


def _edges(source: str, printed: str) -> list[Edge]:
    """How what is printed comes from its source: the words between expressions keep their order, and what an expression
    prints stands where the expression begins. Lines may be wrapped in print, and blanks left out beside an expression.
    """
    edges: list[Edge] = []
    cursor = at = 0
    source, printed = source.replace("\n", " "), printed.replace("\n", " ")
    for found in [*CODE.finditer(source), None]:
        literal = source[at : found.start() if found else len(source)]
        for words in (literal, literal.strip()):
            place = printed.find(words, cursor) if words else -1
            if place >= 0:
                edges.append(Edge(place, at + literal.index(words), True))
                cursor = place + len(words)
                break
        if found:
            edges.append(Edge(cursor, found.start(), False))
            at = found.end()
    return edges


def _computed(edges: Sequence[Edge], source: str, length: int) -> list[Span]:
    """The stretches of print that a figure or a fact by name fills."""
    return [
        Span(edge.printed, following.printed)
        for edge, following in pairwise([*edges, Edge(length, len(source), True)])
        if not edge.letters and FIGURE.match(source, edge.source)
    ]


def _origin(edges: Sequence[Edge]) -> Callable[[int], int]:
    """From an offset in what is printed to the one in its source."""
    keys = [edge.printed for edge in edges]

    def origin(offset: int) -> int:
        if not edges:
            return 0
        start, place, letters = edges[max(0, bisect_right(keys, offset) - 1)]
        return place + max(0, offset - start) if letters else place

    return origin
