"""A manuscript's claims: each part read sentence by sentence, with what the ones before have set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.claims.atoms import sentences
from reportgen.claims.boxes import corners
from reportgen.claims.calendar import dates
from reportgen.claims.compare import comparisons
from reportgen.claims.counts import counts
from reportgen.claims.cues import Panel
from reportgen.claims.extremes import extremes
from reportgen.claims.foreign import another
from reportgen.claims.labels import apart, first_period, label, label_above, unit_above
from reportgen.claims.moves import moves
from reportgen.claims.names import Names
from reportgen.claims.nouns import Claim, Unit, Window
from reportgen.claims.particular import PARTICULAR
from reportgen.claims.ranges import ranges
from reportgen.claims.ranks import followers, heaviest, ranks, sole, unrivalled
from reportgen.claims.ratios import ratios
from reportgen.claims.records import ever, records
from reportgen.claims.sentence import Context, Sentence, bounds
from reportgen.claims.sessions import every, only
from reportgen.claims.since import not_since, since, this_high
from reportgen.claims.streaks import broken, streaks, stretches
from reportgen.claims.tables import rows
from reportgen.claims.tagging import mentions
from reportgen.claims.windows import since_when, timed, window_at, window_told
from reportgen.claims.worded import worded
from reportgen.model import Manuscript, Part


def claims(manuscript: Manuscript, names: Names) -> tuple[Claim, ...]:
    """Every claim of a manuscript, in the order of reading; `part` is the index of the part that it stands in."""
    out: list[Claim] = []
    lead: Window | None = None
    nested: Window | None = None
    intro = ""
    headed: dict[str, Window | None] = {}
    for index, part in enumerate(manuscript.parts):
        if part.role == "code" or part.voice == "disclosure":
            continue
        if part.role in ("heading", "title", "row"):
            lead = None
        shown = _shown(manuscript.parts[index : index + 5], names) if part.role in ("caption", "alt") else ()
        before = manuscript.parts[index - 1] if index else part
        titled = _named(before.text, names) if part.role == "paragraph" and before.role == "title" else ()
        if part.caption not in headed:
            headed[part.caption] = _period(part.caption, names)
        nested = nested if part.role == "item" else None
        above = nested or headed[part.caption] or lead or label_above(part.path, names)
        if part.role == "row" and part.cells:
            intro = intro if before.role == "row" else before.text
            out.extend(of_row(part, index, names, intro))
            continue
        out.extend(of_part(part, index, names, above, shown, titled, unit_above(part)))
        if part.role in ("paragraph", "heading") and part.text.endswith(":"):
            lead = _period(part.text, names)
        elif part.role in ("paragraph", "title"):
            lead = apart(label(part.text, names) or lead)
        elif part.role == "item" or (
            part.role == "caption"
            and manuscript.parts[index + 1 : index + 2]
            and manuscript.parts[index + 1].role == "item"
        ):
            nested = label(part.text, names) or nested
    return tuple(out)


def _shown(parts: Sequence[Part], names: Names) -> tuple[str, ...]:
    """The instruments of the chart that the first part is the title or the alternative text of: those named there, and
    in the chart's own words where these follow under a head of theirs; none where it is of no chart.
    """
    at = next((i for i, one in enumerate(parts[:3]) if one.role != "caption"), 0)
    if parts[at].role != "alt":
        return ()
    told = (
        [one.text for one in parts[at + 1 : at + 3]] if [one.role for one in parts[at + 1 : at + 3]] == WORDED else []
    )
    return _named(" ".join([parts[at].text, *told]), names)


WORDED = ["caption", "paragraph"]
"""What follows an alternative text where the chart is told in words."""


def _period(text: str, names: Names) -> Window | None:
    """The period that a line which introduces others names: "For the year:"."""
    if not text.endswith(":"):
        return None
    row = mentions(text, 0, len(text), names)
    return first_period(row, text, names)


def of_row(part: Part, index: int, names: Names, intro: str) -> Iterator[Claim]:
    """The claims of a table's row; one without heads whose cells are statements is read as a line of them."""
    found = list(rows(part, index, names, intro))
    found += worded(part, index, names)
    if names.styles:
        found += corners(part, index, names)
    yield from found if found or part.heads else of_part(part, index, names)


