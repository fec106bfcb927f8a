"""The studio: charts asked for as nouns, answered as drawings; those drawn before come from the cache.

A drawing is kept under a hash of all that it depends on: the chart, the drawing code, the fonts, matplotlib's
version. Nothing else can make a kept drawing wrong, and no age can.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportgen import kept
from reportgen.charts.style import FONTS, SIZES
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.model import Chart, Drawing, Place, Point, Printed

LOG = logging.getLogger(__name__)
DEADLINE = 120


class Sitting:
    """Charts being drawn: started at once, asked for when they are needed; pictures of them, for an e-mail, only where
    somebody wants those.
    """

    def __init__(
        self,
        charts: Sequence[Chart],
        printed: Sequence[Printed],
        folder: Path | None,
        waiting: Waiting,
    ) -> None:
        charts = [_drawable(chart, printed) for chart in charts]
        self._charts = charts
        self._folder = folder / "charts" if folder else None
        self._keys = {chart.key: _hash(chart) for chart in charts}
        self._kept = {c.key: d for c in charts if (d := self._read(c.key))}
        missing = [c for c in charts if c.key not in self._kept]
        LOG.info("charts: %d from the cache, %d to be drawn", len(self._kept), len(missing))
        self._waiting = waiting
        self._process: subprocess.Popen[bytes] | None = None
        self._unheard = 0
        if missing:
            self._ask(missing, "svg", len(SIZES))
        self._wide: dict[str, str] = {}
        self._done: dict[str, Drawing] = {}
        self._pictures: dict[str, bytes] | None = None
        self._unpictured: tuple[str, ...] = ()
        self.drawn = tuple(c.key for c in missing)

    def wide(self) -> Mapping[str, str]:
        """The drawings for print by chart key, which come first; TemplateError tells which could not be drawn."""
        if self.drawn and not self._wide:
            self._wide = self._answer()
        return {**{key: one.wide for key, one in self._kept.items()}, **self._wide}

    def drawings(self) -> Mapping[str, Drawing]:
        """All drawings by chart key, in both widths."""
        if self.drawn and not self._done:
            wide, narrow = self.wide(), self._answer()
            self._done = {key: Drawing(key, wide[key], narrow[key]) for key in self.drawn}
            for drawing in self._done.values():
                self._write(drawing)
        found = {**self._kept, **self._done}
        return {chart.key: found[chart.key] for chart in self._charts}

    def begin_pictures(self) -> None:
        """Have PNGs drawn, too. The drawings are heard first: a process that waits to be heard would not hear us."""
        if self._pictures is None:
            self.drawings()
            self._pictures = {c.key: png for c in self._charts if (png := self._read_picture(c.key))}
            missing = [chart for chart in self._charts if chart.key not in self._pictures]
            self._unpictured = tuple(chart.key for chart in missing)
            if missing:
                self._ask(missing, "png", 1)

    def pictures(self) -> Mapping[str, bytes]:
        """The charts as PNG by chart key."""
        self.begin_pictures()
        assert self._pictures is not None
        if self._unpictured:
            for key, letters in self._answer().items():
                self._pictures[key] = b64decode(letters)
                self._write_picture(key, letters)
            self._unpictured = ()
        return {chart.key: self._pictures[chart.key] for chart in self._charts}

    def close(self) -> None:
        """Give the drawing process back; one that was not heard to its end is of no more use."""
        if self._process is not None:
            self._waiting.done(self._process, heard=not self._unheard)
            self._process = None

    def _ask(self, charts: Sequence[Chart], form: str, lines: int) -> None:
        self._process = self._process or self._waiting.take()
        self._unheard += lines
        _ask(self._process, charts, form)

    def _answer(self) -> dict[str, str]:
        assert self._process is not None
        content = _line(self._process)
        self._unheard -= 1
        return content

    def _read(self, key: str) -> Drawing | None:
        if self._folder is None:
            return None
        content = kept.read(self._folder / f"{self._keys[key]}.json")
        try:
            wide, narrow = content["wide"], content["narrow"]
        except (KeyError, TypeError):
            return None
        return Drawing(key, wide, narrow) if isinstance(wide, str) and isinstance(narrow, str) else None

    def _write(self, drawing: Drawing) -> None:
        if self._folder is not None:
            path = self._folder / f"{self._keys[drawing.key]}.json"
            kept.keep(path, {"wide": drawing.wide, "narrow": drawing.narrow})

    def _picture_of(self, key: str) -> Path | None:
        """Where a PNG is kept: beside Pillow's version, since that chooses its colours."""
        return self._folder and self._folder.with_name("pictures") / f"{self._keys[key]}-{version('pillow')}.json"

    def _read_picture(self, key: str) -> bytes | None:
        path = self._picture_of(key)
        content: Any = kept.read(path) if path else None
        try:
            return b64decode(content["png"], validate=True)
        except (KeyError, TypeError, ValueError):
            return None

    def _write_picture(self, key: str, letters: str) -> None:
        if path := self._picture_of(key):
            kept.keep(path, {"png": letters})


