"""Findings and mistakes as the desk shows them: the place, the line of the source, the words to mark in the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reportgen.errors import Mistakes, ReportgenError
from reportgen.model import Finding, Manuscript, Part, Place, Span
from reportgen.yamlfile import LIMIT

AROUND = 48
"""Letters before and behind the words of a finding, by which they are found in the page."""
WIDEST = 2000
"""Letters of a line that are shown, at most."""
BESIDE = 2
"""Lines above and below that of a mistake."""
SEVERITIES = ("error", "warning", "info")


def findings(found: Iterable[Finding], own: Sequence[Manuscript], root: Path) -> tuple[dict[str, Any], ...]:
    """The findings, errors first, then by place, each once; `own` are the issue's sentences as they are printed."""
    lines = _Lines(root)
    ordered = sorted(
        dict.fromkeys(found),
        key=lambda f: (SEVERITIES.index(f.severity), f.place.file, f.place.line, f.place.column, f.code, f.message),
    )
    return tuple(_finding(one, own, lines) for one in ordered)


def mistakes(error: ReportgenError, root: Path) -> tuple[dict[str, Any], ...]:
    """Every mistake of an error, with the lines around it."""
    lines = _Lines(root)
    return tuple(_mistake(one, lines) for one in (error.errors if isinstance(error, Mistakes) else (error,)))


def _finding(one: Finding, own: Sequence[Manuscript], lines: _Lines) -> dict[str, Any]:
    return {
        "code": one.code, "severity": one.severity, **_placed(one.place, lines), "end": one.end_column,
        "message": one.message, "evidence": one.evidence, "suggestion": one.suggestion, "rule": one.rule,
        "words": _words(one, own),
    }  # fmt: skip


def _mistake(one: ReportgenError, lines: _Lines) -> dict[str, Any]:
    place = one.place or Place("")
    shown = lines.of(place.file)
    first = max(1, place.line - BESIDE)
    return {
        "message": one.message, "hint": one.hint, **_placed(place, lines),
        "first": first, "lines": list(shown[first - 1 : place.line + BESIDE]),
    }  # fmt: skip


def _placed(place: Place, lines: _Lines) -> dict[str, Any]:
    """A place, with its line where it is in a file of the project."""
    shown = lines.of(place.file)
    excerpt = shown[place.line - 1] if 0 < place.line <= len(shown) else ""
    return {
        "file": place.file, "line": place.line, "column": place.column, "excerpt": excerpt, "own": bool(shown),
    }  # fmt: skip


def _words(one: Finding, own: Sequence[Manuscript]) -> dict[str, str] | None:
    """The words that a finding is about as they are printed, with those before and behind them."""
    if one.end_column <= one.place.column:
        return None
    for manuscript in own:
        if manuscript.file == one.place.file:
            for part in manuscript.parts:
                span = _span(part, one)
                if span:
                    text = part.text
                    return {
                        "before": text[max(0, span.start - AROUND) : span.start],
                        "words": text[span.start : span.end],
                        "behind": text[span.end : span.end + AROUND],
                    }
    return None


def _span(part: Part, one: Finding) -> Span | None:
    """The stretch of a part's text that comes from a finding's columns; all that a figure prints, where it begins
    with one.
    """
    found = []
    for number, run in enumerate(part.runs):
        if run.line != one.place.line:
            continue
        end = part.runs[number + 1].offset if number + 1 < len(part.runs) else len(part.text)
        found += [o for o in range(run.offset, end) if one.place.column <= run.column + o - run.offset < one.end_column]
    if not found:
        return None
    start, last = min(found), max(found) + 1
    for figure in part.computed:
        if figure.start <= start < figure.end or figure.start < last <= figure.end:
            start, last = min(start, figure.start), max(last, figure.end)
    return Span(start, last)


class _Lines:
    """The lines of the project's own files, each read once; none of a file outside of it."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._read: dict[str, Sequence[str]] = {}

    def of(self, file: str) -> Sequence[str]:
        if file not in self._read:
            self._read[file] = self._from_disk(file)
        return self._read[file]

    def _from_disk(self, file: str) -> Sequence[str]:
        path = inside(self._root, file)
        try:
            if path is None or path.stat().st_size > LIMIT:
                return ()
            lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
            return [line if len(line) <= WIDEST else line[:WIDEST] + "…" for line in lines]
        except OSError:
            return ()


def inside(root: Path, file: str) -> Path | None:
    """The file of that name in the project, links followed; None where it is not there, or not in it."""
    try:
        path = (root / file).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    return path if file and path.is_file() and path.is_relative_to(root.resolve()) else None
