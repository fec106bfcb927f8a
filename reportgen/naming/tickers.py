"""Tickers that a company bears no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reportgen.formats import us_date
from reportgen.model import Finding, Manuscript, Span
from reportgen.naming.told import finding

RULE = "A company is called by the ticker of the day."


class Former(NamedTuple):
    """A ticker that went, whose it was, and what the company is called and traded as since a day."""

    names: str
    company: str
    ticker: str
    since: date


FORMER = {
    "FB": Former("Facebook|Meta", "Meta Platforms", "META", date(2022, 6, 9)),
    "SQ": Former("Square|Block", "Block", "XYZ", date(2025, 1, 21)),
    "PCLN": Former("Priceline|Booking", "Booking Holdings", "BKNG", date(2018, 2, 27)),
    "ANTM": Former("Anthem|Elevance", "Elevance Health", "ELV", date(2022, 6, 28)),
    "UTX": Former("United Technologies|Raytheon|RTX", "RTX", "RTX", date(2020, 4, 3)),
}
BRACKETED = re.compile(rf"\((?:(?:NYSE|NASDAQ|Nasdaq)\s*:\s*)?({'|'.join(FORMER)})\)")
NEAR = 40


def former_tickers(manuscript: Manuscript, end: date) -> Iterator[Finding]:
    """A finding for each ticker in brackets behind a company's name that was another's, or none, in the text's week."""
    for part in manuscript.parts:
        if "(" not in part.text or part.role == "code":
            continue
        for match in BRACKETED.finditer(part.text):
            one = FORMER[match[1]]
            before = part.text[max(0, match.start() - NEAR) : match.start()]
            if end < one.since or part.spoken(match.start()) or not re.search(rf"\b(?:{one.names})\b[^.;()]*$", before):
                continue
            message = f"{match[1]} is a former ticker; since {us_date(one.since)} {one.company} is {one.ticker}"
            span = Span(*match.span(1))
            yield finding(
                manuscript.file, part, span, "instrument-name", "error", message, one.ticker, RULE, one.company
            )
