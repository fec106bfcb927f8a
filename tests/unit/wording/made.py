"""Texts of one part or a few, by hand: what a sentence is told, and as what."""

import json
from datetime import date

from reportgen.model import Manuscript, Part, Profile, Run, Span
from reportgen.wording import check
from unit.made import ROOT

DAY = date(2026, 1, 9)
NOTES = {"wording-causal", "wording-intensity", "quote-strong"}
"""What is only worth a note, and stands beside anything."""
CORPUS = [json.loads(line) for line in (ROOT / "tests/corpus/wording.jsonl").read_text().splitlines()]


def part(text, role="paragraph", voice="author", line=1, **more):
    """A part whose letters stand on one line; what stands between straight quotation marks is speech."""
    speech, begin = [], None
    for at, letter in enumerate(text):
        if letter == '"':
            if begin is not None:
                speech.append(Span(begin, at))
            begin = at + 1 if begin is None else None
    return Part(role, text, (Run(0, line, 1),), voice, speech=tuple(speech), **more)


def text(*parts):
    rows = [part(one, line=2 * number + 1) if isinstance(one, str) else one for number, one in enumerate(parts)]
    return Manuscript("a.md", tuple(rows))


def found(*parts, profile=None, on=DAY, names=()):
    return check(text(*parts), profile or Profile(), on, names)


def codes(*parts, notes=False, **more):
    """The codes told, without `wording-`, in their order; notes only where they are asked for."""
    return [one.code.removeprefix("wording-") for one in found(*parts, **more) if notes or one.code not in NOTES]


def as_labelled(row):
    """A row of the corpus as a part."""
    role = {"headline": "heading", "mail": "meta"}.get(row["voice"], "paragraph")
    voice = row["voice"] if row["voice"] in ("risk", "disclosure") else "author"
    return part(row["text"], role, voice)
