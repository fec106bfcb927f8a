"""The desk's server: a page of its own, the editions that it frames, and one socket that tells what has changed.

Nothing is served by a path of the file system: every address is one of those below, so that none leads out.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from reportgen.preview import editors
from reportgen.preview.board import Board
from reportgen.preview.fonts import Fonts
from reportgen.preview.mailed import framed
from reportgen.preview.scheme import preferred
from reportgen.preview.sheets import picture
from reportgen.preview.told import inside

DESK = {"": "text/html", "desk.css": "text/css", "desk.js": "text/javascript", "morph.js": "text/javascript",
        "views.js": "text/javascript", "mark.js": "text/javascript", "icon.svg": "image/svg+xml"}  # fmt: skip
FONTS = ("Inter-400.latin.woff2", "Inter-600.latin.woff2", "SourceSerif4-600.latin.woff2")
OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FRAMED = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What an edition may do in its frame: no script runs, nothing is asked for, nothing is sent."""
MOST = 10_000
"""Bytes of a request's body, at most."""


def app(board: Board, root: Path, editor: tuple[str, ...]) -> Starlette:
    """The application for one newsletter in `root`; `editor` is the command that opens a file, if there is one."""
    fonts = Fonts()

    async def page(request: Request) -> Response:
        if not board.edition:
            return _none_yet()
        content = fonts.apart(preferred(board.edition.page, request.query_params.get("scheme", "")))
        return HTMLResponse(content, headers={"content-security-policy": FRAMED})

    async def font(request: Request) -> Response:
        try:
            media, content = fonts.font(request.path_params["name"])
        except KeyError:
            return PlainTextResponse("There is no such font.\n", status_code=404)
        return Response(content, media_type=media, headers={"cache-control": "max-age=86400, immutable"})

    async def text(request: Request) -> Response:
        if not board.plain:
            return _none_yet()
        return PlainTextResponse(board.plain.text, headers={"content-security-policy": FRAMED})

    async def email(request: Request) -> Response:
        if not board.mailed or not board.mailed.html:
            return _none_yet()
        asked = request.query_params
        content = framed(board.mailed, asked.get("scheme", ""), pictures=asked.get("pictures", "") != "off")
        return HTMLResponse(content, headers={"content-security-policy": FRAMED})

    async def email_text(request: Request) -> Response:
        if not board.mailed or not board.mailed.html:
            return _none_yet()
        return PlainTextResponse(board.mailed.text, headers={"content-security-policy": FRAMED})

    async def message(request: Request) -> Response:
        if not board.mailed or not board.mailed.html:
            return _none_yet()
        return PlainTextResponse(board.mailed.message, headers={"content-security-policy": FRAMED})

    async def figures(request: Request) -> Response:
        return JSONResponse(board.figures.rows if board.figures else [])

    async def pdf(request: Request) -> Response:
        if not board.sheets or not board.sheets.pdf:
            return _none_yet()
        return Response(board.sheets.pdf, media_type="application/pdf")

    async def sheet(request: Request) -> Response:
        held = board.sheets
        try:
            number, width = request.path_params["number"], int(request.query_params.get("width", "900"))
            if not held or not held.pdf:
                return _none_yet()
            return Response(await asyncio.to_thread(picture, held.pdf, number, width), media_type="image/png")
        except (IndexError, ValueError):
            return PlainTextResponse("There is no such page.\n", status_code=404)

    async def opened(request: Request) -> Response:
        if not _from_here(request):
            return JSONResponse({"said": "Only this machine opens files."}, status_code=403)
        if not editor:
            return JSONResponse({"said": "No editor is known: name one with --editor."}, status_code=409)
        asked = await _asked(request)
        path = inside(root, str(asked.get("file", "")))
        if path is None:
            return JSONResponse({"said": "That is not a file of this newsletter."}, status_code=404)
        try:
            editors.opened(editor, path, _whole(asked.get("line")), _whole(asked.get("column")))
        except OSError as error:
            return JSONResponse({"said": f"{editor[0]} could not be started: {error.strerror}"}, status_code=409)
        return JSONResponse({"said": f"Opened in {Path(editor[0]).name}."})

    async def gather(request: Request) -> Response:
        if not _from_here(request):
            return JSONResponse({"said": "Only this machine asks for closes."}, status_code=403)
        await board.make(again=True)
        return JSONResponse({"said": "Asking for the closes again."})

    async def live(socket: WebSocket) -> None:
        await socket.accept()
        telling = asyncio.create_task(_tell(board, socket, editor))
        try:
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
        finally:
            telling.cancel()

    return Starlette(
        routes=[
            *(Route(f"/{name}", _static(name or "desk.html", kind)) for name, kind in DESK.items()),
            *(Route(f"/fonts/{name}", _static(name, "font/woff2", "reportgen.fonts")) for name in FONTS),
            Route("/page", page), Route("/font/{name}", font), Route("/text", text), Route("/figures", figures),
            Route("/email", email), Route("/email.txt", email_text), Route("/email.eml", message),
            Route("/report.pdf", pdf), Route("/sheet/{number:int}.png", sheet), WebSocketRoute("/live", live),
            Route("/open", opened, methods=["POST"]), Route("/gather", gather, methods=["POST"]),
        ],
    )  # fmt: skip


async def _tell(board: Board, socket: WebSocket, editor: tuple[str, ...]) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        async for state in board.states():
            await socket.send_json(state | {"editor": Path(editor[0]).name if editor else ""})


def _static(name: str, kind: str, package: str = "reportgen.preview.desk") -> Callable[[Request], Awaitable[Response]]:
    """A file of ours, read anew for each request: they are few and small."""

    async def answer(request: Request) -> Response:
        content = files(package).joinpath(name).read_bytes()
        return Response(content, media_type=kind, headers={"content-security-policy": OWN})

    return answer


def _from_here(request: Request) -> bool:
    """Whether it is this machine that asks: others, where they were let in, may look and no more."""
    return request.client is not None and request.client.host in ("127.0.0.1", "::1", "::ffff:127.0.0.1")


def _none_yet() -> Response:
    return PlainTextResponse("Nothing has been made yet.\n", status_code=404)


async def _asked(request: Request) -> dict[str, Any]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST:
            return {}
    try:
        asked = json.loads(body)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def _whole(number: object) -> int:
    return number if isinstance(number, int) and 0 < number < 10**7 else 1
