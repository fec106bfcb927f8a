"""Tables of plain text: cells told apart by the white space between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.reading.letters import Piece, Strand, row, strand
from reportgen.reading.outline import Block

Row = tuple[int, str]
"""A line's number, counted from 1, and the line."""
CELL = re.compile(r"[^\s]+(?: [^\s]+)*")
RULE = re.compile(r"\s*(?:[-=─━_]{3,}|[-=─━_]+(?:[ +|]+[-=─━_]+)+)\s*$")
UNDERLINE = re.compile(r"\s{0,3}(={3,}|-{3,})\s*$")
NUMERIC = re.compile(
    r"(?!(?:19|20)\d\d$)[^A-Za-z]*\d[^A-Za-z]*(?:%|bps?|pp|pts?|x|bn|m)?$|n/?a$|[-–—.·]$", re.IGNORECASE
)
WIDEST, FULL = 400, 60
"""Cells are looked for in no more letters of a line; only in a table this wide are names broken over lines."""


@dataclass(frozen=True)
class Layout:
    """Where the columns of a table begin, and the words of their heads; without `starts` cells are told by gaps."""

    starts: tuple[int, ...]
    heads: tuple[str, ...]
    group: int


def cells(line: str) -> list[re.Match[str]]:
    """The stretches of a line that two spaces or more, or a tab, set apart."""
    return list(CELL.finditer(line[:WIDEST]))


def is_tabular(rows: Sequence[Row]) -> bool:
    """Whether lines that no rule marks stand in columns: two or more of as many cells each, figures in most; one line
    is enough where tabs part its cells.
    """
    found = [cells(line) for _, line in rows]
    if len(rows) == 1:
        return "\t" in rows[0][1].strip() and len(found[0]) > 1 and any(NUMERIC.match(one[0]) for one in found[0][1:])
    count, same = Counter(map(len, found)).most_common(1)[0]
    figures = sum(any(NUMERIC.match(one[0]) for one in line[1:]) for line in found)
    return count > 1 and same >= max(2, 0.6 * len(rows)) and figures >= max(1, 0.5 * len(rows))


def ruled(rows: Sequence[Row]) -> int | None:
    """Which of the lines is the rule under a table's heads, if these lines begin with a table that has one."""
    for at, (_, line) in enumerate(rows[:4]):
        if at and RULE.match(line):
            near = [*rows[max(0, at - 1) : at], *rows[at + 1 : at + 3]]
            return at if any(len(cells(one)) > 1 for _, one in near) else None
    return None


def table(rows: Sequence[Row], rule: int | None, before: Layout | None, group: int) -> tuple[list[Block], Layout]:
    """The rows of a table as blocks, and its layout, for what may go on after an empty line.

    A line of one cell is a heading among the rows where a stretch of lines begins with it, else a broken name.
    """
    group = before.group if before else group
    body = [one for at, one in enumerate(rows) if not RULE.match(one[1])]
    heads = 0 if rule is None else rule
    if rule is None and before is None and are_heads(body):
        heads = 1
    starts = _starts(rows, rule, body) if before is None or not before.starts else before.starts
    split = [_split(one, starts) for one in body]
    titles = tuple(
        " ".join(line[k].text for line in split[:heads] if k < len(line) and line[k].text)
        for k in range(max(map(len, split[:heads]), default=0))
    )
    if before is not None and not titles:
        titles = before.heads
    width = max(map(len, split[heads:]), default=0)
    titles = ("",) * (width - len(titles)) + titles if titles and not starts else titles
    out: list[Block] = []
    name: list[Piece] = []
    full = max(len(line) for _, line in body) >= FULL
    widest = max((len(found[0].text) for found in split[heads:] if len(found) > 1), default=0)
    for at, ((number, line), found) in enumerate(zip(body[heads:], split[heads:], strict=True), heads):
        if len(cells(line)) == 1 and found and found[0].text:
            after = body[at + 1][1].split(maxsplit=1)[0] if at + 1 < len(body) else ""
            broken = full and before is None and len(line.strip()) + 1 + len(after) > widest
            if out or name or line[:1] == " " or after[:1].islower() or broken:
                name.append(Piece(line + " ", number, 1))
            else:
                out.append(Block("caption", strand([Piece(line, number, 1)]), group=group))
            continue
        if name and found:
            first = cells(line)[0].end() if len(cells(line)) == len(starts) else starts[1] if len(starts) > 1 else 0
            found = [strand([*name, Piece(line[:first], number, 1)]), *found[1:]]
            name = []
        words, spans = row(found)
        out.append(Block("row", words, cells=spans, heads=titles, group=group))
    if name:
        out.append(Block("paragraph", strand(name)))
    return out, Layout(starts, titles, group)


def are_heads(body: Sequence[Row]) -> bool:
    """Whether the first of a table's lines holds words where those below hold figures."""
    first = cells(body[0][1]) if body else []
    return len(body) > 1 and len(first) > 1 and not any(NUMERIC.match(one[0]) for one in first)


def _starts(rows: Sequence[Row], rule: int | None, body: Sequence[Row]) -> tuple[int, ...]:
    """Where columns begin: as the groups of the rule do, else behind every stretch that is empty in all lines."""
    if any("\t" in line.strip() for _, line in body):
        return ()
    if rule is not None and re.search(r"\S\s+\S", rows[rule][1]):
        groups = [found.start() for found in re.finditer(r"[^\s+|]+", rows[rule][1])]
        if all(start == 0 or line[start - 1 : start].strip() == "" for start in groups for _, line in body):
            return tuple(groups)
    lines = [line[:WIDEST] for _, line in body if len(cells(line)) > 1]
    if len(lines) < 2:
        return ()
    width = max(map(len, lines))
    used = [False] * width
    for line in lines:
        for found in CELL.finditer(line):
            used[found.start() : found.end()] = [True] * (found.end() - found.start())
    starts = [0]
    starts += [at for at in range(2, width) if used[at] and not used[at - 1] and not used[at - 2] and any(used[:at])]
    counts = {len(cells(line)) for line in lines}
    return () if len(counts) == 1 and counts.pop() > len(starts) else tuple(starts)


def _split(one: Row, starts: Sequence[int]) -> list[Strand]:
    number, line = one
    if len(starts) < 2:
        return [strand([Piece(found[0], number, found.start() + 1)]) for found in cells(line)]
    apart = cells(line)
    if len(apart) == len(starts):
        return [strand([Piece(found[0], number, found.start() + 1)]) for found in apart]
    ends = [*starts[1:], len(line)]
    return [strand([Piece(line[start:end], number, start + 1)]) for start, end in zip(starts, ends, strict=True)]
