"""A typed market number without a source: prose names its numbers, so a percentage, a level or a change in points
written by hand is told, and the issue stays a draft.

Names that hold digits (Russell 2000), dates, years, code and links are not market numbers.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from reportgen.marks import resolve
from reportgen.model import Finding, Passage, Place, Project, Report
from reportgen.reading.bindings import BOUND
from reportgen.review.addresses import ADDRESS
from reportgen.yamlfile import place_of

NUMBER = r"[+\-−–]?[$€£]?(?:\d[\d,]*(?:\\?\.\d+)?|\.\d+)[½¼¾⅓⅔]?"
UNIT = (
    r"(?:%|&#37;|&percnt;|percent\b|per\s+cent\b|percentage[ -]points?\b|basis[ -]points?\b|bps?\b|bp\b|pp\b|pc\b"
    r"|x\b|points?\b|pts\b)"
)
MARKET = re.compile(
    rf"(?<![\w.,])(?:{NUMBER}(?:\s*(?:to|–|-)\s*{NUMBER})?(?:\s|&nbsp;|[*_])*-?{UNIT}"
    r"|[+\-−][$€£]?\d[\d,]*(?:\.\d+)?|[$€£]\d[\d,]*(?:\.\d+)?(?:\s*(?:billion|million|trillion))?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\\?\.\d+|(?!(?:19|20)\d\d(?!\d))\d{4,})(?![\w])",
    re.IGNORECASE,
)
COUNTS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|hundred|half|quarter"
)
WORDED = re.compile(
    rf"\b(?:(?:{COUNTS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a quarter of a|half a)"
    r"[- ](?:percent(?:age[- ]points?)?|per cent|basis[- ]points?|points)\b",
    re.IGNORECASE,
)
HINT = "Name the figure, such as {{ russell_2000.week | percent }}, or a fact with its source, {{ facts.KEY }}."
EXPRESSION = re.compile(r"\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}")
WORDS = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
ASIDE = re.compile(
    rf"{ADDRESS}|"
    r"(?ms:^(```|~~~).*?^\1)|`[^`\n]*`|(?m:^[ \t]*\[\[.*?\]\][ \t]*$)|\]\([^)\s]*\)|https?://\S+"
    r"|(?m:^\s*\d+\.\s)|\b\d{4}-\d{2}-\d{2}\b"
)


def typed_numbers(project: Project) -> list[Finding]:
    """One finding for each market number that is typed in the issue's words and vouched for by nothing."""
    return [finding for passage in _passages(project) for finding in _of(passage, project)]


def typed_in_print(project: Project, report: Report, known: Sequence[Finding]) -> list[Finding]:
    """Numbers that only the finished words show: put together from markup, escapes or code. One finding for each."""
    told = {_bare(finding.evidence) for finding in known}
    out = []
    for words in _printed(report):
        text = html.unescape(re.sub(r"<[^>]*>", "", resolve(words, lambda _: "\x00", lambda _: "\x00")))
        for evidence, _ in _numbers(re.sub(rf"https?://\S+|\b\d{{4}}-\d{{2}}-\d{{2}}\b|{ADDRESS}", "", text), project):
            if _bare(evidence) not in told:
                told.add(_bare(evidence))
                out.append(_finding(evidence, place_of(project.issue.body, 0)))
    return out


def _printed(report: Report) -> Iterator[str]:
    yield html.escape(report.title)
    yield report.deck.html
    for block in report.blocks:
        match block.kind:
            case "prose":
                yield block.content.html
            case "key_points":
                yield from (point.html for point in block.content.points)
            case "risks":
                yield from (part for title, text in block.content.rows for part in (html.escape(title), text.html))


def _bare(evidence: str) -> str:
    return re.sub(r"[\s*_\\]|&nbsp;", "", html.unescape(evidence))


def _finding(words: str, place: Place) -> Finding:
    message = f"“{words}” is typed by hand; nothing vouches for it"
    end = place.column + len(words)
    return Finding("typed-number", "error", place, message, evidence=words, suggestion=HINT, end_column=end)


def _numbers(text: str, project: Project) -> Iterator[tuple[str, int]]:
    """The market numbers of a text, names aside, with their offsets."""
    for name in sorted(_names(project), key=len, reverse=True):
        text = re.sub(re.escape(name).replace(r"\ ", r"\s+"), lambda m: "\x00" * len(m[0]), text)
    matches = sorted([*MARKET.finditer(text), *WORDED.finditer(text)], key=lambda m: m.start())
    yield from ((" ".join(match[0].split()), match.start()) for match in matches)


def _of(passage: Passage, project: Project) -> Iterator[Finding]:
    text = EXPRESSION.sub(lambda m: _words_of(m[0]), BOUND.sub(lambda m: _blank(m[0]), passage.text))
    text = ASIDE.sub(lambda m: _blank(m[0]), text)
    yield from (_finding(words, place_of(passage, offset)) for words, offset in _numbers(text, project))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", "\x00", text)


def _words_of(expression: str) -> str:
    """An expression without its code: the words between quotation marks are printed, so they are read."""
    if expression.startswith("{#"):
        return _blank(expression)
    out, done = "", 0
    for words in WORDS.finditer(expression):
        out += _blank(expression[done : words.start() + 1]) + words[0][1:-1]
        done = words.end() - 1
    return out + _blank(expression[done:])


def _passages(project: Project) -> Iterable[Passage]:
    issue = project.issue
    yield issue.title
    yield issue.deck
    yield from issue.key_points
    yield issue.body
    for risk in issue.risks:
        yield risk.title
        yield risk.text
    publication = project.publication
    beside = (issue.byline, publication.strapline, publication.foot, *(f.approach for f in project.funds.values()))
    yield from (Passage(text, project.config) for text in beside)
    yield from (plan.title for plan in project.charts.values() if plan.title)


def _names(project: Project) -> set[str]:
    """Names whose digits are no figures: instruments, funds, and what they track."""
    names = {
        "S&P 500",
        "Russell 2000",
        "Russell 1000",
        "Russell 3000",
        "Nasdaq-100",
        "Nasdaq 100",
        "S&P 400",
        "S&P 600",
    }
    for one in project.instruments.values():
        names |= {one.name, one.short}
    for fund in project.funds.values():
        names |= {fund.name, fund.tracks}
    return {name for name in names if any(letter.isdigit() for letter in name)}
