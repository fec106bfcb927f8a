"""Findings about built files, at the element they are about, each with the criterion that it rests on."""

from __future__ import annotations

from typing import Literal

from reportgen.editions.tree import Element
from reportgen.model import Finding, Place

Severity = Literal["error", "warning", "info"]
WCAG = {
    "non-text": "WCAG 2.2, 1.1.1 Non-text Content (A)",
    "relationships": "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    "contrast": "WCAG 2.2, 1.4.3 Contrast (Minimum) (AA)",
    "strokes": "WCAG 2.2, 1.4.11 Non-text Contrast (AA)",
    "images-of-text": "WCAG 2.2, 1.4.5 Images of Text (AA)",
    "bypass": "WCAG 2.2, 2.4.1 Bypass Blocks (A)",
    "title": "WCAG 2.2, 2.4.2 Page Titled (A)",
    "order": "WCAG 2.2, 2.4.3 Focus Order (A)",
    "link": "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A)",
    "headings": "WCAG 2.2, 2.4.6 Headings and Labels (AA)",
    "language": "WCAG 2.2, 3.1.1 Language of Page (A)",
    "parts": "WCAG 2.2, 3.1.2 Language of Parts (AA)",
    "name": "WCAG 2.2, 4.1.2 Name, Role, Value (A)",
}
SIZE_OF_RISKS = "Delegated Regulation (EU) 2017/565, Art. 44(2)(c): risks in a size no smaller than the predominant one"
PROMINENCE = "FINRA 2210(d)(1)(C); Delegated Regulation (EU) 2017/565, Art. 44(2)(c) and (e): prominent, not obscured"
SHORT = 150
"""Letters of an alternative text that a listener bears without a way to skip it; longer words stand beside."""


def told(
    code: str,
    severity: Severity,
    file: str,
    at: Element | None,
    message: str,
    rule: str,
    *,
    evidence: str = "",
    suggestion: str = "",
) -> Finding:
    """A finding at an element's start tag, or about the whole piece."""
    place = Place(file, at.line, at.column) if at is not None else Place(file)
    evidence = evidence if len(evidence) <= 160 else evidence[:159] + "…"
    return Finding(code, severity, place, message, evidence, suggestion, at.end if at is not None else 0, rule)


def shortened(text: str, letters: int = 60) -> str:
    """Words for a message: their beginning, between quotation marks."""
    return f"“{text if len(text) <= letters else text[: letters - 1].rstrip() + '…'}”"
