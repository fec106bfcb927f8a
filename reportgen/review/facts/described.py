"""What descriptions of charts say of the way, against the closes: lows and highs on it, ratios of two, averages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.claims.tolerance import fits
from reportgen.formats import rounded, us_date
from reportgen.review.facts.lines import HUNDRED, asked, line, signed
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import dated
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import level_words, size_words


def dip(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A change from the span's first day to a day of it, which is its lowest (highest) close."""
    quantity, at = asked(claim), dated(sight.week(key), claim.windows[1])
    for base, end in sight.pairs(key, claim.windows[0]):
        value = sight.change(key, (base, at)) if at else None
        if value is None or at is None:
            yield Judgement(claim, "wrong", f"{sight.instrument(key).short} has no close on that day", (), "window")
            continue
        if sight.rate(key):
            value *= HUNDRED
        levels = _levels(sight, key, base, end)
        house = set(sight.evidence.market.week.calendar)
        if at in house:  # a line is drawn through the sessions of the publication's exchange
            levels = [one for one in levels if one[0] in house]
        pick = (max if claim.detail == "high" else min)(levels, key=lambda one: one[1])
        unit = "basis points" if sight.rate(key) else "percent"
        exact = sight.change(key, (base, pick[0]))
        end_words = f"its {claim.detail} was on {us_date(pick[0])} ({size_words(exact or value, unit, quantity)})"
        name = sight.instrument(key).short
        truth = f"{name}: {size_words(value, unit, quantity)} by {us_date(at)}; {end_words}"
        inputs = sight.inputs(key, base, at)
        if not signed(quantity, value):
            yield Judgement(claim, "wrong", truth, inputs, "quantity", size_words(value, unit, quantity, bare=True))
        elif pick[0] != at and dict(levels)[at] != pick[1]:
            yield Judgement(claim, "wrong", truth, inputs, "direction")
        else:
            yield Judgement(claim, "holds", truth, inputs)


def relative(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """One instrument's closes as a ratio of another's since a day that both have a close of."""
    quantity, other = asked(claim), claim.others[0]
    if not sight.knows(other):
        yield Judgement(claim, "unsupported")
        return
    what, _, extreme = claim.detail.partition(" ")
    base = dated(sight.week(key), claim.windows[0])
    end = dated(sight.week(key), claim.windows[1]) if len(claim.windows) > 1 else None
    both = sorted(set(sight.evidence.market.closes[key]) & set(sight.evidence.market.closes[other]))
    both = [day for day in both if base and base <= day <= sight.evidence.market.week.end]
    if not both or both[0] != base or (end and end not in both and what != "index"):
        yield Judgement(claim, "wrong", "they have no closes of that day", (), "window")
        return
    ratios = {day: _ratio(sight, key, other, base, day) for day in both}
    day = end or both[-1]
    if day not in ratios:
        yield Judgement(claim, "wrong", "they have no closes of that day", (), "window")
        return
    value = ratios[day]
    names = f"{sight.instrument(key).short} against {sight.instrument(other).short}"
    inputs = (*sight.inputs(key, base, day), *sight.inputs(other, base, day))
    truth = f"{names}: {value * HUNDRED:.2f} on {us_date(day)}, from 100 on {us_date(base)}"
    if what == "change":
        change = (value - 1) * HUNDRED
        right, sense = fits(quantity, abs(change)) != "wrong", (change > 0) == (claim.direction > 0)
        yield Judgement(
            claim,
            "holds" if right and sense else "wrong",
            truth,
            inputs,
            "direction" if right else "quantity",
            "" if right else f"{rounded(abs(change), quantity.decimals)}%",
        )
        return
    if fits(quantity, value * HUNDRED) == "wrong":
        yield Judgement(claim, "wrong", truth, inputs, "quantity", f"{rounded(value * HUNDRED, quantity.decimals)}")
        return
    picks = {"low": min, "high": max}
    if extreme and picks[extreme](ratios.values()) != value:
        yield Judgement(claim, "wrong", f"{truth}, not its {extreme}est", inputs, "direction")
        return
    yield Judgement(claim, "holds", truth, inputs)


def average(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The last close against the mean of so many closes up to it, none of which is missing."""
    calendar, days = sight.week(key).calendar, sight.sessions(key)
    last = calendar[-claim.number :]
    held = [close for day in last if (close := sight.close(key, day))]
    if len(held) < claim.number or not days:
        yield Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
        return
    levels = [Decimal(repr(one.level)) for one in held]
    mean = sum(levels, Decimal(0)) / claim.number
    one = sight.instrument(key)
    told = f"{level_words(rounded(mean, 2), one)} is its {claim.number}-day average"
    truth = f"{one.short}: {told}, and it closed at {level_words(levels[-1], one)}"
    inputs = sight.inputs(key, held[-1].session)
    if (levels[-1] > mean) != (claim.direction > 0):
        yield Judgement(claim, "wrong", truth, inputs, "direction", "above" if levels[-1] > mean else "below")
    elif claim.quantity and fits(claim.quantity, mean, level=True) == "wrong":
        yield Judgement(claim, "wrong", truth, inputs, "quantity")
    else:
        yield Judgement(claim, "holds", truth, inputs)


def _levels(sight: Sight, key: str, start: date, end: date) -> list[tuple[date, Decimal]]:
    return [(day, level) for day, level in line(sight, key) if start <= day <= end]


def _ratio(sight: Sight, key: str, other: str, base: date, day: date) -> Decimal:
    at = [sight.evidence.market.closes[k][d].level for k, d in ((key, day), (key, base), (other, day), (other, base))]
    return Decimal(repr(at[0] / at[1] / (at[2] / at[3])))
