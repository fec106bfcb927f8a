"""Places in a field: who led, who trailed, first among four, the week's best."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.bearing import UNKNOWN, Subject, of_group
from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.foreign import foreign
from reportgen.claims.groups import COUNTS
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim
from reportgen.claims.places import GAINS, LOSSES, MOSTLY, is_inside, is_of_others, place_at
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of
from reportgen.claims.when import beside, when
from reportgen.model import Span

LONG = re.compile(
    r" (?:for|over|in|during|through|throughout) [\w' ]{0,24}\b(?:decades?|years|century|generation|months)\b(?! ago)"
)
"""A period of years without a number, of which nothing can be told: "for most of the decade"."""


@cued("K k c H I O runner third")
def ranks(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "rank": `number` is the place, 1 the best, -1 the last; `others` the field where it is told."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        place = place_at(sentence, i)
        if not place or i in taken or denied(sentence, i, i):
            continue
        if "S" in tags[i : i + 7]:
            continue  # "its best week since May" is no place in a field
        if MOSTLY.search(sentence.text[row[i].end : row[i].end + 60]):
            continue
        subject = _subject(sentence, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or is_of_others(sentence, i) or is_inside(sentence, i):
            continue
        field = _field(sentence, i, subject)
        if place == 2 and not field and len({m.value for m in row if m.tag == "N"}) > 1:
            field = _usual_four(sentence)
        period = beside(sentence, i, when(sentence, i, i))
        marks = marked(sentence, direction=i, subject=subject.index, window=period.index)
        taken.add(i)
        if (tags[i] == "O" and tags[i + 1 : i + 2] in ("K", "k")) or row[i].low == "runner":
            taken.add(i + 1)  # the "best" of "second-best"
        detail = "loss" if _of_losses(sentence, i) else ""
        shared = _sharing(sentence, i, subject.index) if place in (1, -1) else []
        for at in shared:
            marks = marked(sentence, direction=i, subject=at, window=period.index)
            near = span_of(marked(sentence, direction=i, subject=subject.index))
            yield Claim(
                "rank", sentence.part, near, (sentence.mentions[at].value,), period.windows, others=field, marks=marks,
                number=place * len(shared), detail="shared",
            )  # fmt: skip
        if shared:
            continue
        yield Claim(
            "rank", sentence.part, span_of(marks), subject.keys, period.windows, others=field, marks=marks, number=place,
            sure=subject.sure, detail=detail,
        )  # fmt: skip


def _usual_four(sentence: Sentence) -> tuple[str, ...]:
    """The four indexes, where the sentence names two of them and nothing else: the second is second to the other."""
    names = sentence.names
    usual = tuple(key for key in names.stocks if names.symbols.get(key) in EQUITIES)
    return usual if len(usual) == 4 and all(m.value in usual for m in sentence.mentions if m.tag == "N") else ()


def _sharing(sentence: Sentence, i: int, at: int) -> list[int]:
    """The names of a list that holds the place together, with their numbers in brackets or without: "IWP (+3.5%) and
    IWM (+3.2%) did best" are the best two; none where one name stands alone.
    """
    tags = sentence.tags
    if at < 0 or tags[at] != "N":
        return []
    found, j = [at], at
    if at > i:
        while (listed := LISTED.match(tags, j + 1)) is not None:
            j = listed.end() - 1
            found.append(j)
        after = tags[j + 1 : j + 2]
        return found if len(found) > 1 and after in ("", ".", ";", ",", "w", "P") else []
    while (listed := LISTED_BEFORE.search(tags[:j])) is not None:
        j = listed.start()
        found.append(j)
    opens = tags[j - 1 : j] in (";", ":", "-", "w") if j else True
    return sorted(found) if len(found) > 1 and opens else []


LISTED = re.compile(r"(?:\([QL]\))?(?:,a|,|a)N")
LISTED_BEFORE = re.compile(r"N(?:\([QL]\))?(?:,a|,|a)$")


@cued("followed trailed", "b")
def followers(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "... led, followed by the Dow": the next places of the field that the words before rank."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        by = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] not in "xrAcd"), i)
        if mention.low not in ("followed", "trailed") or tags[by : by + 2] != "bN":
            continue
        first = next((j for j in range(i - 1, -1, -1) if place_at(sentence, j) in (1, -1)), -1)
        if first < 0:
            continue
        period = when(sentence, first, first)
        place, j = 2, by + 1
        while tags[j : j + 1] == "N":
            marks = marked(sentence, direction=i, subject=j, window=period.index)
            number = place if place_at(sentence, first) == 1 else -place
            yield Claim(
                "rank",
                sentence.part,
                Span(row[i].start, row[j].end),
                (row[j].value,),
                period.windows,
                others=_field(sentence, first, Subject(())) or _usual_four(sentence),
                marks=marks,
                number=number,
            )
            place += 1
            j += 2 if tags[j + 1 : j + 2] in (",", "a") else len(tags)


@cued("H", "U D", "r")
def heaviest(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "Losses were heaviest for the Russell 2000"."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("heaviest", "steepest", "biggest", "largest", "sharpest", "greatest") or i in taken:
            continue
        begin, _ = sentence.clause(i)
        noun = next((j for j in range(begin, i) if tags[j] in "UDN"), -1)
        if tags[i + 1 : i + 3] != "rN" or noun < 0 or row[noun].low not in GAINS + LOSSES or denied(sentence, i, i):
            continue
        period = when(sentence, i + 2)
        taken.update({i, noun})
        marks = marked(sentence, direction=i, subject=i + 2, window=period.index)
        yield Claim("rank", sentence.part, span_of(marks), (row[i + 2].value,), period.windows, marks=marks,
            number=1 if tags[noun] == "U" else -1, detail="loss" if tags[noun] == "D" else "")  # fmt: skip


@cued("no none", "h C c than")
def unrivalled(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "No index did better over the week than the Nasdaq 100"."""
    tags, row = sentence.tags, sentence.mentions
    for i, tag in enumerate(tags):
        if (
            (tag != "n" and row[i].low != "none")
            or row[i].low not in ("no", "none")
            or not any(
                w in sentence.text[row[i].end : row[i].end + 24].lower()
                for w in ("index", "gauge", "benchmark", "other", "of the", " did ", " fared ")
            )
        ):
            continue
        than = next(
            (
                j
                for j in range(i + 1, min(i + 9, len(tags)))
                if tags[j] == "h" or (tags[j] in "Ccx" and row[j].low.endswith("than"))
            ),
            -1,
        )
        if than < 0 or tags[than + 1 : than + 2] != "N":
            continue
        words = {w for m in row[i : than + 1] for w in m.low.split()}
        place = (
            1
            if words & {"better", "more", "higher", "stronger"} and "D" not in tags[i:than]
            else -1
            if words & {"worse", "lower", "weaker", "more"}
            else 0
        )
        if not place:
            continue
        period = when(sentence, than, -1)
        taken.update({i, than})
        marks = marked(sentence, subject=than + 1, window=period.index, direction=i)
        yield Claim(
            "rank",
            sentence.part,
            Span(row[i].start, row[than + 1].end),
            (row[than + 1].value,),
            period.windows,
            marks=marks,
            number=place,
        )


