"""Places in a field as titles tell them: who led at what, who shared a place, who trailed."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearers import whom, words
from reportgen.claims.bearing import UNKNOWN, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when


@cued("stand stands share", "Q")
def ties(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "alike": "all eight stand level for the week at 0.0%", "two share first place at …"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        said = words(sentence, i, i + 3)
        if said[:2] not in (["stand", "level"], ["stands", "level"], ["share", "first"]) or i in taken:
            continue
        number = next((j for j in range(i + 1, len(tags)) if tags[j] == "Q"), -1)
        if number < 0 or number in taken:
            continue
        at = next((j for j in range(i, number) if tags[j] in "PY"), -1)
        window = row[at].value if at >= 0 else Window("week")
        if at >= 0 and tags[at] == "Y" and window.kind == "date":
            window = Window("since", window.number, window.start, year=window.year)
            sentence.spent.add(at)
        keys = tuple(row[j].value for j in range(i) if tags[j] == "N")
        taken.update({i, number})
        marks = marked(sentence, quantity=number, window=at)
        yield Claim(
            "alike",
            sentence.part,
            span_of(marked(sentence, quantity=number)),
            keys,
            (window,),
            row[number].value,
            row[number].value.sign,
            marks=marks,
            detail="first" if said[1] == "first" else "",
        )


@cued("last", "B")
def lasts(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "A gain of 4.6%, last among the four indexes"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if row[i].low == "last" and words(sentence, i + 1, i + 2) == ["among"] and i not in taken:
            subject = subject_of(sentence, i, i)
            at = next((j for j in range(i + 2, min(i + 5, len(tags))) if tags[j] == "B" and row[j].value), -1)
            if at >= 0 and subject.keys and subject.keys[0] != UNKNOWN:
                taken.update({i, at})
                field = (
                    sentence.names.stocks
                    if row[at].value == len(sentence.names.stocks)
                    else of_group(sentence, row[at].value, at)
                )
                marks = marked(sentence, direction=i)
                yield Claim(
                    "rank",
                    sentence.part,
                    span_of(marks),
                    subject.keys,
                    when(sentence, i, i).windows,
                    marks=marks,
                    number=-1,
                    others=field,
                    sure=subject.sure,
                )


@cued("led trailed", "Q")
def standings(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "the Ibovespa led since January 10 at +40.6%; the FTSE 100 trailed": a place and its change."""
    tags, row = sentence.tags, sentence.mentions
    window: Window | None = None
    for i in range(len(tags)):
        word = row[i].low
        at = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] == "Q" and tags[j - 1] == "A"), -1)
        if word not in ("led", "trailed") or at < 0 or i in taken or any(t in ";.N" for t in tags[i:at]):
            continue
        told = next((j for j in range(i + 1, at) if tags[j] in "PY"), -1)
        if told >= 0:
            window = row[told].value
            if tags[told] == "Y":
                window = (
                    Window("since", window.number, window.start, year=window.year) if window.kind == "date" else window
                )
                sentence.spent.add(told)
        if row[i - 1].low == "others" and window is not None and tags[i - 2 : i - 1] == "L":
            taken.update({i - 2, i, at})
            marks = marked(sentence, quantity=at, subject=i - 2, direction=i)
            yield Claim(
                "alike",
                sentence.part,
                span_of(marks),
                (),
                (window,),
                row[at].value,
                row[at].value.sign,
                marks=marks,
                detail="rest",
                number=int(row[i - 2].value.value),
            )
            continue
        keys, who = whom(sentence, i)
        if not keys or window is None:
            continue
        each = [who] if who >= 0 else []
        while each and tags[each[-1] - 1 : each[-1]] in ("a", ",") and tags[each[-1] - 2 : each[-1] - 1] == "N":
            each.append(each[-1] - 2)
        taken.update({i, at})
        for j in each or [-1]:
            key = row[j].value if j >= 0 else keys[0]
            marks = marked(sentence, direction=i, subject=j, window=told)
            yield Claim(
                "rank",
                sentence.part,
                span_of(marked(sentence, direction=i, subject=j)),
                (key,),
                (window,),
                marks=marks,
                number=1 if word == "led" else -1,
                detail="printed",
            )
            marks = marked(sentence, quantity=at, subject=j, window=told)
            near = marked(sentence, quantity=at, subject=j)
            yield Claim(
                "change",
                sentence.part,
                span_of(near),
                (key,),
                (window,),
                row[at].value,
                row[at].value.sign,
                marks=marks,
            )


@cued("peers rivals counterparts")
def peers(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "Well ahead of its larger peers": better than every other of the usual indexes."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if (
            tags[i] in "Cc"
            and i not in taken
            and any(w in ("peers", "rivals", "counterparts") for w in words(sentence, i + 1, i + 5))
            and (row[i].low.endswith(("ahead of", "behind")) or "all" in words(sentence, i + 1, i + 4))
        ):
            keys, who = whom(sentence, i)
            others = tuple(
                key for key in sentence.names.stocks if key not in keys and sentence.names.symbols.get(key) in EQUITIES
            )
            if keys and keys[0] in sentence.names.stocks and len(others) > 1 and not denied(sentence, i, i):
                taken.add(i)
                marks = marked(sentence, direction=i, subject=who)
                period = when(sentence, i, i)
                yield Claim(
                    "compare",
                    sentence.part,
                    span_of(marked(sentence, direction=i)),
                    keys,
                    period.windows,
                    direction=1 if tags[i] == "C" else -1,
                    others=others,
                    marks=marks,
                )


@cued("every")
def throughout(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "ahead": "the Russell 2000 led at every close of the week"."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        if (
            row[i].low in ("led", "trailed")
            and words(sentence, i + 1, i + 4)[:3] == ["at", "every", "close"]
            and i not in taken
        ):
            keys, who = whom(sentence, i)
            if keys:
                taken.add(i)
                marks = marked(sentence, direction=i, subject=who)
                yield Claim(
                    "ahead",
                    sentence.part,
                    span_of(marks),
                    keys,
                    (Window("week"),),
                    direction=1 if row[i].low == "led" else -1,
                    marks=marks,
                )
