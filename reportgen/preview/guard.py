"""Who may ask: this machine's own browser, for pages that it opened from here, and nobody else.

A page from elsewhere may know our port, and a name that its owner points at 127.0.0.1 makes a browser believe that we
are that page's own server (DNS rebinding). So a request must name us as its host, and where a browser says on whose
behalf it asks, that must be a page of ours.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

from starlette.responses import PlainTextResponse

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HEADERS = {
    b"cache-control": b"no-store",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
}


class Guard:
    """ASGI middleware that refuses what does not come from a page of this server on this machine.

    `numbers` lets any address in digits be our name: for a server that was told to listen beyond this machine. A name
    that a stranger has registered is none.
    """

    def __init__(self, app: Any, port: int, hosts: Iterable[str] = LOOPBACK, *, numbers: bool = False) -> None:
        self._app, self._port, self._hosts, self._numbers = app, port, frozenset(hosts), numbers

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer 403, or let the request through and mark the answer as for no other page."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if not refused:
            await self._app(scope, receive, self._marked(send) if scope["type"] == "http" else send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": refused})
        else:
            await PlainTextResponse(f"{refused}\n", status_code=403)(scope, receive, send)

    def _refused(self, scope: Any) -> str:
        """Why a request is refused; "" where it is not."""
        given: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            given.setdefault(name.lower(), []).append(value)
        hosts, origins = given.get(b"host", []), given.get(b"origin", [])
        if len(hosts) != 1 or not self._ours(hosts[0].decode("latin-1")):
            return "This preview answers to its own address only."
        own = f"http://{hosts[0].decode('latin-1')}".lower()
        if any(one.decode("latin-1").lower() != own for one in origins):
            return "This preview answers to its own pages only."
        if scope.get("method", "GET") not in ("GET", "HEAD") and not origins:
            return "This preview is changed by its own pages only."
        site = given.get(b"sec-fetch-site", [b"none"])[-1]
        going = given.get(b"sec-fetch-mode", [b""])[-1] == b"navigate" and scope.get("path") == "/"
        if site not in (b"none", b"same-origin") and not going:
            return "This preview answers to its own pages only."
        return ""

    def _ours(self, host: str) -> bool:
        name, _, port = host.lower().rpartition(":") if host.rpartition(":")[2].isdigit() else (host.lower(), "", "80")
        if port != str(self._port):
            return False
        return name in self._hosts or (self._numbers and _digits(name))

    def _marked(self, send: Any) -> Any:
        async def marked(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = dict(message.get("headers", []))
                message = {**message, "headers": [*(HEADERS | headers).items()]}
            await send(message)

        return marked


def _digits(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
