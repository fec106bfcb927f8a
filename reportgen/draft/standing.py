"""What stands from the issue before: byline, risks, cited record closes, standing sections, what is still due."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen import config, formats
from reportgen.config.issues import FOLDER
from reportgen.draft.sections import standing_sections, title
from reportgen.model import Event, Fact, Instrument, MarketWeek, Project, Risk
from reportgen.yamlfile import parse, read_text

DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Standing:
    """The parts that a new issue takes over, and the file that they are from; none where there is no issue before."""

    source: str = ""
    byline: str = ""
    risks: tuple[Risk, ...] = ()
    facts: Mapping[str, Fact] = ()  # type: ignore[assignment]
    events: tuple[Event, ...] = ()
    sections: tuple[str, ...] = ()

    def parts(self) -> list[str]:
        """What there is, in words: byline, 2 risks, 1 fact (top), section “How to invest”."""
        return [
            *(["byline"] if self.byline else []),
            *([counted(len(self.risks), "risk")] if self.risks else []),
            *([f"{counted(len(self.facts), 'fact')} ({', '.join(self.facts)})"] if self.facts else []),
            *([counted(len(self.events), "date")] if self.events else []),
            *(f"section “{title(one)}”" for one in self.sections),
        ]


def counted(count: int, noun: str) -> str:
    """A number of things: 1 risk, 2 risks."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def standing(project: Project, market: MarketWeek, issues: Path) -> Standing:
    """The standing parts of the latest issue before the week: a file in `issues`, else one in the newsletter's own
    issues/, else the `issue:` of config.yaml (also where it is of this very week). Raises that issue's own mistakes.
    """
    earlier, source = _latest(project.folder, issues, market.week.end)
    if earlier is None:
        return Standing(facts={})
    old = earlier.issue
    sections = standing_sections(old.body.text)
    words = " ".join([*(text.text for risk in old.risks for text in (risk.title, risk.text)), *sections])
    named = set(re.findall(r"\bfacts\.([a-z][a-z0-9_]*)", words))
    kept = {
        key: _renewed(fact, project.instruments[fact.record_of], market)
        if fact.record_of in project.instruments
        else fact
        for key, fact in old.facts.items()
        if key not in project.issue.facts and (fact.record_of in project.instruments or key in named)
    }
    due = tuple(event for event in old.events if event.date > market.week.end)
    return Standing(source, old.byline, old.risks, kept, due, sections)


def _latest(folder: Path, issues: Path, end: date) -> tuple[Project | None, str]:
    """The project with the issue before, as far as there is one, and the name of its file."""
    for place in (issues, folder / FOLDER):
        names = sorted(place.glob("*.md")) if place.is_dir() else []
        dated = [path for path in names if DATED.fullmatch(path.stem) and path.stem < end.isoformat()]
        if dated:
            return config.load(folder, dated[-1].absolute()), os.path.relpath(dated[-1], folder)
    if not parse(read_text(folder / "config.yaml", "config.yaml"), "config.yaml").content.get("issue"):
        return None, ""
    own = config.load(folder)
    return (own if own.issue.week_ending is None or own.issue.week_ending <= end else None), "config.yaml"


def _renewed(fact: Fact, one: Instrument, market: MarketWeek) -> Fact:
    """A cited record as it stood before the week: a later close above it takes its place where every session since
    is at hand. What the week itself did is left to the figures, which prove it from here.
    """
    closes, week = market.closes[one.key], market.week_of(one.key)
    if fact.session is None or fact.session not in week.calendar:
        return fact
    since = [day for day in week.calendar if fact.session < day <= week.base]
    if not since or any(day not in closes for day in since):
        return fact
    best = max(since, key=lambda day: closes[day].level)
    close = closes[best]
    if close.level <= float(fact.value.replace(",", "")):
        return fact
    about = f"Record close of {one.name} before {formats.us_date(week.sessions[0])}"
    return replace(
        fact, value=formats.level(close.level), about=about, date=best.isoformat(), session=best, source=close.source,
        url=close.url,
    )  # fmt: skip
