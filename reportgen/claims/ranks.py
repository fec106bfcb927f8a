"""Places in a field: who led, who trailed, first among four, the week's best."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.foreign import foreign
from reportgen.claims.marks import marked, span_of
from reportgen.claims.names import EQUITIES
from reportgen.claims.nouns import Claim
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import UNKNOWN, Subject, of_group, subject_of
from reportgen.claims.tagging import COUNTS
from reportgen.claims.windows import beside, when
from reportgen.model import Span

TRAILED = ("trailed", "trails", "trail", "lagged", "lags", "lag", "trailing", "lagging", "lagged behind")
GAINS = (
    "gain",
    "gains",
    "advance",
    "rise",
    "return",
    "increase",
    "jump",
    "climb",
    "performance",
    "showing",
    "result",
    "performer",
    "gainer",
    "move",
    "rally",
    "week",
    "percentage",
    "day",
    "session",
)
LOSSES = ("loss", "losses", "decline", "drop", "fall", "slide", "decrease", "loser", "decliner", "setback", "tumble")

LONG = re.compile(
    r" (?:for|over|in|during|through|throughout) [\w' ]{0,24}\b(?:decades?|years|century|generation|months)\b(?! ago)"
)
"""A period of years without a number, of which nothing can be told: "for most of the decade"."""

MOSTLY = re.compile(r"^[^,.;]{0,30} (?:for|over|during|through|throughout) (?:most|much|part|the bulk|years|decades)\b")


@cued("K k c H I O runner third")
def ranks(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "rank": `number` is the place, 1 the best, -1 the last; `others` the field where it is told."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(len(tags)):
        place = _place(sentence, i)
        if not place or i in taken or denied(sentence, i, i):
            continue
        if "S" in tags[i : i + 7]:
            continue  # "its best week since May" is no place in a field
        if MOSTLY.search(sentence.text[row[i].end : row[i].end + 60]):
            continue
        subject = _subject(sentence, i)
        if not subject.keys or subject.keys[0] == UNKNOWN or _of_others(sentence, i) or _inside(sentence, i):
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
        first = next((j for j in range(i - 1, -1, -1) if _place(sentence, j) in (1, -1)), -1)
        if first < 0:
            continue
        period = when(sentence, first, first)
        place, j = 2, by + 1
        while tags[j : j + 1] == "N":
            marks = marked(sentence, direction=i, subject=j, window=period.index)
            number = place if _place(sentence, first) == 1 else -place
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


def _place(sentence: Sentence, i: int) -> int:
    tags, row = sentence.tags, sentence.mentions
    tag, word = tags[i], row[i].low
    after = tags[i + 1 : i + 2]
    if tag == "K":
        if word in ("led", "leads", "lead", "leading"):
            if word == "lead" and after == "r" and row[i + 1].low == "over":
                return 0  # "its lead over the S&P 500"
            if after in ("N", "b", "t") or tags[i - 1 : i] in ("b", "o", "V"):
                return 0
            way = -1 if after == "D" else 1  # "led the decline"
            return way if _finite(sentence, i) else 0
        if word in ("best", "strongest", "winner", "leader", "standout"):
            if after in ("P", "d", "x", "U", "z", "o", "W") and _superlative(sentence, i):
                return 1
            return (
                1
                if word in ("leader", "winner", "standout")
                and after in ("", ".", ",", "P", "r", "o")
                and _finite(sentence, i)
                else 0
            )
        return 1
    if tag == "k":
        if word in ("worst", "weakest", "slowest"):
            return -1 if after in ("P", "d", "x", "D", "U", "z", "o", "W") and _superlative(sentence, i) else 0
        return -1
    if (
        tag == "c"
        and word in TRAILED
        and after not in ("N", "T", "B", "h")
        and not (after == "x" and tags[i + 2 : i + 3] == "N")
    ):
        return -1 if _finite(sentence, i) else 0
    if tag in "HI" and word in (
        "biggest",
        "largest",
        "smallest",
        "least",
        "steepest",
        "sharpest",
        "highest",
        "greatest",
        "slimmest",
    ):
        j = i + 1
        while tags[j : j + 1] in ("d", "P", "x", "W") and j < i + 3 and row[j].low not in GAINS + LOSSES:
            j += 1
        noun = row[j].low if j < len(row) else ""
        if _of_several(sentence, i) and not (noun in GAINS or noun in LOSSES):
            noun = next((m.low for m in row[sentence.clause(i)[0] : i] if m.low in GAINS + LOSSES), "")
        if (noun in GAINS or noun in LOSSES) and _superlative(sentence, i):
            down = noun in LOSSES
            small = word in ("smallest", "least", "slimmest")
            return -1 if down != small else 1
    if tag == "x" and word == "runner" and row[i + 1 : i + 2] and row[i + 1].low == "up":
        return 2
    if tag == "O" or (tag == "L" and word == "third" and i and row[i - 1].low in ("in", "came", "ranked", "finished")):
        number = int(row[i].value) if tag == "O" else 3
        if (
            (
                (row[i - 2].low if i > 1 and row[i - 1].low == "in" else row[i - 1].low)
                in (
                    "ranks",
                    "ranked",
                    "rank",
                    "came",
                    "placed",
                    "finished",
                    "ending",
                    "finishing",
                    "placing",
                    "coming",
                    "was",
                    "ranking",
                )
                if i
                else False
            )
            and after in ("r", "", ".", ",", "a", "o", "P", "x", "b", "w")
            and not (after == "x" and row[i + 1].value in ("full",))
        ):
            among = [m for m in row[i + 1 : i + 4] if m.tag == "B" or m.low in ("among", "of", "best")]
            return (
                number if among or row[i - 1].low.startswith(("rank", "plac", "came", "coming")) or after == "o" else 0
            )
        if after == "r" and row[i + 1].low == "among":
            return number
        if (
            i
            and row[i - 1].low in ("distant", "close", "clear", "poor", "strong")
            and after in ("", ".", ",", ";", "A", "r")
        ):
            return number  # "with the Nasdaq a distant second at 1.9%"
        if after == "k" and row[i + 1].low in ("worst", "weakest"):
            return -number
        if after == "K" and row[i + 1].low in ("best", "strongest") and _superlative(sentence, i + 1):
            return number
    return 0


def _of_others(sentence: Sentence, i: int) -> bool:
    """ "Far ahead of large ones, which lagged": of what has no name."""
    tags, row = sentence.tags, sentence.mentions
    begin, _ = sentence.clause(i)
    if tags[begin] != "w" or row[begin].low not in ("which", "who"):
        return False
    at = begin - 1 - (tags[begin - 1 : begin] == ",")
    return at >= 0 and tags[at] == "x" and row[at].low in ("ones", "others", "peers", "rivals", "counterparts")


def _inside(sentence: Sentence, i: int) -> bool:
    """ "The best performer in the S&P 500 was Intel": a place among its members."""
    tags, row = sentence.tags, sentence.mentions
    at = next((j for j in range(i + 1, min(i + 5, len(tags))) if tags[j] == "N"), -1)
    if at < 0 or row[at - 1].low not in ("in", "on", "within", "of") or at - 1 == i:
        return False
    return any(m.low.endswith(("performer", "performers", "gainer", "loser", "decliner")) for m in row[i:at])


def _of_several(sentence: Sentence, i: int) -> bool:
    """Whether a place is one among those that the words behind it count: "the smallest of the four"."""
    return sentence.tags[i + 1 : i + 3] in ("oL", "oB") or (
        sentence.tags[i + 1 : i + 2] == "r" and sentence.tags[i + 2 : i + 3] == "B"
    )


def _finite(sentence: Sentence, i: int) -> bool:
    """Whether a subject stands right before the verb at `i`, or the clause has elided one."""
    tags = sentence.tags
    begin, _ = sentence.clause(i)
    j = i - 1
    while j >= begin and tags[j] in "xrWPYzO,a" and j > i - 7:
        j -= 1
    return (j >= 0 and tags[j] in "NT") or (begin == i and i > 0) or (j == begin and tags[j] in "w;")


def _superlative(sentence: Sentence, i: int) -> bool:
    """ "the week's best performer", "the biggest gain of the four" are places in a field; "its best day" is not."""
    tags, row = sentence.tags, sentence.mentions
    ahead = row[i + 1 : i + 9]
    if any(m.tag == "B" and m.value != 0 for m in ahead):
        return True
    if any(tags[j : j + 2] == "oL" and row[j + 1].low in COUNTS for j in (i + 1, i + 2)):
        return True  # "the weakest of the four"
    words = sentence.text[max(0, row[i].start - 12) : row[i].start].lower()
    if words.rstrip().endswith(("its", "their", "s'")) and not words.rstrip().endswith(
        ("week's", "day's", "month's", "year's")
    ):
        return False
    near = [m.low for m in row[i + 1 : i + 4]]
    if any(
        w in ("performer", "performers", "performance", "gainer", "showing", "result", "return", "performing")
        for w in near
    ):
        return True
    if any(m.low == "among" for m in (*ahead, *row[:2])):
        return True
    return any(w in GAINS + LOSSES and w not in ("week", "day", "session") for w in near) and (
        tags[i - 1 : i] in ("P", "W", "Y") or words.rstrip().endswith("the")
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
