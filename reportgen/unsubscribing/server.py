"""The app, and a server for it alone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import signal
import socket
from collections.abc import Iterator
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from reportgen.errors import DeliveryError
from reportgen.unsubscribing.desk import Desk, Standing
from reportgen.unsubscribing.pages import Kind, Pages

MOST = 8_192
"""Bytes of a request's body; one click has some 200."""
PATIENCE = 10.0
"""Seconds in which it must be there."""
IN_PARTS = re.compile(rb'name="?List-Unsubscribe"?[^\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\s', re.IGNORECASE)
"""One click as multipart/form-data, which RFC 8058 allows beside the usual form."""
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
STATUS: dict[Kind, int] = {"unknown": 404, "unasked": 400, "failed": 503}
SHOWN: dict[Standing, Kind] = {"reads": "ask", "left": "left", "proof": "proof", "unknown": "unknown"}


def application(desk: Desk, pages: Pages) -> Starlette:
    """The app. The token is the last part of the path, whatever stands before it."""

    def answer(kind: Kind, address: str = "") -> Response:
        html, policy = pages.page(kind, address)
        more = {"Retry-After": "60"} if kind == "failed" else {}
        headers = {**HEADERS, **more, "Content-Security-Policy": policy}
        return HTMLResponse(html, STATUS.get(kind, 200), headers)

    async def endpoint(request: Request) -> Response:
        token = request.url.path.rstrip("/").rpartition("/")[2]
        try:
            if request.method != "POST":
                standing, address = await run_in_threadpool(desk.standing, token)
            else:
                body = await _body(request)
                if body is None:
                    return Response("Too large, or too slow.\n", 413, HEADERS, "text/plain")
                if not _one_click(body):
                    return answer("unasked")
                note = "the page" if b"by=page" in body else "one click"
                standing, address = await run_in_threadpool(desk.leave, token, note)
        except DeliveryError as error:
            logging.getLogger("reportgen.unsubscribing").error("%s", error)
            return answer("failed")
        return answer(SHOWN[standing], address)

    return Starlette(routes=[Route("/{token:path}", endpoint, methods=["GET", "POST"])])


def serve(app: Starlette, listener: socket.socket) -> None:
    """Answer on `listener` until SIGINT or SIGTERM. It notes no visits: a token in a log would let its reader's
    neighbour leave for him.
    """
    import uvicorn

    class Server(uvicorn.Server):
        """One that ends at a signal, and does not raise it anew."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                with contextlib.suppress(NotImplementedError):
                    loop.add_signal_handler(number, self.handle_exit, number, None)
            yield

    config = uvicorn.Config(
        app, log_level="error", lifespan="off", access_log=False, server_header=False, timeout_graceful_shutdown=5
    )
    asyncio.run(Server(config).serve([listener]))


async def _body(request: Request) -> bytes | None:
    """The body of a request, None for one that is too large or does not come."""
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST:
                    return None
    except (TimeoutError, ClientDisconnect):
        return None
    return body


def _one_click(body: bytes) -> bool:
    """Whether a body says `List-Unsubscribe=One-Click`, as a form or in parts."""
    given = parse_qs(body.decode("utf-8", "replace").strip())
    return "One-Click" in given.get("List-Unsubscribe", ()) or IN_PARTS.search(body) is not None
