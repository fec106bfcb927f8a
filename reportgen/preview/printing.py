"""The printer: a warm press in a thread of its own, which prints the newest page that it was given, and no other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import ReportgenError
from reportgen.preview.nouns import Sheets
from reportgen.render.press import Press


@dataclass(frozen=True)
class Job:
    """A page to print, and what its URLs stand for."""

    number: int
    html: str
    files: Mapping[str, Path]
    svg: Mapping[str, str]


class Printer:
    """Prints jobs one after another; of those that wait, all but the newest are dropped."""

    def __init__(self, hand: Callable[[Sheets], None]) -> None:
        self._hand = hand
        self._press: Press | None = Press(patience=5)
        self._job: Job | None = None
        self._busy = False
        self._changed = threading.Condition()
        threading.Thread(target=self._work, daemon=True).start()

    def give(self, job: Job) -> None:
        """Print this, as soon as what is under way is done."""
        with self._changed:
            self._job = job
            self._changed.notify_all()

    def rest(self, newer: Callable[[], bool]) -> None:
        """Wait until nothing is being printed, or `newer` says that there are other things to do."""
        with self._changed:
            while (self._job or self._busy) and not newer():
                self._changed.wait(0.02)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._job is not None)
                job, self._job = self._job, None
                self._busy = True
            assert job is not None
            self._hand(self._printed(job))
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _printed(self, job: Job, *, again: bool = True) -> Sheets:
        """The PDF of a job; a press that has ended by itself gets one successor."""
        self._press = self._press or Press(patience=5)
        try:
            self._press.ask(job.html, job.files, job.svg)
            pdf, _ = self._press.answer()
            return Sheets(job.number, pdf)
        except ReportgenError as error:
            if self._press.running:
                return Sheets(job.number, b"", f"{error.message}. {error.hint}".rstrip(". ") + ".")
            self._press = None
            if again:
                return self._printed(job, again=False)
            return Sheets(job.number, b"", f"{error.message}. {error.hint}".rstrip(". ") + ".")
