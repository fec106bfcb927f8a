"""Directions without a number: "the Nasdaq finished in the red", "small caps fell on Friday"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.denial import denied
from reportgen.claims.direction import NAMED
from reportgen.claims.levels import NOUNS
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import ADVERBS, VERBAL, Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when


def directions(sentence: Sentence, taken: set[int], verbs: set[int]) -> Iterator[Claim]:
    """Directions without a number: "the Nasdaq finished in the red", "small caps fell on Friday"."""
    tags = sentence.tags
    for i, tag in enumerate(tags):
        if tag not in "UDF" or i in verbs or i in taken or not _predicate(sentence, i):
            continue
        if denied(sentence, i, i) or _undone(sentence, i):
            continue
        period = when(sentence, i, i)
        if _before_that(sentence, i) and not (period.index >= 0 and period.windows[0].kind in ("weekday", "date")):
            continue
        subject = subject_of(sentence, i, i)
        if (
            not subject.keys
            or subject.keys[0] == UNKNOWN
            or (period.index < 0 and _in_general(sentence, i, subject.index))
        ):
            continue
        opening = sentence.clause(i)[0]
        if sentence.mentions[opening].low == "before" and period.index < opening:
            continue  # "hit 6,077 on Thursday before falling back": some time later
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=period.index)
            direction = {"U": 1, "D": -1, "F": 0}[tag]
            windows = period.windows
            if period.index < 0:
                windows = (*windows, Window("month"), Window("year"), Window("weeks", 52))
            yield Claim(
                "flat" if tag == "F" else "direction", sentence.part, span_of(marks), one.keys, windows,
                direction=direction, marks=marks, detail=sentence.mentions[i].value or "", sure=one.sure,
            )  # fmt: skip
        taken.add(i)


def _predicate(sentence: Sentence, i: int) -> bool:
    """Whether the direction word at `i` is said of a subject right before it (adverbs and days between)."""
    tags, row = sentence.tags, sentence.mentions
    if (tags[i + 1 : i + 2] in ("N", "E", "d", "R", "O") and tags[i] != "F") or row[i].low == "off":
        return False
    if tags[i + 1 : i + 2] == "o" and tags[i + 2 : i + 3] not in ("Q", "P"):
        return False
    if row[i + 1 : i + 2] and row[i + 1].low == "note":
        return False  # "ended the week on a down note"
    if (
        tags[i] == "F"
        and tags[i + 1 : i + 2] == "a"
        and row[i + 2].low in ("better", "higher", "up", "lower", "down", "worse")
        if i + 2 < len(row)
        else False
    ):
        return False
    if tags[i - 1 : i] in ("E", "O", "H", "I", "K", "R", "k", "o", "h", "G", "t", "f") and tags[i] != "F":
        return False
    if i and row[i - 1].low in ("only", "lone", "sole", "single", "first", "last"):
        return False  # "the currency's only gain of the week"
    begin, _ = sentence.clause(i)
    j = i - 1
    if begin and tags[begin] in "wa" and i - begin <= 4 and all(t in "waxzPr" for t in tags[begin:i]):
        return sentence.mentions[begin].low in ("but", "and", "yet", "then", "though", "before") and (
            row[i].low not in NOUNS or tags[i - 1 : i] == "z"
        )
    while j >= begin:
        tag = tags[j]
        if tag in "NTB":
            return True
        if tag in "WPYzra" or (
            (tag == "x" and (row[j].value in ADVERBS or row[j].value in VERBAL or str(row[j].value).endswith("ly")))
            or (tag == "x" and tags[i] == "F" and row[j].value in ("about", "nearly"))
            or (row[i].low in NAMED and _had(sentence, j))
        ):
            j -= 1
            continue
        if tag == "," and any(t in "WP" for t in tags[j + 1 : i]):
            j -= 1
            continue
        if tag == ":" and j == begin:
            return tags[j - 1 : j] == "N" and tags[: j - 1] in ("", "x", "-")  # "- Nasdaq: down for the week"
        if tag == "," and tags[j - 1 : j] in ("N", "W", "P"):
            return True
        opened = next((k for k in range(j - 1, max(begin, j - 5), -1) if tags[k] == ","), -1) if tag == "," else -1
        return bool(opened > begin and tags[opened - 1] == "N" and all(t in "xX" for t in tags[opened + 1 : j]))
    return False


def _had(sentence: Sentence, j: int) -> bool:
    """Whether a word stands between a verb and the gain it had: "with a weekly gain", "held on to a gain"."""
    row = sentence.mentions
    return row[j].low in ("weekly", "monthly", "quarterly", "daily", "with", "out") or (
        row[j].low == "to" and row[j - 1].low == "on"
    )


UNDONE = (
    "eras",
    "wip",
    "recoup",
    "revers",
    "offset",
    "claw",
    "undid",
    "undo",
    "recover",
    "made up",
    "cancel",
    "trimm",
    "pared",
    "paring",
)


def _undone(sentence: Sentence, i: int) -> bool:
    """ "Erased the Dow's loss for the year", "the loss was wiped out": no loss any longer."""
    row = sentence.mentions
    if row[i].low not in NAMED | {"losses", "slide", "drop", "decline", "rally", "slump"}:
        return False
    return any(m.low.startswith(UNDONE) for m in row[max(0, i - 6) : i + 7])


TIMELESS = {
    "fall",
    "rise",
    "climb",
    "drop",
    "slip",
    "gain",
    "lose",
    "decline",
    "advance",
    "jump",
    "tumble",
    "rally",
    "recover",
    "suffer",
}


def _in_general(sentence: Sentence, i: int, subject: int) -> bool:
    """ "Small companies fall harder when the economy slows": a sentence about what they do, not about what they did."""
    row = sentence.mentions
    said = (subject >= 0 and row[subject].tag == "N" and not row[subject].text[:1].isupper()) or (
        subject >= 0 and row[subject].low in GENERAL
    )
    return said and row[i].low in TIMELESS and sentence.text.rstrip()[-1:] in ".!"


GENERAL = {
    "small companies",
    "smaller companies",
    "small caps",
    "stocks",
    "large caps",
    "blue chips",
    "small stocks",
    "technology stocks",
    "tech stocks",
    "gold",
    "oil",
    "yields",
}


def _before_that(sentence: Sentence, i: int) -> bool:
    """ "What it had gained": a time before the one that the text speaks of."""
    return any(m.low == "had" for m in sentence.mentions[max(0, i - 2) : i])
