"""Runs and counts: the third straight weekly gain, a losing streak that ended, four of the week's five sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.claims.cues import cued
from reportgen.claims.moves import denied, marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.records import MOVED
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import UNKNOWN, bearer, of_group, subject_of
from reportgen.claims.windows import when
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
DAILY = re.compile(
    r"(?:every|each|all)(?: one)?(?: of)?(?: the)?(?: week['’]s)?(?: first (?P<first>two|three|four))?(?: (?P<many>two|three|four|five))?(?: trading| single)? (?:sessions?|days?)\b(?P<later> that followed| since| after| before)?"
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


@cued("L B O")
def counts(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "count": `number` of the last `quantity` sessions or weeks, or of a field, moved one way.

    `detail` is "sessions", "weeks", "field"; 0 sessions as quantity stands for all of the week's.
    """
    tags, row = sentence.tags, sentence.mentions
    yield from _in_so_many(sentence, taken)
    for i, tag in enumerate(tags):
        if i in taken or (
            not (
                tag == "L"
                and row[i].value.worded | (row[i].value.value < 100)
                and row[i].value.value == int(row[i].value.value)
            )
            and tag != "B"
        ):
            continue
        verb = next((j for j in range(i + 3, min(i + 7, len(tags))) if tags[j] in "UD"), -1)
        if (
            tag == "B"
            and tags[i + 1 : i + 3] in (",L",)
            and row[i].value
            and verb > 0
            and all(t in "zPxr" for t in tags[i + 3 : verb])
        ):
            direction = 1 if tags[verb] == "U" else -1
            marks = marked(sentence, quantity=i + 2, direction=verb)
            taken.update({i + 2, verb})
            yield Claim("count", sentence.part, span_of(marks),
                (), when(sentence, verb, verb).windows, others=of_group(sentence, row[i].value, i) if row[i].value != len(sentence.names.stocks) else sentence.names.stocks,
                        direction=direction, marks=marks, number=int(row[i + 2].value.value), detail="field")  # fmt: skip
            continue
        if tag == "B":
            yield from _all(sentence, i, taken)
            continue
        j = i + 1
        if (
            tags[j : j + 1] == "P"
            and row[j].low.startswith("of ")
            and row[j].value.kind in ("week", "weeks", "sessions")
        ):
            j += row[j].value.kind == "week"
        elif tags[j : j + 1] == "o":
            j += 1
        else:
            continue
        told = (
            re.search(r"(two|three|four|five) (?:trading )?(?:sessions|days)$", row[j].low)
            if tags[j : j + 1] == "P"
            else None
        )
        if told:
            total, unit, at = COUNTS[told[1]], "day", j
        while not told and tags[j : j + 1] in ("P", "x", "d") and j < i + 4:
            j += 1
        if not told:
            total, unit, at = 0, "", j
        if told:
            pass
        elif tags[j : j + 1] == "L" and row[j].value.value == int(row[j].value.value):
            total = int(row[j].value.value)
            k = j + 1
            while k < len(tags) and k < j + 3 and tags[k] in "xzH":
                k += 1
            if tags[k : k + 1] == "d":
                unit, at = WEEKLY.get(row[k].low, ""), k
        elif tags[j : j + 1] == "P" and row[j].value.kind in ("weeks", "sessions"):
            total, unit, at = row[j].value.number, {"weeks": "week", "sessions": "day"}[row[j].value.kind], j
        elif tags[j : j + 1] == "B" and row[j].value:
            total, unit, at = row[j].value, "field", j
        elif tags[j - 1 : j] == "P" and row[j - 1].value.kind in ("weeks", "sessions"):
            total, unit, at = (
                row[j - 1].value.number,
                {"weeks": "week", "sessions": "day"}[row[j - 1].value.kind],
                j - 1,
            )
        if not unit or not total:
            continue
        direction, verb = _near(sentence, i, at)
        if not direction or denied(sentence, i, i):
            continue
        whole = (
            "week’s" in sentence.text[row[i].end : row[at].end].lower()
            or "week's" in sentence.text[row[i].end : row[at].end].lower()
        )
        subject = subject_of(sentence, i, verb)
        marks = marked(sentence, quantity=i, direction=verb, subject=subject.index if unit != "field" else -1)
        taken.update({i, at, verb} - {-1})
        taken.update(k for k in range(i, at + 1) if tags[k] == "L")
        if unit == "field":
            others = of_group(sentence, total, at) if total != len(sentence.names.stocks) else sentence.names.stocks
            period = when(sentence, at, verb)
            yield Claim(
                "count",
                sentence.part,
                Span(row[i].start, row[at].end),
                (),
                period.windows,
                others=others,
                direction=direction,
                marks=marks,
                number=int(row[i].value.value),
                detail="field",
                quantity=None if others else Quantity(Decimal(total), 0),
            )
        elif subject.keys and subject.keys[0] != UNKNOWN:
            window = Window("sessions" if unit == "day" else "weeks", total)
            for one in spread_out(subject):
                yield Claim(
                    "count",
                    sentence.part,
                    Span(row[i].start, row[at].end),
                    one.keys,
                    (window,),
                    direction=direction,
                    marks=marks,
                    number=int(row[i].value.value),
                    detail="sessions" if whole and unit == "day" else f"{unit}s",
                    sure=one.sure,
                )


