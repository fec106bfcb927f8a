"""Which disclosures must stand: the typed content calls for them, by triggers that each name their evidence's place."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.compose.disclosures.content import Content
from reportgen.compose.disclosures.filled import filled
from reportgen.compose.disclosures.triggers import TRIGGERS
from reportgen.compose.ink import Ink
from reportgen.model import Block, Disclosure, Project
from reportgen.statements import Call, Wanted, chosen

__all__ = ["TRIGGERS", "called", "standing", "unasked", "wanted"]


def called(project: Project, ink: Ink, blocks: Sequence[Block], text: str) -> dict[str, Call]:
    """By trigger, what in the issue calls for its disclosures; `text` is the whole issue as plain text."""
    content = Content(project, tuple(blocks), ink, text)
    found = {name: trigger(content) for name, trigger in TRIGGERS.items()}
    return {name: call for name, call in found.items() if call}


def wanted(project: Project, ink: Ink, blocks: Sequence[Block], text: str) -> tuple[Wanted, ...]:
    """The disclosures that this issue's content calls for, of this publisher, in the library's order."""
    return chosen(called(project, ink, blocks, text), project.profile)


def standing(owed: Sequence[Wanted], project: Project) -> tuple[Disclosure, ...]:
    """Those of them that are printed; those that must stand first among them are first.

    A wording of the publication's own (`disclosures:` in config.yaml) stands in for the library's; a statement that
    only the publisher can make has no text until it is made. One that only should stand, and is printed where it is
    asked for, is left out unless it is worded (as `standard`: in the library's words).
    """
    found = [_disclosure(one, project) for one in owed if _printed(one, project)]
    return tuple(sorted(found, key=lambda one: one.placement != "first"))


def unasked(owed: Sequence[Wanted], project: Project) -> tuple[Disclosure, ...]:
    """Those of them that should stand and are left out; what stands within another is not."""
    return tuple(_disclosure(one, project) for one in owed if not _printed(one, project) and not one.wording.within)


def _printed(one: Wanted, project: Project) -> bool:
    if one.id in project.wordings:
        return True
    return not one.wording.within and (one.wording.printed == "called" or one.level == "must")


def _disclosure(one: Wanted, project: Project) -> Disclosure:
    wording = one.wording
    return Disclosure(
        wording.id, wording.version, wording.title, filled(wording, project), one.because, wording.risk,
        one.place, wording.placement, one.level,
    )  # fmt: skip
