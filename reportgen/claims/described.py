"""What descriptions of charts say beyond changes and closes: lows and highs on the way, ranges, depths, ratios, steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.claims.bearers import dated, spoken_span, whom, words
from reportgen.claims.moves import denied, marked, span_of
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.sentence import Sentence
from reportgen.model import Span

AVERAGE = re.compile(r"\b(above|below|over|under) (?:its |the )?(\d{2,3})-day (?:moving )?average\b", re.IGNORECASE)
YEAR = Window("weeks", 52)
LITTLE = Quantity(Decimal("0.05"), 2, 0, "percent", "at most")
"""What "just below" may be at most: it would be printed as nothing."""


def dips(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "dip": "with a low of −3.0% on July 17, 2025", a change on the way that is its lowest or highest."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HI" or tags[i + 1 : i + 3] != "oQ" or i + 2 in taken or row[i + 2].value.unit not in ("percent", "basis points"):
            continue
        at, span = dated(sentence, i + 2), spoken_span(sentence)
        keys, who = whom(sentence, i)
        if at < 0 or span is None or not keys:
            continue
        taken.update({i, i + 2, at})
        marks = marked(sentence, quantity=i + 2, direction=i, subject=who, window=at)
        near = marked(sentence, quantity=i + 2, direction=i, window=at)
        yield Claim("dip", sentence.part, span_of(near), keys, (span, row[at].value), row[i + 2].value, row[i + 2].value.sign, marks=marks,
                    detail="high" if tag == "H" else "low")  # fmt: skip


def depths(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "depth": "lowest −17.2% on July 17, 2025", how far a close stood below the highest until then."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HI" or tags[i + 1 : i + 2] != "Q" or i + 1 in taken or row[i + 1].value.sign >= 0 or row[i + 1].value.unit != "percent":
            continue
        at = dated(sentence, i + 1)
        keys, who = whom(sentence, i)
        if at < 0 or not keys:
            continue
        taken.update({i, i + 1, at})
        marks = marked(sentence, quantity=i + 1, direction=i, subject=who, window=at)
        yield Claim("depth", sentence.part, span_of(marked(sentence, quantity=i + 1, direction=i, window=at)), keys, (row[at].value,), row[i + 1].value, marks=marks,
                    detail="high" if tag == "H" else "low")  # fmt: skip


def positions(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "position" and "bound": "between 33.62 and 80.83, 87% of the way up, after 94% a week before"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "Q" or words(sentence, i + 1, i + 4)[:3] not in (["of", "way", "up"], ["of", "way", "down"]) or i in taken:
            continue
        keys, who = whom(sentence, i)
        if not keys:
            continue
        taken.update({i, i + 3})
        marks = marked(sentence, quantity=i, subject=who, direction=i + 3)
        way = 1 if tags[i + 3] == "U" else -1
        yield Claim("position", sentence.part, span_of({"quantity": marks["quantity"], "way": marks["direction"]}), keys, (YEAR,), row[i].value, way, marks=marks)
        if tags[i + 4 : i + 7] == ",wQ" and tags[i + 7 : i + 8] == "P":
            taken.add(i + 6)
            marks = marked(sentence, quantity=i + 6, subject=who, window=i + 7)
            yield Claim("position", sentence.part, span_of(marked(sentence, quantity=i + 6)), keys, (YEAR,), row[i + 6].value, marks=marks, detail="before")
        if tags[i - 5 : i] == "xLaL," and row[i - 5].text.lower() == "between":
            for j, detail in ((i - 4, "low"), (i - 2, "high")):
                taken.add(j)
                marks = marked(sentence, quantity=j, subject=who)
                yield Claim("bound", sentence.part, span_of(marked(sentence, quantity=j)), keys, (YEAR,), row[j].value, marks=marks, detail=detail)


def gaps(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "gap" and "bound": "2.0% below its 52-week high of 2,624.22", "just below its own, 49,504.07"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if row[i].text.lower() not in ("below", "above", "off") or i in taken:
            continue
        j = i + 1
        year = tags[j : j + 1] == "P" and row[j].value == YEAR and "high" not in row[j].text
        j += year
        own = j < len(row) and row[j].text.lower() == "own"
        if not own and not (tags[j : j + 1] in ("H", "I") and row[j].text.lower() in ("high", "low")):
            continue
        number = i - 1 if tags[i - 1 : i] == "Q" else -1
        if number < 0 and not sentence.text[: row[i].start].rstrip().endswith("just"):
            number = j + 2 if own and tags[j + 1 : j + 3] == ",Q" else -1
            if number < 0:
                continue
        keys, who = whom(sentence, i)
        if not keys or number in taken:
            continue
        low = not own and tags[j] == "I"
        quantity = row[number].value if number >= 0 else LITTLE
        of = j + 2 if tags[j + 1 : j + 3] in ("oL", ",L") else -1
        day = j + 2 if tags[j + 1 : j + 3] == "oY" else -1
        taken.update({i, j, number, of, day} - {-1})
        marks = marked(sentence, quantity=number if number >= 0 else i, direction=i, subject=who, window=day, other=j)
        span = span_of(marked(sentence, quantity=number, direction=i, other=j, window=day))
        sense = 1 if row[i].text.lower() == "above" else -1
        windows = (Window("week"), *((row[day].value,) if day >= 0 else ()))
        whole = "all" if not year and (day >= 0 or own and number > i) else ""
        yield Claim("below", sentence.part, span, keys, windows, quantity, sense, marks=marks, detail=f"{'low' if low else 'high'} {whole}".strip())
        if of >= 0:
            marks = marked(sentence, quantity=of, subject=who, direction=j)
            yield Claim("bound", sentence.part, span_of(marked(sentence, quantity=of)), keys, (YEAR,), row[of].value, marks=marks, detail="low" if low else "high")
    yield from _named(sentence, taken)
    for i in range(2, len(tags)):
        # "The Dow closed at a high; the Nasdaq is furthest below its own": of the history at hand, as in the chart.
        if tags[i] in "HI" and tags[i - 2 : i] == "zA" and tags[i + 1 : i + 2] == ";" and "furthest" in words(sentence, i, len(row)) and i not in taken:
            taken.add(i)
            for j in [k for k in range(i) if tags[k] == "N"]:
                marks = marked(sentence, direction=i, subject=j)
                yield Claim("at end", sentence.part, span_of(marked(sentence, direction=i, subject=j)), (row[j].value,), (Window("week"),), marks=marks, detail=f"{'low' if tags[i] == 'I' else 'high'} all")


def _named(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "a 52-week high of 2,624.22", "its 52-week low of …", "closed at a 52-week high"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HI" or i in taken or row[i].text.lower() not in ("high", "low") or tags[i - 1 : i] != "P" or row[i - 1].value != YEAR:
            continue
        keys, who = whom(sentence, i)
        of = i + 2 if tags[i + 1 : i + 3] in ("oL", ",L") else -1
        if of >= 0 and keys:
            yield from _measured(sentence, i, of, taken)
            taken.update({i, of})
            marks = marked(sentence, quantity=of, direction=i, subject=who)
            yield Claim("bound", sentence.part, span_of(marked(sentence, quantity=of, direction=i)), keys, (YEAR,), row[of].value, marks=marks, detail="low" if tag == "I" else "high")
        if keys and tags[:i].rstrip("P").endswith(("zA", "A")) and "f" not in tags[max(0, i - 3) : i]:
            each = [j for j in range(i) if tags[j] == "N"] if tags[:i].count("N") > 1 and ";" not in tags[:i] else [who]
            taken.add(i)
            for j in each:
                marks = marked(sentence, direction=i, subject=j)
                key = row[j].value if j >= 0 and tags[j] == "N" else keys[0]
                yield Claim("at end", sentence.part, span_of(marked(sentence, direction=i)), (key,), (YEAR,), marks=marks, detail="low" if tag == "I" else "high")


def _measured(sentence: Sentence, i: int, of: int, taken: set[int]) -> Iterator[Claim]:
    """ "Measured from its 52-week low of 1,565.40, the Dow is up 6.0%"."""
    tags, row = sentence.tags, sentence.mentions
    number = next((j for j in range(of + 1, len(tags)) if tags[j] == "Q"), -1)
    if words(sentence, 0, i)[:2] != ["measured", "from"] or number < 0 or number in taken or tags[number - 1] not in "UD":
        return
    keys, who = whom(sentence, number)
    if keys:
        taken.update({number, number - 1})
        marks = marked(sentence, quantity=number, direction=number - 1, subject=who)
        yield Claim("below", sentence.part, span_of(marks), keys, (Window("week"),), row[number].value, 1 if tags[number - 1] == "U" else -1, marks=marks,
                    detail="low" if tags[i] == "I" else "high")  # fmt: skip


def tops(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Its record close of 1,970.00": the level of the record, told as a bound of all time."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i : i + 3] == "RoL" and row[i].value == "high" and i + 2 not in taken:
            keys, who = whom(sentence, i)
            if keys:
                taken.add(i + 2)
                marks = marked(sentence, quantity=i + 2, subject=who)
                yield Claim("bound", sentence.part, span_of(marked(sentence, quantity=i + 2)), keys, (Window("week"),), row[i + 2].value, marks=marks, detail="record")
                below = next((j for j in range(i + 3, len(tags) - 1) if row[j].text.lower() == "below" and tags[j + 1] == "T"), -1)
                if below > 0 and tags[below - 1] == "Q" and below - 1 not in taken:
                    taken.update({below - 1, below})
                    marks = marked(sentence, quantity=below - 1, direction=below, subject=who)
                    yield Claim("gap", sentence.part, span_of(marked(sentence, quantity=below - 1, direction=below)), keys, (Window("week"),), row[below - 1].value, -1, marks=marks, detail="high")


def relatives(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "relative": one instrument's closes as a ratio of another's, 100 on a day, or changed since it."""
    tags, row = sentence.tags, sentence.mentions
    if tags[:4] == "NVN," and tags[4:9] in ("YxL:L",) and row[5].text == "=":
        for i in range(8, len(tags)):
            at = dated(sentence, i) if tags[i] == "L" else -1
            if at >= 0:
                kind = next((d for t, d in (("I", "low"), ("H", "high")) if t in tags[i - 2 : i]), "")
                taken.update({i, at, i - 1, i - 2})
                marks = marked(sentence, quantity=i, window=at, subject=0, other=2, direction=i - 2 if kind else -1)
                near = marked(sentence, quantity=i, window=at, direction=i - 2 if kind else -1)
                yield Claim("relative", sentence.part, span_of(near), (row[0].value,), (row[4].value, row[at].value), row[i].value, others=(row[2].value,), marks=marks, detail=f"index {kind}".strip())
        taken.update({4, 6})
        return
    for i, tag in enumerate(tags):
        if tag != "Q" or row[i].value.unit != "percent" or tags[i - 1 : i] not in ("U", "D") or tags[i + 2 : i + 5] != "NSY" or tags[i + 1] not in "Vr":
            continue
        keys, who = whom(sentence, i)
        if keys and row[i + 2].value in sentence.names.stocks and keys[0] in sentence.names.stocks:
            taken.update({i, i - 1, i + 4})
            marks = marked(sentence, quantity=i, direction=i - 1, subject=who, other=i + 2, window=i + 4)
            yield Claim("relative", sentence.part, span_of(marks), keys, (row[i + 4].value,), row[i].value, 1 if tags[i - 1] == "U" else -1, others=(row[i + 2].value,), marks=marks, detail="change")


