"""The draft of an issue: headline, deck, key points and text, in the order of a newspaper's market report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from reportgen.draft import beside, prompts
from reportgen.draft.board import Board, board
from reportgen.draft.close import bottom_line
from reportgen.draft.days import days, story
from reportgen.draft.headline import headline
from reportgen.draft.lead import deck, key_points, lead
from reportgen.draft.longer import longer
from reportgen.draft.numbers import numbers
from reportgen.draft.records import records
from reportgen.draft.sight import Sight
from reportgen.draft.standing import Standing
from reportgen.errors import MarketError
from reportgen.model import Event, Fact, MarketWeek, Project, Risk

CHARTS: Mapping[str, tuple[str, ...]] = {
    "numbers": ("bars", "sectors"), "days": ("days", "heat"), "records": ("range", "drawdown"),
    "beside": ("steps", "curve"), "breadth": ("breadth",),
}  # fmt: skip
"""The section that each chart kind stands in; whatever is not named here belongs to the longer view."""


@dataclass(frozen=True)
class Draft:
    """An issue as drafted: `body` in paragraphs, headings, blocks and comments, with figures as expressions."""

    week_ending: date
    title: str
    deck: str
    byline: str
    key_points: tuple[str, ...]
    body: tuple[str, ...]
    facts: Mapping[str, Fact]
    events: tuple[Event, ...]
    risks: tuple[Risk, ...]


def draft(project: Project, market: MarketWeek, kept: Standing) -> Draft:
    """The issue of the week as the figures tell it.

    `project` has no words of this week yet; `kept` are the standing parts of the issue before. What is claimed is
    decided here by the figures; numbers stay expressions. The same closes give the same draft.
    Raises MarketError where the first instrument has no change for the week.
    """
    facts = {**project.issue.facts, **kept.facts}
    project = replace(project, issue=replace(project.issue, facts=facts, risks=kept.risks, events=kept.events))
    sight = Sight(project, market)
    found = board(sight)
    if found.subject not in found.keys:
        raise MarketError(
            f"the draft begins with {found.subject}, whose change for the week is not known",
            hint="The first of instruments: in config.yaml is the issue's subject.",
        )
    return Draft(
        market.week.end, headline(sight, found), deck(sight, found), kept.byline, tuple(key_points(sight, found)),
        tuple(_body(sight, found, kept.sections)), kept.facts, kept.events, kept.risks,
    )  # fmt: skip


def _body(sight: Sight, found: Board, sections: tuple[str, ...]) -> list[str]:
    """The text, a section after the other, with the `sections` that stand every week before its bottom line; a section
    without a sentence and a block is left out.
    """
    path = days(sight, found)
    out = [lead(sight, found, path), prompts.DRIVERS]
    tables = len(sight.project.groups) > 1
    first = f"[[performance {sight.one(found.subject).group}]]" if tables else "[[performance]]"
    out += ["## The numbers", first, *numbers(sight, found), *_charts(sight, "numbers")]
    out += _section("Day by day", [" ".join(story(sight, found, path))], _charts(sight, "days"))
    blocks = ["[[records]]"] if sight.stands("records") else []
    out += _section("Highs and records", [" ".join(records(sight, found))], [*blocks, *_charts(sight, "records")])
    out += _section("The longer view", [" ".join(longer(sight, found))], _charts(sight, "longer"))
    out += _breadth(sight)
    groups = beside.groups(sight, found)
    last = max((i for i, group in enumerate(groups) if group.rates), default=0)
    for index, group in enumerate(groups):
        charts = _charts(sight, "beside") if index == last else []
        table = [f"[[performance {group.key}]]"] if group.many else []
        out += _section(group.title, [group.told], [*table, *charts])
    out += [] if groups else _charts(sight, "beside")
    out += _ahead(sight, found, sections)
    return [part for part in out if part]


def _section(title: str, paragraphs: list[str], blocks: list[str]) -> list[str]:
    told = [part for part in (*paragraphs, *blocks) if part]
    return [f"## {title}", *told] if told else []


def _charts(sight: Sight, section: str) -> list[str]:
    """The charts that config.yaml plans for a section, as far as they can be drawn."""
    named = {kind: place for place, kinds in CHARTS.items() for kind in kinds}
    return [
        f"[[chart {key}]]" for key, plan in sight.project.charts.items()
        if named.get(plan.kind, "longer") == section and sight.stands(f"chart {key}")
    ]  # fmt: skip


def _breadth(sight: Sight) -> list[str]:
    told: list[str] = []
    for key in (k for k in sight.project.universes if k in sight.market.breadth):
        told += [" ".join(beside.breadth(sight, key))]
        told += [f"[[breadth {key}]]"] if sight.stands(f"breadth {key}") else []
    return _section("Breadth", told, _charts(sight, "breadth"))


def _ahead(sight: Sight, found: Board, sections: tuple[str, ...]) -> list[str]:
    """What is due, the risks, what stands every week, the last word, and what only a person can add."""
    out = _section("The week ahead", [], ["[[week_ahead]]"] if sight.stands("week_ahead") else [])
    out += [] if out else [prompts.AHEAD]
    out += _section("Risks to consider", [], ["[[risks]]"] if sight.stands("risks") else [])
    out += [] if sight.project.issue.risks else [prompts.RISKS]
    out += sections
    out += _section("The bottom line", [" ".join(bottom_line(sight, found))], [])
    return [*out, prompts.QUOTES]
