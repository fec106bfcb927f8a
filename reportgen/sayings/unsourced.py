"""Numbers and superlatives that no price proves, printed without saying whose they are: earnings, breadth, estimates.

What prices prove (changes, levels, yields of instruments) is the claims' business and passed over here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.model import Evidence, Finding, Manuscript, Part, Span
from reportgen.sayings.cited import Shelf, noted, printed
from reportgen.sayings.facts import SOURCED
from reportgen.sayings.lexicon import FIRM_NAME, LINK, WHEN
from reportgen.sayings.speech import sentences
from reportgen.sayings.told import finding

AMOUNT = (
    r"(?:[$€£]\s?\d[\d,.]{0,20}(?:\s(?:million|billion|trillion))?|(?<![\d,.])\d[\d,]{0,20}(?:\.\d{1,9})?\s?"
    r"(?:%|(?:percent|per cent|million|billion|trillion|basis points|times|x|jobs)\b)"
    r"|(?<![\d,.])\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?)"
)
RANGE = re.compile(rf"{AMOUNT}(?:\s?(?:to|–|-|and)\s?{AMOUNT})?")
SUBJECT = re.compile(
    r"\b(?:earnings|profits?|revenues?|sales|margins?|EPS|GDP|inflation|CPI|PCE|PPI|payrolls?|jobs report|unemployment"
    r"|jobless|wages?|hiring|employers|retail|housing|mortgages?|tariffs?|deficit|debt|borrow\w*|valuations?"
    r"|price[- ]to[- ]\w+|P/E|multiples?|dividend yield|inflows?|outflows?|assets under management|survey|sentiment"
    r"|participation|breadth|capital spending|capex|probability|odds|chance|buybacks?|market capitali[sz]ation"
    r"|consensus|estimates?|default rates?)\b",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"\b(?:\d[\d.]*\s?(?:%|percent|per cent)|(?:half|two[- ]thirds|three[- ]quarters|most)) of "
    r"(?:all |the |its |their )?(?:stocks|shares|companies|members|firms|investors|economists|analysts|managers|names"
    r"|households|constituents)\b",
    re.IGNORECASE,
)
FEW = r"(?:a|\d+|two|three|four|five|six|seven|eight|nine|ten|twenty)"
SINCE = re.compile(
    rf"\b(?:in (?:more than |over |nearly |almost )?{FEW} (?:years?|decades?|months?|quarters?)"
    r"|since (?:\w+ )?(?:19|20)\d\d|ever|on record)\b"
)
MOST = re.compile(
    r"the (?<=\bthe )(?:highest|lowest|most|fewest|largest|biggest|smallest|strongest|weakest|fastest|slowest|best"
    r"|worst) "
    rf"[^,.;]{{0,90}}?{SINCE.pattern}"
)
PRICED = re.compile(
    r"\b(?:close|closing|week|weekly|day|daily|session|gain|gains|rise|advance|loss|losses|fall|drop|decline|rally|return"
    r"|level|point|run|streak|stretch|performance|performer|start|high|low)s?\b",
    re.IGNORECASE,
)
"""Words of what prices prove."""
TOLD = re.compile(
    r"\b(?:according to|data from|data by|survey (?:by|of)|figures from|reported by|compiled by|(?:a|the) report "
    r"(?:by|from)|sources?:|citing|per (?=[A-Z]))"
)
PROVIDER = re.compile(
    r"\b(?:FactSet|LSEG|Refinitiv|Bloomberg|Reuters|Morningstar|Lipper|Zacks|I/B/E/S|Yardeni|CME|FedWatch|Census"
    r"|Bureau of|Labor Department|Commerce Department|Treasury Department|Federal Reserve|the Fed|FOMC|BLS|BEA|ISM|ADP"
    r"|NAR|University of Michigan|Conference Board|Freddie Mac|Fannie Mae|Challenger|EIA|OPEC|IMF|OECD|World Bank|ECB"
    r"|Bank of England|Bank of Japan|Eurostat|S&P Global|FTSE Russell|AAII|Investment Company Institute|EPFR"
    r"|the company|the companies)\b"
)
OFFICE = re.compile(
    r"\b(?:Labor|Commerce|Treasury) Department|\bBureau of|\b(?:Census|ISM|ADP|FactSet|LSEG|Eurostat)\b"
)
"""Publishers whose numbers may fill the sentence after the one that names them."""
NAMED = re.compile(
    r"\b(?!(?:The|This|That|These|Those|It|Consensus|Analysts|Economists|Strategists|Investors|Estimates|Wall) )"
    rf"(?:{FIRM_NAME})(?:, [^,]{{2,60}},)?,? (?:now |also |still |has |had )?"
    r"(?:said|says|reported|reports|expects|estimates|forecasts|projects|sees|predicts|posted|announced|raised|lowered"
    r"|found|showed|guided)\b"
)
EXPECTED = re.compile(
    r"\b(?:consensus|estimates?|forecasts?|projected|expected|anticipated|pricing in|priced in)\b", re.IGNORECASE
)
CHANCE = re.compile(
    r"\b(?:minimal|little|small|slim|high|even|near[- ]certain)(?: \w+)? (?:chance|probability|odds)\b", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
ODDS = re.compile("chance|probability|odds")
CALL = 5
"""Columns between neighbouring letters from which on a note is called between them: " [1]"."""


def check_sources(manuscript: Manuscript, evidence: Evidence) -> tuple[Finding, ...]:
    """A warning for each sentence of the author's whose numbers or superlatives rest on nobody that it names."""
    vouched = {(id(one.part), one.span.start) for one in printed(manuscript, Shelf(evidence.facts))}
    out: list[Finding] = []
    for part in manuscript.parts:
        if part.role not in ("paragraph", "item") or part.voice != "author":
            continue
        if any(noted(part, fact) for fact in evidence.facts.values()):
            continue
        spans = sentences(part.text)
        for index, span in enumerate(spans):
            found = [one for one in _bare(part, span) if not part.spoken(one.start)]
            found = [one for one in found if (id(part), one.start) not in vouched]
            if not found or _sourced(part, spans, index):
                continue
            out += [_told(manuscript.file, part, span, one) for one in sorted(found)]
    return tuple(out)


