"""An issue's own facts under words that say otherwise: another day, the other way."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model import Evidence, Finding, Manuscript, Span
from reportgen.sayings.cited import Printed, Shelf, printed
from reportgen.sayings.facts import beside
from reportgen.sayings.opposed import opposed
from reportgen.sayings.speech import sentences


def told_otherwise(manuscript: Manuscript, evidence: Evidence) -> tuple[Finding, ...]:
    """The findings on the words beside the facts that an issue prints."""
    file = manuscript.file
    places = {(id(one.part), one.span): one for one in (*_by_name(manuscript, evidence), *_found(manuscript, evidence))}
    out = [finding for one in places.values() for finding in (*beside(file, one), *opposed(file, one))]
    return tuple({(one.code, one.place): one for one in out}.values())


def _found(manuscript: Manuscript, evidence: Evidence) -> Iterator[Printed]:
    return printed(manuscript, Shelf(evidence.facts))


def _by_name(manuscript: Manuscript, evidence: Evidence) -> Iterator[Printed]:
    """What an expression has printed, where one fact alone has that value."""
    facts = evidence.facts.values()
    for part in manuscript.parts:
        for one in part.computed if facts else ():
            start = one.start + len(part.text[one.start : one.end]) - len(part.text[one.start : one.end].lstrip())
            found = [fact for fact in facts if part.text.startswith(fact.value, start)]
            sentence = next((s for s in sentences(part.text) if s.start <= start < s.end), None)
            if len({fact.value for fact in found}) == len(found) and found and sentence:
                fact = max(found, key=lambda each: len(each.value))
                yield Printed(fact, part, Span(start, start + len(fact.value)), sentence)
