"""Where a period began and ended: "began 2025 at 4.901% and ended it at 4.905%"."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of, spread_out
from reportgen.claims.nouns import CURRENT, Claim, Kind, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.subjects import subject_of

BEGAN = "begun opened opens opening began begin begins beginning started start starts starting entered enters entering"
ENDED = frozenset({"ended", "ends", "ending", "finished", "finishes", "finishing", "closed", "closes", "closing"})
OPENED = frozenset(BEGAN.split())
UNITS = frozenset({"week", "month", "quarter", "year", "half"})
KINDS = frozenset({"week", "month", "quarter", "year", "named year", "named month", "named quarter", "half",
    "last week", "last month", "last quarter", "last year"})  # fmt: skip


@cued(BEGAN, "L Q", "A")
def bookends(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "base" and "level": the close before a period, and, behind "ended it at", its last."""
    tags, row = sentence.tags, sentence.mentions
    for i in range(3, len(tags)):
        if tags[i] not in "QL" or tags[i - 1] != "A" or i in taken or row[i].value.unit not in ("", "money", "percent"):
            continue
        back = row[i - 2].low == "it"
        at = next((j for j in range(i - 3, -1, -1) if _window(sentence, j)), -1) if back else i - 2
        window = _window(sentence, at) if at >= 0 else None
        began = window is not None and row[i - 3].low in OPENED
        ended = window is not None and back and row[i - 3].low in ENDED and OPENED & sentence.signs
        if not (began or ended) or denied(sentence, i, -1):
            continue
        if began and row[i - 3].low.startswith("open") and window and window.kind.endswith("week"):
            taken.add(i)  # Monday's first trade it may be
            continue
        subject = subject_of(sentence, i, i - 3)
        if tags[i] == "Q" and not (subject.keys and subject.keys[0] in sentence.names.rates):
            continue
        taken.add(i)
        kind: Kind = "base" if began else "level"
        for one in spread_out(subject):
            marks = marked(sentence, quantity=i, subject=one.index, window=at)
            near = marked(sentence, quantity=i)
            if one.keys and window:
                yield Claim(
                    kind, sentence.part, span_of(near), one.keys, (window,), row[i].value, marks=marks, sure=one.sure
                )  # fmt: skip


def _window(sentence: Sentence, j: int) -> Window | None:
    """The period at mention `j`, where it is one that begins with a close before it."""
    mention = sentence.mentions[j]
    if mention.tag == "d" and mention.low in UNITS:
        return CURRENT.get(mention.low)
    if mention.tag in "PY" and isinstance(mention.value, Window) and mention.value.kind in KINDS:
        return mention.value
    return None
