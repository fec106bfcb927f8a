"""Fields told by their exceptions, spells of gain or loss, and what a market is called: mixed, in a bear market."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims.bearing import UNKNOWN, Subject, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import CURRENT, Claim, Quantity
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import when
from reportgen.claims.windows import window_at

EXCEPT = ("but", "except", "save", "bar", "barring", "excluding", "besides", "other than", "apart from", "aside from")


@cued("but except save bar barring excluding besides other apart aside only alone none neither", "U D")
def exceptions(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "All but the Dow fell", "only the Dow rose", "none of the four gained": one of a field, or none."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low in ("only", "alone") and i not in taken:
            yield from _single(sentence, i, taken)
        elif mention.low == "neither" and tags[i + 1 : i + 5] in ("NnNU", "NnND"):
            taken.update({i, i + 4})
            marks = marked(sentence, quantity=i, direction=i + 4)
            yield Claim("count", sentence.part, span_of(marks), (), when(sentence, i + 4, i + 4).windows,
                others=(row[i + 1].value, row[i + 3].value), direction=1 if tags[i + 4] == "U" else -1, marks=marks,
                detail="field")  # fmt: skip
        elif tags[i] == "B" and mention.low.startswith(("none", "neither")):
            yield from _not_one(sentence, i, taken)
        elif mention.low.split()[0] in ("all", "every", "each", "none") or tags[i] == "B":
            yield from _all_but(sentence, i, taken)


def _single(sentence: Sentence, i: int, taken: set[int]) -> Iterator[Claim]:
    tags, row = sentence.tags, sentence.mentions
    name = i + 1 if row[i].low == "only" else i - 1
    verb = next((j for j in range(max(i, name) + 1, min(i + 6, len(tags))) if tags[j] in "UDQLNW,;w"), -1)
    if name < 0 or tags[name : name + 1] != "N" or verb < 0 or tags[verb] not in "UD" or "Q" in tags[verb : verb + 3]:
        return
    if tags[max(0, name - 2) : name] in ("Na", "N,", ",a") or tags[max(0, name - 1) : name] in ("r", "a"):
        return
    yield from _sole(sentence, name, verb, i, 1 if tags[verb] == "U" else -1, (), taken)


def _sole(
    sentence: Sentence, name: int, verb: int, said: int, sense: int, field: tuple[str, ...], taken: set[int]
) -> Iterator[Claim]:
    if denied(sentence, verb, verb):
        return
    taken.update({said, verb})
    period = when(sentence, verb, verb)
    marks = marked(sentence, direction=verb, subject=name, window=period.index)
    yield Claim("sole", sentence.part, span_of(marks), (sentence.mentions[name].value,), period.windows,
        direction=sense, others=field, marks=marks)  # fmt: skip


def _all_but(sentence: Sentence, i: int, taken: set[int]) -> Iterator[Claim]:
    """ "All of the major indexes except the Dow fell"."""
    tags, row = sentence.tags, sentence.mentions
    at = next((j for j in range(i + 1, min(i + 7, len(tags))) if row[j].low in EXCEPT), -1)
    if at < 0 or (row[at].low == "but" and at != i + 1) or any(t in "NQLTP" for t in tags[i + 1 : at]):
        return
    name = at + 1 + (tags[at + 1 : at + 2] == "r")
    verb = next((j for j in range(name + 1, min(name + 6, len(tags))) if tags[j] in "UDQLN;w"), -1)
    if verb < 0 or tags[verb] not in "UD":
        verb = next((j for j in range(i + 1, at) if tags[j] in "UD"), -1)
    if tags[name : name + 1] != "N" or verb < 0 or verb in taken:
        return
    if tags[name + 1 : name + 2] == "a" or row[i].low.split()[0] == "none":
        taken.add(verb)
        return
    group = row[i].value if tags[i] == "B" else 0
    field = of_group(sentence, group, i) if group else ()
    sense = -1 if tags[verb] == "U" else 1
    yield from _sole(sentence, name, verb, at, sense, field if row[name].value in field else (), taken)


def _not_one(sentence: Sentence, i: int, taken: set[int]) -> Iterator[Claim]:
    """ "None of the major indexes gained": 0 of them."""
    tags, row = sentence.tags, sentence.mentions
    verb = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] in "UDQLNwm;"), -1)
    if verb < 0 or tags[verb] not in "UD" or verb in taken or "Q" in tags[verb : verb + 4]:
        return
    taken.update({i, verb})
    period = when(sentence, verb, verb)
    marks = marked(sentence, quantity=i, direction=verb, window=period.index)
    others = of_group(sentence, row[i].value, i) if row[i].value else ()
    yield Claim("count", sentence.part, span_of(marks), (), period.windows, others=others,
        direction=1 if tags[verb] == "U" else -1, marks=marks, number=0, detail="field")  # fmt: skip


SPELL = ("losing", "winning", "down", "up", "positive", "negative")
SPELLS = {"week": "week", "month": "month", "quarter": "quarter", "year": "year", "day": "day", "session": "day"}


@cued("losing winning down up positive negative", "week month quarter year day session")
def spells(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "September was a losing month for the Nasdaq", "an up week for the Dow"."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in SPELL or i in taken or row[i + 1 : i + 2] == () or row[i + 1].low not in SPELLS:
            continue
        if tags[i - 1 : i] in ("E", "O", "H", "I", "K", "k", "L", "R") or tags[i + 2 : i + 3] in ("E", "d", "S"):
            continue
        name = i + 3 if tags[i + 2 : i + 4] == "rN" else -1
        subject = Subject((row[name].value,), name) if name > 0 else subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, i, i):
            continue
        begin, _ = sentence.clause(i)
        named = next((w for j in range(begin, i) if tags[j] in "YW" and (w := window_at(sentence, j))), None)
        window = named or CURRENT[SPELLS[row[i + 1].low]]
        taken.update({i, i + 1})
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index)
            yield Claim("direction", sentence.part, span_of(marks), one.keys, (window,),
                direction=1 if tags[i] == "U" else -1, marks=marks, sure=one.sure)  # fmt: skip


@cued("mixed")
def mixed(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The major indexes were mixed": some rose, some fell."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        begin, _ = sentence.clause(i)
        who = next((j for j in range(begin, i) if tags[j] in "NBX"), -1)
        if (
            mention.low != "mixed"
            or who < 0
            or denied(sentence, i, i)
            or any(t not in "xzWPrB" for t in tags[who + 1 : i])
        ):
            continue
        if tags[who] == "X" or (tags[who] == "N" and row[who].low not in ("stocks", "wall street", "u.s. stocks")):
            continue
        period = when(sentence, i, i)
        marks = marked(sentence, direction=i, subject=who, window=period.index)
        taken.add(i)
        group = row[who].value if tags[who] == "B" else 0
        yield Claim("count", sentence.part, span_of(marks), (), period.windows, marks=marks, detail="field mixed",
            others=of_group(sentence, group, who) if group else ())  # fmt: skip


ENTERED = {"in", "into", "entered", "enters", "enter", "entering"}


@cued("bear correction")
def slumps(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "gap": in a bear market an index is 20% below its high, in a correction 10%."""
    row = sentence.mentions
    for i, mention in enumerate(row):
        bear = mention.low == "bear" and [m.low for m in row[i + 1 : i + 2]] == ["market"]
        after = row[i + 2 if bear else i + 1 :][:1]
        if not (bear or mention.low == "correction") or (after and after[0].low.startswith(("rall", "fund", "fear"))):
            continue
        if not ENTERED & {m.low for m in row[max(0, i - 2) : i]} or denied(sentence, i, i):
            continue
        verb = next(j for j in (i - 2, i - 1) if j >= 0 and row[j].low in ENTERED)
        subject = subject_of(sentence, verb, verb)
        period = when(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or period.windows[0].kind not in ("week", "day", "weekday"):
            continue
        still = any(m.low in ("remains", "remained", "still", "stays", "stayed") for m in row[max(0, i - 4) : i])
        taken.add(i)
        deep = Decimal(20 if bear else 10) * (Decimal("0.85") if still else 1)
        for one in spread_out(subject):
            marks = marked(sentence, direction=i, subject=one.index, window=period.index)
            yield Claim("gap", sentence.part, span_of(marks), one.keys, period.windows,
                Quantity(deep, 0, unit="percent", hedge="at least"), -1, marks=marks, detail="high", sure=one.sure)  # fmt: skip
