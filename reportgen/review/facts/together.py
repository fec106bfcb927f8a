"""What is wrong of several at once, told once: "all finished in the red" is one mistake, not five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.model import Span
from reportgen.review.facts.nouns import Judgement

NOWHERE = Span(-1, -1)
SHOWN = 3
"""Instruments that are told with their change; of more, how many they are."""


def at_once(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """The judgements, those on the same words about several instruments as one, at the place of the first."""
    some = list(judgements)
    groups: dict[tuple[str, int, Span, Span], list[Judgement]] = defaultdict(list)
    for one in some:
        groups[_words(one)].append(one)
    for one in some:
        group = groups[_words(one)]
        wrong = [other for other in group if other.verdict == "wrong"]
        if one.verdict != "wrong" or len(wrong) < 2:
            yield one
        elif one is wrong[0]:
            yield _joined(wrong, whole=len(wrong) == len(group))


def _words(one: Judgement) -> tuple[str, int, Span, Span]:
    """What two judgements share that are on the same words: kind, part, direction and number."""
    claim = one.claim
    whole = claim.span
    if "direction" in claim.marks or "quantity" in claim.marks:
        return claim.kind, claim.part, claim.marks.get("direction", NOWHERE), claim.marks.get("quantity", NOWHERE)
    return claim.kind, claim.part, whole, whole


def _joined(wrong: list[Judgement], *, whole: bool) -> Judgement:
    """Several judgements as one; what to write instead is kept where it is the same for all that the words are about."""
    truths = list(dict.fromkeys(one.truth for one in wrong))
    more = len(truths) - SHOWN
    truth = "; ".join(truths[: SHOWN if more > 0 else None]) + (f"; and {more} more" if more > 0 else "")
    inputs = tuple(dict.fromkeys(held for one in wrong[:SHOWN] for held in one.inputs))
    first = wrong[0]
    alike = whole and all(
        (one.instead, one.sense, one.blame) == (first.instead, first.sense, first.blame) for one in wrong
    )
    if alike:
        return replace(first, truth=truth, inputs=inputs)
    return replace(first, truth=truth, inputs=inputs, instead="", sense=0, others={})
