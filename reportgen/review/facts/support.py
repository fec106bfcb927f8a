"""Numbers that nothing vouches for: no claim that holds, no fact on record, no fund's charge.

Of a text that is checked against its own record every number has to come from somewhere. A text from outside is told
only of changes and levels of what it names and what the closes at hand do not hold; other numbers without a source are
the sayings' business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from reportgen.claims import names
from reportgen.claims.atoms import sentences
from reportgen.claims.nouns import Quantity
from reportgen.claims.tagging import mentions
from reportgen.model import Evidence, Finding, Manuscript, Part, Place, Span
from reportgen.reference import registry
from reportgen.review.addresses import ADDRESS
from reportgen.review.facts.nouns import Judgement
from reportgen.review.stretches import Stretches
from reportgen.sayings.breadth import counted_apart
from reportgen.sayings.cited import Shelf, noted, printed
from reportgen.sayings.unsourced import vouched_for

RULE = "a printed number comes from the closes, or from a source on record"
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
NUMBER = re.compile(
    r"[+\-−]?[$€£¥]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    r"(?:\s?(?:%|bp\b|basis points?\b|percentage points?\b|points\b|percent\b))?"
)
APART = re.compile(
    rf"{ADDRESS}|"
    r"\[\d+\]|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,3}-(?:week|day|month|year)\b|https?://\S+|\b\d{1,2}\.\s(?=[A-Z])|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:(?:, \d{1,2})*,? (?:and|to|through|or) \d{1,2}(?![\d%]|[.,]\d)(?! ?[a-z]+s\b)| ?[-–—‑] ?\d{1,2}(?![\d%]|[.,]\d))?\b|= 100(?![.,]?\d)"
)
DUE = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \w+ \d{1,2}\b")
PUBLISHED = {"actual", "consensus", "prior", "judged", "share or number"}
"""Heads of columns whose numbers are printed as somebody else published them, or counted."""
NO_CLOSES = "no closes at hand, and no source that the text names, vouch for it"
OF_CLOSES = ("change", "level", "base")


def unsupported(judgements: Sequence[Judgement], manuscript: Manuscript, evidence: Evidence) -> Iterator[Finding]:
    """A finding for each number that nothing vouches for: an error in the author's words, a note in a quote."""
    if not evidence.own:
        yield from _unheld(judgements, manuscript, evidence)
        return
    told: dict[int, list[Span]] = {}
    for one in judgements:
        if one.verdict in ("holds", "wrong"):
            told.setdefault(one.claim.part, []).extend([*one.claim.marks.values(), *_wrong(one)])
    cited: dict[int, list[Span]] = {}
    for fact in printed(manuscript, Shelf(evidence.facts)):
        cited.setdefault(id(fact.part), []).append(fact.span)
    known = names(evidence.instruments)
    stated = frozenset(filter(None, (_basis_points(fact.value) for fact in evidence.facts.values())))
    for index, part in enumerate(manuscript.parts):
        if part.role in ("code", "meta") or part.voice == "disclosure" or not DIGITS.search(part.text):
            continue
        if any(noted(part, fact) for fact in evidence.facts.values()) or DUE.match(part.caption):
            continue
        covered = [
            *told.get(index, ()),
            *part.computed,
            *cited.get(id(part), ()),
            *_charges(part, evidence),
            *_in_basis_points(part, stated),
            *counted_apart(part, evidence.facts.values()),
        ]
        covered += [Span(*found.span()) for found in APART.finditer(part.text)]
        vouched = Stretches(covered)
        left = [found for found in NUMBER.finditer(part.text) if not vouched.meets(*found.span())]
        left = [found for found in left if not _published(part, found.start())]
        if not left:
            continue
        counted = Stretches(
            (m.start, m.end)
            for begin, end in (sentences(part.text) if part.role != "row" else [(0, len(part.text))])
            for m in mentions(part.text, begin, end, known)
            if m.tag in "QL" or (m.tag == "x" and m.value == "number")
        )
        for found in left:
            span = Span(*found.span())
            if counted.meets(*found.span()):
                place = part.place(manuscript.file, span.start)
                severity = "info" if part.spoken(span.start) else "error"
                yield _finding(part, span, place, severity, "no close and no source on record vouches for it")


