"""What a text says of the calendar: a weekday beside its date, the first full trading week, a shortened one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims.cues import cued
from reportgen.claims.denial import denied
from reportgen.claims.marks import marked, span_of
from reportgen.claims.nouns import Claim, Window
from reportgen.claims.sentence import Sentence
from reportgen.model import Span

FULL = re.compile(
    r"\b(?:first|second|third) (full )?(?:trading )?week of (?:the (?:new )?year|(\d{4})|(january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
SHORT = re.compile(
    r"\b(?:holiday[- ]shortened|shortened|abbreviated|four[- ]day|three[- ]day) (?:trading )?week\b", re.IGNORECASE
)
OTHER = re.compile(r" (?:that|which) ended | of [A-Z][a-z]+\.? \d")
"""Behind a shortened week, these say that it may be another one than the text's."""
ENDED = re.compile(r"\bweek (?:ended|ending|to|through)\b", re.IGNORECASE)


COUNTED = re.compile(
    r"(?<!last )(?<!next )(?<!previous )(?<!prior )\bweek(?:['’]s| had| has| held| counted| consisted of| contained"
    r"| comprised| offered|, cut to| of| with)(?: only| just| but)? (two|three|four|five) (?:full )?(?:trading )?"
    r"(?:sessions|days of trading|trading days)\b(?! (?:of|in|with|that|which|where|when|on|up|down)\b)",
    re.IGNORECASE,
)
"""How many sessions a week is said to have had."""
THENCE = ("since the ", "from the ", "until the ", "than in the ", "than the ")
"""Before "first week of August" these say that it is another week than the text's."""
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
FALLS = ("was", "is", "fell on", "falls on", "were")
ENDING = ("the week", "this week", "week")


SHUT = {"closed", "shut", "trade"}
REOPENED = re.compile(r"\b(?:re)?open|\bresum", re.IGNORECASE)
HOLIDAY = re.compile(
    r"\b(?:New Year's Day|Martin Luther King|Presidents.? Day|Good Friday|Memorial Day|Juneteenth|Independence Day|Fourth of July|Labor Day|Thanksgiving|Christmas)\b"
)


