"""Which words of a wrong statement are the wrong ones, by what else stands beside it.

A name over several numbers of which most are wrong is the wrong name; of which only one is, that number is. A weekday
that a row of weekdays tells twice is the wrong weekday. What stands far from the number is not blamed for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.model import Manuscript, Span
from reportgen.review.facts.nouns import NUMBERED, Judgement

MOST = 0.6
DAYS = ("weekday", "by")


def blamed(judgements: Iterable[Judgement], manuscript: Manuscript) -> Iterator[Judgement]:
    """The judgements, each with the role that is likeliest wrong, in their order."""
    some = list(judgements)
    told = {
        (one.claim.part, one.claim.quantity.value, one.claim.quantity.sign)
        for one in some
        if one.verdict == "holds" and one.claim.quantity
    }
    groups: dict[tuple[int, Span], list[Judgement]] = defaultdict(list)
    for one in some:
        subject = one.claim.marks.get("subject")
        if subject and one.verdict in ("holds", "wrong") and one.claim.kind not in ("direction", "flat"):
            groups[one.claim.part, subject].append(one)
    first: dict[tuple[int, Span], Judgement] = {}
    for key, held in groups.items():
        wrong = [one for one in held if one.verdict == "wrong" and one.blame in ("quantity", "subject")]
        words = manuscript.parts[key[0]].text[key[1].start : key[1].end]
        if words.islower() and not any(c.isdigit() for c in words):
            continue  # a pronoun is hardly wrong
        if len(wrong) > 1 and len(wrong) >= MOST * len(held):
            first[key] = wrong[0]
    for one in some:
        subject = one.claim.marks.get("subject")
        if one.verdict != "wrong" or subject is None:
            yield one
        elif first.get((one.claim.part, subject)) is one:
            yield replace(one, blame="subject", instead="")
        else:
            beside = groups[one.claim.part, subject]
            blame = one.blame
            if blame == "subject" and (_right(beside) or _twice(one, told)):
                blame = "quantity" if "quantity" in one.claim.marks else "direction"
            row = manuscript.parts[one.claim.part].role == "row"
            yield _blaming(one, _near(replace(one, blame=blame), beside, row=row))


def _blaming(one: Judgement, role: str) -> Judgement:
    """A judgement with another role to blame, and without what would have been right for the first."""
    if role == one.blame:
        return one
    return replace(one, blame=role, instead=one.instead if one.claim.kind in NUMBERED else "")


def _near(one: Judgement, beside: list[Judgement], *, row: bool) -> str:
    """The role blamed, or the number where that role is too far from it to be read with it."""
    claim, mark = one.claim, one.claim.marks.get(one.blame)
    if _days(claim) and "quantity" in claim.marks and one.blame != "direction":
        named = Counter(_days(other.claim) for other in beside if _days(other.claim))
        if len(named) > 1:
            return "window" if named[_days(claim)] > 1 and "window" in claim.marks else "quantity"
    if row or mark is None or "quantity" not in claim.marks or one.blame in ("quantity", "direction"):
        return one.blame
    return one.blame if claim.span.start <= mark.start and mark.end <= claim.span.end else "quantity"


def _right(beside: list[Judgement]) -> bool:
    """Whether anything said of the same name holds."""
    return any(other.verdict == "holds" for other in beside)


def _twice(one: Judgement, told: set[tuple[int, Decimal, int]]) -> bool:
    """Whether the same part tells the number of another instrument, for which it holds."""
    quantity = one.claim.quantity
    return quantity is not None and (one.claim.part, quantity.value, quantity.sign) in told


def _days(claim: Claim) -> tuple[str, int] | None:
    window = claim.windows[0] if claim.windows else None
    return (window.kind, window.number) if window and window.kind in DAYS else None
