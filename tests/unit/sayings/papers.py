"""Manuscripts and evidence of our own making: one part to a paragraph, each letter at its place."""

import re

from reportgen.model import Evidence, Manuscript, Part, Run, Span
from unit.made import LARGE_ONE, LEVELS, SAID, SMALL_ONE, market

SPEECH = re.compile(r"[“\"]([^“”\"]*)[”\"]")


def paper(*paragraphs, role="paragraph", file="text.txt", **more):
    """A text with a paragraph to a line; a pair (role, text) is a part of another role."""
    parts = []
    for line, one in enumerate(paragraphs, 1):
        kind, text = one if isinstance(one, tuple) else (role, one)
        speech = tuple(Span(*m.span(1)) for m in SPEECH.finditer(text))
        voice = "quote" if kind == "quote" else "author"
        parts.append(Part(kind, text, (Run(0, line, 1),), voice, speech=speech, **more))
    return Manuscript(file, tuple(parts))


def evidence(quotes=(SAID,), facts=(), own=True, **more):
    """The small market of `made`, and the quotes and facts on record."""
    return Evidence(
        market(LEVELS), {"small": SMALL_ONE, "large": LARGE_ONE}, "record.json",
        {f.key: f for f in facts}, {q.key: q for q in quotes}, own=own, **more,
    )  # fmt: skip


def told(manuscript, findings):
    """(code, severity, the words marked) of each finding."""
    lines = [part.text for part in manuscript.parts]
    return [(f.code, f.severity, lines[f.place.line - 1][f.place.column - 1 : f.end_column - 1]) for f in findings]
