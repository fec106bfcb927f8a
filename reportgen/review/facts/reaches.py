"""Histories as the records desk reads them, and what was the highest of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.formats import us_date
from reportgen.measure.records import history
from reportgen.measure.records.history import History
from reportgen.model import Close
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import dated
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import level_words


def past(sight: Sight, key: str) -> History:
    """The unbroken run of closes that ends with the week, kept once it is made."""
    held: dict[str, History] = sight.kept.setdefault("histories", {})
    if key not in held:
        market = sight.evidence.market
        one, closes, week = sight.instrument(key), market.closes[key], market.week_of(key)
        cited = next((f for f in sight.evidence.facts.values() if f.record_of == key and f.session), None)
        earlier = (
            Close(cited.session, float(cited.value.replace(",", "")), cited.source, cited.url)
            if cited and cited.session
            else None
        )
        first = next((s for s in week.calendar if one.begins and s >= one.begins > week.calendar[0]), one.begins)
        whole = first in closes and first == min(closes)
        held[key] = history(closes, week.calendar, key=key, whole=whole, record=earlier, house=market.week.calendar)
    return held[key]


def best(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The highest (lowest) close of all at hand, which begin on the day named."""
    run, sense = past(sight, key), 1 if claim.detail == "high" else -1
    when, begins = claim.windows[0], dated(sight.week(key), claim.windows[1])
    ends = [pair[1] for pair in sight.pairs(key, when)] or [sight.week(key).end]
    for end in ends:
        found = _index(run, end)
        if found is None:
            yield Judgement(claim, "unverifiable", "a close is missing")
            continue
        top = (max if sense > 0 else min)(range(found + 1), key=lambda i: run.levels[i])
        level = run.levels[found]
        told = level_words(Decimal(repr(level)), sight.instrument(key))
        word = "highest" if sense > 0 else "lowest"
        bar = f"the {word} close until then was {run.levels[top]:,} on {us_date(run.sessions[top])}"
        truth = f"{sight.instrument(key).short}: {told} on {us_date(end)}; {bar}"
        inputs = sight.inputs(key, run.sessions[top], end)
        if run.levels[top] != level:
            yield Judgement(
                claim,
                "wrong",
                truth,
                inputs,
                "window" if "window" in claim.marks and _on_another(run, sense) else "direction",
            )
        elif begins not in begins_of(sight, key):
            yield Judgement(
                claim,
                "wrong",
                f"the closes of {sight.instrument(key).short} begin on {us_date(run.sessions[0])}",
                inputs,
                "other",
                us_date(run.sessions[0]),
            )
        else:
            yield Judgement(claim, "holds", truth, inputs)


def history_of(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Where the closes at hand begin."""
    day = dated(sight.week(key), claim.windows[0])
    first = past(sight, key).sessions[:1]
    truth = (
        f"the closes of {sight.instrument(key).short} begin on {us_date(first[0])}" if first else "there are no closes"
    )
    yield Judgement(
        claim,
        "holds" if day in begins_of(sight, key) else "wrong",
        truth,
        (),
        "quantity",
        us_date(first[0]) if first else "",
    )


def begins_of(sight: Sight, key: str) -> set[date]:
    """Where the closes at hand begin: all of them, and the unbroken run that ends with the week."""
    days = sight.sessions(key)
    return {*days[:1], *past(sight, key).sessions[:1]}


def _index(run: History, day: date) -> int | None:
    return run.sessions.index(day) if day in run.sessions else None


def _on_another(run: History, sense: int) -> bool:
    """Whether the week did close at the highest (lowest) of all, on another day."""
    best = (max if sense > 0 else min)(run.levels)
    return best in run.levels[run.week :]
