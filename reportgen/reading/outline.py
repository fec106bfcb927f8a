"""From blocks to parts: what stands under which heading, who speaks, which sentence introduces which list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reportgen.model.manuscript import Part, Role, Span, Voice
from reportgen.reading.letters import Strand
from reportgen.reading.speech import speech

RISKS = re.compile(
    r"\brisks?\b|\brisky\b|\bcaveats?\b|\bdownsides?\b|\bheadwinds?\b|go(?:es|ing)? wrong\b|\bwhat to watch out for\b"
    r"|\bthreats?\b|\bpitfalls?\b|\bwhat (?:could|would|might|may) (?:hurt|spoil|derail|break|upset)\b"
)
NO_RISKS = re.compile(r"risk[- ](?:on|off|free|assets?|appetite|adjusted|reward|premi\w+|rally|return|parity|taking)\b")
SMALL_PRINT = re.compile(
    r"\bdisclosures?\b|\bdisclaimers?\b|\bimportant (?:information|notices?|notes?|legal)\b|^legal\b"
    r"|\blegal (?:notices?|information|notes?|terms)\b|\bterms (?:of use|and conditions)\b"
    r"|\bregulatory (?:information|notices?)\b"
    r"|^(?:general|risk) (?:warnings?|advice)\b|\bsmall print\b|\bfine print\b|^imprint\b"
    r"|^about this (?:report|document)$"
)
LONGEST = 10
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]?[A-Z0-9\u00c0-\u00de])")


@dataclass(frozen=True)
class Block:
    """A part in the making: its words, what it is, and what its markup alone says of it.

    A heading whose `level` is 0 was guessed from a short line. Blocks of one table or list share a `group`; of a row
    `cells` and `heads` are known already, a `caption` only where the markup has one. `scopes` are the sections of a
    page around it, the outermost first: what a heading in a section says ends with the section.
    """

    role: Role
    words: Strand
    voice: Voice = "author"
    level: int = 0
    cells: tuple[Span, ...] = ()
    heads: tuple[str, ...] = ()
    caption: str = ""
    group: int = 0
    scopes: tuple[int, ...] = ()


class Heading(NamedTuple):
    """A heading that blocks stand under."""

    level: int
    words: str
    voice: Voice
    scopes: tuple[int, ...]

    def ends(self, block: Block) -> bool:
        """Whether it says nothing of this block any more."""
        return (block.role == "heading" and self.level >= block.level) or (
            self.scopes != block.scopes[: len(self.scopes)]
        )


def parts(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """The blocks as parts, in their order; those without a letter are left out."""
    told = levelled([block for block in blocks if block.words.text])
    out: list[Part] = []
    above: list[Heading] = []
    introduction, group, caption = "", 0, ""
    for block in told:
        text = block.words.text
        while above and above[-1].ends(block):
            above.pop()
        path = tuple(heading.words for heading in above)
        voice: Voice = block.voice
        if block.role == "heading":
            voice = _heading_voice(block, above[-1].voice if above else "author")
            above.append(Heading(block.level, text, voice, block.scopes))
        elif voice == "author" and above and block.role not in ("meta", "title"):
            voice = above[-1].voice
        if block.role in ("item", "row"):
            if block.group != group:
                group, caption, introduction = block.group, introduction, ""
            owned = block.caption or caption or (path[-1] if path and block.role == "row" else "")
        else:
            owned, group = block.caption, 0
        if block.role == "paragraph":
            introduction = _introduces(text)
        elif block.role not in ("item", "row", "caption", "alt", "code"):
            introduction = ""
        out.append(
            Part(
                block.role, text, block.words.runs, voice, block.level, path, speech(text), block.cells, block.heads,
                owned,
            )
        )  # fmt: skip
    return tuple(out)


def topic(heading: str) -> Voice:
    """Who speaks under a heading, as far as its words tell."""
    words = heading.lower().strip(" .:")
    if SMALL_PRINT.search(words):
        return "disclosure"
    return "risk" if len(words.split()) <= LONGEST and RISKS.search(NO_RISKS.sub("", words)) else "author"


def _heading_voice(block: Block, above: Voice) -> Voice:
    """A heading's voice: that of its markup, of the small print that it stands in, of its words, of those above it."""
    if block.voice != "author" or above == "disclosure":
        return block.voice if block.voice != "author" else above
    own = topic(block.words.text)
    return above if own == "author" else own


def _introduces(text: str) -> str:
    """The sentence that ends a paragraph with a colon, if one does."""
    return SENTENCE.split(text)[-1] if text.endswith(":") else ""


CHAPTER = re.compile(
    r"^(?:what|how|why|where|when|who|the numbers|the bottom line|bottom line|the week|week ahead|conclusion|summary"
    r"|key (?:points|takeaways)|outlook|looking (?:ahead|forward)|final|takeaways?|notes?\b|sources?\b)",
    re.IGNORECASE,
)


def levelled(blocks: Sequence[Block]) -> list[Block]:
    """Headings that were guessed from short lines get their levels.

    The first is the title where nothing stands before it. One that is followed by another, or by one paragraph that
    ends with a colon and then another, holds it and its like, until one comes that opens a chapter by its words
    (How …, What …, The bottom line) or holds others itself.
    """
    told = [(at, block) for at, block in enumerate(blocks) if block.role == "heading" and not block.level]
    if not told:
        return list(blocks)
    out = list(blocks)
    known = [block.level for block in blocks if block.role == "heading" and block.level]
    first = max(known, default=1) + 1
    if (
        not known
        and not any(block.role == "title" for block in blocks)
        and all(block.role == "meta" for block in blocks[: told[0][0]])
    ):
        at, block = told.pop(0)
        out[at] = replace(block, role="title", level=1)
    held = False
    for at, block in told:
        holds = _holds(blocks, at)
        chapter = holds or not held or CHAPTER.match(block.words.text) or topic(block.words.text) != "author"
        out[at] = replace(block, level=first if chapter else first + 1)
        held = bool(holds or (held and not chapter))
    return out


def _holds(blocks: Sequence[Block], at: int) -> bool:
    after = [block.role for block in blocks[at + 1 : at + 3]]
    if after[:1] == ["heading"]:
        return True
    return after == ["paragraph", "heading"] and blocks[at + 1].words.text.endswith(":")
