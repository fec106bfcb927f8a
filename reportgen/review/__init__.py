"""What an editor must still settle: findings, values with a place, never raised.

A publisher's own checks stand under `checks:` in config.yaml (own.py).
"""

from reportgen.model import Finding, MarketWeek, Project, Report
from reportgen.review.cited import fact_records
from reportgen.review.closes import coarse_closes, contradicted_records, gathered, unchanged_closes
from reportgen.review.identity import fund_identities, instrument_names
from reportgen.review.quotes import printed_quotes, quoted_records
from reportgen.review.restricted import restricted_series
from reportgen.review.statements import missing_statements, orphaned_wordings
from reportgen.review.typed import typed_in_print, typed_numbers

__all__ = [
    "coarse_closes",
    "contradicted_records",
    "fact_records",
    "fund_identities",
    "gathered",
    "instrument_names",
    "missing_statements",
    "orphaned_wordings",
    "printed_quotes",
    "quoted_records",
    "restricted_series",
    "review",
    "typed_in_print",
    "typed_numbers",
    "unchanged_closes",
]


def review(project: Project, market: MarketWeek, report: Report) -> tuple[Finding, ...]:
    """Every finding of an issue's settings, records and typed numbers; `review.said` reads its sentences."""
    typed = typed_numbers(project)
    return (
        *typed,
        *quoted_records(project, market),
        *printed_quotes(project, report),
        *fact_records(project, market, report),
        *fund_identities(project, market),
        *instrument_names(project),
        *typed_in_print(project, report, typed),
        *gathered(project, market),
        *contradicted_records(project, market),
        *unchanged_closes(project, market),
        *coarse_closes(project, market),
        *restricted_series(project, market),
        *missing_statements(project, report.disclosures),
        *orphaned_wordings(project, report.disclosures),
    )
