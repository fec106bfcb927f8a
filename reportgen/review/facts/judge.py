"""A claim's verdict: by every reading in turn, and wrong only where it holds by none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reportgen.claims import Claim
from reportgen.review.facts.calendars import calendar, weekday
from reportgen.review.facts.curves import apart, slope, step, target
from reportgen.review.facts.described import average, dip, relative
from reportgen.review.facts.fields import alone, compared, counted, ranked, spanned
from reportgen.review.facts.highs import at_end, below, bound, depth, position
from reportgen.review.facts.histories import between, off_record, recorded
from reportgen.review.facts.levels import based, levelled, passed
from reportgen.review.facts.milestones import crossed, largest, longest, record_of_year, start, tally
from reportgen.review.facts.moved import changed, flat, idle, moved, no_session
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.reaches import best, history_of
from reportgen.review.facts.runs import best_session, counted_sessions, exception, run_of
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.sinces import since
from reportgen.review.facts.spreads import multiple, spread
from reportgen.review.facts.titles import ahead, alike, biggest, closes, half
from reportgen.review.facts.turns import ordered, undone

Judge = Callable[[Claim, Sight, str], Iterator[Judgement]]
"""The judgements of a claim, one for each reading of its periods, for one subject; none where a reading says nothing."""


JUDGES: Mapping[str, Judge] = {
    "change": changed, "level": levelled, "base": based, "threshold": passed, "direction": moved, "flat": flat,
    "spread": spread, "compare": compared, "ratio": multiple, "rank": ranked, "record": recorded, "gap": off_record,
    "since": since, "streak": run_of, "sole": alone, "closes between": between, "extreme": best_session, "only": exception, "count": counted_sessions,
    "dip": dip, "depth": depth, "position": position, "bound": bound, "below": below, "at end": at_end, "relative": relative, "step": step,
    "apart": apart, "average": average, "best": best, "history": history_of, "largest": largest, "longest": longest, "crossed": crossed, "start": start,
    "record of year": record_of_year, "tally": tally, "ahead": ahead, "undone": undone,
}  # fmt: skip
WHOLE: Mapping[str, Callable[[Claim, Sight], Judgement]] = {
    "weekday": weekday, "calendar": calendar, "target": target, "slope": slope, "half": half, "biggest": biggest, "closes": closes, "alike": alike,
    "order": ordered,
}  # fmt: skip
"""Claims that are about no instrument."""


def judged(claim: Claim, sight: Sight) -> Judgement:
    """What becomes of a claim."""
    if claim.kind in WHOLE:
        return WHOLE[claim.kind](claim, sight)
    if claim.kind == "range" and not claim.subjects:
        return spanned(claim, sight)
    if claim.kind == "count" and claim.detail.startswith("field"):
        return counted(claim, sight)
    subjects = [key for key in claim.subjects if sight.knows(key)]
    if subjects and idle(claim, sight, subjects[0]):
        return no_session(claim, sight, subjects[0])
    if not subjects or (claim.subjects and claim.subjects[0] not in subjects and claim.sure):
        return Judgement(claim, "unsupported")
    first: Judgement | None = None
    unseen: Judgement | None = None
    reached = False
    for key in subjects:
        if _of_old(claim) and not sight.pairs(key, claim.windows[0]):
            return Judgement(claim, "unverifiable", f"the closes at hand do not reach back to {claim.windows[0].year}")
        for judgement in JUDGES[claim.kind](claim, sight, key):
            if judgement.verdict == "holds":
                return judgement
            if judgement.verdict == "wrong":
                reached = reached or unseen is None
                first = first or judgement
            else:
                unseen = unseen or judgement
    if unseen and (first is None or not claim.sure or (_of_old(claim) and not reached)):
        return unseen
    return first or Judgement(claim, "unverifiable", "the closes at hand do not reach that far")


def _of_old(claim: Claim) -> bool:
    """Whether a claim may speak of a year before the closes at hand."""
    return bool(claim.windows) and claim.windows[0].kind == "named year" and "window" not in claim.marks
