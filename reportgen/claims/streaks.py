"""Runs and counts: the third straight weekly gain, a losing streak that ended, four of the week's five sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.records import MOVED
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import bearer, subject_of
from reportgen.claims.when import when
from reportgen.model import Span

ENDED = (
    "snapped",
    "snapping",
    "snap",
    "snaps",
    "ended",
    "ending",
    "ends",
    "broke",
    "breaking",
    "breaks",
    "halted",
    "halting",
    "halts",
    "stopped",
    "stopping",
    "interrupted",
    "reversed",
    "reversing",
    "erased",
    "bounced",
)
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
WEEKLY = {
    "week": "week",
    "weeks": "week",
    "weekly": "week",
    "day": "day",
    "days": "day",
    "session": "day",
    "sessions": "day",
    "daily": "day",
    "month": "month",
    "months": "month",
    "monthly": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "quarterly": "quarter",
}


@cued("E")
def streaks(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "streak": `number` of days, weeks or months in a row (`detail`) in one direction; "ended week" for
    a run that the current one has ended.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "E" or i in taken:
            continue
        count, at = _count(sentence, i)
        unit = _unit(sentence, i)
        if not unit and count and tags[at] == "P" and row[at].value.kind in ("weeks", "sessions"):
            unit = {"weeks": "week", "sessions": "day"}[row[at].value.kind]
        direction, verb = _direction(sentence, i)
        unit = unit or ("any" if row[i].low in ("in a row", "straight", "running", "consecutive", "successive") else "")
        if not count or not unit or not direction or denied(sentence, i, i):
            continue
        subject = bearer(sentence, min(i, at), max(i, at))
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        ended = _ended(sentence, min(i, at))
        after = any(m.low == "after" for m in row[max(0, min(i, at) - 3) : min(i, at)])
        least = any(m.low in ("more", "at least") for m in row[max(0, min(i, at) - 1) : max(i, at) + 2])
        period = when(sentence, i, i)
        marks = marked(sentence, quantity=at, direction=verb, subject=subject.index, window=period.index)
        first, last = (
            min(at, i),
            max(
                at,
                i,
                *(
                    j
                    for j in (i + 1, i + 2)
                    if j < len(tags) and tags[j] in "dUDE" and (j == i + 1 or tags[i + 1] in "dUDE")
                ),
                -1,
            ),
        )
        taken.update({i, at})
        taken.update(j for j in range(max(0, first - 1), min(len(tags), last + 1)) if tags[j] in "UDRLHK")
        sentence.spent.update(j for j in (at, i) if tags[j] == "P")
        if period.index > 0 and _of_base(sentence, period.index):
            period = replace(period, windows=(Window("week"),))
        windows = tuple(
            w for w in period.windows if w.kind in ("weekday", "date", "day", "week", "last week", "month", "by")
        ) or (Window("week"),)
        for one in spread_out(subject):
            yield Claim(
                "streak", sentence.part, Span(row[first].start, row[last].end), one.keys, windows, direction=direction, marks=marks,
                number=count, detail=f"{'after ' if after else 'ended ' if ended else ''}{unit}", sure=one.sure,
                quantity=Quantity(Decimal(count), 0, hedge="at least" if least else ""),
            )  # fmt: skip


@cued("stretched stretches stretching extended extends extending lengthened ran runs lasted lasts spans spanned", "P")
def stretches(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The slide has stretched to four weeks", "extending its rally to six sessions"."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in LENGTHENED:
            continue
        at = next(
            (
                j
                for j in range(i + 1, min(i + 7, len(tags)))
                if tags[j] == "P"
                and row[j].value.kind in ("weeks", "sessions", "months")
                and (tags[j - 1] in "t" or (j == i + 1 and mention.low in LASTED))
            ),
            -1,
        )
        verb = next(
            (
                j
                for j in [*range(i - 1, max(-1, i - 6), -1), *range(i + 1, i + 5)]
                if 0 <= j < len(row)
                and (row[j].low in RUNS or tags[j] in "UD")
                and sentence.clause(j) == sentence.clause(i)
            ),
            -1,
        )
        if at < 0 or verb < 0 or denied(sentence, i, verb):
            continue
        word = row[verb].low
        direction = RUNS.get(word) or (1 if tags[verb] == "U" else -1 if tags[verb] == "D" else 0)
        subject = subject_of(sentence, i, verb)
        if not direction or not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.update({i, verb})
        sentence.spent.add(at)
        unit = {"weeks": "week", "sessions": "day", "months": "month"}[row[at].value.kind]
        marks = marked(sentence, quantity=at, direction=verb, subject=subject.index)
        yield Claim(
            "streak",
            sentence.part,
            Span(row[i].start, row[at].end),
            subject.keys,
            (Window("week"),),
            direction=direction,
            marks=marks,
            number=row[at].value.number,
            detail=unit,
            sure=subject.sure,
        )


@cued(
    "skid slide slump rally losing winning run streak rout slump climb decline advance",
    "snapped snapping snap snaps ended ending ends broke breaking breaks halted halting halts stopped stopping",
)
def broken(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Ended a two-week skid": a run that the current move has ended."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ENDED or i in taken:
            continue
        at = i + 1
        if tags[at : at + 2] == "Ld" and row[at].value.worded and row[at + 1].low in WEEKLY:
            number, unit, noun = int(row[at].value.value), WEEKLY[row[at + 1].low], at + 2
        elif tags[at : at + 1] == "P" and row[at].low in ("five day", "five-day"):
            number, unit, noun = 5, "day", at + 1
        else:
            continue
        direction = RUNS.get(row[noun].low, 0) if noun < len(row) else 0
        subject = bearer(sentence, i, noun)
        if not direction or denied(sentence, i, i) or not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.update({i, at, noun})
        sentence.spent.add(at)
        for one in spread_out(subject):
            marks = marked(sentence, quantity=at, direction=noun, subject=one.index)
            yield Claim("streak", sentence.part, sentence.span(i, noun), one.keys, (Window("week"),), direction=direction,
                marks=marks, number=number, detail=f"ended {unit}", sure=one.sure, quantity=Quantity(Decimal(number), 0))  # fmt: skip


RUNS = {
    "losses": -1,
    "gains": 1,
    "slide": -1,
    "skid": -1,
    "rally": 1,
    "losing": -1,
    "winning": 1,
    "slump": -1,
    "retreat": -1,
    "advance": 1,
    "climb": 1,
    "decline": -1,
}
LASTED = ("lasted", "lasts", "spans", "spanned")
LENGTHENED = (
    *LASTED,
    "stretched",
    "stretches",
    "stretching",
    "extended",
    "extends",
    "extending",
    "lengthened",
    "ran",
    "runs",
)


def _count(sentence: Sentence, i: int) -> tuple[int, int]:
    tags, row = sentence.tags, sentence.mentions
    word = row[i].low.replace("-", " ")
    if word == "back to back":
        return 2, i
    order = list(range(i - 1, max(-1, i - 6), -1)) + (
        [i + 1, i + 2, i + 3]
        if word in ("straight", "consecutive", "streak", "successive", "run of", "winning run", "losing run")
        else []
    )
    if word == "streak" and (at := _stands_at(sentence, i)):
        order = [at]
    for j in order:
        if not 0 <= j < len(tags):
            continue
        if tags[j] == "O":
            return int(row[j].value), j
        if tags[j] in "L" and row[j].value.value == int(row[j].value.value) and 1 < row[j].value.value < 100:
            return int(row[j].value.value), j
        if tags[j] == "P" and row[j].value.kind in ("weeks", "sessions", "months"):
            return row[j].value.number, j
        if tags[j] == "P" and row[j].low in ("five day", "five-day"):
            return 5, j
        if tags[j] in ";.Q":
            break
    return 0, i


def _stands_at(sentence: Sentence, i: int) -> int:
    """Where a streak's length is told behind it: "the losing streak for the Dow now stands at nine weeks"; else 0."""
    tags, row = sentence.tags, sentence.mentions
    j = i + 1
    while (j < len(tags) and tags[j] in "xzAtN") or (tags[j : j + 1] == "r" and row[j].low == "for"):
        j += 1
    return j if j > i + 2 and tags[j : j + 1] == "P" and tags[j - 1] in "Atx" else 0


