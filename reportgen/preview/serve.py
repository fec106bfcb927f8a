"""Serves the desk until it is told to stop, and then stops at once: no request is waited for, no process is left."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator

from reportgen.preview.app import app
from reportgen.preview.board import Board, follow
from reportgen.preview.guard import LOOPBACK, Guard
from reportgen.preview.nouns import Wanted
from reportgen.preview.watching import Watch

PORTS = range(8321, 8341)
"""Ports that are tried, one after another, where none was asked for."""


def serve(wanted: Wanted, listener: socket.socket, editor: tuple[str, ...], ready: Callable[[str], None]) -> None:
    """Show the issue on `listener` until SIGINT or SIGTERM; `ready` is called with the address once it answers."""
    asyncio.run(_serve(wanted, listener, editor, ready))


async def _serve(
    wanted: Wanted, listener: socket.socket, editor: tuple[str, ...], ready: Callable[[str], None]
) -> None:
    import uvicorn

    host, port = listener.getsockname()[:2]
    loopback = host in ("127.0.0.1", "::1")
    name = f"[{host}]" if ":" in host else host
    watch = Watch(wanted.root, filter(None, (wanted.record, wanted.issue)))
    board, stop = Board(wanted, watch.also), asyncio.Event()
    guarded = Guard(app(board, wanted.root, editor), port, {*LOOPBACK, name}, numbers=not loopback)
    config = uvicorn.Config(
        guarded,
        log_level="critical",
        lifespan="off",
        access_log=False,
        server_header=False,
        date_header=False,
        ws_max_size=65_536,
        timeout_graceful_shutdown=0,
    )

    class Server(uvicorn.Server):
        """One that leaves the signals to us, and does not look ten times a second whether it is to end."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

        async def main_loop(self) -> None:
            await stop.wait()

    server = Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    tasks: list[asyncio.Task[object]] = [
        asyncio.create_task(server.serve([listener])),
        asyncio.create_task(follow(board, watch.batches())),
        asyncio.create_task(stop.wait()),
    ]
    try:
        ready(f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else name}:{port}/")  # noqa: S104
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            one.result()
    finally:
        board.dismiss()
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
