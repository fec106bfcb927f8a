"""What a text says of one measure, once: of what, for when, which values its words leave open, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportgen.model import Manuscript, Span
from reportgen.review.contradictions.intervals import Interval

Measure = Literal["percent", "points", "basis points", "level"]


class When(NamedTuple):
    """A period as one text means it, so that two wordings of the same one are equal: its kind, which, since when."""

    kind: str
    number: int = 0
    since: str = ""


class Measured(NamedTuple):
    """Of what, when, and in which unit: two sayings of one of these must leave one value open."""

    key: str
    when: When
    measure: Measure


@dataclass(frozen=True)
class Saying:
    """One statement of a measure: `values` has the intervals that its words allow, `span` the words themselves.

    `words` are those to show; `told` is False where no period is told beside them; `alone` are then a heading or
    caption, that stand for the whole, and what a period of the same sentence may cover; `sentence` is where theirs
    begins in the part.
    """

    measured: Measured
    values: tuple[Interval, ...]
    manuscript: Manuscript
    part: int
    span: Span
    words: str
    told: bool = True
    alone: bool = False
    sentence: int = 0

    @property
    def exact(self) -> bool:
        """Whether it is a change in percent, of a told period, with bounds on both sides and a sign."""
        told = self.told and self.measured.measure == "percent" and len(self.values) == 1
        return told and self.values[0].low.is_finite() and self.values[0].high.is_finite()

    def agrees(self, other: Saying) -> bool:
        """Whether one true value satisfies both. One sentence is not held against itself: it tells two things."""
        if (self.part, self.sentence) == (other.part, other.sentence) and self.manuscript is other.manuscript:
            return True
        return any(mine.meets(theirs) for mine in self.values for theirs in other.values)
