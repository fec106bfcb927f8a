"""Whether a source of the outside world can be reached; and its stand-in for tests, which may only be this machine."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

from reportgen.errors import MarketError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def stand_in(variable: str) -> str:
    """The address, like http://127.0.0.1:8000, that the environment variable names, or nothing where it is unset.

    Raises MarketError where it names any server but one on this machine.
    """
    base = os.environ.get(variable, "")
    if not base:
        return ""
    with suppress(ValueError):
        where = urlsplit(base)
        if where.scheme == "http" and where.hostname in LOOPBACK and where.port:
            host = f"[{where.hostname}]" if ":" in where.hostname else where.hostname
            return f"http://{host}:{where.port}"
    raise MarketError(
        f"{variable} is {base!r}, but it may only name a server on this machine, like http://127.0.0.1:8000",
        hint=f"Unset {variable}: it is meant for tests.",
    )


def knock(url: str, seconds: float) -> str:
    """Why no connection to the server of `url` came about within `seconds`, name lookup included; empty if it did.

    Behind a proxy only the proxy could tell, and nothing is tried; a server on this machine is asked directly.
    """
    where = urlsplit(url)
    proxies = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    if where.hostname not in LOOPBACK and any(os.environ.get(name) for name in proxies):
        return ""
    place = f"{where.hostname}:{where.port or 443}"
    reasons = [f"{place}: no answer within {seconds:g} s"]

    def try_once() -> None:
        try:
            socket.create_connection((str(where.hostname), where.port or 443), timeout=seconds).close()
        except OSError as error:
            reasons.append(f"{place}: {error.strerror or error}")
        else:
            reasons.append("")

    # A thread, because the name lookup takes no timeout.
    knocker = threading.Thread(target=try_once, daemon=True)
    knocker.start()
    knocker.join(seconds)
    return reasons[-1]
