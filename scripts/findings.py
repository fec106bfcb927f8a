"""Every code of a finding with what it means, for docs/reference.md; a test holds the list to the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from reportgen.review.facts.told import CODES as CLAIMS

ROOT = Path(__file__).resolve().parent.parent / "reportgen"
SEVERITIES = ("error", "warning", "info")
KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)+")
TELLERS = {"Finding", "told", "_told", "finding", "_finding", "note", "whole"}
"""Functions that are called with the code of a finding, as it is written."""

FINDINGS: dict[str, dict[str, tuple[str, str]]] = {
    "Numbers and claims": {
        "figure-wrong": ("error", "A printed change, in percent or points, is not that of the closes"),
        "level-wrong": ("error", "A printed level is no close, or was not passed"),
        "direction-wrong": ("error", "Rose, fell or little changed, against the sign of the change"),
        "spread-wrong": ("error", "A distance between two is another one"),
        "comparison-wrong": ("error", "The one did not do better, or worse, than the other"),
        "ratio-wrong": ("error", "Twice, half, three times: another multiple"),
        "rank-wrong": ("error", "Led, trailed, second best: another place"),
        "record-wrong": ("error", "No record, or another distance from it"),
        "since-wrong": ("error", "Not the highest, lowest, largest since then"),
        "streak-wrong": ("error", "Another length of a run"),
        "session-wrong": ("error", "Another day was the best, the worst, the only one"),
        "count-wrong": ("error", "Another number of sessions, weeks or instruments"),
        "weekday-wrong": ("error", "A date falls on another weekday"),
        "calendar-wrong": ("error", "No first, full or shortened week"),
        "wrong-number": ("error", "A bound number is not its figure"),
        "unknown-figure": ("error", "A number is bound to a figure or fact that does not exist"),
        "typed-number": ("error", "A market number of an issue is typed by hand"),
        "unsupported": ("error, info", "No close and no source on record vouches for a number; a note in a quote"),
        "unverifiable": ("warning, info", "The closes at hand do not reach that far"),
        "wording-loose": ("info", "Right, and a nearer word is at hand: more than 4% of 5.6%"),
        "contradiction": ("error", "Two places of a text cannot both be right"),
        "no-closes": ("info", "Nothing was checked that needs closes"),
    },
    "Quotes and facts": {
        "quote-altered": ("error", "Other words than the recorded ones"),
        "quote-attribution": ("error", "Another speaker, role or firm than recorded"),
        "quote-cut": ("warning", "A declared cut leaves out a “not”"),
        "quote-unrecorded": ("error", "No quotation on record has these words"),
        "quote-unsourced": ("warning", "Neither outlet nor link"),
        "quote-undated": ("warning", "No date"),
        "quote-stale": ("warning", "Older than 30 days"),
        "quote-speaker": ("warning", "No speaker, or one without role or firm"),
        "quote-long": ("warning", "More than 60 words"),
        "quote-one-sided": ("warning", "Everybody quoted is of one opinion"),
        "quote-strong": ("info", "A strong claim in somebody else's mouth"),
        "fact-altered": ("error", "Another value than the recorded one"),
        "fact-attribution": ("error", "Another source than recorded"),
        "fact-date": ("error", "Another day than recorded"),
        "fact-unsourced": ("error, warning", "A number without a source; an error where its record lacks it"),
        "fact-stale": ("warning", "As of more than twelve months ago"),
        "forecast-unlabelled": ("error", "A forecast or estimate that is not called one"),
    },
    "Instruments": {
        "instrument-name": ("error, warning", "A fund under another name than its own; a warning for a former one"),
        "instrument-tracks": ("error", "Another index than the one it tracks"),
        "instrument-cost": ("error, warning", "Another expense ratio"),
        "instrument-leveraged": ("error", "Leveraged or inverse, and not said to be"),
        "instrument-unknown": ("warning", "A ticker that no registry at hand knows"),
    },
    "Wording": {
        "wording-promissory": ("error, warning", "A promise of returns"),
        "wording-urgent": ("error", "Pressure to act"),
        "wording-exaggerated": ("error, warning", "Praise beyond what anybody can know"),
        "wording-recommendation": ("warning", "Buy, sell, worth considering"),
        "wording-personal": ("error, warning", "Advice to the reader"),
        "wording-unattributed": ("error", "Analysts say, and nobody is named"),
        "wording-forecast": ("warning", "A forecast without source or label"),
        "wording-window": ("warning", "A period chosen with hindsight"),
        "wording-selective": ("warning", "A comparison leaves out the nearest"),
        "wording-balance": ("error, warning", "Benefits without risks"),
        "wording-conflict-free": ("error", "Free of conflicts, unbiased"),
        "wording-rating": ("warning", "A rating without date, period and source"),
        "wording-hypothetical": ("error, warning", "Results that nobody had"),
        "wording-gips": ("error", "GIPS without the whole statement"),
        "wording-promotion": ("info", "An offer of services"),
        "wording-causal": ("info", "A cause stated as known"),
        "wording-intensity": ("info", "Surged, plunged: a strong verb"),
        "wording-language": ("warning", "Not in English, and not read"),
        "pack-stale": ("warning", "A pack of rules reviewed more than twelve months ago"),
        "waived": ("info", "Let pass by a waiver"),
        "waiver-incomplete": ("error", "A waiver lacks words, reason, person or end date"),
        "waiver-expired": ("error", "A waiver has ended"),
        "waiver-unused": ("error", "A waiver that nothing needs"),
        "waiver-refused": ("error", "A waiver of what cannot be waived"),
    },
    "Disclosures": {
        "disclosure-missing": ("error, warning, info", "Called for, and does not stand"),
        "disclosure-partial": ("warning", "Only a part of it stands"),
        "disclosure-orphan": ("warning", "Stands, and nothing calls for it"),
        "disclosure-hidden": ("error, warning", "Cannot be seen, or only when it is opened"),
        "disclosure-small": ("error, warning", "Smaller than the body"),
        "disclosure-faint": ("error", "Less contrast than 4.5 to 1"),
        "disclosure-image": ("error", "A picture of words"),
    },
    "Built editions": {
        "edition-differs": ("error, warning", "One edition prints what another does not"),
        "access-alt": ("error, warning", "A picture without words, or with poor ones"),
        "access-bookmarks": ("warning", "A PDF without an outline"),
        "access-chart": ("warning", "A chart without its figures in words"),
        "access-contrast": ("error, info", "Less contrast than 4.5 to 1, by day or night; a note where it cannot be told"),
        "access-fonts": ("error", "A font that is not in the PDF"),
        "access-headings": ("error, warning", "No first heading, an empty one, a level left out"),
        "access-id": ("error", "An id twice"),
        "access-landmarks": ("error, warning", "No main part, or two"),
        "access-language": ("error, warning", "No language"),
        "access-large": ("warning", "Too large to be looked at"),
        "access-link": ("error, warning", "A link that leads nowhere or does not say where"),
        "access-pdf": ("error", "The PDF cannot be read"),
        "access-pdf-image": ("error", "A page that is a picture"),
        "access-pdf-tags": ("error, warning", "A PDF without tags, or with content outside them"),
        "access-pdf-ua": ("warning", "A PDF that does not say that it keeps to PDF/UA"),
        "access-skip": ("error, warning", "No way past what repeats, or one that leads nowhere"),
        "access-tab-order": ("error", "Another order of links than that of reading"),
        "access-table": ("error, warning", "A table without heads or name"),
        "access-title": ("error", "No title"),
        "email-picture": ("error, warning", "A picture that mail programs do not show, or that has no room for its words"),
        "email-size": ("error, warning", "More than 80 kB of HTML; an error beyond 95: Gmail clips at some 102"),
    },
    "Market data": {
        "coarse-close": ("error", "A close has more decimals than are printed of it"),
        "leap": ("warning", "A move that no market makes"),
        "no-session": ("warning", "A close for a day without trading"),
        "not-compared": ("warning", "The second source could not be asked"),
        "not-kept": ("warning", "The store could not keep what was read"),
        "record-contradicted": ("error", "A cited record is another close than the one at hand"),
        "record-unread": ("warning", "The record of an earlier issue cannot be read"),
        "restricted-series": ("warning", "A series that is not to be printed without its owner's leave"),
        "revised-close": ("warning", "A close that an earlier issue printed has changed"),
        "sources-differ": ("error", "Two sources have different closes"),
        "stale-source": ("warning, info", "A source failed, and the store stepped in"),
        "unchanged-close": ("warning", "The same close twice running"),
    },
}  # fmt: skip


def table() -> Iterator[str]:
    """The part of docs/reference.md."""
    yield from ("", "## Findings", "", "What each code tells. Words of somebody quoted give notes (info), not errors.")
    for title, codes in FINDINGS.items():
        yield from ("", f"### {title}", "", "| code | severity | what it tells |", "| --- | --- | --- |")
        for code, (severity, meaning) in codes.items():
            yield f"| `{code}` | {severity} | {meaning} |"


def stated() -> dict[str, set[str]]:
    """The codes of the table, with their severities."""
    return {code: set(how.split(", ")) for some in FINDINGS.values() for code, (how, _) in some.items()}


def written() -> dict[str, set[str]]:
    """The codes that the code tells by name, with the severities that stand beside them."""
    found = {code: {"error"} for code in CLAIMS.values()}
    for file in sorted(ROOT.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _called(call) in TELLERS:
                words = [word for one in call.args for word in _words(one)]
                codes = [word for word in words if KEBAB.fullmatch(word)][:1]
                for code in codes:
                    found.setdefault(code, set()).update(set(SEVERITIES) & set(words))
    return found


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _words(argument: ast.expr) -> list[str]:
    if not isinstance(argument, (ast.Constant, ast.IfExp)):
        return []
    return [one.value for one in ast.walk(argument) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
