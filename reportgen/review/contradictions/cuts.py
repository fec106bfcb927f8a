"""So many steps of so many basis points, against the old and the new range or the total that the sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from reportgen.model import Finding, Span
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.steps import Steps, moved, steps, total
from reportgen.review.contradictions.telling import finding

RULE = "Steps times their size are the whole move (study of trust, section 4.3)"
APART = re.compile(
    r"\b(?:peak|since|after|follow\w+|earlier|plus|on top|previous|prior|together with|along with|most recent|"
    r"including|(?:first|second|third|last|latest|final) (?:of|cut|hike|move|step|one))\b",
    re.I,
)
"""Words that bring in other steps than those that are counted."""
FEW = 4
"""Tellings of which any may be the ones that made the move; a sentence with more says too much to be held to it."""


def cuts(text: Text) -> Iterator[Finding]:
    """A finding where the steps of a sentence do not make the move from its old range to its new one, or its total."""
    for number, sentence, words, _ in text.own:
        if (
            ("point" in words or "bp" in words)
            and (told := steps(words))
            and len(told) <= FEW
            and not APART.search(words)
        ):
            span = Span(sentence.start + told[0].span.start, sentence.start + told[0].span.end)
            fault = _fault(words, told)
            if fault and not text.parts[number].spoken(span.start):
                message, evidence = fault
                hint = "Correct the number or the size of the steps, or what they make."
                yield finding(text.manuscript, number, span, message, evidence=evidence, suggestion=hint, rule=RULE)


def _fault(words: str, told: list[Steps]) -> tuple[str, str] | None:
    """What does not fit, and the words that show it."""
    some = [group for many in range(1, len(told) + 1) for group in combinations(told, many)]
    sums = {sum(one.whole for one in group) for group in some}
    shown, whole = words[told[0].span.start : told[0].span.end], sum(one.whole for one in told)
    if move := moved(words):
        change, where = move
        if change is None:
            return f"“{where}” moves the lower end of the range by another amount than the upper", where
        way = told[0].direction
        if abs(change) not in sums or (way and change and (change > 0) != (way > 0)):
            sign = "+" if change > 0 else "−"
            return f"“{shown}” makes {whole:f} basis points, but “{where}” is a move of {sign}{abs(change):f}", where
    if (all_ := total(words)) and all_[0] not in sums:
        return f"“{shown}” makes {whole:f} basis points, not “{all_[1]}”", all_[1]
    return None
