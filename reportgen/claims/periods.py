"""Periods, weekdays and dates in words: what stands at an atom, as a tag and a window.

Tags: P a period, W a weekday (number from 0), Y a date, month or year, d a bare unit of time (day, week, month ...),
m a time to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.claims.atoms import Atom
from reportgen.claims.days import date_at, year_at
from reportgen.claims.nouns import UNITS_OF, Window
from reportgen.claims.spells import ended, half, since_holiday, so_long, weekdays
from reportgen.claims.times import DAYS, LIGHT, MONTHS, NUMBERS, WEEKEND, fixed, starts, words_of_time
from reportgen.claims.trie import longest


def period(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """What of time stands at atom `i` (tag, value) and the atom behind it; None where nothing of the kind does."""
    atom = row[i]
    if (atom.kind == "w" and (atom.low not in starts() or not _timely(row, i))) or atom.kind == "p":
        return None
    found = date_at(row, i) or since_holiday(row, i) or weekdays(row, i, DAYS)
    if found:
        return found
    if (
        atom.low == "the"
        and [one.low for one in row[i + 2 : i + 4]] == ["ahead", "of"]
        and row[i + 1].low in ("week", "year")
    ):
        return "P", Window("week" if row[i + 1].low == "week" else "year"), i + 2  # "ended the week ahead of the Dow"
    if atom.kind == "w":
        if atom.low in DAYS and (len(atom.low) > 4 or atom.text[0].isupper()):
            return "W", DAYS[atom.low], i + 1
        if atom.low in WEEKEND:
            return "x", None, i + 1
    if (
        atom.low in ("good", "black", "easter", "cyber")
        and i + 1 < len(row)
        and row[i + 1].low in DAYS
        and atom.text[0].isupper()
    ):
        return "X", None, i + 2
    edge = _edge(row, i) or _spelled(row, i)
    if edge:
        return edge
    quarter = _quarter(row, i)
    if quarter:
        return quarter
    session = _session_of(row, i)
    if session:
        return session
    ordered = _week_of(row, i)
    if ordered:
        return ordered
    counted = _counted(row, i)
    if counted:
        return counted
    told = longest(fixed(), row, i)
    return (*told[0], told[1]) if told else None


FAR = 5
"""So far behind a light word its period has a word of time."""


def _timely(row: Sequence[Atom], i: int) -> bool:
    """Whether what a light word opens may be a period: a word of time or a number stands closely behind it."""
    if row[i].low not in LIGHT:
        return True
    known = words_of_time()
    return any(one.kind == "n" or one.low in known for one in row[i + 1 : i + FAR])


def _spelled(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """A period in several words."""
    return ended(row, i, DAYS, date_at) or half(row, i, year_at) or so_long(row, i)


def _edge(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """ "Since the end of June", "from the start of August"."""
    if row[i].low not in ("since", "from"):
        return None
    j = i + 1
    while j < len(row) and row[j].low in ("the", "very"):
        j += 1
    if j + 2 >= len(row) or row[j].low not in ("end", "close", "start", "beginning", "turn") or row[j + 1].low != "of":
        return None
    end = row[j].low in ("end", "close")
    j += 2
    while j < len(row) and row[j].low in ("the", "last"):
        j += 1
    if j < len(row) and row[j].low in MONTHS and row[j].text[0].isupper():
        year = year_at(row, j + 1)
        return (
            "P",
            Window("since end" if end else "since start", MONTHS[row[j].low], year=year),
            j + 2 if year else j + 1,
        )
    if j < len(row) and (year := year_at(row, j)):
        return "P", Window("since end" if end else "since start", 12 if end else 1, year=year), j + 1
    return None


def _quarter(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """ "The first quarter", "in the third quarter of 2025"."""
    j = i
    while j < len(row) and row[j].low in ("in", "for", "over", "during", "the", "this", "of"):
        j += 1
    if j + 1 >= len(row) or row[j].low not in ("first", "second", "third", "fourth") or row[j + 1].low != "quarter":
        return None
    behind = row[j + 2].low if j + 2 < len(row) else ""
    if j == i and not (behind in MOVING or (i and row[i - 1].text in ("%", "percent"))):
        return None
    number = ("first", "second", "third", "fourth").index(row[j].low) + 1
    if row[j + 2 : j + 3] and row[j + 2].low in (
        "earnings",
        "results",
        "profit",
        "profits",
        "gdp",
        "revenue",
        "report",
        "reports",
        "sales",
    ):
        return None
    year = year_at(row, j + 3) if row[j + 2 : j + 3] and row[j + 2].low == "of" else year_at(row, j + 2)
    return "P", Window("named quarter", number, year=year), j + 2


MOVING = ("gain", "gains", "rally", "advance", "loss", "losses", "drop", "decline", "slide", "rise", "jump",
    "return", "returns", "climb", "surge", "fall", "slump", "rout", "plunge", "performance")  # fmt: skip
"""A quarter right before one of these is when it was: "its fourth-quarter gain"."""


def _session_of(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """ "On the first trading day of July", "the last session of the quarter"."""
    j = i
    while j < len(row) and row[j].low in ("on", "in", "the", "its"):
        j += 1
    if j + 2 >= len(row) or row[j].low not in ("first", "last", "final", "opening"):
        return None
    first = row[j].low in ("first", "opening")
    j += 1
    if row[j].low == "trading":
        j += 1
    if j + 2 >= len(row) or row[j].low not in ("day", "session") or row[j + 1].low != "of":
        return None
    j += 2
    while j < len(row) and row[j].low in ("the", "this"):
        j += 1
    if j >= len(row) or row[j].low == "week":
        return None
    if row[j].low in MONTHS and row[j].text[0].isupper():
        year = year_at(row, j + 1)
        return (
            "P",
            Window("edge session", MONTHS[row[j].low], year=year, part="first" if first else "last"),
            j + 2 if year else j + 1,
        )
    if row[j].low in ("month", "quarter", "year"):
        return "P", Window("edge session", part=f"{'first' if first else 'last'} {row[j].low}"), j + 1
    return None


def _week_of(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """The week told by its place: "in the first full trading week of 2026", "the final week of the quarter"."""
    j = i
    while j < len(row) and row[j].low in ("in", "for", "over", "during", "on", "the", "a", "its", "this", "of"):
        j += 1
    if j >= len(row) or row[j].low not in ("first", "last", "final", "second", "third", "fourth", "opening", "closing"):
        return None
    j += 1
    while j < len(row) and (
        row[j].low in ("full", "holiday", "shortened", "trading", "abbreviated", "complete") or row[j].text == "-"
    ):
        j += 1
    if j + 1 >= len(row) or row[j].low != "week" or row[j + 1].low not in ("of", "in"):
        return None
    j += 2
    while j < len(row) and row[j].low in ("the", "new", "this"):
        j += 1
    if j >= len(row):
        return None
    if row[j].low in ("year", "month", "quarter") or year_at(row, j):
        return "P", Window("week"), j + 1
    if row[j].low in MONTHS:
        return "P", Window("week"), j + 2 if year_at(row, j + 1) else j + 1
    return None


def _counted(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """So many weeks or months: "over the past four weeks", "in three months", "13 weeks"."""
    j = i
    lead = False
    while j < len(row) and row[j].low in (
        "over",
        "in",
        "during",
        "the",
        "past",
        "last",
        "for",
        "within",
        "of",
        "previous",
        "prior",
        "across",
        "through",
    ):
        lead |= row[j].low in ("past", "last", "previous", "prior", "over")
        j += 1
    if j + 1 >= len(row):
        return None
    if row[j + 1].low == "quarters" and row[j + 2 : j + 3] and row[j + 2].low == "of":
        return None  # "three-quarters of a percentage point"
    number = NUMBERS.get(row[j].low, int(row[j].low) if row[j].low.isdigit() and len(row[j].low) < 4 else 0)
    unit = row[j + 1].low
    if j + 2 < len(row) and (
        row[j + 2].low in ("into", "left", "remaining")
        or (row[j + 2].low == "in" and row[j + 3 : j + 4] and row[j + 3].text == ",")
    ):
        return None
    if j + 2 < len(row) and row[j + 2].low in ("earlier", "ago", "before", "later", "old", "after", "hence", "prior"):
        return None
    if number and unit in ("weeks", "months", "years", "sessions", "days", "quarters") and (lead or j == i):
        return "P", Window(UNITS_OF[unit[:-1]], number * (3 if unit == "quarters" else 1)), j + 2
    return None
