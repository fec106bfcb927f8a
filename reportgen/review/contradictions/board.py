"""The numbers that a text prints, by instrument and period, for words that compare or rank them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.model import Part
from reportgen.review.contradictions.intervals import Interval
from reportgen.review.contradictions.nouns import Saying, When


class Board:
    """Changes in percent by period and instrument, and the tables, lists and captions that they stand in together."""

    def __init__(self, sayings: Iterable[Saying], parts: tuple[Part, ...]) -> None:
        self._told: dict[When, dict[str, list[Saying]]] = {}
        self._fields: dict[When, dict[int, dict[str, None]]] = {}
        block = _blocks(parts)
        for saying in sayings:
            key, when, _ = saying.measured
            if not saying.exact:
                continue
            self._told.setdefault(when, {}).setdefault(key, []).append(saying)
            self._fields.setdefault(when, {}).setdefault(block[saying.part], {})[key] = None

    def printed(self, key: str, when: When) -> Saying | None:
        """The first number of an instrument for a period; None where none is printed, or two that contradict."""
        found = self._told.get(when, {}).get(key, [])[:8]
        return found[0] if found and all(one.agrees(found[0]) for one in found[1:]) else None

    def value(self, key: str, when: When) -> Interval | None:
        """What all the numbers of an instrument for a period leave open together."""
        found = self._told.get(when, {}).get(key, [])[:8]
        if not found or self.printed(key, when) is None:
            return None
        low = max((one.values[0].low for one in found), default=Decimal(0))
        high = min((one.values[0].high for one in found), default=Decimal(0))
        return Interval(low, high) if low <= high else found[0].values[0]

    def fields(self, key: str, when: When) -> list[tuple[str, ...]]:
        """The tables and lists of three or more in which the instrument's number stands, each by its members."""
        return [tuple(field) for field in self._fields.get(when, {}).values() if key in field and len(field) > 2]


def _blocks(parts: tuple[Part, ...]) -> list[int]:
    """Which table, list or paragraph each part belongs to: rows and items that follow each other are one."""
    out: list[int] = []
    number = 0
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        together = (
            before
            and part.role == before.role
            and part.role in ("row", "item")
            and (part.heads, part.path, part.caption) == (before.heads, before.path, before.caption)
        )
        number += not together
        out.append(number)
    return out
