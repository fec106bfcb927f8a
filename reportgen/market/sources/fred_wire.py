"""One request to FRED: asked again where that may help, after the pause that FRED asks for, and never past the end."""

from __future__ import annotations

import time
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from reportgen import __version__

TRIES = 3
PAUSE = 1.0
"""Seconds before the second try, twice that before the third."""
TIMEOUT = 30.0
"""Seconds of silence after which a request is given up: FRED takes long to begin."""
LIMIT = 50_000_000
"""Bytes of the longest answer that is read; sixty years of ten daily series are a fiftieth of that."""

LATER = "try again later"


class Refusal(Exception):
    """Why there are no values, in plain words, and what may help.

    `passing` says that the same request may be answered a moment later, `wait` after how many seconds FRED says so.
    """

    def __init__(self, reason: str, advice: str = "", *, passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.passing = passing
        self.wait = wait


class Wire:
    """The way to the server at `base`: `direct` goes by no proxy, `ends` is the last moment by time.monotonic()."""

    def __init__(self, base: str, *, direct: bool, ends: float) -> None:
        self.base = base
        self.ends = ends
        self.opener: OpenerDirector = build_opener(*([ProxyHandler({})] if direct else []))

    def text(self, path: str) -> str:
        """What stands at `path`. Raises Refusal where FRED refuses three times, or once and for good, and
        TimeoutError where the end has come.
        """
        reasons: list[str] = []
        while True:
            try:
                return self._once(path)
            except Refusal as refusal:
                if not refusal.passing:
                    raise
                reasons.append(refusal.reason)
                if len(reasons) == TRIES:
                    same = len(set(reasons)) == 1
                    said = f"{reasons[0]}, three times" if same else ", then ".join(reasons)
                    raise Refusal(said, LATER) from None
                left = self.ends - time.monotonic()
                if left <= 0:
                    raise TimeoutError from None
                if refusal.wait > left:
                    raise Refusal(f"{refusal.reason} and asks to wait {refusal.wait:.0f} s", LATER) from None
                pause = max(PAUSE * len(reasons), refusal.wait)
            time.sleep(max(0.0, min(pause, self.ends - time.monotonic())))

    def _once(self, path: str) -> str:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        headers = {"User-Agent": f"reportgen/{__version__}", "Accept": "text/csv"}
        request = Request(self.base + path, headers=headers)  # noqa: S310
        try:
            with self.opener.open(request, timeout=min(TIMEOUT, left)) as answer:
                body: bytes = answer.read(LIMIT + 1)
                broken = bool(answer.length) or not (_delimited(answer.headers) or body.endswith(b"\n"))
                page = answer.headers.get_content_type() == "text/html" or body.lstrip().startswith(b"<")
        except HTTPError as error:
            with error:
                raise _refused(error) from None
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise Refusal(f"the connection to FRED failed ({said})", LATER, passing=True) from None
        if len(body) > LIMIT:
            raise Refusal(f"FRED's answer is longer than {LIMIT // 1_000_000} MB")
        if page:
            raise Refusal("FRED answered with a web page, not CSV", LATER)
        if broken:
            raise Refusal("FRED's answer broke off", LATER, passing=True)
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal("FRED's answer is no text") from None


def _delimited(headers: Message) -> bool:
    """Whether the answer says where it ends; one that does not might end within a number."""
    return "Content-Length" in headers or "Transfer-Encoding" in headers


def _refused(error: HTTPError) -> Refusal:
    if error.code == HTTPStatus.NOT_FOUND:
        return Refusal("there is no such series", "correct the symbol in config.yaml")
    name = f"{error.code} {HTTPStatus(error.code).phrase}" if error.code in set(HTTPStatus) else str(error.code)
    passing = error.code in (408, 429) or error.code >= 500
    wait = _wait(error.headers) if passing else 0.0
    return Refusal(f"FRED answered {name}", LATER if passing else "", passing=passing, wait=wait)


def _wait(headers: Message) -> float:
    """The seconds of Retry-After; a date in it counts from the answer's own date, not from a clock of ours."""
    asked = str(headers.get("Retry-After") or "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        later = parsedate_to_datetime(asked) - parsedate_to_datetime(str(headers.get("Date")))
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, later.total_seconds())
