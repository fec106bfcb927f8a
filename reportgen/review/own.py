"""Checks of the publisher's own, named in config.yaml: their findings are carried like ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from reportgen.errors import ReportgenError, TemplateError
from reportgen.model import Evidence, Finding, Manuscript, Project
from reportgen.plugins import line_of, loaded, said


class Check(Protocol):
    """Answers with what is to be settled in a text: an issue of ours as it is printed, or anybody's."""

    def __call__(self, manuscript: Manuscript, evidence: Evidence, /) -> Iterable[Finding]:
        """The findings on `manuscript`, held against the closes, facts and quotes of `evidence`."""
        ...


def own(project: Project | None, manuscript: Manuscript, evidence: Evidence) -> Iterator[Finding]:
    """The findings of the project's own checks on a text.

    Raises ConfigError where a check cannot be loaded, TemplateError where it fails or answers with anything else, at
    the line of its code.
    """
    for target in project.checks if project else ():
        place = project.places.get(f"checks.{target}") if project else None
        check: Check = loaded(target, "checks", place)
        try:
            found = list(check(manuscript, evidence))
        except ReportgenError:
            raise
        except Exception as error:  # a check of the publisher's own may fail in any way
            message = f"the check {target} failed: {said(error)}"
            raise TemplateError(message, place=line_of(error, target) or place) from error
        for one in found:
            if not isinstance(one, Finding):
                kind = type(one).__name__
                hint = "from reportgen.model import Finding"
                raise TemplateError(f"the check {target} answers with a {kind}, not a Finding", hint=hint, place=place)
            yield one
