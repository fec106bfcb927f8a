"""Claims as sayings: those of which subject, period and basis are sure, each with the values that it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims import Claim, Names
from reportgen.model import Part, Span
from reportgen.review.contradictions.cells import direction, in_row
from reportgen.review.contradictions.intervals import ENDLESS, MOVED, Interval, allowed, signed
from reportgen.review.contradictions.lexicon import ELSEWHEN
from reportgen.review.contradictions.nouns import Measure, Measured, Saying, When
from reportgen.review.contradictions.prose import Told, in_prose
from reportgen.review.contradictions.scene import ALONE, Scene
from reportgen.review.contradictions.sentences import Text

RATES = frozenset(["^TNX", "^IRX", "^FVX", "^TYX"])
STILL = Decimal("0.5")
"""In percent: what moved by more was not little changed (a week's bound, with a margin)."""
SHOWN = 90
"""Letters of a claim that a message shows whole."""
BOUNDS = ("more than", "less than", "at least", "at most", "up to")
Values = tuple[Measure, tuple[Interval, ...], When]


def sayings(text: Text, claims: tuple[Claim, ...], names: Names, scene: Scene) -> Iterator[Saying]:
    """What the claims say of measures; a claim with any doubt is left out."""
    for claim in claims:
        if claim.kind not in ("change", "level", "direction", "flat") or claim.spoken or not claim.sure:
            continue
        part = text.parts[claim.part]
        if len(claim.subjects) != 1 or ELSEWHEN.search(part.caption) or ELSEWHEN.search("".join(part.path[-1:])):
            continue
        if part.role == "row":
            when = in_row(part, claim, scene)
            told = Told(when, outright=True) if when else None
        else:
            told = in_prose(text, claim, names, scene)
        if told:
            rate = claim.subjects[0] in names.rates or names.symbols.get(claim.subjects[0], claim.subjects[0]) in RATES
            for measure, values, when in _measures(claim, part, told.when, scene, rate=rate):
                yield _saying(text, claim, measure, values, when, outright=told.outright)


def _saying(
    text: Text, claim: Claim, measure: Measure, values: tuple[Interval, ...], when: When, *, outright: bool
) -> Saying:
    part, span = text.parts[claim.part], _span(claim)
    measured, words = Measured(claim.subjects[0], when, measure), _shown(part, claim, span)
    return Saying(
        measured, values, text.manuscript, claim.part, span, words,
        told=outright, alone=part.role in ALONE or "window" in claim.marks,
        sentence=0 if part.role == "row" else text.sentence(claim.part, span.start).start,
    )  # fmt: skip


def _span(claim: Claim) -> Span:
    return claim.marks.get("quantity") or claim.marks.get("direction") or claim.span


def _measures(claim: Claim, part: Part, when: When, scene: Scene, *, rate: bool) -> Iterator[Values]:
    """The measures that a claim tells, the values it allows of each, and when."""
    quantity, way = claim.quantity, direction(part, claim, _span(claim))
    unit: Measure = "basis points" if rate else "percent"
    if claim.kind == "level":
        if quantity and not quantity.sign and quantity.hedge not in BOUNDS:
            yield "level", (allowed(quantity, level=True),), scene.close(when)
    elif claim.kind == "flat":
        if not rate:
            yield unit, (Interval(-STILL, STILL),), when
    elif quantity is None:
        yield unit, (_moved(way),), when
    elif rate and quantity.unit in ("basis points", "percentage points"):
        size = allowed(quantity).times(100 if quantity.unit == "percentage points" else 1)
        yield unit, signed(size, way), when
    elif not rate and quantity.unit == "percent":
        yield unit, signed(allowed(quantity), way), when
    elif not rate and quantity.unit in ("points", "money"):
        size = allowed(quantity)
        yield "points", signed(size, way), when
        if way and size.low > 0:
            yield unit, (_moved(way),), when


def _moved(way: int) -> Interval:
    return Interval(MOVED, ENDLESS) if way > 0 else Interval(-ENDLESS, -MOVED)


def _shown(part: Part, claim: Claim, span: Span) -> str:
    """A claim's words as a reader knows them again: in a table the row's name and the cell."""
    subject = claim.marks.get("subject")
    if part.role == "row" and subject:
        return f"{part.text[subject.start : subject.end]}: {part.text[span.start : span.end]}"
    words = part.text[claim.span.start : claim.span.end]
    if len(words) <= SHOWN:
        return words
    name = f"{part.text[subject.start : subject.end]} … " if subject else ""
    return name + part.text[span.start : span.end]
