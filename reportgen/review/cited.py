"""The issue's facts: what their records lack, and how old they are."""

from __future__ import annotations

from reportgen.formats import date_words
from reportgen.model import Finding, MarketWeek, Place, Project, Report
from reportgen.sayings.dates import latest
from reportgen.sayings.facts import LABELLED, OLD, SOURCED


def fact_records(project: Project, market: MarketWeek, report: Report) -> list[Finding]:
    """Findings on the facts whose notes are printed: no source or date, older than twelve months, without a label."""
    out = []
    for note in report.notes:
        fact = project.issue.facts[note.key]
        place = project.places.get(f"facts.{note.key}", Place(project.config))
        for what in ("source", "date"):
            if not getattr(fact, what).strip():
                message = f"facts.{note.key} names no {what}"
                hint = f"Record its {what}:, or leave the fact out."
                out.append(Finding("fact-unsourced", "error", place, message, fact.value, hint, rule=SOURCED))
        day = latest(fact.date)
        if day and market.week.end - day > OLD:
            message = (
                f"facts.{note.key} is as of {date_words(fact.date)}, more than twelve months before the week's end"
            )
            hint = "Look for a newer one, or say in the text how old it is."
            out.append(Finding("fact-stale", "warning", place, message, fact.value, hint, rule=SOURCED))
        if fact.kind in ("estimate", "forecast") and fact.kind not in note.label.casefold():
            message = f"facts.{note.key} is a {fact.kind}, and its note does not say so"
            out.append(Finding("forecast-unlabelled", "error", place, message, fact.value, rule=LABELLED))
    return out
