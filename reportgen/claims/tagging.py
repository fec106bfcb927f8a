"""A sentence as mentions: each phrase that says something, with its tag; the rest as unknown words and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from reportgen.claims.atoms import SIGNS, Atom, atoms
from reportgen.claims.lexicon import DROPPED, Meaning, hedge_of, phrases
from reportgen.claims.names import Names
from reportgen.claims.nouns import Quantity, Window
from reportgen.claims.numbers import PARTS, TENS, UNITS, number
from reportgen.claims.otherwise import MEMBERS, of_another
from reportgen.claims.periods import period, starts
from reportgen.claims.summits import summits
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
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
SETS = {"index", "indexes", "indices", "benchmarks", "gauges", "averages", "measures"}
QUALIFIED = {
    "major",
    "main",
    "big",
    "leading",
    "u.s",
    "headline",
    "stock",
    "wall",
    "street",
    "of",
    "the",
    "these",
    "those",
    "american",
    "broad",
    "closely",
    "watched",
    "market",
    "equity",
    "key",
    "principal",
    "us",
    "largest",
}


OTHERS = {
    "earnings",
    "profits",
    "profit",
    "sales",
    "revenue",
    "revenues",
    "companies",
    "company",
    "members",
    "constituents",
    "stocks",
    "shares",
    "funds",
    "fund",
    "etf",
    "etfs",
    "futures",
    "options",
    "volume",
    "dividend",
    "dividends",
    "valuation",
    "valuations",
    "multiples",
    "multiple",
    "estimates",
    "components",
    "growth",
    "miners",
    "producers",
    "producer",
    "inventories",
    "stockpiles",
    "supplies",
    "output",
    "exports",
    "demand",
    "production",
    "zone",
    "area",
    "global",
    "investments",
    "inc",
    "standard",
    "journal",
    "strategists",
    "strategist",
    "analysts",
    "analyst",
    "traders",
    "trader",
    "banks",
    "newswires",
    "listed",
    "names",
    "refiners",
    "giant",
    "giants",
    "heavyweights",
    "exposure",
    "tracker",
    "trackers",
    "mining",
    "jewelry",
    "bulls",
    "bears",
    "reserves",
    "drilling",
    "exploration",
    "majors",
    "services",
    "spill",
    "economy",
    "economies",
    "membership",
    "sectors",
    "sector",
    "industries",
    "issues",
    "market",
    "bloc",
    "notes",
    "price-to-earnings",
    "contract",
    "contracts",
    "portfolio",
    "investors",
    "executives",
    "rush",
    "medal",
    "fields",
    "field",
    "rig",
    "rigs",
    "lobby",
    "mortgage",
    "mortgages",
    "breakeven",
    "tips",
    "bund",
    "bunds",
    "gilt",
    "gilts",
    "jgb",
    "jgbs",
    "period",
    "anniversary",
    "minister",
    "ministers",
}
"""Behind a name these say that something else is meant: the index's companies, the metal's miners, the euro's zone."""


NOT_ALL = {
    "told",
    "its",
    "their",
    "time",
    "but",
    "that",
    "this",
    "those",
    "in",
    "too",
    "eyes",
    "about",
    "other",
    "else",
    "week",
    "day",
    "year",
    "month",
    "along",
    "his",
    "her",
    "our",
    "sides",
    "over",
    "around",
    "together",
}


class Mention(NamedTuple):
    """A phrase: its tag (see `lexicon`; N a name, T an anaphor, B a group, Q a quantity, L a bare number), its value, its
    words as they stand and in small letters.
    """

    tag: str
    value: Any
    start: int
    end: int
    text: str
    low: str


def _mention(text: str, tag: str, value: Any, start: int, end: int) -> Mention:
    words = text[start:end]
    return Mention(tag, value, start, end, words, words.lower())


@lru_cache(maxsize=4096)
def mentions(text: str, start: int, end: int, names: Names) -> tuple[Mention, ...]:
    """The mentions of text[start:end], in order, articles and the like left out.

    Those of so many sentences are kept: several rooms ask for them, the editions of one build repeat them, and of a
    text that is checked again while it is written most have not changed.
    """
    row = _unhyphened(atoms(text, start, end))
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
        found = _mention(text, tag, value, atom.start, row[j - 1].end)
        if tag in "QL" and hedge and out and out[-1] is hedge and hedge_of(_key(hedge.text)):
            quantity = replace(value, hedge=hedge_of(_key(hedge.text)))
            found = _mention(text, tag, quantity, hedge.start, found.end)
            out.pop()
        if tag == "T" and found.low == "yields" and out and (out[-1].tag in "NT" or out[-1][:2] == ("X", "")):
            found = found._replace(tag="z", value="")  # "the 10-year Treasury yields 4.16%": a verb
        out.append(found)
        hedge = found if tag in "xhCcUADoR" or tag == "I" else None
        i = j
    return tuple(_ones(_joined(summits(_counted(out))), names))


