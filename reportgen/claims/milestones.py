"""What a records desk says: the largest five-week loss since when, a run and what it came to, a level crossed."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearers import whom, words
from reportgen.claims.cues import cued
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window, WindowKind
from reportgen.claims.numbers import UNITS as NUMBERS
from reportgen.claims.reaches import reach
from reportgen.claims.sentence import Sentence
from reportgen.model import Span

SPANS: dict[str, WindowKind] = {
    "day": "sessions",
    "session": "sessions",
    "week": "weeks",
    "days": "sessions",
    "sessions": "sessions",
    "weeks": "weeks",
}


GAINS = {"gain": 1, "rise": 1, "advance": 1, "loss": -1, "fall": -1, "decline": -1}


@cued("largest")
def largest(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "largest": "its largest five-week percentage loss since …" of the change told before it."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "H" or i in taken or row[i].low != "largest":
            continue
        back = reach(sentence, i + 1)
        if back is None:
            continue
        said = words(sentence, i, back.opens)
        plain = sentence.text[row[i].start : row[back.opens].start].lower().replace("-", " ").split()
        unit = next((SPANS[w] for w in plain if w in SPANS), None)
        number = next((NUMBERS.get(w) or int(w) for w in plain if w in NUMBERS or (w.isdigit() and len(w) < 3)), 1)
        sense = next((GAINS[w] for w in said if w in GAINS), 0)
        keys, who = whom(sentence, i)
        if not unit or not sense or not keys:
            continue
        day = next((j for j in range(i) if tags[j] == "W"), -1)
        taken.update(j for j in range(i, back.at + 1))
        sentence.spent.update({back.at, back.opens})
        sentence.spent.update(j for j in range(i, back.at + 1) if tags[j] == "P")
        end = Window("weekday", row[day].value) if day >= 0 else Window("week")
        counted = "points" if "point" in plain and "percentage" not in plain else "percent"
        marks = marked(sentence, direction=i, subject=who, other=back.at, quantity=back.at)
        yield Claim(
            "largest",
            sentence.part,
            Span(row[i].start, row[back.at].end),
            keys,
            (Window(unit, number), row[back.at].value, end),
            direction=sense,
            marks=marks,
            detail=f"{back.kind} {counted}",
            number=number,
        )


@cued("longest")
def longest(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "longest": "its longest losing streak since …" of the run told before it."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low != "longest" or i in taken:
            continue
        back = reach(sentence, i + 1)
        keys, who = whom(sentence, i)
        run = next((words(sentence, j, j + 1)[-1] for j in range(i) if tags[j] == "d" or (tags[j] == "P" and j)), "")
        said = words(sentence, i, back.opens) if back else []
        if back is None or not keys or run not in SPANS:
            continue
        sense = 1 if "winning" in said or "rises" in said else -1
        taken.update(range(i, back.at + 1))
        sentence.spent.update({back.at, back.opens})
        marks = marked(sentence, direction=i + 1, subject=who, other=back.at, quantity=back.at)
        yield Claim(
            "longest",
            sentence.part,
            Span(row[i].start, row[back.at].end),
            keys,
            (row[back.at].value,),
            direction=sense,
            marks=marks,
            detail=f"{back.kind} {'week' if SPANS[run] == 'weeks' else 'day'}",
        )


@cued("Q")
def sums(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Changes over a run or a count: "for the seventh session in a row, −7.3% in all", "+13.5% over all of them"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if (
            tag != "Q"
            or i in taken
            or " all" not in sentence.text
            or sentence.text[row[i].end : row[i].end + 20].lower().split()[:2]
            not in (["in", "all"], ["in", "all,"], ["in", "all."], ["over", "all"])
        ):
            continue
        window = None
        for j in range(i - 1, -1, -1):
            if tags[j] == "P" and row[j].value.kind in ("weeks", "sessions"):
                window = row[j].value
            elif tags[j] == "O" and tags[j + 1 : j + 2] == "d" and row[j + 1].low in SPANS:
                window = Window(SPANS[row[j + 1].low], int(row[j].value))
            if window:
                break
        keys, who = whom(sentence, i)
        if window is None or not keys:
            continue
        taken.add(i)
        taken.update(j for j in (i + 1, i + 2, i + 3) if j < len(tags) and tags[j] in "Brxo")
        marks = marked(sentence, quantity=i, subject=who)
        yield Claim(
            "tally",
            sentence.part,
            span_of(marked(sentence, quantity=i)),
            keys,
            (window,),
            row[i].value,
            row[i].value.sign,
            marks=marks,
        )


@cued("ended", "Q")
def ended(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Friday’s −1.2% ended a winning streak of five sessions for gold": the change, which ended the run."""
    tags, row = sentence.tags, sentence.mentions
    if tags[:2] not in ("WQ", "PQ", "dQ", "xQ") or len(row) < 5 or row[2].low != "ended" or 1 in taken:
        return
    who = next((j for j in range(len(tags) - 1, 2, -1) if tags[j] == "N"), -1)
    count = next((j for j in range(3, len(tags)) if tags[j] == "P" and row[j].value.kind in ("weeks", "sessions")), -1)
    said = words(sentence, 3, len(row))
    sense = 1 if "winning" in said or "rises" in said else -1 if "losing" in said or "falls" in said else 0
    if who < 0 or count < 0 or not sense:
        return
    day = Window("weekday", row[0].value) if tags[0] == "W" else Window("week")
    if row[0].low[:6] in ("saturd", "sunday"):  # what trades every day has sessions then, too
        day = Window("weekday", 5 if row[0].low[:6] == "saturd" else 6)
    taken.update(range(len(tags)))
    marks = marked(sentence, quantity=1, window=0, subject=who)
    yield Claim(
        "change",
        sentence.part,
        span_of(marked(sentence, quantity=1, window=0)),
        (row[who].value,),
        (day,),
        row[1].value,
        row[1].value.sign,
        marks=marks,
    )
    at = next((j for j in range(3, len(row)) if row[j].low.split()[0] in ("winning", "losing", "rises", "falls")), 2)
    marks = marked(sentence, quantity=count, direction=at, subject=who, window=0)
    unit = "week" if row[count].value.kind == "weeks" else "day"
    span = Span(row[3].start, max(row[count].end, row[at].end))
    yield Claim(
        "streak",
        sentence.part,
        span,
        (row[who].value,),
        (day,),
        direction=sense,
        marks=marks,
        number=row[count].value.number,
        detail=f"ended {unit}",
    )