@cued("only sole lone", "U D")
def sole(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """ "The Dow is the only index with a gain": one moved so, and none of the others."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row):
        if mention.low not in ("only", "sole", "lone") or not any(
            w in sentence.text[mention.end : mention.end + 40].lower()
            for w in ("index", "gauge", "one of", "benchmark", "average", "gainer", "decliner", "major")
        ):
            continue
        verb = next((j for j in range(i + 1, min(i + 9, len(tags))) if tags[j] in "UD"), -1)
        if verb < 0 or denied(sentence, verb, verb) or "W" in tags[i:verb]:
            continue
        subject = subject_of(sentence, i, i)
        if not subject.keys or subject.keys[0] == UNKNOWN:
            continue
        period = when(sentence, verb, verb)
        taken.update({i, verb})
        marks = marked(sentence, direction=i, subject=subject.index, window=period.index)
        yield Claim(
            "sole",
            sentence.part,
            span_of(marks),
            subject.keys,
            period.windows,
            direction=1 if tags[verb] == "U" else -1,
            others=_field(sentence, i, subject),
            marks=marks,
            sure=subject.sure,
        )


def _of_losses(sentence: Sentence, i: int) -> bool:
    return any(m.low in LOSSES for m in sentence.mentions[i : i + 4])


def _subject(sentence: Sentence, i: int) -> Subject:
    """Who holds the place: before the verb, or behind it ("the week's best performer was the Russell 2000")."""
    tags, row = sentence.tags, sentence.mentions
    begin, end = sentence.clause(i)
    if not any(tags[j] in "NTB" for j in range(begin, i)):
        end = len(tags) if tags[end : end + 1] == ":" else end
        for j in range(i + 1, min(end, i + 9)):
            if (
                tags[j] == "N"
                and (
                    row[j - 1].low
                    in (
                        "was",
                        "is",
                        "were",
                        "went",
                        "to",
                        "belonged",
                        "came",
                        "from",
                        "with",
                        "the",
                        "by",
                        ",",
                        "—",
                        "for",
                        "in",
                    )
                    or tags[j - 1] in "tbfzr,-:"
                )
                and not (tags[j - 1] == "r" and foreign(sentence, begin, i))
            ):
                return Subject((row[j].value,), j)
    return subject_of(sentence, i, i)


def _field(sentence: Sentence, i: int, subject: Subject) -> tuple[str, ...]:
    """The field where the sentence names it: "among the four indexes"."""
    for j in range(len(sentence.mentions)):
        mention = sentence.mentions[j]
        several = mention.tag == "L" and mention.low in COUNTS and sentence.tags[max(0, j - 1) : j] in ("o", "r")
        if several and sentence.tags[j + 1 : j + 2] in ("x", "X", "d", "N"):
            continue
        if several and (counted := of_group(sentence, COUNTS[mention.low], j)):
            return counted if subject.keys[:1] and subject.keys[0] in counted else ()
        if mention.tag == "B" and mention.value and j != subject.index:
            names = sentence.names
            if mention.value == len(names.stocks):
                return names.stocks
            return of_group(sentence, mention.value, j)
    at = next((j for j, m in enumerate(sentence.mentions) if m.low == "among"), -1)
    listed = tuple(dict.fromkeys(m.value for m in sentence.mentions[max(at, 0) :] if m.tag == "N")) if at >= 0 else ()
    return listed if len(listed) > 2 else ()
