"""Numbers that the head before a colon explains: "Week, %: Dow 0.81; Nasdaq 100 0.84", "10-year yield, Mon-Fri: 3.82, ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.claims.cues import cued
from reportgen.claims.heads import CHANGE, Told, told
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Kind, Unit, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import when

HEAD = frozenset("UDKkQLmniGCc?")
"""Tags of which the head of a list has none: it would be a statement."""
LONGEST = 10
BETWEEN = frozenset(",;a|-·")
FALLS = frozenset({"losers", "losses", "decliners", "laggards", "down"})


def head_of(sentence: Sentence) -> tuple[int, Told] | None:
    """Where the colon stands that ends the head of a list, and what the head says."""
    colon = sentence.tags.find(":")
    if not 0 < colon <= LONGEST or HEAD & set(sentence.tags[:colon]) or colon + 1 >= len(sentence.tags):
        return None
    row = sentence.mentions
    return colon, told(sentence.text[row[0].start : row[colon].start], sentence.names)


@cued("L", "N")
def listed(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Plain numbers behind names, in the unit and of the period of their head, in the line or above it."""
    tags, row = sentence.tags, sentence.mentions
    found = head_of(sentence) if ":" in tags else None
    colon, head = found or (-1, Told(unit=sentence.context.unit))
    if head.key or not (head.unit or (head.measure == "change" and found)):
        return
    sense = 0 if FALLS & {one.low for one in row[: max(colon, 0)]} else 1
    for i in range(colon + 1, len(tags)):
        who = i - 1 if tags[i - 1 : i] == "N" else i - 2 if tags[i - 2 : i] in ("N:", "N-", "N(") else -1
        if tags[i] != "L" or who <= colon or i in taken or row[i].value.currency or "z" in tags:
            continue
        taken.add(i)
        key = row[who].value
        if head.unit and not (key in sentence.names.rates and head.unit == "percent"):
            quantity = replace(row[i].value, unit=head.unit)
            marks = marked(sentence, quantity=i, subject=who)
            windows = head.windows or when(sentence, i).windows
            yield Claim(
                "change", sentence.part, span_of(marks), (key,), windows, quantity, quantity.sign or sense, marks=marks
            )


@cued(":", "N", "L Q")
def series(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """The numbers of one instrument over the days of the week; of other series nothing is told."""
    tags, row = sentence.tags, sentence.mentions
    found = head_of(sentence)
    if found is None or not found[1].key or "N" in tags[found[0] :]:
        return
    colon, head = found
    numbers = [i for i in range(colon + 1, len(tags)) if tags[i] in "QL"]
    if len(numbers) < 3 or not BETWEEN.union("QL.)W:").issuperset(tags[colon + 1 :]):
        return
    days = _days(sentence, colon, numbers)
    taken.update(numbers)
    label = sentence.text[row[0].start : row[colon].start].lower()
    rate = head.key in sentence.names.rates
    changes = bool(CHANGE.search(label)) or (not rate and head.unit != "") or any(row[i].value.sign for i in numbers)
    unit: Unit = head.unit or ("percent" if rate and not changes else "")
    who = tags.find("N")
    for i, day in zip(numbers, days, strict=False):
        quantity = row[i].value if row[i].value.unit or not unit else replace(row[i].value, unit=unit)
        if changes and quantity.unit in ("", "money"):
            continue
        marks = marked(sentence, quantity=i)
        near = marks | marked(sentence, subject=who)
        kind: Kind = "change" if changes else "level"
        direction = (quantity.sign or 1) if changes else 0
        yield Claim(
            kind, sentence.part, span_of(marks), (str(head.key),), (Window("weekday", day),), quantity, direction, marks=near
        )  # fmt: skip


def _days(sentence: Sentence, colon: int, numbers: list[int]) -> list[int]:
    """The weekdays of some numbers: those beside them, those from one named to another, or all five; none where they do
    not agree.
    """
    beside = [m.value for m in sentence.mentions[colon:] if m.tag == "W"]
    named = beside or [m.value for m in sentence.mentions[:colon] if m.tag == "W"]
    days = list(range(named[0], named[1] + 1)) if len(named) == 2 and not beside else named or list(range(5))
    return days if len(days) == len(numbers) else []
