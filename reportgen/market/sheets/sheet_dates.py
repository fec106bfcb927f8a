"""What a date in a spreadsheet means: the order of day, month and year is decided from the whole column, never guessed.

A reading is given up where a part is no month or no day; where it puts sessions on weekends and another does not; and
where it leaves weeks between sessions that another sets day by day (closes are taken to be daily).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

ORDERS: Mapping[str, str] = {"ymd": "year/month/day", "dmy": "day/month/year", "mdy": "month/day/year"}
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ENOUGH = 4
"""Sessions that it takes before their weekdays, or the days between them, are evidence."""
TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?[AP]M)?$", re.ASCII | re.IGNORECASE)
WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.ASCII | re.IGNORECASE)
PARTS = re.compile(
    r"(\d{1,4}|[a-z]{3,9})([-/., ]+)(\d{1,2}|[a-z]{3,9})([-/., ]+)(\d{1,4})\.?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True)
class Written:
    """A date as written: three parts, and the form that all dates of one column share: kinds of parts, separators."""

    parts: tuple[str, str, str]
    form: tuple[str, str, str]

    def day(self, order: str) -> date | None:
        """The date, read in this order (dmy, mdy, ymd); None where it is none.

        A year of two digits is of 1970 to 2049; from 50 to 69 it might be of either century, and is none.
        """
        by = dict(zip(order, zip(self.parts, self.form[0], strict=True), strict=True))
        (year, kind), (month, name), (number, plain) = by["y"], by["m"], by["d"]
        full = kind == "y" or (kind == "n" and len(year) == 2 and "y" not in self.form[0])
        if not full or name == "y" or plain != "n":
            return None
        months = [n for n, one in enumerate(MONTHS, 1) if name == "m" and one.startswith(month.lower())]
        try:
            if kind == "y":
                return date(int(year), months[0] if name == "m" else int(month), int(number))
            century = 2000 if int(year) < 50 else 1900 if int(year) >= 70 else 0
            return date(century + int(year), months[0] if name == "m" else int(month), int(number)) if century else None
        except (ValueError, IndexError):
            return None


def split(cell: str) -> Written | None:
    """The parts of a date, weekday and time of day left out; None where the cell has not the form of one."""
    text = WEEKDAY.sub("", TIME.sub("", cell.strip()))
    if re.fullmatch(r"(1[89]|2[01])\d{6}", text, re.ASCII):
        return Written((text[:4], text[4:6], text[6:]), ("ynn", "", ""))
    found = PARTS.fullmatch(text)
    if not found:
        return None
    parts = (found[1], found[3], found[5])
    kinds = "".join("m" if p.isalpha() else "n" if len(p) < 3 else "y" if len(p) == 4 else "?" for p in parts)
    written = Written(parts, (kinds, found[2].strip() or " ", found[4].strip() or " "))
    return written if any(written.day(order) for order in ORDERS) else None


def otherwise(column: Sequence[Written]) -> tuple[int, int] | None:
    """The numbers of two dates that one program did not write alike: other separators or parts, or 9 here and 09 there.

    Spreadsheets leave such a mixture where they took some dates for another order, and the rest for words.
    """
    seen: dict[tuple[int, bool], int] = {}
    for number, one in enumerate(column):
        if one.form != column[0].form:
            return 0, number
        for position, part in enumerate(one.parts):
            if part.isdigit() and int(part) < 10:
                seen.setdefault((position, len(part) > 1), number)
                if (position, len(part) < 2) in seen:
                    return seen[position, len(part) < 2], number
    return None


def orders(column: Sequence[Written]) -> tuple[str, ...]:
    """The orders in which the column may be read and which differ, most likely first: one, where it is decided.

    Where no order makes a date of every cell, it is the one that fails for the fewest.
    """
    readings = {order: [one.day(order) for one in column] for order in ORDERS}
    fewest = min(days.count(None) for days in readings.values())
    possible: dict[str, list[date]] = {}
    for order, days in readings.items():
        found = [day for day in days if day]
        if days.count(None) == fewest and found not in possible.values():
            possible[order] = found
    if len(possible) == 1 or fewest:
        return tuple(possible)
    weekdays = [order for order, days in possible.items() if all(day.weekday() < 5 for day in days)]
    daily = [order for order, days in possible.items() if _daily(days)]
    for left in ([o for o in daily if o in weekdays], daily if not weekdays else weekdays if not daily else []):
        if len(left) == 1 and len(set(possible[left[0]])) >= ENOUGH:
            return tuple(left)
    return tuple(possible)


def _daily(days: Sequence[date]) -> bool:
    """Whether the days, put in order, follow each other as trading days do."""
    return all((after - before).days <= 4 for before, after in pairwise(sorted(set(days))))
