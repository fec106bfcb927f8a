"""Claims that look back: records, "since when", runs, counts of sessions, the week's best session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reportgen.claims import Claim, Window
from reportgen.claims.tolerance import fits
from reportgen.formats import us_date
from reportgen.review.facts.moved import readings
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import DAYS, level_words


def recorded(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A record close: of the day named, or of any session of the week; provable only by a whole history or a record
    that somebody cited, and disprovable by any close above it.
    """
    if claim.detail == "none":
        yield from _no_record(claim, sight, key)
        return
    one = sight.instrument(key)
    sense = -1 if claim.detail == "low" else 1
    days = sight.sessions(key)
    cited = next((f for f in sight.evidence.facts.values() if f.record_of == key), None)
    for window in claim.windows:
        ends = sessions_in(sight, key, window)
        best: Judgement | None = None
        if claim.number > 1 and window.kind == "week" and ends:
            levels = sight.evidence.market.closes[key]
            many = sum(
                all((levels[day].level - levels[end].level) * sense <= 0 for day in days if day < end) for end in ends
            )
            if many < claim.number:
                told = f"{one.short}: at most {many} of the week's closes were records"
                yield Judgement(claim, "wrong", told, sight.inputs(key, ends[0]), "direction")
                continue
        for end in ends:
            close = sight.close(key, end)
            if close is None:
                continue
            before = [day for day in days if day < end]
            above = [day for day in before if (sight.close(key, day).level - close.level) * sense > 0]  # type: ignore[union-attr]
            told = f"{one.short}: close of {level_words(Decimal(repr(close.level)), one)} on {DAYS[end.weekday()]}, {us_date(end)}"
            if above:
                top = max(above, key=lambda day: sight.close(key, day).level * sense)  # type: ignore[union-attr]
                held = sight.close(key, top)
                assert held is not None
                word = "higher" if sense > 0 else "lower"
                best = best or Judgement(
                    claim,
                    "wrong",
                    f"{told} is no record: {us_date(top)} closed {word}, at {level_words(Decimal(repr(held.level)), one)}",
                    sight.inputs(key, top, end),
                    "direction",
                    "",
                )
                continue
            if cited and cited.session and sense > 0:
                level = Decimal(cited.value.replace(",", ""))
                if Decimal(repr(close.level)) >= level or cited.session == end:
                    yield Judgement(
                        claim, "holds", f"{told}, above the cited record of {cited.value}", sight.inputs(key, end)
                    )
                    return
                if cited.session < end:
                    best = best or Judgement(
                        claim,
                        "wrong",
                        f"{told} is below the cited record of {cited.value} of {cited.date}",
                        sight.inputs(key, end),
                        "direction",
                    )
                    continue
            whole = one.begins is not None and bool(days) and days[0] <= one.begins + timedelta(days=7)
            if whole:
                yield Judgement(claim, "holds", told, sight.inputs(key, end))
                return
            since = f"the closes at hand begin on {us_date(days[0])}" if days else "there are no closes"
            yield Judgement(
                claim,
                "unverifiable",
                f"{told}, the {'highest' if sense > 0 else 'lowest'} of the closes at hand; {since}, and no earlier record is cited",
                sight.inputs(key, end),
            )
            return
        if best:
            yield best


def _no_record(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """ "Failed to set a record": wrong where it set one by every reading."""
    for window in claim.windows:
        found = list(recorded(replace(claim, windows=(window,), detail="high"), sight, key))
        verdict: Verdict = "wrong" if any(one.verdict == "holds" for one in found) else "holds"
        yield from (replace(one, claim=claim, verdict=verdict) for one in found[-1:])


def sessions_in(sight: Sight, key: str, window: Window) -> list[date]:
    """The sessions of which a record may be meant: the one named, else each of the week, the last first."""
    if window.kind in ("weekday", "date", "by"):
        return [pair[1] for pair in sight.pairs(key, window)]
    if window.kind == "day":
        return [sight.week(key).end]
    if window.kind in ("week", "month", "quarter", "year"):
        pairs = sight.pairs(key, window)
        return [day for day in reversed(sight.sessions(key)) if pairs and pairs[0][0] < day <= pairs[0][1]]
    return [sight.week(key).end]


def between(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The lowest and the highest close of a period."""
    quantity = claim.quantity
    assert quantity is not None and quantity.high is not None
    for _window, pair in readings(claim, sight, key):
        held = [sight.close(key, day) for day in sight.sessions(key) if pair[0] < day <= pair[1]]
        levels = sorted((close.level, close.session) for close in held if close)
        if not levels:
            continue
        ends = (quantity.value, quantity.high) if claim.direction else sorted((quantity.value, quantity.high))
        one = replace(quantity, high=None)
        holds = all(
            fits(replace(one, value=end), Decimal(repr(level)), level=True) != "wrong"
            for end, (level, _) in ((ends[0], levels[0]), (ends[1], levels[-1]))
        )
        truth = f"{sight.instrument(key).short}: closes from {levels[0][0]:,} ({us_date(levels[0][1], year=False)}) to {levels[-1][0]:,} ({us_date(levels[-1][1], year=False)})"
        yield Judgement(
            claim,
            "holds" if holds else "wrong",
            truth,
            sight.inputs(key, levels[0][1], levels[-1][1]),
            "quantity",
            f"{levels[0][0]:,} and {levels[-1][0]:,}",
        )


def off_record(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """So much below the record close: of the history at hand, or of what was cited."""
    quantity = claim.quantity
    assert quantity is not None
    days = sight.sessions(key)
    for _, pair in readings(claim, sight, key):
        held = [sight.close(key, day) for day in days if day <= pair[1]]
        levels = [(close.level, close.session) for close in held if close]
        close = sight.close(key, pair[1])
        if not levels or close is None:
            continue
        top, day = max(levels)
        cited = next((f for f in sight.evidence.facts.values() if f.record_of == key), None)
        if cited and float(cited.value.replace(",", "")) > top:
            top, day = float(cited.value.replace(",", "")), cited.session or day
        below = (1 - Decimal(repr(close.level)) / Decimal(repr(top))) * 100
        truth = f"{sight.instrument(key).short}: {below:.2f}% below its highest close, {top:,} of {us_date(day)}"
        if quantity.unit != "percent":
            below = Decimal(repr(top)) - Decimal(repr(close.level))
            truth = (
                f"{sight.instrument(key).short}: {below:,.2f} points below its highest close, {top:,} of {us_date(day)}"
            )
        yield Judgement(
            claim,
            "holds" if fits(quantity, below) != "wrong" else "wrong",
            truth,
            sight.inputs(key, day, pair[1]),
            "quantity",
            f"{below:.1f}%",
        )
