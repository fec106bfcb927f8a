"""Ranges of 52 weeks and highs of all time, against the closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.tolerance import fits
from reportgen.formats import rounded, us_date
from reportgen.model import Close
from reportgen.review.facts.lines import HUNDRED, asked, line, signed
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.periods import Pair, dated
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import level_words, size_words


def depth(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """How far a close stood below the highest one until then, where none of the year stood deeper."""
    quantity, at = asked(claim), dated(sight.week(key), claim.windows[0])
    closes = [(day, level) for day, level in line(sight, key) if at and day <= at]
    if at is None or not closes or closes[-1][0] != at:
        yield Judgement(claim, "wrong", f"{sight.instrument(key).short} has no close on that day", (), "window")
        return
    top = max(level for _, level in closes)
    value = (closes[-1][1] / top - 1) * HUNDRED
    day = next(day for day, level in closes if level == top)
    size = size_words(value, "percent", quantity)
    truth = f"{sight.instrument(key).short}: {size} on {us_date(at)}, below the close of {us_date(day)}"
    right = signed(quantity, value)
    blame = "quantity" if not right else "direction"
    holds = right and claim.detail == "low"
    yield Judgement(
        claim,
        "holds" if holds else "wrong",
        truth,
        sight.inputs(key, day, at),
        blame,
        "" if right else size_words(value, "percent", quantity, bare=True),
    )


def position(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Where the week's last close (or its base) stands between the lowest and the highest close of 52 weeks."""
    quantity, week = asked(claim), sight.week(key)
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
    truth = (
        f"{sight.instrument(key).short}: {value:.2f}% of the way from {low.level:,} to {high.level:,} on {us_date(day)}"
    )
    inner = (
        0 < value < HUNDRED
        and quantity.decimals
        and fits(quantity, min(max(value, Decimal("0.1")), Decimal("99.9"))) != "wrong"
    )
    holds = fits(quantity, value) != "wrong" or inner
    if holds and claim.direction < 0:
        yield Judgement(claim, "wrong", f"{truth}: it is that far up", sight.inputs(key, day), "direction", "up")
        return
    yield Judgement(
        claim,
        "holds" if holds else "wrong",
        truth,
        sight.inputs(key, low.session, high.session, day),
        "quantity",
        f"{rounded(value, quantity.decimals)}%",
    )


def bound(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The lowest or the highest close of 52 weeks, as a level."""
    quantity = asked(claim)
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
    levels = line(sight, key)
    since = [(day, level) for day, level in levels if not cited or not cited.session or day > cited.session]
    told = Decimal(cited.value.replace(",", "")) if cited else None
    top = max([level for _, level in since] + ([told] if told else []), default=None)
    if top is None:
        return Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
    days = [day for day, level in since if level == top]
    truth = f"{sight.instrument(key).short}: record close of {level_words(top, sight.instrument(key))}"
    holds = fits(quantity, top, level=True) != "wrong"
    known = holds or (cited is not None) or bool(sight.instrument(key).begins)
    verdict: Verdict = "holds" if holds else "wrong" if known else "unverifiable"
    return Judgement(
        claim, verdict, truth, sight.inputs(key, *days[:1]), "quantity", level_words(top, sight.instrument(key))
    )


def below(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """So much below (above) the highest (lowest) close: of 52 weeks, or of all at hand; and the day of that close."""
    quantity, week = asked(claim), sight.week(key)
    what, _, whole = claim.detail.partition(" ")
    close = sight.close(key, week.end)
    sense = 1 if what == "low" else -1
    if close is None:
        yield Judgement(claim, "unverifiable", "a close is missing")
        return
    if claim.direction != sense:
        yield Judgement(
            claim, "wrong", f"no close stands {'above its high' if sense < 0 else 'below its low'}", (), "direction"
        )
        return
    for held in _marks(sight, key, what, whole):
        value = abs(Decimal(repr(close.level)) / Decimal(repr(held.level)) - 1) * HUNDRED
        where = "below its highest" if sense < 0 else "above its lowest"
        close_words = f"{held.level:,} of {us_date(held.session)}"
        truth = f"{sight.instrument(key).short}: {value:.2f}% {where} close, {close_words}"
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
    extreme = f"the {word} close {span} is {held.level:,}, of {us_date(held.session)}"
    truth = f"{sight.instrument(key).short}: closed at {close.level:,}; {extreme}"
    yield Judgement(
        claim,
        "holds" if held.level == close.level else "wrong",
        truth,
        sight.inputs(key, held.session, close.session),
        "direction",
    )


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
