"""The funds named in an issue."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.asked import known
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.model import FundsTable, Project


def instruments(args: Sequence[str], project: Project, desk: Desk) -> FundsTable:
    """`[[instruments TICKER …]]`: funds with what they track and cost, as their sources print it."""
    if not args:
        raise TemplateError("[[instruments]] names no fund", hint="Such as [[instruments IWM VB]].")
    rows = [project.funds[known(ticker, "fund", project.funds)] for ticker in args]
    sources = "; ".join(f"{f.ticker}: {f.source}, {formats.date_words(f.as_of)}" for f in rows)
    return FundsTable("Funds named in this issue", tuple(rows), f"Sources: {sources}.")
