"""Checks of the publisher's own, named in config.yaml: their findings are carried like ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from reportgen.errors import ReportgenError, TemplateError
from reportgen.model import Evidence, Finding, Manuscript, Place, Project
from reportgen.plugins import line_of, loaded, said, unheard


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
            with unheard():
                found = list(check(manuscript, evidence))
        except ReportgenError:
            raise
        except (Exception, SystemExit) as error:  # a check of the publisher's own may fail in any way
            message = f"the check {target} failed: {said(error)}"
            raise TemplateError(message, place=line_of(error, target) or place) from error
        for one in found:
            if wrong := _wrong(one):
                hint = "from reportgen.model import Finding, Place"
                raise TemplateError(f"the check {target} answers with {wrong}", hint=hint, place=place)
            yield one


def _wrong(one: object) -> str:
    """What is wrong with an answer; "" of a finding as it must be."""
    if not isinstance(one, Finding):
        return f"a {type(one).__name__}, not a Finding"
    if one.severity not in ("error", "warning", "info"):
        return f"a Finding of severity {one.severity!r}, which is none of error, warning, info"
    if not isinstance(one.place, Place) or not all(isinstance(n, int) for n in (one.place.line, one.place.column)):
        return "a Finding whose place is no Place(file, line, column)"
    if not isinstance(one.end_column, int) or not all(isinstance(words, str) for words in (one.code, one.message)):
        return "a Finding whose code and message are not words, or whose end_column is no number"
    return ""
