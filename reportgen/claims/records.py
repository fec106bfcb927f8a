"""Records, and "since when": a close or a move held against the history before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from reportgen.claims.cues import cued
from reportgen.claims.lexicon import hedge_of
from reportgen.claims.moves import denied, marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Quantity, Window, WindowKind
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import UNKNOWN, Subject, bearer, subject_of
from reportgen.claims.windows import when, window_at
from reportgen.model import Span

TOP = {
    "highest",
    "high",
    "best",
    "largest",
    "biggest",
    "strongest",
    "most",
    "steepest",
    "sharpest",
    "greatest",
    "fastest",
    "top",
}
MOVED = {
    "gain": 1, "gains": 1, "advance": 1, "rise": 1, "increase": 1, "jump": 1, "climb": 1, "rally": 1, "surge": 1,
    "rebound": 1, "upswing": 1,
    "loss": -1, "losses": -1, "decline": -1, "drop": -1, "fall": -1, "slide": -1, "decrease": -1, "slump": -1,
    "plunge": -1, "tumble": -1, "selloff": -1, "retreat": -1, "setback": -1,
    "move": 0, "pullback": -1, "dip": -1,
}  # fmt: skip
LEVELS = {"close", "closing", "level", "finish", "settlement", "reading", "mark", "point", "closes"}
UNITS = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year", "session": "day"}
NAMED: Mapping[WindowKind, WindowKind] = {
    "date": "since", "named month": "since month", "named year": "named year", "named quarter": "named quarter",
}  # fmt: skip
LONG: Mapping[str, WindowKind] = {"month": "months", "months": "months", "years": "years", "weeks": "weeks"}
INTRADAY = ("intraday", "intra-day", "during the session", "midday")
AWAY = {"below", "under", "off", "from", "shy", "short", "away", "beneath"}


@cued("R")
def records(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "record" (detail "high" or "low"), and "gap" (so much below a record close)."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag != "R" or i in taken or not _of_market(sentence, i):
            continue
        text = sentence.text[row[0].start : row[-1].end].lower()
        if any(word in text for word in INTRADAY):
            continue
        missed = _missed(sentence, i)
        if denied(sentence, i, i) and not missed:
            continue
        away = next((j for j in range(i - 1, max(i - 5, -1), -1) if AWAY & set(row[j].low.split())), -1)
        number = next((j for j in range(away - 1, max(away - 4, -1), -1) if tags[j] == "Q"), -1) if away > 0 else -1
        if _told_of_old(sentence, i):
            continue
        short = next(
            (SHORT[w] for j in (away, away - 1, away - 2) if j >= 0 for w in row[j].low.split() if w in SHORT), 0
        )
        near = next((j for j in range(i - 1, max(i - 4, -1), -1) if tags[j] == "Q" and tags[j + 1] == "o"), -1)
        if near > 0 and row[near - 1].low == "within":
            away, number = near - 1, near
        if away >= 0 and number < 0 and not short:
            continue
        subject = bearer(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        period = when(sentence, i, i)
        verb = next((row[j].low for j in range(i - 1, max(i - 7, -1), -1) if tags[j] == "z"), "")
        if verb.startswith(("end", "finish")) and all(
            w.kind in ("week", "day", "month", "year", "quarter") for w in period.windows
        ):
            period = replace(period, windows=(Window("day"),))
        elif (
            period.index > 0
            and tags[period.index - 1] == "z"
            and tags[period.index] == "P"
            and row[period.index - 1].low.startswith(("end", "finish", "clos", "wrap"))
        ):
            period = replace(period, windows=(Window("day"),))  # "ends the year at a record" speaks of its last session
        taken.add(i)
        if number >= 0 or away >= 0:
            taken.add(number)
            marks = marked(sentence, quantity=number, subject=subject.index, window=period.index, direction=away)
            quantity = _distance(row[number].value, within=near == number) if number >= 0 else _short(short)
            yield Claim(
                "gap",
                sentence.part,
                span_of(marks),
                subject.keys,
                period.windows,
                quantity,
                -1,
                marks=marks,
                detail=row[i].value,
            )
            continue
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=period.index)
            yield Claim(
                "record", sentence.part, span_of(marks), one.keys, period.windows, marks=marks, sure=one.sure,
                detail="none" if missed else row[i].value or "high",
                number=_times(sentence, i),
            )  # fmt: skip


MISSED = ("failed", "fails", "failing", "missed", "unable")


def _missed(sentence: Sentence, i: int) -> bool:
    """Whether no record is claimed: "failed to set a record"."""
    row = sentence.mentions
    return sentence.mentions[i].value != "low" and any(m.low in MISSED for m in row[max(0, i - 3) : i])


SHORT = {"hair": 2, "whisker": 2, "touch": 2, "shade": 2, "just": 3, "slightly": 3, "fractionally": 2, "inches": 2}
"""How far below, in percent, it may be at most."""


def _short(most: int) -> Quantity:
    """ "Just below its record": by no more than a little."""
    return Quantity(Decimal(most), 0, unit="percent", hedge="less than")


def _distance(quantity: Quantity, *, within: bool) -> Quantity:
    """How far from a record: "within 1% of" is no more than that, not rounded."""
    return replace(quantity, hedge=quantity.hedge or "less than") if within else quantity


def _told_of_old(sentence: Sentence, i: int) -> bool:
    """ "March 2020, when it closed at a record": a record of then, no claim of now."""
    row = sentence.mentions
    at = next((j for j in range(i) if row[j].low == "when"), -1)
    old = [m for m in row[max(0, at - 3) : at] if m.tag == "Y" and m.value.year and m.value.kind != "date"]
    return at > 0 and bool(old)


def _times(sentence: Sentence, i: int) -> int:
    """The number of records claimed where it is told ("its third record of the week"), else 0."""
    return int(sentence.mentions[i - 1].value) if i and sentence.tags[i - 1] == "O" else 0


def _of_market(sentence: Sentence, i: int) -> bool:
    tags, row = sentence.tags, sentence.mentions
    word = row[i].low
    after = row[i + 1].low if i + 1 < len(row) else ""
    if word in ("record", "records"):
        if after in (
            "date",
            "earnings",
            "revenue",
            "profit",
            "profits",
            "sales",
            "number",
            "volume",
            "amount",
            "inflows",
            "spending",
            "keeping",
            "of",
            "warmth",
            "heat",
            "debt",
            "run",
            "exports",
            "deficit",
            "year",
            "season",
            "quarter",
            "holiday",
        ):
            return False
        if tags[i - 1 : i] in ("r",) and row[i - 1].low in ("on", "for", "in"):
            return False
        if (
            word == "records"
            and tags[i - 1 : i] == "x"
            and row[i - 1].low
            not in (
                "set",
                "setting",
                "hit",
                "hits",
                "hitting",
                "new",
                "fresh",
                "reached",
                "notched",
                "posted",
                "sets",
                "closing",
                "more",
                "another",
                "both",
                "straight",
                "consecutive",
            )
        ):
            return False
        if row[i - 1].low in ("track", "off") if i else False:
            return False
        return any(t in "NTB" for t in tags) and (
            tags[i - 1 : i] in ("A", "t", "z", "U", "O", "x", "r", "w", "a", "C", "G", "E", ",", "o", "f")
            or tags[i + 1 : i + 2] in ("z", "H", "U")
        )
    return any(t in "NTB" for t in tags) or bool(sentence.context.subject)


@cued("highest lowest")
def ever(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Its highest close ever": a record by another name."""
    row = sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("highest", "lowest") or not any(
            m.low in ("ever", "in its history", "history") for m in row[i + 1 : i + 5]
        ):
            continue
        subject = subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        period = when(sentence, i, i)
        taken.add(i)
        marks = marked(sentence, direction=i, subject=subject.index, window=period.index)
        yield Claim(
            "record",
            sentence.part,
            span_of({"direction": marks["direction"]}),
            subject.keys,
            period.windows,
            marks=marks,
            detail="high" if mention.low == "highest" else "low",
            sure=subject.sure,
        )


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
        found = _since_when(sentence, i)
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
        of_year = found == _of_year(sentence, i)
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


