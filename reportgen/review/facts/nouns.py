"""What became of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportgen.claims import Claim
from reportgen.model import Input

NUMBERED = ("change", "level", "base", "spread")
"""Kinds whose `instead` is always a number, whichever words are blamed."""
Verdict = Literal["holds", "wrong", "unsupported", "unverifiable", "note"]


@dataclass(frozen=True)
class Judgement:
    """The verdict on a claim. `truth` is the true value as printed and to two decimals, in a sentence; `inputs` the
    closes that it comes from; `blame` the role whose words are wrong; `instead` what would be right in their place.
    `sense` is the sign of the true change, `others` what would be right in the place of the words of another role (the
    name or the weekday of which the number is true).
    `note` says how a claim that holds could be put better.
    """

    claim: Claim
    verdict: Verdict
    truth: str = ""
    inputs: tuple[Input, ...] = ()
    blame: str = "quantity"
    instead: str = ""
    note: str = ""
    sense: int = 0
    others: Mapping[str, str] = field(default_factory=dict)
