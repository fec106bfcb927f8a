"""The highest, lowest, best or worst since a time that is named."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.back import NAMED, reached_back, within_year
from reportgen.claims.bearing import UNKNOWN, Subject
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, spread_out
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.records import LEVELS, MOVED, TOP, UNITS
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import bearer, subject_of
from reportgen.claims.when import when
from reportgen.model import Span


@cued("H I K k")
def since(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "since": the highest or lowest close, or the best or worst day, week or month, since a time named.

    `detail` is "high", "low", "best" or "worst", and the unit of the move ("best week"); the first window is when, the
    second since when.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if i in taken or tag not in "HIKk":
            continue
        found = reached_back(sentence, i)
        if found is None:
            continue
        target, at = found
        detail = _what(sentence, i, at)
        if not detail or denied(sentence, i, i):
            continue
        inner = next((j for j in range(i + 1, at) if tags[j] == "N"), -1)
        subject = Subject((row[inner].value,), inner) if inner > 0 else bearer(sentence, i, at)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        of_year = found == within_year(sentence, i)
        sentence.spent.update({at} if of_year else set())
        period = when(sentence, i, i)
        if of_year and period.index >= 0 and period.windows[0].kind not in WHENEVER:
            continue
        windows = tuple(w for w in period.windows if w != target) or (Window("week"), Window("day"))
        if of_year:
            windows = tuple(w for w in windows if w.kind in ("weekday", "date")) or (Window("week"),)
            windows = (Window("day"),) if windows[0].kind == "week" and _own_close(sentence, i) else windows
        if _its_day(sentence, i) >= 0:
            windows = (Window("weekday", row[_its_day(sentence, i)].value),)
        if (
            detail in ("high", "low")
            and _closed_at(sentence, i)
            and windows[0].kind
            in (
                "week",
                "day",
                "month",
                "quarter",
                "year",
            )
        ):
            windows = (Window("day"),)
        taken.add(i)
        sentence.spent.add(at)
        taken.update(j for j in range(i, at + 1) if tags[j] in "UDRE")
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, other=at)
            yield Claim(
                "since",
                sentence.part,
                Span(row[i].start, row[at].end),
                one.keys,
                (target, *windows),
                marks=marks,
                detail=detail,
                sure=one.sure,
                number=int(row[i - 1].value) if tags[i - 1 : i] == "O" else 0,
            )


WHENEVER = ("weekday", "date", "day", "week", "month", "quarter", "year", "by", "named year")
"""When the high of a year may be told to have come; of another time nothing is told."""


def _own_close(sentence: Sentence, i: int) -> bool:
    """Whether the last close is spoken of: "the Dow's close was its highest of the year"."""
    at = sentence.tags.rfind("Nz", 0, i)
    return at >= 0 and sentence.mentions[at + 1].low == "close" and not sentence.tags[at + 2 : i].strip("xz")


def _its_day(sentence: Sentence, i: int) -> int:
    """The weekday whose close is spoken of: "Gold's Tuesday close was its highest of the year"; -1 where none is."""
    tags = sentence.tags
    at = tags.rfind("Wz", 0, i)
    return at if at >= 0 and sentence.mentions[at + 1].low == "close" and not tags[at + 2 : i].strip("xz") else -1


def _closed_at(sentence: Sentence, i: int) -> bool:
    """Whether the close of the week's end is spoken of: "ended at 2,275.99, its lowest close since August"."""
    tags, row = sentence.tags, sentence.mentions
    at = next((j for j in range(i - 1, max(-1, i - 8), -1) if tags[j] == "z"), -1)
    if at < 0 or not row[at].low.startswith(("end", "finish", "clos", "settl")):
        return False
    at += tags[at + 1 : at + 2] == "P"  # "finished the year at"
    at += tags[at + 1 : at + 2] == "Y" and sentence.mentions[at + 1].value.kind == "named year"
    return tags[at + 1 : at + 2] in ("A", "L", "Q") and "W" not in tags[at:i]


