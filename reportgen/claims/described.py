"""What descriptions of charts say of the way: lows and highs on it, ratios of two, averages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.bearers import dated, spoken_span, whom, words
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.tagging import mentions
from reportgen.model import Span

AVERAGE = re.compile(r"\b(above|below|over|under) (?:its |the )?(\d{2,3})-day (?:moving )?average\b", re.IGNORECASE)


@cued("H I", "Q")
def dips(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "dip": "with a low of −3.0% on July 17, 2025", a change that is the way's lowest or highest."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if (
            tag not in "HI"
            or tags[i + 1 : i + 3] != "oQ"
            or i + 2 in taken
            or row[i + 2].value.unit not in ("percent", "basis points")
        ):
            continue
        at, span = dated(sentence, i + 2), spoken_span(sentence)
        keys, who = whom(sentence, i)
        if at < 0 or span is None or not keys:
            continue
        taken.update({i, i + 2, at})
        marks = marked(sentence, quantity=i + 2, direction=i, subject=who, window=at)
        near = marked(sentence, quantity=i + 2, direction=i, window=at)
        yield Claim(
            "dip",
            sentence.part,
            span_of(near),
            keys,
            (span, row[at].value),
            row[i + 2].value,
            row[i + 2].value.sign,
            marks=marks,
            detail="high" if tag == "H" else "low",
        )


@cued("Q L", "V r", "Y L")
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
                yield Claim(
                    "relative",
                    sentence.part,
                    span_of(near),
                    (row[0].value,),
                    (row[4].value, row[at].value),
                    row[i].value,
                    others=(row[2].value,),
                    marks=marks,
                    detail=f"index {kind}".strip(),
                )
        taken.update({4, 6})
        return
    yield from _ended(sentence, taken)
    for i, tag in enumerate(tags):
        if (
            tag != "Q"
            or row[i].value.unit != "percent"
            or tags[i - 1 : i] not in ("U", "D")
            or tags[i + 2 : i + 5] != "NSY"
            or tags[i + 1] not in "Vr"
        ):
            continue
        keys, who = whom(sentence, i)
        if keys and row[i + 2].value in sentence.names.stocks and keys[0] in sentence.names.stocks:
            taken.update({i, i - 1, i + 4})
            marks = marked(sentence, quantity=i, direction=i - 1, subject=who, other=i + 2, window=i + 4)
            yield Claim(
                "relative",
                sentence.part,
                span_of(marks),
                keys,
                (row[i + 4].value,),
                row[i].value,
                1 if tags[i - 1] == "U" else -1,
                others=(row[i + 2].value,),
                marks=marks,
                detail="change",
            )


def _ended(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Line chart: the DAX against the Dow 97.9, from 100" behind a sentence that tells since when."""
    tags, row, base = sentence.tags, sentence.mentions, sentence.context.window
    at = tags.find("NVNL,fL")
    if at < 0 or row[at + 6].value.value != 100 or base is None or base.kind not in ("since", "date"):
        return
    taken.update({at + 3, at + 6})
    for one in (at + 3, at + 6):
        marks = marked(sentence, quantity=one, subject=at, other=at + 2)
        span, keys = span_of(marked(sentence, quantity=one)), (row[at].value,)
        windows = (base,) if one == at + 3 else (base, base)
        yield Claim(
            "relative", sentence.part, span, keys, windows, row[one].value, others=(row[at + 2].value,), marks=marks,
            detail="index",
        )  # fmt: skip


@cued("Q", "N")
def paths(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Changes over a span told before: "Changes from … to …. Gold +33.2%; silver +30.2%", and "Over the same time gold
    changed by +31.4%, silver by +34.2%".
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
            yield Claim(
                "change",
                sentence.part,
                span_of(marks),
                (row[i].value,),
                (*(_same_time(sentence, same) if same else ()), span),
                row[told].value,
                row[told].value.sign,
                marks=marks,
            )


def _same_time(sentence: Sentence, base: Window) -> tuple[Window, ...]:
    """From the day that is 100 to the last one told before, where that is not the week's end: both had a close then."""
    row = mentions(sentence.text, 0, sentence.mentions[0].start, sentence.names)
    days = [m.value for m in row if m.tag == "Y" and m.value.kind == "date" and m.value.start]
    last = max(days, key=lambda one: one.start, default=None)
    if last is None or base.start is None or last.start <= base.start:
        return ()
    return (Window("span", base.number, base.start, last.start, last.number),)


@cued()
def averages(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "average": "closed below its 200-day average, 1,736.91"."""
    tags, row = sentence.tags, sentence.mentions
    for found in (
        AVERAGE.finditer(sentence.text, row[0].start, row[-1].end) if row and "verage" in sentence.text else ()
    ):
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
            yield Claim(
                "average",
                sentence.part,
                span,
                keys,
                (Window("week"),),
                quantity,
                sense,
                marks=marks,
                number=int(found[2]),
            )
