"""A comparison that names some indexes of the piece's own table and leaves out the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.model import Manuscript, Part
from reportgen.reference import named
from reportgen.wording.names import Names
from reportgen.wording.sentences import Sentence

VERB = re.compile(
    r"\b(?:(?:out|under)perform(?:ed|s|ing)?|outpac(?:ed|es|ing)|beat(?:s|ing)?|ahead of|topp(?:ed|ing)|led|leading"
    r"|trail(?:ed|s|ing)?|lagg(?:ed|ing)|lags?|behind|exceed(?:ed|ing)?|surpass(?:ed|ing)?)\b"
)
CHANGE = re.compile(r"([+\-−–]?)\s?(\d+(?:\.\d+)?) ?(?:%|percent\b)|\b(?:unchanged|flat)\b")
NAME = re.compile(r"ǂ+")


class Omission(NamedTuple):
    """Where the comparison stands in its sentence, and the index that it leaves out with its change in percent."""

    start: int
    end: int
    name: str
    change: float


def omissions(
    manuscript: Manuscript, sentences: Sequence[Sentence], names: Names
) -> Iterator[tuple[Sentence, Omission]]:
    """Comparisons with two or more indexes of a table that pass over the one whose change is nearest."""
    for table in tables(manuscript.parts, names):
        if len(table) < 4:
            continue
        first = next(iter(table))
        for sentence in sentences:
            if (
                sentence.part.role not in ("row", "item")
                and sentence.plain.count("ǂ") > 1
                and (found := _omission(sentence, table, first))
            ):
                yield sentence, found


def tables(parts: Sequence[Part], names: Names) -> Iterator[Mapping[str, float]]:
    """Each list or table of indexes: official name to change in percent; of several columns, the week's."""
    rows: dict[str, float] = {}
    for part in (*parts, None):
        row = _row(part, names) if part is not None and part.role in ("row", "item") else None
        if row:
            rows.setdefault(*row)
        elif part is None or part.role not in ("row", "item"):
            if rows:
                yield rows
            rows = {}


def _row(part: Part, names: Names) -> tuple[str, float] | None:
    found = NAME.search(names.covered(part.text[:200]))
    changes = list(CHANGE.finditer(part.text[:400], found.end())) if found and found.start() < 5 else []
    if len(changes) > 1:
        weeks = [cell for cell, head in zip(part.cells, part.heads, strict=False) if "week" in head.lower()]
        changes = [one for one in changes if any(cell.start < one.end() <= cell.end for cell in weeks[:1])]
    change = changes[0] if len(changes) == 1 else None
    if not found or not change:
        return None
    value = float(change[2] or 0) * (-1 if change[1] in ("-", "−", "–") else 1)
    return _official(part.text[found.start() : found.end()]), value


def _omission(sentence: Sentence, table: Mapping[str, float], first: str) -> Omission | None:
    verb = VERB.search(sentence.plain)
    if not verb:
        return None
    clause = re.compile(r"[.;:]|, (?:but|while|which)\b").search(sentence.plain, verb.end())
    end = clause.start() if clause else len(sentence.plain)
    said = [(m, _official(sentence.words[m.start() : m.end()])) for m in NAME.finditer(sentence.plain)]
    before = [name for m, name in said if m.end() <= verb.start() and name in table]
    after = [(m, name) for m, name in said if verb.end() <= m.start() < end and name in table]
    subject = before[-1] if before else first
    compared = {name for _, name in after} - {subject}
    others = {name: abs(value - table[subject]) for name, value in table.items() if name != subject}
    if len(compared) < 2 or not others:
        return None
    nearest = min(others, key=lambda name: others[name])
    if nearest in compared or sum(value == others[nearest] for value in others.values()) > 1:
        return None
    return Omission(after[0][0].start(), after[-1][0].end(), nearest, table[nearest])


def _official(name: str) -> str:
    known = named(name)
    return known.identity.name if known else name
