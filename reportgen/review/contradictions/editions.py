"""Editions of one piece: the same measure in two of them, and one headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.model import Finding, Manuscript, Part, Span
from reportgen.review.contradictions.nouns import Measured, Saying
from reportgen.review.contradictions.repeats import KEPT, nowhere, told
from reportgen.review.contradictions.telling import finding, place_of

RULE = "Every edition of a piece has the same headline (the house, rule 1)"


def across(editions: Sequence[Sequence[Saying]]) -> Iterator[Finding]:
    """A finding for each measure of a later edition that an earlier one tells otherwise."""
    known: dict[Measured, list[Saying]] = {}
    by_key: dict[str, list[Saying]] = {}
    for number, sayings in enumerate(editions):
        fresh: dict[Measured, list[Saying]] = {}
        for saying in sayings:
            if not saying.told:
                continue
            own = fresh.setdefault(saying.measured, [])
            if len(own) == KEPT or any(one.values == saying.values for one in own):
                continue
            own.append(saying)
            held = known.get(saying.measured, [])
            if held and not any(one.agrees(saying) for one in held):
                yield told(held[0], saying)
        if number:
            yield from nowhere([replace(one, alone=True) for one in sayings if not one.told], by_key)
        for measured, own in fresh.items():
            known.setdefault(measured, []).extend(own[: KEPT - len(known.get(measured, ()))])
            by_key.setdefault(measured.key, []).extend(own)


def headlines(manuscripts: Sequence[Manuscript]) -> Iterator[Finding]:
    """A finding for each headline, title or subject that is neither that of the first edition, nor holds it, nor is
    part of it.
    """
    first: tuple[Manuscript, int, Part] | None = None
    for manuscript in manuscripts:
        for number, part in _headlines(manuscript):
            if first is None:
                first = (manuscript, number, part)
                continue
            one, other = _bare(first[2].text), _bare(part.text)
            if one in other or other in one:
                continue
            where = place_of(first[0], first[1], Span(0, 1), manuscript)
            message = f"the headline here, “{part.text}”, is another than “{first[2].text}” at {where}"
            hint = "Print one headline in every edition."
            span = Span(0, len(part.text))
            yield finding(
                manuscript, number, span, message, evidence=f"{where}: {first[2].text}", suggestion=hint, rule=RULE
            )


def _headlines(manuscript: Manuscript) -> list[tuple[int, Part]]:
    """The headline of an edition, and the title of its window where it has one; of a text of one part, that part."""
    parts = list(enumerate(manuscript.parts))
    titles = parts if len(parts) == 1 else [one for one in parts if one[1].role == "title"][:1]
    heads = [one for one in parts if one[1].role == "meta"]
    return titles + (heads if titles and len(heads) == 1 else [])


def _bare(text: str) -> str:
    """Letters and digits only, without the word that introduces a subject line."""
    plain = text.casefold().strip()
    return "".join(letter for letter in plain.removeprefix("subject:") if letter.isalnum())