def steps(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "step": a rate's level from a day on, and before it: "4.25% from September 3, 2025"."""
    tags, row = sentence.tags, sentence.mentions
    rates = sentence.names.rates
    if tags[:2] == "N:" and row[0].value in rates:
        for i, tag in enumerate(tags):
            at = dated(sentence, i) if tag == "Q" and row[i].value.unit == "percent" else -1
            if at >= 0:
                taken.update({i, at})
                marks = marked(sentence, quantity=i, subject=0, window=at)
                yield Claim("step", sentence.part, span_of(marked(sentence, quantity=i, window=at)), (row[0].value,), (row[at].value,), row[i].value, marks=marks,
                            detail="from" if tags[at - 1] == "f" else "")  # fmt: skip
        return
    for i in range(len(tags)):
        if tags[i : i + 5] not in ("DtQfQ", "UtQfQ") or i + 2 in taken:
            continue
        at = dated(sentence, i + 4)
        keys, who = whom(sentence, i)
        if at >= 0 and keys and keys[0] in rates:
            taken.update({i, i + 2, i + 4, at})
            for j, detail in ((i + 2, "from"), (i + 4, "before")):
                marks = marked(sentence, quantity=j, subject=who, window=at, direction=i)
                yield Claim("step", sentence.part, span_of(marked(sentence, quantity=j, window=at, direction=i)), keys, (row[at].value,), row[j].value, 1 if tags[i] == "U" else -1, marks=marks, detail=detail)


def curves(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "apart" and "slope": yields by maturity on a day, one above another, the curve steeper or flatter."""
    tags, row = sentence.tags, sentence.mentions
    rates = sentence.names.rates
    pair: tuple[str, ...] = ()
    for i in range(len(tags)):
        if tags[i : i + 1] == "Q" and tags[i + 1 : i + 3] in ("xN", "CN", "cN") and row[i].value.unit in ("basis points", "percentage points") and row[i + 1].text.lower() in ("above", "below"):
            keys, who = whom(sentence, i)
            if keys and keys[0] in rates and row[i + 2].value in rates and i not in taken:
                taken.update({i, i + 1})
                pair = (keys[0], row[i + 2].value)
                marks = marked(sentence, quantity=i, direction=i + 1, subject=who, other=i + 2)
                yield Claim("apart", sentence.part, span_of(marks), keys, (Window("week"),), row[i].value, 1 if row[i + 1].text.lower() == "above" else -1, others=pair[1:], marks=marks)
    at = next((i for i, m in enumerate(row) if m.text.lower() in ("steepened", "flattened", "steepens", "flattens")), -1)
    if at > 0 and row[at - 1].text.lower() == "curve" and tags[at + 1 : at + 3] == "bQ" and at + 2 not in taken:
        taken.update({at, at + 2})
        marks = marked(sentence, quantity=at + 2, direction=at)
        yield Claim("slope", sentence.part, span_of(marks), pair, (Window("week"),), row[at + 2].value, 1 if row[at].text.lower().startswith("steep") else -1, marks=marks, others=pair)
    if tags[:2] == "Y:" or tags[:5] == "Y(P):":
        yield from _listed(sentence, taken)


def _listed(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "January 2, 2026 (a week before): 3-month 3.73%, 1-year 3.48%": levels on the day before the colon."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if tags[i : i + 2] == "NQ" and row[i].value in sentence.names.rates and i + 1 not in taken:
            taken.add(i + 1)
            marks = marked(sentence, quantity=i + 1, subject=i, window=0)
            yield Claim("level", sentence.part, span_of(marked(sentence, quantity=i + 1, subject=i)), (row[i].value,), (row[0].value,), replace(row[i + 1].value, hedge=""), marks=marks)


def targets(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "target": "3.50% to 3.75%" of a rate that has a lower end."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag == "Q" and i not in taken and row[i].value.high is not None and row[i].value.unit == "percent":
            text = sentence.text[row[0].start : row[-1].end].lower()
            if "federal funds" in text or "target range" in text:
                taken.add(i)
                marks = marked(sentence, quantity=i)
                whole = marks["quantity"]
                cut = sentence.text.find(" to ", whole.start, whole.end)
                if cut >= 0:
                    marks["other"] = Span(cut + 4, whole.end)
                yield Claim("target", sentence.part, whole, (), (Window("week"),), row[i].value, marks=marks)


def paths(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Changes over a span told before: "Changes from … to …. Gold +33.2%, with a low of …; silver +30.2%", and "Over the
    same time gold changed by +31.4%, silver by +34.2%".
    """
    tags, row, context = sentence.tags, sentence.mentions, sentence.context
    same = context.base if words(sentence, 0, 3)[:3] in (["over", "same", "time"], ["over", "same", "period"]) else None
    span = same or (context.window if context.window and context.window.kind == "span" else None)
    if span is None:
        return
    for i in range(len(tags)):
        told = i + 1 if tags[i : i + 2] == "NQ" and (not i or tags[i - 1] in ";,a:") else -1
        if same and tags[i] == "N":
            told = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] == "Q" and tags[j - 1] == "b"), -1)
        if told >= 0 and told not in taken and row[told].value.sign + (not row[told].value.value):
            taken.add(told)
            marks = marked(sentence, quantity=told, subject=i)
            yield Claim("change", sentence.part, span_of(marks), (row[i].value,), (span,), row[told].value, row[told].value.sign, marks=marks)



def averages(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "average": "closed below its 200-day average, 1,736.91"."""
    tags, row = sentence.tags, sentence.mentions
    for found in AVERAGE.finditer(sentence.text, row[0].start, row[-1].end) if row else ():
        inside = [j for j, m in enumerate(row) if m.start < found.end() and found.start() < m.end]
        if not inside or inside[0] in taken or denied(sentence, inside[0], inside[0]):
            continue
        keys, who = whom(sentence, inside[0])
        end = inside[-1] + 1
        level = end + 1 if tags[end : end + 2] == ",L" else end if tags[end : end + 1] == "L" else -1
        if keys:
            taken.update({*inside, level} - {-1})
            marks = marked(sentence, subject=who, quantity=level) | {"direction": Span(*found.span(1))}
            sense = 1 if found[1].lower() in ("above", "over") else -1
            quantity = row[level].value if level >= 0 else None
            span = Span(found.start(), row[level].end if level >= 0 else found.end())
            yield Claim("average", sentence.part, span, keys, (Window("week"),), quantity, sense, marks=marks, number=int(found[2]))


DESCRIBED = (paths, tops, dips, depths, positions, gaps, relatives, steps, curves, targets, averages)
