"""Words beside a fact on record that say the opposite of it: fell for grew, falling for rising, below for above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.model import Finding, Span
from reportgen.sayings.cited import Printed
from reportgen.sayings.told import finding

RULE = "A number that no price proves is printed as its record has it."
UP = (
    r"(?:rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?|hik(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|r(?:ise[sn]?|ose|ising)"
    r"|gr[eo]wn?s?|growing|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|advanc(?:e[sd]?|ing)|expand(?:s|ed)?)"
)
DOWN = (
    r"(?:f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|shr[iau]nk(?:s|ing)?|decreas(?:e[sd]?|ing)"
    r"|contract(?:s|ed|ing)?|cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing)|slip(?:s|ped|ping)?|los[et]s?"
    r"|trim(?:s|med|ming)?|slash(?:e[sd])?)"
)
LINK = (
    r"(?: (?:by|another|about|some|around|roughly|nearly|a further|its|the|their|target|range|rates?|interest|for"
    r"|federal|funds?|policy|key|benchmark|only|just))*\s*$"
)
SAID = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN})){LINK}", re.IGNORECASE)
GROWTH = re.compile(r"\b(?:growth|rise|increase|gain|hike|raise)\b", re.IGNORECASE)
FALL = re.compile(r"\b(?:cut|fall|decline|drop|decrease|reduction|contraction|loss)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|never|rather than|instead of|nor|neither|if|unlike)\b|n[’']t\b", re.IGNORECASE)
RISERS = r"(?:rising|advanc\w+|gain(?:ers|ing)|risers|winners)"
FALLERS = r"(?:falling|declin\w+|los(?:ers|ing)|fallers)"
AHEAD = r"(?:outnumber\w*|outpac\w*|led|beat|exceed\w*|topp?\w*|swamp\w*|outweigh\w*)"
COUNTS = re.compile(rf"\b{RISERS} to {FALLERS}\b", re.IGNORECASE)
MORE = re.compile(
    rf"\b(?:(?P<fell>{FALLERS})|(?P<rose>{RISERS})) (?:\w+ ){{0,3}}?{AHEAD} (?:\w+ ){{0,2}}?"
    rf"(?:(?P<risen>{RISERS})|(?P<fallen>{FALLERS}))\b",
    re.IGNORECASE,
)
SIDE = re.compile(r"(?: ?\[\d+\])?\s*(?:points? |percent )?(?P<side>below|above)\b", re.IGNORECASE)


def opposed(file: str, one: Printed) -> Iterator[Finding]:
    """A finding where the words beside a value say the other way than its record."""
    fact, part, sentence = one.fact, one.part, one.sentence
    ahead = part.text[sentence.start : one.span.start]
    if part.spoken(one.span.start) or DENIED.search(ahead):
        return
    told = _turned(fact.about, ahead) or _outnumbered(fact.about, fact.value, ahead)
    shift = sentence.start
    if not told and (side := SIDE.match(part.text, one.span.end)):
        sides = {word for word in ("above", "below") if re.search(rf"\b{word}\b", fact.about)}
        told, shift = (side.span("side"), 0) if sides and side["side"].lower() not in sides else (None, 0)
    if told:
        message = f"the record has “{fact.value}” as: {fact.about}"
        span = Span(shift + told[0], shift + told[1])
        yield finding(file, part, span, "fact-altered", "error", message, "", RULE, f"facts.{fact.key}")


def _turned(about: str, ahead: str) -> tuple[int, int] | None:
    """The verb right before a value that goes against what its record is about."""
    grows, falls = GROWTH.search(about) is not None, FALL.search(about) is not None
    found = SAID.search(ahead)
    if found is None or grows == falls:
        return None
    role = "up" if found["up"] else "down"
    return found.span(role) if (role == "up") != grows else None


def _outnumbered(about: str, value: str, ahead: str) -> tuple[int, int] | None:
    """The words that give the greater count of a pair to the wrong side."""
    numbers = [int(word.replace(",", "")) for word in re.findall(r"\d[\d,]*", value)]
    found = MORE.search(ahead)
    if found is None or len(numbers) != 2 or not COUNTS.search(about) or bool(found["fell"]) == bool(found["fallen"]):
        return None
    return found.span() if (numbers[0] > numbers[1]) == bool(found["fell"]) else None
