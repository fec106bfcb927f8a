"""Where a text prints facts on record: a value with enough of its subject beside it, and the notes that state facts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportgen.formats import date_words
from reportgen.model import Fact, Manuscript, Part, Span
from reportgen.sayings.speech import sentences

TOKEN = re.compile(r"[+\-−$€£]?[^\W_]+")
ONE = r"[+\-−]?[$€£]?\d[\d,]*(?:\.\d+)?%?"
PAIR = re.compile(rf"{ONE} (?:to|and|of) {ONE}")
SPELLED = re.compile(rf"{ONE}(?: to {ONE})?")
NUMBER = re.compile(r"([+\-−]?[$€£]?)(\d[\d,]*)(?:\.(\d+))?")
UNIT = r"%|\s?percent\b|\s?per cent\b"
JOINED = r"(?:\s(?:to|and|through)\s|\s?[-–—‑]\s?)"
LABELS = {"fact": "", "estimate": "Estimate. ", "forecast": "Forecast. ", "opinion": "Opinion. "}
COMMON = frozenset((
    "about", "after", "against", "before", "below", "above", "between", "close", "closed", "during", "from", "index",
    "member", "record", "stock", "their", "these", "this", "those", "under", "which", "while", "with", "year",
))  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A fact's value in print: its part, its stretch, and its sentence."""

    fact: Fact
    part: Part
    span: Span
    sentence: Span


class Shelf:
    """The facts on record by the words that their values begin with and by those of their subjects."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.firsts: dict[str, list[Fact]] = defaultdict(list)
        self.subjects = {key: stems(fact.about) for key, fact in facts.items()}
        pairs = [fact for fact in facts.values() if PAIR.fullmatch(fact.value)]
        self.pairs = {fact.key: (fact, 0) for fact in pairs[:100]}
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for key, fact in facts.items():
            if first := TOKEN.search(fact.value):
                self.firsts[first[0].casefold()].append(fact)
            for stem in self.subjects[key]:
                self.by_stem[stem].append(key)

    def about(self, text: str, least: int = 2) -> Iterator[tuple[Fact, int]]:
        """The facts whose subject shares words with a text, and how many; words that hundreds share tell nothing."""
        counts: Counter[str] = Counter()
        for stem in stems(text):
            some = self.by_stem.get(stem, ())
            if len(some) < 300:
                counts.update(some)
        yield from ((self.facts[key], count) for key, count in counts.most_common(40) if count >= least)

    def near(self, text: str) -> Iterator[tuple[Fact, int]]:
        """The facts that a text is about, and those of two numbers (356 to 147), which tell themselves apart."""
        about = {fact.key: (fact, count) for fact, count in self.about(text)}
        yield from {**self.pairs, **about}.values()


def stems(text: str) -> frozenset[str]:
    """The words of a text that carry its subject, cut to five letters, so that "growth" is "grow" and "companies" the
    word "company".
    """
    found = (match[0].casefold() for match in re.finditer(r"[^\W\d_]{4,}", text))
    return frozenset(word[:5].rstrip("sthy") for word in found if word not in COMMON)


def statement(fact: Fact) -> str:
    """A fact as the notes of our own editions state it."""
    return f"{LABELS[fact.kind]}{fact.about}: {fact.value}. {fact.source}, {date_words(fact.date)}."


def noted(part: Part, fact: Fact) -> bool:
    """Whether a part is the note of a fact, its label included."""
    return part.text.startswith(f"{LABELS[fact.kind]}{fact.about}:")


def printed(manuscript: Manuscript, shelf: Shelf) -> Iterator[Printed]:
    """Every place at which a value on record is printed as that fact, the notes themselves aside."""
    if not shelf.facts:
        return
    for part in manuscript.parts:
        if part.role == "code":
            continue
        for token in TOKEN.finditer(part.text):
            if some := shelf.firsts.get(token[0].casefold()):
                yield from _here(part, token.start(), some, shelf)


def _here(part: Part, start: int, facts: list[Fact], shelf: Shelf) -> Iterator[Printed]:
    sentence = None
    for fact in facts:
        first = TOKEN.search(fact.value)
        begin = start - (first.start() if first else 0)
        found = spellings(fact.value).match(part.text, begin) if begin >= 0 else None
        if not found or _goes_on(part.text, begin, end := found.end()):
            continue
        if noted(part, fact):
            continue
        here = (
            next((s for s in sentences(part.text) if s.start <= start < s.end), None) if sentence is None else sentence
        )
        sentence = here or Span(0, len(part.text))
        subject = shelf.subjects[fact.key]
        shared = subject & stems(part.text[sentence.start : sentence.end])
        rare = len(fact.value) > 7 and (re.search(r"\d\D+\d", fact.value) or shared)
        if len(shared) >= min(2, len(subject)) or rare:
            yield Printed(fact, part, Span(begin, end), sentence)


@lru_cache(maxsize=4096)
def spellings(value: str) -> re.Pattern[str]:
    """The ways in which a value may be spelled: "3.50% to 3.75%" is "3.5–3.75 percent"; words only as they stand."""
    if not SPELLED.fullmatch(value):
        return re.compile(re.escape(value), re.IGNORECASE)
    *first, last = [_spelled(match) for match in NUMBER.finditer(value)]
    between = "".join(f"{one}(?:{UNIT})?{JOINED}" for one in first)
    return re.compile(between + last + (f"(?:{UNIT})" if value.endswith("%") else ""))


def _spelled(number: re.Match[str]) -> str:
    """A number with or without the noughts that end its decimals."""
    sign, whole, decimals = number.groups()
    bare = decimals.rstrip("0") if decimals else ""
    tail = rf"\.{bare}0*" if bare else r"(?:\.0+)?" if decimals else ""
    return re.escape(sign) + re.escape(whole) + tail


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Whether a number or word goes on beyond a stretch of the text."""
    before, behind = text[max(0, begin - 2) : begin], text[end : end + 2]
    return bool(re.search(r"\d[.,]$|[\w+\-−]$", before) or re.match(r"[\w%]|[.,]\d", behind))
