"""One sentence as the readers of claims see it: its mentions, their tags in one string, its clauses, what went before."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.claims.mention import Mention
from reportgen.claims.names import Names
from reportgen.claims.nouns import Unit, Window
from reportgen.model import Span

ADVERBS = {"nonetheless", "nevertheless", "however", "though", "already", "then", "again", "further", "even",
    "alone", "too", "only", "now", "each", "both", "all", "ever", "back", "well", "collectively", "together",
           "later", "soon", "itself", "also", "just", "quietly", "once", "instead", "meanwhile", "more", "much",
           "far", "by", "likewise", "still"}  # fmt: skip
VERBAL = {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "does", "do", "did", "posted",
    "post", "posting", "posts", "recorded", "records",
          "booked", "notched", "saw", "scored", "registered", "managed", "made", "took", "went", "got", "turned",
          "came", "showed", "put", "delivered", "enjoyed",
          "suffered", "endured", "logged", "produced", "returned", "tallied", "chalked", "secured", "marked",
          "capped", "netted", "sustained", "reported", "kept",
          "remained", "stayed", "held", "proved", "looked", "left", "brought", "bringing", "leaving", "taking",
          "moved", "swung", "managing", "racked", "picked", "clocked", "eked",
          "capping", "set", "sets", "setting", "hit", "hits", "hitting", "reached", "reaching", "reaches", "gave",
          "let", "sent", "pushed", "drove", "helped", "seen", "run", "ran", "given", "finally", "closed",
          "returning", "booking", "notching", "recording", "scoring", "logging", "snapping", "extending",
          "extended", "built", "followed", "opened", "began", "started", "staged", "mustered", "remains", "stays",
          "keeps", "leaves", "sits", "looks", "proves", "shows", "stages", "caps", "snaps", "extends", "delivers",
          "suffers", "manages", "notches"}  # fmt: skip


INNER = ("nevertheless", "however", "instead", "meanwhile", "nonetheless")
"""Words that open a clause, and right behind its subject stand inside it."""
STOOD = ("stood", "stands", "ended", "finished", "closed", "sits", "sat")


@dataclass
class Context:
    """What the sentences before have set: the subject last spoken of, those of one sentence, the period, an origin.

    `day` is the day last told. `other` tells that a company or the like was spoken of last, and "it" is none of these. `unit` is what the plain numbers of a list count by the line above it. `base` is a date from which changes are counted until further notice ("Changes since the close of ...").
    """

    subject: str = ""
    named: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    window: Window | None = None
    base: Window | None = None
    direction: int = 0
    heading: Window | None = None
    other: bool = False
    unit: Unit = ""
    day: Window | None = None


@dataclass(frozen=True)
class Sentence:
    """Mentions in order; `tags` has one letter for each. `names` tells what is known, `context` what went before."""

    mentions: tuple[Mention, ...]
    names: Names
    context: Context
    part: int
    tags: str = ""
    clauses: tuple[tuple[int, int], ...] = field(default=())
    text: str = ""
    spent: set[int] = field(default_factory=set)
    """Periods that say since when, or of how many, and so not when."""

    def clause(self, i: int) -> tuple[int, int]:
        """The bounds of the clause that mention `i` stands in."""
        return self._clause_of[i] if 0 <= i < len(self._clause_of) else (0, len(self.mentions))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each mention, small."""
        return tuple([tuple(one.low.split()) for one in self.mentions])

    @cached_property
    def signs(self) -> frozenset[str]:
        """Its tags and its words."""
        return frozenset(self.tags).union(*self.words)

    @cached_property
    def _clause_of(self) -> tuple[tuple[int, int], ...]:
        whole = [(0, len(self.mentions))] * len(self.mentions)
        for begin, end in reversed(self.clauses):
            whole[begin:end] = [(begin, end)] * (end - begin)
        return tuple(whole)

    def span(self, *indexes: int) -> Span:
        """From the first of these mentions to the last."""
        some = [self.mentions[i] for i in indexes if i >= 0]
        return Span(min(m.start for m in some), max(m.end for m in some))


def bounds(row: tuple[Mention, ...], tags: str) -> tuple[tuple[int, int], ...]:
    """The clauses: cut at ; : and dashes, at words that open a clause, and at "and" or a comma before a new subject
    that has a verb of its own.
    """
    cuts = [0]
    for i, tag in enumerate(tags):
        if (
            tag == "w"
            and i
            and row[i].low in INNER
            and (tags[i - 1] in "NT" or (tags[i - 1] == "," and tags[i + 1 : i + 2] == ","))
        ):
            continue
        if (
            tag in ";-.?!"
            or tag == "w"
            or (tag == ":" and not (tags[i - 1 : i] in ("N", "W") and tags[i + 1 : i + 2] in ("Q", "L")))
        ) or (
            (tag in "a," and _opens(row, tags, i + 1))
            or (
                tag == "a"
                and tags[i + 1 : i + 2] == "z"
                and row[i + 1].low in STOOD
                and tags[i + 2 : i + 3] in ("Q", "U", "D")
            )
        ):
            cuts.append(i)
    for i in list(cuts):
        if tags[i : i + 1] == "w" and row[i].low in ("which", "who", "whose"):
            cuts += [
                j
                for j in range(i + 2, len(tags))
                if tags[j] == "," and tags[j + 1 : j + 2] in ("z", "U", "D", "F", "C", "c", "K", "x")
            ][:1]
    edges = sorted({*cuts, len(tags)})
    return tuple((a, b) for a, b in itertools.pairwise(edges) if b > a)


def _opens(row: tuple[Mention, ...], tags: str, i: int) -> bool:
    """Whether a new subject with its own verb begins at mention `i`."""
    j = i
    if tags[j : j + 1] in ("w", "a"):
        j += 1
    while (
        tags[j : j + 1] in ("r", "P", "W", "Y", "x", "O", "K", "H")
        and j < i + 5
        and tags[j : j + 1]
        and not (tags[j] == "x" and row[j].value in VERBAL)
    ):
        j += 1
    if tags[j : j + 1] not in ("N", "T", "B", "X"):
        return False
    k = j + 1
    while k < len(tags) and k < j + 8:
        if tags[k] in "UDFzCcKk":
            return True
        if tags[k] == "x" and row[k].value in VERBAL:
            return True
        if (
            (tags[k] in "x" and row[k].value in ADVERBS)
            or tags[k] in "rWPYnoX"
            or (tags[k] in "Na," and tags[j] == "N" and k < j + 5)
        ):
            k += 1
            continue
        if tags[k] == "," and tags[j] == "X" and (shut := tags.find(",", k + 1, k + 9)) > 0:
            return tags[shut + 1 : shut + 2] in ("U", "D", "F", "z")
        return bool(tags[k] == "Q" and k == j + 1)
    return False
