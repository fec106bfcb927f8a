"""Findings once the text's waivers are reckoned with: what is let pass is said, and so is each waiver that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reportgen.model import Finding
from reportgen.wording.waivers import Waiver

NEVER = (
    "waiver-",
    "waived",
    "integrity",
    "manifest",
    "ledger",
    "hash",
    "archive",
    "signature",
    "approval",
    "quote-altered",
)
"""Beginnings of the codes of findings that no word in a text lets pass: whether a file is what it says it is."""
RULE = "A waiver names the words, a reason, a person and an end date, and is used"


def waivable(code: str) -> bool:
    """Whether a finding of that code can be waived: not an integrity check's, and never a wrong figure."""
    return not code.startswith(NEVER) and "wrong" not in code.split("-")


def settled(findings: Iterable[Finding], waivers: Sequence[Waiver], on: date) -> tuple[Finding, ...]:
    """The findings that remain on a day, then what is to be said of the waivers.

    A waiver takes away the findings of its code whose evidence holds its words, in its paragraph or the next; a finding
    on a whole piece (1:1, about no words) wherever it stands. Those of other files are not touched.
    """
    good = [one for one in waivers if not one.missing and waivable(one.code) and one.until and one.until >= on]
    used: dict[int, list[Finding]] = {}
    left: list[Finding] = []
    for finding in findings:
        number = next((i for i, one in enumerate(good) if _covers(one, finding)), None)
        if number is None:
            left.append(finding)
        else:
            used.setdefault(number, []).append(finding)
    said = [*_failed(waivers, on), *_told(good, used)]
    return (*left, *sorted(said, key=lambda one: (one.place.file, one.place.line, one.place.column)))


def _covers(waiver: Waiver, finding: Finding) -> bool:
    place = finding.place
    whole = (place.line, place.column) == (1, 1) and not finding.end_column
    return (
        finding.code == waiver.code
        and waivable(finding.code)
        and place.file == waiver.place.file
        and _plain(waiver.words) in _plain(finding.evidence)
        and (whole or waiver.first <= (place.line, place.column) < waiver.beyond)
    )


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _failed(waivers: Iterable[Waiver], on: date) -> Iterator[Finding]:
    for one in waivers:
        if one.missing:
            lacks = "; ".join(one.missing)
            yield _finding(one, "waiver-incomplete", "error", f"the waiver lacks {lacks}",
                           'Write it whole: check-ok: CODE "words" reason="why" by="who" until=2026-12-31')  # fmt: skip
        elif not waivable(one.code):
            yield _finding(one, "waiver-refused", "error", f"{one.code} cannot be waived", "Correct what it tells.")
        elif one.until and one.until < on:
            yield _finding(one, "waiver-expired", "error", f"the waiver of {one.by} ended on {one.until}",
                           "Settle the finding, or have somebody answer for it anew.")  # fmt: skip


def _told(good: Sequence[Waiver], used: dict[int, list[Finding]]) -> Iterator[Finding]:
    for number, one in enumerate(good):
        if number not in used:
            hint = "Take the waiver out, or put it into the paragraph of its words, or the one before."
            yield _finding(one, "waiver-unused", "error", f"no finding {one.code} holds “{one.words}” here", hint)
            continue
        many = len(used[number])
        what = f"{one.code} on “{one.words}”" + (f" ({many} times)" if many > 1 else "")
        yield _finding(one, "waived", "info", f"{what} was let pass by {one.by} until {one.until}: {one.reason}", "")


def _finding(waiver: Waiver, code: str, severity: str, message: str, suggestion: str) -> Finding:
    words = waiver.text.split("\n")[0]
    return Finding(code, severity, waiver.place, message, words, suggestion, waiver.end_column, RULE)  # type: ignore[arg-type]
