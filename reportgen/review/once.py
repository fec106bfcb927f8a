"""What is wrong is told once: not again as unsourced, unsupported, typed by hand or contradicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.claims import Claim
from reportgen.model import Finding, Manuscript
from reportgen.review.stretches import Stretches

WEAKER = {
    code: place
    for place, code in enumerate(
        ("fact-altered", "typed-number", "unsupported", "contradiction", "fact-unsourced", "unsupported-elsewhere",
         "wording-intensity"), 1,
    )
}  # fmt: skip
"""Codes that say less than those before them, and than every "-wrong"; the others say something else."""


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, in order, and of those on the same words only the one that says most."""
    out = list(dict.fromkeys(findings))
    told: dict[tuple[str, int, int], Stretches] = defaultdict(Stretches)
    for one in out:
        rank = _rank(one)
        if rank is not None and one.severity != "info":
            told[one.place.file, one.place.line, rank].add(one.place.column, one.end_column)
    return [one for one in out if not any(more.meets(one.place.column, one.end_column) for more in _above(one, told))]


def _above(one: Finding, told: Mapping[tuple[str, int, int], Stretches]) -> Iterator[Stretches]:
    """The stretches of a finding's line on which one that says more stands."""
    for rank in range(_rank(one) or 0):
        if (one.place.file, one.place.line, rank) in told:
            yield told[one.place.file, one.place.line, rank]


def not_wrong(claims: Sequence[Claim], wrong: Iterable[Finding], manuscript: Manuscript) -> tuple[Claim, ...]:
    """The claims but those that errors stand on: what the closes refute is not held against the rest of a text."""
    spans: dict[int, Stretches] = defaultdict(Stretches)
    for one in wrong:
        if one.severity == "error" and one.code.endswith("-wrong"):
            spans[one.place.line].add(one.place.column, one.end_column)
    if not spans:
        return tuple(claims)

    def refuted(claim: Claim) -> bool:
        mark = claim.marks.get("quantity") or claim.marks.get("direction") or claim.span
        at = manuscript.parts[claim.part].place(manuscript.file, mark.start)
        return at.line in spans and spans[at.line].meets(at.column, at.column + 1)

    return tuple(one for one in claims if not refuted(one))


def _rank(one: Finding) -> int | None:
    if one.code == "unsupported" and one.severity != "error":
        return WEAKER["unsupported-elsewhere"]
    return 0 if one.code.endswith("-wrong") else WEAKER.get(one.code)