@cued()
def dates(sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
    """Claims of kind "weekday" (a weekday and its date) and "calendar" (what kind of week it was, when it ended)."""
    tags, row = sentence.tags, sentence.mentions
    for i, mention in enumerate(row if SHUT & sentence.signs else ()):
        if (
            "m" not in tags
            and (mention.low in ("closed", "shut") or (mention.low == "trade" and i and row[i - 1].tag == "n"))
            and any(
                m.low in ("markets", "market", "exchanges", "exchange", "stock markets", "wall street", "bond")
                for m in row[max(0, i - 5) : i]
            )
        ):
            for j in range(i + 1, min(i + 5, len(row))):
                if row[j].low.startswith(("reopen", "resum", "open")):
                    break
                if tags[j] in ",n" or row[j].text.endswith(("'s", "’s")):
                    break
                if tags[j] in "WYP":
                    sentence.spent.add(j)
                if tags[j] == "W" or (tags[j] == "Y" and row[j].value.kind == "date"):
                    window = Window("weekday", row[j].value) if tags[j] == "W" else row[j].value
                    marks = marked(sentence, window=j)
                    yield Claim(
                        "calendar", sentence.part, sentence.span(i, j), windows=(window,), detail="closed", marks=marks
                    )
                    break
    for i, tag in enumerate(tags):
        if tag != "W":
            continue
        j = i + 1
        if tags[j : j + 1] in (",", "("):
            j += 1
        if tags[j : j + 1] == "Y" and row[j].value.kind == "date":
            marks = marked(sentence, direction=i, window=j)
            yield Claim(
                "weekday", sentence.part, span_of(marks), windows=(row[j].value,), marks=marks, number=row[i].value
            )
        if tags[max(0, i - 2) : i] == "Yx" and row[i - 1].low in FALLS and row[i - 2].value.kind == "date":
            marks = marked(sentence, direction=i, window=i - 2)
            yield Claim(
                "weekday", sentence.part, span_of(marks), windows=(row[i - 2].value,), marks=marks, number=row[i].value
            )
        if (
            tags[max(0, i - 3) : i] == "Pzr"
            and "m" not in tags
            and row[i - 3].low in ENDING
            and row[i - 2].low in ("ended", "ends", "closed")
        ):
            marks = marked(sentence, quantity=i)
            window = Window("weekday", row[i].value)
            yield Claim("calendar", sentence.part, span_of(marks), windows=(window,), detail="week ended", marks=marks)
    held = HOLIDAY.search(sentence.text, row[0].start, row[-1].end) if "W" in tags or "Y" in tags else None
    if held and "m" not in tags:
        at = next(
            (
                j
                for j, m in enumerate(row)
                if m.tag == "W"
                and held.end() <= m.start <= held.end() + 16
                and row[j - 1].low == "on"
                and not REOPENED.search(sentence.text, held.end(), m.start)
            ),
            -1,
        )
        if at >= 0:
            sentence.spent.add(at)
            yield Claim(
                "calendar",
                sentence.part,
                sentence.span(at),
                windows=(Window("weekday", row[at].value),),
                detail="closed",
                marks=marked(sentence, window=at),
            )
    for i, mention in enumerate(row):
        if (
            held
            and mention.tag == "Y"
            and mention.value.kind == "date"
            and any(m.low in ("observed", "fell", "falls", "celebrated", "marked") for m in row[:i])
        ):
            marks = marked(sentence, window=i)
            yield Claim(
                "calendar",
                sentence.part,
                Span(mention.start, mention.end),
                windows=(mention.value,),
                detail="closed",
                marks=marks,
            )
            continue
        if mention.tag != "Y" or mention.value.kind != "date":
            continue
        back = [m.low for m in row[max(0, i - 8) : i]]
        if any(w.startswith(("clos", "settle", "finish", "end")) for w in back) and not any(
            w in ("were", "was", "be", "is", "are", "market", "markets", "week", "exchange", "exchanges") for w in back
        ):
            marks = marked(sentence, quantity=i)
            yield Claim(
                "calendar",
                sentence.part,
                Span(mention.start, mention.end),
                windows=(mention.value,),
                detail="session",
                marks=marks,
            )
    text = sentence.text
    low = text[row[0].start : row[-1].end].lower() if row else ""
    if "week" not in low:
        return
    begin, end = row[0].start, row[-1].end
    for found in FULL.finditer(text, begin, end) if "week of" in low else ():
        if denied(sentence, 0, -1) or text[begin : found.start()].lower().endswith(THENCE):
            continue
        place = found[0].split()[0].lower()
        if place != "first" and not found[1]:
            continue
        detail = f"{place} full week" if found[1] else "first week"
        yield Claim(
            "calendar",
            sentence.part,
            Span(*found.span()),
            windows=(Window("week"),),
            detail=f"{detail} of {(found[3] or 'year').lower()}",
            number=int(found[2] or 0),
            marks={"quantity": Span(*found.span())},
        )
    for found in SHORT.finditer(text, begin, end) if "shortened" in low or "abbrev" in low or "day" in low else ():
        if "next" in text[begin : found.start()].lower()[-12:] or "m" in tags:
            continue
        if OTHER.match(text, found.end()):
            continue
        yield Claim("calendar", sentence.part, Span(*found.span()), windows=(Window("week"),), detail="shortened", marks={"quantity": Span(*found.span())},
                    number=4 if found[0].lower().startswith("four") else 3 if found[0].lower().startswith("three") else 0)  # fmt: skip
    for found in COUNTED.finditer(text, begin, end):
        if "m" not in tags and "n" not in tags:
            yield Claim("calendar", sentence.part, Span(*found.span()), windows=(Window("week"),), detail="shortened",
                        marks={"quantity": Span(*found.span(1))}, number=COUNTS[found[1].lower()])  # fmt: skip
    for found in ENDED.finditer(text, begin, end) if "week e" in low or "week t" in low else ():
        at = next((k for k, m in enumerate(row) if m.start >= found.end() - 1 and m.tag in "YWx,rS"), -1)
        while at >= 0 and at < len(row) and row[at].tag in "W,rx":
            at += 1
        if 0 <= at < len(row) and row[at].tag == "Y" and row[at].value.kind == "date":
            marks = {"quantity": Span(row[at].start, row[at].end)}
            yield Claim(
                "calendar",
                sentence.part,
                Span(found.start(), row[at].end),
                windows=(row[at].value,),
                detail="week ended",
                marks=marks,
            )
