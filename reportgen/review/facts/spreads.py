"""How far apart two changes are, and how many times the one is the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.nouns import Hedge
from reportgen.claims.tolerance import fits
from reportgen.formats import rounded
from reportgen.review.facts.moved import readings, sense_of
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.periods import Pair
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import in_window, size_words


def spread(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """By how much one change is ahead of another, in percentage points."""
    quantity = claim.quantity
    assert quantity is not None
    for window, pair in readings(claim, sight, key):
        own = sight.change(key, pair)
        for other in claim.others:
            if not sight.knows(other):
                yield Judgement(claim, "unsupported")
                continue
            pairs = sight.pairs(other, window)
            theirs = sight.change(other, pairs[0]) if pairs else None
            if own is None or theirs is None:
                yield Judgement(claim, "unverifiable", "a close is missing")
                continue
            gap = own - theirs
            shown = gap * 100 if quantity.unit == "basis points" else gap
            names = sight.instrument(key).short, sight.instrument(other).short
            truth = f"{names[0]} less {names[1]}: {size_words(gap, 'percentage points', quantity if quantity.unit == 'percentage points' else None)} {in_window(window, pair, sight, key)}"
            if quantity.unit == "percent":
                truth += f", {POINTED}"
            inputs = (*sight.inputs(key, *pair), *sight.inputs(other, *pairs[0]))
            loose = quantity.unit == "points" and quantity.value < 20
            right = fits(quantity, abs(shown)) != "wrong" and (
                quantity.unit in ("percentage points", "basis points") or loose
            )
            sense = not claim.direction or (gap > 0) == (claim.direction > 0) or not rounded(gap, quantity.decimals)
            blame = "quantity" if sense else "direction"
            instead = "" if right else _gap(gap, quantity)
            if not right and _gap_of_another(claim, sight, key, window, pair, quantity):
                blame, instead = "other", ""
            verdict: Verdict = "holds" if right and sense else "wrong"
            note = f"{truth}: points of a spread are percentage points" if loose and right and sense else ""
            wrong_way = 0 if sense else sense_of(gap)
            yield Judgement(claim, verdict, truth, inputs, blame, instead, note=note, sense=wrong_way)


POINTED = "where “%” would be a share of one of them: two changes differ by percentage points"


def _gap(gap: Decimal, quantity: Quantity) -> str:
    """A difference of changes as it is to be printed: in basis points where the text has them."""
    if quantity.unit == "basis points":
        return size_words(gap * 100, "basis points", quantity, bare=True)
    return size_words(gap, "percentage points", quantity, bare=True)


INVERTED: Mapping[Hedge, Hedge] = {
    "more than": "less than",
    "less than": "more than",
    "nearly": "just over",
    "just over": "nearly",
}
"""What is more than halved stands at less than half."""


def _of_itself(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    quantity = claim.quantity
    assert quantity is not None
    for window, pair in readings(claim, sight, key):
        first, last = (sight.close(key, day) for day in pair)
        if first is None or last is None:
            continue
        times = Decimal(repr(last.level)) / Decimal(repr(first.level))
        one = replace(
            quantity,
            decimals=1,
            hedge=INVERTED.get(quantity.hedge, quantity.hedge) if quantity.value < 1 else quantity.hedge,
        )
        holds = (
            abs(times - quantity.value) <= quantity.value * Decimal("0.05")
            if not quantity.hedge
            else fits(one, times) != "wrong"
        )
        truth = f"{sight.instrument(key).short}: {first.level:,} to {last.level:,}, {times:.2f} times {in_window(window, pair, sight, key)}"
        yield Judgement(
            claim, "holds" if holds else "wrong", truth, sight.inputs(key, *pair), "quantity", f"{times:.1f} times"
        )


def _gap_of_another(claim: Claim, sight: Sight, key: str, window: Window, pair: Pair, quantity: Quantity) -> bool:
    """Whether the number is how far the subject is from another instrument than the one named."""
    own = sight.change(key, pair)
    for other in sight.evidence.market.closes:
        if (
            other == key
            or other in claim.others
            or other not in sight.evidence.instruments
            or sight.rate(other) != sight.rate(key)
        ):
            continue
        pairs = sight.pairs(other, window)
        theirs = sight.change(other, pairs[0]) if pairs else None
        if own is not None and theirs is not None:
            gap = own - theirs
            if fits(quantity, abs(gap * 100 if quantity.unit == "basis points" else gap)) == "holds" and (gap > 0) == (
                claim.direction > 0
            ):
                return True
    return False


def multiple(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """One change as a multiple of another."""
    quantity = claim.quantity
    assert quantity is not None
    if not claim.others:
        yield from _of_itself(claim, sight, key)
        return
    other = claim.others[0]
    if not sight.knows(other):
        yield Judgement(claim, "unsupported")
        return
    for window, pair in readings(claim, sight, key):
        own = sight.change(key, pair)
        pairs = sight.pairs(other, window)
        theirs = sight.change(other, pairs[0]) if pairs else None
        if own is None or not theirs:
            continue
        times = own / theirs
        truth = f"{sight.instrument(key).short} {size_words(own, 'percent')}, {sight.instrument(other).short} {size_words(theirs, 'percent')}: {times:.2f} times {in_window(window, pair, sight, key)}"
        inputs = (*sight.inputs(key, *pair), *sight.inputs(other, *pairs[0]))
        if quantity.hedge == "":
            holds = abs(times - quantity.value) <= quantity.value * Decimal("0.05")
        else:
            holds = fits(replace(quantity, decimals=1), times) != "wrong"
        yield Judgement(
            claim, "holds" if holds and times > 0 else "wrong", truth, inputs, "quantity", f"{times:.1f} times"
        )
