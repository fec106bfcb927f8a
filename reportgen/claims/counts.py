"""So many of so many: four of the week's five sessions, two of three indexes, the fourth gain in five weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.bearing import UNKNOWN, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.often import in_so_many
from reportgen.claims.sentence import Sentence
from reportgen.claims.streaks import COUNTS, WEEKLY
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when
from reportgen.model import Span


@cued("L B O")
def counts(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "count": `number` of the last `quantity` sessions or weeks, or of a field, moved one way.

    `detail` is "sessions", "weeks", "field"; 0 sessions as quantity stands for all of the week's.
    """
    tags, row = sentence.tags, sentence.mentions
    yield from in_so_many(sentence, taken)
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
        direction, verb = way_around(sentence, i, at)
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


def way_around(sentence: Sentence, i: int, at: int) -> tuple[int, int]:
    """The nearest word of direction around a count that fills the mentions from `i` to `at`, and its way; (0, -1) for
    none.
    """
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
