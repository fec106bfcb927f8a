"""Runs in short: "up for a fifth week, gold for a fourth", "a ninth week of gains for both", "rising for nine weeks"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.claims.bearing import UNKNOWN, Subject, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.records import MOVED, UNITS
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import bearer, subject_of

WHOLE = {"weeks": "week", "sessions": "day", "months": "month"}
COUNTED = ("managed", "has", "counts", "boasts", "had", "made", "posted", "logged", "notched", "strung")


@dataclass(frozen=True)
class Run:
    """How long a run is said to be, of what, in which direction, and the mentions that say it."""

    number: int
    unit: str
    direction: int
    at: int
    verb: int
    last: int


@cued("O P L", "E week weeks weekly day days daily session sessions month months")
def runs(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "streak": of a "third week" of gains, where no longer time is told in which it was the third; and of
    those who are named behind it with an ordinal alone.
    """
    tags, before = sentence.tags, None
    for i, tag in enumerate(tags):
        if tag == "E":
            before = _with_row(sentence, i) or before
        if tag == "P" and before is None:
            before = _of_weeks(sentence, i)
            if before and tags[i + 4] == "N" and not denied(sentence, i, i):
                yield from _told(sentence, before, Subject((sentence.mentions[i + 4].value,), i + 4))
        if tag not in "OL" or i in taken:
            continue
        run = _ordered(sentence, i) or (_going_on(sentence, i, before) if before else None)
        if run is None or denied(sentence, i, i):
            continue
        subject = _of_run(sentence, run, i)
        before = run
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.add(i)
        if run.verb >= 0 and "Q" not in tags[max(0, run.verb - 1) : i]:
            taken.add(run.verb)
        yield from _told(sentence, run, subject)


def _told(sentence: Sentence, run: Run, subject: Subject) -> Iterator[Claim]:
    for one in spread_out(subject):
        marks = marked(sentence, quantity=run.at, direction=run.verb, subject=one.index)
        yield Claim("streak", sentence.part, sentence.span(run.at, run.last), one.keys, (Window("week"),),
            direction=run.direction, marks=marks, number=run.number, detail=run.unit, sure=one.sure,
            quantity=Quantity(Decimal(run.number), 0))  # fmt: skip


def _with_row(sentence: Sentence, i: int) -> Run | None:
    """The run told outright at mention `i`, for those behind it: "an 11th straight week", "eight weeks up on the trot"."""
    tags, row = sentence.tags, sentence.mentions
    near = range(max(0, i - 5), min(i + 5, len(row)))
    unit = next((u for j in near for w in row[j].low.split() if (u := _unit(w))), "")
    verb = next((j for j in sorted(near, key=lambda j: abs(j - i)) if _way(sentence, j)), -1)
    verb = verb if verb >= 0 else max(tags.rfind("U", 0, i), tags.rfind("D", 0, i))
    return Run(0, unit or "any", _way(sentence, verb), i, verb, i) if verb >= 0 else None


def _unit(word: str) -> str:
    word = {"weekly": "week", "daily": "day", "monthly": "month"}.get(word, word.removesuffix("s"))
    return UNITS.get(word, "")


def _way(sentence: Sentence, j: int) -> int:
    if sentence.tags[j] in "UD":
        return 1 if sentence.tags[j] == "U" else -1
    return MOVED.get(sentence.mentions[j].low, 0)


