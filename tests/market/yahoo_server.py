"""A small Yahoo on 127.0.0.1: cookie, crumb and chart, with a list of scripted answers for every symbol."""

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
CHART = "/v8/finance/chart/"


@dataclass(frozen=True)
class Reply:
    """One answer to a request about prices."""

    body: bytes
    status: int = 200
    content_type: str = "application/json;charset=utf-8"


@dataclass(frozen=True)
class Seen:
    """One request: the host that yfinance meant, the path, the query."""

    host: str
    path: str
    query: Mapping[str, list[str]]


def opening(session: date, at: time = time(9, 30)) -> int:
    """The epoch second that Yahoo stamps a daily bar with: the opening in New York."""
    return int(datetime.combine(session, at, NEW_YORK).timestamp())


def chart(
    symbol: str,
    bars: Iterable[tuple[int, float | None]],
    *,
    adjusted: list[float | None] | None = None,
    events: Mapping[str, object] | None = None,
    **meta: object,
) -> Reply:
    """The chart answer for bars of (epoch second, close), in the shape that Yahoo was recorded to use."""
    bars = list(bars)
    levels = [level for _, level in bars]
    result = {
        "meta": {
            "currency": "USD",
            "symbol": symbol,
            "exchangeName": "WCB",
            "fullExchangeName": "Chicago Options",
            "instrumentType": "INDEX",
            "firstTradeDate": 558279000,
            "regularMarketTime": bars[-1][0] if bars else 0,
            "gmtoffset": -18000,
            "timezone": "EST",
            "exchangeTimezoneName": "America/New_York",
            "priceHint": 2,
            "dataGranularity": "1d",
            "range": "",
            "validRanges": ["1d", "5d", "1mo", "1y", "max"],
            **meta,
        },
        "timestamp": [stamp for stamp, _ in bars],
        "indicators": {
            "quote": [
                {
                    "open": levels,
                    "high": levels,
                    "low": levels,
                    "close": levels,
                    "volume": [None if level is None else 1000 for level in levels],
                }
            ],
            "adjclose": [{"adjclose": adjusted or levels}],
        },
    }
    if events:
        result["events"] = events
    if not bars:
        del result["timestamp"]
        result["indicators"] = {"quote": [{}], "adjclose": [{}]}
    return Reply(json.dumps({"chart": {"result": [result], "error": None}}).encode())


def refusal(status: int, code: str, description: str) -> Reply:
    error = {"code": code, "description": description}
    return Reply(json.dumps({"chart": {"result": None, "error": error}}).encode(), status)


UNKNOWN = refusal(404, "Not Found", "No data found, symbol may be delisted")
TOO_MANY = Reply(b"Too Many Requests\r\n", 429, "text/plain")
DOWN = Reply(b"<html><body>Will be right back...</body></html>", 500, "text/html")
HANG_UP = Reply(b"", 0)
"""No answer at all: the connection is closed."""
PAGE = Reply(b"<!doctype html><html><body>Please verify that you are human.</body></html>", 200, "text/html")


@dataclass
class Yahoo:
    """The server: `replies` by symbol are given out one after the other, the last one for ever. A `silent`
    one accepts connections and never says a word.
    """

    replies: Mapping[str, list[Reply]] = field(default_factory=dict)
    silent: bool = False
    seen: list[Seen] = field(default_factory=list)

    def __enter__(self) -> "Yahoo":
        self.closing = threading.Event()
        self.left = {symbol: list(replies) for symbol, replies in self.replies.items()}
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def asked_for_prices(self, symbol: str) -> int:
        """How often the chart of this symbol was asked for."""
        return sum(seen.path == CHART + symbol for seen in self.seen)

    def answer(self, seen: Seen) -> Reply:
        if seen.path == "/v1/test/getcrumb":
            return Reply(b"aCrumb/0", content_type="text/plain")
        if not seen.path.startswith(CHART):
            return Reply(b"", 404, "text/html")
        with self.lock:
            left = self.left.get(seen.path.removeprefix(CHART), [UNKNOWN])
            return left.pop(0) if len(left) > 1 else left[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        yahoo = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                where = urlsplit(self.path)
                seen = Seen(self.headers.get("X-Yahoo-Host", ""), unquote(where.path), parse_qs(where.query))
                yahoo.seen.append(seen)
                if yahoo.silent:
                    yahoo.closing.wait()
                    self.close_connection = True
                    return
                reply = yahoo.answer(seen)
                if reply is HANG_UP:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(reply.body)))
                if seen.host == "fc.yahoo.com":
                    self.send_header("Set-Cookie", "A3=d=invented; Path=/")
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
