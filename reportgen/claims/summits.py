"""A high or low told with its date, as what a distance is measured from: "1.6% below the record it set on July 31"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.claims.nouns import Window

if TYPE_CHECKING:
    from reportgen.claims.mention import Mention

APART = ("below", "under", "above", "off", "beneath", "short of", "shy of", "from", "since", "down from", "up from")
"""Words that measure from what follows them."""
TOPS = ("high", "highs", "highest", "peak", "top", "record", "record high", "record close", "record closing high", "all time high",
    "all-time high", "closing high", "record finish", "record closing", "all-time closing high", "closing record", "close", "best level", "peaking", "peaked", "all-time peak", "record peak", "summit", "apex")  # fmt: skip
LOWS = (
    "low",
    "lows",
    "lowest",
    "trough",
    "bottom",
    "nadir",
    "record low",
    "bottoming",
    "bottomed",
    "bottoming out",
    "closing low",
    "worst level",
)
REACHED = ("hitting", "setting", "reaching", "touching", "posting", "notching", "making", "hit", "set", "reached", "touched",
    "posted", "closing", "closed")  # fmt: skip
"""Words between "since" and the high: "since hitting its record on July 31"."""
BETWEEN = frozenset("zxRrOTNo")
"""Tags of words that may stand between a high and its date: "the record that it set back on July 31"."""
PLAIN = ("date", "named month", "named year")


def summits(row: list[Mention]) -> list[Mention]:
    """The mentions, with each dated high or low behind a word of distance as one period."""
    if not any(one.tag == "Y" for one in row):
        return row
    out: list[Mention] = []
    i = 0
    while i < len(row):
        found = _levelled(row, i) or _dated(row, i)
        if found:
            mentions, i = found
            out += mentions
            continue
        out.append(row[i])
        i += 1
    return out


def _dated(row: list[Mention], i: int) -> tuple[list[Mention], int] | None:
    """As in "from its October 1 high of $97.09", "below the record it set on July 31", and the mention behind it."""
    if row[i].low not in APART or row[i].tag not in "xfScCD":
        return None
    at = i + 1
    day = at if at < len(row) and row[at].tag == "Y" else -1
    at += day >= 0
    size = len(row)
    if row[i].tag == "S" and day < 0:
        while at < min(size, i + 5) and (row[at].tag in "TA" or row[at].low in REACHED):
            at += 1
    while (
        at < size
        and row[at].low in ("all", "time", "closing", "record", "intraday", "52 week", "fresh")
        and at + 1 < size
        and _sense(row[at + 1])
    ):
        at += 1
    sense = _sense(row[at]) if at < size else ""
    if not sense or (row[at].low == "close" and day >= 0):
        return None
    level: list[Mention] = []
    end = at + 1
    if row[end : end + 1] and row[end].tag == "o" and row[end + 1 : end + 2] and row[end + 1].tag == "L":
        level = row[end : end + 2]
        end += 2
    if day < 0:
        day = _day_behind(row, end)
        if day < 0:
            return None
        end = day + 1
    window = _window(row[day].value, sense)
    if window is None:
        return None
    told = row[at]._replace(tag="P", value=window)
    kept = [] if row[i].tag in "fS" else [row[i]]
    return [*kept, told, *level], end


def _day_behind(row: list[Mention], i: int) -> int:
    """The date of a high told behind it: "on July 31", "of July 31", "it reached in February"; -1 where none is."""
    j = i
    while j < len(row) and j < i + 8 and (row[j].tag in BETWEEN or row[j].low in ("which", "that", "where")):
        j += 1
    if j >= len(row) or row[j].tag != "Y" or j == i or row[j - 1].tag not in "ro":
        return -1
    return j


def _levelled(row: list[Mention], i: int) -> tuple[list[Mention], int] | None:
    """As in "8% below the $2,919.29 at which it closed on June 14, 2024"."""
    one = row[i]
    if one.tag != "L" or not one.low.startswith(("below ", "above ", "under ")) or not i or row[i - 1].tag != "Q":
        return None
    j = i + 1
    while j < len(row) and j < i + 7 and (row[j].tag in "AwTNzrx"):
        j += 1
    if j >= len(row) or row[j].tag != "Y" or row[j - 1].tag != "r" or j < i + 4:
        return None
    window = _window(row[j].value, "high")
    if window is None:
        return None
    level = one._replace(value=replace(one.value, hedge=""))
    word = one.low.split()[0]
    head = one._replace(tag="x", value=word, end=one.start + len(word), text=one.text[: len(word)], low=word)
    return [head, row[j]._replace(tag="P", value=window), row[j]._replace(tag="o", value="", low="of"), level], j + 1


def _sense(one: Mention) -> str:
    low = one.low
    if one.tag == "R":
        return "low" if one.value == "low" else "high"
    return "high" if low in TOPS else "low" if low in LOWS else ""


def _window(day: Window, sense: str) -> Window | None:
    if day.kind not in PLAIN or day.part:
        return None
    number = 0 if day.kind == "named year" else day.number
    return Window("summit", number, day.start, year=day.year, part=sense)