def _ordered(sentence: Sentence, i: int) -> Run | None:
    """ "Rose for a fifth week", "a ninth week of gains", "a fourth losing week": without a longer time behind it."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i] != "O" or int(row[i].value) < 2:
        return None
    if tags[i + 1 : i + 2] == "d" and row[i + 1].low in ("week", "day", "session", "month"):
        if tags[i + 2 : i + 4] in ("oU", "oD"):
            verb = last = i + 3
        elif tags[i - 2 : i] in ("Ur", "Dr") and row[i - 1].low == "for":
            verb, last = i - 2, i + 1
        elif tags[max(0, i - 3) : i] in ("UQr", "DQr") and row[i - 1].low == "for":
            verb, last = i - 3, i + 1  # "fell 0.6% for a second week"
        else:
            return None
        unit = _unit(row[i + 1].low)
    elif tags[i + 1 : i + 3] in ("Ud", "Dd") and row[i + 2].low in ("week", "day", "session", "month"):
        verb, last, unit = i + 1, i + 2, _unit(row[i + 2].low)
    else:
        return None
    if _of_longer(sentence, last + 1) or "E" in tags[max(0, i - 2) : last + 2]:
        return None
    return Run(int(row[i].value), unit, _way(sentence, verb), i, verb, last)


def _of_weeks(sentence: Sentence, i: int) -> Run | None:
    """ "Eleven weeks of losses for the S&P 500", and "has fallen for 11 weeks", for those behind it."""
    tags, row = sentence.tags, sentence.mentions
    if row[i].value.kind not in WHOLE or len(row[i].low.split()) != 2:
        return None
    unit = WHOLE[row[i].value.kind]
    if tags[i + 1 : i + 4] in ("oUr", "oDr") and row[i + 3].low == "for" and tags[i + 5 : i + 6] in ("", ".", ",", ";"):
        return Run(row[i].value.number, unit, _way(sentence, i + 2), i, i + 2, i + 2)
    return None


def _of_longer(sentence: Sentence, j: int) -> bool:
    """Whether a longer time is told: "in five", "this year", "of 2023", "since May"."""
    tags, row = sentence.tags, sentence.mentions
    return tags[j : j + 1] in ("P", "S", "o", "Y") or (
        tags[j : j + 1] == "r" and (tags[j + 1 : j + 2] in ("P", "L", "Y", "d", "O") or row[j].low != "for")
    )


def _going_on(sentence: Sentence, i: int, before: Run) -> Run | None:
    """ "… and the Nasdaq 100 for a seventh", "oil down for a third", "a second for the other", "eight for the Dow"."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i] == "L" and (row[i].value.unit or row[i].value.decimals or not 1 < row[i].value.value < 60):
        return None
    number = int(row[i].value) if tags[i] == "O" else int(row[i].value.value)
    shut = tags[i + 1 : i + 2] in ("", ",", ".", ";", "a", "w", "-")
    verb, way = before.verb, before.direction
    if shut and tags[i - 1 : i] == "r" and row[i - 1].low == "for" and i > 1 and tags[i - 2] in "NUD":
        if tags[i - 2] in "UD":
            verb, way = i - 2, _way(sentence, i - 2)
    elif shut and (
        tags[i - 2 : i] == "N,"
        or (tags[i] == "O" and tags[i - 1] == "N" and " its " in sentence.text[row[i - 1].end : row[i].start])
    ):
        pass  # "…; Russell 2000, nine", "…, the Nasdaq 100 its seventh"; but "the Dow second" is a place
    elif tags[i + 1 : i + 2] == "r" and row[i + 1].low == "for" and tags[i - 1 : i] in (",", "a", ";", "w"):
        if tags[i + 2 : i + 3] not in ("N", "T", "B") and row[i + 2 : i + 3] and row[i + 2].low not in ("other", "one"):
            return None
    elif not (tags[i] == "L" and shut and row[i].value.worded and row[i - 1].low in COUNTED):
        return None
    return Run(number, before.unit, way, i, verb, i) if number > 1 else None


def _of_run(sentence: Sentence, run: Run, i: int) -> Subject:
    """Whose run it is: whom "for" names behind it, both of two, the one or the other, else the subject before it."""
    tags, row = sentence.tags, sentence.mentions
    j = run.last + 1
    seen = tuple(dict.fromkeys(m.value for m in row[:i] if m.tag == "N"))
    if tags[j : j + 1] == "r" and j + 1 < len(row):
        if row[j + 1].low == "both" and len(seen) == 2:
            return Subject(seen[:1], -1, each=((seen[1], -1),))
        if row[j + 1].low in ("other", "one") and len(seen) == 2:
            return Subject((seen[row[j + 1].low == "other"],))
        if tags[j + 1] == "N":
            return Subject((row[j + 1].value,), j + 1)
        if tags[j + 1] == "B":
            group = of_group(sentence, row[j + 1].value, j + 1)
            return Subject(group[:1], j + 1, each=tuple((key, j + 1) for key in group[1:]))
    if tags[i - 1] == "N" and run.verb < i - 1:
        return Subject((row[i - 1].value,), i - 1)
    if tags[i - 2 : i] in ("Nr", "N,"):
        return Subject((row[i - 2].value,), i - 2)
    if run.verb == i - 2:
        return subject_of(sentence, run.verb, run.verb)
    return bearer(sentence, i, run.last)


@cued("P", "U D", "has have")
def lasting(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Has been rising for nine weeks", "has fallen for six days": a run up to now."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "UD" or i in taken or tags[i + 1 : i + 3] != "rP" or row[i + 2].value.kind not in WHOLE:
            continue
        if row[i + 1].low != "for" or not {"has", "have"} & {m.low for m in row[max(0, i - 3) : i]}:
            continue
        subject, window = subject_of(sentence, i, i), row[i + 2].value
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        if len(row[i + 2].low.split()) != 2 or window.number < 2:
            continue
        taken.add(i)
        sentence.spent.add(i + 2)
        run = Run(window.number, WHOLE[window.kind], _way(sentence, i), i + 2, i, i + 2)
        yield from _told(sentence, run, subject)
        for j in range(i + 3, len(row)):
            if tags[j] in "OL" and (more := _going_on(sentence, j, run)):
                taken.add(j)
                yield from _told(sentence, more, _of_run(sentence, more, j))
