"""Changes, levels, directions, spreads and multiples against the closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.nouns import Hedge
from reportgen.claims.tolerance import fits
from reportgen.formats import rounded, us_date
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.sight import Pair, Sight, dated
from reportgen.review.facts.words import DAYS, in_window, level_words, size_words

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
            yield Judgement(claim, "wrong", truth, inputs, blame, number, sense=_sense(value))
        elif unit != quantity.unit:
            yield Judgement(claim, "wrong", truth, inputs, "quantity", instead, sense=_sense(value))
        elif verdict == "wrong" and _elsewhere(claim, sight, key, quantity):
            why = f"{truth}; the sentence tells several periods, and it is right by another of them"
            yield Judgement(claim, "unverifiable", why)
        elif verdict == "wrong":
            blame, other = _blame(claim, sight, key, quantity)
            others = {blame: other} if other else {}
            yield Judgement(claim, "wrong", truth, inputs, blame, instead, sense=_sense(value), others=others)
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


def _sense(value: Decimal) -> int:
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
            wrong_way = 0 if sense else _sense(gap)
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
