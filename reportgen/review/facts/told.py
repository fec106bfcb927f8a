"""Judgements as findings: where the words stand, what is true, by which closes, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from reportgen.model import Evidence, Finding, Input, Manuscript, Part, Place, Span
from reportgen.review.facts.mended import mended
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.together import at_once

RULES = {
    "change": "a printed change must round the change between two closes",
    "level": "a printed level must be a close",
    "base": "a printed level must be a close",
    "direction": "a direction must be the sign of the change, and less than 0.05% is little changed",
    "flat": "only what hardly moved is little changed",
    "level-wrong": "a mark is passed where a close lies beyond it",
    "spread-wrong": "two changes of one period differ by percentage points",
    "comparison-wrong": "of two, the one with the larger change over the same period is ahead",
    "ratio-wrong": "a multiple is one change, or level, divided by the other",
    "rank-wrong": "a place is one by the change over the same period",
    "record-wrong": "no close before it was as high, or as low",
    "since-wrong": "nothing from the time named until then was as high, low, good or bad",
    "streak-wrong": "a run is of sessions, weeks or months one behind the other, up to the one named",
    "session-wrong": "the best and the worst session are those by the change from close to close",
    "count-wrong": "a count is one of changes from close to close",
    "weekday-wrong": "a date has one weekday",
    "calendar-wrong": "sessions are those of the exchange's calendar",
    "figure-wrong": "a printed number must round the true one",
}
CODES = {
    "change": "figure-wrong", "level": "level-wrong", "base": "level-wrong", "threshold": "level-wrong",
    "direction": "direction-wrong",
    "flat": "direction-wrong", "spread": "spread-wrong", "compare": "comparison-wrong", "ratio": "ratio-wrong",
    "rank": "rank-wrong",
    "record": "record-wrong", "gap": "record-wrong", "since": "since-wrong", "streak": "streak-wrong",
    "extreme": "session-wrong", "only": "session-wrong", "sole": "rank-wrong", "closes between": "level-wrong",
    "range": "figure-wrong",
    "count": "count-wrong", "weekday": "weekday-wrong", "calendar": "calendar-wrong",
    "dip": "figure-wrong", "depth": "figure-wrong", "tally": "figure-wrong", "position": "figure-wrong",
    "bound": "level-wrong", "below": "record-wrong",
    "at end": "record-wrong", "best": "record-wrong", "relative": "comparison-wrong", "step": "level-wrong",
    "apart": "spread-wrong", "average": "level-wrong", "slope": "spread-wrong",
    "history": "since-wrong", "largest": "since-wrong", "longest": "since-wrong", "crossed": "since-wrong",
    "start": "since-wrong",
    "record of year": "count-wrong", "half": "count-wrong", "closes": "count-wrong", "biggest": "rank-wrong",
    "alike": "figure-wrong", "order": "direction-wrong", "undone": "direction-wrong", "ahead": "rank-wrong",
    "target": "level-wrong",
}  # fmt: skip


def findings(judgements: Iterable[Judgement], manuscript: Manuscript, evidence: Evidence) -> Iterator[Finding]:
    """A finding for each judgement that an editor has to hear of."""
    for judgement in at_once(judgements):
        found = _finding(judgement, manuscript, evidence)
        if found:
            yield found


def _finding(judgement: Judgement, manuscript: Manuscript, evidence: Evidence) -> Finding | None:
    claim = judgement.claim
    part = manuscript.parts[claim.part]
    words = part.text[claim.span.start : claim.span.end].rstrip(".,;: ")
    if judgement.verdict == "wrong":
        mark = claim.marks.get(judgement.blame) or claim.marks.get("quantity") or claim.span
        code = CODES[claim.kind]
        severity: Literal["info", "error"] = "info" if claim.spoken else "error"
        place, end = located(part, manuscript.file, claim.span, mark)
        hint = mended(judgement, part.text)
        truth = f"{judgement.truth}, not “{words}”"
        rule = RULES.get(claim.kind) or RULES.get(code, "")
        return Finding(code, severity, place, truth, _evidence(judgement.inputs), hint, end, rule)
    if judgement.verdict == "unverifiable" and claim.kind in ("record", "since", "streak"):
        place, end = located(part, manuscript.file, claim.span, claim.span)
        return Finding(
            "unverifiable",
            "info",
            place,
            f"“{words}” cannot be told from the closes at hand: {judgement.truth}",
            _evidence(judgement.inputs),
            "Give a longer history, or cite who says so.",
            end,
        )
    if judgement.verdict == "holds" and judgement.note:
        place, end = located(part, manuscript.file, claim.span, claim.span)
        return Finding("wording-loose", "info", place, judgement.note, _evidence(judgement.inputs), "", end)
    return None


def located(part: Part, file: str, span: Span, mark: Span) -> tuple[Place, int]:
    """The place of a claim in the line of its blamed words, and the column behind it there."""
    at = part.place(file, mark.start)
    start = mark.start
    while start > span.start:
        before = part.place(file, start - 1)
        if before.line != at.line or before.column >= part.place(file, start).column:
            break
        start -= 1
    end = mark.end
    while end < span.end:
        after = part.place(file, end)
        if after.line != at.line:
            break
        end += 1
    first, last = part.place(file, start), part.place(file, max(start, end - 1))
    if last.line != first.line:
        end = mark.start
        while end + 1 < span.end and part.place(file, end + 1).line == first.line:
            end += 1
        last = part.place(file, end)
    return first, last.column + 1


def _evidence(inputs: Iterable[Input]) -> str:
    return "; ".join(f"{one.key} {one.session} close {one.level:,} ({one.source})" for one in inputs)
