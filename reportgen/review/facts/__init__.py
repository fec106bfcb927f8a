"""Claims held against the closes: each holds, is wrong, or cannot be told, and says by which closes."""

from __future__ import annotations

from reportgen.claims import claims, names
from reportgen.model import Evidence, Finding, Manuscript
from reportgen.review.facts.judge import judged
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.told import findings

__all__ = ["Judgement", "Sight", "facts", "findings", "judged", "judgements"]


def judgements(manuscript: Manuscript, evidence: Evidence) -> tuple[Judgement, ...]:
    """What becomes of each claim of a text."""
    sight = Sight(evidence)
    return tuple(judged(claim, sight) for claim in claims(manuscript, names(evidence.instruments)))


def facts(manuscript: Manuscript, evidence: Evidence) -> tuple[Finding, ...]:
    """The findings on what a text says of the market."""
    return tuple(findings(judgements(manuscript, evidence), manuscript, evidence))
