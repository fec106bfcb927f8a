"""Benefits without risks: whether a piece that speaks of what can be gained speaks of what can be lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.wording.phrases import weight
from reportgen.wording.sentences import Sentence

SHORT = 150
"""Pieces of fewer words are not judged."""
FEW = 3
"""Fewer sentences of benefit are no lean yet."""
RATIO = 4
"""One sentence of risk weighs against so many of benefit."""


@dataclass(frozen=True)
class Balance:
    """The author's sentences that speak of benefits, and how many speak of risks."""

    benefits: tuple[Sentence, ...] = ()
    risks: int = 0

    @property
    def leans(self) -> bool:
        """Whether it speaks of benefits, and hardly or never of risks."""
        return len(self.benefits) >= FEW and self.risks * RATIO < len(self.benefits)


def balance(sentences: Sequence[Sentence]) -> Balance:
    """Weighs a whole piece; one that is short, or has a section on risks, is not weighed. Quotes count for nothing."""
    own = [one for one in sentences if one.part.voice in ("author", "risk") and one.part.role not in ("quote", "row")]
    if sum(one.words.count(" ") + 1 for one in own) < SHORT or _section(own):
        return Balance()
    gains, losses = weight("benefits"), weight("risks")
    benefits = tuple(one for one in own if gains.search(one.plain))
    return Balance(benefits, sum(bool(losses.search(one.plain)) for one in own))


def _section(own: Sequence[Sentence]) -> bool:
    headed = weight("headed")
    return any(one.part.voice == "risk" and one.words.count(" ") >= FEW for one in own) or any(
        headed.search(above.lower()) for above in {above for one in own for above in one.part.path}
    )