ONES = {"large": "^GSPC", "larger": "^GSPC", "big": "^GSPC", "bigger": "^GSPC", "small": "^RUT", "smaller": "^RUT"}


def _ones(row: list[Mention], names: Names) -> list[Mention]:
    """With "large ones" a name, beside small companies or the like: "finished far ahead of large ones"."""
    at = next((i for i in range(1, len(row)) if row[i].low == "ones" and row[i - 1].low in ONES), -1)
    if at < 0 or not any(m.tag == "N" and m.low.endswith(("companies", "caps", "stocks")) for m in row[:at]):
        return row
    one, last = row[at - 1], row[at]
    key = next((k for k in names.stocks if names.symbols.get(k) == ONES[one.low]), "")
    if not key:
        return row
    named = Mention("N", key, one.start, last.end, f"{one.text} {last.text}", f"{one.low} {last.low}")
    return _ones([*row[: at - 1], named, *row[at + 1 :]], names)


def _counted(row: list[Mention]) -> list[Mention]:
    """Without the mark behind a number that opens a line: "10.5 – basis points that the yield fell", "1.2%: its gain"."""
    if len(row) < 3 or row[0].tag not in "QL" or row[1].tag not in "-:" or row[2].tag in "QL":
        return row
    end = next((end for end in (4, 3) if " ".join(one.low for one in row[2:end]) in COUNTED), 0)
    if not end or row[0].tag == "Q":
        return [row[0], *row[2:]]
    unit = COUNTED[" ".join(one.low for one in row[2:end])]
    return [row[0]._replace(tag="Q", value=replace(row[0].value, unit=unit)), *row[end:]]


COUNTED = {
    "basis points": "basis points", "percentage points": "percentage points", "points": "points", "percent": "percent",
}  # fmt: skip


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


def _unhyphened(row: list[Atom]) -> list[Atom]:
    """The atoms without the hyphens inside words ("small-cap", "25-basis-point"), and without the marks of notes."""
    row = _unnoted(row)
    row = [
        one._replace(low="year") if one.low == "yr" and i and row[i - 1].text in "-‑" else one
        for i, one in enumerate(row)
    ]
    return [
        atom
        for i, atom in enumerate(row)
        if not (
            atom.text in ("-", "‑", "‐") and atom.glued and 0 < i < len(row) - 1 and row[i + 1].glued
            and ("w" in (row[i - 1].kind, row[i + 1].kind)) and row[i - 1].kind != "p" and row[i + 1].kind != "p"
        )
    ]  # fmt: skip


def _unnoted(row: list[Atom]) -> list[Atom]:
    """The atoms without note marks: "a record close [1]"."""
    if not any(atom.text == "[" for atom in row):
        return row
    out: list[Atom] = []
    i = 0
    while i < len(row):
        if row[i].text == "[" and [a.text for a in row[i + 2 : i + 3]] == ["]"] and row[i + 1].kind == "n":
            i += 3
            continue
        out.append(row[i])
        i += 1
    return out


def _joined(row: list[Mention]) -> list[Mention]:
    """Two dates with "to" between them are one period."""
    out: list[Mention] = []
    for one in row:
        if one.tag == "Q" and one.value.high is not None and out and out[-1].tag in "UDb" and _apart(one.value):
            out += _parted(one)
        elif (
            one.tag == "Y"
            and len(out) > 1
            and out[-1].tag in "t-"
            and out[-2].tag == "Y"
            and out[-2].value.kind == one.value.kind == "date"
        ):
            first, start = out[-2], out[-2].start
            del out[-2:]
            if out and out[-1].tag == "f":
                start = out.pop().start
            span = Window("span", first.value.number, first.value.start, one.value.start, one.value.number)
            out.append(Mention("P", span, start, one.end, "from", "from"))
        else:
            out.append(one)
    return out


def _apart(quantity: Quantity) -> bool:
    """Whether "19% to 4.02%" behind a verb is a change and where it led to, and no range."""
    assert quantity.high is not None
    return quantity.high < quantity.value or quantity.high > quantity.value * 3


def _parted(one: Mention) -> list[Mention]:
    head, _, tail = one.text.rpartition(" to ")
    if not head:
        return [one]
    middle = one.start + len(head) + 1
    high = replace(one.value, value=one.value.high, high=None, hedge="", sign=0)
    return [
        Mention("Q", replace(one.value, high=None), one.start, one.start + len(head), head, head.lower()),
        Mention("t", "", middle, middle + 2, "to", "to"),
        Mention("Q", high, one.end - len(tail), one.end, tail, tail.lower()),
    ]


