"""Two side by side in idioms: close behind, neck and neck, neither of them, left in the dust, at the head of a rally."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.bearers import bearer, words
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim
from reportgen.claims.sentence import Sentence
from reportgen.claims.when import When, beside, when

NEAR = ("not far behind", "close behind", "closely behind", "just behind", "right behind", "hot on its heels",
    "hard on its heels", "close on its heels", "not far off", "far behind", "well behind")  # fmt: skip
RALLY = ("rally", "advance", "gains", "rebound", "climb", "rise", "march", "charge", "comeback", "surge")
ROUT = ("decline", "losses", "selloff", "retreat", "slide", "drop", "rout", "plunge", "tumble", "slump")
BESIDE = ("neck and neck", "level pegging", "in a dead heat", "in lockstep")
WITH = ("kept pace with", "keeps pace with", "keeping pace with", "kept up with", "keeping up with", "matched",
    "in line with", "in lockstep with", "on a par with", "on par with", "neck and neck with", "level with")  # fmt: skip


def told_of(
    sentence: Sentence, i: int, who: int, others: tuple[str, ...], sense: int, period: When, detail: str = "idiom"
) -> Claim:
    """One against others: 1 better, -1 worse, 0 much the same."""
    marks = marked(sentence, direction=i, subject=who, window=period.index)
    near = span_of(marked(sentence, direction=i, subject=who))
    key = sentence.mentions[who].value
    return Claim("compare", sentence.part, near, (key,), period.windows, None, sense, others=others, marks=marks,
        detail=detail)  # fmt: skip


@cued("c")
def chasing(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Led with a gain of 2.3%, with the Dow close behind", "down 3%; the Nasdaq not far behind at -2.6%": who is behind
    moved less than the one told before.
    """
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in NEAR or i in taken or tags[i - 1 : i] not in ("N", "x"):
            continue
        who = i - 1 if tags[i - 1] == "N" else i - 2
        if who < 1 or tags[who] != "N" or tags[i + 1 : i + 2] not in ("", ".", ",", ";", "A", "P", "r", "b", "x", "w"):
            continue
        ahead = next((j for j in range(who - 1, -1, -1) if tags[j] == "N"), -1)
        if ahead < 0 or row[ahead].value == row[who].value or tags[ahead + 1 : who] in ("a", ","):
            continue
        moved = next((j for j in range(who - 1, -1, -1) if tags[j] in "UDK"), -1)
        if moved < 0 or denied(sentence, i, moved):
            continue
        taken.add(i)
        period = when(sentence, i, moved)
        yield told_of(sentence, i, who, (row[ahead].value,), 1 if tags[moved] == "D" else -1, period)


