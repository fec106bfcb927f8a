"""Where each figure of a report is printed: the part of the issue, and the sentence, row or label around it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from reportgen import marks
from reportgen.model import (
    Block,
    Chart,
    Derivation,
    Issue,
    KeyPoints,
    Listing,
    Printing,
    Prose,
    Report,
    Risks,
    Spark,
    StyleBox,
    Table,
    WeekAhead,
)

Words = Iterator[tuple[str, str]]
"""Places of the issue, each with words that stand there: marked text without HTML."""
PIECE = re.compile(r"</?(?:p|li|h[1-6]|td|th|tr|blockquote|pre|ul|ol|table|hr)\b[^>]*>")
HEADING = re.compile(r"<h[23][^>]*>(.*?)</h[23]>", re.DOTALL)
SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)[”’)]?\s+(?=[“‘(]?[A-Z0-9\ue000])")


def derivations(report: Report, issue: Issue) -> tuple[Derivation, ...]:
    """The figures in use, each once, in the order of their ids, with every place where they are printed.

    A figure that was made for a drawing and stands in no words has one printing without a place.
    """
    placed: dict[str, list[Printing]] = {one.figure.id: [] for one in report.printed}
    unseen = set(range(len(report.printed)))
    for place, sentence in sentences(report):
        words = marks.plain(sentence, report.printed)
        for index in marks.figures_in(sentence):
            printed = report.printed[index]
            placed[printed.figure.id].append(Printing(printed.text, place, words))
            unseen.discard(index)
    for printed in (report.printed[index] for index in sorted(unseen)):
        placed[printed.figure.id].append(Printing(printed.text, "", printed.provenance))
    figures, published = {one.figure.id: one.figure for one in report.printed}, _published(issue)
    return tuple(
        Derivation(figure, tuple(dict.fromkeys(placed[id])), *published.get(id, ("", "")))
        for id, figure in sorted(figures.items())
    )


def sentences(report: Report) -> Words:
    """Every sentence, cell and label that prints a figure, with its place, marks left in, in reading order."""
    for place, text in _texts(report):
        for sentence in SENTENCE.split(text):
            if "\ue000" in sentence:
                yield place, sentence.strip()


def _published(issue: Issue) -> Mapping[str, tuple[str, str]]:
    """What is quoted and not computed, by the id of its figure: its kind and its page."""
    out: dict[str, tuple[str, str]] = {f"facts.{key}": (fact.kind, fact.url) for key, fact in issue.facts.items()}
    for number, one in enumerate(sorted(issue.economy, key=lambda r: r.date), 1):
        out |= {f"economy.{number}.{part}": ("fact", one.url) for part in ("actual", "consensus", "prior")}
    return out


def _texts(report: Report) -> Words:
    """Every marked text of the report with its place, in reading order."""
    yield "headline", report.title
    yield from _prose("deck", report.deck)
    under = ""
    for block in report.blocks:
        yield from _block(block, under)
        if block.kind == "prose" and (found := HEADING.findall(block.content.html)):
            under = _bare(found[-1])


def _block(block: Block, under: str) -> Words:
    """The marked texts of one block; `under` is the heading that it stands under."""
    match block.content:
        case Prose() as prose:
            yield from _prose("text", prose, under)
        case KeyPoints(points):
            for point in points:
                yield from _prose("key points", point)
        case Risks(rows):
            for title, text in rows:
                yield "risks", title
                yield from _prose("risks", text)
        case Table() as table:
            yield from _table(block.kind, table)
        case Listing() as listing:
            for heading, parts in listing.parts:
                for part in parts:
                    yield from _prose(f"list “{heading}”", part)
        case StyleBox() as box:
            for name, cells in box.rows:
                for column, (cell, _) in zip(box.columns, cells, strict=True):
                    yield f"style box “{box.caption}”", f"{name}, {column}: {cell}"
        case WeekAhead() as ahead:
            for due in ahead.days:
                for _, what, *_ in due.entries:
                    yield from _prose("week ahead", what)
        case Chart() as chart:
            yield from _chart(chart)
        case other:
            yield from _any(f"block {block.kind}", other)


def _any(place: str, content: Any) -> Words:
    """The texts of whatever a block of the publisher's own holds: strings that stand side by side are one text."""
    if isinstance(content, Prose):
        yield from _prose(place, content)
    elif isinstance(content, str):
        yield place, content
    elif isinstance(content, Mapping):
        yield from _any(place, list(content.values()))
    elif is_dataclass(content) and not isinstance(content, type):
        yield from _any(place, [getattr(content, one.name) for one in fields(content)])
    elif isinstance(content, Iterable):
        inside = list(content)
        if inside and all(isinstance(one, str) for one in inside):
            yield place, ", ".join(inside)
        else:
            for one in inside:
                yield from _any(place, one)


def _prose(place: str, prose: Prose, under: str = "") -> Words:
    """Its paragraphs, items and cells, each with the heading that it stands under."""
    at = f"{place}, under “{under}”" if under else place
    for piece in HEADING.split(prose.html) if HEADING.search(prose.html) else [prose.html]:
        if f">{piece}</h" in prose.html:
            at = f"{place}, under “{_bare(piece)}”"
            yield f"{place}, heading", _bare(piece)
            continue
        for one in PIECE.split(piece):
            if one.strip():
                yield at, _bare(one)


def _table(kind: str, table: Table) -> Words:
    place = f"table “{table.caption}”" if table.caption else f"table of {kind.replace('_', ' ')}"
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield place, f"{row.name}, {column.heading}: {cell.text if isinstance(cell, Spark) else cell}"


def _chart(chart: Chart) -> Words:
    place = f"chart {chart.key}"
    yield f"{place}, title", chart.title
    yield f"{place}, subtitle", chart.subtitle
    for series in chart.series:
        yield f"{place}, labels", f"{series.name}: {series.end}"
        for point in series.points:
            yield f"{place}, labels", f"{series.name}, {point.label}: {point.text}"
    yield f"{place}, description", chart.description


def _bare(fragment: str) -> str:
    """HTML as words on one line, its marks left in."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", fragment)).split())
