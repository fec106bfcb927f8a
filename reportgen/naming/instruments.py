"""Names and tickers of the funds that a text names, against the registry; what it says of them stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reportgen.formats import us_date
from reportgen.model import Evidence, Finding, Manuscript, Span
from reportgen.naming.compared import bears, branded, tokens, within
from reportgen.naming.described import described, describes, geared, unsaid
from reportgen.naming.mentions import Mention, fund_like, mentions, name_before
from reportgen.naming.tickers import former_tickers
from reportgen.naming.told import Severity, finding, source
from reportgen.reference import Former, Identity, Registry

NAMED = "An instrument is called by its official name of the day, as its issuer and the registry have it."
NO_TICKERS = frozenset((
    "CEO", "CFO", "CIO", "COO", "CPI", "PPI", "PCE", "GDP", "GNP", "FOMC", "YTD", "MTD", "QTD", "AI", "ETF", "ETFs",
    "ETN", "EPS", "PE", "ISM", "PMI", "ECB", "BOJ", "BOE", "IMF", "OECD", "OPEC", "SEC", "FINRA", "IPO", "REIT",
    "REITs", "US", "USA", "UK", "EU", "EM", "UAE", "USD", "EUR", "GBP", "JPY", "CAD", "AUD", "ADP", "BLS", "BEA",
    "NAV", "AUM", "ESG", "EBITDA", "ROE", "LEI", "NFIB", "JOLTS", "FDA", "DOJ", "FTC",
))  # fmt: skip


def check_instruments(
    manuscript: Manuscript, evidence: Evidence, registry: Registry | None = None
) -> tuple[Finding, ...]:
    """Every finding on the funds that a text names; a project's own funds go before the registry's."""
    registry = registry or Registry()
    end = evidence.market.week.end

    def known(ticker: str) -> bool:
        return ticker in evidence.funds or registry.fund(ticker) is not None

    out: list[Finding] = []
    told: set[str] = set()
    part, says = None, False
    for one in mentions(manuscript, known):
        fund = _identity(one.ticker, evidence, registry)
        if fund is None:
            out += _unknown(manuscript.file, one, registry)
            continue
        out += _name(manuscript.file, one, fund, registry, end)
        if one.part is not part:
            part, says = one.part, describes(one.part.text)
        if says:
            out += described(manuscript.file, one, fund, end)
        if (fund.leveraged or fund.inverse) and one.ticker not in told and not geared(manuscript, one, fund):
            told.add(one.ticker)
            out.append(unsaid(manuscript.file, one, fund))
    out += _renamed(manuscript, registry, end)
    out += former_tickers(manuscript, end)
    out += _by_name(manuscript, evidence, registry, end)
    return tuple({(f.code, f.place): f for f in out}.values())


def _by_name(manuscript: Manuscript, evidence: Evidence, registry: Registry, end: date) -> Iterator[Finding]:
    """What a text says of a fund that it names without its ticker."""
    for part in manuscript.parts:
        if part.role == "code" or not any(kind in part.text for kind in ("ETF", "Fund", "Trust")):
            continue
        if not describes(part.text):
            continue
        floor = 0
        for match in re.finditer(r"\b(?:ETF|Fund|Trust)\b(?! Trust\b)(?! ?\()", part.text):
            span, floor = name_before(part.text, match.end(), floor), match.end()
            words = part.text[span.start : span.end] if span else ""
            found = registry.named(re.sub(r"^[Tt]he ", "", words)) if span and not part.spoken(span.start) else None
            fund = _identity(found.identity.symbol, evidence, registry) if found else None
            if fund and fund.kind == "fund" and span and fund.symbol not in words:
                yield from described(manuscript.file, Mention(part, fund.symbol, span, None), fund, end)


def renamed(former: Former, identity: Identity, end: date) -> bool:
    """Whether a former name was one no longer on a day."""
    return former.until is None or former.until <= end


def right_name(identity: Identity, ticker: str) -> str:
    """The official name, and the former ones with the day on which they went."""
    past = "; ".join(
        f"until {us_date(one.until)} {one.name}" if one.until else f"formerly {one.name}" for one in identity.former
    )
    return f"{ticker} is the {identity.name}" + (f"; {past}" if past else "")


def _anew(former: Former, identity: Identity, ticker: str) -> str:
    since = f"since {us_date(former.until)}" if former.until else "today"
    return f"{former.name} is a former name; {since} {ticker} is the {identity.name}"


def _identity(ticker: str, evidence: Evidence, registry: Registry) -> Identity | None:
    """What a ticker is: as the registry has it, what a project itself says of it laid over."""
    found, own = registry.fund(ticker), evidence.funds.get(ticker)
    if own is None:
        return found or (registry.identity(ticker) if ticker.startswith("^") else None)
    found = found or Identity(ticker, own.name, ticker, "fund")
    return replace(
        found, also=(*found.also, own.name), tracks=own.tracks, expense_ratio=own.expense_ratio, source=own.source,
        as_of=own.as_of,
    )  # fmt: skip


def _name(file: str, one: Mention, fund: Identity, registry: Registry, end: date) -> Iterator[Finding]:
    if one.name is None or one.part.spoken(one.at.start):
        return
    span, printed = _trimmed(one, fund)
    words = one.part.text[span.start : span.end]
    other = registry.named(words)
    if other and not other.former and other.identity.kind == "fund" and other.identity.symbol != fund.symbol:
        message = f"the {other.identity.name} is {other.identity.symbol}; {right_name(fund, one.ticker)}"
        both = Span(min(one.at.start, span.start), max(one.at.end, span.end))
        yield finding(file, one.part, both, "instrument-name", "error", message, fund.name, NAMED, source(fund))
        return
    if not printed or bears(printed, fund) or (not branded(printed) and within(printed, tokens(fund.tracks))):
        return
    former = next(
        (old for old in fund.former if tokens(old.name) == printed or within(printed, tokens(old.name))), None
    )
    if former and not renamed(former, fund, end):
        return
    if former is None and not _is_name(printed, words, registry):
        return
    message = right_name(fund, one.ticker)
    severity: Severity = "error"
    if former:
        message = _anew(former, fund, one.ticker)
        severity = "error" if former.until else "warning"
    yield finding(file, one.part, span, "instrument-name", severity, message, fund.name, NAMED, source(fund))


def _trimmed(one: Mention, fund: Identity) -> tuple[Span, tuple[str, ...]]:
    """The printed name without what stands in front of it: it begins with the brand where it has one."""
    assert one.name is not None
    text, start = one.words, one.name.start
    own = (m for m in re.finditer(r"[^\s-]+", text) if not m[0].endswith(("'s", "’s")))
    match = next((m for m in own if branded(tokens(m[0]))), None)
    if match and "state street" in text.casefold():
        match = re.search(r"state street", text, re.IGNORECASE)
    begin = match.start() if match else 0
    printed = tokens(text[begin:])
    while not match and printed and not bears(printed, fund) and " " in text[begin:]:
        following = text.index(" ", begin) + 1
        if text[begin:following].strip().casefold() not in (
            "the",
            "its",
            "a",
            "an",
            "while",
            "both",
            "in",
            "and",
            "meanwhile",
        ):
            break
        begin = following
        printed = tokens(text[begin:])
    return Span(start + begin, one.name.end), printed


def _is_name(printed: tuple[str, ...], words: str, registry: Registry) -> bool:
    """Whether words beside a ticker claim to be a fund's name rather than to describe it."""
    if branded(printed) and len(printed) > 1:
        return True
    other = registry.named(words)
    return bool(other and other.identity.kind == "fund") or (fund_like(words) and len(printed) > 1)


