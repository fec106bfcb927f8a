"""A contradiction as a finding: it stands at the second place, and names the first."""

from __future__ import annotations

from reportgen.model import Finding, Manuscript, Span

CODE = "contradiction"


def place_of(manuscript: Manuscript, part: int, span: Span, beside: Manuscript | None = None) -> str:
    """A place in words: the line, and the file where it is another than that of `beside`."""
    at = manuscript.parts[part].place(manuscript.file, span.start)
    if beside is not None and beside.file != manuscript.file:
        return f"{manuscript.file}, line {at.line}"
    return f"line {at.line}"


def finding(
    manuscript: Manuscript,
    part: int,
    span: Span,
    message: str,
    *,
    evidence: str = "",
    suggestion: str = "",
    rule: str = "",
) -> Finding:
    """An error at some words of a part."""
    one = manuscript.parts[part]
    place = one.place(manuscript.file, span.start)
    return Finding(CODE, "error", place, message, evidence, suggestion, one.end_column(span), rule)
