"""Closes from Yahoo Finance: what is asked, how long it may take, and what is said when it fails.

yfinance runs in a process of its own (yahoo_child.py), because it waits for minutes on a silent network,
prints what it likes, and keeps bad answers in memory. At the deadline that process is ended.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date
from pathlib import Path

from reportgen.errors import MarketError
from reportgen.market import Closes, Partly, Request
from reportgen.market.sources.reach import LOOPBACK, knock, stand_in
from reportgen.model import Close

SOURCE = "Yahoo Finance via yfinance"
HOST = "query2.finance.yahoo.com"
DEADLINE = 60.0
"""Seconds for all symbols together."""
PREFLIGHT = 3.0
"""Seconds for the first connection, name lookup included."""
BASE_URL = "REPORTGEN_YAHOO_BASE_URL"
"""The environment variable that sends every request to a server on this machine instead: for tests."""

LATER = "try again later"
CORRECT = "correct the symbol in config.yaml"
NEWER = "install a newer yfinance"
ELSEWHERE = "take the closes from a csv source in config.yaml, or from a recorded week with --record"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one symbol: levels by ISO date, or a reason and what may help: LATER, CORRECT, NEWER.

    `adjusted` are the closes with distributions reinvested, where Yahoo has them and they are no mere repetition.
    """

    symbol: str
    closes: Mapping[str, float]
    reason: str = ""
    advice: str = ""
    adjusted: Mapping[str, float] = field(default_factory=dict)


def closes(request: Request) -> Closes:
    """The closes that Yahoo has for the request, by instrument key and session.

    A level is the price-return close (column Close, never Adj Close), in points or the symbol's currency. `adjusted`
    is Yahoo's Adj Close as answered, of what may pay distributions: never of an index, a currency, a future, a coin.
    Yahoo sends 2624.22 as 2624.219970703125: it is rounded to the decimals that Yahoo names for the symbol
    (`priceHint`, at least 2), and left as it is if Yahoo names none. A session that Yahoo lacks, or sends
    empty, is not there. Raises MarketError when Yahoo cannot be reached, is not done within DEADLINE, or
    fails for any symbol (Partly): then every symbol that failed is named with its own reason.
    """
    base = stand_in(BASE_URL)
    unreached = knock(base or f"https://{HOST}", PREFLIGHT)
    if unreached:
        raise MarketError(f"Yahoo Finance cannot be reached: {unreached}", hint=_hint("check the network"))
    answers, late = _ask(request, base)
    retrieved = request.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = {
        key: {
            (session := date.fromisoformat(day)): Close(
                session, level, SOURCE, retrieved=retrieved, adjusted=answers[symbol].adjusted.get(day)
            )
            for day, level in answers[symbol].closes.items()
        }
        for key, symbol in request.symbols.items()
        if symbol in answers
    }
    _require_all(request, answers, late, found)
    return found


def _ask(request: Request, base: str) -> tuple[Mapping[str, Answer], bool]:
    """Let the child ask for every symbol once: its answers by symbol, and whether the deadline cut it short.

    The child starts in the package's parent folder, so that no file of the user's is imported by mistake.
    """
    order = {
        "symbols": list(dict.fromkeys(request.symbols.values())),
        "start": request.start.isoformat(),
        "end": request.end.isoformat(),
        "base": base,
        "deadline": DEADLINE,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "reportgen.market.sources.yahoo_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        cwd=Path(__file__).parents[3],
        env={**os.environ, "no_proxy": ",".join(LOOPBACK)} if base else None,
        start_new_session=True,
    )
    late = False
    try:
        out, err = child.communicate(json.dumps(order), timeout=DEADLINE)
    except subprocess.TimeoutExpired:
        late = True
        _kill(child)
        out, err = child.communicate()
    finally:
        _kill(child)
    if child.returncode and not late:
        last = (err.strip().splitlines() or ["no reason given"])[-1]
        raise MarketError(f"yfinance could not be run: {last}", hint=_hint("install reportgen again"))
    lines = [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
    answers = [Answer(**json.loads(line)) for line in lines]
    return {answer.symbol: answer for answer in answers}, late


def _kill(child: subprocess.Popen[str]) -> None:
    """End the child and whatever it started, if it still runs."""
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _require_all(request: Request, answers: Mapping[str, Answer], late: bool, found: Closes) -> None:
    """Raise one MarketError that names every symbol without closes, each with its own reason, and carries the rest."""
    failed = [answer for answer in answers.values() if answer.reason]
    told = [f"{answer.symbol}: {answer.reason}" for answer in failed]
    advice = [answer.advice for answer in failed]
    missing = [symbol for symbol in dict.fromkeys(request.symbols.values()) if symbol not in answers]
    if late and missing:
        told.insert(0, f"Yahoo Finance was not done within {DEADLINE:g} s: no answer for {', '.join(missing)}")
        advice.insert(0, LATER)
    if told:
        raise Partly("\n".join(told), hint=_hint(*advice), closes=found)


def _hint(*advice: str) -> str:
    """What to do next, in one sentence: each advice once, and where else to take the closes from."""
    hint = ", or ".join(dict.fromkeys([*filter(None, advice), ELSEWHERE]))
    return f"{hint[0].upper()}{hint[1:]}."
