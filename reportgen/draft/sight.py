"""What the figures say before a word is written: values, the words that prose will print for them, blocks that stand.

The draft asks the same desk that will print it, so that what it claims and what is printed cannot differ.
"""

from __future__ import annotations

import re

from reportgen.compose.blocks import build
from reportgen.compose.filters import Unprintable, filters
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import ReportgenError
from reportgen.formats import UNMOVED
from reportgen.marks import plain
from reportgen.model import Figure, Instrument, MarketWeek, Passage, Project

ONE = re.compile(r"\{\{ ([a-z0-9_]+)\.([a-z0-9_]+) \| ([a-z_]+) \}\}")
"""An expression that is a figure and its filter, and nothing more."""


class Sight:
    """The week as an editor sees it who may state nothing that the closes do not prove."""

    def __init__(self, project: Project, market: MarketWeek) -> None:
        self.project = project
        self.market = market
        self.week = market.week
        self._desk = Desk(Ink(project, market))
        self._filters = filters(self._desk.ink)
        self._texts: dict[str, str] = {}

    def one(self, key: str) -> Instrument:
        """The instrument of that key."""
        return self.project.instruments[key]

    def figure(self, key: str, measure: str) -> Figure | None:
        """The figure, or None where it is absent."""
        found = self._desk.ink.figure(key, measure)
        return found if isinstance(found, Figure) else None

    def value(self, key: str, measure: str) -> float | None:
        """Its value in full precision."""
        found = self.figure(key, measure)
        return found.value if found and isinstance(found.value, float) else None

    def text(self, words: str) -> str:
        """What prose prints for `words`; empty where it cannot."""
        if words not in self._texts:
            one = ONE.fullmatch(words)
            self._texts[words] = self._filtered(*one.groups()) if one else self._run(words)
        return self._texts[words]

    def _run(self, words: str) -> str:
        said = self._desk.run(Passage(words))
        text = "" if self._desk.errors else plain(said, self._desk.ink.printed)
        self._desk.errors.clear()
        return text

    def _filtered(self, key: str, measure: str, filter: str) -> str:
        """One figure through one filter, as the sandbox would, without compiling the expression for it."""
        found = self._desk.ink.figure(key, measure) if key in self.project.instruments else None
        if filter not in self._filters or not isinstance(found, Figure):
            return self._run(f"{{{{ {key}.{measure} | {filter} }}}}")
        try:
            return plain(self._filters[filter](found), self._desk.ink.printed)
        except Unprintable:
            return ""

    def verb(self, key: str, measure: str) -> str:
        """The verb of a change as the filter `moved` prints it: rose; empty where there is none to print."""
        if self.figure(key, measure) is None:
            return ""
        moved = self.text(f"{{{{ {key}.{measure} | moved }}}}")
        return UNMOVED if moved == UNMOVED else self.text(f"{{{{ {key}.{measure} | verb }}}}")

    def way(self, key: str, measure: str) -> int | None:
        """Up 1, down −1, little changed 0, by the verb that will be printed; None where the figure is absent."""
        verb, value = self.verb(key, measure), self.value(key, measure)
        if not verb or value is None:
            return None
        return 0 if verb == UNMOVED else 1 if value > 0 else -1

    def shown(self, key: str, measure: str) -> str:
        """A figure in its usual form: what is printed the same is not told apart."""
        found = self.figure(key, measure)
        return plain(self._desk.ink.usual(found), self._desk.ink.printed) if found else ""

    def stands(self, block: str) -> bool:
        """Whether a block can be built from what is there."""
        try:
            build(block, self.project, self._desk)
        except ReportgenError:
            return False
        finally:
            lost = bool(self._desk.errors)
            self._desk.errors.clear()
        return not lost
