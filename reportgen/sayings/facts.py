"""Facts on record as a text prints them: labelled where they are no facts yet, dated, and as the record has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher

from reportgen.formats import date_words
from reportgen.model import Evidence, Fact, Finding, Manuscript, Part, Span
from reportgen.sayings.cited import ONE, PAIR, Printed, Shelf, noted, printed, spellings, statement
from reportgen.sayings.dates import latest
from reportgen.sayings.lexicon import AHEAD, EXPECTS, MONTH, WEEKDAYS
from reportgen.sayings.opposed import opposed
from reportgen.sayings.speech import sentences
from reportgen.sayings.told import finding
from reportgen.sayings.verbatim import changes, words

LABELLED = (
    "A forecast or an estimate is printed as one, with whose it is: fact and opinion apart (CFA Institute, V(B))."
)
SOURCED = "A number that no price proves is printed with its source and its date."
DAY = re.compile(rf"\b({MONTH}) (\d{{1,2}})\b")
WEEKDAY = re.compile(r"(?: ?\[\d+\])?\W{0,3}on (Monday|Tuesday|Wednesday|Thursday|Friday)\b")
NOTED = re.compile(r"\[\d+\]")
ANY_DAY = re.compile(r"\b[Oo]n (Monday|Tuesday|Wednesday|Thursday|Friday)\b")
TWO = re.compile(r"\s(?:to|and|of)\s|(?<=[\d%])\s?[-–—‑]\s?(?=[$€£\d])")
SHAPE = re.compile(rf"{ONE}(?:(?:{TWO.pattern}){ONE})?")
NUMBER = re.compile(rf"(?<![\w.,]){SHAPE.pattern}(?![\w%])")
LONGEST = 800
"""Letters of a note, at most."""
NOTE = 0.75
"""Share of a part's words that a fact's statement must hold in order to be the one that is meant."""
OLD = timedelta(days=366)


def check_facts(manuscript: Manuscript, evidence: Evidence) -> tuple[Finding, ...]:
    """Every finding on the facts of `evidence` that a text prints."""
    file, facts = manuscript.file, evidence.facts
    if not facts:
        return ()
    shelf = Shelf(facts)
    told: set[str] = set()
    out: list[Finding] = []
    found = list(printed(manuscript, shelf))
    for one in found:
        out += _labelled(manuscript, one)
        out += beside(file, one)
        out += opposed(file, one)
        if one.fact.key not in told:
            told.add(one.fact.key)
            out += _sourced(file, one, evidence.market.week.end)
    for part in manuscript.parts:
        if part.role in ("paragraph", "item") and part.voice not in ("disclosure", "quote"):
            out += _note(file, part, shelf) or altered(file, part, shelf)
    return tuple({(one.code, one.place): one for one in out}.values())


def _labelled(manuscript: Manuscript, one: Printed) -> Iterator[Finding]:
    fact, text = one.fact, one.part.text[one.sentence.start : one.sentence.end]
    if fact.kind == "fact" or AHEAD.search(text) or any(noted(part, fact) for part in manuscript.parts):
        return
    kind = {"estimate": "an estimate", "forecast": "a forecast", "opinion": "an opinion"}[fact.kind]
    message = f"“{fact.value}” is {kind} of {fact.source or 'an unnamed source'}, printed as a fact"
    hint = f"Say whose {fact.kind} it is: “{fact.source} expects …”."
    yield finding(
        manuscript.file,
        one.part,
        one.span,
        "forecast-unlabelled",
        "error",
        message,
        hint,
        LABELLED,
        f"facts.{fact.key}",
    )


def _sourced(file: str, one: Printed, end: date) -> Iterator[Finding]:
    fact = one.fact
    if not fact.source.strip() or not fact.date.strip():
        lack = "source" if not fact.source.strip() else "date"
        message = f"the record of “{fact.value}” ({fact.about}) names no {lack}"
        yield finding(file, one.part, one.span, "fact-unsourced", "error", message, f"Record its {lack}.", SOURCED)
    day = latest(fact.date)
    if day and end - day > OLD:
        message = f"“{fact.value}” is as of {date_words(fact.date)}, more than twelve months before the week's end"
        yield finding(
            file,
            one.part,
            one.span,
            "fact-stale",
            "warning",
            message,
            "Look for a newer one, or say how old it is.",
            SOURCED,
        )


def beside(file: str, one: Printed) -> Iterator[Finding]:
    """Who, and when, stands beside the value otherwise than in the record."""
    fact, part, text = one.fact, one.part, one.part.text[one.sentence.start : one.sentence.end]
    shift = one.sentence.start
    if fact.kind != "fact" and (who := EXPECTS.search(text)) and not _names(who["who"], fact):
        message = f"the record gives “{fact.value}” to {fact.source}"
        span = Span(shift + who.start("who"), shift + who.end("who"))
        yield finding(
            file, part, span, "fact-attribution", "error", message, f"Name {fact.source}.", SOURCED, f"facts.{fact.key}"
        )
    day = latest(fact.date)
    whole = bool(re.search(r"\d{4}-\d\d-\d\d|\b\d{1,2}\b.*\d{4}", fact.date))
    known = {found.groups() for found in DAY.finditer(f"{fact.about} {date_words(fact.date)}")}
    if DAY.search(fact.about):
        for found in DAY.finditer(text):
            if found.groups() not in known and len(DAY.findall(text)) == 1:
                message = f"the record has “{fact.value}” for {date_words(fact.date)} ({fact.about})"
                span = Span(shift + found.start(), shift + found.end())
                yield finding(file, part, span, "fact-date", "error", message, "", SOURCED, f"facts.{fact.key}")
    weekday = WEEKDAY.match(part.text, one.span.end) or _only_day(one)
    if day and whole and weekday and weekday[1] != WEEKDAYS[day.weekday()]:
        message = f"the record has “{fact.value}” for {WEEKDAYS[day.weekday()]}, {date_words(fact.date)}"
        span = Span(*weekday.span(1))
        yield finding(
            file, part, span, "fact-date", "error", message, WEEKDAYS[day.weekday()], SOURCED, f"facts.{fact.key}"
        )


def _only_day(one: Printed) -> re.Match[str] | None:
    """The one weekday that a sentence names before a value, where the fact is of a day and no other number stands."""
    if not DAY.search(one.fact.about):
        return None
    sentence = one.part.text[one.sentence.start : one.sentence.end]
    found = list(ANY_DAY.finditer(one.part.text, one.sentence.start, one.sentence.end))
    alone = not re.search(r"\d", NOTED.sub("", sentence).replace(one.fact.value, "", 1))
    return found[0] if len(found) == 1 and alone else None


def _names(who: str, fact: Fact) -> bool:
    """Whether a name is (part of) the fact's source; words that only begin a sentence are no name."""
    own = {one.key for one in words(f"{fact.source} {fact.about}")}
    named = [one.key for one in words(who)]
    return any(one in own for one in named) or all(
        one in ("it", "one", "the", "house", "consensus", "he", "she") for one in named
    )


