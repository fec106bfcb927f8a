"""Speech: what stands between quotation marks, and who is named behind it."""

from __future__ import annotations

import re
from bisect import bisect_right

from reportgen.model.manuscript import Span

PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‟": "”"}
TRIES, WITHIN = 40, 1200
MARK = re.compile("[\"“«„‟‘']")
OPENING = re.compile(r"[“«„‟]|(?<![^\s(\[—–\-/|…])\"(?=[^\s)\].,;:|])")
SINGLE = re.compile(r"(?<![^\s(\[—–\-/|“«\"])[‘'](?=[A-Za-z$€£])")
ATTRIBUTION = re.compile(r"^(?:[—–―]|--)\s*(?=[A-Z\u00c0-\u024f\ufffc])")
NAMED_BEHIND = re.compile(r"[”\"»’']\s*(?=(?:[—–―]|--)\s*[A-Z\u00c0-\u024f][^.!?]{2,120}\.?\s*$)")


def speech(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, the marks left out: two words or more; a mark that is never closed opens
    a stretch that runs to the end, as newspapers print speech that goes on.
    """
    out: list[Span] = []
    if not MARK.search(text):
        return ()
    end = 0
    while found := OPENING.search(text, end):
        close = PAIRS[found[0]]
        stops = [at for at in (text.find(mark, found.end()) for mark in close) if at >= 0]
        start, end = found.end(), min(stops, default=len(text))
        out.append(Span(start, end))
        end += 1
    return tuple(sorted(span for span in [*out, *_single(text, out)] if " " in text[span.start : span.end].strip()))


def _single(text: str, double: list[Span]) -> list[Span]:
    """Stretches between single marks outside the double ones. A mark behind an s may be a plural's apostrophe, so that
    one behind punctuation, or before it, is looked for first; what is not closed is an apostrophe.
    """
    out: list[Span] = []
    end = tried = 0
    while (found := SINGLE.search(text, end)) and tried < TRIES:
        end = found.end()
        if _inside(double, end):
            continue
        mark = "’" if found[0] == "‘" else "'"
        limit = text.find(found[0], end) if mark == "’" else -1
        stretch = text[end : limit if limit >= 0 else len(text)][:WITHIN]
        closed = re.search(f"(?<=[.,!?…]){mark}(?!\\w)|{mark}(?=[.,;:!?)\\]]|$)", stretch)
        closed = closed or re.search(f"(?<![\\ss]){mark}(?!\\w)", stretch) or re.search(f"{mark}(?!\\w)", stretch)
        if closed:
            out.append(Span(end, end + closed.start()))
            end += closed.end()
        else:
            tried += 1
    return out


def _inside(spans: list[Span], offset: int) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset <= spans[at].end


def attribution(text: str) -> int | None:
    """Where an attribution (— Name, Firm) begins that stands behind a closing quotation mark, if the text is a
    quotation with its speaker named at the end.
    """
    if not text or text[0] not in "“\"«„‘'":
        return None
    ends = [found.end() for found in NAMED_BEHIND.finditer(text, max(0, len(text) - 200))]
    return ends[-1] if ends else None


def names_speaker(text: str) -> bool:
    """Whether a line is an attribution on its own: a dash and a name."""
    return len(text) <= 300 and ATTRIBUTION.match(text) is not None
