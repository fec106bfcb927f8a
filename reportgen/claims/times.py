"""Words of time: months, days, units, and every fixed phrase that is a period."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportgen.claims.nouns import CURRENT, PAST, Window
from reportgen.claims.trie import Node, trie

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


LIGHT = {*PREPOSITIONS, "the", "a", "an", "this", "its", "to", "at", "and"}
"""Words with which most periods begin, and most phrases that are none."""


@cache
def words_of_time() -> frozenset[str]:
    """Every word of every period, the light ones left out."""
    words: set[str] = set()
    nodes = [fixed()]
    while nodes:
        node = nodes.pop()
        words |= {word for word in node if word is not None}
        nodes += [below for word, below in node.items() if word is not None]
    more = {"end", "close", "start", "beginning", "turn", "half", "quarter", "quarters", "ended", "very"}
    return frozenset({*words, *starts(), *UNITS, *more} - LIGHT)
