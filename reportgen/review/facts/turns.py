"""Turns against the closes: which of two numbers is the greater, and how much of a move was undone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.formats import us_date
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import in_window, size_words

UNDONE = {
    "all": Decimal("0.95"),
    "more": Decimal(1),
    "most": Decimal("0.5"),
    "half": Decimal("0.4"),
    "some": Decimal(0),
}
"""The least part of a move that has to be undone."""


def ordered(claim: Claim, sight: Sight) -> Judgement:
    """Up from a smaller number, down from a greater one."""
    quantity = claim.quantity
    assert quantity is not None and quantity.high is not None
    now, then = quantity.value, quantity.high
    holds = (now - then) * claim.direction >= 0
    truth = f"{now:,} is {'more' if now > then else 'less'} than {then:,}"
    return Judgement(claim, "holds" if holds else "wrong", truth, (), "direction")


def undone(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A move the other way that made good so much of an earlier one."""
    first, *later = claim.windows
    unit = "percentage points" if sight.rate(key) else "percent"
    for pair in sight.pairs(key, first):
        closes = [sight.close(key, day) for day in pair]
        change = sight.change(key, pair)
        if change is None or closes[0] is None or closes[1] is None:
            continue
        truth = f"{sight.instrument(key).short}: {size_words(change, unit)} {in_window(first, pair, sight, key)}"
        if change * claim.direction <= 0:
            yield Judgement(claim, "wrong", truth, sight.inputs(key, *pair), "direction")
            continue
        ends = [end for w in later for _, end in sight.pairs(key, w)] or [
            day for day in sight.week(key).sessions if day > pair[1]
        ]
        whole = Decimal(repr(closes[0].level)) - Decimal(repr(closes[1].level))
        for end in reversed(ends):
            close = sight.close(key, end)
            if close is None:
                continue
            part = (Decimal(repr(close.level)) - Decimal(repr(closes[1].level))) / whole
            holds = part > UNDONE[claim.detail] or (part == 1 and claim.detail == "all")
            told = f"{truth}, {max(part, Decimal(0)) * 100:.0f}% of it undone by {us_date(end)}"
            yield Judgement(claim, "holds" if holds else "wrong", told, sight.inputs(key, *pair, end), "direction")
