"""The reference registry: identities by symbol, funds by ticker, owners' marks, and instruments by any name.

Three files ship, and only the one that a symbol's form points to is read: indexes and rates (^RUT, 000001.SS),
commodities, currencies and crypto (GC=F, BTC-USD), funds (IWM). A project adds its own in instruments.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportgen.reference.identity import Identity, Named, entry, plain

FILES = ("indexes.yaml", "markets.yaml", "funds.yaml")
OWN = "instruments.yaml"


@dataclass(frozen=True)
class Registry:
    """What ships, and over it what a project's own file says."""

    own: Mapping[str, Identity] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def identity(self, symbol: str) -> Identity | None:
        """What the instrument of this symbol is; None where nobody told."""
        return self.own.get(symbol) or _shipped(symbol)

    def fund(self, ticker: str) -> Identity | None:
        """The fund of this ticker, with index tracked, expense ratio and their source; None for anything else."""
        found = self.identity(ticker)
        return found if found and found.kind == "fund" else None

    def named(self, name: str) -> Named | None:
        """The instrument that bears this name, or bore it; a name of today goes before a former one."""
        wanted = plain(name)
        own, shipped = _names(self.own.values()).get(wanted), _shipped_names(frozenset(self.own)).get(wanted)
        return next((one for one in (own, shipped) if one and not one.former), own or shipped)

    def owner_marks(self, owner: str) -> str:
        """The sentence that says whose marks an owner's index names are; empty for an unknown owner."""
        return self.owners.get(owner) or _content("indexes.yaml")["owners"].get(owner, "")


def registry(folder: Path | None = None) -> Registry:
    """The registry of a project: what ships, with `folder`/instruments.yaml over it where there is one.

    Raises ConfigError (or Mistakes) with every mistake of that file and its place.
    """
    if folder is None or not (folder / OWN).exists():
        return SHIPPED
    from reportgen.reference.own import read_own

    return Registry(*read_own(folder / OWN, _shipped))


def identity(symbol: str) -> Identity | None:
    """What the instrument of this symbol is, as shipped."""
    return SHIPPED.identity(symbol)


@cache
def identities() -> tuple[Identity, ...]:
    """Every shipped instrument, in the order of the files."""
    symbols = [symbol for name in FILES for symbol in _content(name)["instruments"]]
    return tuple(found for symbol in symbols if (found := _shipped(symbol)))


def fund(ticker: str) -> Identity | None:
    """The fund of this ticker, as shipped."""
    return SHIPPED.fund(ticker)


def named(name: str) -> Named | None:
    """The instrument that bears or bore this name, as shipped."""
    return SHIPPED.named(name)


def owner_marks(owner: str) -> str:
    """The sentence that says whose marks an owner's index names are, as shipped; empty for an unknown owner."""
    return SHIPPED.owner_marks(owner)


SHIPPED = Registry()


def file_of(symbol: str) -> str:
    """The shipped file in which a symbol of this form would stand."""
    if symbol.startswith("^") or symbol[:1].isdigit():
        return "indexes.yaml"
    return "markets.yaml" if "=" in symbol or "-" in symbol else "funds.yaml"


@cache
def _content(name: str) -> dict[str, dict[str, Any]]:
    """A shipped file, every scalar a string: by YAML's C loader, at a third of what remembering lines costs."""
    import yaml

    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    content: dict[str, dict[str, Any]] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text).get_single_data()
    return content


@cache
def _shipped(symbol: str) -> Identity | None:
    content = _content(file_of(symbol))
    symbol = content.get("aliases", {}).get(symbol, symbol)
    raw = content["instruments"].get(symbol)
    return entry(symbol, raw) if raw else None


@cache
def _shipped_names(without: frozenset[str]) -> dict[str, Named]:
    """Every shipped name, save those of symbols that a project describes itself."""
    symbols = [symbol for name in FILES for symbol in _content(name)["instruments"] if symbol not in without]
    return _names(found for symbol in symbols if (found := _shipped(symbol)))


def _names(identities: Any) -> dict[str, Named]:
    known = tuple(identities)
    out = {plain(past.name): Named(one, past) for one in known for past in one.former}
    return out | {plain(name): Named(one) for one in known for name in (*one.also, one.short, one.name)}
