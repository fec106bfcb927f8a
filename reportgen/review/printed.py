"""What the finished editions say, held against the closes as a stranger would: nothing that is printed goes unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Literal

from markupsafe import escape

from reportgen.claims import claims, names
from reportgen.model import Evidence, Finding, Manuscript, Place, Profile
from reportgen.naming import check_instruments
from reportgen.reading import manuscript
from reportgen.reference.registry import Registry
from reportgen.review.contradictions import contradictions
from reportgen.review.facts import facts
from reportgen.wording import check

PDF = "report.pdf"
EDITIONS: Mapping[str, Literal["html", "text"]] = {"index.html": "html", PDF: "html", "report.txt": "text",
                                                         "email.html": "html", "email.txt": "text"}  # fmt: skip
"""The editions that are read, and as what; of the PDF the page from which it is printed."""


def printed(
    editions: Mapping[str, bytes], own: Iterable[Manuscript], evidence: Evidence, profile: Profile, known: Registry,
    on: date, name: str = "",
) -> tuple[Finding, ...]:  # fmt: skip
    """The errors of what one build's editions say, by file name, each the first time that it is printed.

    `own` are the issue's sentences, which have been read where they were written. Disclosures and the form of the
    files are `review.built`'s. `name` is the publication's: a number in it is part of a name, and claims nothing.
    """
    seen = {part.text for one in own for part in one.parts}
    out: dict[tuple[str, str], Finding] = {}
    for file, kind in EDITIONS.items():
        if file in editions:
            whole = manuscript(_unnumbered(editions[file].decode(), name), file, kind)
            fresh = frozenset(number for number, part in enumerate(whole.parts) if part.text not in seen)
            for one in _errors(whole, fresh, evidence, profile, known, on) if fresh else ():
                out.setdefault((one.code, one.message), one if file != PDF else _of_whole(one))
            seen.update(part.text for part in whole.parts)
    return tuple(out.values())


def _unnumbered(text: str, name: str) -> str:
    """An edition in which the publication's name has letters in the place of its digits, so that every place stays."""
    bare = re.sub(r"\d", "x", name)
    if bare == name or not any(letter.isalpha() for letter in name):
        return text
    for made in (str, str.upper):
        text = text.replace(made(name), made(bare)).replace(str(escape(made(name))), str(escape(made(bare))))
    return text


def _of_whole(one: Finding) -> Finding:
    """A finding of the PDF's page, told of the whole file: its lines are nobody's."""
    return replace(one, place=Place(PDF, 1, 1), end_column=0)


def _errors(
    whole: Manuscript, fresh: Set[int], evidence: Evidence, profile: Profile, known: Registry, on: date
) -> Iterator[Finding]:
    """The errors in an edition's fresh parts, each read among those around it."""
    called = names(evidence.instruments)
    read = tuple(one for one in claims(whole, called) if one.part in fresh)
    shown = replace(
        whole, parts=tuple(one if n in fresh else replace(one, role="code") for n, one in enumerate(whole.parts))
    )
    found = (
        *facts(shown, evidence, (), read),
        *contradictions(shown, called, read),
        *check_instruments(shown, evidence, known),
        *check(shown, profile, on, [each.name for each in evidence.instruments.values()]),
    )
    yield from (each for each in found if each.severity == "error")
