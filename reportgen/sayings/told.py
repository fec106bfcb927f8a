"""A finding on a stretch of a text."""

from __future__ import annotations

from typing import Literal

from reportgen.model import Finding, Part, Span

Severity = Literal["error", "warning", "info"]


def finding(
    file: str, part: Part, span: Span, code: str, severity: Severity, message: str,
    suggestion: str = "", rule: str = "", evidence: str = "",
) -> Finding:  # fmt: skip
    """A finding on the words of `span`, which are its evidence where it names no other."""
    return Finding(
        code, severity, part.place(file, span.start), message, evidence or part.text[span.start : span.end],
        suggestion, part.end_column(span), rule,
    )  # fmt: skip
