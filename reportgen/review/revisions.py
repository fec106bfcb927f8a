"""Closes that were revised after an issue was printed with them, and whether a printed figure of it would change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from reportgen.compose.ink import Ink
from reportgen.errors import ReportgenError
from reportgen.formats import rounded
from reportgen.market import record
from reportgen.measure import between, spread
from reportgen.model import Absent, Close, Figure, Finding, MarketWeek, Place, Project

Newer = Mapping[str, Mapping[tuple[date, str], Close]]
"""Closes by symbol, then by session and who printed them."""
SCALES = (1, 100, 10_000)


@dataclass(frozen=True)
class Revised:
    """A close that was printed in the issue of the week ending `issue` and is another now: the printed figures of that
    issue that rest on it (`figures`, ids), and those whose words would change (`changed`).
    """

    issue: date
    symbol: str
    before: Close
    after: Close
    figures: tuple[str, ...]
    changed: tuple[str, ...]


def issues(output: Path) -> list[Path]:
    """The records of the clean issues in an output folder, oldest week first."""
    return sorted(path for path in output.glob("*/record.json") if re.fullmatch(r"\d{4}-\d\d-\d\d", path.parent.name))


def newer(symbols: Mapping[str, str], closes: Mapping[str, Mapping[date, Close]]) -> Newer:
    """The closes at hand, as `revised` wants them: `symbols` are those of the keys."""
    return {
        symbols[key]: {(day, one.source): one for day, one in by.items()}
        for key, by in closes.items()
        if key in symbols
    }


def revised(project: Project, path: Path, now: Newer) -> Iterator[Revised]:
    """The closes of the record at `path` that differ from those of the same symbol, session and source in `now`.

    Raises MarketError where the record cannot be read.
    """
    market, symbols = record.read(path)
    found = {
        key: changed
        for key, by in market.closes.items()
        if (changed := dict(_differing(by, now.get(symbols.get(key, ""), {}))))
    }
    if not found:
        return
    printed = _printed(path.with_name("figures.json"))
    fresh = replace(market, closes={key: {**by, **found.get(key, {})} for key, by in market.closes.items()})
    before, after = Ink(project, market), Ink(project, fresh)
    moved = {one["id"] for one in printed if _would_change(one, before, after, market, fresh)}
    for key, by in found.items():
        for day, close in by.items():
            rests = [one["id"] for one in printed if [key, day.isoformat()] in _inputs(one)]
            other = tuple(id for id in rests if id in moved)
            yield Revised(market.week.end, symbols[key], market.closes[key][day], close, tuple(rests), other)


def revised_closes(project: Project, records: Iterable[Path], now: Newer) -> list[Finding]:
    """A warning (`revised-close`) for each revised close that a printed figure of an earlier issue rests on, and one
    for each symbol and issue with others. A record that cannot be read is told, and passed over.
    """
    out: list[Finding] = []
    for path in records:
        try:
            out += _told(project, list(revised(project, path, now)))
        except ReportgenError as error:
            message = f"{path.parent.name}/{error.lines()[0]}"
            out.append(Finding("record-unread", "warning", Place(project.config), message))
    return out


def _told(project: Project, found: list[Revised]) -> Iterator[Finding]:
    others: dict[tuple[date, str], list[Revised]] = {}
    for one in found:
        if not one.figures:
            others.setdefault((one.issue, one.symbol), []).append(one)
            continue
        day, level = one.before.session, one.after.level
        many = f"{len(one.figures)} printed figure{'s' * (len(one.figures) != 1)}"
        effect = (
            f"{', '.join(one.changed)} would be printed otherwise" if one.changed else f"{many} would stay as printed"
        )
        message = (
            f"the issue of {one.issue} was printed with {one.before.level:,} for {one.symbol} on {day:%A} {day}, and "
            f"{one.after.source} has {level:,} now: {effect}"
        )
        hint = "Correct the issue, and say so in the next one." if one.changed else ""
        yield Finding("revised-close", "warning", Place(project.config), message, suggestion=hint)
    for (issue, symbol), some in others.items():
        last = max(one.before.session for one in some)
        message = (
            f"{len(some)} close{'s' * (len(some) > 1)} of {symbol} in the record of {issue} revised since, the last of "
            f"{last}; no printed figure rests on {'them' if len(some) > 1 else 'it'}"
        )
        yield Finding("revised-close", "warning", Place(project.config), message)


def _differing(by: Mapping[date, Close], now: Mapping[tuple[date, str], Close]) -> Iterator[tuple[date, Close]]:
    for day, one in by.items():
        other = now.get((day, one.source))
        if other and other.level != one.level:
            yield day, other


def _printed(path: Path) -> list[dict[str, Any]]:
    """The figures that were printed, from the figures.json beside the record; none where there is no such file."""
    try:
        content = json.loads(path.read_bytes())
        return [one for one in content["figures"] if isinstance(one["printed"], list) and _inputs(one) is not None]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _inputs(one: Mapping[str, Any]) -> list[list[str]]:
    return [[each["key"], each["session"]] for each in one["inputs"]]


def _would_change(one: Mapping[str, Any], before: Ink, after: Ink, old: MarketWeek, new: MarketWeek) -> bool:
    """Whether a printed figure reads otherwise when it is computed anew: rounded as it was printed."""
    was, now = _figure(one["id"], before, old), _figure(one["id"], after, new)
    if not (isinstance(was, Figure) and isinstance(now, Figure)) or was.value == now.value:
        return isinstance(was, Figure) and not isinstance(now, Figure)
    if isinstance(was.value, str) or isinstance(now.value, str):
        return True
    return any(_reads_otherwise(text, was.value, now.value) for text in one["printed"])


def _figure(id: str, ink: Ink, market: MarketWeek) -> Figure | Absent | None:
    """The figure of an id in figures.json: KEY.MEASURE, KEY.DAY..DAY, or the difference of two."""
    try:
        if span := re.fullmatch(r"(\w+)\.(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", id):
            start, end = date.fromisoformat(span[2]), date.fromisoformat(span[3])
            return between(market, span[1], start, end, kind=ink.instruments[span[1]].kind)
        if pair := re.fullmatch(r"(\w+)\.(\w+)-(\w+)\.(\w+)", id):
            return spread(ink.figure(pair[1], pair[2]), ink.figure(pair[3], pair[4]))
        key, _, measure = id.partition(".")
        return ink.figure(key, measure)
    except KeyError:
        return None


def _reads_otherwise(text: str, was: float, now: float) -> bool:
    """Whether `now` is another number than `was` at the decimals of the printed text, or another sign."""
    number = re.search(r"\d[\d,]*(?:\.(\d+))?", text)
    if number:
        decimals = len(number[1] or "")
        for scale in SCALES:
            size, other = (rounded(abs(value) * scale, decimals) for value in (was, now))
            if f"{size:,f}" == number[0]:
                return size != other or (was < 0) != (now < 0)
    return (was > 0, was < 0) != (now > 0, now < 0)
