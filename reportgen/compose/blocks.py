"""The blocks that a text may place, one function each: `[[performance]]`, `[[chart KEY]]`, `[[quote KEY]]` …

`BLOCKS` is the plug-in point: a name and a function of `Build`'s signature, which answers with the block's
content for the partial of the same name, or raises ReportgenError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from reportgen import formats
from reportgen.compose.charts import chart
from reportgen.compose.markdown import inline, prose
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.measure import base_of
from reportgen.model import (
    Absent,
    Column,
    FundsTable,
    KeyPoints,
    Passage,
    Performance,
    Project,
    QuoteBlock,
    Risks,
)

LINE = re.compile(r"(?m)^[ \t]*\[\[[ \t]*([^\[\]\n]*?)[ \t]*\]\][ \t]*$")
HEADINGS = {
    "close": "Close", "day": "{end:%A}", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "{end:%Y}",
    "one_year": "1 year", "record_close": "Record close", "off_record": "Off record",
}  # fmt: skip
NOTES = {
    "week": "from the close of {base}", "month": "Month to date from the close of {base}",
    "quarter": "Quarter to date from the close of {base}", "year": "from the close of {base}",
    "one_year": "from the close of {base}",
}  # fmt: skip

Build = Callable[[Sequence[str], Project, Desk], Any]


def performance(args: Sequence[str], project: Project, desk: Desk) -> Performance:
    """`[[performance]]`: the instruments with the columns that config.yaml names."""
    _none(args, "performance")
    ink, week = desk.ink, desk.ink.market.week
    columns, bases = [], []
    for key in project.columns:
        period, _, suffix = key.rpartition("_")
        what = {"points": "Points", "spread": "spread", "rank": "rank"}.get(suffix, "")
        heading = HEADINGS.get(key) or (
            f"{HEADINGS[period]} {what}" if what in ("spread", "rank") else what or key.title()
        )
        if suffix == "points" and period != "week":
            heading = f"{HEADINGS[period]} pts"
        columns.append(Column(key, heading.format(end=week.end)))
        if key in NOTES:
            base = base_of(week, key)
            if base:
                bases.append(f"{columns[-1].heading}: {NOTES[key].format(base=formats.us_date(base))}.")
    footnotes = [" ".join(["Price changes, dividends excluded.", *bases])]
    rows = []
    for key, one in project.instruments.items():
        cells = []
        for column in columns:
            found = ink.figure(key, column.key)
            if isinstance(found, Absent):
                cells.append("—")
                footnotes.append(f"— {one.short}, {column.heading}: {_sentence(found.reason)}")
            else:
                cells.append(ink.usual(found))
        rows.append((one.name, tuple(cells)))
    return Performance(
        caption=f"Week ended {formats.weekday_date(week.end)}",
        columns=tuple(columns),
        rows=tuple(rows),
        lead=next(iter(project.instruments.values())).name,
        footnotes=tuple(footnotes),
        source=f"Source: {ink.market.source}. As of the close of {formats.us_date(week.end)}.",
    )


def chart_block(args: Sequence[str], project: Project, desk: Desk) -> Any:
    """`[[chart KEY]]`: a chart that config.yaml plans."""
    key = _one(args, "chart", project.charts)
    return chart(project.charts[key], project, desk)


def quote(args: Sequence[str], project: Project, desk: Desk) -> QuoteBlock:
    """`[[quote KEY]]`: a quote, verbatim, with who said it, when and where."""
    one = project.issue.quotes[_one(args, "quote", project.issue.quotes)]
    credit = ", ".join(part for part in (one.role, one.firm) if part)
    return QuoteBlock(
        one.text,
        one.speaker,
        credit,
        f"{one.outlet}, {formats.date_words(one.date)}" + (f" ({one.note})" if one.note else ""),
        one.url,
    )


def instruments(args: Sequence[str], project: Project, desk: Desk) -> FundsTable:
    """`[[instruments TICKER …]]`: funds with what they track and cost, as their sources print it."""
    if not args:
        raise TemplateError("[[instruments]] names no fund", hint="Such as [[instruments IWM VB]].")
    rows = [project.funds[_known(ticker, "fund", project.funds)] for ticker in args]
    sources = "; ".join(f"{f.ticker}: {f.source}, {formats.date_words(f.as_of)}" for f in rows)
    return FundsTable("Funds named in this issue", tuple(rows), f"Sources: {sources}.")


def risks(args: Sequence[str], project: Project, desk: Desk) -> Risks:
    """`[[risks]]`: the issue's risks to consider."""
    _none(args, "risks")
    if not project.issue.risks:
        raise TemplateError("[[risks]] has nothing to print: the issue lists no risks")
    return Risks(tuple((desk.run(r.title), _prose(r.text, desk)) for r in project.issue.risks))


def key_points(args: Sequence[str], project: Project, desk: Desk) -> KeyPoints:
    """`[[key_points]]`: the bottom line first; at the top where the text does not place it."""
    _none(args, "key_points")
    if not project.issue.key_points:
        raise TemplateError("[[key_points]] has nothing to print: the issue lists no key points")
    return KeyPoints(tuple(inline(desk.run(p), desk.ink.printed) for p in project.issue.key_points))


def notes(args: Sequence[str], project: Project, desk: Desk) -> None:
    """`[[notes]]`: the numbered notes; at the end where the text does not place them."""
    _none(args, "notes")


BLOCKS: Mapping[str, Build] = {
    "performance": performance, "chart": chart_block, "quote": quote, "instruments": instruments, "risks": risks,
    "key_points": key_points, "notes": notes,
}  # fmt: skip


def pieces(body: Passage) -> list[tuple[str, Passage, int]]:
    """The body cut at its block lines: ("prose", passage, offset) and ("block", passage of the words inside,
    offset). A line in a fenced code block is not a block.
    """
    out: list[tuple[str, Passage, int]] = []
    text, start = body.text, 0
    fences = [(m.start(), m.end()) for m in re.finditer(r"(?ms)^(```|~~~).*?^\1", text)]
    for match in LINE.finditer(text):
        if any(a <= match.start() < b for a, b in fences):
            continue
        out.append(("prose", Passage(text[start : match.start()]), start))
        out.append(("block", Passage(match[1]), match.start(1)))
        start = match.end()
    out.append(("prose", Passage(text[start:]), start))
    return out


def build(words: str, project: Project, desk: Desk) -> tuple[str, Any]:
    """The block that the words between the brackets ask for: its kind and content."""
    kind, *args = words.split() or [""]
    if kind not in BLOCKS:
        near = get_close_matches(kind, list(BLOCKS), n=1, cutoff=0.5)
        raise TemplateError(f"there is no block [[{kind}]]" + (f" (did you mean [[{near[0]}]]?)" if near else ""))
    return kind, BLOCKS[kind](args, project, desk)


def _prose(passage: Passage, desk: Desk) -> Any:
    return prose(desk.run(passage), desk.ink.printed)


def _none(args: Sequence[str], kind: str) -> None:
    if args:
        raise TemplateError(f"[[{kind}]] takes no further words")


def _one(args: Sequence[str], kind: str, known: Mapping[str, Any]) -> str:
    if len(args) != 1:
        raise TemplateError(f"[[{kind} KEY]] takes one name: {', '.join(known) or 'there is none yet'}")
    return _known(args[0], kind, known)


def _known(name: str, kind: str, known: Mapping[str, Any]) -> str:
    if name not in known:
        near = get_close_matches(name, list(known), n=1, cutoff=0.5)
        raise TemplateError(f"there is no {kind} {name}" + (f" (did you mean {near[0]}?)" if near else ""))
    return name


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
