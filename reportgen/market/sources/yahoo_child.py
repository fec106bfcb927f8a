"""Asks Yahoo Finance: the only module that imports yfinance. It runs as a process of its own, see yahoo.py.

The order comes as one JSON object on standard input; an answer per symbol goes out as a line of JSON, as soon
as it is known. All that yfinance prints goes to standard error, which nobody shows.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
import threading
import time
from contextlib import redirect_stdout
from dataclasses import asdict
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yfinance
from curl_cffi import requests
from yfinance.data import YfData
from yfinance.exceptions import YFPricesMissingError

from reportgen.market.sources.yahoo import CORRECT, LATER, NEWER, Answer

TRIES = 3
PAUSE = 1.0
"""Seconds before the second try, twice that before the third; REPORTGEN_YAHOO_PAUSE may shorten it."""
TIMEOUT = 10.0
"""Seconds for one request, for the cookies too, to which yfinance itself would give 30."""
GRACE = 5.0
"""Seconds beyond the deadline after which the child ends by itself, should the one who started it be gone."""
PRICES = "/v8/finance/chart/"
PASSING = (401, 408, 429)
"""Refusals that may pass: a stale crumb, a slow request, too many requests."""
PRICES_ONLY = ("INDEX", "CURRENCY", "FUTURE", "CRYPTOCURRENCY")
"""Yahoo's types of what pays no distributions: its Adj Close is the close again, and no total return comes of it."""
DISTRIBUTING = ("EQUITY", "ETF", "MUTUALFUND")
NO_CLOSES = "Yahoo has no closes from {start} to {end}"


class Wire(requests.Session):  # type: ignore[misc]
    """The session that yfinance would make, which keeps the last answer about prices, since yfinance calls a
    refusal, a web page and half an answer alike "possibly delisted". With `base`, all requests go there.
    """

    def __init__(self, base: str) -> None:
        super().__init__(impersonate="chrome")
        self.base = base
        self.prices: Any = None

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Send one request; its original host travels along in X-Yahoo-Host if it is sent elsewhere."""
        where = urlsplit(url)
        kwargs["timeout"] = min(kwargs.get("timeout") or TIMEOUT, TIMEOUT)
        if self.base and f".{where.hostname}".endswith(".yahoo.com"):
            kwargs["headers"] = {**(kwargs.get("headers") or {}), "X-Yahoo-Host": where.hostname}
            url = f"{self.base}{where.path}?{where.query}"
        if PRICES in where.path:
            self.prices = None
        answer = super().request(method, url, *args, **kwargs)
        if PRICES in where.path:
            self.prices = answer
        return answer


def ask(symbol: str, start: date, end: date, wire: Wire) -> Answer:
    """The closes of one symbol from `start` to `end`, asked for up to TRIES times while that may help."""
    pause = float(os.environ.get("REPORTGEN_YAHOO_PAUSE", PAUSE))
    reasons = []
    for tries in range(1, TRIES + 1):
        answer = _once(symbol, start, end, wire)
        if answer.advice != LATER:
            return answer
        reasons.append(answer.reason)
        if tries < TRIES:
            time.sleep(pause * tries)
            # yfinance remembers bad answers about past days, and would not ask again.
            YfData.cache_get.cache_clear()
    same = len(set(reasons)) == 1
    return Answer(symbol, {}, f"{reasons[0]}, three times" if same else ", then ".join(reasons), LATER)


def _once(symbol: str, start: date, end: date, wire: Wire) -> Answer:
    """Ask yfinance once, and put what went wrong, if anything, into words."""
    wire.prices = None
    try:
        closes, adjusted = _history(symbol, start, end, wire)
    except Exception as error:
        return Answer(symbol, {}, *_reason(error, wire.prices, start, end))
    if not closes:
        return Answer(symbol, {}, NO_CLOSES.format(start=start, end=end), CORRECT)
    return Answer(symbol, closes, adjusted=adjusted)


def _history(symbol: str, start: date, end: date, wire: Wire) -> tuple[dict[str, float], dict[str, float]]:
    """Levels and adjusted ones by the exchange's own ISO date, without empty days. yfinance's `end` is exclusive."""
    ticker = yfinance.Ticker(symbol, session=wire)
    frame = ticker.history(
        start=start.isoformat(),
        end=(end + timedelta(days=1)).isoformat(),
        interval="1d",
        auto_adjust=False,
        actions=False,
        repair=False,
        keepna=True,
        timeout=TIMEOUT,
    )
    meta = ticker.get_history_metadata()
    hint, kind = meta.get("priceHint"), meta.get("instrumentType")
    closes = _levels(frame["Close"], start, end)
    adjusted = _levels(frame["Adj Close"], start, end) if "Adj Close" in frame and kind not in PRICES_ONLY else {}
    adjusted = {day: level for day, level in adjusted.items() if day in closes and level > 0}
    if kind not in DISTRIBUTING and all(level == closes[day] for day, level in adjusted.items()):
        adjusted = {}
    if isinstance(hint, int):
        closes = {day: round(level, max(2, hint)) for day, level in closes.items()}
    return closes, adjusted


def _levels(column: Any, start: date, end: date) -> dict[str, float]:
    """A column of yfinance's table by ISO date, without the days that are empty or were not asked for."""
    levels = ((stamp.date(), float(level)) for stamp, level in column.items())
    return {session.isoformat(): level for session, level in levels if start <= session <= end and math.isfinite(level)}


