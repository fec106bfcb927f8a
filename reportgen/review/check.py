"""Every check of a text in one call: figures, quotes, facts, instruments, wording, disclosures, contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportgen.claims import claims, names
from reportgen.model import Evidence, Finding, Manuscript, MarketWeek, Profile, Project, Report, TradingWeek
from reportgen.naming import check_instruments
from reportgen.reading.source import lines_of
from reportgen.reference import identities
from reportgen.review.bindings import bound_numbers, bound_places
from reportgen.review.contradictions import contradictions
from reportgen.review.facts import facts
from reportgen.review.once import not_wrong, once
from reportgen.review.own import own
from reportgen.sayings import check_facts, check_quotes, check_sources
from reportgen.statements import statements
from reportgen.wording import check, settled, waivers


def outside(
    manuscript: Manuscript,
    evidence: Evidence | None,
    profile: Profile,
    on: date,
    source: str = "",
    *,
    built: bool = False,
    project: Project | None = None,
) -> tuple[Finding, ...]:
    """The findings on a text from anywhere, in the order of their places.

    `on` is the day as of which rules and waivers are judged; `source` the text as it was written, in which waivers
    stand. Without evidence nothing is said of numbers. `built` is an edition of ours, as a build has written it;
    `project` has checks of its own.
    """
    known = evidence or _nothing(on)
    known_names = names(known.instruments)
    read = claims(manuscript, known_names)
    found: list[Finding] = []
    if evidence:
        lines = lines_of(source)
        found += bound_numbers(lines, manuscript.file, evidence)
        found += facts(manuscript, evidence, bound_places(lines, manuscript.file), read)
    found += contradictions(manuscript, known_names, not_wrong(read, found, manuscript))
    found += check_quotes(manuscript, known)
    found += check_facts(manuscript, known)
    found += check_sources(manuscript, known)
    found += check_instruments(manuscript, known)
    found += check(manuscript, profile, on, _names(known))
    found += statements(manuscript, profile, identities(), built=built)
    found += own(project, manuscript, known)
    return ordered(settled(once(found), waivers(source, manuscript.file), on))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of their places; at one place the errors first."""
    rank = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(findings, key=lambda f: (f.place.file, f.place.line, f.place.column, rank[f.severity], f.code)))


def _names(evidence: Evidence) -> list[str]:
    return [name for one in evidence.instruments.values() for name in (one.name, one.short)]


def _nothing(on: date) -> Evidence:
    """Evidence of nothing, as of a day."""
    week = TradingWeek("", (on,), on, (on,))
    return Evidence(MarketWeek(week, {}, ""), {}, "")


def issue(project: Project, market: MarketWeek, report: Report) -> tuple[Finding, ...]:
    """The findings on an issue of ours, each at its place in config.yaml or the issue's file."""
    from reportgen.review import review
    from reportgen.review.said import said

    return ordered(once((*review(project, market, report), *said(project, market))))
