"""The board: the last good editions and what is to be said of them, and whoever wants to hear of changes.

One making is under way at a time, in the child, which is told at once of what changes meanwhile. All of this runs in
one thread, the server's.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any

from reportgen.preview.crew import Crew
from reportgen.preview.nouns import Ask, Done, Edition, Figures, Judged, Mailed, Message, Plain, Sheets, Trouble, Wanted
from reportgen.preview.sheets import sizes

PATIENCE = 20.0
"""Seconds for which a change waits for the making under way, from when it came."""


class Board:
    """What the desk shows; `edition`, `plain`, `mailed`, `figures` and `sheets` are of the last making that came to
    them.
    """

    def __init__(self, wanted: Wanted, read_from: Callable[[tuple[Path, ...]], None] = lambda _: None) -> None:
        """`read_from` is told the files that the closes were read from, after each making."""
        self.read_from = read_from
        self.edition: Edition | None = None
        self.plain: Plain | None = None
        self.mailed: Mailed | None = None
        self.figures: Figures | None = None
        self.sheets: Sheets | None = None
        self.builds = 0
        self._pages: tuple[tuple[float, float], ...] = ()
        self._judged: Judged | None = None
        self._trouble: Trouble | None = None
        self._drawn: tuple[str, ...] = ()
        self._stopped = ""
        self._working = False
        self._begun = self._done = 0
        self._made = ""
        self._session = secrets.token_hex(4)
        self._serials = {Edition: 0, Plain: 0, Mailed: 0, Figures: 0, Judged: 0, Sheets: 0}
        self._turn = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._crew = Crew(wanted, self._hear, self._lost)

    async def make(self, *, again: bool = False, fresh: bool = False) -> None:
        """Have the issue made. The child leaves off what it is at, where the page of that is out already, and makes
        what was asked last. With `again` the closes are asked for anew; `fresh` is for code of the user's own that has
        changed: a process that has imported it is of no more use.
        """
        self.builds += 1
        under_way, self._working, self._stopped = self._working and not fresh, True, ""
        self._changed()
        if fresh:
            self._crew.dismiss()
        if under_way:
            self._keep(self._lose_patience(self.builds))
        else:
            self._begun = self.builds
        await self._crew.ask(Ask(self.builds, again))

    def dismiss(self) -> None:
        """End whatever is under way."""
        self._crew.dismiss()

    def state(self) -> dict[str, Any]:
        """All that a tab must know, without the editions themselves, which it asks for by their numbers."""
        judged, sheets = self._judged, self.sheets
        return {
            "working": self._working,
            "builds": self.builds,
            "made": self._made,
            "edition": self.edition and _head(self.edition) | {"serial": self._serial(Edition)},
            "text": self.plain and self._serial(Plain),
            "mail": self.mailed
            and {"serial": self._serial(Mailed), "size": self.mailed.size, "lost": self.mailed.lost},
            "figures": self.figures and self._serial(Figures),
            "findings": judged.findings if judged else None,
            "judged": judged and self._serial(Judged),
            "sheets": sheets
            and {"serial": self._serial(Sheets), "number": sheets.number, "pages": self._pages, "lost": sheets.lost},
            "drawn": self._drawn,
            "trouble": self._trouble.mistakes if self._trouble else None,
            "stopped": self._stopped,
        }

    async def states(self) -> AsyncIterator[dict[str, Any]]:
        """The state now, and again whenever it has changed."""
        while True:
            turn = self._turn
            yield self.state()
            await turn.wait()

    async def _lose_patience(self, number: int) -> None:
        """Have another child make what waits for one that does not come to an end: a loop in a template, a source of
        the user's own that hears nothing.
        """
        await asyncio.sleep(PATIENCE)
        if self._done < number and self._begun < number:
            self._begun = self.builds
            self._crew.dismiss()
            await self._crew.ask(Ask(self.builds))

    def _serial(self, kind: type) -> str:
        """Which of the editions of a kind is shown: no other has that name, in this session or any before."""
        return f"{self._session}-{self._serials[kind]}"

    def _hear(self, message: Message) -> None:
        if type(message) in self._serials:
            self._serials[type(message)] += 1
        match message:
            case Edition():
                self.edition, self._trouble = message, None
                self._made = datetime.now().astimezone().strftime("%H:%M:%S")
            case Plain():
                self.plain = message
            case Mailed():
                self.mailed = message
            case Figures():
                self.figures = message
            case Judged():
                self._judged = message
            case Sheets():
                if not self.sheets or message.number >= self.sheets.number:
                    self.sheets, self._pages = message, ()
                    self._keep(self._count(message))
                    return
            case Trouble():
                self._trouble = message
            case Done():
                self._done, self._drawn = message.number, message.drawn
                self._working = self._done < self.builds
                self.read_from(message.files)
        self._changed()

    async def _count(self, sheets: Sheets) -> None:
        if sheets.pdf:
            self._pages = await asyncio.to_thread(sizes, sheets.pdf)
        self._changed()

    def _lost(self, words: str) -> None:
        """The child has ended by itself: a bug of ours, or of what it was to import."""
        self._stopped = words or "the process that makes the issue has stopped"
        self._working = False
        self._changed()

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        """Have something done meanwhile: a task that nobody holds may be forgotten before it ends."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _changed(self) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()


def _head(edition: Edition) -> dict[str, Any]:
    """What a tab is told of an edition, its page and text left out."""
    return {
        name: getattr(edition, name)
        for name in ("number", "title", "publication", "week", "source", "draft", "made_up")
    }


async def follow(board: Board, batches: AsyncGenerator[frozenset[Path], None]) -> None:
    """Make the issue at once, and again for every batch of files that have changed."""
    await board.make()
    async with contextlib.aclosing(batches) as changed:
        async for batch in changed:
            await board.make(fresh=any(one.suffix == ".py" for one in batch))