def _in_so_many(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
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
    tags, row = sentence.tags, sentence.mentions
    subject = subject_of(sentence, i, i)
    if denied(sentence, i, verb) or not subject.keys or subject.keys[0] == UNKNOWN:
        return
    taken.update({i, verb})
    sentence.spent.add(week)
    direction = 1 if tags[verb] == "U" or MOVED.get(row[verb].low, 0) > 0 else -1
    marks = marked(sentence, quantity=i, direction=verb, subject=subject.index)
    yield Claim(
        "count",
        sentence.part,
        sentence.span(i, verb, week),
        subject.keys,
        (Window("sessions", 0),),
        direction=direction,
        marks=marks,
        number=int(row[i].value),
        detail="of week",
        sure=subject.sure,
    )


def _counted(sentence: Sentence, i: int, verb: int, at: int, taken: set[int]) -> Iterator[Claim]:
    tags, row = sentence.tags, sentence.mentions
    subject = subject_of(sentence, i, i)
    if denied(sentence, i, verb) or not subject.keys or subject.keys[0] == UNKNOWN:
        return
    taken.update({i, verb})
    sentence.spent.add(at)
    direction = 1 if tags[verb] == "U" or MOVED.get(row[verb].low, 0) > 0 else -1
    marks = marked(sentence, quantity=i, direction=verb, subject=subject.index, window=at)
    at += tags[at] == "r"
    window = row[at].value if tags[at] == "P" else Window("weeks", int(row[at].value.value))
    if window.kind == "week":
        window = Window("sessions", 5)
    detail = {"weeks": "weeks", "sessions": "days", "months": "months"}[window.kind] + " last"
    yield Claim(
        "count",
        sentence.part,
        sentence.span(i, verb, at),
        subject.keys,
        (window,),
        direction=direction,
        marks=marks,
        number=int(row[i].value),
        detail=detail,
        sure=subject.sure,
    )


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


@cued("every each all")
def every(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "In every session of the week", "on each of the week's five days", "in each of the first four sessions"."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low.split()[0:1] not in (["every"], ["each"], ["all"]) or i in taken:
            continue
        words = sentence.text[mention.start : mention.end + 45].lower()
        span = next(
            (
                j
                for j in range(i + 1, min(i + 3, len(row)))
                if tags[j] == "P"
                and row[j].value.kind in ("weeks", "sessions", "months")
                and row[j].low.startswith(("of the past", "of the last", "of its last", "of its past"))
            ),
            -1,
        )
        if span > 0:
            yield from _each_of(sentence, i, span, taken)
            continue
        found = DAILY.match(words)
        direction, verb = _near(sentence, i, i)
        if not found or not direction or abs(verb - i) > 6:
            continue
        taken.add(verb)
        at = max(j for j in range(i, len(row)) if row[j].start < mention.start + found.end())
        sentence.spent.update(range(i, at + 1))
        if found["later"] or denied(sentence, verb, verb):
            continue
        subject = subject_of(sentence, i, verb)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        apart = _excepted(sentence, at + 1)
        if apart:
            marks = marked(sentence, direction=verb, subject=subject.index, quantity=i)
            sentence.spent.update(range(at, at + 5))
            for one in spread_out(subject):
                yield Claim("count", sentence.part, Span(min(mention.start, row[verb].start), mention.start + found.end()), one.keys,
                    apart, direction=direction, marks=marks, number=1, detail="except", sure=one.sure)  # fmt: skip
            continue
        first = COUNTS.get(found["first"] or "", 0)
        many = COUNTS.get(found["many"] or "", 0)
        for one in spread_out(subject):
            marks = marked(sentence, direction=verb, subject=one.index, quantity=i)
            yield Claim(
                "count",
                sentence.part,
                Span(min(mention.start, row[verb].start), mention.start + found.end()),
                one.keys,
                (Window("sessions", 0),),
                direction=direction,
                marks=marks,
                number=first,
                detail="days",
                sure=one.sure,
                quantity=Quantity(Decimal(many), 0) if many else None,
            )


def _excepted(sentence: Sentence, j: int) -> tuple[Window, ...]:
    """The sessions left out: "every day this week except Tuesday", "every session but one"."""
    tags, row = sentence.tags, sentence.mentions
    while tags[j : j + 1] == "P":
        j += 1
    if tags[j : j + 1] == ",":
        j += 1
    if j >= len(row) or row[j].low not in ("but", "except", "save", "bar", "barring", "other than", "apart from"):
        return ()
    j += 1 + (tags[j + 1 : j + 2] == "r")
    if tags[j : j + 1] == "L" and row[j].value.value == 1:
        return (Window("sessions", 0),)
    days = [row[j].value] if tags[j : j + 1] == "W" else []
    if days and tags[j + 1 : j + 3] == "aW":
        days.append(row[j + 2].value)
    return (Window("sessions", 0), *(Window("weekday", day) for day in days)) if days else ()


def _each_of(sentence: Sentence, i: int, at: int, taken: set[int]) -> Iterator[Claim]:
    """ "Declined in each of the past eight weeks"."""
    row = sentence.mentions
    direction, verb = _near(sentence, i, at)
    subject = subject_of(sentence, i, verb)
    if not direction or not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, verb, verb):
        return
    taken.add(verb)
    sentence.spent.add(at)
    window = row[at].value
    detail = {"weeks": "weeks", "sessions": "days", "months": "months"}[window.kind]
    for one in spread_out(subject):
        marks = marked(sentence, direction=verb, subject=one.index, quantity=at)
        yield Claim(
            "count",
            sentence.part,
            span_of(marks),
            one.keys,
            (window,),
            direction=direction,
            marks=marks,
            number=window.number,
            detail=detail,
            sure=one.sure,
        )


ASIDE = re.compile(r",[xa]{1,5},")
"""Between a group and its verb: "all of the indexes, large and small, rose"."""


def _all(sentence: Sentence, i: int, taken: set[int]) -> Iterator[Claim]:
    """ "All four indexes fell", "both rose": each of them; counted as one statement, without a number of its own."""
    tags, row = sentence.tags, sentence.mentions
    word = row[i].low.split()[0]
    aside = ASIDE.match(tags, i + 1)
    begin = aside.end() if aside else i + 1
    verb = next((j for j in range(begin, min(begin + 3, len(tags))) if tags[j] in "UD"), -1)
    if (
        word not in ("all", "every", "both", "each")
        or not row[i].value
        or verb < 0
        or any(t not in "xz" for t in ASIDE.sub("", tags[i + 1 : verb]))
    ):
        return
    if any(t in "QL" for t in tags[verb + 1 : verb + 4]) or denied(sentence, verb, verb):
        return
    field = of_group(sentence, row[i].value, i) if row[i].value != len(sentence.names.stocks) else sentence.names.stocks
    taken.add(verb)
    period = when(sentence, verb, verb)
    marks = marked(sentence, quantity=i, direction=verb, window=period.index)
    yield Claim(
        "count",
        sentence.part,
        span_of(marks),
        (),
        period.windows,
        others=field if len(field) == row[i].value else (),
        direction=1 if tags[verb] == "U" else -1,
        marks=marks,
        number=row[i].value,
        detail="field",
        quantity=None if field else Quantity(Decimal(row[i].value), 0),
    )


def _near(sentence: Sentence, i: int, at: int) -> tuple[int, int]:
    tags = sentence.tags
    depth = 0
    ahead = []
    for j in range(at + 1, len(tags)):
        depth += (tags[j] == "(") - (tags[j] == ")")
        if not depth and tags[j] not in "()":
            ahead.append(j)
    for j in [*range(i - 1, max(-1, i - 6), -1), *ahead[:6]]:
        if tags[j] in "UD":
            return (1 if tags[j] == "U" else -1), j
        if tags[j] in ";." and j < i:
            break
    return 0, -1


@cued("only alone")
def only(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "only": it rose (or fell) on one session of the week and on no other."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("only", "alone"):
            continue
        at = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] == "W"), -1)
        verb = next((j for j in range(i - 1, max(-1, i - 5), -1) if tags[j] in "UD"), -1)
        if at < 0 or verb < 0 or denied(sentence, verb, verb) or any(t in ";-" for t in tags[verb:i]):
            continue
        subject = subject_of(sentence, verb, verb)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.add(verb)
        marks = marked(sentence, direction=verb, subject=subject.index, window=at)
        yield Claim(
            "only",
            sentence.part,
            span_of(marks),
            subject.keys,
            (Window("weekday", row[at].value),),
            direction=1 if tags[verb] == "U" else -1,
            marks=marks,
            sure=subject.sure,
        )