def _unknown(file: str, one: Mention, registry: Registry) -> Iterator[Finding]:
    """A ticker that the registry does not know, beside a name that is another's, or that is a fund's."""
    if one.name is None or one.ticker in NO_TICKERS or one.part.spoken(one.at.start):
        return
    words = re.sub(r"^(?:The|A|An|Its) ", "", one.words)
    other = registry.named(words)
    if other and other.identity.kind == "fund" and " " in words:
        message = f"the {other.identity.name} is {other.identity.symbol}, not {one.ticker}"
        yield finding(
            file,
            one.part,
            one.at,
            "instrument-name",
            "error",
            message,
            other.identity.symbol,
            NAMED,
            source(other.identity),
        )
    elif one.bracketed and fund_like(one.words) and branded(tokens(one.words)) and 2 <= len(one.ticker) <= 5:
        message = f"{one.ticker} is not in the registry: nothing vouches for “{one.words}”"
        hint = "Compare it with the issuer's page, and describe it in instruments.yaml."
        yield finding(file, one.part, one.at, "instrument-unknown", "warning", message, hint, NAMED)


def _renamed(manuscript: Manuscript, registry: Registry, end: date) -> Iterator[Finding]:
    """A former name of a fund without its ticker."""
    for part in manuscript.parts:
        if part.role == "code":
            continue
        floor = 0
        for match in re.finditer(r"\b(?:ETF|Fund|Trust)\b(?! Trust\b)(?!, Series)", part.text):
            span, floor = name_before(part.text, match.end(), floor), match.end()
            if not span or part.spoken(span.start):
                continue
            if part.text.startswith(("The ", "the "), span.start):
                span = Span(span.start + 4, span.end)
            found = registry.named(part.text[span.start : span.end])
            former = found.former if found else None
            if (
                found
                and former
                and former.until
                and former.until <= end
                and not bears(tokens(former.name), found.identity)
            ):
                near = part.text[max(0, span.start - 24) : span.start].casefold()
                if re.search(r"former|previous|once |known as|until|called", near):
                    continue
                message = _anew(former, found.identity, found.identity.symbol)
                yield finding(
                    manuscript.file,
                    part,
                    span,
                    "instrument-name",
                    "error",
                    message,
                    found.identity.name,
                    NAMED,
                    source(found.identity),
                )
