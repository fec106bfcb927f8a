"""What a number or a verb is about: the instrument named nearest in the right place, or what was last spoken of."""

from __future__ import annotations

import re

from reportgen.claims.bearing import UNKNOWN, Subject, anaphor, of_group
from reportgen.claims.foreign import described, foreign, leading, of_something, owned, resumed
from reportgen.claims.objects import MEMBERS, is_added, is_apposed, is_noun, is_object
from reportgen.claims.sentence import VERBAL, Sentence


def subject_of(sentence: Sentence, i: int, verb: int = -1) -> Subject:
    """The subject of the number (or verb) at mention `i`, whose verb stands at `verb`."""
    tags, row = sentence.tags, sentence.mentions
    begin, end = sentence.clause(i)
    if tags[i] in "QL" and i + 1 < len(tags) and tags[i - 1 : i] == "(" and i > 1:
        back = i - 2
        if tags[back] == "N":
            return Subject((row[back].value,), back)
    if tags[i] in "QL" and _number_first(tags, i):
        return Subject((row[i + 1].value,), i + 1)
    if tags[i] in "QL" and tags[i - 1 : i] == "N":
        return _named(sentence, i - 1)
    if (
        tags[i] == "Q"
        and tags[i - 2 : i] == "NA"
        and (tags[i - 3 : i - 2] in ("C", "c") or tags[i - 5 : i - 2] == "AQa")
    ):
        return Subject((row[i - 2].value,), i - 2)  # "ahead of the Nasdaq at 2.2% and the S&P 500 at 1.4%"
    paired = _paired(sentence, i)
    if paired is not None:
        return paired
    beside = _beside_object(sentence, i)
    if beside >= 0:
        main = _left(sentence, begin, beside) if tags[i] == "Q" else None
        return Subject((row[beside].value, *(main.keys if main else ())), beside, sure=False)
    after = _behind(sentence, i, end)
    own = foreign(sentence, begin, verb if begin < verb < i else i, verb)
    if owned(sentence, i) or of_something(sentence, begin, i):
        return Subject((UNKNOWN,), -1, sure=False)
    if tags[i : i + 3] == "QDN" and row[i + 1].low == "off" and row[i].value.unit == "percent":
        return _named(sentence, i + 2)  # "fears knocked 2.2% off the Russell 2000"
    if _added_to(sentence, i):
        return _named(sentence, i + 2)
    if after >= 0 and (tags[i + 1] in "UD" or not (own or _governed(sentence, begin, i))):
        return _named(sentence, after)
    # "sent the Dow up 2.3%", "lifted the S&P 500 1.6%": the name between verb and number.
    if verb >= 0 and verb < i - 1:
        inner = [j for j in range(verb + 1, i) if tags[j] == "N" and tags[j - 1] not in "VhCc"]
        if inner and not any(tags[j] in "QL" for j in range(verb + 1, i)) and tags[verb + 1] == "N":
            return _named(sentence, inner[-1])
    found = _left(sentence, begin, i if tags[i] in "QL" else (verb if verb >= 0 else i))
    if found is not None and not (own and leading(sentence, begin, found.index)):
        return found
    return Subject((UNKNOWN,), -1, sure=False) if own or resumed(sentence, begin) else _elsewhere(sentence, begin, i)


ADDED = ("add", "tack", "put", "knock", "took", "tak", "wip", "shav", "slic", "lopp", "cut", "carv", "heap", "pil")


def _added_to(sentence: Sentence, i: int) -> bool:
    """Whether a change is made to the name behind it: "added 6% to the Russell 2000", "tacked 1% onto the Dow"."""
    tags, row = sentence.tags, sentence.mentions
    if tags[i] != "Q" or tags[i + 2 : i + 3] not in ("N", "T", "B") or tags[i + 3 : i + 4] in ("Q", "L"):
        return False
    return row[i + 1].low in ("to", "onto", "on", "from", "off") and row[i - 1].low.startswith(ADDED) if i else False


def _number_first(tags: str, i: int) -> bool:
    """Whether a number stands in a list of "+0.6% Nasdaq 100, -0.1% S&P 500", each before its name."""
    return any(found.start() <= i < found.end() and tags[i + 1] == "N" for found in NUMBER_FIRST.finditer(tags))


NUMBER_FIRST = re.compile(r"(?:^|[:;.])(?:[QL]N[,;]?a?)*[QL]N(?=[.;]?$)")