def _of_base(sentence: Sentence, j: int) -> bool:
    """Whether the period at `j` says when a level was from which the move began: "to 4.14% from 4.23% late Thursday"."""
    tags = sentence.tags[:j].rstrip("xr")
    return tags[-2:] in ("fL", "fQ")


def _unit(sentence: Sentence, i: int) -> str:
    """What the run counts; where its own words do not say, "any"."""
    row = sentence.mentions
    back = list(range(i - 1, max(-1, i - 5), -1))
    ahead = [
        j
        for j in range(i + 1, min(i + 4, len(row)))
        if "," not in sentence.tags[i:j] and "z" not in sentence.tags[i : j + 1]
    ]
    behind = row[i].low in ("in a row", "running", "on end", "in succession", "on the trot")
    for j in [i, *(back + ahead if behind else ahead + back)]:
        for word in row[j].low.replace("-", " ").split():
            if word in WEEKLY:
                return WEEKLY[word]
        if row[j].tag == "P" and row[j].low in ("five day", "five-day"):
            return "day"
        if row[j].tag == "P" and row[j].value.kind in ("weeks", "sessions", "months"):
            return {"weeks": "week", "sessions": "day", "months": "month"}[row[j].value.kind]
    return ""


def _direction(sentence: Sentence, i: int) -> tuple[int, int]:
    tags, row = sentence.tags, sentence.mentions
    if row[i].low.startswith("winning"):
        return 1, i
    if row[i].low.startswith("losing"):
        return -1, i
    if i and tags[i - 1] in "UD":
        return (1 if tags[i - 1] == "U" else -1), i - 1
    for j in [*range(i + 1, min(i + 5, len(tags))), *range(i - 1, max(-1, i - 10), -1)]:
        if j > i and any(t in "rwQ," for t in tags[i + 1 : j]):
            continue
        if tags[j] in "UD":
            return (1 if tags[j] == "U" else -1), j
        word = row[j].low
        if word in ("won", "winner", "winners"):
            return 1, j
        if MOVED.get(word):
            return MOVED[word], j
        if j > i and tags[j] in ",;.w":
            continue
    return 0, -1


SETTLED = ("lower", "higher", "up", "down", "flat", "unchanged", "in the red", "in the green")
"""How a session ends."""


def _ended(sentence: Sentence, i: int) -> bool:
    row, tags = sentence.mentions, sentence.tags
    if any(row[j].low in ENDED and not (tags[j] == "z" and row[j + 1].low in SETTLED) for j in range(max(0, i - 4), i)):
        return True  # but "ends lower for a seventh straight week" ends no run
    behind = sentence.text[row[i].end : row[i].end + 60].lower()
    named = any(w in sentence.text[row[i].start : row[i].end + 24].lower() for w in ("streak", "run", "skid", "rally"))
    return named and bool(
        re.match(
            r"(?:(?! and )[^.,;]){0,40}\b(?:ended|snapped|broken|came to an end|is over|was over|was halted|stopped)\b",
            behind,
        )
    )
