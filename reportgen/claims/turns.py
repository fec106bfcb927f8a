"""Turns of a market: what came before a move, and what a move undid."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import Claim, Kind, Window
from reportgen.claims.orders import skipped
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import OWNED, when

ADDED = {"to": ("added", "adding", "adds"), "on": ("built", "building", "builds"), "of": ("top",)}


def _behind_day(sentence: Sentence, i: int) -> bool:
    """Whether what follows came before: behind "after", or "adding to", "extending" (Thursday's gain)."""
    row = sentence.mentions
    word = row[i].low
    if word in ("after", "following", "despite", "having"):
        return True
    follows = sentence.tags[i + 1 : i + 2] == "W"
    return follows and (
        word in ("extended", "extending", "extends") or (i > 0 and row[i - 1].low in ADDED.get(word, ()))
    )


@cued("after following despite having added adding adds built building top extended extending extends", "W", "U D")
def days_before(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "After a modest bounce on Wednesday", "having fallen Thursday", "after Monday's slide": a day's direction."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(row)):
        if not _behind_day(sentence, i):
            continue
        verb = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] in "UDQLN,;"), -1)
        if verb < 0 or tags[verb] not in "UD" or verb in taken:
            continue
        at = verb - 1 if tags[verb - 1] == "W" else skipped(tags, verb + 1, "rx")
        if tags[at : at + 1] != "W" or tags[at + 1 : at + 2] not in ("", ",", ".", "U", "D", "a", "-", ";"):
            continue
        subject = subject_of(sentence, verb, verb)
        if not subject.keys or subject.keys[0] == UNKNOWN or denied(sentence, verb, verb):
            continue
        taken.update({verb, i - 1} if row[i - 1].low.endswith("ing") else {verb})
        sentence.spent.add(at)
        for one in spread_out(subject):
            marks = marked(sentence, direction=verb, window=at)
            yield Claim("direction", sentence.part, span_of(marks), one.keys, (Window("weekday", row[at].value),),
                direction=1 if tags[verb] == "U" else -1, marks=marks, sure=one.sure)  # fmt: skip


WHOLLY = ("eras", "wip", "recoup", "undid", "undo", "unwound", "cancel")
PARTLY = ("gave", "give", "giving", "clawed", "recover", "revers", "surrender", "rebound", "bounce", "pared", "trimm")


@cued("U D")
def undone(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "undone": "erased Monday's loss", "gave back most of last week's gain"; the first window is that of
    the loss or gain, the second when it was made good; of a year's or month's only that it is none any longer.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        whole = mention.low.startswith(WHOLLY) or (mention.low == "made" and tags[i + 1 : i + 2] == "U")
        if i in taken or not (whole or mention.low.startswith(PARTLY)):
            continue
        begin = i + 2 if mention.low == "made" else i + 1
        noun = next((j for j in range(begin, min(i + 8, len(tags))) if tags[j] in "UDN,;wL"), -1)
        if noun < 0 or row[noun].low not in OWNED or denied(sentence, i, i):
            continue
        at = next((j for j in [*range(begin, noun), noun + 1] if tags[j : j + 1] in ("W", "P")), -1)
        subject = subject_of(sentence, i, i)
        if at < 0 or not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        window = row[at].value if tags[at] == "P" else Window("weekday", row[at].value)
        share = _share(sentence, i, noun, whole=whole)
        sense = 1 if tags[noun] == "U" else -1
        marks = marked(sentence, direction=noun, subject=subject.index, window=at)
        windows: tuple[Window, ...] = (window,)
        kind: Kind
        if window.kind in ("month", "quarter", "year"):
            if share != "all":
                continue
            kind, sense = "direction", -sense
        elif window.kind in ("weekday", "last week", "last month"):
            sentence.spent.add(at)
            period = when(sentence, noun, i)
            later = [w for w in period.windows[:1] if period.index >= 0 and w.kind == "weekday" and w != window]
            kind, windows = "undone", (window, *later)
        else:
            continue
        taken.update({i, begin - 1, noun})
        for one in spread_out(subject):
            yield Claim(kind, sentence.part, span_of(marks), one.keys, windows, direction=sense, marks=marks,
                detail=share if kind == "undone" else "", sure=one.sure)  # fmt: skip


def _share(sentence: Sentence, i: int, noun: int, *, whole: bool) -> str:
    """How much of a move another undid: "all", "more", "most", "half", "some"."""
    row = sentence.mentions
    said = [word for m in row[i:noun] for word in m.low.split()]
    before = row[i - 1].low if i else ""
    if "half" in said:
        return "half"
    if any(word in ("some", "part", "portion", "much", "third", "quarter", "bit", "chunk") for word in said):
        return "some"
    if "most" in said or before in ("nearly", "almost", "all but") or "nearly" in said or "almost" in said:
        return "most"
    if "more than" in before:
        return "more"
    return "all" if whole or "all" in said else "some"
