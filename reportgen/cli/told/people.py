"""Findings for people: the line with the words marked, what is true, the closes it comes from, and the fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.cli.told import Told
from reportgen.cli.told.paper import Segment
from reportgen.cli.told.screen import excerpt, shown, wrapped
from reportgen.model import Finding

Source = Callable[[str], Sequence[str]]
"""The lines of a file by its name; none for a file that cannot be read."""

NAMES = {"error": "error", "warning": "warning", "info": "note"}
STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
MOST = 200
"""Findings shown to a person; JSON and SARIF hold them all."""


def paragraphs(told: Told, source: Source, width: int, wrap: bool, *, summed: bool = True) -> Iterator[list[Segment]]:
    """The lines to print, each as styled segments: every finding, an empty line behind it, and the sum if it is asked
    for. What is wrong with the words of a file goes before what is said of the piece as a whole.

    Source lines are cut to `width` cells; words are broken at it only where `wrap` holds.
    """
    for one in sorted(told.findings, key=lambda one: (one.place.file, not _of_words(one)))[:MOST]:
        yield from _finding(one, source, width, wrap)
        yield []
    if len(told.findings) > MOST:
        yield [(f"{len(told.findings) - MOST} more findings are not shown; --json has them all.", "dim")]
    if not summed:
        return
    yield from ([(line, "bold")] for line in _broken(_sum(told), width, wrap))
    if told.count("error"):
        yield [("Settle the errors, and check again.", "")]


def _finding(one: Finding, source: Source, width: int, wrap: bool) -> Iterator[list[Segment]]:
    yield [
        (shown(str(one.place)), "bold"),
        (": ", ""),
        (NAMES[one.severity], STYLES[one.severity]),
        (f" [{shown(one.code)}]", "dim"),
    ]
    yield from _line(one, source(one.place.file), width)
    for line in _broken(one.message, width - 2, wrap):
        yield [(f"  {line}", "")]
    for label, text, style in (("from", one.evidence, ""), ("fix", one.suggestion, "green"), ("rule", one.rule, "dim")):
        for number, line in enumerate(_broken(text, width - 8, wrap) if text else []):
            yield [(f"  {'' if number else label:<6}", "dim"), (line, style)]


def _line(one: Finding, lines: Sequence[str], width: int) -> Iterator[list[Segment]]:
    """The line of the source with the words marked, where the finding is about words."""
    if not _of_words(one) or not 0 < one.place.line <= len(lines):
        return
    number = str(one.place.line)
    part = excerpt(
        lines[one.place.line - 1], one.place.column - 1, one.end_column - 1, max(12, width - len(number) - 5)
    )
    yield [(f"  {number} | ", "dim"), (part.before, ""), (part.words, STYLES[one.severity]), (part.after, "")]
    yield [(f"  {'':{len(number)}} | ", "dim"), (" " * part.column, ""), ("^" * part.width, STYLES[one.severity])]


def _of_words(one: Finding) -> bool:
    """Whether a finding is about the words at its place: a disclosure's lack is no fault of what calls for it."""
    return one.end_column > one.place.column and one.code != "disclosure-missing"


def _sum(told: Told) -> str:
    counts = [
        f"{number} {name}{'s' * (number != 1)}" for severity, name in NAMES.items() if (number := told.count(severity))
    ]
    where = shown(told.files[0]) if len(told.files) == 1 else f"{len(told.files)} files"
    against = f", checked against {told.against}" if told.against else ", checked without closes"
    return f"{', '.join(counts) or 'Nothing found'} in {where}{against}."


def _broken(text: str, width: int, wrap: bool) -> list[str]:
    plain = shown(text)
    return wrapped(plain, max(20, width)) if wrap else [plain]
