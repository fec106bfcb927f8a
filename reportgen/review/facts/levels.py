"""Levels against the closes: where something stood, from where it came, what it passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.tolerance import fits
from reportgen.formats import us_date
from reportgen.review.facts.moved import readings
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import Pair
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import level_words


def levelled(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A close."""
    quantity = claim.quantity
    assert quantity is not None
    seen = set()
    for window, pair in readings(claim, sight, key):
        for day in _level_days(window, pair):
            if day in seen:
                continue
            seen.add(day)
            yield _level(claim, sight, key, quantity, day)


def _level_days(window: Window, pair: Pair) -> tuple[object, ...]:
    if window.kind in (
        "since",
        "since month",
        "named year",
        "weeks",
        "months",
        "years",
        "last week",
        "last month",
        "last year",
        "last quarter",
        "named month",
    ):
        return (pair[1],)
    return (pair[1],)


def _level(claim: Claim, sight: Sight, key: str, quantity: Quantity, day: object) -> Judgement:
    close = sight.close(key, day)  # type: ignore[arg-type]
    name = sight.instrument(key).short
    if close is None:
        return Judgement(claim, "unverifiable", f"there is no close of {name} on {day}")
    value = Decimal(repr(close.level))
    told = level_words(value, sight.instrument(key))
    if (
        not quantity.decimals
        and quantity.value < 100
        and not 1 < 3 * quantity.value / max(abs(value), Decimal("0.01")) < 9
    ):
        return Judgement(claim, "unverifiable", "a number that is no level of it")
    truth = f"{name}: close of {told} on {close.session:%A}, {us_date(close.session)}"
    inputs = sight.inputs(key, close.session)
    if fits(quantity, abs(value), level=True) != "wrong":
        return Judgement(claim, "holds", truth, inputs)
    other = _of_another(sight, key, quantity, close.session) if "subject" in claim.marks else ""
    others = {"subject": other} if other else {}
    return Judgement(claim, "wrong", truth, inputs, "subject" if other else "quantity", told, others=others)


def _of_another(sight: Sight, key: str, quantity: Quantity, day: date) -> str:
    """The instrument whose close of that day a level is, where it is another's."""
    for other in sight.evidence.market.closes:
        held = sight.close(other, day) if other != key and other in sight.evidence.instruments else None
        if (
            held
            and sight.rate(other) == sight.rate(key)
            and fits(quantity, abs(Decimal(repr(held.level))), level=True) == "holds"
        ):
            return sight.instrument(other).short
    return ""


def based(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The level that a change began at: the close at the base of its period, or of the day that it names itself."""
    quantity = claim.quantity
    assert quantity is not None
    windows = (*claim.windows, Window("week"), Window("day"))
    days = []
    for window in windows:
        for pair in sight.pairs(key, window):
            days += [pair[0], pair[1]] if window.kind in ("weekday", "date") else [pair[0]]
    outcomes = [_level(claim, sight, key, quantity, day) for day in dict.fromkeys(days)]
    yield from outcomes


def passed(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A mark that a close stands above or below."""
    quantity = claim.quantity
    assert quantity is not None
    for _, pair in readings(claim, sight, key):
        close = sight.close(key, pair[1])
        if close is None:
            continue
        value = Decimal(repr(close.level))
        truth = f"{sight.instrument(key).short}: close of {level_words(value, sight.instrument(key))} on {close.session:%A}, {us_date(close.session)}"
        above = quantity.hedge == "more than"
        holds = value > quantity.value if above else value < quantity.value
        yield Judgement(claim, "holds" if holds else "wrong", truth, sight.inputs(key, pair[1]))
