"""Groups of instruments in a text: "both indexes", "all four", "the three major averages"."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.claims.atoms import Atom
from reportgen.claims.lexicon import phrases
from reportgen.claims.trie import longest

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
GROUPED = {"both", "all", "each", "every", "neither", "none", "the", "these", "those", "major", "main", *COUNTS}
"""Words with which a group may be named."""


def group_at(row: Sequence[Atom], i: int) -> tuple[int, int] | None:
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
