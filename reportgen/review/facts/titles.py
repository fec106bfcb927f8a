"""What titles of charts say of the instruments that they show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.claims.tolerance import fits
from reportgen.formats import numeral, rounded, us_date, way
from reportgen.review.facts.highs import ends_of
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import DAYS, size_words


def shown(claim: Claim, sight: Sight) -> tuple[str, ...]:
    """The instruments that the part with the claim names, of which there are closes."""
    return tuple(key for key in claim.near if sight.knows(key))


def half(claim: Claim, sight: Sight) -> Judgement:
    """How many of those shown rose, closed at highs, or stand in the upper half of their range."""
    what, among = claim.detail.split()
    keys = shown(claim, sight)
    if len(keys) != int(among):
        return Judgement(
            claim,
            "wrong" if len(keys) > 2 else "unverifiable",
            f"{numeral(len(keys))} are shown",
            (),
            "other",
            str(len(keys)),
        )
    test = {"moved": _moved, "ends": _at_end, "half": _in_half}[what]
    found = [test(sight, key, claim.direction) for key in keys]
    if None in found:
        return Judgement(claim, "unverifiable", "a close is missing")
    many = sum(bool(one) for one in found)
    other = sum(bool(test(sight, key, -claim.direction)) for key in keys)
    inputs = tuple(one for key in keys for one in sight.inputs(key, sight.week(key).base, sight.week(key).end))
    blame = "direction" if other == claim.number else "quantity"
    truth = f"{numeral(many)} of {numeral(len(keys))} {'did' if what == 'moved' else 'do'}"
    return Judgement(
        claim,
        "holds" if many == claim.number else "wrong",
        truth,
        inputs,
        blame,
        numeral(many) if blame == "quantity" else "",
    )


def biggest(claim: Claim, sight: Sight) -> Judgement:
    """Who of those shown made the largest gain (loss) of a day, stands highest in its range, or is furthest below its
    high.
    """
    keys = shown(claim, sight)
    if claim.detail == "session":
        return _session(claim, sight, keys)
    values = {
        key: value for key in keys if (value := (_place if claim.detail == "place" else _below)(sight, key)) is not None
    }
    if len(values) < 2 or not claim.subjects or claim.subjects[0] not in values:
        return Judgement(claim, "unverifiable")
    pick = max(values, key=lambda key: values[key] * claim.direction)
    own = values[claim.subjects[0]]
    place = "highest" if claim.direction > 0 else "lowest"
    truth = f"{sight.instrument(pick).short} is {place} ({values[pick] * 100:.2f}%)"
    holds = own == values[pick]
    away = max(values, key=lambda key: -values[key] * claim.direction)
    blame = "direction" if own == values[away] else "subject"
    return Judgement(
        claim,
        "holds" if holds else "wrong",
        truth,
        (),
        blame,
        others={"subject": sight.instrument(pick).short},
    )


def _session(claim: Claim, sight: Sight, keys: tuple[str, ...]) -> Judgement:
    quantity = claim.quantity
    assert quantity is not None
    house = sight.evidence.market.week.sessions
    cells = {
        (key, day): change * (100 if sight.rate(key) else 1)
        for key in keys for _, day, change in sight.runs(key, "day") if day in sight.week(key).sessions and day in house
    }  # fmt: skip
    if not cells:
        return Judgement(claim, "unverifiable")
    unit = "basis points" if sight.rate(keys[0]) else "percent"
    pick = max(cells, key=lambda cell: cells[cell] * claim.direction)
    truth = f"{sight.instrument(pick[0]).short} on {DAYS[pick[1].weekday()]}, {size_words(cells[pick], unit, quantity)}"
    inputs = sight.inputs(pick[0], pick[1])
    value = cells[pick]
    window = claim.windows[0]
    mine = claim.subjects[0] if claim.subjects else pick[0]
    day = pick[1].weekday() if window.kind != "weekday" else window.number
    right = fits(quantity, abs(value)) != "wrong" and (not quantity.sign or (value > 0) == (quantity.sign > 0))
    blame = "quantity" if not right else "subject" if mine != pick[0] else "window"
    if not right and quantity.value and (value > 0) != (quantity.sign > 0):
        back = max(cells, key=lambda cell: -cells[cell] * claim.direction)
        blame = "direction" if fits(quantity, abs(cells[back])) != "wrong" else "quantity"
    holds = right and mine == pick[0] and day == pick[1].weekday()
    return Judgement(claim, "holds" if holds else "wrong", truth, inputs, blame)


def alike(claim: Claim, sight: Sight) -> Judgement:
    """Whether the changes of all named (or shown) print as the number told; of a first place shared, none more."""
    quantity = claim.quantity
    assert quantity is not None
    values = {
        k: value
        for k in shown(claim, sight)
        for pair in sight.pairs(k, claim.windows[0])[:1]
        if (value := sight.change(k, pair)) is not None
    }
    values = {
        k: value * (100 if sight.rate(k) and quantity.unit == "basis points" else 1) for k, value in values.items()
    }
    keys = [k for k in claim.subjects if k in values] or list(values)
    if not values or (claim.subjects and len(keys) < len(claim.subjects)):
        return Judgement(claim, "unverifiable", "a close is missing")
    if not claim.subjects and claim.detail:  # "four share first place", "five others trailed"
        top = (min if claim.detail == "rest" else max)(values.values())
        keys = [k for k in keys if rounded(values[k], quantity.decimals) == rounded(top, quantity.decimals)]
    right = all(
        fits(quantity, abs(values[k])) != "wrong" and (not quantity.sign or (values[k] > 0) == (quantity.sign > 0))
        for k in keys
    )
    most = rounded(max(values.values()), quantity.decimals) == rounded(values[keys[0]], quantity.decimals)
    told = ", ".join(f"{sight.instrument(k).short} {size_words(values[k], 'percent', quantity)}" for k in keys)
    whole = len(keys) == claim.number if claim.detail == "rest" else most or not claim.detail
    return Judgement(claim, "holds" if right and whole else "wrong", told)


def ahead(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """First (last) of those shown at every close of the week, from its base."""
    keys = shown(claim, sight)
    for end in sight.week(key).sessions:
        values = {k: sight.change(k, (sight.week(k).base, end)) for k in keys}
        known = {k: value for k, value in values.items() if value is not None}
        pick = max(known, key=lambda k: known[k] * claim.direction, default=key)
        if pick != key:
            truth = (
                f"{sight.instrument(pick).short} stood {'first' if claim.direction > 0 else 'last'} on {us_date(end)}"
            )
            first = {
                max(sight_changes(sight, keys, day), key=lambda k: sight_changes(sight, keys, day)[k])
                for day in sight.week(key).sessions
            }
            yield Judgement(
                claim, "wrong", truth, (), "subject" if len(first) == 1 and key not in first else "direction"
            )
            return
    yield Judgement(claim, "holds", f"{sight.instrument(key).short} stood there at each of them")


def sight_changes(sight: Sight, keys: tuple[str, ...], end: date) -> dict[str, Decimal]:
    """The change of each from the week's base to a session."""
    return {k: value for k in keys if (value := sight.change(k, (sight.week(k).base, end))) is not None}


