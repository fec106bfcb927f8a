"""Which disclosures stand in a text, recognised by their sense: each element of it said somehow, close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.model import Manuscript
from reportgen.reference import Wording, wordings
from reportgen.statements.called import Call
from reportgen.statements.sheet import Sheet, laid
from reportgen.statements.ways import first, said

NEAR = 500
"""Letters within which the elements of one disclosure are said; ours are shorter."""
LARGEST = 5_000
"""Letters of a part that is read for disclosures: nobody writes a longer paragraph of them."""


@dataclass(frozen=True)
class Present:
    """A disclosure that stands in a text `whole`, or something of it: its words, and its stretch of the sheet.

    It is `set_apart` where it stands whole among what the reader of the text took for disclosures.
    """

    wording: Wording
    whole: bool
    call: Call
    start: int
    end: int
    set_apart: bool = False

    @property
    def id(self) -> str:
        """The disclosure's id."""
        return self.wording.id


def present(manuscript: Manuscript) -> tuple[Present, ...]:
    """The disclosures that stand in a manuscript, whole or in part, in the library's order."""
    return on_sheet(laid(manuscript))


def on_sheet(sheet: Sheet) -> tuple[Present, ...]:
    """The disclosures that stand on a sheet."""
    return tuple(found for one in wordings() if one.sense and (found := _found(one, sheet)))


def _found(one: Wording, sheet: Sheet) -> Present | None:
    if all(next(said(ways, sheet.low), None) for ways in one.sense):
        for part, start, end in sheet.spans():
            spans = _near(one.sense, sheet.low, start, min(end, start + LARGEST))
            if spans:
                low, high = min(s for s, _ in spans), max(e for _, e in spans)
                return replace(_made(one, sheet, low, high, whole=True), set_apart=part.voice == "disclosure")
    match = first(one.part, sheet.low)
    return _made(one, sheet, match.start(), match.end(), whole=False) if match else None


def _near(sense: Sequence[Sequence[str]], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One place of each element, all of them near the first's; empty where they are not."""
    lead, *others = [[m.span() for m in said(ways, text, start, end)] for ways in sense]
    if not all(others):
        return []
    for span in lead:
        nearest = [min(some, key=lambda other: abs(other[0] - span[0])) for some in others]
        if all(abs(other[0] - span[0]) <= NEAR for other in nearest):
            return [span, *nearest]
    return []


def _made(one: Wording, sheet: Sheet, start: int, end: int, *, whole: bool) -> Present:
    """The disclosure from the beginning of its first sentence to the end of its last."""
    text = sheet.text
    begin = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    stops = [at for mark in (". ", "\n") if (at := text.find(mark, end)) >= 0]
    stop = min(stops, default=len(text))
    return Present(one, whole, sheet.call(" ".join(text[begin:stop].split()), start, end), begin, stop)
