"""How far a superlative reaches back: "since May 2024", "in three months", "in more than a year"."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.claims.lexicon import hedge_of
from reportgen.claims.nouns import Window, WindowKind
from reportgen.claims.records import LEVELS
from reportgen.claims.sentence import Sentence

NAMED: Mapping[WindowKind, WindowKind] = {
    "date": "since", "named month": "since month", "named year": "named year", "named quarter": "named quarter",
}  # fmt: skip
LONG: Mapping[str, WindowKind] = {"month": "months", "months": "months", "years": "years", "weeks": "weeks"}


def reached_back(sentence: Sentence, i: int) -> tuple[Window, int] | None:
    """The time that a superlative reaches back to: "since May 2024", "in three months", "in more than a year"."""
    tags, row = sentence.tags, sentence.mentions
    of_year = within_year(sentence, i)
    if of_year:
        return of_year
    for j in range(i + 1, min(i + 9, len(tags))):
        if tags[j] in ";.Q":
            return None
        if tags[j] == "S":
            k = j + 1
            while (
                k < len(tags)
                and k < j + 5
                and (tags[k] in "xzdo" or (tags[k] == "P" and row[k].value == Window("week")))
            ):
                k += 1
            if k >= len(tags):
                return None
            if tags[k] == "Y":
                window = row[k].value
                part = row[k - 1].low if row[k - 1].low in ("early", "mid", "late") else ""
                kind = NAMED.get(window.kind, "none")
                return Window(kind, window.number, window.start, year=window.year, part=part), k
            if tags[k] == "P" and row[k].value.kind in ("last month", "last week", "last year", "last quarter"):
                return row[k].value, k
            if tags[k] == "W":
                return None
            return Window("none"), k
        if tags[j] == "P" and row[j].value.kind in ("since end", "since start"):
            window = row[j].value
            return Window(
                "since month", window.number, year=window.year, part="late" if window.kind == "since end" else "early"
            ), j
        if (
            tags[j] == "P"
            and row[j].value.kind in ("year", "month", "quarter")
            and row[j].low.startswith("of ")
            and any(t in "dUDz" for t in tags[i + 1 : j])
        ):
            return row[j].value, j
        if (
            tags[j] == "P"
            and row[j].low in ("of the week", "of this week")
            and row[i].low in ("highest", "lowest")
            and j <= i + 2
        ):
            return row[j].value, j
        if (
            tags[j] == "P"
            and row[j].value.kind in ("weeks", "months", "years", "sessions")
            and (
                sentence.text[row[j].start : row[j].start + 3].lower() in ("in ", "ove", "of ", "for")
                or row[j - 1].low in ("in", "over")
            )
        ):
            return row[j].value, j
        if (
            tags[j] == "P"
            and row[j].value == Window("weeks", 52)
            and row[j].low in ("in a year", "in the past year", "over the past year", "in 12 months", "in one year")
        ):
            return row[j].value, j
        if tags[j] == "Y" and row[j].value.kind == "named year" and tags[j - 1] == "o" and j > i + 1:
            return row[j].value._replace(part="of"), j
        hedge = _nearly(sentence, j)
        if hedge and tags[j] == "d" and row[j].low in ("year", "month"):
            return (Window("years", 1, part=hedge) if row[j].low == "year" else Window("months", 1, part=hedge)), j
        if hedge and tags[j] == "P" and row[j].value.kind in ("weeks", "months", "years"):
            return row[j].value._replace(part=hedge), j
        if (
            tags[j] == "d"
            and row[j - 1].low in ("in", "a", "than", "more than", "over")
            and row[j].low in ("month", "months", "years", "weeks")
        ):
            return (
                Window(LONG[row[j].low], 1 if row[j].low == "month" else 0),
                j,
            )
    return None


EXTREME = ("high", "low", "highest", "lowest", "highs", "lows", "peak")
FROM = {"below", "above", "under", "near", "off", "from", "of", "shy", "short", "beneath", "towards", "toward", "than"}


def within_year(sentence: Sentence, i: int) -> tuple[Window, int] | None:
    """The year, quarter or month whose high or low is told: "at its high for the year", "a 2023 high", "lowest of 2024";
    none where something is measured from it.
    """
    tags, row = sentence.tags, sentence.mentions
    if row[i].low not in EXTREME or (tags[i - 1 : i] in ("L", "Q", "P")):
        return None
    dated = tags[i - 1 : i] == "Y" and i > 0 and row[i - 1].value.kind == "named year"
    first = i - 1 - dated
    while first >= 0 and row[first].low in ("new", "fresh", "another", "closing"):
        first -= 1
    if first >= 0 and (FROM & set(row[first].low.split()) or tags[first] in "fhoQL"):
        return None
    if dated:
        return (row[i - 1].value._replace(part="of"), i) if tags[i + 1 : i + 2] not in ("o", "z", "S") else None
    j = i + 1
    while j < len(row) and j < i + 3 and row[j].low in LEVELS:
        j += 1
    if (
        tags[j : j + 1] == "P"
        and row[j].value.kind in ("year", "quarter", "month")
        and row[j].low[:3] in ("of ", "for")
    ):
        return row[j].value, j
    if tags[j : j + 2] in ("oY", "rY") and row[j + 1].value.kind == "named year" and row[j].low in ("of", "for", "in"):
        return row[j + 1].value._replace(part="of"), j + 1
    return None


def _nearly(sentence: Sentence, j: int) -> str:
    """The hedge of a length of time: "in more than a year", "in almost two years"; "" where it has none."""
    row = sentence.mentions
    if j < 2 or row[j - 2].low not in ("in", "over", "for", "within"):
        return ""
    hedge = hedge_of(tuple(row[j - 1].low.split()))
    return hedge if hedge in ("more than", "just over", "nearly", "about", "less than") else ""
