"""What a text, or the editions of one piece, cannot say twice: contradictions that need no data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.claims import Claim, Names
from reportgen.claims import claims as read_claims
from reportgen.model import Finding, Manuscript
from reportgen.review.contradictions.board import Board
from reportgen.review.contradictions.counts import counts, streaks
from reportgen.review.contradictions.cuts import cuts
from reportgen.review.contradictions.dates import ends, weekdays
from reportgen.review.contradictions.editions import across, headlines
from reportgen.review.contradictions.identities import identities
from reportgen.review.contradictions.ranges import ranges
from reportgen.review.contradictions.ranking import rankings
from reportgen.review.contradictions.repeats import repeats
from reportgen.review.contradictions.rows import moves
from reportgen.review.contradictions.sayings import sayings
from reportgen.review.contradictions.scene import scene
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.week import steps, weeks

__all__ = ["between", "contradictions"]


def contradictions(
    manuscript: Manuscript, names: Names, claims: tuple[Claim, ...] | None = None
) -> tuple[Finding, ...]:
    """The findings on what a text says twice unequal, ranks against its own numbers, or puts together impossibly.

    `claims` are the manuscript's, where they have been read already. Each finding is an error at the second place.
    """
    read = read_claims(manuscript, names) if claims is None else claims
    return tuple(_found(Text(manuscript), read, names))


def _found(text: Text, claims: tuple[Claim, ...], names: Names) -> Iterator[Finding]:
    around = scene(claims, text.parts)
    told = tuple(sayings(text, claims, names, around))
    yield from repeats(told)
    yield from rankings(text, claims, names, around, Board(told, text.parts))
    yield from weeks(told, around)
    yield from steps(told, around)
    yield from moves(told)
    yield from identities(text)
    yield from ranges(text)
    yield from cuts(text)
    yield from weekdays(text, claims, around)
    yield from ends(text, claims)
    yield from streaks(text, claims)
    yield from counts(text, names)


def between(
    manuscripts: Sequence[Manuscript], names: Names, claims: Sequence[tuple[Claim, ...]] | None = None
) -> tuple[Finding, ...]:
    """The findings on editions of one piece (page, plain text, subject line, titles of charts) that differ in what they
    say: each stands in the later edition and names the earlier. What one says twice is left to `contradictions`.

    `claims` are those of each manuscript, where they have been read already.
    """
    read = [read_claims(one, names) for one in manuscripts] if claims is None else claims
    told = [
        tuple(sayings(Text(manuscript), of_it, names, scene(of_it, manuscript.parts)))
        for manuscript, of_it in zip(manuscripts, read, strict=True)
    ]
    return (*across(told), *headlines(manuscripts))
