"""Which of a newsletter's files have changed: told in settled batches, and only where their content has.

An editor's save is several events in a few milliseconds; a checkout or a synchronised folder is thousands in a second.
The first is told at once, the second when it is over.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
from collections.abc import AsyncIterator, Coroutine, Iterable
from pathlib import Path

from watchfiles import awatch

QUIET = 0.015
"""Seconds without an event after which a save is over."""
STORM = 0.25
"""The same, once events have come in more than one batch."""
STEP = 5
"""Milliseconds in which watchfiles gathers a batch."""
LEFT = {"output", "site", "node_modules", "venv", "__pycache__"}
"""Folders that hold nothing of what an issue is made from."""


def seen(path: Path) -> bool:
    """Whether a file or folder may be part of a newsletter: nothing hidden, no store, nothing that was made from it,
    and none of the files that editors keep beside the one that is edited.
    """
    name = path.name
    return not (
        name in LEFT or name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or "closes.sqlite" in name
    )


class Watch:
    """Watches a newsletter's folder, and single files outside of it."""

    def __init__(self, root: Path, beside: Iterable[Path] = ()) -> None:
        self._root = root
        self._beside = [one for one in beside if not one.is_relative_to(root)]
        self._events: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._digests: dict[Path, bytes] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def batches(self) -> AsyncIterator[frozenset[Path]]:
        """The files that have changed, a settled batch at a time."""
        self._note(self._files())
        self._start(self._top())
        self._start(self._look_again())
        folders = self._start(self._below())
        try:
            while True:
                batch = set(await self._events.get())
                quiet = QUIET
                while True:
                    try:
                        batch |= await asyncio.wait_for(self._events.get(), quiet)
                    except TimeoutError:
                        break
                    quiet = STORM
                if any(
                    one.parent == self._root and one.is_dir() for one in batch
                ):  # a new folder is to be watched, too
                    folders.cancel()
                    folders = self._start(self._below())
                    batch |= set(self._files())
                changed = self._note(self._grown(batch))
                if changed:
                    yield changed
        finally:
            for task in self._tasks:
                task.cancel()

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _look_again(self) -> None:
        """What has changed before the watch stood."""
        await asyncio.sleep(0.5)
        await self._events.put(frozenset(self._files()))

    async def _top(self) -> None:
        """The files that stand in the folder itself, and those beside it."""
        await self._hear([self._root, *{one.parent for one in self._beside if one.parent.is_dir()}], deep=False)

    async def _below(self) -> None:
        """The folders in it, save those that hold nothing of it: a virtual environment alone has thousands."""
        folders = [one for one in self._root.iterdir() if one.is_dir() and seen(one)]
        if folders:
            await self._hear(folders, deep=True)

    async def _hear(self, places: list[Path], *, deep: bool) -> None:
        with contextlib.suppress(FileNotFoundError):
            async for found in awatch(
                *places, watch_filter=self._wanted, step=STEP, debounce=50, recursive=deep, rust_timeout=60_000
            ):
                await self._events.put(frozenset(Path(name) for _, name in found))

    def _wanted(self, _: object, name: str) -> bool:
        path = Path(name)
        if path.is_relative_to(self._root):
            return all(seen(Path(part)) for part in path.relative_to(self._root).parts)
        return path in self._beside

    def _grown(self, batch: Iterable[Path]) -> set[Path]:
        """The files of a batch, those of its folders included: a folder that is moved in is one event."""
        out: set[Path] = set()
        for one in batch:
            out |= set(_under(one)) if one.is_dir() else {one}
        return out

    def _files(self) -> Iterable[Path]:
        yield from self._beside
        for one in self._root.iterdir():
            if seen(one):
                yield from _under(one) if one.is_dir() else (one,)

    def _note(self, files: Iterable[Path]) -> frozenset[Path]:
        """Those of the files that are other than when they were last noted."""
        changed = set()
        for one in files:
            digest = _digest(one)
            if self._digests.get(one, b"") != digest:
                self._digests[one] = digest
                changed.add(one)
        return frozenset(changed)


def _under(folder: Path) -> Iterable[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if seen(Path(name))]
        yield from (Path(here, name) for name in names if seen(Path(name)))


def _digest(path: Path) -> bytes:
    """What a file holds; nothing of one that is gone."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "blake2b").digest()
    except OSError:
        return b""
