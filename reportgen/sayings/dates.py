"""Dates as people give them ("December 2025", "mid-January 2026", 2026-01-09): the latest day that they can mean."""

from __future__ import annotations

import calendar
import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b")
WORDED = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\.?(?: (\d{{1,2}})(?:st|nd|rd|th)?,?)? (\d{{4}})\b", re.IGNORECASE)
DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[a-z]*\.? (\d{{4}})\b", re.IGNORECASE)
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def latest(text: str) -> date | None:
    """The last day that a date in words can mean; None where it names no year."""
    if found := ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := DAY_FIRST.search(text):
        return _day(int(found[3]), MONTHS.index(found[2].casefold()) + 1, int(found[1]))
    if found := WORDED.search(text):
        month = MONTHS.index(found[1].casefold()) + 1
        return _day(int(found[3]), month, int(found[2]) if found[2] else None)
    if found := YEAR.search(text):
        return date(int(found[1]), 12, 31)
    return None


def _day(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
