"""Counts on record as a pair ("281 to 220") that a sentence tells apart: "281 shares rose and 220 fell"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.model import Fact, Part, Span
from reportgen.sayings.speech import sentences

COUNTS = re.compile(r"(\d{2,3}|\d{1,3}(?:,\d{3})+) (?:to|and) (\d{2,3}|\d{1,3}(?:,\d{3})+)")
ROSE = re.compile(r"\b(?:rose|gain\w*|advanc\w*|higher|up|climb\w*|winners?|increas\w*|positive)\b", re.IGNORECASE)
FELL = re.compile(
    r"\b(?:fell|declin\w*|los[et]\w*|lower|down|dropp?\w*|slipp?\w*|retreat\w*|negative)\b", re.IGNORECASE
)


def counted_apart(part: Part, facts: Iterable[Fact]) -> list[Span]:
    """Both numbers of a pair on record, where one sentence tells them, each of what the record counts by it."""
    out = []
    for fact in facts:
        pair = COUNTS.fullmatch(fact.value)
        if not pair or pair[1] not in part.text or pair[2] not in part.text:
            continue
        rising_first = bool(ROSE.match(fact.about))
        for sentence in sentences(part.text):
            spans = [_alone(part.text, number, sentence) for number in pair.groups()]
            if (
                all(spans)
                and _told(part.text, spans[0], spans, sentence) is not (not rising_first)
                and _told(part.text, spans[1], spans, sentence) is not rising_first
            ):
                out += [span for span in spans if span]
    return out


def _alone(text: str, number: str, sentence: Span) -> Span | None:
    found = re.compile(rf"(?<![\d.,]){number}(?![\d%]|[.,]\d)").search(text, sentence.start, sentence.end)
    return Span(*found.span()) if found else None


def _told(text: str, span: Span | None, spans: Iterable[Span | None], sentence: Span) -> bool | None:
    """Whether a number counts what rose, by the first word of a direction behind it; None where none stands there."""
    assert span is not None
    stop = min((one.start for one in spans if one and one.start > span.start), default=sentence.end)
    rose, fell = (words.search(text, span.end, stop) for words in (ROSE, FELL))
    if rose and fell:
        return rose.start() < fell.start()
    return True if rose else False if fell else None
