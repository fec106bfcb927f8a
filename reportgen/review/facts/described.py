"""What descriptions of charts say: changes on the way, ranges of 52 weeks, depths, ratios, steps of a rate, the curve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.tolerance import fits
from reportgen.formats import rate, rounded, us_date
from reportgen.model import Close, Input
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Pair, Sight, dated
from reportgen.review.facts.words import level_words, size_words

HUNDRED = Decimal(100)


def dip(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A change from the span's first day to a day of it, which is its lowest (highest) close."""
    quantity, at = _asked(claim), dated(sight.week(key), claim.windows[1])
    for base, end in sight.pairs(key, claim.windows[0]):
        value = sight.change(key, (base, at)) if at else None
        if value is None or at is None:
            yield Judgement(claim, "wrong", f"{sight.instrument(key).short} has no close on that day", (), "window")
            continue
        if sight.rate(key):
            value *= HUNDRED
        levels = _levels(sight, key, base, end)
        pick = (max if claim.detail == "high" else min)(levels, key=lambda one: one[1])
        unit = "basis points" if sight.rate(key) else "percent"
        exact = sight.change(key, (base, pick[0]))
        truth = f"{sight.instrument(key).short}: {size_words(value, unit, quantity)} by {us_date(at)}; its {claim.detail} of the time was on {us_date(pick[0])} ({size_words(exact or value, unit, quantity)})"
        inputs = sight.inputs(key, base, at)
        if not _signed(quantity, value):
            yield Judgement(claim, "wrong", truth, inputs, "quantity", size_words(value, unit, quantity, bare=True))
        elif pick[0] != at and dict(levels)[at] != pick[1]:
            yield Judgement(claim, "wrong", truth, inputs, "direction")
        else:
            yield Judgement(claim, "holds", truth, inputs)


