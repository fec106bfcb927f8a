"""The nouns of the registry: what an instrument officially is, and the names that it bore."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

KINDS = ("index", "fund", "stock", "rate", "commodity", "currency", "crypto")
NEW_YORK = ("index", "fund", "stock")
"""Kinds whose sessions are New York's where no calendar is stated."""


@dataclass(frozen=True)
class Former:
    """A name that an instrument bore, the day from which it bears another (None: not known), and who says so."""

    name: str
    until: date | None = None
    source: str = ""
    url: str = ""


@dataclass(frozen=True)
class Identity:
    """What an instrument is, by its symbol (Yahoo's): official `name`, `short` name, and what it `tracks`.

    An index tracks what it measures, in our own words after "The Russell 2000 measures"; a fund the index that it
    follows, by name. `owner` is whose marks an index's name is, `issuer` who runs a fund, `expense_ratio` its yearly
    cost as printed ("0.19%"). `calendar` is a code of exchange_calendars, empty where its kind's own calendar holds;
    `currency` is that of its price or of its members' prices. `begins` is the first session of its daily history, or
    its base date, and stands only where `source` says so. `total_return` marks an index that reinvests dividends.
    `source`, `url` and `as_of` name who prints what is not common knowledge; `also` are other names in use.
    """

    symbol: str
    name: str
    short: str
    kind: str = "index"
    owner: str = ""
    tracks: str = ""
    calendar: str = ""
    currency: str = ""
    begins: date | None = None
    total_return: bool = False
    issuer: str = ""
    expense_ratio: str = ""
    leveraged: bool = False
    inverse: bool = False
    source: str = ""
    url: str = ""
    as_of: str = ""
    also: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()


@dataclass(frozen=True)
class Named:
    """An instrument found by a name: `former` is the name in question where it bears another one today."""

    identity: Identity
    former: Former | None = None


TEXTS = (
    "name", "short", "kind", "owner", "tracks", "calendar", "currency", "issuer", "expense_ratio", "source", "url",
    "as_of",
)  # fmt: skip
FLAGS = ("total_return", "leveraged", "inverse")
KEYS = (*TEXTS, *FLAGS, "begins", "also", "former")


def fields(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an entry as the noun takes them, from an entry whose values are strings and have been checked."""
    out: dict[str, Any] = {key: raw[key] for key in TEXTS if key in raw}
    out |= {key: raw[key] == "true" for key in FLAGS if key in raw}
    if "begins" in raw:
        out["begins"] = date.fromisoformat(raw["begins"])
    if "also" in raw:
        out["also"] = tuple(raw["also"])
    if "former" in raw:
        out["former"] = tuple(
            Former(**{**one, "until": date.fromisoformat(one["until"]) if "until" in one else None})
            for one in raw["former"]
        )
    return out


def entry(symbol: str, raw: Mapping[str, Any]) -> Identity:
    """A whole entry as a noun: the short name is the name, and the calendar New York's, where none is stated."""
    found = fields(raw)
    kind = found.get("kind", "index")
    standing = {"short": found["name"], "calendar": "XNYS" if kind in NEW_YORK else ""}
    return Identity(symbol=symbol, **{**standing, **found})


def plain(name: str) -> str:
    """A name as it is compared: without marks, case, hyphens, a leading "the" and a closing "Index"."""
    words = " ".join(re.sub(r"[®™℠]", "", name).replace("-", " ").casefold().split())
    return words.removeprefix("the ").removesuffix(" index")