def of_part(
    part: Part,
    index: int,
    names: Names,
    heading: Window | None = None,
    shown: tuple[str, ...] = (),
    titled: tuple[str, ...] = (),
    unit: Unit = "",
) -> Iterator[Claim]:
    """The claims of one part; `heading` is the period that what stands above it has set, `shown` are the instruments of
    the chart whose title it is, `titled` those of the title right above it;
    plain numbers count `unit`.
    """
    context = Context(heading=heading, subject=titled[0] if titled else "", mentioned=titled, named=titled, unit=unit)
    found_: list[Claim] = []
    for number, (begin, end) in enumerate(sentences(part.text)):
        sentence, found = of_sentence(part.text, begin, end, names, context, index)
        if found:
            told = tuple(dict.fromkeys(window for j in timed(sentence) if (window := window_told(sentence, j))))
            found_ += [
                replace(claim, told=told, spoken=part.spoken(claim.span.start), sentence=number) for claim in found
            ]
        context = onward(sentence, context)
    for claim in found_:
        if (
            claim.kind == "count"
            and claim.detail == "field"
            and STILL.search(part.text, claim.span.end, claim.span.end + 60)
        ):
            claim = replace(claim, detail="field apart")
        if claim.kind in FIELDS:
            claim = replace(claim, near=shown or tuple(reversed(context.mentioned)))
            if part.role == "caption" and claim.kind == "rank" and not claim.others and len(claim.near) > 1:
                claim = replace(claim, others=claim.near)
        yield claim


STILL = re.compile(r"\b(?:little changed|flat|unchanged|none (?:rises|falls|rose|fell))\b")
FIELDS = ("rank", "half", "biggest", "ahead", "alike")
"""Claims about a place among others: those that the same part names, or the chart shows."""


def _named(text: str, names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.value for m in mentions(text, 0, len(text), names) if m.tag == "N"))


READERS = Panel((
    dates,
    *PARTICULAR,
    streaks,
    stretches,
    broken,
    not_since,
    this_high,
    ever,
    since,
    extremes,
    records,
    ratios,
    comparisons,
    ranges,
    unrivalled,
    followers,
    heaviest,
    sole,
    ranks,
    every,
    counts,
    only,
    moves,
))  # fmt: skip
"""In the order in which they may claim words: the more particular ones first."""


def of_sentence(
    text: str, begin: int, end: int, names: Names, context: Context, index: int
) -> tuple[Sentence, list[Claim]]:
    """A sentence and its claims, by every reader in turn; what one has used the next leaves alone."""
    row = mentions(text, begin, end, names)
    tags = "".join(one.tag for one in row)
    sentence = Sentence(row, names, context, index, tags, bounds(row, tags), text)
    taken: set[int] = set()
    found: list[Claim] = []
    if sum(map(tags.count, "QLN")) > MANY:
        return sentence, found
    for reader in READERS.concerned(sentence.signs) if TELLING & set(tags) else (dates,):
        found.extend(reader.read(sentence, taken))
    return sentence, found


MANY = 60
"""Numbers and names of a sentence, at most; what has more is no prose, and readers look from each to all others."""
TELLING = set("NTBQLWYGERO")
"""Tags of which a sentence has one if it says anything of a market: a name, a number, a day, a run, a record."""


def _since(sentence: Sentence, j: int) -> Window | None:
    """A date since which the sentence counts, whatever else has read it."""
    if sentence.tags[j] == "Y" and sentence.tags[j - 1 : j] == "S":
        return since_when(sentence.mentions[j].value)
    return None


def onward(sentence: Sentence, context: Context) -> Context:
    """What a sentence leaves to the next: its subject, the instruments it named, its period."""
    named = tuple(dict.fromkeys(m.value for m in sentence.mentions if m.tag == "N"))
    window: Window | None = None
    for j in timed(sentence):
        window = window_at(sentence, j) or _since(sentence, j) or window
    base = next((m.value for m, after in pairwise(sentence.mentions) if m.tag == "Y" and after.text == "="), None)
    since = Window("since", base.number, base.start, year=base.year) if base and base.kind == "date" else None
    return Context(
        named[0] if named else context.subject, named or context.named,
        tuple(dict.fromkeys([*named, *context.mentioned])), window or context.window, since or context.base, 0, context.heading,
        another(sentence), context.unit, _day(sentence) or context.day,
    )  # fmt: skip


def _day(sentence: Sentence) -> Window | None:
    """The last day of the week that a sentence tells."""
    days = [one.value for one in sentence.mentions if one.tag == "W"]
    return Window("weekday", days[-1]) if days else None