def depth(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """How far a close stood below the highest one until then, where none of the year stood deeper."""
    quantity, at = _asked(claim), dated(sight.week(key), claim.windows[0])
    closes = [(day, level) for day, level in _all(sight, key) if at and day <= at]
    if at is None or not closes or closes[-1][0] != at:
        yield Judgement(claim, "wrong", f"{sight.instrument(key).short} has no close on that day", (), "window")
        return
    top = max(level for _, level in closes)
    value = (closes[-1][1] / top - 1) * HUNDRED
    day = next(day for day, level in closes if level == top)
    truth = f"{sight.instrument(key).short}: {size_words(value, 'percent', quantity)} on {us_date(at)}, below the close of {us_date(day)}"
    right = _signed(quantity, value)
    blame = "quantity" if not right else "direction"
    holds = right and claim.detail == "low"
    yield Judgement(claim, "holds" if holds else "wrong", truth, sight.inputs(key, day, at), blame, "" if right else size_words(value, "percent", quantity, bare=True))


def position(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Where the week's last close (or its base) stands between the lowest and the highest close of 52 weeks."""
    quantity, week = _asked(claim), sight.week(key)
    low, high = ends_of(sight, key)
    day = week.base if claim.detail == "before" else week.end
    close = sight.close(key, day)
    if low is None or high is None or close is None:
        yield Judgement(claim, "unverifiable", "a close is missing")
        return
    if low.level == high.level:
        yield Judgement(claim, "wrong", f"{sight.instrument(key).short} has not moved in 52 weeks")
        return
    value = Decimal(repr((close.level - low.level) / (high.level - low.level))) * HUNDRED
    truth = f"{sight.instrument(key).short}: {value:.2f}% of the way from {low.level:,} to {high.level:,} on {us_date(day)}"
    inner = 0 < value < HUNDRED and quantity.decimals and fits(quantity, min(max(value, Decimal("0.1")), Decimal("99.9"))) != "wrong"
    holds = fits(quantity, value) != "wrong" or inner
    if holds and claim.direction < 0:
        yield Judgement(claim, "wrong", f"{truth}: it is that far up", sight.inputs(key, day), "direction", "up")
        return
    yield Judgement(claim, "holds" if holds else "wrong", truth, sight.inputs(key, low.session, high.session, day), "quantity", f"{rounded(value, quantity.decimals)}%")


def bound(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The lowest or the highest close of 52 weeks, as a level."""
    quantity = _asked(claim)
    if claim.detail == "record":
        yield _record(claim, sight, key, quantity)
        return
    held = ends_of(sight, key)[claim.detail == "high"]
    if held is None:
        yield Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
        return
    value = Decimal(repr(held.level))
    told = level_words(value, sight.instrument(key))
    word = "highest" if claim.detail == "high" else "lowest"
    truth = f"{sight.instrument(key).short}: {word} close of 52 weeks {told}, on {us_date(held.session)}"
    holds = fits(quantity, value, level=True) != "wrong"
    yield Judgement(claim, "holds" if holds else "wrong", truth, sight.inputs(key, held.session), "quantity", told)


def _record(claim: Claim, sight: Sight, key: str, quantity: Quantity) -> Judgement:
    """The level of the highest close: of those at hand, or of what is cited as it stood before."""
    cited = next((f for f in sight.evidence.facts.values() if f.record_of == key), None)
    levels = _all(sight, key)
    since = [(day, level) for day, level in levels if not cited or not cited.session or day > cited.session]
    told = Decimal(cited.value.replace(",", "")) if cited else None
    top = max([level for _, level in since] + ([told] if told else []), default=None)
    if top is None:
        return Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
    days = [day for day, level in since if level == top]
    truth = f"{sight.instrument(key).short}: record close of {level_words(top, sight.instrument(key))}"
    holds = fits(quantity, top, level=True) != "wrong"
    known = holds or (cited is not None) or bool(sight.instrument(key).begins)
    verdict = "holds" if holds else "wrong" if known else "unverifiable"
    return Judgement(claim, verdict, truth, sight.inputs(key, *days[:1]), "quantity", level_words(top, sight.instrument(key)))


def below(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """So much below (above) the highest (lowest) close: of 52 weeks, or of all at hand; and the day of that close."""
    quantity, week = _asked(claim), sight.week(key)
    what, _, whole = claim.detail.partition(" ")
    close = sight.close(key, week.end)
    sense = 1 if what == "low" else -1
    if close is None:
        yield Judgement(claim, "unverifiable", "a close is missing")
        return
    if claim.direction != sense:
        yield Judgement(claim, "wrong", f"no close stands {'above its high' if sense < 0 else 'below its low'}", (), "direction")
        return
    for held in _marks(sight, key, what, whole):
        value = abs(Decimal(repr(close.level)) / Decimal(repr(held.level)) - 1) * HUNDRED
        truth = f"{sight.instrument(key).short}: {value:.2f}% {'below' if sense < 0 else 'above'} its {'highest' if sense < 0 else 'lowest'} close, {held.level:,} of {us_date(held.session)}"
        inputs = sight.inputs(key, held.session, week.end)
        if fits(quantity, value) == "wrong" or (quantity.hedge == "at most" and not value):
            yield Judgement(claim, "wrong", truth, inputs, "quantity", f"{rounded(value, quantity.decimals)}%")
        elif len(claim.windows) > 1 and dated(week, claim.windows[1]) not in _alike(sight, key, held):
            yield Judgement(claim, "wrong", truth, inputs, "window", us_date(held.session))
        else:
            yield Judgement(claim, "holds", truth, inputs)


def at_end(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Whether the week's last close is the highest (lowest) of 52 weeks."""
    what, _, whole = claim.detail.partition(" ")
    held, close = next(_marks(sight, key, what, whole), None), sight.close(key, sight.week(key).end)
    if held is None or close is None:
        yield Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
        return
    word, span = "highest" if what == "high" else "lowest", "at hand" if whole else "of 52 weeks"
    truth = f"{sight.instrument(key).short}: closed at {close.level:,}; the {word} close {span} is {held.level:,}, of {us_date(held.session)}"
    yield Judgement(claim, "holds" if held.level == close.level else "wrong", truth, sight.inputs(key, held.session, close.session), "direction")


def relative(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """One instrument's closes as a ratio of another's since a day that both have a close of."""
    quantity, other = _asked(claim), claim.others[0]
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
        yield Judgement(claim, "holds" if right and sense else "wrong", truth, inputs, "direction" if right else "quantity", "" if right else f"{rounded(abs(change), quantity.decimals)}%")
        return
    if fits(quantity, value * HUNDRED) == "wrong":
        yield Judgement(claim, "wrong", truth, inputs, "quantity", f"{rounded(value * HUNDRED, quantity.decimals)}")
        return
    picks = {"low": min, "high": max}
    if extreme and picks[extreme](ratios.values()) != value:
        yield Judgement(claim, "wrong", f"{truth}, not its {extreme}est", inputs, "direction")
        return
    yield Judgement(claim, "holds", truth, inputs)


def step(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A rate's level on a day: from it on ("from"), or until the day before ("before")."""
    quantity, week = _asked(claim), sight.week(key)
    day = dated(week, claim.windows[0])
    closes = [(session, level) for session, level in _all(sight, key) if day and session <= day]
    if day is None or len(closes) < 1 + (claim.detail != ""):
        yield Judgement(claim, "wrong", "there is no close of that day", (), "window")
        return
    now, earlier = closes[-1], closes[-2] if len(closes) > 1 else closes[-1]
    told = earlier if claim.detail == "before" else now
    truth = f"{sight.instrument(key).short}: {rate(float(now[1]))} on {us_date(now[0])}, {rate(float(earlier[1]))} on {us_date(earlier[0])}"
    inputs = sight.inputs(key, earlier[0], now[0])
    right = fits(quantity, told[1]) != "wrong"
    if claim.detail and now[1] == earlier[1]:
        yield Judgement(claim, "wrong", f"{truth}: it did not change that day", inputs, "window" if right else "quantity")
    elif not right:
        yield Judgement(claim, "wrong", truth, inputs, "quantity", rate(float(told[1])))
    elif claim.direction and (now[1] > earlier[1]) != (claim.direction > 0):
        yield Judgement(claim, "wrong", truth, inputs, "direction", "rose" if now[1] > earlier[1] else "fell")
    else:
        yield Judgement(claim, "holds", truth, inputs)


def apart(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """One yield so much above or below another at the week's end."""
    quantity, other = _asked(claim), claim.others[0]
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
        yield Judgement(claim, "holds" if right and sense else "wrong", truth, inputs, "direction" if right else "quantity", ("above" if value > 0 else "below") if right else "")


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
    truth = f"{sight.instrument(key).short}: {level_words(rounded(mean, 2), sight.instrument(key))} is its {claim.number}-day average, and it closed at {level_words(levels[-1], sight.instrument(key))}"
    inputs = sight.inputs(key, held[-1].session)
    if (levels[-1] > mean) != (claim.direction > 0):
        yield Judgement(claim, "wrong", truth, inputs, "direction", "above" if levels[-1] > mean else "below")
    elif claim.quantity and fits(claim.quantity, mean, level=True) == "wrong":
        yield Judgement(claim, "wrong", truth, inputs, "quantity")
    else:
        yield Judgement(claim, "holds", truth, inputs)


def slope(claim: Claim, sight: Sight) -> Judgement:
    """By how much the curve steepened in the week: between the maturities named, else of two and ten years."""
    quantity = _asked(claim)
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
    return Judgement(claim, "holds" if right and sense else "wrong", truth, inputs, "direction" if right else "quantity", word if right else "")


def target(claim: Claim, sight: Sight) -> Judgement:
    """The Federal Reserve's target range, by its two ends."""
    quantity = _asked(claim)
    for key, one in sight.evidence.instruments.items():
        if not one.lower or not sight.knows(key) or not sight.knows(one.lower):
            continue
        high, low = (sight.close(k, sight.week(k).end) for k in (key, one.lower))
        if high and low:
            ends = f"{rate(low.level, quantity.decimals)} to {rate(high.level, quantity.decimals)}"
            holds = quantity.value == Decimal(repr(low.level)) and quantity.high == Decimal(repr(high.level))
            inputs = (*sight.inputs(one.lower, low.session), *sight.inputs(key, high.session))
            blame = "other" if "other" in claim.marks and quantity.value == Decimal(repr(low.level)) else "quantity"
            return Judgement(claim, "holds" if holds else "wrong", f"{one.short}: {ends} on {us_date(high.session)}", inputs, blame, ends if blame == "quantity" else "")
    return Judgement(claim, "unverifiable", "no closes of the target range are at hand")


def ends_of(sight: Sight, key: str) -> tuple[Close | None, Close | None]:
    """The lowest and the highest close of the 52 weeks up to the week's end, the earliest of equal ones; None where the
    closes at hand do not reach back.
    """
    pairs: list[Pair] = sight.pairs(key, Window("weeks", 52))
    week = sight.week(key)
    start = pairs[0][0] if pairs else None
    days = [day for day in sight.sessions(key) if start and start <= day]
    if not days or start is None or days[0] > start or week.end != days[-1]:
        return None, None
    from datetime import timedelta

    days = [day for day in days if day >= week.end - timedelta(days=364)]
    held = [close for day in days if (close := sight.close(key, day))]
    return min(held, key=lambda one: one.level), max(held, key=lambda one: one.level)


def _marks(sight: Sight, key: str, what: str, whole: str) -> Iterator[Close]:
    if not whole:
        held = ends_of(sight, key)[what == "high"]
        if held:
            yield held
        return
    closes = [close for day in sight.sessions(key) if (close := sight.close(key, day))]
    if closes:
        yield (max if what == "high" else min)(closes, key=lambda one: one.level)


def _alike(sight: Sight, key: str, held: Close) -> set[date]:
    return {day for day in sight.sessions(key) if (one := sight.close(key, day)) and one.level == held.level}


def _levels(sight: Sight, key: str, start: date, end: date) -> list[tuple[date, Decimal]]:
    return [(day, level) for day, level in _all(sight, key) if start <= day <= end]


def _all(sight: Sight, key: str) -> list[tuple[date, Decimal]]:
    return [(day, Decimal(repr(close.level))) for day in sight.sessions(key) if (close := sight.close(key, day))]


def _ratio(sight: Sight, key: str, other: str, base: date, day: date) -> Decimal:
    at = [sight.evidence.market.closes[k][d].level for k, d in ((key, day), (key, base), (other, day), (other, base))]
    return Decimal(repr(at[0] / at[1] / (at[2] / at[3])))


def _gap(sight: Sight, key: str, other: str, day: date) -> Decimal | None:
    one, two = sight.close(key, day), sight.close(other, day)
    return Decimal(repr(one.level)) - Decimal(repr(two.level)) if one and two else None


def _days(sight: Sight, *keys: str) -> list[date]:
    return [min(sight.week(key).end for key in keys)]


def _ends(sight: Sight) -> tuple[str, ...]:
    found = {one.symbol: key for key, one in sight.evidence.instruments.items() if sight.knows(key)}
    pairs = [(found.get(a), found.get(b)) for a, b in (("DGS10", "DGS2"), ("^TNX", "DGS2"))]
    return next(((a, b) for a, b in pairs if a and b), ())


def _signed(quantity: Quantity, value: Decimal) -> bool:
    """Whether a printed change, with its sign, is the value."""
    sense = not quantity.sign or not quantity.value or (value > 0) == (quantity.sign > 0)
    return sense and fits(quantity, abs(value)) != "wrong"


def _asked(claim: Claim) -> Quantity:
    assert claim.quantity is not None
    return claim.quantity


__all__ = ["Input", "apart", "at_end", "below", "bound", "depth", "dip", "ends_of", "position", "relative", "slope", "step", "target"]
