""" "Since" against the history: the highest, the lowest, the best or the worst since a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from reportgen.claims import Claim, Window
from reportgen.formats import us_date
from reportgen.review.facts.histories import sessions_in
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.periods import span_named
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import level_words, size_words

NEAR = timedelta(days=35)
HEDGED = {
    "more than": (1, 1.9),
    "just over": (1, 1.3),
    "nearly": (0.8, 1),
    "about": (0.85, 1.3),
    "less than": (0.4, 1),
    "at least": (1, 99),
}
"""How much of a length of time "in more than a year" and the like span, at least and at most."""
UNITS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def since(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The highest (lowest) close, or the best (worst) move, since a time named: nothing like it in between, and in that
    time something as high, or so far back that the named time is no exaggeration.
    """
    target, *windows = claim.windows
    what, _, unit = claim.detail.partition(" ")
    for window in windows:
        if what in ("high", "low"):
            yield from _level_since(claim, sight, key, target, window, 1 if what == "high" else -1)
        else:
            for each in [unit] if unit != "any" else ["week", "day"]:
                yield from _move_since(claim, sight, key, target, window, each, 1 if what == "best" else -1)


def _level_since(
    claim: Claim, sight: Sight, key: str, target: Window, window: Window, sense: int
) -> Iterator[Judgement]:
    one = sight.instrument(key)
    days = sight.sessions(key)
    for end in sessions_in(sight, key, window):
        close = sight.close(key, end)
        if close is None:
            continue
        before = [day for day in days if day < end]
        last = next((day for day in reversed(before) if (sight.close(key, day).level - close.level) * sense >= 0), None)  # type: ignore[union-attr]
        told = f"{one.short}: close of {level_words(Decimal(repr(close.level)), one)} on {us_date(end)}"
        truth = (
            f"{told}; the last one as {'high' if sense > 0 else 'low'} was on {us_date(last)}"
            if last
            else f"{told}, the {'highest' if sense > 0 else 'lowest'} of the closes at hand, which begin on {us_date(days[0])}"
        )
        inputs = sight.inputs(key, *([last] if last else []), end)
        verdict = _since_verdict(sight, key, target, last, end, days[0], unit="day")
        yield Judgement(
            claim,
            verdict,
            truth,
            inputs,
            "other",
            _month(last, end),
        )
        if verdict == "holds":
            return


def _move_since(
    claim: Claim, sight: Sight, key: str, target: Window, window: Window, unit: str, sense: int
) -> Iterator[Judgement]:
    runs = sight.runs(key, unit)
    ends = (
        [pair[1] for pair in sight.pairs(key, window)] if window.kind in ("weekday", "date") else [sight.week(key).end]
    )
    if unit == "day" and window.kind in ("week", "day"):
        ends = list(reversed(sight.week(key).sessions)) if window.kind == "week" else ends
    for end in ends:
        index = next((n for n, run in enumerate(runs) if run[1] == end), -1)
        if index < 0:
            continue
        base, _, change = runs[index]
        last = next((run for run in reversed(runs[:index]) if (run[2] - change) * sense >= 0), None)
        truth = f"{sight.instrument(key).short}: {size_words(change, 'percentage points' if sight.rate(key) else 'percent')} in the {unit} to {us_date(end)}"
        if claim.number > 1:
            yield _place_since(claim, sight, key, target, runs[: index + 1], sense, truth)
            continue
        truth += (
            f"; the last one as {'good' if sense > 0 else 'bad'} ended on {us_date(last[1])}, with {size_words(last[2], 'percentage points' if sight.rate(key) else 'percent')}"
            if last
            else "; none of the history at hand was as good"
            if sense > 0
            else "; none of the history at hand was as bad"
        )
        inputs = sight.inputs(key, base, end, *(last[:2] if last else ()))
        verdict = _since_verdict(sight, key, target, last[1] if last else None, end, runs[0][1], unit=unit)
        if change * sense <= 0:
            verdict = "wrong"
        yield Judgement(claim, verdict, truth, inputs, "other", _month(last[1] if last else None, end))
        if verdict == "holds":
            return


def _place_since(
    claim: Claim, sight: Sight, key: str, target: Window, runs: list[tuple[date, date, Decimal]], sense: int, truth: str
) -> Judgement:
    """A place from the second on: "the second-best week of the year"."""
    pairs = sight.pairs(key, target)
    if not pairs or runs[0][0] > pairs[0][0] + timedelta(
        days=UNITS["day" if runs[0][1] - runs[0][0] < timedelta(days=4) else "week"]
    ):
        return Judgement(claim, "unverifiable", truth)
    within = [run for run in runs if run[1] > pairs[0][0]]
    better = [run for run in within if (run[2] - within[-1][2]) * sense > 0]
    told = f"{truth}; {len(better)} of the time named {'was' if len(better) == 1 else 'were'} {'better' if sense > 0 else 'worse'}"
    holds = len(better) == claim.number - 1
    return Judgement(claim, "holds" if holds else "wrong", told, sight.inputs(key, *within[-1][:2]), "direction")


def _month(day: date | None, end: date) -> str:
    """The month of an earlier day; "" where it is so near that nobody would say "since"."""
    return f"{day:%B %Y}" if day and end - day > NEAR else ""


def _since_verdict(
    sight: Sight, key: str, target: Window, last: date | None, end: date, begin: date, *, unit: str
) -> Verdict:
    """`last` is the last time that it was as high: it must lie in the time named, or before it where a length of time is
    named ("in three months").
    """
    slack = timedelta(days=UNITS[unit])
    if target.kind == "none":
        return "unverifiable" if last is None else "note"
    if target.kind in ("weeks", "months", "years", "sessions"):
        if not target.number:
            return (
                "holds"
                if last is None or (end - last).days > {"weeks": 14, "months": 50, "years": 600}.get(target.kind, 1)
                else "wrong"
            )
        days = {"weeks": 7.0, "months": 30.44, "years": 365.25, "sessions": 1.45}[target.kind] * target.number
        if target.part and last is not None:
            least, most = HEDGED[target.part]
            return "holds" if days * least - slack.days < (end - last).days <= days * most + 31 else "wrong"
        reach = end - timedelta(days=int(days))
        if last is None:
            return "holds" if begin <= reach + slack else "unverifiable"
        return (
            "holds"
            if last <= reach + max(slack, timedelta(days=int(days * 0.08))) and (end - last).days <= days * 1.6 + 31
            else "wrong"
        )
    if target.kind in ("year", "month", "quarter", "week") or (target.kind == "named year" and target.part == "of"):
        pairs = sight.pairs(key, target)
        return "unverifiable" if not pairs else "holds" if last is None or last <= pairs[0][0] else "wrong"
    named = span_named(sight.week(key), target)
    if named is None:
        return "unverifiable"
    first, final = named
    if last is None:
        return "unverifiable" if first < begin else "wrong"
    if target.kind == "since":
        return "holds" if abs((last - first).days) <= (0 if unit == "day" else 6) else "wrong"
    spill = timedelta(days=6 if unit == "week" else 0)
    return "holds" if first <= last <= final + spill else "wrong"
