"""What is noticed in a file of closes that can be read and yet may be wrong: remarks, each at its place."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.market import gate
from reportgen.market.sheets.spreadsheet import Sheet
from reportgen.market.weeks import Sessions
from reportgen.model import Finding, Instrument, MarketWeek, TradingWeek


def no_sessions(sheet: Sheet, whose: Mapping[str, Instrument], own: Sessions, house: TradingWeek) -> list[Finding]:
    """One remark on closes of days on which the instrument was not traded."""
    odd = [
        (column, day)
        for column, one in whose.items()
        for day in sorted(set(sheet.closes[column]) - set(own[one.key]))
        if max(house.calendar[0], own[one.key][0]) <= day <= house.end
    ]
    if not odd:
        return []
    column, day = odd[0]
    others = f", and {len(odd) - 1} more" if len(odd) > 1 else ""
    said = f"{column} has a close for {day:%A} {day}, on which it was not traded{others}; no figure uses it"
    hint = "Look whether the dates are those of the sessions."
    return [Finding("no-session", "warning", sheet.place(column, day), said, suggestion=hint)]


def leaps(sheet: Sheet, whose: Mapping[str, Instrument], market: MarketWeek) -> list[Finding]:
    """A remark on each move of the week that no market makes: a digit lost, or a comma read wrongly."""
    return [
        Finding(
            "leap", "warning", sheet.place(column, after.session),
            f"{gate.leap_told(one, before, after)}, which no market makes in a session",
            suggestion="Look at the closes in the file before you trust what rests on them.",
        )
        for column, one in whose.items()
        for before, after in gate.leaps(market, one.key, one.kind)
    ]  # fmt: skip
