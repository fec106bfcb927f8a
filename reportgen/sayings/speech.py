"""Quoted speech in a manuscript: each stretch of somebody else's words, and what stands beside it to say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model import Manuscript, Part, Span

SHORTEST = 4
"""Words from which on a stretch between quotation marks is somebody's sentence rather than a term."""
ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Co|Corp|Ltd|Mr|Mrs|Ms|Dr|St|Jr|Sr|No|vs|Prof|Gov|Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b[ap]\.m)\.$"
)
END = re.compile(r"[.!?…][\"”’)\]]*(?=\s+[“\"(\[]?[A-Z0-9–—-])")
DASH = re.compile(r"\s*(?:[—–―]|--?)\s*(?=[^\W\d_])")
VERB = re.compile(r"\b(?:said|says|wrote|writes|told|adds|added|argued|argues|noted|notes|explained|warned|warns)\b")
MARKS = '“”"„«»‟'
NEAR = 400
"""Letters of the surroundings, at most, in which an attribution is sought."""


@dataclass(frozen=True)
class Saying:
    """Words between quotation marks, or of a block quote: the part and the stretch of its text that they fill.

    `beside` are the stretches around them that may say whose they are, each with its part; `credit` is the line behind
    a dash, where there is one. `apart` are words set on their own, not within a sentence of the author's.
    """

    part: Part
    span: Span
    beside: tuple[tuple[Part, Span], ...]
    credit: tuple[Part, Span] | None
    apart: bool

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.part.text[self.span.start : self.span.end]

    @property
    def surroundings(self) -> str:
        """All that stands beside the words, the credit included."""
        places = (*self.beside, *((self.credit,) if self.credit else ()))
        return " ".join(part.text[span.start : span.end] for part, span in places)


def sayings(manuscript: Manuscript) -> Iterator[Saying]:
    """Every stretch of quoted speech of four words and more, in the order of the text."""
    parts = manuscript.parts
    for index, part in enumerate(parts):
        if part.role in ("code", "row", "alt", "meta") or part.voice in ("disclosure",):
            continue
        for span in _stretches(part):
            if len(part.text[span.start : span.end].split()) >= SHORTEST:
                yield _saying(parts, index, span)


def sentences(text: str) -> list[Span]:
    """The sentences of a text (white space single), in order, the space between them left out."""
    out, start = [], 0
    for match in END.finditer(text):
        if match[0] == "." and ABBREVIATED.search(text, max(0, match.start() - 8), match.end()):
            continue
        out.append(Span(start, match.end()))
        start = match.end() + 1
    if start < len(text):
        out.append(Span(start, len(text)))
    return out


def _stretches(part: Part) -> tuple[Span, ...]:
    """The outermost stretches of speech; a block quote without marks is one up to its credit."""
    outer: list[Span] = []
    for span in sorted(part.speech, key=lambda one: (one.start, -one.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    if outer or part.role != "quote" or DASH.match(part.text):
        return tuple(outer)
    credit = next((m for m in DASH.finditer(part.text) if _credit_like(part.text[m.end() :])), None)
    return (Span(0, credit.start() if credit else len(part.text)),)


def _credit_like(text: str) -> bool:
    """Whether a line behind a dash names somebody rather than goes on speaking."""
    return bool(re.match(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*)+", text)) and len(text) < NEAR


def _saying(parts: Sequence[Part], index: int, span: Span) -> Saying:
    part = parts[index]
    end = len(part.text)
    behind = next((at for at in range(span.end, end) if part.text[at] not in MARKS + " "), end)
    before = len(part.text[: span.start].rstrip(MARKS + " "))
    credit = _credit(parts, index, behind)
    after = [] if credit or behind >= end else [(part, _after(part, span, behind))]
    after = [(one, told) for one, told in after if told.end > told.start]
    if before:
        beside = _before(part, span, before, bool(credit or any(VERB.search(one.text, *told) for one, told in after)))
    else:
        beside = _above(parts[index - 1]) if index else []
    apart = part.role == "quote" or not before
    return Saying(part, span, (*beside, *after), credit, apart)


def _before(part: Part, span: Span, before: int, told: bool) -> list[tuple[Part, Span]]:
    """The last two sentences before the words, up to an earlier quotation: whose that was, is `told` behind these."""
    earlier = max((one.end for one in part.speech if one.end <= span.start), default=0)
    first = max(earlier, before - NEAR)
    found = sentences(part.text[first:before])
    ended = part.text[first:before].rstrip().endswith((".", "!", "?"))
    if earlier and told and (len(found) > 1 or ended):
        return []
    start = first + (found[-2].start if len(found) > 1 else 0)
    return [(part, Span(start, before))] if before > start else []


def _above(part: Part) -> list[tuple[Part, Span]]:
    """The last sentence of the part before, where it is the author's."""
    if part.role not in ("paragraph", "item") or part.voice == "quote":
        return []
    shift = max(0, len(part.text) - NEAR)
    found = sentences(part.text[shift:])
    if not found or any(one.end > shift + found[-1].start for one in part.speech):
        return []
    return [(part, Span(shift + found[-1].start, shift + found[-1].end))]


def _after(part: Part, span: Span, behind: int) -> Span:
    """What follows in the words' own sentence; after a full stop, a sentence that begins with a name and speaks."""
    following = min((one.start for one in part.speech if one.start >= behind), default=len(part.text))
    rest = part.text[behind : min(following, behind + NEAR)]
    first = next((one.end for one in sentences(rest)), len(rest))
    closed = part.text[span.start : span.end].rstrip().endswith((".", "!", "?")) and rest[:1].isupper()
    return Span(behind, behind + (first if not closed or VERB.search(rest, 0, first) else 0))


def _credit(parts: Sequence[Part], index: int, behind: int) -> tuple[Part, Span] | None:
    """The line behind a dash: after the words in their own part, or as the part that follows."""
    part = parts[index]
    if dash := DASH.match(part.text, behind):
        return part, Span(dash.end(), len(part.text))
    if behind >= len(part.text.rstrip()) and index + 1 < len(parts):
        following = parts[index + 1]
        if dash := DASH.match(following.text):
            return following, Span(dash.end(), len(following.text))
        if part.role == "quote" and following.role in ("quote", "caption") and not following.speech:
            return following, Span(0, len(following.text))
    return None
