"""Periods told in several words: "since Labor Day", "over Thursday and Friday", "in the quarter that ended Tuesday"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportgen.claims.atoms import Atom
from reportgen.claims.nouns import UNITS_OF, Window

Found = tuple[str, Any, int]
DatedAt = Callable[[Sequence[Atom], int], Found | None]
HOLIDAYS: dict[tuple[str, ...], str] = {
    ("labor", "day"): "labor day", ("memorial", "day"): "memorial day", ("thanksgiving",): "thanksgiving",
    ("thanksgiving", "day"): "thanksgiving", ("christmas",): "christmas", ("christmas", "day"): "christmas",
    ("christmas", "eve"): "christmas eve", ("independence", "day"): "independence day",
    ("the", "fourth", "of", "july"): "independence day", ("the", "election"): "election",
    ("election", "day"): "election", ("the", "presidential", "election"): "election",
    ("the", "november", "election"): "election", ("the", "u.s", "election"): "election",
    ("election", "night"): "election", ("inauguration", "day"): "inauguration",
    ("the", "inauguration"): "inauguration", ("presidents", "day"): "presidents day",
    ("juneteenth",): "juneteenth", ("columbus", "day"): "columbus day", ("the", "juneteenth", "holiday"): "juneteenth",
    ("the", "thanksgiving", "holiday"): "thanksgiving", ("the", "christmas", "holiday"): "christmas",
    ("the", "labor", "day", "holiday"): "labor day", ("the", "memorial", "day", "holiday"): "memorial day",
}  # fmt: skip
"""Days by their names, behind "since"; when they were is for the calendar to say."""
ACROSS = ("over", "across", "during", "between", "from", "for", "in")
SUMMED = ("combined", "alone", "together")
LEADS = ("in", "for", "over", "during", "the", "this", "of", "its", "a")
SORTS = ("holiday", "shortened", "trading", "full", "abbreviated", "four", "three", "two", "six", "12", "twelve", "day")
LENGTHS = {"week": "week", "month": "month", "quarter": "quarter", "year": "year", "weeks": "week", "months": "month"}
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "8": 8, "9": 9, "10": 10, "12": 12, "13": 13}  # fmt: skip
SWINGS = ("gain", "gains", "rally", "advance", "loss", "losses", "drop", "decline", "slide", "rise", "jump", "climb",
    "surge", "fall", "slump", "rout", "plunge", "increase", "selloff", "tumble", "rebound", "retreat", "move")  # fmt: skip


def since_holiday(row: Sequence[Atom], i: int) -> Found | None:
    """ "Labor Day", "the election", behind "since"."""
    if not i or row[i - 1].low != "since":
        return None
    for size in (4, 3, 2, 1):
        name = HOLIDAYS.get(tuple(one.low.rstrip("'") for one in row[i : i + size]))
        if name:
            return "Y", Window("date", part=name), i + size
    return None


def weekdays(row: Sequence[Atom], i: int, days: dict[str, int]) -> Found | None:
    """ "Over Thursday and Friday", "from Monday's close to Thursday's", "Tuesday through Friday": one change for all."""
    lead = row[i].low if row[i].low in ACROSS else ""
    j = i + bool(lead)
    first, j = _weekday(row, j, days)
    if first < 0 or j + 1 >= len(row):
        return None
    closed = row[j].low in ("close", "closing", "settlement", "finish")
    j += closed
    link = row[j].low if j < len(row) else ""
    if link not in ("and", "to", "through", "until", "till", "thru"):
        return None
    last, j = _weekday(row, j + 1, days)
    if last <= first:
        return None
    if j < len(row) and row[j].low in ("close", "settlement", "finish"):
        closed, j = True, j + 1
    summed = j < len(row) and row[j].low in SUMMED
    j += summed
    if link == "and" and not (summed or lead in ("over", "across", "during", "between")):
        return None
    if link != "and" and not (lead == "from" or link == "through"):
        return None
    part = "close" if closed else "" if link == "through" or (link == "and" and lead != "between") else "either"
    return "P", Window("weekdays", first, year=last, part=part), j


def _weekday(row: Sequence[Atom], j: int, days: dict[str, int]) -> tuple[int, int]:
    if j < len(row) and row[j].low in days and (len(row[j].low) > 4 or row[j].text[0].isupper()):
        return days[row[j].low], j + 1
    return -1, j


def half(row: Sequence[Atom], i: int, year_at: Callable[[Sequence[Atom], int], int]) -> Found | None:
    """ "In the first half", "the second half of 2024", "a first-half gain"; of a month or a session it is none."""
    j = i
    while j < len(row) and row[j].low in LEADS:
        j += 1
    if j + 1 >= len(row) or row[j].low not in ("first", "second") or row[j + 1].low != "half":
        return None
    number = 1 if row[j].low == "first" else 2
    j += 2
    behind = row[j].low if j < len(row) else ""
    if behind == "of":
        k = j + 1
        while k < len(row) and row[k].low in ("the", "this"):
            k += 1
        year = year_at(row, k)
        if not year and not (k < len(row) and row[k].low == "year"):
            return None
        return "P", Window("half", number, year=year), k + 1
    if row[i].low in ("in", "over", "during", "for") or behind in SWINGS:
        return "P", Window("half", number), j
    return None


def ended(row: Sequence[Atom], i: int, days: dict[str, int], date_at: DatedAt) -> Found | None:
    """ "For the quarter that ended Tuesday", "in the four weeks through Friday", "the month ended July 31"; a week told
    by its date alone is for the calendar to judge.
    """
    j = i
    while j < len(row) and row[j].low in LEADS:
        j += 1
    count = 0
    while j < len(row) and (row[j].low in SORTS or row[j].low in COUNTS):
        count = COUNTS.get(row[j].low, 0)
        j += 1
    if j + 1 >= len(row) or row[j].low not in LENGTHS or (row[j].low.endswith("s") != bool(count > 1)):
        return None
    unit = LENGTHS[row[j].low]
    j += 1
    if j < len(row) and row[j].text == ",":
        j += 1
    that = j < len(row) and row[j].low in ("that", "which")
    j += that
    if j >= len(row) or row[j].low not in ("ended", "ending", "through", *(("to",) if count else ())):
        return None
    if not that and not count and (unit == "week" or row[j].low == "through"):
        return None
    j += 1
    while j < len(row) and row[j].low in ("on", "in", "last", "the", "end", "of"):
        j += 1
    day, k = _weekday(row, j, days)
    if day >= 0:
        return "P", Window("ended", day, year=count, part=f"{unit} weekday"), k
    at = date_at(row, j)
    if at is None or at[1].kind not in ("date", "named month"):
        return None
    inner = at[1]
    if inner.kind == "named month":
        return "P", Window("ended", inner.number, year=count, part=f"{unit} month"), at[2]
    return "P", Window("ended", inner.number, inner.start, year=count, part=f"{unit} date"), at[2]


SINGLE = {("one", "day"), ("single", "day"), ("one", "session"), ("single", "session")}
TOPS = {"biggest", "largest", "best", "worst", "steepest", "sharpest", "greatest", "strongest"}


def so_long(row: Sequence[Atom], i: int) -> Found | None:
    """ "A two-day gain of 2.6%", "its four-week loss": so many sessions, weeks or months up to now."""
    if (
        i + 3 < len(row)
        and (row[i].low, row[i + 1].low) in SINGLE
        and row[i + 2].low in SWINGS
        and (row[i + 3].low == "of" or (i and row[i - 1].text == "%"))
        and not (i and row[i - 1].low in TOPS)
    ):
        return "P", Window("day", part="any"), i + 2
    if i + 2 >= len(row) or row[i].low not in COUNTS or row[i + 1].low not in ("day", "session", "week", "month"):
        return None
    if row[i + 2].low not in SWINGS:
        return None
    near = [one.low for one in row[i + 3 : i + 5]] + [one.text for one in row[max(0, i - 2) : i]]
    if not {"of", "to"} & {*near} and "%" not in near and "point" not in near:
        return None
    unit = row[i + 1].low
    return "P", Window(UNITS_OF[unit], COUNTS[row[i].low]), i + 2
