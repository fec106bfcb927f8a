"""The issue's quotes: what their records lack, whether they are printed as recorded, and speech in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reportgen.formats import date_words
from reportgen.model import Evidence, Finding, MarketWeek, Passage, Place, Project, Quote, Report
from reportgen.reading import manuscript
from reportgen.sayings import check_quotes
from reportgen.sayings.dates import latest
from reportgen.sayings.lexicon import DOWN, SOUGHT, UP
from reportgen.sayings.quotes import BALANCE, CREDITED, LONG, STALE, VERBATIM
from reportgen.yamlfile import place_of

BLOCK = re.compile(r"^\s*\[\[\s*quote\s+(\w+)\s*\]\]", re.MULTILINE)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[\[.*?\]\]", re.DOTALL)


def quoted_records(project: Project, market: MarketWeek) -> list[Finding]:
    """A warning for each thing that the record of a placed quote lacks, and one where all take the same side."""
    placed = _placed(project)
    out = [finding for quote in placed for finding in _record(project, quote, market)]
    up, down = (sum(bool(side.search(quote.text)) for quote in placed) for side in (UP, DOWN))
    if placed and (up > 0) != (down > 0) and not any(SOUGHT.search(one.text) for one in _passages(project)):
        side = "favourable" if up else "unfavourable"
        who = "everybody quoted takes" if len(placed) > 1 else "the one voice quoted takes"
        hint = "Quote somebody who disagrees, or say that no dissenting view was sought."
        place = _place(project, placed[0])
        out.append(Finding("quote-one-sided", "warning", place, f"{who} a {side} view", suggestion=hint, rule=BALANCE))
    return out


def printed_quotes(project: Project, report: Report) -> list[Finding]:
    """An error for each quote block whose words are not the recorded ones."""
    recorded = {quote.text: quote for quote in project.issue.quotes.values()}
    speakers = {quote.speaker: quote for quote in recorded.values()}
    out = []
    for block in report.blocks:
        if block.kind == "quote" and block.content.text not in recorded:
            quote = speakers.get(block.content.speaker)
            place = _place(project, quote) if quote else Place(project.config)
            message = "a quotation is printed in other words than the record's"
            out.append(Finding("quote-altered", "error", place, message, block.content.text, rule=VERBATIM))
    return out


def quoted_speech(project: Project, market: MarketWeek) -> list[Finding]:
    """The errors on speech between quotation marks in the issue's own words, held against its quotes."""
    evidence = Evidence(market, project.instruments, project.config, quotes=project.issue.quotes, own=True)
    return [
        placed(finding, passage)
        for passage in _passages(project)
        if "“" in passage.text or '"' in passage.text or ">" in passage.text
        for finding in check_quotes(manuscript(_bare(passage.text), passage.file, "markdown"), evidence)
        if finding.severity == "error" or finding.code == "quote-cut"
    ]


def placed(finding: Finding, passage: Passage) -> Finding:
    """A finding on the text of a passage, with the place that its words have in the passage's file."""
    lines = passage.text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: finding.place.line - 1]) + finding.place.column - 1
    length = max(1, finding.end_column - finding.place.column)
    first, last = place_of(passage, offset), place_of(passage, offset + length - 1)
    return replace(finding, place=first, end_column=last.column + 1 if last.line == first.line else 0)


def _record(project: Project, quote: Quote, market: MarketWeek) -> Iterable[Finding]:
    place, day, end = _place(project, quote), latest(quote.date), market.week.end
    count = len(quote.text.split())
    if day is None:
        message = f"quotes.{quote.key}.date: “{quote.date}” names no year"
        yield Finding("quote-undated", "warning", place, message, suggestion="Say when it was said.", rule=CREDITED)
    elif end - day > STALE:
        message = f"quotes.{quote.key} is of {date_words(quote.date)}, more than 30 days before the week's end"
        hint = "Say in the text how old it is, or quote a newer word."
        yield Finding("quote-stale", "warning", place, message, suggestion=hint, rule=CREDITED)
    if not quote.role.strip() and not quote.firm.strip():
        message = f"quotes.{quote.key} names {quote.speaker} without role or firm"
        yield Finding("quote-speaker", "warning", place, message, suggestion="Record role: and firm:.", rule=CREDITED)
    if count > LONG:
        message = f"quotes.{quote.key} runs to {count} words; readers and rights owners expect fewer"
        yield Finding("quote-long", "warning", place, message, suggestion="Cut it with … or quote less.", rule=CREDITED)


def _placed(project: Project) -> list[Quote]:
    """The quotes that the issue's text places, in its order."""
    keys = dict.fromkeys(BLOCK.findall(project.issue.body.text))
    return [project.issue.quotes[key] for key in keys if key in project.issue.quotes]


def _place(project: Project, quote: Quote) -> Place:
    return project.places.get(f"quotes.{quote.key}", Place(project.config))


def _bare(text: str) -> str:
    """A text without its expressions and blocks, every letter in its place."""
    return EXPRESSION.sub(lambda found: re.sub(r"[^\n]", "x", found[0]), text)


def _passages(project: Project) -> Iterable[Passage]:
    issue = project.issue
    yield from (issue.title, issue.deck, *issue.key_points, issue.body)
    for risk in issue.risks:
        yield from (risk.title, risk.text)
