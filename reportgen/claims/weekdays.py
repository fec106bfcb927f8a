"""Days told in passing: "on Tuesday and again on Friday", "Friday brought losses", "a gain on Wednesday lifted …"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN, Subject, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.orders import skipped
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import bearer, subject_of
from reportgen.claims.when import OWNED
from reportgen.claims.windows import window_at

AGAIN = ("again", "also", "then", "once more", "once", "more", "finally", "both", "late", "later")
BROUGHT = {"brought", "brings", "saw", "sees", "delivered", "produced", "meant", "yielded", "bought"}
ANOTHER = {"and", "then", "also", "too"}


def on_day(sentence: Sentence, verb: int, at: int, subject: Subject) -> Iterator[Claim]:
    """A direction on a weekday, of each who shares it."""
    window = Window("weekday", sentence.mentions[at].value)
    for one in spread_out(subject):
        marks = marked(sentence, direction=verb, window=at, subject=one.index)
        near = marked(sentence, direction=verb, window=at)
        yield Claim("direction", sentence.part, span_of(near), one.keys, (window,),
            direction=1 if sentence.tags[verb] == "U" else -1, marks=marks, sure=one.sure)  # fmt: skip


def known(subject: Subject) -> bool:
    """Whether it is told of whom something is said."""
    return bool(subject.keys) and subject.keys[0] != UNKNOWN


def next_day(sentence: Sentence, j: int) -> int:
    """The next weekday of a list that goes on at mention `j`: ", Tuesday", "and again on Friday"; -1 where none does."""
    tags, row = sentence.tags, sentence.mentions
    k = j + (tags[j : j + 1] == ",")
    k += tags[k : k + 1] == "a"
    if k == j:
        return -1
    while k < len(row) and row[k].low in AGAIN:
        k += 1
    k += tags[k : k + 1] == "r" and row[k].low in ("on", "for")
    if tags[k : k + 1] != "W" or sentence.clause(k) != sentence.clause(j - 1):
        return -1
    after = tags[k + 1 : k + 3]
    if after[:1] == ",":
        return -1 if tags[j : j + 2] == ",a" and after[1:] in ("U", "D", "N", "T", "F") else k
    return k if after[:1] in ("", ".", ";", "w", "a", "-", ")", ":") else -1


@cued("W", "U D")
def further_days(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "It rose on Monday, on Tuesday and again on Thursday": each of a list of weekdays is a claim of its own; the first
    is left to those who read one day.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if tag not in "UD" or i in taken or denied(sentence, i, i):
            continue
        at = i + 1
        while at < len(row) and (row[at].low in AGAIN or (tags[at] == "r" and row[at].low in ("on", "for"))):
            at += 1
        if tags[at : at + 1] != "W" or (i and row[i - 1].low in ("only", "but", "except")):
            continue
        noun = row[i].low in OWNED
        days = []
        while (at := next_day(sentence, at + 1)) > 0:
            days.append(at)
        subject = bearer(sentence, i, days[-1]) if days else Subject(())
        if not known(subject) or (noun and tags[i - 1 : i] in ("k", "K", "H", "I", "O")):
            continue
        for day in days:
            yield from on_day(sentence, i, day, subject)


@cued("W", "U D", "N T")
def opening_days(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "On Monday and Thursday the index fell": of days that open a sentence the last is the verb's, the others too."""
    tags, row = sentence.tags, sentence.mentions
    at = int(tags[:1] == "r")
    days = []
    while tags[at : at + 1] == "W":
        days.append(at)
        at = skipped(tags, at + 1, ",a")
        at += tags[at : at + 1] == "r" and tags[at + 1 : at + 2] == "W"
    who = at
    if len(days) < 2 or tags[who : who + 1] not in ("N", "T") or "W" in tags[who:]:
        return
    verb = skipped(tags, who + 1, "zx")
    if tags[verb : verb + 1] not in ("U", "D") or tags[verb + 1 : verb + 2] in ("Q", "L") or verb in taken:
        return
    subject = subject_of(sentence, verb, verb)
    if known(subject) and not denied(sentence, verb, verb) and row[verb].low not in OWNED:
        for day in days[:-1]:
            yield from on_day(sentence, verb, day, subject)


