"""Periods, weekdays and dates in words: what stands at an atom, as a tag and a window.

Tags: P a period, W a weekday (number from 0), Y a date, month or year, d a bare unit of time (day, week, month ...),
m a time to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from reportgen.claims.atoms import Atom
from reportgen.claims.nouns import CURRENT, PAST, UNITS_OF, Window
from reportgen.claims.spells import ended, half, since_holiday, so_long, weekdays
from reportgen.claims.trie import Node, longest, trie

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon mondays",
            "tuesday tue tues tuesdays",
            "wednesday wed wednesdays",
            "thursday thu thurs thur thursdays",
            "friday fri fridays",
        )
    )
    for name in names.split()
}
WEEKEND = {"saturday", "sunday", "weekend"}
UNITS = {
    "day": "day", "days": "day", "session": "day", "sessions": "day", "daily": "day", "week": "week",
    "weeks": "week", "weekly": "week",
    "month": "month", "months": "month", "monthly": "month", "quarter": "quarter", "quarters": "quarter",
    "quarterly": "quarter",
    "year": "year", "years": "year", "yearly": "year", "annual": "year", "fortnight": "week", "decade": "year",
    "decades": "year",
}  # fmt: skip
HALFWAY = """
halfway_: halfway_, halfway_through_the_year at_the_halfway_mark
at_the_halfway_point at_the_halfway_stage at_half_time at_halftime at_the_half at_the_midpoint_of_the_year at_midyear
at_mid_year midway_through_the_year six_months_in half_a_year_in half_time_: halftime_:
"""
"""The year so far, or its first half."""
PREPOSITIONS = ("for", "on", "over", "in", "during", "of", "through", "within", "across", "from", "throughout")
NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ]
    )
}


@cache
def fixed() -> Node:
    """Phrases that name a period, each with its tag and its window."""
    held: dict[str, tuple[str, Any]] = {}

    def put(words: str, window: Window | None, tag: str = "P") -> None:
        held[words] = (tag, window)

    for unit, window in CURRENT.items():
        for determiner in ("the", "this", "that", "its", "the whole", "the full", "the entire", "the latest",
            "the trading", "the shortened",
                           "the holiday shortened", "a holiday shortened", "the current", "a",
                           "the abbreviated"):  # fmt: skip
            for preposition in ("", *PREPOSITIONS):
                if determiner == "a" and (preposition not in ("in",) or unit in ("year", "day")):
                    continue
                put(f"{preposition} {determiner} {unit}".strip(), window)
        for preposition in ("for", "on", "over"):
            put(f"{preposition} {unit}", window)
        put(f"so far this {unit}", window)
        put(f"this {unit} so far", window)
        put(f"for the {unit} so far", window)
        put(f"so far in the {unit}", window)
        put(f"{unit} to date", window)
        put(f"on the {unit} so far", window)
    for holiday in (
        "thanksgiving",
        "juneteenth",
        "holiday",
        "christmas",
        "election",
        "easter",
        "memorial day",
        "labor day",
        "king",
        "shortened",
        "good friday",
    ):
        for preposition in ("", "in", "for", "during", "the", "in the", "during the", "a", "in a"):
            put(f"{preposition} {holiday} week".strip(), Window("week"))
    put("in week", Window("week"))
    put("holiday shortened week", Window("week"))
    for words in ("today", "on the session", "for the session", "in the session", "the session", "this session",
        "on the day", "that session", "the final session", "in the final session",
                  "the last day", "last day", "the closing day", "the last session", "in the last session",
                  "in its last session", "the final day", "on the final day", "the last day of the week",
                  "on the last day of the week", "the week final session",
                  "final session of the week", "last session of the week", "the closing session",
                  "the last trading day", "the final session of the week", "the last session of the week",
                  "the week last session"):  # fmt: skip
        put(words, Window("day"))
        put("in " + words, Window("day"))
        put("on " + words, Window("day"))
    for words in ("the past week", "over the past week", "in the past week", "the week just ended",
        "this past week", "the holiday week", "the short week", "the four day week", "the week under review",
        "the five sessions",
                  "the trading week", "the five days", "from friday to friday", "friday to friday", "week on week",
                  "weekly basis", "on a weekly basis", "week over week", "the last five sessions",
                  "the past five sessions",
                  "five day", "1 week", "one week", "wk", "wtd", "1w", "over five sessions", "in five sessions",
                  "over the five sessions", "a week earlier", "a week ago", "from a week earlier",
                  "from a week ago", "against the week before", "from the week before", "the week before close",
                  "the prior friday", "the previous friday", "last friday", "from the prior friday",
                  "weeklong"):  # fmt: skip
        put(words, Window("week"))
    for words in ("all told", "altogether"):
        put(words, Window("week"))
    for words in ("ytd", "year to date", "since the year began", "since the start of the year",
        "since the beginning of the year", "since january 1", "since jan 1", "since new year",
                  "since the turn of the year", "since year end", "since the year end", "so far in the year",
                  "from the start of the year", "the year so far", "the year to date", "for the year to date",
                  "since the year started", "since the new year", "since new year's day",
                  "since the end of last year", "the calendar year"):  # fmt: skip
        put(words, Window("year"))
    for words in (
        "mtd",
        "month to date",
        "since the month began",
        "since the start of the month",
        "since the beginning of the month",
        "the month so far",
        "the month to date",
        "since the end of last month",
    ):
        put(words, Window("month"))
    for words in (
        "qtd",
        "quarter to date",
        "since the quarter began",
        "since the start of the quarter",
        "the quarter so far",
        "the quarter to date",
        "since the beginning of the quarter",
    ):
        put(words, Window("quarter"))
    for words in ("52 weeks", "over 52 weeks", "the past year", "over the past year", "in the past year",
        "12 months", "twelve months", "the past 12 months",
                  "over the past 12 months", "the past twelve months", "from a year ago", "from a year earlier",
                  "year over year", "year on year", "one year", "1 year", "over one year", "a year ago",
                  "a year earlier",
                  "in a year", "over the last year", "the last 12 months", "over the last 12 months",
                  "the last 52 weeks", "the past 52 weeks", "over the past 52 weeks", "1y", "1 yr", "52 week",
                  "than a year ago", "over 12 months", "in 12 months", "over a year"):  # fmt: skip
        put(words, Window("weeks", 52))
    for unit, window in (("month", Window("months", 1)), ("quarter", Window("months", 3))):
        for preposition in ("", *PREPOSITIONS):
            put(f"{preposition} the past {unit}".strip(), window)
    for unit, window in PAST.items():
        for before in ("last", "the previous", "the prior", "the preceding", "previous", "prior"):
            for preposition in ("", *PREPOSITIONS):
                put(f"{preposition} {before} {unit}".strip(), window)
        put(f"the {unit} before", window)
        put(f"in the {unit} before", window)
        put(f"a {unit} before", window)
    for words in HALFWAY.split():
        put(words.replace("_", " "), Window("year", part="half"))
    for words in ("next week", "next month", "next year", "next quarter", "tomorrow", "coming week",
        "the coming days", "coming weeks", "coming months", "the week ahead",
                  "in the future", "ahead of next", "the next year", "the next quarter", "later this month",
                  "later this year", "the months ahead", "the year ahead", "year end target", "over the next",
                  "in the next", "the coming year"):  # fmt: skip
        put(words, None, "m")
    for words in (
        "the day before",
        "a day before",
        "the day earlier",
        "the session before",
        "the previous day",
        "the previous session",
        "the day prior",
    ):
        put(words, None, "x")
    for words in ("a day later", "one day later", "the next day", "the next session", "the following day",
        "the following session", "a session later", "the day after", "on the next day",
        "on the following day"):  # fmt: skip
        put(words, Window("none"), "P")
    for words in ("in a single", "in one", "in just one", "in only one", "in a"):
        for unit in ("day", "session", "trading session", "trading day"):
            put(f"{words} {unit}", Window("day", part="any"))
    held["yesterday"] = ("P", Window("day"))
    for word, unit in UNITS.items():
        held.setdefault(word, ("d", unit))
    return trie({tuple(words.split()): meaning for words, meaning in held.items()})


@cache
def starts() -> frozenset[str]:
    """Every word that a period may begin with."""
    return frozenset(
        {*fixed(), *MONTHS, *DAYS, *WEEKEND, *NUMBERS, *PREPOSITIONS, "q", "q1", "q2", "q3", "q4"}
        | {"good", "black", "easter", "cyber", "since", "from", "in", "for", "over", "during", "the", "this", "of", "on", "its", "a", "first", "last", "final", "second", "between", "labor", "memorial", "thanksgiving", "christmas", "independence", "election", "inauguration", "presidents", "presidents'", "juneteenth", "columbus", "third", "fourth", "opening", "closing", "past", "previous", "prior", "within", "across", "through"}
    )  # fmt: skip


def period(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """What of time stands at atom `i` (tag, value) and the atom behind it; None where nothing of the kind does."""
    atom = row[i]
    if (atom.kind == "w" and (atom.low not in starts() or not _timely(row, i))) or atom.kind == "p":
        return None
    found = _date(row, i) or since_holiday(row, i) or weekdays(row, i, DAYS)
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


LIGHT = {*PREPOSITIONS, "the", "a", "an", "this", "its", "to", "at", "and"}
"""Words with which most periods begin, and most phrases that are none."""
FAR = 5
"""So far behind a light word its period has a word of time."""


def _timely(row: Sequence[Atom], i: int) -> bool:
    """Whether what a light word opens may be a period: a word of time or a number stands closely behind it."""
    if row[i].low not in LIGHT:
        return True
    known = _of_time()
    return any(one.kind == "n" or one.low in known for one in row[i + 1 : i + FAR])


@cache
def _of_time() -> frozenset[str]:
    """Every word of every period, the light ones left out."""
    words: set[str] = set()
    nodes = [fixed()]
    while nodes:
        node = nodes.pop()
        words |= {word for word in node if word is not None}
        nodes += [below for word, below in node.items() if word is not None]
    more = {"end", "close", "start", "beginning", "turn", "half", "quarter", "quarters", "ended", "very"}
    return frozenset({*words, *starts(), *UNITS, *more} - LIGHT)


def _spelled(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
    """A period in several words."""
    return ended(row, i, DAYS, _date) or half(row, i, _year) or so_long(row, i)


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
        year = _year(row, j + 1)
        return (
            "P",
            Window("since end" if end else "since start", MONTHS[row[j].low], year=year),
            j + 2 if year else j + 1,
        )
    if j < len(row) and (year := _year(row, j)):
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
    year = _year(row, j + 3) if row[j + 2 : j + 3] and row[j + 2].low == "of" else _year(row, j + 2)
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
        year = _year(row, j + 1)
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
    if row[j].low in ("year", "month", "quarter") or _year(row, j):
        return "P", Window("week"), j + 1
    if row[j].low in MONTHS:
        return "P", Window("week"), j + 2 if _year(row, j + 1) else j + 1
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


def _year(row: Sequence[Atom], i: int) -> int:
    if (
        i < len(row)
        and row[i].kind == "n"
        and len(row[i].text) == 4
        and row[i].text.isdigit()
        and row[i].text[:2] in ("19", "20")
    ):
        return int(row[i].text)
    return 0


def _date(row: Sequence[Atom], i: int) -> tuple[str, Any, int] | None:
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
            year = _year(row, ahead)
            if k < len(row) and row[k].text == "%":
                return None
            return "Y", _dated(month, day, year), ahead + 1 if year else k
        if j < len(row) and row[j].text == "," and _year(row, j + 1):
            j += 1
        year = _year(row, j)
        return "Y", Window("named month", month, year=year), j + 1 if year else j
    if atom.kind == "n" and atom.text.isdigit() and len(atom.text) < 3 and i + 1 < len(row) and row[i + 1].kind == "w":
        k = i + 1
        if row[k].glued and row[k].low in ("st", "nd", "rd", "th") and k + 1 < len(row):
            k += 1
        named = MONTHS.get(row[k].low, 0) if row[k].text[0].isupper() else 0
        if named and 1 <= int(atom.text) <= 31 and (row[k].low != "may" or _year(row, k + 1) or True):
            year = _year(row, k + 1)
            return "Y", _dated(named, int(atom.text), year), k + 2 if year else k + 1
    if atom.low in ("q1", "q2", "q3", "q4") or (
        atom.low == "q" and i + 1 < len(row) and row[i + 1].glued and row[i + 1].text in "1234"
    ):
        k = i + 1 if len(atom.low) == 2 else i + 2
        number = int(row[k - 1].text[-1])
        year = _year(row, k)
        return "Y", Window("named quarter", number, year=year), k + 1 if year else k
    if year := _year(row, i):
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
