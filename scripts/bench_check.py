"""`reportgen check`, measured: how fast, how often an error is right, how many wrong sentences and mutants it finds.

Speed is a ratio of paired runs to markdown-it-py's parse of the same 1,000 words, in processor time, because both are
one thread's arithmetic: what else the machine does is not theirs. The texts of tests/corpus are checked by
`review.facts` against made-up closes; an error counts as found where it meets the sentence of the wrong words.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from reportgen.claims.atoms import sentences
from reportgen.market.evidence import from_csv
from reportgen.model import Evidence, Finding, Profile
from reportgen.reading import manuscript
from reportgen.review.check import outside

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests/corpus"
REPORTGEN = str(Path(sys.executable).with_name("reportgen"))
sys.path.insert(0, str(CORPUS))

import measured  # noqa: E402
import mutations  # noqa: E402

SPEED = 30.0
PARSES = 5
"""Parses in a row of which one is held against a check: alone it is too short for the clock."""
SEEN = (
    "blind",
    "blind_b",
    "blind_c",
    "dev_a",
    "dev_b",
    "dev_c",
    "dev_tables",
    "dev_periods",
    "dev_subjects",
    "dev_moves",
)
PRESETS = ("small-caps", "broad-market", "one-page", "global")


@dataclass(frozen=True)
class Row:
    """A figure of which more is better, and how much it has to be; none where nothing is asked."""

    label: str
    value: float
    least: float | None = None

    @property
    def missed(self) -> bool:
        return self.least is not None and self.value < self.least

    def __str__(self) -> str:
        least = f"{self.least:>10.1%}" if self.least is not None else f"{'—':>10}"
        return f"{self.label:<56} {self.value:>8.1%}  {least}{'   MISSED' if self.missed else ''}"


@dataclass(frozen=True)
class Score:
    """Over one file: wrong texts found, wrong texts in all, texts with an error that is none."""

    found: int
    wrong: int
    alarms: int

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.alarms)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wrong)


def speed(rounds: int = 25, *, fresh: bool = False) -> float:
    """A warm check of commentary.md over its parse: the text read and checked, the evidence read before.

    Checked again, as at every save, its sentences are known by their words; with `fresh` every part of it has other
    words each time, so that none is.
    """
    text = (CORPUS / "commentary.md").read_text(encoding="utf-8")
    evidence = from_csv(ROOT / "closes/2026-01-09.csv", None)
    parser = MarkdownIt("commonmark").enable("table")
    _check(text, evidence)
    ratios = []
    for number in range(rounds):
        here = text.replace(".\n\n", f" in column {number}.\n\n") if fresh else text
        start = time.process_time()
        for _ in range(PARSES):
            parser.parse(here)
        between = time.process_time()
        _check(here, evidence)
        ratios.append((time.process_time() - between) * PARSES / (between - start))
    return statistics.median(ratios)


def _check(text: str, evidence: Evidence) -> None:
    read = manuscript(text, "commentary.md", "markdown")
    outside(read, evidence, Profile(), evidence.market.week.end, text)


@cache
def score(name: str) -> Score:
    """The score on one file of labelled texts."""
    found = wrong = alarms = 0
    for entry in measured.entries(name):
        errors = measured.errors(entry)
        hit = entry["label"] == "wrong" and any(_meets(one, entry) for one in errors)
        found += hit
        wrong += entry["label"] == "wrong"
        alarms += bool(errors) and not hit
    return Score(found, wrong, alarms)


def _meets(error: Finding, entry: dict[str, Any]) -> bool:
    """Whether an error stands in the sentence of the wrong words; anywhere, where those cannot be placed."""
    text, words = entry["text"], entry.get("wrong", "")
    at = text.find(words)
    if not words or at < 0:
        return True
    lines = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n")]
    start, end = (lines[error.place.line - 1] + column - 1 for column in (error.place.column, error.end_column))
    around = next((one for one in sentences(text) if one[0] <= at < one[1]), (0, len(text)))
    return start < around[1] and around[0] < end


def built(folder: Path) -> float:
    """The share of the shipped issue and the presets that builds in this folder without an error."""
    shutil.copytree(ROOT / "closes", folder / "shipped/closes")
    shutil.copy(ROOT / "config.yaml", folder / "shipped")
    for name in PRESETS:
        subprocess.run([REPORTGEN, "init", str(folder / name), "--preset", name], check=True, capture_output=True)
    command = [REPORTGEN, "build", "--formats", "text"]
    codes = [
        subprocess.run(command, cwd=folder / name, capture_output=True).returncode for name in ("shipped", *PRESETS)
    ]
    return codes.count(0) / len(codes)


def caught(folder: Path, count: int = 200, seed: int = 1) -> float:
    """The share of so many mutants of the clean builds below a folder that an error tells at the changed words."""
    made, lost = mutations.tried(list(mutations.sources(folder)), count, seed)
    return 1 - len(lost) / sum(made.values())


def rows() -> Iterator[Row]:
    """Every figure but the speed."""
    held = score("held_out")
    yield Row(f"precision of errors, held_out ({held.wrong} wrong texts)", held.precision, 0.97)
    yield Row("recall, the same", held.recall, 0.92)
    for name in SEEN:
        yield Row(f"precision, {name}", score(name).precision)
        yield Row(f"recall, {name}", score(name).recall)
    with tempfile.TemporaryDirectory() as folder:
        yield Row("shipped issue and presets built without an error", built(Path(folder)), 1.0)
        yield Row("of 200 mutants of these builds, an error on the words", caught(Path(folder)), 0.97)


def told() -> bool:
    """Prints the rows; whether one missed its bar."""
    print(f"{'reportgen check':<56} {'measured':>8}  {'at least':>10}")
    missed = False
    for row in rows():
        print(row, flush=True)
        missed |= row.missed
    return missed


if __name__ == "__main__":
    ratio = speed()
    over = "   MISSED" if ratio > SPEED else ""
    print(f"check of 1,000 words / markdown-it-py parses them  {ratio:.1f} × (at most {SPEED:g}){over}")
    print(f"the same, with words that were never read before   {speed(fresh=True):.1f} ×")
    raise SystemExit(told() or ratio > SPEED)