def _since_when(sentence: Sentence, i: int) -> tuple[Window, int] | None:
    """The time that a superlative reaches back to: "since May 2024", "in three months", "in more than a year"."""
    tags, row = sentence.tags, sentence.mentions
    of_year = _of_year(sentence, i)
    if of_year:
        return of_year
    for j in range(i + 1, min(i + 9, len(tags))):
        if tags[j] in ";.Q":
            return None
        if tags[j] == "S":
            k = j + 1
            while (
                k < len(tags)
                and k < j + 5
                and (tags[k] in "xzdo" or (tags[k] == "P" and row[k].value == Window("week")))
            ):
                k += 1
            if k >= len(tags):
                return None
            if tags[k] == "Y":
                window = row[k].value
                part = row[k - 1].low if row[k - 1].low in ("early", "mid", "late") else ""
                kind = NAMED.get(window.kind, "none")
                return Window(kind, window.number, window.start, year=window.year, part=part), k
            if tags[k] == "P" and row[k].value.kind in ("last month", "last week", "last year", "last quarter"):
                return row[k].value, k
            if tags[k] == "W":
                return None
            return Window("none"), k
        if tags[j] == "P" and row[j].value.kind in ("since end", "since start"):
            window = row[j].value
            return Window(
                "since month", window.number, year=window.year, part="late" if window.kind == "since end" else "early"
            ), j
        if (
            tags[j] == "P"
            and row[j].value.kind in ("year", "month", "quarter")
            and row[j].low.startswith("of ")
            and any(t in "dUDz" for t in tags[i + 1 : j])
        ):
            return row[j].value, j
        if (
            tags[j] == "P"
            and row[j].low in ("of the week", "of this week")
            and row[i].low in ("highest", "lowest")
            and j <= i + 2
        ):
            return row[j].value, j
        if (
            tags[j] == "P"
            and row[j].value.kind in ("weeks", "months", "years", "sessions")
            and (
                sentence.text[row[j].start : row[j].start + 3].lower() in ("in ", "ove", "of ", "for")
                or row[j - 1].low in ("in", "over")
            )
        ):
            return row[j].value, j
        if (
            tags[j] == "P"
            and row[j].value == Window("weeks", 52)
            and row[j].low in ("in a year", "in the past year", "over the past year", "in 12 months", "in one year")
        ):
            return row[j].value, j
        if tags[j] == "Y" and row[j].value.kind == "named year" and tags[j - 1] == "o" and j > i + 1:
            return row[j].value._replace(part="of"), j
        hedge = _nearly(sentence, j)
        if hedge and tags[j] == "d" and row[j].low in ("year", "month"):
            return (Window("years", 1, part=hedge) if row[j].low == "year" else Window("months", 1, part=hedge)), j
        if hedge and tags[j] == "P" and row[j].value.kind in ("weeks", "months", "years"):
            return row[j].value._replace(part=hedge), j
        if (
            tags[j] == "d"
            and row[j - 1].low in ("in", "a", "than", "more than", "over")
            and row[j].low in ("month", "months", "years", "weeks")
        ):
            return (
                Window(LONG[row[j].low], 1 if row[j].low == "month" else 0),
                j,
            )
    return None


