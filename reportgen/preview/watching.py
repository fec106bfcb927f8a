"""Which of a newsletter's files have changed: told in settled batches, and only where their content has.

An editor's save is several events in a few milliseconds; a checkout or a synchronised folder is thousands in a second.
The first is told at once, the second when it is over.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import stat
import time
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

from watchfiles import Change, awatch

LOG = logging.getLogger(__name__)
STEP = 20
"""Milliseconds after which watchfiles looks for events, each time: half as many cost twice the processor while idle."""
FEW = 8
"""Files of a batch that may be one save."""
FRESH = 0.013
"""Seconds since a file was written within which it may still be: watchfiles tells of a save later than that."""
HUMAN = 0.1
"""Seconds between two saves of a person, at least."""
STORM = 0.25
"""Seconds without an event after which a storm of them is over."""
LONGEST = 3.0
"""Seconds after which a storm is taken for a program that never ends to write."""
LARGE = 20_000_000
"""Bytes of a file of which no more is looked at than its time and size."""
LEFT = {"output", "site", "node_modules", "venv", "__pycache__"}
"""Folders that hold nothing of what an issue is made from."""


def seen(name: str) -> bool:
    """Whether a file or folder of that name may be part of a newsletter: nothing hidden, no store, nothing that was
    made from it, and none of the files that editors keep beside the one that is edited.
    """
    return not (
        name in LEFT or name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or "closes.sqlite" in name
    )


class Watch:
    """Watches a newsletter's folder, and single files outside of it."""

    def __init__(self, root: Path, beside: Iterable[Path] = ()) -> None:
        self._root = root
        self._beside = {(root / one).resolve() for one in beside}
        self._more = asyncio.Event()
        self._polling = False
        self._events: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._digests: dict[Path, bytes] = {}

    async def batches(self) -> AsyncGenerator[frozenset[Path], None]:
        """The files that have changed, a settled batch at a time."""
        self._note(self._files())
        hearing = asyncio.create_task(self._hear())
        hearing.add_done_callback(lambda _: self._events.put_nowait(frozenset()))
        last = 0.0
        try:
            while True:
                batch = set(await self._events.get())
                if hearing.done():
                    hearing.result()
                end = time.monotonic() + LONGEST
                while time.monotonic() < end and (
                    len(batch) > FEW or any(map(_fresh, batch)) or time.monotonic() - last < HUMAN
                ):
                    try:
                        batch |= await asyncio.wait_for(self._events.get(), STORM)
                    except TimeoutError:
                        break
                last = time.monotonic()
                changed = self._note(batch)
                if changed:
                    yield changed
        finally:
            hearing.cancel()

    def also(self, files: Iterable[Path]) -> None:
        """Watch these files, too, wherever they lie."""
        more = {(self._root / one).resolve() for one in files} - self._beside
        if more:
            self._beside |= more
            self._note(more)
            self._more.set()

    async def _hear(self) -> None:
        """Put events into the queue, and begin anew where a folder has come: folders are watched one by one, as a
        virtual environment beside the issue has thousands.
        """
        while True:
            again = asyncio.create_task(self._look_again())
            self._more.clear()
            try:
                async with contextlib.aclosing(
                    awatch(
                        *self._folders(), watch_filter=self._wanted, step=STEP, debounce=4 * STEP, recursive=False,
                        rust_timeout=60_000, stop_event=self._more, force_polling=self._polling or None,
                        poll_delay_ms=300,
                    )
                ) as batches:  # fmt: skip
                    async for found in batches:
                        paths = [Path(name) for _, name in found]
                        await self._events.put(frozenset(one for one in paths if not one.is_dir()))
                        if any(change is not Change.modified and Path(name).is_dir() for change, name in found):
                            break
            except FileNotFoundError:  # a folder that went while it was looked at
                await asyncio.sleep(0.1)
            except OSError as error:
                if self._polling:
                    raise
                LOG.warning("Files are looked at three times a second, as this machine watches no more: %s", error)
                self._polling = True
            again.cancel()

    async def _look_again(self) -> None:
        """Tell what has changed before the watch stood."""
        await asyncio.sleep(0.1)
        changed = frozenset(one for one in self._files() if self._digests.get(one, b"") != _digest(one))
        if changed:
            await self._events.put(changed)

    def _wanted(self, _: object, name: str) -> bool:
        path = Path(name)
        if path in self._beside:
            return True
        return path.is_relative_to(self._root) and all(map(seen, path.relative_to(self._root).parts))

    def _folders(self) -> set[Path]:
        inside = {here for here, _ in _walked(self._root)}
        return inside | {one.parent for one in self._beside if one.parent.is_dir()}

    def _files(self) -> Iterable[Path]:
        yield from self._beside
        for here, names in _walked(self._root):
            yield from (here / name for name in names)

    def _note(self, files: Iterable[Path]) -> frozenset[Path]:
        """Those of the files that are other than when they were last noted."""
        changed = set()
        for one in files:
            digest = _digest(one)
            if self._digests.get(one, b"") != digest:
                self._digests[one] = digest
                changed.add(one)
        return frozenset(changed)


def _walked(root: Path) -> Iterable[tuple[Path, list[str]]]:
    """Every folder with the names of its files, links not followed."""
    for here, folders, names in os.walk(root):
        folders[:] = [name for name in folders if seen(name)]
        yield Path(here), [name for name in names if seen(name)]


def _fresh(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < FRESH
    except OSError:
        return False


def _digest(path: Path) -> bytes:
    """What a file holds; nothing of one that is gone, or is no file."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return b""
        if found.st_size > LARGE:
            return f"{found.st_mtime_ns} {found.st_size}".encode()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "blake2b").digest()
    except OSError:
        return b""
