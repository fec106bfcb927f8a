"""Series of FRED that are not to be printed without their owner's leave: FRED carries them, and says so itself."""

from __future__ import annotations

from reportgen.market.sources.ask import source_of
from reportgen.model import Finding, MarketWeek, Place, Project
from reportgen.reference import fred_series

PAGE = "https://fred.stlouisfed.org/series/"
"""Where FRED's closes say that they were read, the series' id after it."""


def restricted_series(project: Project, market: MarketWeek) -> list[Finding]:
    """A warning for each instrument whose closes are of a series of FRED that its owner restricts, save where the
    source's `licence: licensed` says that the owner has agreed.
    """
    out = []
    for key, one in project.instruments.items():
        pages = {close.url for close in market.closes.get(key, {}).values() if close.url.startswith(PAGE)}
        if source_of(project.market, one.source).licence == "licensed":
            continue
        for page in sorted(pages):
            series = fred_series(page.removeprefix(PAGE))
            if series and series.restricted:
                message = (
                    f"instruments.{key} is FRED's series {series.id} ({series.title}), which its owner restricts: "
                    f"{series.note.rstrip('.')}"
                )
                hint = (
                    "Ask the owner for a licence and say `licence: licensed` at the source, or take the closes from "
                    "a source that you may print."
                )
                out.append(Finding("restricted-series", "warning", Place(project.config), message, page, hint))
    return out
