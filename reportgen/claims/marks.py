"""Which words of a sentence carry what a claim says, and for whom it is said."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import Subject
from reportgen.claims.sentence import Sentence
from reportgen.model import Span


def spread_out(subject: Subject) -> Iterator[Subject]:
    """One subject for each of several that share a statement."""
    yield subject
    for key, index in subject.each:
        yield Subject((key,), index)


def marked(sentence: Sentence, **roles: int) -> dict[str, Span]:
    """The stretches of the mentions that carry each role, those that are nowhere left out."""
    return {role: Span(sentence.mentions[j].start, sentence.mentions[j].end) for role, j in roles.items() if j >= 0}


def span_of(marks: dict[str, Span]) -> Span:
    """From the first to the last of some stretches."""
    return Span(min(one.start for one in marks.values()), max(one.end for one in marks.values()))
