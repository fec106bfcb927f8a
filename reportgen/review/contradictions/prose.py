"""Claims in sentences: those of which the words leave no doubt about whom they are about and when."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.claims import Claim, Names
from reportgen.claims.atoms import atoms
from reportgen.claims.tagging import mentions
from reportgen.claims.times import DAYS, MONTHS
from reportgen.model import Span
from reportgen.review.contradictions.lexicon import CLOSED, OTHERS, PASSED
from reportgen.review.contradictions.nouns import When
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.sentences import Text

TITLED = {
    *DAYS, *MONTHS, "index", "composite", "average", "industrial", "industrials", "week", "day", "year", "change",
    "close", "on", "for", "in", "the", "u", "s", "u.s",
}  # fmt: skip
"""Words with a capital that name nothing else."""
WORD = re.compile(r"[A-Za-z][\w&.’']*")
NUMBERED = re.compile(r"\d%|percent|points?\b", re.I)
APART = re.compile(r"\s+(?:below|above|under|over|away|behind|ahead|shy|short|apart|wide|more|less|of the)\b", re.I)
"""Behind a number: a distance or a share, no change."""
SPANNING = re.compile(r"\b(?:down|up|through|and) to\s*$", re.I)
THEIRS = re.compile(r"\s+(?:for|in|by|on|at|from) (?:the )?([A-Z]\w*)")
"""Before and behind a number that is another's: "from +0.1% for the FTSE 100 down to −0.1% for the S&P 500"."""
TIMED = re.compile(
    r"[^\w\s]*\s+(?:\([^()]{1,12}\)\s+)?(?:(?:for|in|over|during|since|on|so far)\s+)?(?:(?:the|this)\s+)?"
    r"(?:week|month|quarter|year|(?:mon|tues|wednes|thurs|fri)day|session)\b",
    re.I,
)
"""Behind a number: a period, which is likelier its own than one before it."""
STEPPED = re.compile(r"(?:up|down)\s+to\s+[+−-]?\d", re.I)
OPENING = re.compile(
    r"(?:^|[,;:—–(])\s*(?:(?:and|but|while|then)\s+)?(?:(?:on|for|in|over|during)\s+)?(?:the)?\s*$", re.I
)
"""What stands before a period that opens its clause, so that the verb behind the name is said of it."""
AFTER = 40
"""Letters behind a period that may tell which one it is."""


class Told(NamedTuple):
    """A period, and whether it is told beside the claim, or only in its sentence or heading."""

    when: When
    outright: bool


def in_prose(text: Text, claim: Claim, names: Names, scene: Scene) -> Told | None:
    """The period of a sentence's claim; None where its subject, period or basis is in doubt."""
    subject, window = claim.marks.get("subject"), claim.marks.get("window")
    mark = claim.marks.get("quantity") or claim.marks.get("direction")
    if subject is None or mark is None or not claim.windows or not text.plain(claim.part, mark.start):
        return None
    words = text.parts[claim.part].text
    name = words[subject.start : subject.end]
    if not named(name, claim.subjects[0], names) or not _beside(words, subject, mark, claim):
        return None
    if window is None:
        when = scene.when(claim.windows[0])
        return Told(when, len(claim.windows) == 1) if when else None
    kind = claim.windows[0].kind
    before = words[text.sentence(claim.part, mark.start).start : window.start]
    bare = kind == "date" and claim.kind == "change" and "direction" not in claim.marks
    moved = claim.kind in ("direction", "flat") and window.start < subject.start and not OPENING.search(before)
    when = scene.when(
        claim.windows[0], before, words[window.start : window.end], words[window.end : window.end + AFTER]
    )
    torn = window.start < mark.start and TIMED.match(words, mark.end)
    if when is None or bare or moved or torn:
        return None
    return Told(when, len(claim.windows) == 1 or kind in ("named year", "last week"))


def named(words: str, key: str, names: Names) -> bool:
    """Whether words are a name of the instrument that stands for nothing else."""
    row = mentions(words, 0, len(words), names)
    if len(row) != 1 or (row[0].tag, row[0].value) != ("N", key):
        return False
    spelled = tuple(one.low for one in atoms(words) if one.kind != "p" or one.text in "&")
    return (spelled[1:] if spelled[:1] == ("the",) else spelled) not in names.soft


def _beside(words: str, subject: Span, mark: Span, claim: Claim) -> bool:
    """Whether nothing around a name and its number could be what the number is about."""
    after = words[mark.end : mark.end + AFTER]
    theirs = THEIRS.match(after)
    if APART.match(after) or (theirs and subject.start < mark.start and theirs[1].lower() not in TITLED):
        return False
    following = WORD.match(words[subject.end : subject.end + AFTER].lstrip(" "))
    if following and _names(following[0]) and words[subject.end : subject.end + 1] == " ":
        return False
    begin = min(subject.end, mark.end)
    between = words[begin : max(subject.start, mark.start)]
    tail = between[max((found.end() for found in NUMBERED.finditer(between)), default=0) :]
    if len(tail) < len(between):
        # "+1.6% by Monday, +3.0% by Tuesday": a second number needs a period or a verb of its own.
        own = [claim.marks[role].start for role in ("window", "direction") if role in claim.marks]
        if not any(at >= begin + len(between) - len(tail) for at in own):
            return False
    if claim.kind == "direction" and STEPPED.match(words, mark.start):
        return False
    if OTHERS.search(tail) or SPANNING.search(between) or any(map(_names, WORD.findall(tail))):
        return False
    return claim.kind != "level" or bool(CLOSED.search(between) and not PASSED.search(between))


def _names(word: str) -> bool:
    """Whether a word may be the name of something else."""
    return word[0].isupper() and word.lower().rstrip(".") not in TITLED
