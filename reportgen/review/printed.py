"""What the finished editions say, held against the closes as a stranger would: nothing that is printed goes unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from reportgen.claims import claims, names
from reportgen.model import Evidence, Finding, Manuscript, Part, Place, Profile
from reportgen.naming import check_instruments
from reportgen.reading import manuscript
from reportgen.reference.registry import Registry
from reportgen.review.contradictions import contradictions
from reportgen.review.facts import facts
from reportgen.wording import check

PDF = "report.pdf"
EDITIONS: Mapping[str, Literal["html", "text"]] = {"index.html": "html", PDF: "html", "report.txt": "text"}
"""The editions that are read, and as what; of the PDF the page from which it is printed."""
BLOCKS = ("paragraph", "item", "quote", "row")
"""Parts that are read once; titles and heads are short, and say of what those below them speak."""


def printed(
    editions: Mapping[str, bytes], own: Iterable[Manuscript], evidence: Evidence, profile: Profile, known: Registry,
    on: date,
) -> tuple[Finding, ...]:  # fmt: skip
    """The errors of what one build's editions say, by file name, each the first time that it is printed.

    `own` are the issue's sentences, which have been read where they were written. Disclosures and the form of the
    files are `review.built`'s.
    """
    seen = {part.text for one in own for part in one.parts if part.role in BLOCKS}
    out: dict[tuple[str, str], Finding] = {}
    for name, kind in EDITIONS.items():
        if name in editions:
            whole = manuscript(editions[name].decode(), name, kind)
            for one in _errors(replace(whole, parts=tuple(_unread(whole, seen))), evidence, profile, known, on):
                out.setdefault((one.code, one.message), one if name != PDF else _of_whole(one))
            seen.update(part.text for part in whole.parts if part.role in BLOCKS)
    return tuple(out.values())


def _of_whole(one: Finding) -> Finding:
    """A finding of the PDF's page, told of the whole file: its lines are nobody's."""
    return replace(one, place=Place(PDF, 1, 1), end_column=0)


def _unread(whole: Manuscript, seen: set[str]) -> Iterator[Part]:
    """The parts with what has been read before passed over as code is."""
    for part in whole.parts:
        yield replace(part, role="code") if part.role in BLOCKS and part.text in seen else part


def _errors(
    one: Manuscript, evidence: Evidence, profile: Profile, known: Registry, on: date
) -> Iterator[Finding]:  # fmt: skip
    called = names(evidence.instruments)
    read = claims(one, called)
    found = (
        *facts(one, evidence, (), read),
        *contradictions(one, called, read),
        *check_instruments(one, evidence, known),
        *check(one, profile, on, [each.name for each in evidence.instruments.values()]),
    )
    yield from (each for each in found if each.severity == "error")
