"""The studio: charts asked for as nouns, answered as drawings; those drawn before come from the cache.

A drawing is kept under a hash of all that it depends on: the chart, the drawing code, the fonts, matplotlib's
version. Nothing else can make a kept drawing wrong, and no age can.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportgen.charts.style import FONTS
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.model import Chart, Drawing, Printed

DEADLINE = 120


def cache_folder() -> Path:
    """reportgen's folder under the user's cache folder (XDG_CACHE_HOME)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportgen"


class Sitting:
    """Charts being drawn: started at once, asked for when they are needed."""

    def __init__(self, charts: Sequence[Chart], printed: Sequence[Printed], folder: Path | None) -> None:
        charts = [_drawable(chart, printed) for chart in charts]
        self._charts = charts
        self._folder = folder / "charts" if folder else None
        self._keys = {chart.key: _hash(chart) for chart in charts}
        self._kept = {c.key: d for c in charts if (d := self._read(c.key))}
        missing = [c for c in charts if c.key not in self._kept]
        self._process = _start(missing) if missing else None
        self.drawn = tuple(c.key for c in missing)

    def drawings(self) -> Mapping[str, Drawing]:
        """All drawings by chart key; TemplateError tells which chart could not be drawn."""
        found = dict(self._kept)
        if self._process is not None:
            for key, drawing in _finish(self._process).items():
                found[key] = drawing
                self._write(drawing)
        return {chart.key: found[chart.key] for chart in self._charts}

    def close(self) -> None:
        """Leave no process behind."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _read(self, key: str) -> Drawing | None:
        if self._folder is None:
            return None
        try:
            content = json.loads((self._folder / f"{self._keys[key]}.json").read_bytes())
            return Drawing(key, content["wide"], content["narrow"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, drawing: Drawing) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError):  # a cache that cannot be written costs time, nothing else
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "w") as file:
                json.dump({"wide": drawing.wide, "narrow": drawing.narrow}, file)
            os.replace(name, self._folder / f"{self._keys[drawing.key]}.json")


def _drawable(chart: Chart, printed: Sequence[Printed]) -> Chart:
    """What of a chart is drawn: its words stand in the page, so a new title draws nothing anew."""
    series = tuple(replace(s, end=plain(s.end, printed)) for s in chart.series)
    return replace(chart, title="", subtitle="", alt="", description="", source="", series=series)


def _start(charts: Sequence[Chart]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen.charts.draw"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps([asdict(c) for c in charts]).encode())
        process.stdin.close()
    process.stdin = None
    return process


def _finish(process: subprocess.Popen[bytes]) -> dict[str, Drawing]:
    try:
        out, noise = process.communicate(timeout=DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise TemplateError(f"the charts were not drawn within {DEADLINE} s") from None
    if process.returncode:
        last = noise.decode(errors="replace").strip().split("\n")[-1]
        raise TemplateError(f"the charts could not be drawn: {last}")
    content: dict[str, dict[str, Any]] = json.loads(out)
    for key, one in content.items():
        if "error" in one:
            raise TemplateError(f"chart {key} could not be drawn: {one['error']}")
    return {key: Drawing(key, one["wide"], one["narrow"]) for key, one in content.items()}


def _hash(chart: Chart) -> str:
    """What a drawing depends on, as a name; a chart kind of the user's own brings its file along."""
    digest = hashlib.sha256(json.dumps(asdict(chart), sort_keys=True).encode())
    digest.update(version("matplotlib").encode())
    here = Path(__file__).parent
    for file in (*sorted(here.glob("*.py")), FONTS / "Inter-400.ttf", FONTS / "Inter-600.ttf"):
        digest.update(file.read_bytes())
    if ":" in chart.kind:
        from importlib.util import find_spec

        spec = find_spec(chart.kind.partition(":")[0])
        if spec and spec.origin:
            digest.update(Path(spec.origin).read_bytes())
    return digest.hexdigest()[:40]
