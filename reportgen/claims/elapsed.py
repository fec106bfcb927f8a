"""Levels of an earlier time: "17,480.29 a week before", "a year ago it stood at 4,700"."""

from __future__ import annotations

import re

from reportgen.claims.nouns import PAST, Window
from reportgen.claims.sentence import Sentence
from reportgen.claims.spells import COUNTS

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MANY = r"(?P<many>a|an|one|two|three|four|five|six|eight|nine|ten|twelve|\d{1,2}|the)"
SPAN = rf"(?:{MANY} )?(?P<unit>week|month|quarter|year|decade)s?"
DAY = r"(?P<day>monday|tuesday|wednesday|thursday|friday)"
BEHIND = re.compile(
    rf"[,)]? ?(?:on |at )?(?:{SPAN} (?:earlier|ago|before|prior|previously)\b|(?:the )?{DAY} (?:before|earlier|prior)\b)"
)
LAST = re.compile(
    r"[,)]? ?(?:on |at )?(?:the )?(?:previous|prior|last|preceding) (?P<day>monday|tuesday|wednesday|thursday|friday)\b"
)
END = re.compile(
    r"[,)]? ?at the (?:end|close) of (?:the )?(?:(?P<last>last|previous|prior) (?P<unit>month|quarter|year)|(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)\b)"
)
START = re.compile(
    r"[,)]? ?(?:at|since) (?:the )?(?:very )?(?:start|beginning|outset|turn|dawn) of (?:the |this )(?P<unit>week|month|quarter|year)\b|[,)]? ?at (?P<edge>year|quarter|month)[- ]?end\b|[,)]? ?on new year's eve\b"
)
AHEAD = re.compile(rf"\b{SPAN} (?:ago|earlier)[,:] $")
OPENING = re.compile(rf"(?:just |only |exactly |about |almost |nearly )?{SPAN} (?:ago|earlier)\b")
BEFORE = re.compile(r"(?:the )?(?:previous|prior|last|preceding) (?P<day>monday|tuesday|wednesday|thursday|friday)")


def elapsed(sentence: Sentence, i: int) -> Window | None:
    """How long ago the level at mention `i` was, where it is told right behind it, before it, or where its clause begins."""
    row, text = sentence.mentions, sentence.text
    tail = text[row[i].end : row[i].end + 40].lower()
    if found := END.match(tail):
        return _end(found)
    if found := START.match(tail):
        return _start(found)
    found = BEHIND.match(tail) or LAST.match(tail)
    if found:
        return _window(found, sentence, i, loose=found.re is LAST)
    if found := AHEAD.search(text[max(0, row[i].start - 24) : row[i].start].lower()):
        return _window(found, sentence, i)
    if i and (found := BEFORE.match(row[i - 1].low)):
        return _window(found, sentence, i, loose=True)
    begin, _ = sentence.clause(i)
    begin = begin if any(t in "NTB" for t in sentence.tags[:begin]) else 0
    head = text[row[begin].start : row[i].start].lower()
    if (found := END.match(head)) and not any(t in "UDC" for t in sentence.tags[begin:i]):
        return _end(found)
    found = OPENING.match(head)
    if found and not any(t in "UDC" for t in sentence.tags[begin:i]) and sentence.tags[begin:i].count("P") < 2:
        return _window(found, sentence, i)
    return None


def _end(found: re.Match[str]) -> Window:
    """The period with whose end a level was: "at the end of September", "at the end of last year"."""
    if found["unit"]:
        return PAST[found["unit"]]
    return Window("ended", MONTHS.index(found["month"][:3]) + 1, part="month month")


def _start(found: re.Match[str]) -> Window:
    """The period before the one at whose start a level was: "at the start of the year", "at year-end"."""
    unit = found["unit"] or found["edge"] or "year"
    part = "end" if found["edge"] else ""
    return Window("ago", 1, part="week") if unit == "week" else PAST[unit]._replace(part=part)


def _window(found: re.Match[str], sentence: Sentence, i: int, *, loose: bool = False) -> Window | None:
    told = found.groupdict()
    if told.get("day"):
        return Window("ago", int(loose), part=told["day"])
    many, unit = told["many"] or "", told["unit"]
    if not many and not found[0].strip(" ,").startswith(unit):
        return None
    count = COUNTS.get(many, int(many) if many.isdigit() else 1) * (10 if unit == "decade" else 1)
    days = [m.value + 1 for m in sentence.mentions[:i] if m.tag == "W"]
    return Window("ago", count, year=days[-1] if days else 0, part="year" if unit == "decade" else unit)
