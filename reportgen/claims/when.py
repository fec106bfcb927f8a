"""When a statement speaks of: the period told beside it, for its clause or its sentence, or before it."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.claims.nouns import Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.windows import since_when, window_at

UNSAID = (Window("week"), Window("day"))
"""What a statement without a period may speak of."""
RELATIVE = ("which", "who", "whose", "where", "after", "before")
"""Words that open an aside: its period is not the sentence's."""


@dataclass(frozen=True)
class When:
    """Readings of a period, the likeliest first, and the mention that told it (-1 where none did)."""

    windows: tuple[Window, ...]
    index: int = -1


def when(sentence: Sentence, i: int, verb: int = -1, *, subject: int = -1) -> When:
    """The period of the number or verb at mention `i`."""
    tags = sentence.tags
    if (verb > 0 and tags[verb - 1] == "S") or _since_event(sentence, i):
        return _since_then(sentence, i)
    begin, end = sentence.clause(i)
    right = _right(sentence, i, end)
    left = _left(sentence, i, begin)
    if right >= 0 and left >= 0 and _outside(tags, i, left, right):
        right = -1
    near = right >= 0 and (all(t in "rbxUD" for t in tags[i + 1 : right]) or came(sentence, right))
    close = left >= 0 and all(t in "r,x" for t in tags[left + 1 : i])
    if near or (right >= 0 and left < 0) or (right >= 0 and tags[right - 1] == "b" and tags[right] == "W"):
        return _told(sentence, right)
    if close and left >= 0:
        return _told(sentence, left)
    if left >= 0 and not any(t in "QL" for t in tags[left + 1 : i]):
        return _told(sentence, left)
    if right >= 0:
        return _told(sentence, right)
    if left >= 0:
        return _told(sentence, left)
    first = next((j for j in range(len(tags)) if tags[j] in "NT"), len(tags))
    opening = next((j for j in range(_aside(sentence), min(first, i)) if window_at(sentence, j)), -1)
    if opening >= 0 and not _closed_off(tags, opening, i):
        return _told(sentence, opening)
    aside = {
        j for a, b in sentence.clauses if tags[a] == "w" and sentence.mentions[a].low in RELATIVE for j in range(a, b)
    }
    earlier = next((j for j in range(begin - 1, -1, -1) if j not in aside and window_at(sentence, j)), -1)
    if earlier >= 0:
        return _told(sentence, earlier, sure=False)
    later = next((j for j in range(end, len(tags)) if window_at(sentence, j)), -1)
    if tags[i] == "L" and tags[i - 1 : i] == "(":
        own = next((j for j in range(i + 1, len(tags)) if tags[j] in "WY" and window_at(sentence, j)), -1)
        if own >= 0:
            return _told(sentence, own)
    context = sentence.context
    if tags[i] == "L" and any(m.low in ("now", "currently") for m in sentence.mentions[max(begin, i - 4) : i]):
        return When(UNSAID)
    if (
        "so far"
        in sentence.text[sentence.mentions[begin].start : sentence.mentions[min(end, len(tags)) - 1].end].lower()
    ):
        return When((Window("week"), Window("month"), Window("quarter"), Window("year")), -1)
    if context.heading and later < 0:
        told = (context.heading, Window("week")) if context.heading.kind == "last week" else (context.heading,)
        return When(tuple(dict.fromkeys((*told, *([context.window] if context.window else ())))), -1)
    readings = [context.window] if context.window else []
    years = [m.value for m in sentence.mentions if m.tag == "Y" and m.value.kind == "named year"]
    readings = [*years, *readings, *([Window("year")] if years else [])]
    to_come = window_at(sentence, later) if later >= 0 and tags[i] != "L" else None
    readings = [to_come, *readings] if to_come else readings
    return When(tuple(dict.fromkeys([*readings, *UNSAID])), -1)


