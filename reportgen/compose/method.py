"""How these numbers were made: the conventions, the sources of the closes, and how to read a figure."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.model import Figure, Input, MarketWeek, Method, Printed, TradingWeek

PUBLISHED = "as published"
MOST = 12
"""Quoted values that are named one by one."""
LINE = "The figures are computed from closes in full precision, by formulas kept with them, and rounded once."
CHANGES = "A change is taken from one official close to another; dividends are excluded"
TOTAL = "; where a total return is named, they are reinvested, by closes that the source adjusted for them"
RATES = " A rate changes in basis points, hundredths of a percentage point, never in percent."
ELSEWHERE = (
    " What trades by another calendar is measured by its own sessions: from its last one up to the first of these "
    "days to its last one up to the second."
)
ROUNDING = (
    "Nothing is rounded before it is printed; then once, halves away from zero. Differences and places come from the "
    "numbers in full, so that a printed difference can seem a tenth off beside the two that it lies between."
)
DIFFERENCE = "A difference is taken before rounding, so that it can seem a tenth off beside its parts."
READING = (
    "A figure with a dotted line under it tells, when it is pointed at or reached with the tab key, the closes that it "
    "rests on, their days and their source. Figures in tables and headings tell the same."
)
KEPT = (
    "The publisher keeps the closes with this issue (record.json), and each figure with its formula, its closes and "
    "the places where it is printed (figures.json)."
)


def method(market: MarketWeek, printed: Sequence[Printed]) -> Method:
    """What a reader is told of the figures that are printed; parts that no figure calls for are left out."""
    figures = list({one.figure.id: one.figure for one in printed}.values())
    closes = tuple(dict.fromkeys(i for figure in figures for i in figure.inputs))
    total = any(figure.period.endswith("_total") for figure in figures)
    rates = any(figure.unit == "yield_difference" for figure in figures)
    quoted = any(figure.formula == PUBLISHED for figure in figures)
    parts = (
        ("The week", f"{_week(market.week)}{ELSEWHERE if market.weeks else ''}"),
        ("Changes", f"{CHANGES}{TOTAL if total else ''}.{RATES if rates else ''}"),
        ("Rounding", ROUNDING),
        ("Facts of others", _quoted(figures) if quoted else ""),
        ("Reading a figure", READING),
        ("Checking one", KEPT),
    )
    facts = " What no close can prove is quoted, with its source in the notes." if quoted else ""
    return Method(
        LINE,
        f"{DIFFERENCE} {_week(market.week)}{facts}",
        tuple((title, text) for title, text in parts if text),
        _sources(closes),
    )


def moment(stamp: str) -> str:
    """A moment of retrieval (2026-01-10T09:30:00Z) as printed."""
    return f"{stamp.replace('T', ' ').removesuffix('Z')} UTC" if stamp.endswith("Z") else stamp


def _week(week: TradingWeek) -> str:
    """What the week's changes are measured from and to."""
    base, end = formats.weekday_date(week.base), formats.weekday_date(week.end)
    return (
        f"The week is measured from the close of {base}, the last one before it, to that of {end}; a month, a quarter "
        "and a year likewise from the last close before they began."
    )


def _quoted(figures: Sequence[Figure]) -> str:
    """Which printed values are not computed."""
    about = [figure.name for figure in figures if figure.formula == PUBLISHED]
    named = f": {'; '.join(about)}" if len(about) <= MOST else ""
    return f"Quoted and not computed{named}. Their sources stand in the notes, or in the line under a table."


def _sources(closes: Sequence[Input]) -> tuple[tuple[str, str, str], ...]:
    """Who printed the closes in use, the one with most of them first: the name, its page where it has only one, and
    when they were read.
    """
    by: dict[str, list[Input]] = {}
    for close in closes:
        by.setdefault(close.source, []).append(close)
    out = []
    for source, some in sorted(by.items(), key=lambda item: (-len(item[1]), item[0])):
        pages = {one.url for one in some}
        read = sorted({one.retrieved for one in some if one.retrieved})
        told = moment(read[0]) if read else ""
        told = told if len(read) < 2 else f"{told} to {moment(read[-1])}"
        out.append((source, pages.pop() if len(pages) == 1 else "", told))
    return tuple(out)