@cued("L", "Y", "above below")
def crossed(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "crossed": "ended the week above 7,000 for the first time since …, where it last closed on …"."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if (
            mention.tag != "L"
            or i in taken
            or (not mention.value.hedge and (not i or row[i - 1].low not in ("above", "below")))
        ):
            continue
        before = sentence.text[mention.start : mention.end].lower() + " " + row[i - 1].low
        sense = 1 if "above" in before else -1 if "below" in before else 0
        said = " ".join(words(sentence, i + 1, len(row)))
        if not sense or not (
            "first time" in said
            or "last closed on" in said
            or "first d" in said
            or "before this week" in sentence.text[mention.end :]
        ):
            continue
        at = next((j for j in range(i + 1, len(tags)) if tags[j] == "Y" and row[j].value.kind == "date"), -1)
        keys, who = whom(sentence, i)
        if at < 0 or not keys:
            continue
        taken.update(range(i, len(tags)))
        sentence.spent.add(at)
        marks = marked(
            sentence,
            quantity=i,
            subject=who,
            other=at,
            direction=i - 1 if "above" in row[i - 1].low or "below" in row[i - 1].low else i,
        )
        kind = "data" if "begin" in said else "date"
        yield Claim(
            "crossed",
            sentence.part,
            Span(row[i - 1].start, row[at].end),
            keys,
            (row[at].value,),
            mention.value,
            sense,
            marks=marks,
            detail=kind,
        )


@cued("start", "K k")
def starts(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "start": "After five sessions of 2026 gold stands at +1.4%, its best start of a year since …"."""
    tags, row = sentence.tags, sentence.mentions
    at = next((i for i, m in enumerate(row) if m.low == "start"), -1)
    if at < 1 or row[at - 1].tag not in "Kk" or "year" not in words(sentence, at, at + 4):
        return
    number = next((i for i in range(at) if tags[i] == "Q"), -1)
    count = next((i for i in range(at) if (tags[i] == "P" and row[i].value.kind == "sessions") or tags[i] == "L"), -1)
    keys, who = whom(sentence, number)
    back = next((i for i in range(at, len(tags)) if tags[i] == "Y"), -1)
    if number < 0 or not keys or back < 0:
        return
    taken.update(range(len(tags)))
    marks = marked(sentence, quantity=number, subject=who)
    yield Claim(
        "change",
        sentence.part,
        span_of(marks),
        keys,
        (Window("year"),),
        row[number].value,
        row[number].value.sign,
        marks=marks,
    )
    marks = marked(sentence, direction=at - 1, other=back, quantity=count, subject=who)
    many = (
        row[count].value.number
        if count >= 0 and tags[count] == "P"
        else int(row[count].value.value)
        if count >= 0
        else 1
    )
    data = "begin" in words(sentence, at, back)
    yield Claim(
        "start",
        sentence.part,
        Span(row[at - 1].start, row[back].end),
        keys,
        (row[back].value,),
        direction=1 if tags[at - 1] == "K" else -1,
        marks=marks,
        number=many,
        detail="data" if data else "",
    )


@cued("O", "R")
def of_year(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "record of year": "its third record close of 2026"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i : i + 2] == "OR" and i not in taken:
            year = next(
                (
                    j
                    for j in range(i + 2, min(i + 5, len(tags)))
                    if tags[j] == "Y" and row[j].value.kind == "named year"
                ),
                -1,
            )
            keys, who = whom(sentence, i)
            if year >= 0 and keys:
                taken.update({i, i + 1, year})
                marks = marked(sentence, quantity=i, subject=who, window=year)
                yield Claim(
                    "record of year",
                    sentence.part,
                    Span(row[i].start, row[year].end),
                    keys[:1],
                    (row[year].value,),
                    marks=marks,
                    number=int(row[i].value),
                )