@cued("high low", "Y", "this so")
def this_high(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Has not been this low since March", "was last this high in May": a claim of kind "since"."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("high", "low") or i in taken or row[i - 1].low not in ("this", "so"):
            continue
        at = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] == "Y"), -1)
        before = row[max(0, i - 5) : i]
        since_then = at > 0 and tags[at - 1] == "S" and any(m.tag == "n" for m in before)
        last = at > 0 and tags[at - 1] in "rxz" and any(m.low == "last" for m in before)
        if not (since_then or last):
            continue
        window = row[at].value
        subject = subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or (window.kind not in NAMED):
            continue
        taken.add(i)
        sentence.spent.add(at)
        marks = marked(sentence, direction=i, subject=subject.index, other=at)
        target = Window(NAMED[window.kind], window.number, window.start, year=window.year)
        yield Claim("since", sentence.part, Span(row[i].start, row[at].end), subject.keys, (target, Window("week")),
            marks=marks, detail=mention.low, sure=subject.sure)  # fmt: skip


@cued("S back", "n back")
def not_since(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Not since May had the Dow enjoyed a better week", "not since 2021 has it closed higher"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        back = tag == "t" and row[i - 1].low == "back"
        if not back and (tag != "S" or tags[i - 1 : i] != "n"):
            continue
        at = next((j for j in range(i + 1, min(i + 4, len(tags))) if tags[j] in "YP"), -1)
        word = next((j for j in range(at + 1, len(tags)) if row[j].low.split()[0] in BETTER), -1) if at > 0 else -1
        if word < 0:
            continue
        better = BETTER[row[word].low.split()[0]]
        flat = " ".join(m.low for m in row[word : word + 4]).split()
        unit = next((UNITS[w] for w in flat if w in UNITS), "")
        closed = any(m.low in ("closed", "finished", "ended", "stood", "close") for m in row[at : word + 2])
        if not unit and not closed:
            continue
        window = row[at].value
        kind = NAMED.get(window.kind, window.kind)
        subject = bearer(sentence, word, word)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.update({i, word})
        sentence.spent.add(at)
        detail = (f"best {unit}" if better > 0 else f"worst {unit}") if unit else ("high" if better > 0 else "low")
        marks = marked(sentence, direction=word, subject=subject.index, other=at)
        yield Claim(
            "since",
            sentence.part,
            Span(row[i - 1].start, row[word].end),
            subject.keys,
            (Window(kind, window.number, window.start, year=window.year), Window("week")),
            marks=marks,
            detail=detail,
            sure=subject.sure,
        )


BETTER = {
    "better": 1,
    "stronger": 1,
    "higher": 1,
    "bigger": 1,
    "larger": 1,
    "worse": -1,
    "weaker": -1,
    "lower": -1,
    "steeper": -1,
}


def _what(sentence: Sentence, i: int, at: int) -> str:
    """Which record: "high", "low", or "best week", "worst day" and so on; "" where it cannot be told."""
    row = sentence.mentions
    words = [m.low for m in row[i : max(at, i + 1)]]
    first = words[0].split()[0]
    top = first in TOP or row[i].tag in "K"
    flat = " ".join(words).split()
    unit = next((UNITS[w] for w in flat if w in UNITS), "")
    if not unit:
        unit = {
            "weekly": "week",
            "daily": "day",
            "monthly": "month",
            "quarterly": "quarter",
            "annual": "year",
            "one day": "day",
        }.get(next((w for w in flat if w in ("weekly", "daily", "monthly", "quarterly", "annual")), ""), "")
    moved = next((MOVED[w] for w in flat if w in MOVED), None)
    if moved is None and not unit and not any(w in LEVELS for w in flat):
        following = [w for m in row[at + 1 : at + 3] for w in m.low.split()]
        moved = next((MOVED[w] for w in following if w in MOVED), None)
    if first == "most" and moved is None and not unit and any(m.tag == "L" for m in row[max(0, i - 4) : i]):
        return "high"
    if (
        first in ("highest", "high", "lowest", "low", "peak", "top")
        and moved is None
        and not (unit and first not in ("highest", "lowest"))
    ):
        return "high" if first in ("highest", "high", "peak", "top") else "low"
    if any(w in LEVELS for w in flat) and moved is None:
        return "high" if top else "low"
    if first in ("best", "strongest"):
        return f"best {unit or 'week'}"
    if first in ("worst", "weakest"):
        return f"worst {unit or 'week'}"
    if moved is not None:
        biggest = first in TOP
        if not biggest:
            return ""
        return f"{'best' if moved >= 0 else 'worst'} {unit or 'any'}"
    back = [t for t in sentence.tags[max(0, i - 8) : i] if t in "UD"]
    if back and first in ("largest", "biggest", "steepest", "sharpest", "most", "greatest"):
        return f"{'best' if back[-1] == 'U' else 'worst'} {unit or 'any'}"
    return ""
