"""Quoted speech against the quotes on record: other words, another speaker, no record, no date, one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from reportgen.formats import date_words
from reportgen.model import Evidence, Finding, Manuscript, Quote, Span
from reportgen.sayings.attribution import dated, introduced, misattributed, speakers
from reportgen.sayings.book import NEARLY, Book, attributed, bound
from reportgen.sayings.book import meant as meant_by
from reportgen.sayings.dates import latest
from reportgen.sayings.lexicon import DOWN, LINK, NEGATION, OUTLET, RECENT, SOUGHT, UP
from reportgen.sayings.speech import Saying, sayings, sentences
from reportgen.sayings.told import finding
from reportgen.sayings.verbatim import Held, Word, changes, held, words

VERBATIM = "A quotation is the speaker's words, as recorded; … marks a cut, [ ] what is not the speaker's."
CREDITED = "A quotation names who said it, in what office, when, and where it can be read."
BALANCE = "Views quoted on one side only call for the other side, or for the word that none was sought."
LONG = 60
STALE = timedelta(days=30)


def check_quotes(manuscript: Manuscript, evidence: Evidence) -> tuple[Finding, ...]:
    """Every finding on the quoted speech of a text; own words are taken from the quotes that `evidence` keeps."""
    file, found = manuscript.file, list(sayings(manuscript))
    if not found:
        return ()
    book = bound(evidence.quotes)
    out: list[Finding] = []
    meant: list[Quote | None] = []
    printed: dict[str, list[Saying]] = {}
    for saying in found:
        quote = meant_by(saying, book)
        meant.append(quote)
        if quote:
            printed.setdefault(quote.key, []).append(saying)
            out += _recorded(file, saying, quote, book, evidence)
        elif attributed(saying):
            out += _unrecorded(file, saying, evidence)
        if len(saying.text.split()) > LONG:
            message = f"the quotation runs to {len(saying.text.split())} words; readers and rights owners expect fewer"
            out.append(finding(file, saying.part, saying.span, "quote-long", "warning", message, rule=CREDITED))
    for key, some in printed.items():
        out += _incomplete(file, some, evidence.quotes[key])
    return (*out, *_one_sided(manuscript, [s for s, q in zip(found, meant, strict=True) if q or attributed(s)]))


def _recorded(file: str, saying: Saying, quote: Quote, book: Book, evidence: Evidence) -> Iterator[Finding]:
    printed, stored = words(saying.text, saying.span.start), book.words[quote.key]
    whole = held(printed, stored)
    if whole:
        yield from _cut(file, saying, quote, stored, whole)
    else:
        yield from _altered(file, saying, quote, printed, stored)
    if wrong := misattributed(saying, quote):
        part, span, field = wrong
        message = f"the record gives these words to {_credit(quote)}"
        yield finding(
            file, part, span, "quote-attribution", "error", message, rule=CREDITED,
            suggestion=f"Name the {field} as recorded, or correct the record.", evidence=f"quotes.{quote.key}",
        )  # fmt: skip
    day, end = latest(quote.date), evidence.market.week.end
    if day and end - day > STALE:
        message = f"the quotation is of {date_words(quote.date)}, more than 30 days before the week's end"
        hint = "Say in the text how old it is, or quote a newer word."
        yield finding(file, saying.part, saying.span, "quote-stale", "warning", message, hint, CREDITED)


def _incomplete(file: str, printed: Sequence[Saying], quote: Quote) -> Iterator[Finding]:
    """The date and the outlet of a recorded quotation stand beside its words at least once."""
    around = [one.surroundings for one in printed]
    if not any(map(dated, around)):
        yield _undated(file, printed[0])
    outlet = re.split(r",|\(", quote.outlet)[0].strip().casefold()
    if not any(LINK.search(one) or OUTLET.search(one) or (outlet and outlet in one.casefold()) for one in around):
        yield _unsourced(file, printed[0], f"Name where it was published: {quote.outlet}.")


def _altered(
    file: str, saying: Saying, quote: Quote, printed: Sequence[Word], stored: Sequence[Word]
) -> Iterator[Finding]:
    """Words that are not the stored ones; whole sentences that the record does not hold are told apart."""
    message = f"the words on record are “{_short(quote.text)}” ({quote.speaker})"
    shift, key = saying.span.start, f"quotes.{quote.key}"
    whole = [Span(shift + one.start, shift + one.end) for one in sentences(saying.text)]
    for span in whole:
        own = [word for word in printed if span.start <= word.span.start < span.end]
        share, found = changes(own, stored, quote.text)
        if not own or held(own, stored):
            continue
        if share < NEARLY and len(whole) > 1:
            told = f"the record does not hold this sentence; {message}"
            hint = "Record it with its source, or leave it out."
            yield finding(file, saying.part, span, "quote-unrecorded", "error", told, hint, VERBATIM)
        elif share < NEARLY or not found:
            hint = "Print the recorded words, or record these."
            yield finding(file, saying.part, span, "quote-altered", "error", message, hint, VERBATIM, key)
        else:
            for change in found:
                there = f"“{change.stored}” stands there" if change.stored else "nothing stands there"
                hint = change.stored or "Leave it out, or set it in [brackets]."
                told = f"{message}; {there}"
                yield finding(file, saying.part, change.span, "quote-altered", "error", told, hint, VERBATIM, key)


def _cut(file: str, saying: Saying, quote: Quote, stored: Sequence[Word], whole: Held) -> Iterator[Finding]:
    """A declared cut that drops a "not" can turn the sense round."""
    dropped = [stored[at].key for at in whole.left_out]
    if negation := next((word for word in dropped if NEGATION.search(word)), ""):
        message = f"the cut leaves out “{negation}”: on record is “{_short(quote.text)}”"
        yield finding(
            file, saying.part, saying.span, "quote-cut", "warning", message, "Print the whole sentence.", VERBATIM
        )


def _unrecorded(file: str, saying: Saying, evidence: Evidence) -> Iterator[Finding]:
    around = saying.surroundings
    if evidence.own or evidence.quotes:
        message = "nothing on record holds these words"
        hint = "Record them under quotes: with speaker, role, firm, date, outlet and link."
        yield finding(file, saying.part, saying.span, "quote-unrecorded", "error", message, hint, VERBATIM)
    if not LINK.search(around) and not OUTLET.search(around):
        yield _unsourced(file, saying, "Name where it was published.")
    if not dated(around):
        yield _undated(file, saying)
    if not introduced(around) and not (saying.credit and "," in around):
        named = next(speakers(around), None)
        message = "the quotation names its speaker without role or firm" if named else "the quotation names no speaker"
        yield finding(
            file,
            saying.part,
            saying.span,
            "quote-speaker",
            "warning",
            message,
            "Say who speaks, and for whom.",
            CREDITED,
        )


def _unsourced(file: str, saying: Saying, hint: str) -> Finding:
    message = "the quotation names no outlet and no link: a reader cannot look it up"
    return finding(file, saying.part, saying.span, "quote-unsourced", "warning", message, hint, CREDITED)


def _undated(file: str, saying: Saying) -> Finding:
    recent = RECENT.search(saying.surroundings)
    said = f"the quotation is dated only as “{recent[0]}”" if recent else "the quotation has no date"
    return finding(file, saying.part, saying.span, "quote-undated", "warning", said, "Say when it was said.", CREDITED)


def _one_sided(manuscript: Manuscript, found: Sequence[Saying]) -> Iterator[Finding]:
    up = sum(bool(UP.search(one.text)) for one in found)
    down = sum(bool(DOWN.search(one.text)) for one in found)
    if not found or (up > 0) == (down > 0) or any(SOUGHT.search(part.text) for part in manuscript.parts):
        return
    side = "favourable" if up else "unfavourable"
    message = f"everybody quoted takes a {side} view" if len(found) > 1 else f"the one voice quoted takes a {side} view"
    hint = "Quote somebody who disagrees, or say that no dissenting view was sought."
    first = found[0]
    yield finding(manuscript.file, first.part, first.span, "quote-one-sided", "warning", message, hint, BALANCE)


def _credit(quote: Quote) -> str:
    return ", ".join(one for one in (quote.speaker, quote.role, quote.firm, date_words(quote.date)) if one)


def _short(text: str) -> str:
    return text if len(text) <= 240 else f"{text[:200].rsplit(' ', 1)[0]} … {text[-30:].split(' ', 1)[-1]}"
