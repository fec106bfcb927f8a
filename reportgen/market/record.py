"""record.json: the week as it was gathered, calendars included, so that it can be built again without a network.

Beside the closes it keeps the facts that the issue cites. `schema: 1`; what a week does not need is left out: weeks of
instruments with calendars of their own, what gathering noticed, adjusted closes, that the closes are made up, what was
counted of universes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from reportgen.errors import MarketError
from reportgen.market.gate import SIGNED
from reportgen.market.universes import counted
from reportgen.model import Close, Closes, Fact, Finding, Instrument, Kind, MarketWeek, Place, Quote, TradingWeek
from reportgen.reference import registry
from reportgen.reference.instruments import GROUPS, recognised

SCHEMA = 1
CONFIG = Place("config.yaml")
REMARK = ("code", "severity", "message", "evidence", "suggestion")
STATED = ("value", "about", "kind", "source", "date", "url", "record_of")
QUOTED = ("text", "speaker", "role", "firm", "date", "outlet", "url", "note")


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
    names = _names(market.weeks.values())
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "week_ending": week.end.isoformat(),
        "source": market.source,
        **({"made_up": True} if market.made_up else {}),
        **_dates(week),
        **({"weeks": {names[one]: _dates(one) for one in names}} if names else {}),
        "sources": [{"name": n, "url": u, "retrieved": r} for n, u, r in sources],
        "instruments": {
            k: {"symbol": i.symbol, "name": i.name}
            | ({"short": i.short} if i.short != _usually_short(i) else {})
            | ({"kind": i.kind} if i.kind in SIGNED else {})
            | ({"style": i.style} if i.style else {})
            | ({"group": i.group} if i.group not in ("", GROUPS[i.kind][0]) else {})
            | ({"week": names[market.weeks[k]]} if k in market.weeks else {})
            for k, i in instruments.items()
        },
        "closes": {
            key: [
                [s.isoformat(), c.level, index[(c.source, c.url, c.retrieved)]]
                + ([c.adjusted] if c.adjusted is not None else [])
                for s, c in sorted(by.items())
            ]
            for key, by in market.closes.items()
        },
        **counted.plain(market.breadth),
        **({"remarks": [_plain(r, *REMARK) for r in market.remarks]} if market.remarks else {}),
        "facts": {k: _plain(f, *STATED) for k, f in facts.items()},
        "quotes": {k: _plain(q, *QUOTED) for k, q in quotes.items()},
    }
    return _lines(out).encode()


WRITTEN = "Name a record.json that reportgen build has written: output/2026-01-09/record.json"


def read(path: Path) -> tuple[MarketWeek, Mapping[str, str]]:
    """The week of a record and its symbols by key; MarketError says what is wrong with the file."""
    content, name = _content(path), path.name
    try:
        return _market(content), {str(k): str(v["symbol"]) for k, v in content["instruments"].items()}
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise MarketError(
            f"is not a whole record ({type(error).__name__}: {error})", hint=WRITTEN, place=Place(name)
        ) from None


class Described(NamedTuple):
    """What a record tells of an instrument beside its symbol; "" where it tells nothing."""

    name: str
    kind: str = ""
    short: str = ""
    style: str = ""
    group: str = ""


def described(path: Path) -> Mapping[str, Described]:
    """What a record tells of each instrument, by key."""
    rows = _content(path)["instruments"]
    return {
        str(key): Described(
            str(one.get("name", key)), *(str(one.get(part, "")) for part in ("kind", "short", "style", "group"))
        )
        for key, one in rows.items()
    }


def _usually_short(one: Instrument) -> str:
    """The short name that a reader of the record would give without being told: the registry's, else the name."""
    known = recognised(one.symbol, registry())
    return known.short if known and one.name in (known.name, known.short) else one.name


