"""The instruments that a text names: by their official and other names, funds by ticker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.reference import Identity
from reportgen.statements.classes import LIKE_SHARES, classes
from reportgen.statements.sheet import Sheet
from reportgen.statements.ways import lower

GENERIC = frozenset(("index", "fund", "gold", "euro"))


@dataclass(frozen=True)
class Mention:
    """An instrument, and the first stretch of a sheet that names it."""

    identity: Identity
    start: int
    end: int

    @property
    def classes(self) -> frozenset[str]:
        """The triggers that it gives."""
        one = self.identity
        found = classes(one.kind, one.name, one.tracks, one.currency)
        return found | {"leveraged"} if one.leveraged or one.inverse else found


def mentions(sheet: Sheet, names: Iterable[Identity]) -> tuple[Mention, ...]:
    """The indexes, funds and shares of `names` that a sheet names, in the order of their first places."""
    found = []
    for one in names:
        if one.kind not in LIKE_SHARES:
            continue
        spans = [span for name in _names(one) if (span := _first(name, sheet))]
        if spans:
            found.append(Mention(one, *min(spans)))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _names(one: Identity) -> Iterable[str]:
    return dict.fromkeys((one.name, one.short, *one.also, *(past.name for past in one.former)))


def _first(name: str, sheet: Sheet) -> tuple[int, int] | None:
    """Where a name first stands as whole words; a ticker only in capitals."""
    ticker = name.isupper() and len(name) <= 5
    wanted, text = (name, sheet.text) if ticker else (lower(name), sheet.low)
    if len(name) < 2 or wanted in GENERIC:
        return None
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _word(text[at - 1 : at]) and not _word(text[end : end + 1]):
            return at, end
        at = text.find(wanted, at + 1)
    return None


def _word(letter: str) -> bool:
    return bool(re.match(r"[\w&]", letter)) if letter else False
