"""`reportgen preview`, measured in a real browser: from a saved file to the changed page, and what it costs to wait.

The server is warm, the issue the shipped one, the browser headless. A save is one write of a file; the page has changed
when a mutation of the framed document shows it. The yardstick of the PDF is a warm press that prints the same page, in
turns with the preview's.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import permutations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORTGEN = str(Path(sys.executable).with_name("reportgen"))
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "25"))
REBUILDS = int(os.environ.get("BENCH_REBUILDS", "500"))
IDLE = 20.0
WATCH = """() => {
  const inside = document.querySelector("iframe").contentDocument;
  new MutationObserver(() => { window.changed = performance.timeOrigin + performance.now(); })
    .observe(inside.documentElement, { childList: true, subtree: true, characterData: true, attributes: true });
}"""


@dataclass(frozen=True)
class Row:
    label: str
    value: float
    bar: float
    unit: str


class Preview:
    """A running preview, its page in a browser, and what its socket has said last."""

    def __init__(self, folder: Path, page: Any) -> None:
        self.folder, self.page = folder, page
        self.state: dict[str, Any] = {}

    def heard(self, text: str) -> None:
        self.state = json.loads(text)

    def until(self, holds: Callable[[dict[str, Any]], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not (self.state and holds(self.state)):
            if time.monotonic() > end:
                raise TimeoutError(self.state)
            self.page.wait_for_timeout(4)

    def rest(self) -> None:
        """Wait until nothing is under way, the PDF of the last making included."""
        self.until(lambda s: not s["working"] and s["sheets"] and s["sheets"]["number"] == s["edition"]["number"])
        self.page.wait_for_timeout(120)

    def saved(self, file: str, text: str) -> float:
        """Milliseconds from the saving of a file to the last change of the page that follows within half a second."""
        self.page.evaluate("() => { window.changed = 0; }")
        start = time.time()
        (self.folder / file).write_text(text)
        first = 0.0
        while not first:
            if time.time() - start > 20:
                raise TimeoutError(file)
            self.page.wait_for_timeout(2)
            first = self.page.evaluate("() => window.changed")
        return first - 1000 * start


def main() -> int:
    if not (shutil.which("chromium") and find_spec("playwright")):
        print("The preview is not measured: it needs a browser, which make bench-preview installs.")
        return 0
    missed = 0
    print(f"{'figure':<64} {'measured':>10} {'at most':>10}")
    for one in measured():
        late = one.value > one.bar
        missed += late
        print(
            f"{one.label:<64} {one.value:>8.2f} {one.unit:<2}{one.bar:>8g} {one.unit}{'   MISSED' * late}", flush=True
        )
    return int(missed > 0)


def measured() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name, running(Path(name)) as preview:
        text = (ROOT / "config.yaml").read_text()
        for number in range(5):
            preview.saved("config.yaml", edited(text, 900 + number))
            preview.rest()
        words = [(preview.saved("config.yaml", edited(text, n)), preview.rest())[0] for n in range(ROUNDS)]
        yield Row("a saved sentence to the changed page, median", statistics.median(words), 150, "ms")
        yield Row("the same, 95th percentile", percentile(words), 300, "ms")
        sheet = preview.folder / "templates/web/style.css"
        sheet.parent.mkdir(parents=True)
        looks = []
        for number in range(ROUNDS):
            looks.append(preview.saved("templates/web/style.css", styled(number)))
            preview.rest()
        yield Row("a saved style to the changed page, median", statistics.median(looks[1:]), 250, "ms")
        (sheet.parent / "quote.html.j2").write_text('{% extends "builtin/web/quote.html.j2" %}')
        preview.rest()
        quotes = []
        for number in range(ROUNDS):
            quotes.append(preview.saved("templates/web/quote.html.j2", quoted(number)))
            preview.rest()
        yield Row("a saved template to the changed page, median", statistics.median(quotes), 250, "ms")
        charts, drawn = [], set()
        for number in range(min(ROUNDS, len(SUBSETS))):
            charts.append(preview.saved("config.yaml", drawn_of(text, number)))
            preview.rest()
            drawn.add(tuple(preview.state["drawn"]))
        assert drawn == {("since_december",)}, drawn
        yield Row("a chart's setting to the changed page, median", statistics.median(charts), 400, "ms")
        yield Row("the PDF / a warm press alone", printing(preview, text), 1.3, "×")
        preview.saved("config.yaml", text)
        preview.rest()
        yield Row("processor while idle", idle(preview), 0.5, "%")
        yield Row(f"memory grown in {REBUILDS} makings", grown(preview, text), 30, "MB")


def edited(text: str, number: int) -> str:
    """The issue with a word in its prose that no other number gives; letters, as a typed number would be a finding."""
    word = "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")
    return text.replace("one good week does not settle it", f"one good week ({word}) does not settle it")


NAMES = ("russell_2000", "sp_500", "dow", "nasdaq")
SUBSETS = [some for size in (2, 3, 4) for some in permutations(NAMES, size)]
"""Instruments of a chart: each of these is another drawing."""


def styled(number: int) -> str:
    return f'{{% include "builtin/web/style.css" %}}\n:root {{ --made: {number}; }}\n'


def quoted(number: int) -> str:
    return f'{{% include "builtin/web/quote.html.j2" %}}<!-- {number} -->\n'


def drawn_of(text: str, number: int) -> str:
    plan = f"{{kind: trend, from: 2025-12-12, instruments: [{', '.join(SUBSETS[number])}]}}"
    return text.replace("{kind: trend, from: 2025-12-12}", plan)


def printing(preview: Preview, text: str) -> float:
    """From a saved sentence to the PDF, against one warm render of the same page, in turns."""
    from reportgen.render.press import Press

    press = Press()
    ours, alone = [], []
    job = page_of(preview.folder)
    press.ask(*job)
    press.answer()
    for number in range(ROUNDS):
        wanted = preview.state["builds"] + 1
        start = time.perf_counter()
        (preview.folder / "config.yaml").write_text(edited(text, 300 + number))
        preview.until(lambda s: s["sheets"]["number"] >= wanted)  # noqa: B023
        ours.append(time.perf_counter() - start)
        preview.rest()
        start = time.perf_counter()
        press.ask(*job)
        press.answer()
        alone.append(time.perf_counter() - start)
    press.close()
    return statistics.median(a / b for a, b in zip(ours, alone, strict=True))


def page_of(folder: Path) -> tuple[Any, Any, Any]:
    """What the press is asked for the issue in `folder`."""
    from datetime import UTC, datetime

    from reportgen import config
    from reportgen.charts.studio import Sitting, Waiting
    from reportgen.compose import compose
    from reportgen.kept import cache_folder
    from reportgen.market.gather import gather
    from reportgen.render import pdf
    from reportgen.render.templates import environment

    project = config.load(folder)
    market = gather(project.market, project.instruments, ending=project.issue.week_ending,
                    ending_place=None, asked=None, record=None, now=datetime.now(UTC))  # fmt: skip
    report = compose(project, market)
    sitting = Sitting(report.charts, report.printed, cache_folder(), Waiting(cache_folder()))
    html, files = pdf.page(report, environment(folder, None))
    svg = pdf.shown(report, {key: one.wide for key, one in sitting.drawings().items()})
    sitting.close()
    return html, files, svg


def idle(preview: Preview) -> float:
    """Percent of one processor that the preview and its children take while nothing happens."""
    time.sleep(2)
    before = seconds(preview)
    time.sleep(IDLE)
    return 100 * (seconds(preview) - before) / IDLE


def grown(preview: Preview, text: str) -> float:
    """Megabytes by which the preview and its children have grown, after fifty makings that only warm them."""
    for number in range(50 + REBUILDS):
        if number == 50:
            preview.rest()
            before = resident(preview)
        preview.saved("config.yaml", edited(text, 1000 + number))
    preview.rest()
    return resident(preview) - before


def tree(pid: int) -> list[int]:
    found, parents = [pid], {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(one.parent.name)] = int(one.read_text().rpartition(")")[2].split()[1])
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def seconds(preview: Preview) -> float:
    ticks = 0
    for pid in tree(preview.pid):
        with contextlib.suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(preview: Preview) -> float:
    total = 0
    for pid in tree(preview.pid):
        with contextlib.suppress(OSError):
            found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
            total += int(found[1]) if found else 0
    return total / 1024


def percentile(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


@contextlib.contextmanager
def running(work: Path) -> Iterator[Preview]:
    from playwright.sync_api import sync_playwright

    os.environ["XDG_CACHE_HOME"] = str(work / "cache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = work / "issue"
    folder.mkdir()
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "closes", folder / "closes")
    process = subprocess.Popen([REPORTGEN, "preview", "--no-open"], cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            preview = Preview(folder, page)
            preview.pid = process.pid
            page.on("websocket", lambda socket: socket.on("framereceived", preview.heard))
            page.goto(address)
            preview.rest()
            page.evaluate(WATCH)
            yield preview
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
