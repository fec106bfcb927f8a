"""What a piece is by its own words: a commentary, or something that promotes or recommends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportgen.wording.hits import Hit
from reportgen.wording.phrases import weight
from reportgen.wording.sentences import Sentence


@dataclass(frozen=True)
class Communication:
    """The class of a piece; the author's words that recommend, in their order; the first offer of services."""

    kind: Literal["commentary", "promotion", "recommendation"]
    triggers: tuple[Hit, ...] = ()
    offer: Sentence | None = None


def communication(own: Iterable[Hit], sentences: Iterable[Sentence]) -> Communication:
    """A recommendation where the author recommends, a promotion where the author offers services, else a commentary."""
    triggers = tuple(hit for hit in own if hit.category.code == "recommendation")
    if triggers:
        return Communication("recommendation", triggers)
    pattern = weight("offers")
    offer = next((one for one in sentences if one.part.voice == "author" and pattern.search(one.plain)), None)
    return Communication("promotion" if offer else "commentary", offer=offer)
