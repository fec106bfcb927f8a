"""Every session, all but one, or only one: "fell every day this week", "rose only on Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.counts import way_around
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.streaks import COUNTS
from reportgen.claims.subjects import subject_of
from reportgen.model import Span

DAILY = re.compile(
    r"(?:every|each|all)(?: one)?(?: of)?(?: the)?(?: week['’]s)?(?: first (?P<first>two|three|four))?(?: (?P<many>two|three|four|five))?(?: trading| single)? (?:sessions?|days?)\b(?P<later> that followed| since| after| before)?"
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
        direction, verb = way_around(sentence, i, i)
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
    direction, verb = way_around(sentence, i, at)
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