def _paired(sentence: Sentence, i: int) -> Subject | None:
    """Of "doubled the gain of the S&P 500, 2.1% against 1.0%" the first number is the subject's, the second the other's."""
    tags, row = sentence.tags, sentence.mentions
    first = tags[i] == "Q" and tags[i + 1 : i + 3] in ("VQ", "tQ") and row[i].value.unit == row[i + 2].value.unit
    second = tags[i] == "Q" and tags[max(0, i - 2) : i] in ("QV", "Qt") and row[i].value.unit == row[i - 2].value.unit
    if not (first or second) or tags[i + (3 if first else 1) :][:2] in ("rN", "oN"):
        return None
    named = [j for j in range(i) if tags[j] == "N"]
    if len({row[j].value for j in named}) < 2 or (
        tags[i + 1 : i + 3] == "tQ" and not any(t in "CcG" for t in tags[:i])
    ):
        return None
    j = named[0] if first else named[-1]
    return Subject((row[j].value,), j)


def _beside_object(sentence: Sentence, i: int) -> int:
    """The name that a number stands beside, though the sentence holds its subject against it: "ahead of the Dow, up 2.6%
    at 38,798.99, but behind ..."; -1 where there is none.
    """
    tags, row = sentence.tags, sentence.mentions
    k = i - 1
    if tags[i] == "L" and k > 0 and tags[k] in "tA" and tags[k - 1] == "Q":
        k -= 2
    if k < 3 or tags[i] not in "QL" or tags[k - 3 : k - 2] not in ("C", "c") or tags[k - 2 : k] != "N,":
        return -1
    return k - 2 if row[k].low in ("up", "down") else -1


def _behind(sentence: Sentence, i: int, end: int) -> int:
    """A name that follows: "4.6% for the Russell 2000", "a 1.6% gain in the S&P 500"; its index, or -1."""
    tags = sentence.tags
    j = i + 1
    while (
        j < end
        and j < i + 5
        and (tags[j] in "UDPWxYd" or tags[j : j + 2] == "zb")
        and not (tags[j] == "x" and sentence.mentions[j].value in VERBAL and tags[j + 1 : j + 2] != "b")
    ):
        j += 1
    if j + 1 < len(tags) and tags[j] in "rob" and tags[j + 1] in "NT":
        return j + 1
    if j + 2 < len(tags) and tags[j] in "rob" and tags[j + 1] in "x" and tags[j + 2] == "N":
        return j + 2
    return -1


def _governed(sentence: Sentence, begin: int, i: int) -> bool:
    """Whether a subject with its verb stands before the number in its clause."""
    tags, row = sentence.tags, sentence.mentions
    for j in range(begin, i):
        if tags[j] in "NT" and (j == begin or tags[j - 1] not in "VhCc"):
            between = range(j + 1, i)
            if any(tags[k] in "UDFz" or (tags[k] == "x" and row[k].value in VERBAL) for k in between):
                # "the S&P 500, 4.6% to 1.6%" or a list "and 2.3% for the Dow" has no verb of its own.
                return not any(tags[k] in "VCc" or (tags[k] == "a" and tags[k + 1 : k + 2] == "Q") for k in between)
    return False


def bearer(sentence: Sentence, i: int, last: int) -> Subject:
    """The subject of the words from `i` to `last`; where none stands before them, the name behind: "the 10th straight
    weekly advance for the Nasdaq".
    """
    found = subject_of(sentence, i, i)
    if found.keys and found.keys[0] != UNKNOWN and found.sure:
        return found
    tags = sentence.tags
    behind = next(
        (
            j
            for j in range(last + 1, min(last + 6, len(tags)))
            if tags[j] == "N"
            and (tags[j - 1] in "ro" or sentence.mentions[j - 1].low == "that")
            and ";" not in tags[last:j]
        ),
        -1,
    )
    return _named(sentence, behind) if behind >= 0 else found


LOOSE = (
    "benchmark",
    "benchmark index",
    "benchmark gauge",
    "average",
    "composite",
    "industrials",
    "broad index",
    "broad gauge",
)
"""Names that stand for whatever benchmark is being spoken of."""


def _named(sentence: Sentence, j: int) -> Subject:
    mention = sentence.mentions[j]
    if mention.tag == "T":
        keys = anaphor(sentence, mention.value, j)
        return Subject(keys or (UNKNOWN,), j, sure=len(keys) == 1)
    if mention.tag == "B":
        if not mention.value and j and sentence.tags[j - 1] == "B":
            j, mention = j - 1, sentence.mentions[j - 1]  # "the three big indexes all ended lower"
        group = _listed(sentence, j) or of_group(sentence, mention.value, j)
        if not group:
            return Subject((UNKNOWN,), j, sure=False)
        return Subject(group[:1], j, each=tuple((key, j) for key in group[1:]))
    each = []
    k = j
    # "the S&P 500, the Dow and the Nasdaq": the names before it in one list.
    tags = sentence.tags
    while (
        k >= 2
        and (tags[k - 1] in "a," or tags[k - 2 : k] in (",a",))
        and (tags[k - 2] == "N" or (tags[k - 2] == "," and tags[k - 3 : k - 2] == "N"))
    ):
        k -= 2 if tags[k - 2] == "N" else 3
        if tags[k] != "N":
            break
        each.append((sentence.mentions[k].value, k))
    each = [(key, k) for key, k in each if key != mention.value]
    if not each and mention.low.removeprefix("the ") in LOOSE:
        others = [
            key for key in (sentence.context.subject, *sentence.context.mentioned) if key and key != mention.value
        ]
        return Subject((mention.value, *dict.fromkeys(others)), j, sure=False)
    return Subject((mention.value,), j, each=tuple(each))


