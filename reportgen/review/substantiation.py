"""The substantiation of a text from outside: each claim, what became of it, and whose closes say so."""

from __future__ import annotations

from reportgen.claims import claims, names
from reportgen.model import Evidence, Manuscript, Substantiated
from reportgen.review.facts.judge import judged
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.sight import Sight


def rows(manuscript: Manuscript, evidence: Evidence) -> tuple[Substantiated, ...]:
    """Every claim of the text in reading order, each once for each place."""
    sight = Sight(evidence)
    found = claims(manuscript, names(evidence.instruments))
    return tuple(dict.fromkeys(_row(judged(claim, sight), manuscript) for claim in found))


def _row(judgement: Judgement, manuscript: Manuscript) -> Substantiated:
    claim, inputs = judgement.claim, judgement.inputs
    part = manuscript.parts[claim.part]
    mark = claim.marks.get("quantity") or claim.marks.get(judgement.blame) or claim.span
    read = sorted({one.retrieved for one in inputs if one.retrieved})
    closes = "; ".join(f"{one.level} on {one.session} ({one.key})" for one in inputs)
    return Substantiated(
        part.text[claim.span.start : claim.span.end],
        str(part.place(manuscript.file, claim.span.start)),
        judgement.verdict,
        ": ".join(filter(None, (judgement.truth, closes))),
        source=", ".join(dict.fromkeys(one.source for one in inputs if one.source)),
        url=" ".join(dict.fromkeys(one.url for one in inputs if one.url)),
        retrieved=" to ".join(dict.fromkeys([*read[:1], *read[-1:]])),
        printed=part.text[mark.start : mark.end],
    )
