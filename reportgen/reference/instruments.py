"""The instrument that a symbol or a name alone makes: its identity, and what is usual for its kind."""

from __future__ import annotations

import re
from collections.abc import Collection

from reportgen.model import Instrument
from reportgen.reference.fred import fred_series
from reportgen.reference.identity import Identity
from reportgen.reference.registry import Registry

GROUPS = {
    "index": ("indexes", "Indexes"), "fund": ("funds", "Funds"), "stock": ("stocks", "Stocks"),
    "rate": ("rates", "Rates"), "commodity": ("commodities", "Commodities"),
    "currency": ("currencies", "Currencies"), "crypto": ("crypto", "Crypto"),
}  # fmt: skip
"""Where an instrument of each kind stands, unless its `group` says otherwise: key and heading."""
CALENDARS = {"rate": "bonds", "currency": "24/5", "crypto": "24/7"}
"""The calendar of each kind that does not follow the publication's exchange."""
LAGS = {"rate": 1, "currency": 1, "crypto": 1}
"""How many sessions each kind's sources are behind on a Friday evening: yields come the next day, and a day of
currencies or crypto ends at midnight UTC.
"""
DECIMALS = {"currency": 4}
TARGET = {
    "DFEDTARU": ("Federal funds target range", "federal funds target"),
    "DFEDTARL": ("Federal funds target, lower end", "Lower end"),
}
"""FRED's two ends of the target range, called as people call them: name and short name."""


def recognised(name: str, reference: Registry) -> Identity | None:
    """What a symbol (its ^ may be left out), a name of today or of yesterday, or one of FRED's series means; None where
    nobody told.
    """
    if known := reference.identity(name) or reference.identity(f"^{name}"):
        return known
    if called := reference.named(name):
        return called.identity
    series = fred_series(name)
    if series is None or series.unit != "Percent":
        return None
    treasury = re.search(r"Treasury Securities at (\d+)-(Month|Year)", series.title)
    usual = f"{treasury[1]}-{treasury[2].lower()} Treasury" if treasury else series.title
    full, short = TARGET.get(series.id, (usual, usual))
    return Identity(series.id, full, short, kind="rate", calendar=CALENDARS["rate"])


def usual(key: str, known: Identity, exchange: str) -> Instrument:
    """The instrument of an identity, under a key, with what is usual for its kind at a publication of `exchange`."""
    kind = known.kind
    return Instrument(
        key=key, symbol=known.symbol, name=known.name, short=known.short, kind=kind, owner=known.owner,
        tracks=known.tracks, calendar=known.calendar or CALENDARS.get(kind, exchange), lag=LAGS.get(kind, 0),
        currency=priced_in(kind, known), decimals=DECIMALS.get(kind, 2), group=GROUPS[kind][0], begins=known.begins,
        total_return=known.total_return,
    )  # fmt: skip


def priced_in(kind: str, known: Identity) -> str:
    """The registry's currency; a fund that it knows on New York's exchange is priced in dollars; an index has none."""
    if kind == "index":
        return ""
    return known.currency or ("USD" if (known.kind, known.calendar) == ("fund", "XNYS") else "")


def key_for(known: Identity, taken: Collection[str]) -> str:
    """A key as people choose it: russell_2000 for the Russell 2000, sp_500, dow; with a number where it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "_", known.short.casefold().replace("&", "")).strip("_")
    key = plain if plain[:1].isalpha() else f"{known.kind}_{plain}".rstrip("_")
    number = 1
    while (numbered := key if number == 1 else f"{key}_{number}") in taken:
        number += 1
    return numbered