def _listed(sentence: Sentence, j: int) -> tuple[str, ...]:
    """The names that "all", "both" or "each" right behind them sums up: "the Dow and the Nasdaq both rose"."""
    row = sentence.mentions
    k = j - 1
    while k > 0 and row[k].tag == "x" and row[k].low in ("have", "had", "were", "are"):
        k -= 1
    out: list[str] = []
    while k >= 0 and row[k].tag == "N":
        out.insert(0, row[k].value)
        k -= 1
        while k > 0 and row[k].tag in ",a" and row[k - 1].tag in "N,a":
            k -= 1
    unique = tuple(dict.fromkeys(out))
    return unique if len(unique) > 1 and row[j].value in (0, len(unique)) else ()


def _left(sentence: Sentence, begin: int, at: int) -> Subject | None:
    """The subject before a verb in its clause; None where there is none."""
    tags, _row = sentence.tags, sentence.mentions
    j = at - 1
    blocked = False
    while j >= begin:
        tag = tags[j]
        if tag in "NTB":
            if is_object(sentence, j):
                if _row[j - 1].low == "in" and tags[j - 2 : j - 1] == "x" and _row[j - 2].low in MEMBERS:
                    return Subject((UNKNOWN,), j - 2, sure=False)  # "the average stock in the S&P 500 gained 1.1%"
                j -= 1
                continue
            if blocked:
                return Subject((UNKNOWN,), j, sure=False)
            return _named(sentence, j)
        if tag in "xX" and is_noun(sentence, j, at) and not (tag == "x" and j > begin and tags[j - 1] == "N"):
            near = all(tags[k] in "xrWPYnUDFz" for k in range(j + 1, at))
            if near and not any(tags[k] == "N" for k in range(j + 1, at)):
                blocked = True
        if tag in ",-(" and blocked:
            blocked = not (tag == "," and is_apposed(tags, begin, j) and not is_added(sentence, j, at))
        j -= 1
    return Subject((UNKNOWN,), -1, sure=False) if blocked else None


def _elsewhere(sentence: Sentence, begin: int, i: int) -> Subject:
    """A subject outside the clause: the main clause's, the one that follows, or what was last spoken of."""
    tags, row = sentence.tags, sentence.mentions
    before = [j for j in range(begin) if tags[j] in "NTB" and not is_object(sentence, j)]
    if tags[begin : begin + 1] == "w" and row[begin].low == "which":
        near = begin - 1 if tags[begin - 1 : begin] != "," else begin - 2
        if near >= 0 and tags[near] == "N":
            listed = _named(sentence, near)
            if listed.each and tags[slice(*sentence.clause(begin))].count("Q") == 1 + len(listed.each):
                return listed  # "the Dow and the Nasdaq, which rose 2.3% and 1.9%"
            return Subject((row[near].value,), near)  # "behind the Nasdaq, which rose 2.9%"
        if described(sentence, begin):
            return Subject((UNKNOWN,), -1, sure=False)
    if before:
        main = before[0]
        last = before[-1]
        pick = main if tags[begin] in "w-:" or len(before) == 1 else last
        found = _named(sentence, pick)
        return Subject(found.keys + tuple(row[j].value for j in before if j != pick and tags[j] == "N" and row[j].value not in found.keys), found.index,
                       sure=len({row[j].value for j in before}) == 1, each=found.each if len(before) == 1 else ())  # fmt: skip
    following = next((j for j in range(i + 1, len(tags)) if tags[j] in "NT" and not is_object(sentence, j)), -1)
    if following >= 0 and (
        (begin == 0 and tags[begin] in "UDxw") or not any(tags[j] in "QL" for j in range(i + 1, following))
    ):
        return _named(sentence, following)
    context = sentence.context
    if context.subject:
        others = tuple(key for key in context.mentioned if key != context.subject)
        return Subject((context.subject, *others[:2]), -1, sure=False)
    return Subject((), -1, sure=False)