def beside(sentence: Sentence, i: int, found: When) -> When:
    """The period of a statement, or, where it has none of its own, that of the number told along with it: "the pick of the
    bunch was the Dow, up 2.3% for the week", "leads the rally with a 4.1% weekly gain".
    """
    tags = sentence.tags
    number = next((j for j in range(i + 1, len(tags)) if tags[j] in "QL;.w"), -1)
    if found.index >= 0 or number < 0 or tags[number] != "Q" or "N" in tags[number:]:
        return found
    own = when(sentence, number)
    return own if own.index >= 0 else found


def _closed_off(tags: str, opening: int, i: int) -> bool:
    """Whether what opens a sentence is a statement of its own: "Losses on Tuesday left no mark: the index rose 2%"."""
    return ";" in tags[opening:i] or (
        tags[opening] == "W" and ":" in tags[opening:i] and any(t in "UD" for t in tags[: tags.index(":", opening)])
    )


def _since_event(sentence: Sentence, i: int) -> bool:
    """Whether a change is counted from something that no calendar tells: "Since the president took office, ...", "has
    fallen 2% since the Fed met".
    """
    tags = sentence.tags
    at = i + 1 + (tags[i + 1 : i + 2] in ("U", "D"))
    if tags[at : at + 1] != "S":
        at = 0 if tags[:1] == "S" and not any(t in "QL;" for t in tags[:i]) else -1
    behind = tags[at + 1 : at + 6] if at >= 0 else "P"
    return behind[:1] in ("x", "X", "N", "T") and not any(t in "PWYd" for t in behind)


def _since_then(sentence: Sentence, i: int) -> When:
    """Since the day told before: "closed at 51,276.05 on July 31 and has since lost 4.7%"; unknown where none is."""
    for mention in reversed(sentence.mentions[:i]):
        if mention.tag == "Y" and mention.value.kind == "date":
            return When((since_when(mention.value),))
        if mention.tag == "W":
            return When((Window("since", part=str(mention.value)),))
    return When((Window("none"),))


def _aside(sentence: Sentence) -> int:
    """The end of an opening that tells what came before: "After a bounce on Wednesday, ..."; 0 where there is none."""
    if sentence.mentions[0].low not in ("after", "following", "despite", "having"):
        return 0
    end = max(sentence.tags.find(","), 0)
    return 0 if any(m.tag == "P" and m.value.kind == "week" for m in sentence.mentions[:end]) else end


def came(sentence: Sentence, j: int) -> bool:
    """Whether the period at `j` is when something came: "a 1,153-point fall, came on Thursday"."""
    back = [one.low for one in sentence.mentions[max(0, j - 2) : j]]
    return bool({"came", "comes", "arrived", "happened", "occurred"} & {*back[:1], *back[-1:]})


def _outside(tags: str, i: int, left: int, right: int) -> bool:
    """Whether the number at `i` stands in brackets behind its own period: "Tuesday's loss (0.8%) was made good by Friday"."""
    opened = tags.rfind("(", 0, i)
    return left < opened and tags.rfind(")", 0, i) < opened and ")" in tags[i:right]


def _told(sentence: Sentence, j: int, *, sure: bool = True) -> When:
    window = window_at(sentence, j)
    assert window is not None
    if window.kind == "week":
        up_to = next(
            (w for k in range(len(sentence.mentions)) if (w := window_at(sentence, k)) and w.kind == "by"), None
        )
        window = up_to or window
    if window == Window("day", part="any"):  # "in a single session": of the week's, if no other time is told
        other = any(m.tag == "Y" for m in sentence.mentions)
        return When((Window("none"),) if other else tuple(Window("weekday", day) for day in range(5)), j)
    readings = [window]
    if window.kind == "year" and window.part:
        readings = [Window("year"), Window("half", 1)]
    if window.kind == "summit":
        begin, end = sentence.clause(j)
        days = [m.value for m in sentence.mentions[begin:end] if m.tag in "WY"]
        readings += [
            window._replace(part=f"{window.part} {day if isinstance(day, int) else day.number}") for day in days
        ]
    if sentence.mentions[j].tag == "P" and sentence.mentions[j].value.kind == "none":
        readings.append(Window("weekday", window.number + 1))  # the next session may stand behind a holiday
    if window.kind == "last week":
        readings.append(Window("week"))
    if window.kind == "week" and sentence.tags[max(0, j - 2) : j] == "tz":
        readings.append(Window("day"))  # "retreating to end the week" speaks of its last day
    if not sure:
        readings += [w for w in (sentence.context.window, *UNSAID) if w and w not in readings][:1]
    return When(tuple(readings), j)


