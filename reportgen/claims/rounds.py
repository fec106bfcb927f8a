"""Where something stands, seen from another mark: a distance to a round number, the level of so long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.cues import cued
from reportgen.claims.moves import denied, marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Hedge, Kind, Quantity, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.spells import COUNTS
from reportgen.claims.subjects import UNKNOWN, subject_of
from reportgen.claims.windows import when

UNDER = ("short of", "shy of", "below", "away from", "from", "beneath", "under", "off")
OVER = ("above", "over", "past", "beyond", "clear of", "north of")
TURNED: dict[Hedge, Hedge] = {
    "less than": "more than", "more than": "less than", "nearly": "just over", "just over": "nearly",
}  # fmt: skip
"""How far a close is, of one that lies under the mark: less than so far from it is more than what is left."""


@cued("Q", "L", "points")
def distances(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Less than 200 points short of 40,000", "163.61 points away from 40,000": a level, told by its distance."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "Q" or i in taken or row[i].value.unit != "points" or row[i].value.high is not None:
            continue
        at = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] == "L"), -1)
        if at < 0 or any(t not in "xf" for t in tags[i + 1 : at]) or row[at].value.value % 50:
            continue
        said = sentence.text[row[i].end : row[at].end].lower().strip()
        sense = -1 if said.startswith(UNDER) else 1 if said.startswith(OVER) else 0
        subject = subject_of(sentence, i, -1)
        if not sense or row[at].value.value < row[i].value.value * 4 or not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.update({i, at})
        if denied(sentence, i, -1):
            continue
        away: Quantity = row[i].value
        hedge = TURNED.get(away.hedge, away.hedge) if sense < 0 else away.hedge
        level = replace(
            row[at].value, value=row[at].value.value + sense * away.value, decimals=away.decimals, hedge=hedge
        )
        period = when(sentence, i, -1)
        marks = marked(sentence, other=at, subject=subject.index, window=period.index)
        kind: Kind = "threshold" if hedge in ("more than", "less than") else "level"
        for one in spread_out(subject):
            yield Claim(kind, sentence.part, span_of(marked(sentence, quantity=i, other=at)), one.keys, period.windows,
                level, marks=marks, sure=one.sure)  # fmt: skip


NUMBER = r"(?:(?P<many>a|an|one|two|three|four|five|six|eight|nine|ten|\d{1,2}) )?"
THEN = re.compile(
    r" (?:its |their |the )?(?:(?:closing )?(?:level|close|value|price|mark) )?(?:of |from )?(?:where )?(?:it |they )?"
    r"(?:was |were |stood |did |had been |closed |sat |traded )?(?:at )?(?:just )?"
    rf"(?:{NUMBER}(?P<unit>week|month|quarter|year)s? (?:ago|before|earlier)\b"
    r"|the (?:start|beginning|outset) of the (?P<of>week|month|quarter|year)\b)"
)
SIDES = {"higher": 1, "lower": -1, "above": 1, "below": -1}
LENGTHS = {"week": ("weeks", 1), "month": ("months", 1), "quarter": ("months", 3), "year": ("years", 1)}


@cued("higher lower above below", "ago before earlier start beginning outset")
def than_then(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Back above its level of two weeks ago", "6.5% lower than a week before", "higher than it did at the start of the
    year": a change, or which way it went, since then.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        sense = SIDES.get(mention.low.split()[-1], 0)
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
        return Window(found["of"])  # type: ignore[arg-type]
    kind, many = LENGTHS[found["unit"]]
    count = COUNTS.get(found["many"], int(found["many"]) if found["many"].isdigit() else 1) * many
    return Window("week") if (kind, count) == ("weeks", 1) else Window(kind, count)  # type: ignore[arg-type]