def closes(claim: Claim, sight: Sight) -> Judgement:
    """How many closes (or sessions of the house) there are between two days."""
    key = claim.subjects[0] if claim.subjects else ""
    week = sight.week(key) if key and sight.knows(key) else sight.evidence.market.week
    first, last = claim.windows[0].start, claim.windows[0].end
    if first is None or last is None:
        return Judgement(claim, "unverifiable")
    if key and not sight.knows(key):
        return Judgement(claim, "unsupported")
    house = [day for day in sight.evidence.market.week.calendar if first <= day <= last]
    counts = {len(house)} if not key else _counts(sight, key, first, last)
    truth = f"there are {max(counts)} from {us_date(first)} to {us_date(min(last, week.end))}"
    return Judgement(claim, "holds" if claim.number in counts else "wrong", truth, (), "quantity", str(max(counts)))


def _counts(sight: Sight, key: str, first: date, last: date) -> set[int]:
    """Closes of the instrument on sessions of the house; the base counts, even where it stands for another day."""
    house = {day for day in sight.evidence.market.week.calendar if first <= day <= last}
    held = {day for day in sight.sessions(key) if first <= day <= last} & house
    return {len(held | {first})} if first not in held else {len(held)}


def _moved(sight: Sight, key: str, sense: int) -> bool | None:
    change = sight.change(key, (sight.week(key).base, sight.week(key).end))
    return None if change is None else way(change, of_rate=sight.rate(key)) == sense


def _at_end(sight: Sight, key: str, sense: int) -> bool | None:
    held, close = ends_of(sight, key)[sense > 0], sight.close(key, sight.week(key).end)
    return None if held is None or close is None else held.level == close.level


def _in_half(sight: Sight, key: str, sense: int) -> bool | None:
    place = _place(sight, key)
    return None if place is None else (place >= Decimal("0.5")) == (sense > 0)


def _place(sight: Sight, key: str) -> Decimal | None:
    low, high = ends_of(sight, key)
    close = sight.close(key, sight.week(key).end)
    if low is None or high is None or close is None or low.level == high.level:
        return None
    return Decimal(repr((close.level - low.level) / (high.level - low.level)))


def _below(sight: Sight, key: str) -> Decimal | None:
    levels = [close.level for day in sight.sessions(key) if (close := sight.close(key, day))]
    close = sight.close(key, sight.week(key).end)
    return Decimal(repr(close.level / max(levels) - 1)) if close and levels else None
