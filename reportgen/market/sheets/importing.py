"""A file of closes on its way into the store: read for certain, and held against the calendar, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from reportgen.errors import MarketError, raise_all
from reportgen.lock import lock
from reportgen.market.gate import SIGNED
from reportgen.market.sheets import spreadsheet
from reportgen.market.sources.ask import WAIT
from reportgen.market.store import Revision, open_store
from reportgen.model import Close, Place, Project


@dataclass(frozen=True)
class Checked:
    """Closes by symbol and session, how the file was read, and what a person should look at."""

    file: str
    closes: Mapping[str, Mapping[date, Close]]
    how: str
    notes: tuple[str, ...]


def checked(
    path: Path, project: Project, now: datetime, *, symbol: str = "", dates: str = "", decimal: str = ""
) -> Checked:
    """The closes in a file, as spreadsheet.read reads it. Raises MarketError where that does, for a session that is
    yet to come at `now` (a date misread), and for a level that is not above zero (save a rate's or a commodity's).
    """
    sheet = spreadsheet.read(path, symbol=symbol, dates=dates, decimal=decimal)
    today = now.astimezone(UTC).date()
    kinds = {one.symbol: one.kind for one in project.instruments.values()}
    errors = []
    for whose, by in sheet.closes.items():
        late = max(by)
        if late > today:
            message = f"{whose} has a close for {late:%A} {late}, which is yet to come"
            errors.append(
                MarketError(
                    message, hint="Are day and month exchanged? Say --dates dmy or mdy.", place=Place(path.name)
                )
            )
        low = next((day for day, (level, _) in by.items() if level <= 0 and kinds.get(whose) not in SIGNED), None)
        if low:
            errors.append(
                MarketError(
                    f"{whose} has the close {by[low][0]:g} for {low}",
                    hint="Correct it in the file.",
                    place=Place(path.name),
                )
            )
    raise_all(errors[:20])
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    closes = {
        whose: {day: Close(day, level, path.name, "", stamp, adjusted) for day, (level, adjusted) in sorted(by.items())}
        for whose, by in sheet.closes.items()
    }
    return Checked(path.name, closes, sheet.how, tuple(_notes(closes, project)))


def kept(store: Path, source: str, sheet: Checked, now: datetime) -> tuple[int, tuple[Revision, ...]]:
    """Keep the closes in the store under `source`: how many were new there, and what was revised."""
    with lock(store, WAIT), open_store(store) as held:
        before = sum(one.count for one in held.symbols(source))
        revised = held.keep(source, sheet.closes, now)
        return sum(one.count for one in held.symbols(source)) - before, revised


def _notes(closes: Mapping[str, Mapping[date, Close]], project: Project) -> list[str]:
    """Days on which the symbol's exchange had no session, and symbols that config.yaml does not name."""
    from reportgen.market import calendar

    codes = {one.symbol: one.calendar for one in project.instruments.values()}
    notes = []
    for whose, by in closes.items():
        code = codes.get(whose) or project.market.exchange
        first = max(min(by), calendar.EARLIEST)
        sessions = set(calendar.sessions(code, first, max(by))) if first <= max(by) else set()
        odd = [day for day in by if day >= first and day not in sessions]
        if odd:
            some = ", ".join(f"{day}" for day in odd[:3]) + (" and others" if len(odd) > 3 else "")
            notes.append(
                f"{whose}: {len(odd)} of {len(by)} days are no sessions of {code} ({some}); no figure uses them."
            )
    members = [whose for whose in closes if whose not in codes]
    if members and len(members) <= 20:
        notes.append(f"Not among the instruments of config.yaml: {', '.join(members)}.")
    return notes
