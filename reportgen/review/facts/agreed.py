"""Claims judged sentence by sentence: where a period is not told, the statements of one sentence share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.claims import Claim, Window
from reportgen.review.facts.judge import judged
from reportgen.review.facts.moved import true_of
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Sight

UNTOLD = ("change", "direction", "flat", "compare", "spread", "rank", "ratio", "count", "sole")


def agreed(claims: Iterable[Claim], sight: Sight) -> Iterator[Judgement]:
    """What becomes of each claim, in order.

    Of a sentence's numbers without a period the one reading by which most of them hold is that of all its statements
    without one: a week's gain beside a day's fall is no sentence.
    """
    for _, group in groupby(claims, key=lambda one: (one.part, one.sentence)):
        some = list(group)
        shared = _shared([one for one in some if _open(one)], sight)
        for claim in some:
            yield judged(replace(claim, windows=(shared,)) if shared and _open(claim) else claim, sight)


def _open(claim: Claim) -> bool:
    """Whether a claim leaves its period to be understood."""
    return claim.kind in UNTOLD and len(claim.windows) > 1 and "window" not in claim.marks


def _shared(claims: Sequence[Claim], sight: Sight) -> Window | None:
    """The period by which most numbers of a sentence hold, where it is one alone."""
    numbers = [one for one in claims if one.quantity is not None and one.kind in ("change", "spread")]
    if not numbers or len(claims) < 2:
        return None
    windows = list(dict.fromkeys(window for one in numbers for window in one.windows))
    held = {
        window: sum(_holds(replace(one, windows=(window,)), sight) for one in numbers if window in one.windows)
        for window in windows
    }
    best = max(held.values())
    winners = [window for window, many in held.items() if many == best]
    return winners[0] if best and len(winners) == 1 else None


def _holds(claim: Claim, sight: Sight) -> bool:
    """Whether a claim holds; of a change nothing more is worked out than that."""
    if claim.kind != "change" or not claim.subjects or not all(map(sight.knows, claim.subjects)):
        return judged(claim, sight).verdict == "holds"
    return any(true_of(claim, sight, key) for key in claim.subjects)
