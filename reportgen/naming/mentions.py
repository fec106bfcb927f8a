"""Where a text names funds: "Name of Fund (TICK)", "TICK: Name", a row with both, a ticker alone in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.model import Manuscript, Part, Span

BRACKET = re.compile(
    r"\(\s*(?:(?:NYSE(?: Arca)?|NYSEARCA|ARCA|NASDAQ|Nasdaq|BATS|Cboe|AMEX|CBOE)\s*:\s*|[Tt]icker:?\s*|[Ss]ymbol:?\s*)?"
    r"(?P<ticker>\^?[A-Z][A-Z0-9.]{0,5})\s*(?:[,;][^()]{0,60})?\)"
)
LISTED = re.compile(
    r"^(?:[-•*]\s*)?(?P<ticker>[A-Z][A-Z0-9]{1,5}) ?(?::|[–—]|-(?= )) ?"
    r"(?P<name>[^.:;()]*(?:\.(?=[A-Z]\.|\S)[^.:;()]*|(?<=U\.S)\.[^.:;()]*)*)"
)
TURNED = re.compile(r"\b(?P<ticker>[A-Z]{2,5}) \((?:the )?(?P<name>[^()]{6,80})\)")
ALONE = re.compile(r"(?<![\w$^.&/-])[A-Z]{3,5}(?![\w&-]|\.\w)")
WORD = re.compile(r"[^\s()\[\]“”\",;:–—]+$")
JOINING = frozenset(("of", "and", "&", "the", "for", "ex", "to", "in", "+"))
KINDS = frozenset(("fund", "etf", "trust", "index", "shares", "portfolio", "note", "notes", "etn", "funds"))
FUND_LIKE = re.compile(r"\b(?:ETF|ETFs|ETN|Fund|Trust|Shares|Portfolio)\b", re.IGNORECASE)
LONGEST = 14


@dataclass(frozen=True)
class Mention:
    """A ticker in print, and the name beside it where there is one (each a stretch of the part's text)."""

    part: Part
    ticker: str
    at: Span
    name: Span | None
    bracketed: bool = False

    @property
    def words(self) -> str:
        """The printed name."""
        return self.part.text[self.name.start : self.name.end] if self.name else ""


def mentions(manuscript: Manuscript, known: Callable[[str], bool]) -> Iterator[Mention]:
    """Every ticker with the name beside it, and every ticker alone that is `known` as a fund's."""
    for part in manuscript.parts:
        if part.role == "code":
            continue
        taken: set[int] = set()
        for one in (*_bracketed(part), *_listed(part), *_turned(part, known), *_row(part, known)):
            if one.at.start not in taken:
                taken.add(one.at.start)
                yield one
        for match in ALONE.finditer(part.text):
            if match.start() not in taken and known(match[0]) and not part.spoken(match.start()):
                yield Mention(part, match[0], Span(*match.span()), None)


def fund_like(name: str) -> bool:
    """Whether a name is said to be a fund's."""
    return bool(FUND_LIKE.search(name))


def name_before(text: str, end: int, floor: int = 0) -> Span | None:
    """The name that ends at `end` and begins no earlier than `floor`: words with a capital or a digit, and the small
    ones between, read backwards.
    """
    start = at = behind = _back(text, end)
    count = 0
    while count < LONGEST and (found := WORD.search(text, max(floor, at - 60), at)):
        word = found[0]
        proper = any(letter.isupper() or letter.isdigit() for letter in word)
        if not proper and word not in JOINING and not (word in KINDS and start == behind):
            break
        if proper and word.endswith((".", "!", "?")) and not re.search(r"(?:[A-Z]\.)+$|\b(?:Inc|Co|Corp)\.$", word):
            break
        if proper or word in KINDS:
            start = found.start()
        at = _back(text, found.start())
        count += 1
        if at and text[at - 1] in '()[]“”",;:–—':
            break
    return Span(start, behind) if start < behind else None


def _back(text: str, at: int) -> int:
    """The end of the words before a place, white space left out."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _bracketed(part: Part) -> Iterator[Mention]:
    floor = 0
    for match in BRACKET.finditer(part.text):
        name = name_before(part.text, match.start(), floor)
        yield Mention(part, match["ticker"], Span(*match.span("ticker")), name, True)
        floor = match.end()


def _listed(part: Part) -> Iterator[Mention]:
    match = LISTED.match(part.text)
    if match and match["name"].strip():
        start = match.start("name")
        end = start + len(match["name"].rstrip())
        yield Mention(part, match["ticker"], Span(*match.span("ticker")), Span(start, end))


def _turned(part: Part, known: Callable[[str], bool]) -> Iterator[Mention]:
    for match in TURNED.finditer(part.text):
        if known(match["ticker"]) and fund_like(match["name"]):
            yield Mention(part, match["ticker"], Span(*match.span("ticker")), Span(*match.span("name")))


def _row(part: Part, known: Callable[[str], bool]) -> Iterator[Mention]:
    """A table's row with a ticker in one cell and a fund's name in another."""
    tickers = [cell for cell in part.cells if known(part.text[cell.start : cell.end].strip())]
    named = [cell for cell in part.cells if fund_like(part.text[cell.start : cell.end])]
    if len(tickers) == 1 and named:
        yield Mention(part, part.text[tickers[0].start : tickers[0].end].strip(), tickers[0], named[0])
