"""A period chosen with hindsight: gains "since October 14", "from the April low", "over the past 17 sessions"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
CUE = re.compile(r"since|from|off |the (?:past|last|previous|trailing)")
CHANGE = re.compile(
    r"\b(?:up|down|gain(?:ed|s)?|r(?:ise|isen|ose)|climb(?:ed|s)?|rall(?:y|ied)|return(?:ed|s)?|advanc(?:e|ed|es)"
    r"|add(?:ed|s)|jump(?:ed)?|surged?|soared|outperform\w*|beat(?:en)?|ahead|fallen|fell|lost|dropped|trail(?:ed|s)?"
    r"|lagg?(?:ed|s)|outpaced)\b"
)
MEASURED = re.compile(r"\d[\d.]* ?(?:%|per ?cent|points)|\b(?:outperform|beat|ahead of|outpaced|trail|lag)")
EXTREME = re.compile(
    r"\b(?:\w{3,}est|first|best|worst|most|least|fewest|record|last (?:seen|reached|closed)|not (?:been )?seen)\b"
)
SINCE = re.compile(
    rf"\b(?:since|from) (?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?(?! to\b)"
)
LOW = re.compile(
    rf"\b(?:since|from|off) (?:its |the |their |last )?(?:{MONTH}'?s? |recent |20\d\d |spring |summer |autumn |winter "
    r"|\w+day's |panic |closing ){0,2}(?:lows?|bottom|trough|nadir)\b"
)
PAST = re.compile(
    r"\b(?:over|in|during|for) the (?:past|last|trailing|previous) (?P<count>\d{1,3}|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty) (?:trading |calendar )?"
    r"(?P<unit>days|sessions|weeks|months|quarters|years)\b"
)
COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
}  # fmt: skip
STANDARD = {
    "days": {5}, "sessions": {5}, "weeks": {52}, "months": {3, 12, 36, 60}, "quarters": {4}, "years": {3, 5, 10, 20},
}  # fmt: skip
NEAR = timedelta(days=10)
"""A day this near begins the issue's own week."""


HEADS = re.compile(r"week|month|quarter|year|ytd|mtd|qtd|12m|20\d\d", re.IGNORECASE)
"""The heads of a table's columns of standard periods; a year's number is the year to date."""


class Window(NamedTuple):
    """Where the words of a period outside the standard ones stand."""

    start: int
    end: int


def windows(plain: str, on: date) -> Iterator[Window]:
    """The periods of a sentence's gain or loss that look picked; nothing where it cannot be told."""
    if not CUE.search(plain) or EXTREME.search(plain) or not (CHANGE.search(plain) and MEASURED.search(plain)):
        return
    for found in LOW.finditer(plain):
        yield Window(*found.span())
    for found in SINCE.finditer(plain):
        if _picked(found["month"], int(found["day"]), found["year"], on):
            yield Window(*found.span())
    for found in PAST.finditer(plain):
        count = COUNTS.get(found["count"]) or int(found["count"])
        if count > 1 and count not in STANDARD[found["unit"]]:
            yield Window(*found.span())


def standard(heads: Iterable[tuple[str, ...]]) -> bool:
    """Whether a table of two or more standard periods stands in the piece, beside which any period may be shown."""
    return any(sum(bool(HEADS.search(head)) for head in row) > 1 for row in heads)


def _picked(month: str, day: int, year: str | None, on: date) -> bool:
    """Whether a day is neither this week's nor the first or last of a month, which standard periods begin with."""
    number = MONTHS.index(month[:3]) + 1
    try:
        when = date(int(year) if year else on.year, number, day)
        when = when.replace(year=when.year - 1) if year is None and when > on else when
        later = when + timedelta(days=4)
    except (ValueError, OverflowError):
        return False
    return when <= on - NEAR and when.day > 3 and later.month == when.month
