"""Now against then: "higher than it did at the start of the year", "above its level of two weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import CURRENT, PAST, UNITS_OF, Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.spells import COUNTS
from reportgen.claims.subjects import subject_of
from reportgen.claims.windows import since_when

WAYS = {"higher": 1, "lower": -1, "above": 1, "below": -1}
BEGAN = {"start", "started", "starting", "began", "begin", "begun", "beginning", "outset", "opened", "entered"}
ENDED = {"end", "ended", "close", "closed", "finish", "finished", "settled"}
STOOD = {"was", "did", "stood", "were", "closed", "ended", "finished", "had"}


@cued("higher lower above below", "h F where")
def thens(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """The direction (or change) since a time that a level is held against; of a time that is not understood, nothing."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in WAYS or i in taken or not _against(sentence, i):
            continue
        number = i - 1 if tags[i - 1 : i] == "Q" else -1
        end = next((j for j in range(i + 2, len(tags)) if tags[j] in ",.;QLUDa("), len(tags))
        at = next((j for j in range(i + 1, end) if tags[j] in "PYW"), -1)
        behind = at >= 0
        if at < 0:
            at = next((j for j in range(i - 1, sentence.clause(i)[0] - 1, -1) if tags[j] in "PY"), -1)
        said = {word for m in row[i + 1 : end] for word in m.low.split()}
        window = _then(row[at].value, said) if at >= 0 and tags[at] != "W" and "m" not in tags[i:end] else None
        if at >= 0 and tags[at] == "W" and said & STOOD:
            window = Window("since", part=str(row[at].value))
        subject = subject_of(sentence, number if number >= 0 else i, i)
        taken.update({i, number} - {-1})
        if window is None or not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        sentence.spent.update({at} if behind else set())
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=at, quantity=number)
            claim = Claim("direction", sentence.part, span_of(marked(sentence, direction=i, window=at)), one.keys,
                (window,), direction=WAYS[mention.low], marks=marks, sure=one.sure)  # fmt: skip
            yield replace(claim, kind="change", quantity=row[number].value) if number >= 0 else claim


def _against(sentence: Sentence, i: int) -> bool:
    """Whether "than it did", "than at", "where it" stand behind the word at `i`: a time of the same instrument."""
    tags, row = sentence.tags, sentence.mentions
    than = tags[i + 1 : i + 2] == "h"
    if not than and row[i].low in ("higher", "lower"):
        return False
    j = i + 1 + than
    if j >= len(row):
        return False
    return row[j].low.startswith("where") or (than and (tags[j] in "TA" or row[j].low in ("did", "was", "when")))


def _then(window: Window, said: set[str]) -> Window | None:
    """The period since then: of "the start of the year" the year's, of "the end of June" that since June."""
    began, ended = bool(said & BEGAN), bool(said & ENDED)
    if window.kind in ("year", "month", "quarter", "week"):
        return Window(window.kind) if began else None
    if window in PAST.values():
        return CURRENT[window.kind.removeprefix("last ")] if ended or window.kind == "last week" else None
    if window.kind in ("weeks", "months") and window.number in (1, 3, 6, 52):
        return window
    if window.kind == "date":
        return since_when(window)
    month = window.number if window.kind == "named month" else 12 if ended else 1
    if window.kind in ("named month", "named year") and began != ended:
        return Window("since end" if ended else "since start", month, year=window.year)
    return None


NUMBER = r"(?:(?P<many>a|an|one|two|three|four|five|six|eight|nine|ten|\d{1,2}) )?"
THEN = re.compile(
    r" (?:its |their |the )?(?:(?:closing )?(?:level|close|value|price|mark) )?(?:of |from )?(?:where )?(?:it |they )?"
    r"(?:was |were |stood |did |had been |closed |sat |traded )?(?:at )?(?:just )?"
    rf"(?:{NUMBER}(?P<unit>week|month|quarter|year)s? (?:ago|before|earlier)\b"
    r"|the (?:start|beginning|outset) of the (?P<of>week|month|quarter|year)\b)"
)


@cued("higher lower above below", "ago before earlier start beginning outset")
def than_then(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Back above its level of two weeks ago", "6.5% lower than a week before", "higher than it did at the start of the
    year": a change, or which way it went, since then.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        sense = WAYS.get(mention.low.split()[-1], 0)
        if not sense or i in taken or (tags[i] in "UD" and row[i + 1 : i + 2] and row[i + 1].low != "than"):
            continue
        tail = re.sub(r"^ than", "", sentence.text[mention.end : mention.end + 70].lower())
        found = THEN.match(tail)
        if not found or denied(sentence, i, i) or not (found["unit"] is None or found["many"]):
            continue
        number = i - 1 if tags[i - 1 : i] == "Q" and row[i - 1].value.unit != "times" else -1
        subject = subject_of(sentence, number if number >= 0 else i, i)
        if number in taken or tags[i - 1 : i] in ("L", "G") or not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.update({i, number} - {-1})
        end = mention.end + len(sentence.text[mention.end : mention.end + 70].lower()) - len(tail) + found.end()
        sentence.spent.update(j for j, m in enumerate(row) if mention.end <= m.start < end + 5)
        marks = marked(sentence, direction=i, quantity=number, subject=subject.index)
        near = span_of(marked(sentence, direction=i, quantity=number))
        for one in spread_out(subject):
            yield Claim("change" if number >= 0 else "direction", sentence.part, near, one.keys, (_since(found),),
                row[number].value if number >= 0 else None, sense, marks=marks, sure=one.sure)  # fmt: skip


def _since(found: re.Match[str]) -> Window:
    if found["of"]:
        return CURRENT[found["of"]]
    many, unit = found["many"], found["unit"]
    count = COUNTS.get(many, int(many) if many.isdigit() else 1) * (3 if unit == "quarter" else 1)
    return Window("week") if (unit, count) == ("week", 1) else Window(UNITS_OF[unit], count)