def _unheld(judgements: Iterable[Judgement], manuscript: Manuscript, evidence: Evidence) -> Iterator[Finding]:
    """Numbers of a text from outside that no close at hand vouches for: an error for a change or level of what it names
    and what there are no closes of, else a warning; a note in a quote.
    """
    for one in judgements:
        claim = one.claim
        mark = claim.marks.get("quantity")
        if one.verdict != "unsupported" or mark is None or claim.quantity is None:
            continue
        part = manuscript.parts[claim.part]
        subject = claim.marks.get("subject")
        name = part.text[subject.start : subject.end] if subject else ""
        if (not claim.subjects and claim.near) or vouched_for(part, mark.start):
            continue  # it may be of what the text names beside it, or somebody is named whose number it is
        unknown = bool(claim.subjects) and claim.subjects[0] not in (*evidence.market.closes, "?")
        sure = unknown and subject is not None and claim.sure and claim.kind in OF_CLOSES
        severity = "info" if claim.spoken else "error" if sure else "warning"
        reason = f"there are no closes of {name} to hold it against" if unknown and name else NO_CLOSES
        yield _finding(part, mark, part.place(manuscript.file, mark.start), severity, reason)


def _finding(part: Part, span: Span, place: Place, severity: str, reason: str) -> Finding:
    words = part.text[span.start : span.end]
    hint = "Take it from the closes, give its source, or leave it out."
    return Finding("unsupported", severity, place, f"“{words}”: {reason}", "", hint, part.end_column(span), RULE)  # type: ignore[arg-type]


def _wrong(judgement: Judgement) -> list[Span]:
    return [judgement.claim.span] if judgement.verdict == "wrong" else []


@cache
def _basis_points(words: str) -> Decimal | None:
    """A step of a rate in basis points, however it is told: "a quarter point", "25 basis points"."""
    found = [m.value for m in mentions(words, 0, len(words), names({})) if m.tag == "Q"]
    if len(found) != 1 or found[0].high is not None:
        return None
    one: Quantity = found[0]
    if one.unit == "basis points":
        return one.value
    if one.unit == "percentage points" or (one.unit == "points" and one.worded and one.value < 10):
        return one.value * 100
    return None


def _in_basis_points(part: Part, stated: Collection[Decimal]) -> list[Span]:
    """Steps of a rate that a fact on record tells in another form."""
    if not stated or "point" not in part.text:
        return []
    return [
        Span(m.start, m.end)
        for m in mentions(part.text, 0, len(part.text), names({}))
        if m.tag == "Q" and _basis_points(part.text[m.start : m.end]) in stated
    ]


def _charges(part: Part, evidence: Evidence) -> list[Span]:
    """The expense ratios of the funds that a part names."""
    told = f"{part.text} {' '.join(part.heads)}".lower()
    if "%" not in part.text or not any(word in told for word in ("ratio", "cost", "charge", "fee")):
        return []
    out = []
    for ticker in dict.fromkeys(re.findall(r"\b[A-Z]{2,5}\b", part.text)):
        fund = evidence.funds.get(ticker) or registry(None).fund(ticker)
        ratio = fund.expense_ratio if fund else ""
        if ratio:
            out += [Span(*found.span()) for found in re.finditer(rf"(?<![\d.]){re.escape(ratio)}(?!\d)", part.text)]
    return out


def _published(part: Part, at: int) -> bool:
    """Whether a number stands in a column of numbers that somebody else published."""
    if part.role != "row" or len(part.heads) != len(part.cells):
        return False
    heads = [
        head.strip().lower() for head, cell in zip(part.heads, part.cells, strict=True) if cell.start <= at < cell.end
    ]
    return bool(heads) and heads[0] in PUBLISHED