@cued("neither", "C c pace up matched match keep")
def neithers(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Neither the Dow nor the Nasdaq beat the S&P 500": of both the contrary."""
    tags, row = sentence.tags, sentence.mentions
    at = next((i for i, m in enumerate(row) if m.low == "neither"), -1)
    if tags[at + 1 : at + 4] not in ("NnN", "NaN"):
        return
    pair, verb = (at + 1, at + 3), at + 4
    while tags[verb : verb + 1] == "x" and words(sentence, verb, verb + 1)[0] in (
        "has",
        "have",
        "had",
        "managed",
        "was",
    ):
        verb += 1
    tag = tags[verb : verb + 1]
    if " ".join(words(sentence, verb, verb + 4)).startswith(PACE):
        yield from _outpaced(sentence, verb, pair, taken)
        return
    if tag not in ("C", "c") or verb in taken or tags[verb + 1 : verb + 2] != "N":
        return
    taken.add(verb)
    for who in pair:
        period = when(sentence, verb, verb)
        yield told_of(sentence, verb, who, (row[verb + 1].value,), -1 if tag == "C" else 1, period)


PACE = ("kept pace with", "kept up with", "matched", "could match", "could keep up with", "could keep pace with")


def _outpaced(sentence: Sentence, verb: int, pair: tuple[int, ...], taken: set[int]) -> Iterator[Claim]:
    """Two of which neither kept up with another."""
    tags, row = sentence.tags, sentence.mentions
    other = next((j for j in range(verb + 1, min(verb + 5, len(row))) if tags[j] == "N"), -1)
    if other < 0 or verb in taken:
        return
    taken.update(range(verb, other))
    for who in pair:
        yield told_of(sentence, verb, who, (row[other].value,), -1, when(sentence, other, verb))


@cued("neck pegging heat lockstep pace kept keeping matched line par level", "N")
def abreast(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The Dow and the S&P 500 were neck and neck", "kept pace with the Dow": much the same moves."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(1, len(row)):
        said = " ".join(words(sentence, i, i + 4))
        with_, beside = said.startswith(WITH), said.startswith(BESIDE)
        if i in taken or not (with_ or beside) or tags[i] in "NQL":
            continue
        who = bearer(sentence, i)
        other = next((j for j in range(i + 1, min(i + 5, len(row))) if tags[j] == "N"), -1) if with_ else who
        if with_ and (other < 0 or any(t in "QLUD,;" for t in tags[i + 2 : other])):
            continue
        if beside and not with_:
            who = who - 2 if tags[who - 2 : who] == "Na" else -1
        if who < 0 or other < 0 or row[who].value == row[other].value or denied(sentence, i, i):
            continue
        if tags[other + 1 : other + 2] == "Q" or any(t in "QL" for t in tags[who:i]):
            continue
        taken.add(i)
        detail = "pace" if "pace" in said or "kept up" in said or "keeping up" in said else "abreast"
        period = when(sentence, other if with_ else i + 2 * said.startswith("neck"), i)
        yield told_of(sentence, i, who, (row[other].value,), 0, period, detail)


@cued("left leaves leaving put puts", "N")
def leaving(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Left the Dow in the dust", "leaving the S&P 500 trailing": better than it."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(1, len(row)):
        if row[i].low not in ("left", "leaves", "leaving", "put", "puts") or tags[i + 1 : i + 2] != "N" or i in taken:
            continue
        said = words(sentence, i + 2, i + 7)
        if not (
            (said[:1] in (["behind"], ["trailing"]) and tags[i + 3 : i + 4] != "N")
            or "dust" in said
            or "wake" in said
            or "standing" in said
            or "shame" in said
            or "shade" in said
        ):
            continue
        who = bearer(sentence, i)
        if who < 0 or row[who].value == row[i + 1].value or denied(sentence, i, i):
            continue
        taken.update({i, i + 2})
        yield told_of(sentence, i, who, (row[i + 1].value,), 1, when(sentence, i + 1, i))


@cued("led leads leading", "wall stock market stocks broader")
def heading(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Leads Wall Street's rally": first of the field; "leads Wall Street lower" says no more than which way."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(1, len(row) - 1):
        if row[i].low not in ("led", "leads", "leading") or tags[i] != "K" or i in taken:
            continue
        market = tags[i + 1] in "NT" and row[i + 1].low.startswith(
            ("wall street", "the market", "stock", "broader market")
        )
        market = market or (tags[i + 1] in "xX" and row[i + 1].low in ("stock", "stocks", "market", "wall"))
        if not market:
            continue
        noun = next(
            (j for j in range(i + 2, min(i + 5, len(row))) if row[j].low in RALLY + ROUT + ("higher", "lower")), -1
        )
        if noun < 0:
            continue
        taken.update({i, noun})
        who = bearer(sentence, i)
        if who < 0 or row[noun].low in ("higher", "lower") or denied(sentence, i, i):
            continue
        period = beside(sentence, noun, when(sentence, noun, i))
        marks = marked(sentence, direction=i, subject=who, window=period.index)
        yield Claim("rank", sentence.part, span_of(marked(sentence, direction=i, subject=who)), (row[who].value,),
            period.windows, marks=marks, number=1 if row[noun].low in RALLY else -1)  # fmt: skip
