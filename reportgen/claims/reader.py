"""A manuscript's claims: each part read sentence by sentence, with what the ones before have set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reportgen.claims.atoms import sentences
from reportgen.claims.calendar import dates
from reportgen.claims.compare import comparisons
from reportgen.claims.moves import moves
from reportgen.claims.names import Names
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.ranks import ranks
from reportgen.claims.ratios import ratios
from reportgen.claims.records import extremes, records, since
from reportgen.claims.sentence import Context, Sentence, bounds
from reportgen.claims.streaks import counts, only, streaks
from reportgen.claims.tables import rows
from reportgen.claims.tagging import mentions
from reportgen.claims.windows import window_at
from reportgen.model import Manuscript, Part

Reader = Callable[[Sentence, set[int]], Iterator[Claim]]


def claims(manuscript: Manuscript, names: Names) -> tuple[Claim, ...]:
    """Every claim of a manuscript, in the order of reading; `part` is the index of the part that it stands in."""
    out: list[Claim] = []
    lead: Window | None = None
    for index, part in enumerate(manuscript.parts):
        if part.role == "code" or part.voice == "disclosure":
            continue
        if part.role in ("heading", "title", "row"):
            lead = None
        out.extend(of_part(part, index, names, _period(part.caption, names) or lead))
        if part.role == "paragraph" and part.text.endswith(":"):
            lead = _period(part.text, names)
    return tuple(out)


def _period(text: str, names: Names) -> Window | None:
    """The period that a line which introduces others names: "For the year:"."""
    if not text.endswith(":"):
        return None
    row = tuple(mentions(text, 0, len(text), names))
    tags = "".join(one.tag for one in row)
    sentence = Sentence(row, names, Context(), 0, tags, ((0, len(tags)),), text)
    return next((window for j in range(len(row)) if (window := window_at(sentence, j))), None)


def of_part(part: Part, index: int, names: Names, heading: Window | None = None) -> Iterator[Claim]:
    """The claims of one part; `heading` is the period that what stands above it has set."""
    if part.role == "row" and part.cells:
        yield from rows(part, index, names)
        return
    context = Context(heading=heading)
    found_: list[Claim] = []
    for begin, end in sentences(part.text):
        sentence, found = of_sentence(part.text, begin, end, names, context, index)
        found_ += [replace(claim, spoken=part.spoken(claim.span.start)) for claim in found]
        context = onward(sentence, context)
    for claim in found_:
        yield replace(claim, near=tuple(reversed(context.mentioned))) if claim.kind == "rank" else claim


READERS: tuple[Reader, ...] = (dates, streaks, since, extremes, records, ratios, comparisons, ranks, counts, only, moves)
"""In the order in which they may claim words: the more particular ones first."""


def of_sentence(text: str, begin: int, end: int, names: Names, context: Context, index: int) -> tuple[Sentence, list[Claim]]:
    """A sentence and its claims, by every reader in turn; what one has used the next leaves alone."""
    row = tuple(mentions(text, begin, end, names))
    tags = "".join(one.tag for one in row)
    sentence = Sentence(row, names, context, index, tags, bounds(row, tags), text)
    taken: set[int] = set()
    found: list[Claim] = []
    for reader in READERS:
        found.extend(reader(sentence, taken))
    return sentence, found


def onward(sentence: Sentence, context: Context) -> Context:
    """What a sentence leaves to the next: its subject, the instruments it named, its period."""
    named = tuple(dict.fromkeys(m.value for m in sentence.mentions if m.tag == "N"))
    window: Window | None = None
    for j in range(len(sentence.mentions)):
        window = window_at(sentence, j) or window
    return Context(
        named[0] if named else context.subject, named or context.named,
        tuple(dict.fromkeys([*named, *context.mentioned])), window or context.window, context.base, 0, context.heading,
    )  # fmt: skip
