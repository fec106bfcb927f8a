"""What became of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.claims import Claim
from reportgen.model import Input

Verdict = Literal["holds", "wrong", "unsupported", "unverifiable", "note"]


@dataclass(frozen=True)
class Judgement:
    """The verdict on a claim. `truth` is the true value as printed and to two decimals, in a sentence; `inputs` the
    closes that it comes from; `blame` the role whose words are wrong; `instead` what would be right in their place.
    `note` says how a claim that holds could be put better.
    """

    claim: Claim
    verdict: Verdict
    truth: str = ""
    inputs: tuple[Input, ...] = ()
    blame: str = "quantity"
    instead: str = ""
    note: str = ""