def _bare(part: Part, span: Span) -> Iterator[Span]:
    """The numbers and superlatives of a sentence that no price proves."""
    for start, end in _bare_in(part.text[span.start : span.end]):
        yield Span(span.start + start, span.start + end)


@lru_cache(maxsize=2048)
def _bare_in(own: str) -> tuple[tuple[int, int], ...]:
    """The same in letters of the sentence; those of so many are kept."""
    return tuple(_found_in(own))


def _found_in(own: str) -> Iterator[tuple[int, int]]:
    ranges = list(RANGE.finditer(own)) if DIGIT.search(own) else []
    most = list(MOST.finditer(own))
    about = (ranges or most) and SUBJECT.search(own)
    shares = [match.span() for match in SHARE.finditer(own)] if ranges else []
    for match in ranges:
        share = any(a <= match.start() < b for a, b in shares)
        if share or about:
            yield match.span()
    for match in most:
        until = SINCE.search(match[0])
        said = match[0][: until.start() if until else None]
        if SUBJECT.search(said) or (about and not PRICED.search(said)):
            yield match.span()
    for match in CHANCE.finditer(own) if ODDS.search(own) else ():
        yield match.span()


def _sourced(part: Part, spans: list[Span], index: int) -> bool:
    """Whether the sentence, or one beside it, says whose numbers these are: a provider, a note, a link, a speaker."""
    own = part.text[spans[index].start : spans[index].end]
    before = part.text[spans[index - 1].start : spans[index - 1].end] if index else ""
    around = part.text[spans[max(0, index - 1)].start : spans[min(len(spans) - 1, index + 1)].end]
    return bool(
        _called(part, spans[index])
        or LINK.search(own)
        or PROVIDER.search(own)
        or NAMED.search(own)
        or TOLD.search(around)
        or OFFICE.search(before)
    )


def vouched_for(part: Part, offset: int) -> bool:
    """Whether the sentence around a letter, or one beside it, says whose numbers these are."""
    spans = sentences(part.text)
    index = next((i for i, span in enumerate(spans) if span.start <= offset < span.end), None)
    return index is not None and _sourced(part, spans, index)


def _called(part: Part, span: Span) -> bool:
    """Whether the file has more between two letters than the text: the call of a note, or a link's address."""
    offsets = [run.offset for run in part.runs if span.start < run.offset <= span.end]
    places = [(part.place("", offset - 1), part.place("", offset)) for offset in offsets if offset < len(part.text)]
    return any(a.line == b.line and b.column - a.column >= CALL for a, b in places)


def _told(file: str, part: Part, sentence: Span, one: Span) -> Finding:
    own, shown = part.text[sentence.start : sentence.end], part.text[one.start : one.end]
    kind = "an estimate" if EXPECTED.search(own) else "a number" if any(c.isdigit() for c in shown) else "a claim"
    lack = "no provider is" if WHEN.search(own) else "neither provider nor date is"
    message = f"“{shown}” is {kind} that no price proves, and {lack} named"
    hint = "Name who published it and when, or record it under facts: and cite it as {{ facts.KEY }}."
    return finding(file, part, one, "fact-unsourced", "warning", message, hint, SOURCED)
