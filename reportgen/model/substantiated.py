"""What an auditor asks of every claim: what it rests on, and whose word that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Substantiated:
    """A claim of an issue and what stands behind it, as a row of the substantiation report.

    `claim` is what is stated, `place` where; `verdict` a word of how it stands ("computed", "quoted", "fact",
    "estimate" or, judged, "holds", "wrong", "unsupported", "unverifiable"); `evidence` what it rests on in words,
    `value` the value in full precision; `source` whose word that is, `url` its page (several with spaces between),
    `retrieved` when it was read. `printed` are the words of the claim that the verdict is about, where it is not about
    all of it.
    """

    claim: str
    place: str
    verdict: str
    evidence: str
    value: str = ""
    source: str = ""
    url: str = ""
    retrieved: str = ""
    printed: str = ""
