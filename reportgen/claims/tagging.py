"""A sentence as mentions: each phrase that says something, with its tag; the rest as unknown words and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from reportgen.claims.atoms import SIGNS, Atom, atoms
from reportgen.claims.called import name_at
from reportgen.claims.groups import GROUPED, group_at
from reportgen.claims.joined import dates_joined, one_of_two, what_it_counts
from reportgen.claims.lexicon import DROPPED, Meaning, hedge_of, phrases
from reportgen.claims.mention import Mention, mention_of
from reportgen.claims.names import Names
from reportgen.claims.numbers import PARTS, TENS, UNITS, number
from reportgen.claims.otherwise import of_another
from reportgen.claims.periods import period
from reportgen.claims.pieces import unhyphened
from reportgen.claims.summits import summits
from reportgen.claims.times import starts
from reportgen.claims.trie import Node, longest, trie

GLUE = frozenset("-‑‐/.")
ANAPHORA = {
    ("it",): "it", ("the", "index"): "index", ("the", "gauge"): "index", ("the", "average"): "index", ("the",
    "measure"): "index",
    ("that", "index"): "index", ("this", "index"): "index", ("the", "yield"): "rate", ("the",
    "rate"): "rate", ("yields",): "rate",
    ("the", "metal"): "metal", ("the", "benchmark"): "benchmark", ("the", "benchmark", "index"): "benchmark", ("the",
    "barometer"): "index",
    ("the", "currency"): "currency", ("the", "commodity"): "it", ("the", "contract"): "it", ("the",
    "latter"): "latter", ("the", "former"): "former", ("its", "yield"): "rate",
    ("the", "precious", "metal"): "metal", ("the", "composite"): "index", ("the", "indicator"): "index",
}  # fmt: skip


@lru_cache(maxsize=4096)
def mentions(text: str, start: int, end: int, names: Names) -> tuple[Mention, ...]:
    """The mentions of text[start:end], in order, articles and the like left out.

    Those of so many sentences are kept: several rooms ask for them, the editions of one build repeat them, and of a
    text that is checked again while it is written most have not changed.
    """
    row = unhyphened(atoms(text, start, end))
    known, tree, size = _known(), names.tree, len(row)
    out: list[Mention] = []
    i = 0
    hedge: Mention | None = None
    while i < size:
        atom = row[i]
        if atom.kind == "w":
            if atom.low not in known and atom.low not in tree:
                out.append(Mention(_unknown(atom, i), atom.low, atom.start, atom.end, atom.text, atom.text.lower()))
                hedge = out[-1] if out[-1].tag == "x" else None
                i += 1
                continue
        elif atom.kind == "p" and _inside(row, i):
            i += 1
            continue
        tag, value, j = _at(row, i, names)
        if not tag:
            i = j
            continue
        found = mention_of(text, tag, value, atom.start, row[j - 1].end)
        if tag in "QL" and hedge and out and out[-1] is hedge and hedge_of(_key(hedge.text)):
            quantity = replace(value, hedge=hedge_of(_key(hedge.text)))
            found = mention_of(text, tag, quantity, hedge.start, found.end)
            out.pop()
        if tag == "T" and found.low == "yields" and out and (out[-1].tag in "NT" or out[-1][:2] == ("X", "")):
            found = found._replace(tag="z", value="")  # "the 10-year Treasury yields 4.16%": a verb
        out.append(found)
        hedge = found if tag in "xhCcUADoR" or tag == "I" else None
        i = j
    return tuple(one_of_two(dates_joined(summits(what_it_counts(out))), names))


def _inside(row: Sequence[Atom], i: int) -> bool:
    """Whether a mark joins what stands before and behind it: "small-cap", "and/or"."""
    atom = row[i]
    return (
        atom.glued
        and atom.text in GLUE
        and i + 1 < len(row)
        and row[i + 1].glued
        and not (atom.text in SIGNS and row[i + 1].kind == "n" and row[i - 1].kind == "p")
    )


def _unknown(atom: Atom, i: int) -> str:
    """The tag of a word that says nothing: a name, where it is in capitals and does not open the sentence."""
    return "X" if i and atom.text[0].isupper() else "x"


def _key(words: str) -> tuple[str, ...]:
    return tuple(one.low for one in atoms(words) if one.kind == "w" or one.text in "~≈")


def _at(row: Sequence[Atom], i: int, names: Names) -> tuple[str, Any, int]:
    """The tag and the value of what stands at atom `i`, and the atom behind it; no tag for a dropped word."""
    atom = row[i]
    if atom.kind == "p" and atom.text not in NUMERAL:
        return MARKS.get(atom.text, "x"), None, i + 1
    named = name_at(row, i, names) if atom.low in names.tree else None
    if named:
        return ("N" if named[0] else "X"), named[0], named[1]
    phrase = _phrase(row, i) if atom.low in phrases() else None
    group = group_at(row, i) if atom.low in GROUPED else None
    if group and not (phrase and phrase[1] > i + 1):
        return "B", group[0], group[1]
    time = period(row, i)
    if time and (phrase is None or time[2] >= phrase[1]):
        return time
    if phrase and phrase[1] > i + 1:
        return phrase[0].tag, phrase[0].value, phrase[1]
    ordinal = _ordinal(row, i)
    if ordinal:
        return "O", *ordinal
    counted = number(row, i)
    if counted:
        quantity, j = counted
        return ("Q" if quantity.unit and quantity.unit != "money" else "L"), quantity, j
    for_it = longest(_anaphora(), row, i) if atom.low in _anaphora() else None
    if for_it:
        if atom.low == "the" and name_at(row, i + 1, names):
            return "", None, i + 1
        if i and atom.low == "yields" and of_another(row[i - 1].low, "yields"):
            return "X", "", for_it[1]
        return "T", *for_it
    if phrase:
        return phrase[0].tag, phrase[0].value, phrase[1]
    if atom.low in DROPPED:
        return "", None, i + 1
    if atom.kind == "p":
        return ("-" if atom.text in "–—" else "x"), None, i + 1
    if atom.kind == "n":
        return "x", "number", i + 1
    return _unknown(atom, i), atom.low, i + 1


NUMERAL = {*SIGNS, *"$€£¥½¼¾⅓⅔⅛⅜⅝⅞~≈&\ufffc▲△↑▼▽↓"}
"""Marks with which a number, a name or a hedge may begin."""
MARKS = {**{mark: mark for mark in ",;:()|.?!"}, "—": "-"}


@cache
def _known() -> frozenset[str]:
    """The words with which anything but a name may begin; of all others a sentence only knows that they are words."""
    counted = {"a", "an", *UNITS, *TENS, *PARTS}
    return frozenset({*phrases(), *starts(), *_anaphora(), *GROUPED, *counted, *DROPPED})


def _ordinal(row: Sequence[Atom], i: int) -> tuple[str, int] | None:
    """A place in digits: 10th."""
    if (
        row[i].kind == "n"
        and row[i].text.isdigit()
        and len(row[i].text) < 4
        and i + 1 < len(row)
        and row[i + 1].glued
        and row[i + 1].low in ("st", "nd", "rd", "th")
    ):
        return row[i].text, i + 2
    return None


def _phrase(row: Sequence[Atom], i: int) -> tuple[Meaning, int] | None:
    return longest(phrases(), row, i)


@cache
def _anaphora() -> Node:
    return trie(ANAPHORA)