@cued("W", " ".join(OWNED))
def day_nouns(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "A gain on Wednesday lifted the Dow", "Friday's loss left the Nasdaq lower", "Friday brought losses for both":
    the day's direction.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if tags[i] not in "UD" or i in taken or mention.low not in OWNED or denied(sentence, i, i):
            continue
        end = i + 1
        if tags[i + 1 : i + 3] == "rW" and row[i + 1].low == "on":
            at, end = i + 2, _shut(sentence, i + 2)
        elif tags[i - 1 : i] == "W" and sentence.text[row[i - 1].start : row[i].start].rstrip()[-1:] in "s'’":
            at = i - 1
        elif i > 1 and tags[i - 2] == "W" and row[i - 1].low in BROUGHT:
            at = i - 2
        else:
            continue
        if tags[i - 1 : i] in ("Q", "L", "O", "H", "I", "K", "k", "G", "E") or tags[at - 1 : at] == "w":
            continue
        if tags[end : end + 1] in ("r", "o", "b") and tags[end + 1 : end + 2] not in ("N", "T", "B"):
            continue
        subject = _of_noun(sentence, i, at, end)
        if not known(subject) or not window_at(sentence, at):
            continue
        taken.add(i)
        yield from on_day(sentence, i, at, subject)
        days = [at]
        while at > i and (at := next_day(sentence, at + 1)) > 0:
            days.append(at)
            yield from on_day(sentence, i, at, subject)
        first, last = sentence.clause(i)
        if days[0] > i and not any(t in "QL" for t in tags[first:last]):
            sentence.spent.update(days)  # "losses on Tuesday left no mark: the index rose 2%" tells the week's 2%


def _shut(sentence: Sentence, at: int) -> int:
    """The mention behind a list of weekdays that begins at `at`."""
    while (later := next_day(sentence, at + 1)) > 0:
        at = later
    return at + 1


def _of_noun(sentence: Sentence, i: int, at: int, end: int) -> Subject:
    """Whose gain or loss it is: whom "for" or "in" names behind it, or whom it lifted."""
    tags, row = sentence.tags, sentence.mentions
    if tags[end : end + 1] in ("r", "o", "b"):
        if tags[end + 1] != "B":
            return bearer(sentence, i, end - 1)
        group = of_group(sentence, row[end + 1].value, end + 1)
        return Subject(group[:1], end + 1, each=tuple((key, end + 1) for key in group[1:]))
    begin, _ = sentence.clause(i)
    if any(t in "NTBX" for t in tags[begin : min(i, at)]) or row[begin].low in ("after", "despite", "following"):
        return Subject(())
    lifted = skipped(tags, end, "x") if tags[end : end + 1] == "x" else end
    if lifted == end and tags[end : end + 1] not in ("U", "D"):
        return Subject(())
    who = next((j for j in range(end, min(end + 3, len(tags))) if tags[j] in "NT"), -1)
    if who < 0 or tags[end:who].strip("UDxz") or row[who - 1].low in ("followed", "by", "as"):
        return Subject(())
    return (
        Subject((row[who].value,), who)
        if tags[who] == "N"
        else subject_of(sentence, who + 1 if who + 1 < len(row) else who)
    )


@cued("which", "U D")
def asides(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The Nasdaq, which fell on Friday, ...": a direction told in passing, where the aside tells its time."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low != "which" or tags[max(0, i - 2) : i] != "N,":
            continue
        verb = skipped(tags, i + 1, "z")
        while verb < len(row) and row[verb].low in ANOTHER:
            verb += 1
        if tags[verb : verb + 1] not in ("U", "D") or verb in taken or denied(sentence, verb, verb):
            continue
        at = verb + 1 + (tags[verb + 1 : verb + 2] == "r")
        window = window_at(sentence, at) if at < len(row) else None
        if window is None or tags[at + 1 : at + 2] not in ("", ",", ".", ";", "w", "a", "-"):
            continue
        taken.add(verb)
        marks = marked(sentence, direction=verb, window=at, subject=i - 2)
        yield Claim("direction", sentence.part, span_of(marked(sentence, direction=verb, window=at)), (row[i - 2].value,),
            (window,), direction=1 if tags[verb] == "U" else -1, marks=marks)  # fmt: skip