def _reason(error: Exception, prices: Any, start: date, end: date) -> tuple[str, str]:
    """Why there are no closes, in plain words, and what may help: as read from the wire."""
    if prices is None:
        return _unanswered(error)
    status, body = prices.status_code, prices.text.strip()
    if status in PASSING or status >= 500:
        return f"Yahoo answered {_status(status)}", LATER
    if status == 200 and body.startswith("<"):
        return "Yahoo answered with a web page instead of data", LATER
    try:
        refusal = json.loads(body)["chart"]["error"]
    except ValueError:
        if status == 200:
            return "Yahoo's answer broke off", LATER
        return f"Yahoo answered {_status(status)}", ""
    except (KeyError, TypeError):
        refusal = None
    code, said = (refusal.get("code"), refusal.get("description")) if isinstance(refusal, dict) else ("", "")
    if code == "Not Found":
        return "Yahoo does not know this symbol", CORRECT
    if isinstance(error, YFPricesMissingError):
        because = f" ({' '.join(str(said).split())[:200]})" if said else ""
        return NO_CLOSES.format(start=start, end=end) + because, CORRECT
    what = f"{type(error).__name__}: {error}"
    return f"yfinance {yfinance.__version__} cannot read Yahoo's answer ({what})", NEWER


def _unanswered(error: Exception) -> tuple[str, str]:
    """Why no answer about prices came at all: curl's own words, without its number and its link."""
    if not isinstance(error, requests.exceptions.RequestException):
        return f"yfinance did not get to ask ({type(error).__name__}: {error})", ""
    words = re.search(r"curl: \(\d+\) (.*?)(\. See https:|$)", str(error))
    return f"the connection to Yahoo failed ({words[1] if words else error})", LATER


def _status(status: int) -> str:
    """An HTTP status with its name, if it has one: 429 Too Many Requests."""
    return f"{status} {HTTPStatus(status).phrase}" if status in set(HTTPStatus) else str(status)


def _cache_folder() -> Path:
    """Where yfinance keeps the symbols' time zones and its cookies."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "reportgen" / "yfinance"


def main() -> None:
    """Carry out the order on standard input, and end at its deadline even if nobody is left to say so."""
    order = json.load(sys.stdin)
    last_resort = threading.Timer(order["deadline"] + GRACE, os._exit, [1])
    last_resort.daemon = True
    last_resort.start()
    out = sys.stdout
    with redirect_stdout(sys.stderr):
        yfinance.set_tz_cache_location(str(_cache_folder()))
        yfinance.config.debug.hide_exceptions = False
        wire = Wire(order["base"])
        start, end = date.fromisoformat(order["start"]), date.fromisoformat(order["end"])
        for symbol in order["symbols"]:
            print(json.dumps(asdict(ask(symbol, start, end, wire))), file=out, flush=True)


if __name__ == "__main__":
    main()