def _note(file: str, part: Part, shelf: Shelf) -> list[Finding]:
    """A note of our own editions that states a fact on record in other words than the record."""
    near = [
        fact for fact, count in shelf.about(part.text) if fact.source and count >= 0.6 * len(shelf.subjects[fact.key])
    ]
    if len(part.text) <= LONGEST:
        quoted = (
            f
            for f in shelf.facts.values()
            if f.source and f.source in part.text and (f.value in part.text or f.about in part.text)
        )
        near += [fact for fact in quoted if fact not in near][:20]
    if not near or len(part.text) > LONGEST:
        return []
    own, share, meant = words(part.text), 0.0, None
    for fact in near:
        part_of, _ = changes(own, words(statement(fact)), statement(fact))
        share, meant = max((share, meant), (part_of, fact), key=lambda one: one[0])
    if meant is None or share < NOTE:
        return []
    stated, message = statement(meant), f"the record has: {statement(meant)}"
    return [
        finding(file, part, one.span, "fact-altered", "error", message, one.stored, SOURCED, f"facts.{meant.key}")
        for one in changes(own, words(stated), stated)[1]
    ]


def altered(file: str, part: Part, shelf: Shelf) -> list[Finding]:
    """Numbers of a sentence that speaks of a fact on record, of the form of its value and another one."""
    out = []
    for span in sentences(part.text):
        text = part.text[span.start : span.end]
        numbers = [match for match in NUMBER.finditer(text) if not part.spoken(span.start + match.start())]
        if not numbers:
            continue
        taken: dict[int, int] = {}
        told = sorted(shelf.near(text), key=lambda one: -one[1])
        for fact, shared in told:
            if not SHAPE.fullmatch(fact.value) or spellings(fact.value).search(text):
                continue
            near = [
                m for m in numbers if _form(m[0]) == _form(fact.value) and not _on_record(m[0], shelf, told, shared)
            ]
            sure = shared >= 3 and shared >= 0.6 * len(shelf.subjects[fact.key])
            named = shared >= 2 and _from(text, fact)
            near = (
                near
                if sure or named
                else [m for m in near if PAIR.fullmatch(TWO.sub(" to ", m[0])) and _closely(m[0], fact.value)]
            )
            if len(near) == 1 and shared >= taken.setdefault(near[0].start(), shared):
                message = f"the record has {fact.value} ({fact.about})"
                where = Span(span.start + near[0].start(), span.start + near[0].end())
                out.append(
                    finding(
                        file, part, where, "fact-altered", "error", message, fact.value, SOURCED, f"facts.{fact.key}"
                    )
                )
    return out


def _on_record(number: str, shelf: Shelf, told: Iterable[tuple[Fact, int]], shared: int) -> bool:
    """Whether a number is a fact's that the sentence is about no less than about another one."""
    less = {fact.key for fact, count in told if count < shared}
    return any(
        fact.key not in less and (fact.value == number or spellings(fact.value).fullmatch(number))
        for fact in shelf.facts.values()
    )


def _from(text: str, fact: Fact) -> bool:
    """Whether a text names a fact's source."""
    return any(name in text for name in re.findall(r"\b[A-Z][\w&]{3,}", fact.source))


def _closely(printed_: str, value: str) -> bool:
    """Whether two numbers of one form differ in a few digits only."""
    return SequenceMatcher(None, printed_, value, autojunk=False).ratio() >= 0.75


def _form(number: str) -> str:
    return re.sub(r"\d+", "0", TWO.sub(" to ", number))
