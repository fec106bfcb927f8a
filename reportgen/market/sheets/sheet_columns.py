"""Which columns of a sheet hold closes, and whose: one per symbol, one beside a column of symbols, or one alone."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.errors import MarketError
from reportgen.market.sheets.sheet_dates import split
from reportgen.market.sheets.sheet_table import DATES, Table, heading

SYMBOLS = frozenset(("symbol", "ticker", "instrument"))
CLOSES = frozenset(
    (
        *("close", "price", "last", "close/last", "closing price", "close price", "last price", "value"),
        *("level", "schlusskurs", "schluss", "kurs", "zuletzt", "cierre", "último", "clôture", "dernier"),
        *("chiusura", "slotkoers"),
    )
)
ADJUSTED = frozenset(("adj close", "adj. close", "adj_close", "adjusted", "adjusted close", "adjusted_close"))
BESIDE = frozenset(
    (
        *("open", "high", "low", "volume", "vol.", "vol", "change", "change %", "% change", "chg%"),
        *("source", "source_url", "name", "currency", "dividends", "stock splits", "turnover"),
        *("open interest", "openint", "per", "eröffnung", "eröffn.", "hoch", "tief", "+/- %", "apertura"),
        *("máximo", "mínimo", "ouv.", "plus haut", "plus bas"),
    )
)
"""Columns that stand beside closes and are no symbols."""


@dataclass(frozen=True)
class Column:
    """A column of closes, counted from 0: its symbol, or the column that names it; the adjusted closes beside it."""

    level: int
    symbol: str = ""
    symbols: int | None = None
    adjusted: int | None = None


def columns(table: Table, symbol: str) -> tuple[Column, ...]:
    """The columns of closes, `symbol` being whose they are where the file does not say.

    Raises MarketError where there are none, where it stays open whose they are, or where the file says otherwise.
    """
    head = table.head
    names = [heading(cell) for cell in head.cells]
    found = {
        kind: [n for n, name in enumerate(names) if name in known and n != table.dates]
        for kind, known in (("symbol", SYMBOLS), ("close", CLOSES), ("adjusted", ADJUSTED), ("beside", BESIDE))
    }
    for kind in ("symbol", "close", "adjusted"):
        if len(found[kind]) > 1:
            both = " and ".join(head.cells[n] for n in found[kind][:2])
            raise MarketError(
                f"has two columns of the same kind: {both}",
                hint="Leave one out.",
                place=table.place(head, found[kind][1]),
            )
    adjusted = found["adjusted"][0] if found["adjusted"] else None
    if found["close"]:
        if found["symbol"] and symbol:
            raise MarketError("names its symbols itself", hint="Leave --symbol out.", place=table.place(head, 0))
        if not found["symbol"] and not symbol:
            raise MarketError(
                "does not say whose closes these are", hint="Say it: --symbol ^RUT.", place=table.place(head, 0)
            )
        symbols = found["symbol"][0] if found["symbol"] else None
        return (Column(found["close"][0], symbol, symbols, adjusted),)
    if found["symbol"] or found["adjusted"] or found["beside"]:
        raise _none(table)
    return _wide(table, symbol)


def _wide(table: Table, symbol: str) -> tuple[Column, ...]:
    """A column for each symbol, which heads it."""
    head = table.head
    wide = {n: cell for n, cell in enumerate(head.cells) if n != table.dates and cell}
    if not wide or any(heading(cell) in DATES or split(cell) for cell in wide.values()):
        raise _none(table)
    for n, name in wide.items():
        if list(wide.values()).index(name) != list(wide).index(n):
            raise MarketError(f"has two columns of {name}", place=table.place(head, n))
    if symbol and set(wide.values()) != {symbol}:
        raise MarketError(
            f"has no column of {symbol} (it has {', '.join(wide.values())[:80]})",
            hint='Head the closes with "Close", or leave --symbol out.',
            place=table.place(head, next(iter(wide))),
        )
    return tuple(Column(n, name) for n, name in wide.items())


def _none(table: Table) -> MarketError:
    return MarketError(
        f"has no column of closes (it has {', '.join(table.head.cells)[:80]})",
        hint='Head the closes with "Close", or each column with its symbol.',
        place=table.place(table.head, 0),
    )
