"""The disclosures of a PDF in print: there, in letters no smaller than the body's, and dark enough."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from reportgen.editions.colours import contrast
from reportgen.editions.pdfread import Block
from reportgen.editions.pdftext import Run
from reportgen.editions.smallprint import RISK, RISKS, SPOKEN, tells_risk
from reportgen.editions.told import PROMINENCE, SIZE_OF_RISKS, WCAG, Severity, shortened
from reportgen.model import Finding, Place

SLACK = 0.05
"""Points by which a size may be smaller before it is: files round to a hundredth, drivers to less."""
NAMED_HEADING = re.compile(
    r"\b(?:disclosures?|disclaimers?|risk (?:factors|warnings?)|important (?:information|notices?))\b", re.I
)
RUNNING = ("P", "LI", "LBody", "BlockQuote")
LEAST, LARGE = 4.5, 18.0


class _Found(NamedTuple):
    """A disclosure in print: its id where it is known, its words, whether it tells a risk, and the runs that set it."""

    id: str
    text: str
    risk: bool
    runs: Sequence[Run]


def printed(blocks: Sequence[Block], disclosures: Mapping[str, str] | None, file: str) -> Iterator[Finding]:
    """Findings on the disclosures among a PDF's blocks, and on faint text."""
    runs = [run for block in blocks for run in block.runs]
    if disclosures is None:
        around = list(_guessed(blocks))
        found = [
            _Found("", block.text, bool(RISK.search(block.text)), block.runs)
            for block in around
            if SPOKEN.search(block.text)
        ]
        apart = {id(run) for block in around for run in block.runs}
    else:
        index, found = _Index(runs), []
        for name, text in disclosures.items():
            there = index.find(text)
            if there is None:
                message = f"the disclosure “{name}” does not stand in the PDF as text"
                yield Finding("disclosure-missing", "error", Place(file), message, text, "", 0, PROMINENCE)
            else:
                found.append(_Found(name, text, tells_risk(name, text), there))
        apart = {id(run) for one in found for run in one.runs}
    running = [run for block in blocks if block.kind in RUNNING for run in block.runs] or runs
    body = max(_predominant(running), _predominant([run for run in running if id(run) not in apart]))
    yield from _small(found, body, file)
    yield from _faint(runs, apart, file)


def _small(found: Sequence[_Found], body: float, file: str) -> Iterator[Finding]:
    """One finding for each size that is too small: all that is set in it is mended at once."""
    sizes: dict[tuple[float, bool], list[_Found]] = {}
    for one in found:
        least = min((run.size for run in one.runs if len(run.text.strip()) > 1), default=body)
        if least < body - SLACK:
            sizes.setdefault((least, one.risk), []).append(one)
    for (size, risk), same in sizes.items():
        severity: Severity = "error" if risk else "warning"
        first = same[0]
        called = f"the {'risk' if risk else 'disclosure'} text {shortened(first.text)}"
        if first.id and not first.id.startswith(RISKS):
            called = f"the disclosure “{first.id}”"
        more = f" (and {len(same) - 1} more)" if len(same) > 1 else ""
        message = f"{called}{more} is set in {size:g} pt, smaller than the body's {body:g} pt"
        better = f"Set it in {body:g} pt or larger."
        yield Finding("disclosure-small", severity, Place(file), message, first.text, better, 0, SIZE_OF_RISKS)


def _guessed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks below a heading that names disclosures or risks, and those whose words only a disclosure says."""
    below = 0
    for block in blocks:
        level = int(block.kind[1]) if re.fullmatch(r"H[1-6]", block.kind) else 0
        if level and (not below or level <= below):
            below = level if NAMED_HEADING.search(block.text) else 0
        elif not level and (below or SPOKEN.search(block.text)) and len(block.text) >= 25:
            yield block


def _predominant(runs: Sequence[Run]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _faint(runs: Sequence[Run], apart: set[int], file: str) -> Iterator[Finding]:
    told: set[tuple[object, object]] = set()
    for run in runs:
        pair = (run.colour, run.ground)
        if run.colour is None or run.ground is None or pair in told or not re.search(r"\w", run.text):
            continue
        ratio, needed = contrast(run.colour, run.ground), 3.0 if run.size >= LARGE else LEAST
        if ratio < needed - 0.005:
            told.add(pair)
            code = "disclosure-faint" if id(run) in apart else "access-contrast"
            message = (
                f"{shortened(run.text.strip())} has a contrast of {int(ratio * 100) / 100:.2f}:1"
                f" ({run.colour} on {run.ground}); it needs {needed:g}:1"
            )
            rule = f"{WCAG['contrast']}; {PROMINENCE}" if id(run) in apart else WCAG["contrast"]
            yield Finding(code, "error", Place(file), message, run.text.strip(), "", 0, rule)


class _Index:
    """The letters and digits of all runs in one string, each known by the run that it stands in."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        parts = [_bare(run.text) for run in runs]
        self.text = "".join(parts)
        self.ends = list(accumulate(map(len, parts)))

    def find(self, words: str) -> list[Run] | None:
        """The runs that set these words; None where they are not set one after another."""
        wanted = _bare(words)
        start = self.text.find(wanted)
        if start < 0 or not wanted:
            return None
        first, last = bisect_right(self.ends, start), bisect_right(self.ends, start + len(wanted) - 1)
        return list(self.runs[first : last + 1])


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