EXTREME = ("high", "low", "highest", "lowest", "highs", "lows", "peak")
FROM = {"below", "above", "under", "near", "off", "from", "of", "shy", "short", "beneath", "towards", "toward", "than"}


def _of_year(sentence: Sentence, i: int) -> tuple[Window, int] | None:
    """The year, quarter or month whose high or low is told: "at its high for the year", "a 2023 high", "lowest of 2024";
    none where something is measured from it.
    """
    tags, row = sentence.tags, sentence.mentions
    if row[i].low not in EXTREME or (tags[i - 1 : i] in ("L", "Q", "P")):
        return None
    dated = tags[i - 1 : i] == "Y" and i > 0 and row[i - 1].value.kind == "named year"
    first = i - 1 - dated
    while first >= 0 and row[first].low in ("new", "fresh", "another", "closing"):
        first -= 1
    if first >= 0 and (FROM & set(row[first].low.split()) or tags[first] in "fhoQL"):
        return None
    if dated:
        return (row[i - 1].value._replace(part="of"), i) if tags[i + 1 : i + 2] not in ("o", "z", "S") else None
    j = i + 1
    while j < len(row) and j < i + 3 and row[j].low in LEVELS:
        j += 1
    if (
        tags[j : j + 1] == "P"
        and row[j].value.kind in ("year", "quarter", "month")
        and row[j].low[:3] in ("of ", "for")
    ):
        return row[j].value, j
    if tags[j : j + 2] in ("oY", "rY") and row[j + 1].value.kind == "named year" and row[j].low in ("of", "for", "in"):
        return row[j + 1].value._replace(part="of"), j + 1
    return None


