"""Levels told by their distance from a round number: "163.61 points shy of 40,000", "within 20 points of 7,000"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Quantity
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when

SHORT = ("shy", "short", "below", "under", "away")
PAST = ("above", "over", "beyond", "past", "clear")
REACH = (["to", "reach"], ["to", "hit"], ["to", "regain"], ["to", "recapture"], ["to", "close"])
SLACK = Decimal("0.05")
BOUND = Decimal("0.3")


@cued("reach hit regain recapture close shy short below under above over away within past beyond clear", "Q L", "L")
def shortfalls(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "level": between the bounds that the distance and the round number leave."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags) - 1):
        if tags[i] not in "QL" or i in taken or row[i].value.unit not in ("points", "money", "percent"):
            continue
        mark = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] == "L"), i + 1)
        if (
            tags[mark : mark + 1] != "L"
            or tags[i + 1 : mark] not in ("", "x", "o", "c", "r", "xf", "tx", "tz")
            or not _round(row[mark].value)
        ):
            continue
        between = sentence.text[row[i].end : row[mark].start] + row[mark].low
        words = between.lower().split()[:3]
        side = -1 if words[:2] in REACH or (words and words[0] in SHORT) else 1 if words and words[0] in PAST else 0
        within = bool(i) and row[i - 1].low == "within" and words[:1] == ["of"]
        bounds = _bounds(row[i].value, row[mark].value.value, 0 if within else side) if side or within else None
        if bounds is None or denied(sentence, i, -1):
            continue
        subject = subject_of(sentence, i, -1)
        taken.update({i, mark})
        if not subject.keys or subject.keys[0] in sentence.names.rates:
            continue
        period = when(sentence, i, -1, subject=subject.index)
        low, high = bounds
        quantity = Quantity(
            low, 2 if row[i].value.currency == "" else 4, 0, "", "", high, currency=row[mark].value.currency
        )
        near = {"quantity": sentence.span(i, mark)}
        marks = near | marked(sentence, subject=subject.index, window=period.index)
        yield Claim(
            "level", sentence.part, span_of(near), subject.keys, period.windows, quantity, marks=marks, sure=subject.sure
        )  # fmt: skip


def _round(mark: Quantity) -> bool:
    """Whether a level is one that people count from."""
    return not mark.decimals and mark.unit in ("", "money") and (mark.value % 50 == 0 or mark.unit == "money")


def _bounds(far: Quantity, mark: Decimal, side: int) -> tuple[Decimal, Decimal] | None:
    """Between which levels a distance leaves one; None where it is none."""
    size = far.value * mark / 100 if far.unit == "percent" else far.value
    if size > mark * BOUND:
        return None
    if side == 0:
        return mark - size, mark + size
    unit = Decimal(1).scaleb(-far.decimals) / 2
    if not far.decimals and far.value and far.unit != "percent":
        zeros = len(str(int(far.value))) - len(str(int(far.value)).rstrip("0"))
        unit *= 10**zeros
    slack = unit * mark / 100 if far.unit == "percent" else unit
    least, most = size - slack, size + slack
    match far.hedge:
        case "more than" | "at least" | "just over":
            least, most = size, mark if far.hedge != "just over" else size * Decimal("1.1")
        case "less than" | "at most" | "up to":
            least, most = Decimal(0), size
        case "nearly":
            least, most = size * Decimal("0.85"), size
        case "about":
            least, most = least - size * SLACK, most + size * SLACK
    if far.worded:
        least, most = size * Decimal("0.75"), size * Decimal("1.25") + slack
    ends = sorted((mark + side * max(least, Decimal(0)), mark + side * most))
    return ends[0], ends[1]
