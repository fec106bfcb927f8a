"""Turns what was found into findings: severity and rule from the packs, place and words from the part."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model import Finding, Manuscript, Part, Place
from reportgen.wording.packs import Yardstick
from reportgen.wording.phrases import REVIEWED, Severity, Strength


@dataclass(frozen=True)
class Teller:
    """A text and the rules that bear on it."""

    manuscript: Manuscript
    yardstick: Yardstick

    def rule(self, category: str, house: str) -> str:
        """The rules read that a finding of the category supports; the house's own where there is none."""
        return self.yardstick.cite(category, house_rule(house))

    def finding(
        self, category: str, strength: Strength, severity: Severity, part: Part, span: tuple[int, int],
        message: str, suggestion: str, house: str,
    ) -> Finding:  # fmt: skip
        """A finding of a category, as grave as the house and the rules say."""
        graver = self.yardstick.severity(category, strength, severity)
        return self.note(f"wording-{category}", graver, part, span, message, suggestion, self.rule(category, house))

    def note(
        self, code: str, severity: Severity, part: Part, span: tuple[int, int], message: str, suggestion: str, rule: str
    ) -> Finding:
        """A finding on the letters `span` of a part."""
        place = part.place(self.manuscript.file, span[0])
        last = place
        for offset in range(span[1] - 1, span[0], -1):
            there = part.place(self.manuscript.file, offset)
            if there.line == place.line:
                last = there
                break
        words = part.text[slice(*span)]
        return Finding(code, severity, place, message, words, suggestion, last.column + 1, rule)

    def whole(self, code: str, severity: Severity, message: str, evidence: str, suggestion: str, rule: str) -> Finding:
        """A finding on the whole piece."""
        return Finding(code, severity, Place(self.manuscript.file), message, evidence, suggestion, rule=rule)


def house_rule(text: str) -> str:
    """A rule of the house as a finding names it."""
    return f"House rule: {text} (reviewed {REVIEWED})"
