"""An issue's own disclosures: those that it calls for and does not print, and own wordings that nothing calls for."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model import Disclosure, Finding, Place, Project
from reportgen.reference import Wording, wordings
from reportgen.statements import orphan, rule


def missing_statements(project: Project, disclosures: Sequence[Disclosure]) -> list[Finding]:
    """An error for each disclosure that only the publisher can word and has not (a warning where it need not stand)."""
    known = {one.id: one for one in wordings()}
    place = project.places.get("disclosures", Place(project.config))
    return [_missing(one, known[one.id], place) for one in disclosures if not one.text]


def orphaned_wordings(project: Project, disclosures: Sequence[Disclosure]) -> list[Finding]:
    """A warning for each wording of the publication's own whose disclosure nothing in the issue calls for."""
    called = {one.id for one in disclosures}
    return [
        orphan(one, project.places.get(f"disclosures.{one.id}", Place(project.config)), project.wordings[one.id])
        for one in wordings()
        if one.id in project.wordings and one.id not in called
    ]


def _missing(one: Disclosure, wording: Wording, place: Place) -> Finding:
    return Finding(
        "disclosure-missing", "error" if one.level == "must" else "warning", place,
        f"the disclosure “{one.title}” ({one.id}) is not worded yet ({one.because})",
        f"{one.because} ({one.place})" if one.place else one.because,
        f"Say it under disclosures: in {place.file}, as {one.id}: … ({wording.basis}).", rule=rule(wording),
    )  # fmt: skip
