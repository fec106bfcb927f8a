"""What the store holds, in lines of aligned text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from reportgen.errors import UsageError
from reportgen.market.fetch import Fetched
from reportgen.market.sheets.importing import Checked
from reportgen.market.sources.ask import words
from reportgen.market.store import Revision, Store
from reportgen.model import Close, TradingWeek

LAST = 10
"""Sessions of one instrument that are shown."""


def holdings(store: Store, week: TradingWeek | None = None) -> list[str]:
    """A line per source and symbol: first and last session, how many closes (of `week`, which sessions are missing),
    how many revisions.
    """
    rows = []
    for one in store.symbols():
        row = [one.source, one.symbol, f"{one.first}", f"{one.last}", f"{one.count:,}", f"{one.revisions:,}"]
        if week:
            days = (week.base, *week.sessions)
            held = store.held(one.source, one.symbol, days[0], days[-1])
            gone = [f"{day:%a} {day.day}" for day in days if day not in held]
            row.append("whole" if not gone else f"without {', '.join(gone)}")
        rows.append(row)
    if not rows:
        return [f"{store.path.name} holds no closes."]
    heading = ["SOURCE", "SYMBOL", "FIRST", "LAST", "CLOSES", "REVISED", *([f"WEEK TO {week.end}"] if week else [])]
    return aligned([heading, *rows], right=(4, 5))


def sessions_of(store: Store, symbols: Sequence[str], week: TradingWeek | None = None) -> list[str]:
    """The last closes of some symbols, or those of `week`, by every source that has them, and their revisions."""
    lines: list[str] = []
    for one in store.symbols():
        if one.symbol not in symbols:
            continue
        by = store.held(one.source, one.symbol, week.base if week else one.first, week.end if week else one.last)
        days = list(by)[-LAST:] if week is None else list(by)
        rows = [
            [
                f"{day:%a} {day}",
                f"{by[day].level:,}",
                _level(by[day].adjusted),
                _moment(by[day].retrieved),
                by[day].source,
            ]
            for day in days
        ]
        heading = ["SESSION", "CLOSE", "ADJUSTED", "READ", "PRINTED BY"]
        lines += ["", f"{one.symbol} by {one.source}: {one.count:,} closes from {one.first} to {one.last}"]
        lines += aligned([heading, *rows], right=(1, 2))
        lines += [f"revised: {revision_told(revision)}" for revision in store.revisions(one.source, one.symbol)[-LAST:]]
    if not lines:
        raise UsageError(
            f"{store.path.name} holds no closes of {symbols[0]}", hint="reportgen market show lists what it holds."
        )
    return lines[1:]


def fetched_told(one: Fetched) -> str:
    """What came of a source: 4 symbols, up to Friday 2026-01-09: 12 new closes, 1 revised."""
    many = f"{len(one.symbols)} symbol{'s' * (len(one.symbols) != 1)}"
    if one.local:
        return f"{many}: read where they lie, at every build"
    if one.failed:
        return f"failed: {words(one.failed)}"
    upto = f"up to {one.last:%A} {one.last}" if one.last else "no closes"
    return f"{many}, {upto}: {one.new:,} new close{'s' * (one.new != 1)}, {len(one.revised)} revised"


def revision_told(one: Revision) -> str:
    """A revision: ^RUT on Friday 2026-01-09 is 2,624.22; it was 2,624.20 (read 2026-01-09 21:31 UTC)."""
    day = one.after.session
    was = f"it was {one.before.level:,} (read {_moment(one.before.retrieved)})"
    return f"{one.symbol} on {day:%A} {day} is {one.after.level:,}; {was}"


def imported(sheet: Checked) -> list[str]:
    """How a file was read, and a line per symbol."""
    rows = [
        [symbol, f"{min(by)}", f"{max(by)}", f"{len(by):,}", f"{by[max(by)].level:,}"]
        for symbol, by in sheet.closes.items()
    ]
    heading = ["SYMBOL", "FIRST", "LAST", "CLOSES", "LAST CLOSE"]
    return [f"Read {sheet.file}: {sheet.how}.", *aligned([heading, *rows], right=(3, 4)), *sheet.notes]


def held_now(store: Store, symbols: Collection[str]) -> Mapping[str, Mapping[tuple[date, str], Close]]:
    """What the store holds of some symbols, by symbol, then by session and who printed it."""
    out: dict[str, dict[tuple[date, str], Close]] = {}
    for one in store.symbols():
        if one.symbol not in symbols:
            continue
        held = store.held(one.source, one.symbol, one.first, one.last)
        out.setdefault(one.symbol, {}).update({(day, close.source): close for day, close in held.items()})
    return out


def aligned(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows as lines with columns of one width, those numbered in `right` set to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    flush = set(right)
    return [
        "  ".join(
            cell.rjust(w) if n in flush else cell.ljust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _level(level: float | None) -> str:
    return "" if level is None else f"{level:,}"


def _moment(stamp: str) -> str:
    return f"{stamp[:16].replace('T', ' ')} UTC" if stamp else ""
