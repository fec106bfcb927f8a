"""The child process from outside: started, asked, heard, and ended with all that it has started."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable

from reportgen.preview.frames import HEAD, framed, length, unframed
from reportgen.preview.nouns import Ask, Message, Wanted


class Crew:
    """One child that makes the issue; another takes its place where it has ended, or is to forget all that it knows."""

    def __init__(self, wanted: Wanted, heard: Callable[[Message], None], ended: Callable[[str], None]) -> None:
        self._wanted, self._heard, self._ended = wanted, heard, ended
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._one = asyncio.Lock()

    async def ask(self, ask: Ask) -> None:
        """Have the issue made."""
        async with self._one:
            process = self._process
            if process is None or process.returncode is not None:
                process = await self._started()
        assert process.stdin is not None
        with contextlib.suppress(ConnectionError, RuntimeError):
            process.stdin.write(framed(ask))
            await process.stdin.drain()

    def dismiss(self) -> None:
        """End the child and whatever it has started, at once."""
        process, self._process = self._process, None
        if self._task:
            self._task.cancel()
        if process and process.returncode is None:
            _kill(process)

    async def _started(self) -> asyncio.subprocess.Process:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "reportgen.preview.child", stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=environment, start_new_session=True,
            limit=2**20,
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(framed(self._wanted))
        self._process, self._task = process, asyncio.create_task(self._hear(process))
        return process

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        noise = asyncio.create_task(_last_words(process.stderr))
        over = asyncio.create_task(_over(process))
        try:
            while True:
                head = await process.stdout.readexactly(HEAD)
                message = unframed(await process.stdout.readexactly(length(head)))
                assert isinstance(message, Message)
                self._heard(message)
        except asyncio.IncompleteReadError:
            _kill(process)
            await process.wait()
            if self._process is process:
                self._ended(await noise)
        finally:
            noise.cancel()
            over.cancel()


async def _over(process: asyncio.subprocess.Process) -> None:
    """End what a process has left behind when it ends: it may hold the pipes open."""
    await process.wait()
    _kill(process)


def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


async def _last_words(stream: asyncio.StreamReader) -> str:
    """The last line that a process has written, once it has ended: read on, so that no full pipe stops it."""
    last = ""
    while part := await stream.read(65_536):
        last = (last + part.decode(errors="replace"))[-4000:]
    return last.strip().split("\n")[-1]
