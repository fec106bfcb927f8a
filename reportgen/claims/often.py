"""How often of late: "its fourth gain in five weeks", "the third time in as many weeks"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.records import MOVED
from reportgen.claims.sentence import Sentence
from reportgen.claims.streaks import WEEKLY
from reportgen.claims.subjects import bearer, subject_of


def in_so_many(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Its fourth gain in five weeks"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "O" or i in taken:
            continue
        if row[i + 1 : i + 2] and row[i + 1].low == "time" and "in as many weeks" in sentence.text[row[i].end :][:24]:
            yield from _as_many(sentence, i, taken)
            continue
        if row[i + 1 : i + 2] and row[i + 1].low == "time":
            verb = next(
                (
                    j
                    for j in [*range(i - 1, max(-1, i - 4), -1), *range(i + 2, i + 10)]
                    if tags[j : j + 1] in ("U", "D")
                ),
                -1,
            )
            at = next(
                (
                    j
                    for j in range(i + 2, min(i + 4, len(tags)))
                    if tags[j] == "P" and row[j].value.kind in ("weeks", "sessions", "months")
                ),
                -1,
            )
            if verb >= 0 and at > 0:
                yield from _counted(sentence, i, verb, at, taken)
            continue
        verb = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] in "UD" or MOVED.get(row[j].low)), -1)
        if tags[i + 1 : i + 2] == "r" and "as many weeks" in sentence.text[row[i].end : row[i].end + 24].lower():
            yield from _as_many(sentence, i, taken)
            continue
        at = (
            next(
                (
                    j
                    for j in range(verb + 1, min(verb + 3, len(tags)))
                    if (tags[j] == "P" and (row[j].value.kind in ("weeks", "sessions", "months") or row[j].low in FIVE))
                    or (tags[j - 1 : j + 1] == "rL" and row[j].value.worded and row[verb - 1].low == "weekly")
                    or (tags[verb + 1 : j + 2] == "drL" and row[verb + 1].low == "week" and row[j + 1].value.worded)
                ),
                -1,
            )
            if verb > 0
            else -1
        )
        week = (
            next(
                (
                    j
                    for j in range(verb + 1, min(verb + 2, len(tags)))
                    if tags[j] == "P" and row[j].value.kind == "week" and row[j].low.startswith("of ")
                ),
                -1,
            )
            if verb > 0
            else -1
        )
        if week > 0:
            yield from _of_week(sentence, i, verb, week, taken)
        elif at > 0 and (tags[at] in "rL" or row[at].low in FIVE or row[at].value.number >= int(row[i].value)):
            yield from _counted(sentence, i, verb, at, taken)
        elif (
            verb == i + 2
            and row[i + 1].low in ("weekly", "daily", "monthly")
            and tags[verb + 1 : verb + 2] not in ("o", "r", "P")
        ):
            yield from _in_line(sentence, i, verb, taken)


FIVE = ("in five sessions", "over five sessions", "in the last five sessions", "in the past five sessions")
"""Five sessions that may lie in two weeks."""


def _of_week(sentence: Sentence, i: int, verb: int, week: int, taken: set[int]) -> Iterator[Claim]:
    """ "Its fourth decline of the week"."""
    yield from _times(sentence, i, verb, week, Window("sessions", 0), "of week", taken)


def _counted(sentence: Sentence, i: int, verb: int, at: int, taken: set[int]) -> Iterator[Claim]:
    """ "Its fourth decline in five weeks"."""
    last = at + (sentence.tags[at] == "r")
    told = sentence.mentions[last]
    window = told.value if sentence.tags[last] == "P" else Window("weeks", int(told.value.value))
    if window.kind == "week":
        window = Window("sessions", 5)
    unit = {"weeks": "weeks", "sessions": "days", "months": "months"}.get(window.kind)
    if unit:
        yield from _times(sentence, i, verb, last, window, f"{unit} last", taken, told=at)


def _times(
    sentence: Sentence, i: int, verb: int, last: int, window: Window, detail: str, taken: set[int], *, told: int = -1
) -> Iterator[Claim]:  # fmt: skip
    """How many times an instrument rose or fell within a window, which mention `told` tells and `last` ends."""
    tags, row = sentence.tags, sentence.mentions
    subject = subject_of(sentence, i, i)
    if denied(sentence, i, verb) or not subject.keys or subject.keys[0] == UNKNOWN:
        return
    taken.update({i, verb})
    sentence.spent.add(last if told < 0 else told)
    direction = 1 if tags[verb] == "U" or MOVED.get(row[verb].low, 0) > 0 else -1
    marks = marked(sentence, quantity=i, direction=verb, subject=subject.index, window=told)
    yield Claim(
        "count", sentence.part, sentence.span(i, verb, last), subject.keys, (window,), direction=direction,
        marks=marks, number=int(row[i].value), detail=detail, sure=subject.sure,
    )  # fmt: skip


def _in_line(sentence: Sentence, i: int, verb: int, taken: set[int]) -> Iterator[Claim]:
    """ "Strings together its fourth weekly gain": in a row, where no longer time is told."""
    tags, row = sentence.tags, sentence.mentions
    subject = bearer(sentence, i, verb)
    if denied(sentence, i, verb) or not subject.keys or subject.keys[0] == UNKNOWN:
        return
    taken.update({i, verb})
    direction = 1 if tags[verb] == "U" or MOVED.get(row[verb].low, 0) > 0 else -1
    marks = marked(sentence, quantity=i, direction=verb, subject=subject.index)
    yield Claim(
        "streak",
        sentence.part,
        sentence.span(i, verb),
        subject.keys,
        (Window("week"),),
        direction=direction,
        marks=marks,
        number=int(row[i].value),
        detail=WEEKLY[row[i + 1].low],
        sure=subject.sure,
    )


def _as_many(sentence: Sentence, i: int, taken: set[int]) -> Iterator[Claim]:
    """ "Its fifth in as many weeks"."""
    tags, row = sentence.tags, sentence.mentions
    verb = next((j for j in range(i - 1, -1, -1) if tags[j] in "UD"), -1)
    subject = bearer(sentence, i, i)
    if verb < 0 or not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, verb):
        return
    number = int(row[i].value)
    taken.add(i)
    marks = marked(sentence, quantity=i, direction=verb, subject=subject.index)
    yield Claim(
        "count",
        sentence.part,
        span_of({"quantity": marks["quantity"]}),
        subject.keys,
        (Window("weeks", number),),
        direction=1 if tags[verb] == "U" else -1,
        marks=marks,
        number=number,
        detail="weeks",
        sure=subject.sure,
    )