def _right(sentence: Sentence, i: int, end: int) -> int:
    tags = sentence.tags
    for j in range(i + 1, end):
        if tags[j] in ";w:-f" or (tags[j] == "a" and _goes_on(tags, j)):
            return -1
        if tags[j - 1] == "(" and tags[j] == "P" and tags[j + 1 : j + 2] in ("Q", "L"):
            return -1  # "+0.4% (YTD +13.1%)"
        if "," in tags[i + 1 : j] and _turns(sentence, i + 1, j):
            return -1
        if (
            tags[j] == "P"
            and tags[j - 1] == ","
            and tags[j + 1 : j + 2] in ("U", "D", "x")
            and not _of_noun(sentence, j, i)
        ):
            return -1  # "..., its year-to-date return improving": another statement begins
        if window_at(sentence, j) and not _of_noun(sentence, j, i):
            following = tags[j + 1 : j + 2]
            if following in ("Q", "U", "D", "L") and tags[j - 1] != "," and any(t in "a," for t in tags[i + 1 : j]):
                return -1
            if following in ("Q", "L") and not any(t in "a," for t in tags[i + 1 : j]) and j > i + 2:
                return -1
            return j
        if (
            tags[j] in "QL"
            and not _same(tags, i, j)
            and not (tags[i] in "RKkHIO" and tags[i + 1 : j + 1].endswith("oL"))
        ):
            return -1
    return -1


def _of_noun(sentence: Sentence, j: int, i: int) -> bool:
    """Whether a day belongs to a noun of its own: "claws back Monday's loss, up 2.7%"."""
    tags = sentence.tags
    return (
        tags[j] == "W"
        and tags[j + 1 : j + 2] in ("U", "D")
        and sentence.mentions[j + 1].low in OWNED
        and i not in (j + 2, j + 3)
    )


OWNED = (
    "loss",
    "losses",
    "gain",
    "gains",
    "drop",
    "slide",
    "rally",
    "decline",
    "plunge",
    "fall",
    "rout",
    "rebound",
    "tumble",
    "jump",
    "advance",
    "selloff",
    "rise",
)


def _turns(sentence: Sentence, begin: int, j: int) -> bool:
    """Whether another statement begins between a comma and the period that follows it."""
    tags, row = sentence.tags, sentence.mentions
    comma = tags.index(",", begin)
    return any(tags[k] in "UDNKkCcHIT" or (tags[k] == "x" and row[k].low.endswith("ing")) for k in range(comma + 1, j))


def _goes_on(tags: str, a: int) -> bool:
    """Whether words of another statement stand between an "and" and the period that follows it."""
    j = a + 1
    while j < len(tags) and tags[j] not in "PWYQL":
        if tags[j] in "UDzNTHIKkx" and tags[j + 1 : j + 2] not in ("Q", "L"):
            return True
        j += 1
    return False


def _same(tags: str, i: int, j: int) -> bool:
    """Whether the number at `j` tells the same move as that at `i`: points, percent and the level it came to."""
    return (
        all(t in ",atfAb(xzrRQL" for t in tags[i + 1 : j])
        and "N" not in tags[i:j]
        and any(t in "tAf" or t == "a" for t in tags[i + 1 : j])
    )


def _left(sentence: Sentence, i: int, begin: int) -> int:
    for j in range(i - 1, begin - 1, -1):
        if window_at(sentence, j) and not _of_noun(sentence, j, i) and not _bracketed(sentence.tags, j, i):
            return j
    return -1


def _bracketed(tags: str, j: int, i: int) -> bool:
    """Whether a period stands with a number of its own in brackets that are closed before mention `i`."""
    return tags[j - 1 : j] == "(" and tags[j + 1 : j + 2] in ("Q", "L") and ")" in tags[j:i]
