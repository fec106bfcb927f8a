"""A date as the press writes it: January 9, 2026; 9 January; 2026-01-09; December; Q4 2025."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportgen.claims.atoms import Atom
from reportgen.claims.nouns import Window
from reportgen.claims.times import MONTHS


def year_at(row: Sequence[Atom], i: int) -> int:
    """The year in four digits at atom `i`; 0 for none."""
    if (
        i < len(row)
        and row[i].kind == "n"
        and len(row[i].text) == 4
        and row[i].text.isdigit()
        and row[i].text[:2] in ("19", "20")
    ):
        return int(row[i].text)
    return 0


def date_at(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """A date: January 9, 2026; 9 January 2026; 2026-01-09; Jan. 9; December 2025; December; 2026; Q4 2025."""
    atom = row[i]
    if atom.kind == "n" and (iso := _iso(row, i)):
        return "Y", Window("date", start=iso), i + 5
    month = MONTHS.get(atom.low, 0) if atom.kind == "w" and atom.text[0].isupper() else 0
    j = i + 1
    if month and atom.low == "may" and not (j < len(row) and row[j].low in ("was", "is", "has", "brought", "saw",
        "ended", "began", "proved", "gave")) and not (j < len(row) and (row[j].kind == "n" or row[j].low in ("of",
        ",", ".", ")", "|", ";"))) and not (
        i and row[i - 1].low in ("in", "since", "last", "of", "from", "for", "until", "late", "early", "mid", "to",
            "by", "during", "and", "through", "-", "this", "before", "after")
    ):  # fmt: skip
        month = 0
    if month:
        if j < len(row) and row[j].text == "." and row[j].glued:
            j += 1
        if (
            j < len(row)
            and row[j].kind == "n"
            and row[j].text.isdigit()
            and 1 <= int(row[j].text) <= 31
            and len(row[j].text) < 3
        ):
            day = int(row[j].text)
            k = j + 1
            if k < len(row) and row[k].kind == "w" and row[k].glued and row[k].low in ("st", "nd", "rd", "th"):
                k += 1
            ahead = k + 1 if k < len(row) and row[k].text == "," else k
            year = year_at(row, ahead)
            if k < len(row) and row[k].text == "%":
                return None
            return "Y", _dated(month, day, year), ahead + 1 if year else k
        if j < len(row) and row[j].text == "," and year_at(row, j + 1):
            j += 1
        year = year_at(row, j)
        return "Y", Window("named month", month, year=year), j + 1 if year else j
    if atom.kind == "n" and atom.text.isdigit() and len(atom.text) < 3 and i + 1 < len(row) and row[i + 1].kind == "w":
        k = i + 1
        if row[k].glued and row[k].low in ("st", "nd", "rd", "th") and k + 1 < len(row):
            k += 1
        named = MONTHS.get(row[k].low, 0) if row[k].text[0].isupper() else 0
        if named and 1 <= int(atom.text) <= 31 and (row[k].low != "may" or year_at(row, k + 1) or True):
            year = year_at(row, k + 1)
            return "Y", _dated(named, int(atom.text), year), k + 2 if year else k + 1
    if atom.low in ("q1", "q2", "q3", "q4") or (
        atom.low == "q" and i + 1 < len(row) and row[i + 1].glued and row[i + 1].text in "1234"
    ):
        k = i + 1 if len(atom.low) == 2 else i + 2
        number = int(row[k - 1].text[-1])
        year = year_at(row, k)
        return "Y", Window("named quarter", number, year=year), k + 1 if year else k
    if year := year_at(row, i):
        if i + 1 < len(row) and (
            row[i + 1].text in "%$" or row[i + 1].low in ("points", "percent", "stocks", "companies", "shares")
        ):
            return None
        if i and (row[i - 1].text in "$€£" or (row[i - 1].text in "+−-" and row[i - 1].glued is False)):
            return None
        return "Y", Window("named year", year, year=year), i + 1
    return None


def _dated(month: int, day: int, year: int) -> Window:
    """A day of a year that may be told elsewhere (then `year` is 0 and `number` keeps month and day)."""
    if year:
        try:
            return Window("date", month * 100 + day, start=date(year, month, day), year=year)
        except ValueError:
            return Window("none", month * 100 + day, year=year)
    return Window("date", month * 100 + day)


def _iso(row: Sequence[Atom], i: int) -> date | None:
    words = [one.text for one in row[i : i + 5]]
    if len(words) == 5 and words[1] == words[3] == "-" and all(one.glued for one in row[i + 1 : i + 5]):
        try:
            return date(int(words[0]), int(words[2]), int(words[4]))
        except ValueError:
            return None
    return None
