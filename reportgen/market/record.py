"""record.json: the week as it was gathered, calendar included, so that it can be built again without a network.

Beside the closes it keeps the facts that the issue cites. `schema: 1`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reportgen.errors import MarketError
from reportgen.model import Close, Fact, Instrument, MarketWeek, Place, Quote, TradingWeek

SCHEMA = 1


def write(
    market: MarketWeek,
    instruments: Mapping[str, Instrument],
    facts: Mapping[str, Fact],
    quotes: Mapping[str, Quote],
) -> bytes:
    """The record as UTF-8 JSON: a line per close, dates in order, nothing of the clock."""
    week = market.week
    sources = list(dict.fromkeys((c.source, c.url, c.retrieved) for by in market.closes.values() for c in by.values()))
    index = {source: number for number, source in enumerate(sources)}
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "week_ending": week.end.isoformat(),
        "source": market.source,
        "exchange": week.exchange,
        "base": week.base.isoformat(),
        "sessions": [s.isoformat() for s in week.sessions],
        "closed": [[d.isoformat(), name] for d, name in week.closed],
        "early": [[d.isoformat(), time] for d, time in week.early],
        "calendar": [s.isoformat() for s in week.calendar],
        "sources": [{"name": n, "url": u, "retrieved": r} for n, u, r in sources],
        "instruments": {k: {"symbol": i.symbol, "name": i.name} for k, i in instruments.items()},
        "closes": {
            key: [[s.isoformat(), c.level, index[(c.source, c.url, c.retrieved)]] for s, c in sorted(by.items())]
            for key, by in market.closes.items()
        },
        "facts": {
            k: _plain(f, "value", "about", "kind", "source", "date", "url", "record_of") for k, f in facts.items()
        },
        "quotes": {
            k: _plain(q, "text", "speaker", "role", "firm", "date", "outlet", "url", "note") for k, q in quotes.items()
        },
    }
    return _lines(out).encode()


def read(path: Path) -> tuple[MarketWeek, Mapping[str, str]]:
    """The week of a record and its symbols by key; MarketError says what is wrong with the file."""
    name = path.name
    try:
        content = json.loads(path.read_bytes(), object_pairs_hook=_once)
    except FileNotFoundError:
        raise MarketError("there is no such record", place=Place(name)) from None
    except OSError as error:
        raise MarketError(f"cannot be read: {error.strerror}", place=Place(name)) from None
    except json.JSONDecodeError as error:
        raise MarketError(f"is not JSON: {error.msg}", place=Place(name, error.lineno, error.colno)) from None
    except (UnicodeDecodeError, RecursionError):
        raise MarketError("is not JSON", place=Place(name)) from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise MarketError(f"is not a record of schema {SCHEMA}", place=Place(name))
    try:
        return _week(content), {str(k): str(v["symbol"]) for k, v in content["instruments"].items()}
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise MarketError(f"is not a whole record ({type(error).__name__}: {error})", place=Place(name)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise json.JSONDecodeError("a key stands twice", "", 0)
    return out


def _week(content: dict[str, Any]) -> MarketWeek:
    def day(text: str) -> date:
        return date.fromisoformat(text)

    week = TradingWeek(
        exchange=str(content["exchange"]),
        sessions=tuple(map(day, content["sessions"])),
        base=day(content["base"]),
        calendar=tuple(map(day, content["calendar"])),
        closed=tuple((day(d), str(n)) for d, n in content["closed"]),
        early=tuple((day(d), str(t)) for d, t in content["early"]),
    )
    _check_sessions(week, day(content["week_ending"]))
    sources = [(str(s["name"]), str(s["url"]), str(s["retrieved"])) for s in content["sources"]]
    closes: dict[str, dict[date, Close]] = {}
    held = set(week.calendar)
    for key, rows in content["closes"].items():
        closes[key] = {}
        for session, level, number in rows:
            if isinstance(level, bool) or not isinstance(level, int | float) or not 0 < level < math.inf:
                raise ValueError(f"{key} {session}: {level} is no close")
            if number < 0:
                raise IndexError(f"{key} {session}: there is no source {number}")
            if day(session) in closes[key] or day(session) not in held:
                raise ValueError(f"{key} {session}: stands twice, or is no session of its calendar")
            closes[key][day(session)] = Close(day(session), float(level), *sources[number])
    return MarketWeek(week, closes, str(content["source"]))


def _check_sessions(week: TradingWeek, ending: date) -> None:
    calendar = week.calendar
    if list(calendar) != sorted(set(calendar)) or calendar[-1] != week.end or week.end != ending:
        raise ValueError("its calendar and its week disagree")
    monday = week.end.toordinal() - week.end.weekday()
    own = tuple(s for s in calendar if s.toordinal() >= monday)
    if own != week.sessions or max(s for s in calendar if s.toordinal() < monday) != week.base:
        raise ValueError("its sessions are not those of its calendar")


def _plain(noun: Any, *fields: str) -> dict[str, str]:
    return {field: getattr(noun, field) for field in fields if getattr(noun, field)}


def _lines(out: dict[str, Any]) -> str:
    """JSON with a line per entry of the outer mappings, so that two records can be compared line by line."""

    def flat(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    rows = []
    for key, value in out.items():
        if key in ("closes",):
            inner = ",\n".join(
                f"  {flat(k)}: [\n" + ",\n".join(f"   {flat(row)}" for row in v) + "\n  ]" for k, v in value.items()
            )
            rows.append(f" {flat(key)}: {{\n{inner}\n }}")
        elif isinstance(value, dict) and value:
            inner = ",\n".join(f"  {flat(k)}: {flat(v)}" for k, v in value.items())
            rows.append(f" {flat(key)}: {{\n{inner}\n }}")
        elif key == "sources":
            inner = ",\n".join(f"  {flat(v)}" for v in value)
            rows.append(f" {flat(key)}: [\n{inner}\n ]")
        else:
            rows.append(f" {flat(key)}: {flat(value)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"