def _key(words: str) -> tuple[str, ...]:
    return tuple(one.low for one in atoms(words) if one.kind == "w" or one.text in "~≈")


def _at(row: Sequence[Atom], i: int, names: Names) -> tuple[str, Any, int]:
    """The tag and the value of what stands at atom `i`, and the atom behind it; no tag for a dropped word."""
    atom = row[i]
    if atom.kind == "p" and atom.text not in NUMERAL:
        return MARKS.get(atom.text, "x"), None, i + 1
    named = _name(row, i, names) if atom.low in names.tree else None
    if named:
        return ("N" if named[0] else "X"), named[0], named[1]
    phrase = _phrase(row, i) if atom.low in phrases() else None
    group = _group(row, i) if atom.low in GROUPED else None
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
        if atom.low == "the" and _name(row, i + 1, names):
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


GROUPED = {"both", "all", "each", "every", "neither", "none", "the", "these", "those", "major", "main", *COUNTS}
"""Words with which a group may be named."""


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


def _name(row: Sequence[Atom], i: int, names: Names) -> tuple[str, int] | None:
    """The key of the instrument named at atom `i`; "" where the name only says whose ("S&P 500 companies")."""
    found = longest(names.tree, row, i)
    if found is None:
        return None
    (key, capital, ticker), j = found
    if (capital and not row[i].text[0].isupper()) or (ticker and not row[i].text[: len(row[i].low)].isupper()):
        return None
    if j < len(row) and row[j].low in OTHERS:
        return "", j
    if i and of_another(row[i - 1].low, " ".join(atom.low for atom in row[i:j]).replace("10 year", "10-year")):
        return "", j
    return ("", j) if _of_members(row, j) or _of_numbers(row, i, j) else (key, j)


def _of_numbers(row: Sequence[Atom], i: int, j: int) -> bool:
    """Whether "average" and "stocks" are no index: "an average 30-year mortgage", "the average stock", "220 stocks"."""
    if row[i].low in ("stocks", "equities") and j < len(row) and row[j].low in ("that", "which", "whose"):
        return True  # "stocks that trailed the S&P 500"
    if row[i].low == "average":
        return j == i + 1 and j < len(row) and (row[j].kind == "n" or row[j].low in AVERAGED)
    return (
        i > 0
        and row[i].low in ("stocks", "equities")
        and (row[i - 1].kind == "n" or row[i - 1].low in COUNTS or row[i - 1].low == "listed")
    )


AVERAGED = ("stock", "share", "company", "fund", "investor", "member", "price", "return", "gain", "loss", "constituent")


def _of_members(row: Sequence[Atom], j: int) -> bool:
    """Whether a possessive that ends before atom `j` says whose member: "the S&P 500's second-largest stock"."""
    if (
        j >= len(row)
        or row[j].glued
        or not (row[j - 1].text.endswith(("'s", "’s")) or row[j].start - row[j - 1].end > 2)
    ):
        return False
    return any(atom.low in MEMBERS for atom in row[j : j + 4])


def _group(row: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """ "both indexes", "all four major indexes", "the three indexes": how many (0 where it does not say)."""
    low = row[i].low
    j, count = i, 0
    if i and row[i - 1].low == "other":
        return None
    if low == "the" and [one.low for one in row[i + 1 : i + 3]] in (["largest", "of"], ["biggest", "of"]):
        return None  # "the largest of the major indexes" is one of them
    if low in ("both", "all", "each", "every", "neither", "none"):
        count, j = (2 if low in ("both", "neither") else 0), i + 1
    elif low not in ("the", "these", "those", "major", "main") and low not in COUNTS:
        return None
    if j < len(row) and row[j].low in ("of", "the"):
        j += 1
    while j < len(row) and row[j].low in QUALIFIED:
        j += 1
    if j < len(row) and row[j].low in COUNTS:
        count, j = COUNTS[row[j].low], j + 1
    elif j < len(row) and row[j].kind == "n" and row[j].text.isdigit() and int(row[j].text) < 40 and j > i:
        count, j = int(row[j].text), j + 1
    while j < len(row) and (row[j].low in QUALIFIED or (row[j].text == "." and row[j].glued)):
        j += 1
    if j < len(row) and row[j].low in SETS and (row[j].low != "index" or low == "every"):
        return count, j + 1
    if (
        low == "the"
        and count in (2, 3, 4)
        and j == i + 2
        and j < len(row)
        and (found := longest(phrases(), row, j))
        and found[0].tag in "UDF"
    ):
        return count, j
    if low in ("both", "all", "each") and j == i + 1 and (j >= len(row) or row[j].low not in SETS | NOT_ALL):
        return (2 if low == "both" else 0), i + 1
    return None
