"""What an issue's own sentences say, as they are printed, held against its closes, quotes and rules of wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.claims import claims, names
from reportgen.model import Evidence, Finding, Manuscript, MarketWeek, Project
from reportgen.naming import check_instruments
from reportgen.reading.source import lines_of
from reportgen.reference.registry import registry
from reportgen.review.bindings import bound_numbers, bound_places
from reportgen.review.composed import composed
from reportgen.review.contradictions import contradictions
from reportgen.review.facts import facts
from reportgen.review.once import not_wrong
from reportgen.review.own import own
from reportgen.review.quotes import quoted_speech
from reportgen.sayings import told_otherwise
from reportgen.wording import check, settled, waivers


def said(project: Project, market: MarketWeek) -> tuple[Finding, ...]:
    """The findings on the words of an issue, each at its place in config.yaml or the issue's file; waivers in the
    issue's text are reckoned with.
    """
    return findings_on(composed(project, market), project, market)


def findings_on(words: Iterable[Manuscript], project: Project, market: MarketWeek) -> tuple[Finding, ...]:
    """The findings on an issue's words, where they have been composed already."""
    return tuple(finding for one in words for finding in _of(one, project, market)) + tuple(
        quoted_speech(project, market)
    )


def evidence_of(project: Project, market: MarketWeek) -> Evidence:
    """What an issue of ours is held against."""
    issue = project.issue
    return Evidence(
        market, project.instruments, project.config, issue.facts, issue.quotes, project.funds, own=True
    )  # fmt: skip


def _of(manuscript: Manuscript, project: Project, market: MarketWeek) -> Iterator[Finding]:
    evidence = evidence_of(project, market)
    source = _lines(project.folder, manuscript.file)
    known = names(project.instruments)
    read = claims(manuscript, known)
    wrong = facts(manuscript, evidence, bound_places(source, manuscript.file), read)
    found = [
        *bound_numbers(source, manuscript.file, evidence),
        *wrong,
        *contradictions(manuscript, known, not_wrong(read, wrong, manuscript)),
        *told_otherwise(manuscript, evidence),
        *check_instruments(manuscript, evidence, registry(project.folder)),
        *check(manuscript, project.profile, market.week.end, [i.name for i in project.instruments.values()]),
        *own(project, manuscript, evidence),
    ]
    yield from settled(found, waivers("\n".join(source), manuscript.file), market.week.end)


def _lines(root: Path, file: str) -> Sequence[str]:
    """The lines of one of the project's own files; none where it cannot be read."""
    try:
        return lines_of((root / file).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return []
