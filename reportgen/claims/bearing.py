"""What words stand for: "it", "the benchmark", "both", "the three indexes"; and the noun of whom a statement is about."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.claims.names import EQUITIES, Names
from reportgen.claims.sentence import Sentence

UNKNOWN = "?"


@dataclass(frozen=True)
class Subject:
    """Readings by key, the likeliest first, where they stand (mention index, -1 where nowhere), whether told outright.

    `each` are further subjects of the same statement ("the S&P 500 and the Dow rose").
    """

    keys: tuple[str, ...]
    index: int = -1
    sure: bool = True
    each: tuple[tuple[str, int], ...] = ()


def anaphor(sentence: Sentence, kind: str, before: int = -1) -> tuple[str, ...]:
    """What "it", "the index", "the yield" may stand for, the likeliest first."""
    names, context = sentence.names, sentence.context
    seen = [m.value for m in sentence.mentions[:before] if m.tag == "N"] if before > 0 else []
    recent = list(dict.fromkeys([*seen[:1], *reversed(seen), context.subject, *context.mentioned]))
    recent = [key for key in recent if key]
    if kind == "rate":
        return tuple(key for key in recent if key in names.rates) or tuple(sorted(names.rates))
    if kind == "benchmark":
        first = [key for key in names.stocks if names.symbols.get(key) == "^GSPC"]
        return tuple(dict.fromkeys([*first, *recent]))
    if kind == "index":
        found = tuple(key for key in recent if key in names.stocks or names.symbols.get(key, key) in EQUITIES)
        return found[:2]
    if kind == "latter":
        return tuple(seen[-1:]) or context.named[-1:]
    if kind == "former":
        return tuple(seen[:1]) or context.named[:1]
    if kind == "it" and context.other and not seen:
        return ()
    if kind in KINDRED:
        return tuple(key for key in recent if names.symbols.get(key, key) in KINDRED[kind]) or tuple(recent[:2])
    return tuple(recent[:2])


KINDRED = {"metal": ("GC=F", "SI=F", "HG=F"), "currency": ("EURUSD=X", "GBPUSD=X", "JPY=X", "DX-Y.NYB")}
"""What a word for a kind may stand for."""


def of_group(sentence: Sentence, count: int, before: int = -1) -> tuple[str, ...]:
    """The members of "both", "all four indexes",
    "the indexes": those last named if they are so many, else the field.
    """
    names = sentence.names
    seen = [m.value for m in sentence.mentions[: max(before, 0)] if m.tag == "N"]
    after = [m.value for m in sentence.mentions[max(before, 0) :] if m.tag == "N"]
    for group in (
        after if before >= 0 and count and len(after) == count else [],
        seen,
        list(sentence.context.named),
        list(names.stocks if count else _usual(names)),
    ):
        unique = tuple(dict.fromkeys(group))
        if unique and (len(unique) == count or (not count and len(unique) > 1)):
            return unique
    three = _usual(names)
    if count == 3 and len(three) == 3:
        return three
    four = tuple(k for k in names.stocks if names.symbols.get(k) in EQUITIES)
    return four if count == 4 and len(four) == 4 else ()


def _usual(names: Names) -> tuple[str, ...]:
    """The three that "the major indexes" are at least, else every index of shares."""
    three = tuple(k for k in names.stocks if names.symbols.get(k) in ("^GSPC", "^DJI", "^IXIC"))
    return three if len(three) == 3 else names.stocks
