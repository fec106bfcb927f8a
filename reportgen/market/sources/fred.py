"""Closes from FRED, Federal Reserve Bank of St. Louis: yields, rates and indexes, as a CSV that needs no key.

FRED is slow, and answers with a web page where it cannot answer; it is asked politely, in a thread that is left
behind at the deadline, because a server that sends one letter a second defies every timeout of a socket.
"""

from __future__ import annotations

import csv
import io
import math
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from urllib.parse import urlencode

from reportgen.errors import MarketError
from reportgen.market import Closes, Partly, Request
from reportgen.market.sources.fred_wire import LATER, Refusal, Wire
from reportgen.market.sources.reach import knock, stand_in
from reportgen.model import Close

SOURCE = "FRED, Federal Reserve Bank of St. Louis"
HOME = "https://fred.stlouisfed.org"
BASE_URL = "REPORTGEN_FRED_BASE_URL"
"""The environment variable that sends every request to a server on this machine instead: for tests."""
DEADLINE = 60.0
"""Seconds for all series together."""
PREFLIGHT = 3.0
"""Seconds for the first connection, name lookup included."""
TOGETHER = 10
"""Series in one request: as many as FRED was seen to answer at once."""

CORRECT = "correct the symbol in config.yaml"
ELSEWHERE = "take the closes from a csv source in config.yaml, or from a recorded week with --record"

Levels = Mapping[date, float]


@dataclass
class Desk:
    """What is known so far of each series: its levels, or why there are none and what may help."""

    levels: dict[str, Levels] = field(default_factory=dict)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    bug: Exception | None = None


def closes(request: Request) -> Closes:
    """The closes that FRED has for the request, by instrument key and session; a symbol is a series like DGS10.

    A level is as FRED quotes it: a yield is in percent a year (4.17), and may be zero or negative. A day that FRED
    leaves empty is not there. Raises MarketError when FRED cannot be reached, is not done within DEADLINE, or
    fails for any series (Partly): then every series that failed is named with its reason.
    """
    base = stand_in(BASE_URL)
    unreached = knock(base or HOME, PREFLIGHT)
    if unreached:
        raise MarketError(f"FRED cannot be reached: {unreached}", hint=_hint("check the network"))
    desk = Desk()
    symbols = tuple(dict.fromkeys(request.symbols.values()))
    wire = Wire(base or HOME, direct=bool(base), ends=time.monotonic() + DEADLINE)
    asking = threading.Thread(target=_ask, args=(symbols, request.start, request.end, wire, desk), daemon=True)
    asking.start()
    asking.join(DEADLINE)
    if desk.bug:
        raise desk.bug
    levels, refusals = dict(desk.levels), dict(desk.refusals)
    retrieved = request.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = {
        key: {
            session: Close(session, level, SOURCE, f"{HOME}/series/{symbol.upper()}", retrieved)
            for session, level in sorted(levels[symbol].items())
        }
        for key, symbol in request.symbols.items()
        if symbol in levels
    }
    _require_all(symbols, levels, refusals, found)
    return found


def _ask(symbols: Sequence[str], start: date, end: date, wire: Wire, desk: Desk) -> None:
    """Ask for some series at once, and for each alone where FRED refuses them together."""
    try:
        good = [s for s in symbols if re.fullmatch(r"\w+", s, re.ASCII)]
        desk.refusals |= {s: Refusal("is no series of FRED (write DGS10)", CORRECT) for s in symbols if s not in good}
        for first in range(0, len(good), TOGETHER):
            some = good[first : first + TOGETHER]
            if not _answered(some, start, end, wire, desk) and len(some) > 1:
                for symbol in some:
                    _answered([symbol], start, end, wire, desk)
    except TimeoutError:
        return
    except Exception as error:
        desk.bug = error


def _answered(symbols: Sequence[str], start: date, end: date, wire: Wire, desk: Desk) -> bool:
    """Whether FRED answered for these series together, or refused them in a way that asking one by one cannot mend."""
    query = urlencode({"id": ",".join(symbols), "cosd": start, "coed": end}, safe=",")
    try:
        found = _read(wire.text(f"/graph/fredgraph.csv?{query}"), symbols, start, end)
    except Refusal as refusal:
        final = len(symbols) == 1 or refusal.advice == LATER
        desk.refusals |= dict.fromkeys(symbols, refusal) if final else {}
        return final
    for symbol, levels in found.items():
        if levels:
            desk.levels[symbol] = levels
        else:
            desk.refusals[symbol] = Refusal(f"FRED has no values from {start} to {end}", CORRECT)
    return True


def _read(text: str, symbols: Sequence[str], start: date, end: date) -> Mapping[str, Levels]:
    """FRED's CSV as levels by series and day, within the dates. Raises Refusal where it is not what was asked for."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    head = [name.strip() for name in next(rows, [])]
    columns = {name.upper(): number for number, name in enumerate(head) if number}
    wanted = {symbol: columns.get(symbol.upper()) for symbol in symbols}
    missing = [symbol for symbol, number in wanted.items() if number is None]
    if not head or head[0].lower() not in ("observation_date", "date") or missing:
        raise Refusal(f"FRED answered with other columns: {', '.join(head)[:80] or 'none'}")
    found: dict[str, dict[date, float]] = {symbol: {} for symbol in symbols}
    for day, row in _rows(rows, len(head)):
        for symbol, number in wanted.items():
            cell = row[number or 0].strip()
            if cell in ("", ".") or not start <= day <= end:
                continue
            level = float(cell) if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", cell, re.ASCII) else math.nan
            if not math.isfinite(level):
                raise Refusal(f"FRED's value for {day} is no number: '{cell[:40]}'")
            if found[symbol].setdefault(day, level) != level:
                raise Refusal(f"FRED answered with two values for {day}: {found[symbol][day]:g} and {level:g}")
    return found


def _rows(rows: Iterator[list[str]], width: int) -> Iterator[tuple[date, list[str]]]:
    """The rows that say something, with their days."""
    try:
        for row in rows:
            if not row:
                continue
            if len(row) != width:
                raise Refusal(f"FRED answered with a row of other columns: {','.join(row)[:80]}")
            yield date.fromisoformat(row[0].strip()), row
    except ValueError:
        raise Refusal(f"FRED answered with a day that is no date: '{row[0][:40]}'") from None
    except csv.Error as error:
        raise Refusal(f"FRED's answer is not CSV: {error}") from None


def _require_all(
    symbols: Sequence[str], levels: Mapping[str, Levels], refusals: Mapping[str, Refusal], found: Closes
) -> None:
    """Raise one MarketError that names every series without values, those with one reason together, and carries the
    closes of the others.
    """
    told: dict[str, list[str]] = {}
    for symbol in symbols:
        if symbol in refusals:
            told.setdefault(refusals[symbol].reason, []).append(symbol)
    lines = [f"{', '.join(some)}: {reason}" for reason, some in told.items()]
    advice = [refusals[symbol].advice for symbol in symbols if symbol in refusals]
    missing = [symbol for symbol in symbols if symbol not in levels and symbol not in refusals]
    if missing:
        lines.insert(0, f"FRED was not done within {DEADLINE:g} s: no answer for {', '.join(missing)}")
        advice.insert(0, LATER)
    if lines:
        raise Partly("\n".join(lines), hint=_hint(*advice), closes=found)


def _hint(*advice: str) -> str:
    """What to do next, in one sentence: each advice once, and where else to take the closes from."""
    hint = ", or ".join(dict.fromkeys([*filter(None, advice), ELSEWHERE]))
    return f"{hint[0].upper()}{hint[1:]}."
