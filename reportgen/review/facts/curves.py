"""Steps of a rate, its target range, and the yield curve, against the closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.claims.tolerance import fits
from reportgen.formats import rate, us_date
from reportgen.review.facts.lines import HUNDRED, asked, line
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import dated
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import size_words


def step(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A rate's level on a day: from it on ("from"), or until the day before ("before")."""
    quantity, week = asked(claim), sight.week(key)
    day = dated(week, claim.windows[0])
    closes = [(session, level) for session, level in line(sight, key) if day and session <= day]
    if day is None or len(closes) < 1 + (claim.detail != ""):
        yield Judgement(claim, "wrong", "there is no close of that day", (), "window")
        return
    now, earlier = closes[-1], closes[-2] if len(closes) > 1 else closes[-1]
    told = earlier if claim.detail == "before" else now
    levels = ", ".join(f"{rate(float(level))} on {us_date(on)}" for on, level in (now, earlier))
    truth = f"{sight.instrument(key).short}: {levels}"
    inputs = sight.inputs(key, earlier[0], now[0])
    right = fits(quantity, told[1]) != "wrong"
    if claim.detail and now[1] == earlier[1]:
        yield Judgement(
            claim, "wrong", f"{truth}: it did not change that day", inputs, "window" if right else "quantity"
        )
    elif not right:
        yield Judgement(claim, "wrong", truth, inputs, "quantity", rate(float(told[1])))
    elif claim.direction and (now[1] > earlier[1]) != (claim.direction > 0):
        yield Judgement(claim, "wrong", truth, inputs, "direction", "rose" if now[1] > earlier[1] else "fell")
    else:
        yield Judgement(claim, "holds", truth, inputs)


def apart(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """One yield so much above or below another at the week's end."""
    quantity, other = asked(claim), claim.others[0]
    if not sight.knows(other):
        yield Judgement(claim, "unsupported")
        return
    for day in _days(sight, key, other):
        value = _gap(sight, key, other, day)
        if value is None:
            continue
        shown = value * HUNDRED if quantity.unit == "basis points" else value
        names = f"{sight.instrument(key).short} less {sight.instrument(other).short}"
        truth = f"{names}: {size_words(value * HUNDRED, 'basis points')} on {us_date(day)}"
        right, sense = fits(quantity, abs(shown)) != "wrong", (value > 0) == (claim.direction > 0)
        inputs = (*sight.inputs(key, day), *sight.inputs(other, day))
        yield Judgement(
            claim,
            "holds" if right and sense else "wrong",
            truth,
            inputs,
            "direction" if right else "quantity",
            ("above" if value > 0 else "below") if right else "",
        )


def slope(claim: Claim, sight: Sight) -> Judgement:
    """By how much the curve steepened in the week: between the maturities named, else of two and ten years."""
    quantity = asked(claim)
    keys = claim.subjects if len(claim.subjects) == 2 and all(sight.knows(k) for k in claim.subjects) else _ends(sight)
    if not keys:
        return Judgement(claim, "unverifiable", "no yields are at hand")
    week = min((sight.week(key) for key in keys), key=lambda one: one.end)
    now, then = (_gap(sight, keys[0], keys[1], day) for day in (week.end, week.base))
    if now is None or then is None:
        return Judgement(claim, "unverifiable", "a close is missing")
    moved = (now - then) * HUNDRED
    shown = moved if quantity.unit == "basis points" else moved / HUNDRED
    names = f"{sight.instrument(keys[0]).short} less {sight.instrument(keys[1]).short}"
    truth = f"{names}: {size_words(moved, 'basis points')} in the week to {us_date(week.end)}"
    right, sense = fits(quantity, abs(shown)) != "wrong", (moved > 0) == (claim.direction > 0)
    inputs = tuple(one for key in keys for one in sight.inputs(key, week.base, week.end))
    word = "steepened" if moved > 0 else "flattened"
    return Judgement(
        claim,
        "holds" if right and sense else "wrong",
        truth,
        inputs,
        "direction" if right else "quantity",
        word if right else "",
    )


def target(claim: Claim, sight: Sight) -> Judgement:
    """The Federal Reserve's target range, by its two ends."""
    quantity = asked(claim)
    for key, one in sight.evidence.instruments.items():
        if not one.lower or not sight.knows(key) or not sight.knows(one.lower):
            continue
        high, low = (sight.close(k, sight.week(k).end) for k in (key, one.lower))
        if high and low:
            ends = f"{rate(low.level, quantity.decimals)} to {rate(high.level, quantity.decimals)}"
            holds = quantity.value == Decimal(repr(low.level)) and quantity.high == Decimal(repr(high.level))
            inputs = (*sight.inputs(one.lower, low.session), *sight.inputs(key, high.session))
            blame = "other" if "other" in claim.marks and quantity.value == Decimal(repr(low.level)) else "quantity"
            return Judgement(
                claim,
                "holds" if holds else "wrong",
                f"{one.short}: {ends} on {us_date(high.session)}",
                inputs,
                blame,
                ends if blame == "quantity" else "",
            )
    return Judgement(claim, "unverifiable", "no closes of the target range are at hand")


def _gap(sight: Sight, key: str, other: str, day: date) -> Decimal | None:
    one, two = sight.close(key, day), sight.close(other, day)
    return Decimal(repr(one.level)) - Decimal(repr(two.level)) if one and two else None


def _days(sight: Sight, *keys: str) -> list[date]:
    return [min(sight.week(key).end for key in keys)]


def _ends(sight: Sight) -> tuple[str, ...]:
    found = {one.symbol: key for key, one in sight.evidence.instruments.items() if sight.knows(key)}
    pairs = [(found.get(a), found.get(b)) for a, b in (("DGS10", "DGS2"), ("^TNX", "DGS2"))]
    return next(((a, b) for a, b in pairs if a and b), ())
