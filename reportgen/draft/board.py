"""The board: the instruments that the issue compares, in the order of their week, and the mood that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.draft.sight import Sight
from reportgen.draft.speech import leaning, nouns, the, whole
from reportgen.formats import NUMERALS, listed, numeral


@dataclass(frozen=True)
class Board:
    """`subject` is the publication's own instrument, `keys` the board in table order, `order` by the week's change.

    `ways` says up, down or neither by the change that is printed, whatever the verb: +0.1% is a rise; `shown` the
    change as printed: what is printed the same is a tie.
    """

    subject: str
    kind: str
    keys: tuple[str, ...]
    order: tuple[str, ...]
    ways: Mapping[str, int]
    shown: Mapping[str, str]

    @property
    def leader(self) -> str:
        """Who alone is first; empty where nobody is."""
        return self._alone(self.order[0])

    @property
    def last(self) -> str:
        """Who alone is last."""
        return self._alone(self.order[-1])

    def _alone(self, key: str) -> str:
        tied = [k for k in self.keys if self.shown[k] == self.shown[key]]
        return key if len(tied) == 1 and len(self.keys) > 1 else ""

    @property
    def mood(self) -> str:
        """up, down, flat; mixed (gains and losses); firm (gains, the rest little changed); soft (losses likewise)."""
        found = set(self.ways.values())
        if len(found) == 1:
            return {1: "up", -1: "down", 0: "flat"}[found.pop()]
        return "mixed" if {1, -1} <= found else "firm" if 1 in found else "soft"

    def those(self, way: int) -> list[str]:
        """Who went that way, in table order."""
        return [key for key in self.keys if self.ways[key] == way]

    @property
    def others(self) -> tuple[str, ...]:
        """All but the subject, by the week's change."""
        return tuple(key for key in self.order if key != self.subject)

    @property
    def all(self) -> tuple[str, bool]:
        """All of them in words, and whether these are plural."""
        return whole(self.kind, len(self.keys))

    @property
    def noun(self) -> str:
        """What they are, in the plural."""
        return nouns(self.kind, 2)

    @property
    def countable(self) -> bool:
        """Whether their number is written in words."""
        return len(self.keys) < len(NUMERALS)

    def tied(self, sight: Sight, key: str) -> str:
        """The names of those whose change is printed as that of `key`."""
        return listed([the(sight.one(k)) for k in self.keys if self.shown[k] == self.shown[key]])

    def tied_on(self, sight: Sight, key: str, measure: str) -> str:
        """Likewise of a change over another period."""
        same = sight.shown(key, measure)
        return listed([the(sight.one(k)) for k in self.keys if sight.shown(k, measure) == same])

    def rest(self, count: int) -> str:
        """The others in words: the other three indexes."""
        if count == 1:
            return f"the other {nouns(self.kind, 1)}"
        number = f"{numeral(count)} " if count < len(NUMERALS) else ""
        return f"the other {number}{self.noun}"


def board(sight: Sight) -> Board:
    """The subject (the first instrument) and those of its group and kind whose week is the same."""
    subject = next(iter(sight.project.instruments))
    lead, span = sight.one(subject), sight.market.week_of(subject)
    ways, shown, values = {}, {}, {}
    for key, one in sight.project.instruments.items():
        week = sight.market.week_of(key)
        if (one.kind, one.group) != (lead.kind, lead.group) or (week.base, week.end) != (span.base, span.end):
            continue
        value = sight.value(key, "week")
        if sight.verb(key, "week") and value is not None:
            ways[key], values[key], shown[key] = leaning(sight, key, "week"), value, sight.shown(key, "week")
    keys = tuple(ways)
    order = tuple(sorted(keys, key=lambda key: (-values[key], keys.index(key))))
    return Board(subject, lead.kind, keys, order, ways, shown)


def benchmark(sight: Sight, board: Board) -> str:
    """Whom the subject is compared with: the benchmark, else the first other one on the board."""
    chosen = sight.project.market.benchmark
    if chosen == board.subject or chosen not in board.keys:
        chosen = next((key for key in board.keys if key != board.subject), "")
    return chosen
