"""Who says what: the author's own phrases, one for each category and sentence, and those of quoted people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reportgen.model import Manuscript
from reportgen.wording.hits import Hit, hits
from reportgen.wording.names import Names, names
from reportgen.wording.phrases import categories
from reportgen.wording.sentences import Sentence, sentences

STRONG = frozenset({"promissory", "exaggerated", "urgent", "recommendation", "forecast"})
"""What is worth a note in somebody else's mouth."""


@dataclass(frozen=True)
class Heard:
    """A text as the lexicon reads it: its sentences, the author's hits, everybody else's, the names passed over."""

    sentences: tuple[Sentence, ...]
    own: tuple[Hit, ...]
    spoken: tuple[Hit, ...]
    names: Names


def heard(manuscript: Manuscript, others: Collection[str] = ()) -> Heard:
    """Reads every part but code."""
    known = names(others)
    read = tuple(one for part in manuscript.parts if part.role != "code" for one in sentences(part, known))
    own: list[Hit] = []
    spoken: list[Hit] = []
    for sentence in read:
        best: dict[str, Hit] = {}
        for hit in hits(sentence):
            code = hit.category.code
            if sentence.part.spoken(hit.start):
                spoken += [hit] if code in STRONG else []
            elif _counts(hit) and (code not in best or hit.weight < best[code].weight):
                best[code] = hit
        own += _apart(best.values())
    return Heard(read, tuple(own), tuple(spoken), known)


def _counts(hit: Hit) -> bool:
    """Whether it counts in its part's voice: among risks only what is hard, in the small print nothing."""
    voice = hit.sentence.part.voice
    return voice in hit.category.voices and (voice != "risk" or hit.phrase.strength == "hard")


def _apart(found: Iterable[Hit]) -> list[Hit]:
    """Of two categories on the same words the first of the lexicon's order is told; a class's triggers all count."""
    order = list(categories())
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda one: order.index(one.category.code)):
        if hit.category.whole or not any(
            hit.start < one.end and one.start < hit.end for one in kept if not one.category.whole
        ):
            kept.append(hit)
    return kept