def _nearly(sentence: Sentence, j: int) -> str:
    """The hedge of a length of time: "in more than a year", "in almost two years"; "" where it has none."""
    row = sentence.mentions
    if j < 2 or row[j - 2].low not in ("in", "over", "for", "within"):
        return ""
    hedge = hedge_of(tuple(row[j - 1].low.split()))
    return hedge if hedge in ("more than", "just over", "nearly", "about", "less than") else ""


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


@cued("H I K k", "W")
def extremes(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """The week's best or worst session: "its best day was Thursday", "the most on Thursday",
    "largest gain came on ...".
    """
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "HIKk" or i in taken:
            continue
        words = [w for m in row[i : i + 4] for w in m.low.split()]
        day = next((w in ("day", "session", "daily") for w in words if w in ("day", "session", "daily")), False)
        moved = next((MOVED[w] for w in words if w in MOVED), None)
        at = next((j for j in range(i + 1, min(len(tags), i + 10)) if tags[j] == "W"), -1)
        if at < 0:
            whole = "of the week" in sentence.text[row[i].start : row[i].end + 30].lower()
            at = next(
                (
                    j
                    for j in range(i - 1, max(-1, i - 9), -1)
                    if tags[j] == "W" and (tags[j + 1 : j + 2] != "," or (whole and j + 2 == i))
                ),
                -1,
            )
        if at < 0 or "S" in tags[i : i + 8]:
            continue
        first = words[0]
        if first in ("best", "strongest", "worst", "weakest") and day:
            sense = 1 if first in ("best", "strongest") else -1
        elif first in ("largest", "biggest", "steepest", "sharpest") and moved:
            sense = moved
        elif (
            first in ("largest", "biggest", "steepest", "sharpest")
            and tags[i + 1 : i + 2] == "P"
            and row[i + 1].low in ("of the week", "this week")
            and tags[i - 1 : i] in ("x", ",", "a")
            and any(t in "UD" for t in tags[max(0, i - 8) : i])
        ) or (first == "most" and any(t in "UD" for t in tags[max(0, i - 8) : i])):
            sense = 1 if [t for t in tags[max(0, i - 8) : i] if t in "UD"][-1] == "U" else -1
        else:
            continue
        subject = subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        window = window_at(sentence, at)
        if window is None:
            continue
        taken.add(i)
        marks = marked(sentence, direction=i, subject=subject.index, window=at)
        yield Claim(
            "extreme",
            sentence.part,
            Span(min(row[i].start, row[at].start), max(row[i].end, row[at].end)),
            subject.keys,
            (Window("weekday", window.number),),
            direction=sense,
            marks=marks,
            sure=subject.sure,
        )
