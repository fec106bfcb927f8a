"""Statements that the content calls for and only the publisher can make: conflicts of interest, compensation."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model import Disclosure, Finding, Place, Project
from reportgen.reference import wordings


def missing_statements(project: Project, disclosures: Sequence[Disclosure]) -> list[Finding]:
    """A warning for each disclosure that the publisher must word and has not."""
    called = {one.id for one in disclosures if not one.text}
    return [
        Finding(
            "statement-missing", "warning", Place(project.config), f"the disclosure “{w.title}” is not worded yet",
            suggestion=f"Say it under disclosures: in {project.config}, as {w.id}: … ({w.basis}).",
        )
        for w in wordings()
        if w.id in called
    ]  # fmt: skip
