"""Changes, levels, directions, spreads and multiples against the closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.tolerance import fits
from reportgen.formats import rounded
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import Pair, dated
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import DAYS, in_window, size_words

FLAT, FLAT_WEEK, STILL = Decimal("0.05"), Decimal("0.30"), Decimal("0.15")
"""In percent: below the first nothing rose or fell; up to the others a day or a longer time may be called flat."""
RATE_FLAT, RATE_STILL = Decimal("0.004"), Decimal("0.021")
"""Of a rate likewise, in percentage points."""
NO_MARKET = ("^VIX", "DX-Y.NYB")
LEAPT = {"day": Decimal("1.0"), "week": Decimal("2.0")}


def readings(claim: Claim, sight: Sight, key: str) -> Iterator[tuple[Window, Pair]]:
    """Each reading of the claim's periods as sessions."""
    for window in claim.windows:
        for pair in sight.pairs(key, window):
            yield window, pair


def changed(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A change in percent, points, basis points or percentage points."""
    quantity = claim.quantity
    assert quantity is not None
    told = _told(claim, sight, key)
    right = [one for one in told if _holds(claim, one[2], one[3])]
    for window, pair, value, unit in right[:1] or told:
        inputs = sight.inputs(key, *pair)
        if value is None:
            why = f"there is no close for one of {pair[0]} and {pair[1]}"
            yield Judgement(claim, "unverifiable", why, inputs=inputs)
            continue
        size, period = size_words(value, unit, quantity), in_window(window, pair, sight, key)
        truth = f"{sight.instrument(key).short}: {size} {period}"
        instead = size_words(value, unit, quantity, bare=True)
        verdict = fits(quantity, abs(value))
        if verdict != "wrong" and _against(claim, value):
            blame = "direction" if "direction" in claim.marks else "quantity"
            number = instead if quantity.sign or blame == "quantity" else ""
            number = number if quantity.sign or not number else f"{'up' if value > 0 else 'down'} {number}"
            yield Judgement(claim, "wrong", truth, inputs, blame, number, sense=sense_of(value))
        elif unit != quantity.unit:
            yield Judgement(claim, "wrong", truth, inputs, "quantity", instead, sense=sense_of(value))
        elif verdict == "wrong" and _elsewhere(claim, sight, key, quantity):
            why = f"{truth}; the sentence tells several periods, and it is right by another of them"
            yield Judgement(claim, "unverifiable", why)
        elif verdict == "wrong":
            blame, other = _blame(claim, sight, key, quantity)
            others = {blame: other} if other else {}
            yield Judgement(claim, "wrong", truth, inputs, blame, instead, sense=sense_of(value), others=others)
        else:
            note = f"{truth}: the wording says less than is true" if verdict == "understated" else ""
            yield Judgement(claim, "holds", truth, inputs, note=note)


def true_of(claim: Claim, sight: Sight, key: str) -> bool:
    """Whether a change holds of an instrument by any reading of its periods."""
    return any(_holds(claim, value, unit) for _, _, value, unit in _told(claim, sight, key))


def _told(claim: Claim, sight: Sight, key: str) -> list[tuple[Window, Pair, Decimal | None, str]]:
    """Each reading of a change: its period, its sessions, the true value and its unit."""
    assert claim.quantity is not None
    return [(one, pair, *_measured(sight, key, pair, claim.quantity)) for one, pair in readings(claim, sight, key)]


def _holds(claim: Claim, value: Decimal | None, unit: str) -> bool:
    """Whether a number holds of a true change, its unit and its direction included."""
    quantity = claim.quantity
    assert quantity is not None
    if value is None or unit != quantity.unit:
        return False
    return fits(quantity, abs(value)) != "wrong" and not _against(claim, value)


def _against(claim: Claim, value: Decimal) -> bool:
    """Whether a claim's direction is the other one, of a change that is more than nothing as it is printed."""
    assert claim.quantity is not None
    signed = claim.direction
    return bool(signed and value and (value > 0) != (signed > 0) and rounded(value, claim.quantity.decimals))


def sense_of(value: Decimal) -> int:
    """1 up, -1 down, 0 for no change."""
    return (value > 0) - (value < 0)


def _measured(sight: Sight, key: str, pair: Pair, quantity: Quantity) -> tuple[Decimal | None, str]:
    """The change in the unit in which the text tells it, and the unit that would be right."""
    if sight.rate(key):
        change = sight.change(key, pair)
        if change is None:
            return None, quantity.unit
        match quantity.unit:
            case "basis points" | "points":
                return change * 100, "basis points"
            case "percent":
                first = sight.close(key, pair[0])
                relative = change / Decimal(repr(first.level)) * 100 if first and first.level else change
                if fits(quantity, abs(relative)) != "wrong":
                    return relative, "percent"
                return change, "percentage points"
            case "percentage points" | "":
                return change, "percentage points"
        return change * 100, "basis points"
    match quantity.unit:
        case "points" | "money" | "":
            return sight.points(key, pair), quantity.unit
        case "basis points":
            change = sight.change(key, pair)
            return (change * 100 if change is not None else None), "basis points"
        case "percentage points":
            return sight.change(key, pair), "percent"
    return sight.change(key, pair), "percent"


def idle(claim: Claim, sight: Sight, key: str) -> bool:
    """Whether the one day that a claim names was no session."""
    return (
        bool(claim.windows)
        and claim.windows[0].kind in ("weekday", "date")
        and "window" in claim.marks
        and not any(sight.pairs(key, window) for window in claim.windows if window.kind in ("weekday", "date"))
        and _within(claim, sight, key)
    )


def _within(claim: Claim, sight: Sight, key: str) -> bool:
    window = claim.windows[0]
    week = sight.week(key)
    if window.kind == "weekday":
        return True
    day = dated(week, window)
    return day is not None and bool(week.calendar) and week.calendar[0] < day <= week.end


def no_session(claim: Claim, sight: Sight, key: str) -> Judgement:
    """The verdict on what is said of a day without trading."""
    window = claim.windows[0]
    name = (
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[window.number]
        if window.kind == "weekday" and window.number < 5
        else "that day"
    )
    return Judgement(
        claim, "wrong", f"{sight.instrument(key).short} had no session on {name} of the week", blame="window"
    )


def _blame(claim: Claim, sight: Sight, key: str, quantity: Quantity) -> tuple[str, str]:
    """The role that is likeliest wrong: the one of which another value would make the claim hold, and that value."""
    window = claim.windows[0]
    if window.kind in ("weekday", "by") and "window" in claim.marks:
        for day in range(5):
            other = Window(window.kind, day)
            if day != window.number and _would_hold(claim, sight, key, other, quantity):
                return "window", DAYS[day]
    if "subject" in claim.marks:
        for other_key in sight.evidence.market.closes:
            if (
                other_key != key
                and other_key in sight.evidence.instruments
                and sight.rate(other_key) == sight.rate(key)
                and _would_hold(claim, sight, other_key, window, quantity)
            ):
                return "subject", _alike(sight, key, other_key, quantity)
    return "quantity", ""


def _alike(sight: Sight, key: str, other: str, quantity: Quantity) -> str:
    """The name of another instrument, where it may have been meant: one of the same kind, by a number that is exact."""
    one, two = sight.instrument(key), sight.instrument(other)
    return two.short if one.kind == two.kind and not quantity.hedge and two.symbol not in NO_MARKET else ""


def _elsewhere(claim: Claim, sight: Sight, key: str, quantity: Quantity) -> bool:
    """Whether a number is right by another period that its sentence tells: then it may be the reading that is wrong."""
    return (
        claim.detail != "beside"
        and len(claim.told) > 1
        and any(_would_hold(claim, sight, key, window, quantity) for window in claim.told if window != claim.windows[0])
    )


def _would_hold(claim: Claim, sight: Sight, key: str, window: Window, quantity: Quantity) -> bool:
    for pair in sight.pairs(key, window):
        value, unit = _measured(sight, key, pair, quantity)
        if (
            value is not None
            and unit == quantity.unit
            and fits(quantity, abs(value)) != "wrong"
            and (not claim.direction or (value > 0) == (claim.direction > 0))
        ):
            return True
    return False


def moved(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A direction without a number."""
    for window, pair in readings(claim, sight, key):
        value = sight.change(key, pair)
        if value is None:
            yield Judgement(claim, "unverifiable", "a close is missing")
            continue
        least = RATE_FLAT if sight.rate(key) else FLAT
        unit = "percentage points" if sight.rate(key) else "percent"
        truth = f"{sight.instrument(key).short}: {size_words(value, unit)} {in_window(window, pair, sight, key)}"
        inputs = sight.inputs(key, *pair)
        if (value > 0) == (claim.direction > 0) and abs(value) >= least:
            strong = (
                claim.detail == "leapt"
                and not sight.rate(key)
                and abs(value) < LEAPT["day" if window.kind in ("day", "weekday", "date") else "week"]
            )
            yield Judgement(claim, "holds", truth, inputs, note=f"{truth}: a strong word for it" if strong else "")
        else:
            right = "little changed" if abs(value) < least else "rose" if value > 0 else "fell"
            yield Judgement(claim, "wrong", truth, inputs, "direction", right)


def flat(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Little changed: no more than a small part of what is usual."""
    for window, pair in readings(claim, sight, key):
        value = sight.change(key, pair)
        if value is None:
            continue
        days = max(1, (pair[1] - pair[0]) // timedelta(days=1) * 5 // 7)
        usual = sight.usual(key, days)
        most = RATE_STILL if sight.rate(key) else max(STILL if days == 1 else FLAT_WEEK, usual / 5 if usual else FLAT)
        unit = "percentage points" if sight.rate(key) else "percent"
        truth = f"{sight.instrument(key).short}: {size_words(value, unit)} {in_window(window, pair, sight, key)}"
        yield Judgement(
            claim,
            "holds" if abs(value) <= most else "wrong",
            truth,
            sight.inputs(key, *pair),
            "direction",
            "rose" if value > 0 else "fell",
        )
