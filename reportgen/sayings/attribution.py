"""Whose words a text says that they are: names, firms and dates beside a quotation, held against the stored ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.formats import date_words
from reportgen.model import Part, Quote, Span
from reportgen.sayings.lexicon import (
    BESIDE,
    FIRM,
    FIRM_BEFORE,
    FIRM_OF,
    MONTHS,
    NOBODY,
    ROLE,
    SAID_IN,
    SPEAKERS,
    SUFFIXES,
    WHEN,
)
from reportgen.sayings.speech import Saying

OWNER = re.compile(r"[’']s ")
WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")


def misattributed(saying: Saying, quote: Quote) -> tuple[Part, Span, str] | None:
    """The words beside a stored quotation that name another speaker, firm or date than the record does, and which."""
    if saying.credit and (found := _credit(*saying.credit, quote)):
        return (saying.credit[0], *found)
    for part, span in saying.beside:
        text = part.text[span.start : span.end]
        found = _speaker(text, quote, saying.surroundings) or _firm(text, quote) or _month(text, quote)
        if found:
            return part, Span(span.start + found[0].start, span.start + found[0].end), found[1]
    return None


def dated(text: str) -> bool:
    """Whether the words beside a quotation say when it was said."""
    return bool(WHEN.search(text))


def speakers(text: str) -> Iterator[Span]:
    """The names in whose mouth a text puts words."""
    for pattern in SPEAKERS:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            while start < end and _nobody(text[start:end].split()[0]):
                start += len(text[start:end].split()[0]) + 1
            if start < end:
                yield Span(start, end)


def spoken_by(text: str, speaker: str) -> bool:
    """Whether a text puts words in the mouth of a speaker, by the whole name or a part of it that is no other's."""
    own = {_bare(word) for word in speaker.split()}
    named = (text[span.start : span.end] for span in speakers(text))
    return speaker.casefold() in text.casefold() or any({_bare(word) for word in name.split()} <= own for name in named)


def _nobody(word: str) -> bool:
    return _bare(word) in NOBODY or bool(re.fullmatch(ROLE, word, re.IGNORECASE))


def introduced(text: str) -> bool:
    """Whether the words beside a quotation tell what the speaker is: a role, or a firm."""
    return bool(re.search(rf"\b{ROLE}\b", text, re.IGNORECASE) or FIRM.search(text))


def _speaker(text: str, quote: Quote, around: str) -> tuple[Span, str] | None:
    own = {_bare(word) for word in quote.speaker.split()}
    if not own or quote.speaker.casefold() in around.casefold():
        return None
    others = _tokens(quote.firm, quote.outlet, quote.role)
    for span in speakers(text):
        printed = [(match.span(), _bare(match[0])) for match in WORD.finditer(text[span.start : span.end])]
        if all(word in own for _, word in printed):
            continue
        named = text[span.start : span.end]
        if _squashed(quote.firm) and _alike(named, quote.firm) and not OWNER.search(named):
            continue
        wrong = [place for place, word in printed if word not in own and word not in others]
        if wrong:
            return Span(span.start + wrong[0][0], span.start + wrong[-1][1]), "speaker"
    return None


def _firm(text: str, quote: Quote) -> tuple[Span, str] | None:
    if not quote.firm or _alike(text, quote.firm, within=True):
        return None
    for match in (*FIRM.finditer(text), *FIRM_OF.finditer(text), *FIRM_BEFORE.finditer(text)):
        span = Span(*match.span("firm"))
        name = text[span.start : span.end].rstrip(".,")
        words = [_bare(word) for word in name.split()]
        if all(word in NOBODY for word in words) or set(words) <= _tokens(quote.speaker, quote.outlet, quote.role):
            continue
        return Span(span.start, span.start + len(name)), "firm"
    return None


def _month(text: str, quote: Quote) -> tuple[Span, str] | None:
    stored = [month for month in MONTHS if month in date_words(quote.date)]
    match = SAID_IN.search(text)
    if match and stored and match["month"] not in stored:
        return Span(*match.span("month")), "date"
    return None


def _credit(part: Part, span: Span, quote: Quote) -> tuple[Span, str] | None:
    """A word of the credit line that no field of the record holds: a name, a number, or one of a role kept in full."""
    text = re.sub(r"https?://\S+", lambda m: " " * len(m[0]), part.text[span.start : span.end])
    known = _tokens(quote.speaker, quote.role, quote.firm, quote.outlet, date_words(quote.date), quote.note, quote.date)
    printed = [(match.span(), match[0], _bare(match[0])) for match in WORD.finditer(text)]
    strange = [(place, word) for place, word, bare in printed if bare not in known and bare not in BESIDE]
    close = sum(bare in known for _, _, bare in printed) >= max(3, 0.7 * len(printed))
    for (start, end), word in strange:
        if word[0].isupper() or word[0].isdigit() or close:
            if _alike(word, quote.firm) or _stem(word) in {_stem(one) for one in known}:
                continue
            field = "speaker" if start < len(quote.speaker) and text[:start].count(",") == 0 else "attribution"
            return Span(span.start + start, span.start + end - word.endswith(".")), field
    return None


def _tokens(*fields: str) -> set[str]:
    return {_bare(match[0]) for field in fields for match in WORD.finditer(field)}


def _bare(word: str) -> str:
    return re.sub(r"(?:[’']s)?[.,;:]*$", "", word).casefold().replace("’", "'")


def _stem(word: str) -> str:
    return _bare(word)[:6] if len(_bare(word)) > 6 else _bare(word)


def _squashed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _alike(text: str, firm: str, *, within: bool = False) -> bool:
    """Whether a text names a firm: J.P. Morgan for JPMorgan, Citi for Citigroup; `within` it, or as a whole."""
    own = _squashed(" ".join(word for word in firm.split() if _bare(word) not in SUFFIXES) or firm)
    other = _squashed(text)
    if within:
        return bool(own) and own[:12] in other
    return bool(own) and len(other) > 2 and (own.startswith(other) or other.startswith(own))
