"""The funds named in an issue."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.asked import known
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.model import Fund, FundsTable, Project
from reportgen.reference import registry


def instruments(args: Sequence[str], project: Project, desk: Desk) -> FundsTable:
    """`[[instruments TICKER …]]`: funds with what they track and cost, as their sources print it."""
    if not args:
        raise TemplateError("[[instruments]] names no fund", hint="Such as [[instruments IWM VB]].")
    rows = [_fund(ticker, project) for ticker in args]
    sources = "; ".join(f"{f.ticker}: {f.source}, {formats.date_words(f.as_of)}" for f in rows)
    return FundsTable("Funds named in this issue", tuple(rows), f"Sources: {sources}.")


def _fund(ticker: str, project: Project) -> Fund:
    """The fund as config.yaml tells it, else as the registry does."""
    found = None if ticker in project.funds else registry(project.folder).fund(ticker)
    if found is None:
        return project.funds[known(ticker, "fund", project.funds)]
    former = [f"{one.name} until {formats.us_date(one.until)}" if one.until else one.name for one in found.former]
    return Fund(
        ticker, found.name, found.tracks, found.expense_ratio, "", found.source, found.url, found.as_of,
        formats.listed(former),
    )  # fmt: skip
