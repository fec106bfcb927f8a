"""Findings told on stdout: for people, as JSON, as SARIF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.model import Finding

FORMATS = ("text", "json", "sarif")
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Told:
    """All that a check has to tell: the findings in the order of their places, the files that were read, and what they
    were checked against, in words ("" where there was nothing).
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    against: str = ""

    def count(self, severity: str) -> int:
        """How many findings are of this severity."""
        return sum(one.severity == severity for one in self.findings)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file, line and column, each once, in an order that they alone decide."""

    def key(one: Finding) -> tuple[str | int, ...]:
        where = (one.place.file, one.place.line, one.place.column, SEVERITIES.index(one.severity))
        return (*where, one.code, one.message, one.evidence, one.suggestion, one.rule, one.end_column)

    return tuple(sorted(set(findings), key=key))


def end_column(one: Finding) -> int:
    """The column behind the last of a finding's words; where it is about no words, the column in which it stands."""
    return max(one.end_column, one.place.column)