def _drawable(chart: Chart, printed: Sequence[Printed]) -> Chart:
    """What of a chart is drawn: its words stand in the page, so a new title draws nothing anew."""
    series = tuple(replace(s, end=plain(s.end, printed), points=_plain(s.points, printed)) for s in chart.series)
    return replace(chart, title="", subtitle="", alt="", description="", source="", series=series)


def _plain(points: tuple[Point, ...], printed: Sequence[Printed]) -> tuple[Point, ...]:
    if not any(p.text for p in points):
        return points
    return tuple(replace(p, text=plain(p.text, printed)) for p in points)


class Waiting:
    """A drawing process started before anybody knows what to draw: matplotlib's import takes longer than reading
    the issue does. Only where no drawing is kept at all is it sure to be wanted.
    """

    def __init__(self, folder: Path) -> None:
        kept = folder / "charts"
        self._process = None if kept.is_dir() and any(kept.iterdir()) else _start()

    def take(self) -> subprocess.Popen[bytes]:
        """The process, now the taker's; a new one where none was started."""
        process, self._process = self._process, None
        return process or _start()

    def done(self, process: subprocess.Popen[bytes], *, heard: bool) -> None:
        """Take back what was taken, `heard` to its last line or not; it has served and is ended."""
        _end(process)

    def close(self) -> None:
        """End the process if nobody took it."""
        if self._process is not None:
            _end(self._process)


class Staying(Waiting):
    """A drawing process that stays for one sitting after another, started when it is first wanted."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def take(self) -> subprocess.Popen[bytes]:
        """The process, which stays ours; a new one where the last has ended."""
        if self._process is None or self._process.poll() is not None:
            self._process = _start()
        return self._process

    def done(self, process: subprocess.Popen[bytes], *, heard: bool) -> None:
        """Keep it, unless some of its words are still to come: the next sitting would take them for its own."""
        if not heard:
            _end(process)


def _start() -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "reportgen.charts.draw"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def _ask(process: subprocess.Popen[bytes], charts: Sequence[Chart], form: str) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(f'{{"form": "{form}", "charts": [{",".join(map(_told, charts))}]}}\n'.encode())
        process.stdin.flush()


def _line(process: subprocess.Popen[bytes]) -> dict[str, str]:
    """The next width's drawings, as soon as they are there."""
    assert process.stdout is not None
    timer = threading.Timer(DEADLINE, process.kill)
    timer.daemon = True
    timer.start()
    try:
        line = process.stdout.readline()
    finally:
        timer.cancel()
    if not line.endswith(b"\n"):
        assert process.stderr is not None
        process.kill()
        last = process.stderr.read().decode(errors="replace").strip().split("\n")[-1]
        raise TemplateError(f"the charts could not be drawn: {last or f'not done within {DEADLINE} s'}")
    content: dict[str, Any] = json.loads(line)
    if "failed" in content:
        message = f"chart {content['failed']} could not be drawn: {content['reason']}"
        raise TemplateError(message, place=Place(*content["at"]) if content["at"] else None)
    return content


def _told(chart: Chart) -> str:
    """A chart as JSON. dataclasses.asdict copies every point deeply, which took as long as drawing 20 years of them."""
    return json.dumps(chart, default=vars)


def _hash(chart: Chart) -> str:
    """What a drawing depends on, as a name; a chart kind of the user's own brings its file along."""
    digest = hashlib.sha256(_told(chart).encode() + _studio())
    if ":" in chart.kind:
        from importlib.util import find_spec

        with contextlib.suppress(ImportError, ValueError, OSError):  # the drawing tells what is wrong with it
            spec = find_spec(chart.kind.partition(":")[0])
            if spec and spec.origin:
                digest.update(Path(spec.origin).read_bytes())
    return digest.hexdigest()[:40]


@cache
def _studio() -> bytes:
    """What every drawing depends on: the drawing code, the fonts, matplotlib's version."""
    digest = hashlib.sha256(version("matplotlib").encode())
    here = Path(__file__).parent
    for file in (*sorted(here.rglob("*.py")), FONTS / "Inter-400.ttf", FONTS / "Inter-600.ttf"):
        digest.update(file.read_bytes())
    return digest.digest()
