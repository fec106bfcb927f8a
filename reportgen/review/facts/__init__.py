"""Claims held against the closes: each holds, is wrong, or cannot be told, and says by which closes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reportgen.claims import Claim, claims, names
from reportgen.model import Evidence, Finding, Manuscript, Place
from reportgen.review.facts.agreed import agreed
from reportgen.review.facts.blamed import blamed
from reportgen.review.facts.judge import judged
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.support import unsupported
from reportgen.review.facts.told import findings
from reportgen.sayings.cited import noted

__all__ = ["Judgement", "Sight", "facts", "findings", "judged", "judgements"]


def judgements(
    manuscript: Manuscript, evidence: Evidence, read: Iterable[Claim] | None = None
) -> tuple[Judgement, ...]:
    """What becomes of each claim of a text; `read` are its claims where they have been read already."""
    found = claims(manuscript, names(evidence.instruments)) if read is None else read
    return tuple(agreed(found, Sight(evidence)))


def facts(
    manuscript: Manuscript, evidence: Evidence, bound: Collection[Place] = (), read: Iterable[Claim] | None = None
) -> tuple[Finding, ...]:
    """The findings on what a text says of the market. Numbers at the places in `bound` are held to a figure by name: of
    them only a name, a direction or a day beside it can be wrong.
    """
    judged = judgements(manuscript, evidence, read)
    found = [one for one in judged if not (bound and _place(one, manuscript) in bound) or _beside(one)]
    notes = {i for i, part in enumerate(manuscript.parts) if any(noted(part, fact) for fact in evidence.facts.values())}
    found = [one for one in blamed(found, manuscript) if one.claim.part not in notes]  # held to the facts on record
    unheld = [one for one in unsupported(judged, manuscript, evidence) if one.place not in bound]
    return (*findings(found, manuscript, evidence), *unheld)


def _beside(judgement: Judgement) -> bool:
    """Whether words beside the number are wrong, and surely so."""
    return judgement.verdict == "wrong" and judgement.blame != "quantity" and judgement.claim.sure


def _place(judgement: Judgement, manuscript: Manuscript) -> Place | None:
    claim = judgement.claim
    number = claim.marks.get("quantity")
    return manuscript.parts[claim.part].place(manuscript.file, number.start) if number else None
