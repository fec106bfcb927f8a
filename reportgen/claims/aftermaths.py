"""What happened just before, and how a week ended: "a day after rising 2.6%", "to end the week lower"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.direction import direction_of
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import CURRENT, Claim, Kind, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.spells import COUNTS
from reportgen.claims.subjects import subject_of

ENDED = ("end", "ends", "ended", "ending", "finish", "finishes", "finished", "finishing", "close", "closes", "closed",
    "closing", "wrapped up", "wraps up", "wrapping up", "settled", "settle")  # fmt: skip
TOLD = ("week", "month", "quarter", "year")
EARLIER = {"the day before", "the day earlier", "the session before", "the previous day", "the previous session",
    "the day prior", "a day before"}  # fmt: skip
UNITS = {"day": "day", "days": "day", "session": "day", "sessions": "day", "week": "week", "weeks": "week"}


@cued("z", "week month quarter year", "U D F")
def endings(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "fell 143 points Friday to end week lower": what is said of a period behind "end" is said of all of it."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "z" or row[i].low not in ENDED or not _of_unit(sentence, i + 1) or i + 2 >= len(tags):
            continue
        window = CURRENT[row[i + 1].low.split()[-1]]
        number = i + 2 if tags[i + 2] == "Q" else i + 3 if tags[i + 2 : i + 4] in ("UQ", "DQ") else -1
        word = i + 2 if tags[i + 2] in "UDF" else i + 3 if tags[i + 3 : i + 4] in ("U", "D") else -1
        if word < 0 or {word, number} & taken or denied(sentence, i, i) or (tags[word] == "F" and number >= 0):
            continue
        if number < 0 and (
            tags[word + 1 : word + 2] not in ("", ".", ",", "a", "w", ";", "-", ")", "r", "P") or _bare(tags, i)
        ):
            continue
        subject = subject_of(sentence, number if number >= 0 else word, i)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        taken.update({word, number} - {-1})
        sense = {"U": 1, "D": -1, "F": 0}[tags[word]]
        kind: Kind = "change" if number >= 0 else "direction" if sense else "flat"
        for one in spread_out(subject):
            marks = marked(sentence, quantity=number, direction=word, subject=one.index, window=i + 1)
            near = {role: mark for role, mark in marks.items() if role != "subject"}
            yield Claim(
                kind, sentence.part, span_of(near), one.keys, (window,), row[number].value if number >= 0 else None,
                sense, marks=marks, sure=one.sure, detail="beside" if number >= 0 else "",
            )  # fmt: skip


def _of_unit(sentence: Sentence, j: int) -> bool:
    """Whether a current week, month, quarter or year stands there: "week", "the month"."""
    row = sentence.mentions
    return j < len(row) and row[j].tag in "dP" and row[j].low.removeprefix("the ") in TOLD


def _bare(tags: str, i: int) -> bool:
    """Whether nothing of a shorter time stands before: "the Dow ended the week lower" is for other readers."""
    return not any(t in "QUDFW" for t in tags[:i])


@cued("after before earlier previous prior", "Q", "U D")
def aftermaths(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """As in "slipped 5.63 points on Friday, a day after rising 2.6%" or "after rising 2.6% the day before"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "Q" or i in taken or tags[i - 1 : i] == "f":
            continue
        shift = _shift(sentence, i)
        if shift is None:
            continue
        count, unit, at, edge = shift
        verb, sense = direction_of(sentence, i)
        if not sense or verb in taken or verb < edge or denied(sentence, i, verb):
            continue
        subject = subject_of(sentence, i, verb)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        days = [row[j].value for j in range(min(at, i)) if tags[j] == "W"]
        context = sentence.context.window
        if not days and context and context.kind == "weekday":
            days = [context.number]
        anchors = [days[-1] + 1] if days else [0, 1, 2, 3, 4, 5]
        windows = tuple(Window("shift", count, year=0 if unit == "week" else one, part=unit) for one in anchors)
        taken.update({i, verb})
        for one in spread_out(subject):
            marks = marked(sentence, quantity=i, direction=verb, subject=one.index, window=at)
            near = {role: mark for role, mark in marks.items() if role in ("quantity", "window")}
            yield Claim(
                "change", sentence.part, span_of(near), one.keys, tuple(dict.fromkeys(windows)), row[i].value,
                sense, marks=marks, sure=one.sure, detail="beside",
            )  # fmt: skip


def _shift(sentence: Sentence, i: int) -> tuple[int, str, int, int] | None:
    """How many sessions or weeks before, the mention that says so, and the first one of its clause; None for no such time."""
    tags, row = sentence.tags, sentence.mentions
    behind = i + 2 if tags[i + 1 : i + 2] in ("U", "D") else i + 1
    if row[behind : behind + 1] and row[behind].low in EARLIER:
        return 1, "day", behind, 0
    begin = max(0, i - 7)
    after = next((j for j in range(i - 1, begin, -1) if row[j].low == "after" and tags[j] == "w"), -1)
    if after < 0:
        after = next((j for j in range(i - 1, begin, -1) if row[j].low == "the day after"), -1)
        return (1, "day", after, after) if after > 0 and not any(t in "QLWPYN;-" for t in tags[after + 1 : i]) else None
    if after < 1 or any(t in "QLWPY;-" for t in tags[after + 1 : i]) or row[after - 1].low not in UNITS:
        return None
    main = next((j for j in range(after + 1, i) if tags[j] in "UD"), i)
    if any(t in "NTB" for t in tags[main:i]):
        return None  # "a day after its surge the S&P 500 gave back 0.3%"
    unit = UNITS[row[after - 1].low]
    if not row[after - 1].low.endswith("s"):
        return 1, unit, after - 1, after
    count = COUNTS.get(row[after - 2].low, 0) if after > 1 else 0
    return (count, unit, after - 2, after) if count else None