def cited(path: Path) -> tuple[Mapping[str, Fact], Mapping[str, Quote]]:
    """The facts and the quotes that a record keeps, by key; MarketError says what is wrong with the file."""
    content, name = _content(path), path.name
    try:
        facts = {str(key): _fact(str(key), one) for key, one in content.get("facts", {}).items()}
        quotes = {
            str(key): Quote(str(key), *(str(one.get(field, "")) for field in QUOTED))
            for key, one in content.get("quotes", {}).items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MarketError(
            f"is not a whole record ({type(error).__name__}: {error})", hint=WRITTEN, place=Place(name)
        ) from None
    return facts, quotes


def _fact(key: str, one: dict[str, Any]) -> Fact:
    value, about, source, day, url, record_of = (str(one.get(field, "")) for field in STATED if field != "kind")
    kinds: dict[str, Kind] = {name: name for name in get_args(Kind)}
    session = date.fromisoformat(day) if record_of else None
    return Fact(key, value, about, kinds[one["kind"]], source, day, url, record_of, session)


def _content(path: Path) -> dict[str, Any]:
    """The record as JSON has it; MarketError where it is none."""
    name = path.name
    try:
        content = json.loads(path.read_bytes(), object_pairs_hook=_once)
    except FileNotFoundError:
        raise MarketError("there is no such record", hint=WRITTEN, place=Place(name)) from None
    except OSError as error:
        raise MarketError(f"cannot be read: {error.strerror}", hint=WRITTEN, place=Place(name)) from None
    except json.JSONDecodeError as error:
        raise MarketError(
            f"is not JSON: {error.msg}", hint=WRITTEN, place=Place(name, error.lineno, error.colno)
        ) from None
    except (UnicodeDecodeError, RecursionError):
        raise MarketError("is not JSON", hint=WRITTEN, place=Place(name)) from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise MarketError(f"is not a record of schema {SCHEMA}", hint=WRITTEN, place=Place(name))
    return content


def _names(weeks: Iterable[TradingWeek]) -> dict[TradingWeek, str]:
    """A name for each week: its calendar's, with a number where two weeks of one calendar differ."""
    out: dict[TradingWeek, str] = {}
    for week in weeks:
        if week not in out:
            same = sum(other.exchange == week.exchange for other in out)
            out[week] = f"{week.exchange} ({same + 1})" if same else week.exchange
    return out


def _dates(week: TradingWeek) -> dict[str, Any]:
    return {
        "exchange": week.exchange,
        "base": week.base.isoformat(),
        "sessions": [s.isoformat() for s in week.sessions],
        "closed": [[d.isoformat(), name] for d, name in week.closed],
        "early": [[d.isoformat(), time] for d, time in week.early],
        "calendar": [s.isoformat() for s in week.calendar],
    }


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise json.JSONDecodeError("a key stands twice", "", 0)
    return out


def _market(content: dict[str, Any]) -> MarketWeek:
    day = cache(date.fromisoformat)
    week = _trading_week(content, day)
    if week.end != date.fromisoformat(content["week_ending"]) or not week.sessions:
        raise ValueError("its calendar and its week disagree")
    _check_sessions(week)
    named = {str(name): _trading_week(dates, day) for name, dates in content.get("weeks", {}).items()}
    for one in named.values():
        _check_own(one, week)
    instruments = content["instruments"]
    weeks = {str(key): named[one["week"]] for key, one in instruments.items() if "week" in one}
    sources = [(str(s["name"]), str(s["url"]), str(s["retrieved"])) for s in content["sources"]]
    closes: dict[str, Closes] = {}
    for key, rows in content["closes"].items():
        held = set(weeks.get(key, week).calendar)
        lowest = -math.inf if instruments.get(key, {}).get("kind") in SIGNED else 0
        by: dict[date, Close] = {}
        for text, level, number, *adjusted in rows:
            for one in (level, *adjusted):
                if type(one) not in (int, float) or not lowest < one < math.inf:
                    raise ValueError(f"{key} {text}: {one} is no close")
            if number < 0:
                raise IndexError(f"{key} {text}: there is no source {number}")
            session = day(text)
            if session in by or session not in held:
                raise ValueError(f"{key} {text}: stands twice, or is no session of its calendar")
            by[session] = Close(session, float(level), *sources[number], *map(float, adjusted))
        closes[key] = Closes(by)
    remarks = tuple(
        Finding(place=CONFIG, **{name: str(one.get(name, "")) for name in REMARK})  # type: ignore[arg-type]
        for one in content.get("remarks", ())
    )
    if any(one.severity not in ("error", "warning", "info") for one in remarks):
        raise ValueError("a remark has no known severity")
    made_up = content.get("made_up", False) is True
    breadth = counted.read(content, week.end, day)
    return MarketWeek(week, closes, str(content["source"]), weeks, remarks, made_up, breadth)


def _trading_week(content: dict[str, Any], day: Callable[[str], date]) -> TradingWeek:
    return TradingWeek(
        exchange=str(content["exchange"]),
        sessions=tuple(map(day, content["sessions"])),
        base=day(content["base"]),
        calendar=tuple(map(day, content["calendar"])),
        closed=tuple((day(d), str(n)) for d, n in content["closed"]),
        early=tuple((day(d), str(t)) for d, t in content["early"]),
    )


def _check_sessions(week: TradingWeek) -> None:
    _check_calendar(week)
    monday = week.end.toordinal() - week.end.weekday()
    own = tuple(s for s in week.calendar if s.toordinal() >= monday)
    if own != week.sessions or max(s for s in week.calendar if s.toordinal() < monday) != week.base:
        raise ValueError("its sessions are not those of its calendar")


def _check_own(own: TradingWeek, week: TradingWeek) -> None:
    """An instrument's own week runs from the last session up to the house's base to one up to the house's end."""
    _check_calendar(own)
    sessions = tuple(s for s in own.calendar if own.base < s <= week.end)
    if sessions != own.sessions or max(s for s in own.calendar if s <= week.base) != own.base:
        raise ValueError(f"its week by {own.exchange} is not that of its calendar")


def _check_calendar(week: TradingWeek) -> None:
    calendar = week.calendar
    if list(calendar) != sorted(set(calendar)) or calendar[-1] != week.end:
        raise ValueError("its calendar and its week disagree")


def _plain(noun: Any, *fields: str) -> dict[str, str]:
    return {field: getattr(noun, field) for field in fields if getattr(noun, field)}


def _lines(out: dict[str, Any]) -> str:
    """JSON with a line per entry of the outer mappings, so that two records can be compared line by line."""

    def flat(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    rows = []
    for key, value in out.items():
        if key == "closes":
            # One call for an instrument's closes: a call for each close would take ten times as long.
            inner = ",\n".join(
                f"  {flat(k)}: [\n" + f"   {flat(v)[1:-1]}".replace("], [", "],\n   [") * bool(v) + "\n  ]"
                for k, v in value.items()
            )
            rows.append(f" {flat(key)}: {{\n{inner}\n }}")
        elif isinstance(value, dict) and value:
            inner = ",\n".join(f"  {flat(k)}: {flat(v)}" for k, v in value.items())
            rows.append(f" {flat(key)}: {{\n{inner}\n }}")
        elif key in ("sources", "remarks"):
            inner = ",\n".join(f"  {flat(v)}" for v in value)
            rows.append(f" {flat(key)}: [\n{inner}\n ]")
        else:
            rows.append(f" {flat(key)}: {flat(value)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"
