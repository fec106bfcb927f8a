"""Waivers in a text: a comment beside the words lets one finding pass, with a reason, a person and an end date.

`{# check-ok: wording-exaggerated "compelling" reason="risks stand beside it" by="J. Smith" until=2026-12-31 #}`, or the
same between `<!--` and `-->`. It bears on the paragraph that it stands in and on the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.model import Place

OPENING = re.compile(r"(\{#-?|<!--)\s{0,20}check-ok\b:?")
CLOSING = {"{": "#}", "<": "-->"}
LONGEST = 2000
"""A comment that is not closed within so many letters is none."""
CODE = re.compile(r"\s*([a-z][a-z0-9-]*)")
WORDS = re.compile(r"\"([^\"]*)\"|“([^”]*)”|'([^']*)'")
KEY = re.compile(r"\b(reason|by|until)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)'|([^\s\"'#>]+))")
BREAK = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]{0,12}(?:[-*+]|\d{1,3}[.)]) )|\n(?=#{1,6} )|\n(?=[a-z_]{1,40}:(?:\s|$))"
    r"|</(?:p|li|h[1-6]|tr|blockquote|figcaption|div|section|title)>",
    re.IGNORECASE,
)
NO_WORDS = re.compile(r"\{#[^#]{0,2000}#\}|<!--[^>]{0,2000}-->|</?\w[^>]{0,200}>")
LEAST = 12
"""A reason of fewer letters is none."""
FAR = 20
"""So many empty paragraphs are passed over on the way to the next."""


@dataclass(frozen=True)
class Waiver:
    """One waiver: the finding's `code`, the `words` that its evidence holds, why, who answers for it, until when.

    It bears on places from `first` up to but without `beyond`, each a line and a column; `missing` says what it lacks.
    """

    place: Place
    end_column: int
    text: str
    code: str
    words: str
    reason: str
    by: str
    until: date | None
    first: tuple[int, int]
    beyond: tuple[int, int]
    missing: tuple[str, ...] = ()


def waivers(source: str, file: str) -> tuple[Waiver, ...]:
    """Every waiver of a file's text, complete or not."""
    if "check-ok" not in source:
        return ()
    text = _Text(source)
    return tuple(_waiver(text, file, *span) for span in _comments(source))


class _Text:
    """A source with its lines and its paragraphs."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self.breaks = [0, *(found.end() for found in BREAK.finditer(source)), len(source)]

    def spot(self, offset: int) -> tuple[int, int]:
        """The line and column of a letter, from 1."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def scope(self, start: int, end: int) -> tuple[int, int]:
        """From the beginning of the paragraph around to the end of the next that has words of its own."""
        first = bisect_right(self.breaks, start) - 1
        last = bisect_right(self.breaks, end) - 1
        for number in range(last + 1, min(last + FAR, len(self.breaks) - 1)):
            block = NO_WORDS.sub("", self.source[self.breaks[number] : self.breaks[number + 1]])
            if any(letter.isalnum() for letter in block):
                return self.breaks[first], self.breaks[number + 1]
        return self.breaks[first], self.breaks[min(last + 1, len(self.breaks) - 1)]


def _comments(source: str) -> Iterator[tuple[int, int, int, int]]:
    """Each comment from its first letter to behind its last, and what stands inside."""
    behind = 0
    for found in OPENING.finditer(source):
        closing = CLOSING[found[0][0]]
        at = source.find(closing, found.end(), found.end() + LONGEST)
        if found.start() >= behind and at >= 0:
            behind = at + len(closing)
            yield found.start(), behind, found.end(), at


def _waiver(text: _Text, file: str, start: int, end: int, begin: int, stop: int) -> Waiver:
    inside = text.source[begin:stop].replace('\\"', '"')
    code = CODE.match(inside)
    keys = {key[1]: next(filter(None, key.groups()[1:]), "").strip() for key in KEY.finditer(inside)}
    words = WORDS.search(KEY.sub("", inside[code.end() if code else 0 :]))
    said = next(filter(None, words.groups()), "").strip() if words else ""
    reason, by = keys.get("reason", ""), keys.get("by", "")
    until = _day(keys.get("until", ""))
    lacks = {
        "the finding's code": not code,
        "the words that it lets pass": not said,
        f"a reason of {LEAST} letters or more": len(reason) < LEAST,
        "a person (by)": not re.search(r"[^\W\d_]{2}", by),
        "an end date (until=2026-12-31)": until is None,
    }
    (line, column), (last, beyond) = text.spot(start), text.spot(end)
    first, next_end = text.scope(start, end)
    return Waiver(
        Place(file, line, column), beyond if last == line else 0, text.source[start:end], code[1] if code else "", said,
        reason, by, until, text.spot(first), text.spot(next_end), tuple(what for what in lacks if lacks[what]),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None
