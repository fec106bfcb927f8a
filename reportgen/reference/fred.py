"""The usual series of FRED: what they are called, and whether their owner lets them be printed (fred.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class FredSeries:
    """A series as FRED prints it; `restricted` where its owner keeps it (None: not checked), `note` in whose words."""

    id: str
    title: str
    unit: str
    restricted: bool | None = None
    note: str = ""


def fred_series(id: str) -> FredSeries | None:
    """The series of this id (in any case), as shipped; None for one that is not among the usual ones."""
    held = _content().get(id.upper())
    if held is None:
        return None
    restricted = {"true": True, "false": False}.get(held.get("restricted", ""))
    return FredSeries(id.upper(), held["title"], held["unit"], restricted, held.get("note", ""))


@cache
def _content() -> dict[str, dict[str, str]]:
    import yaml

    text = files(__package__).joinpath("fred.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text).get_single_data()
    series: dict[str, dict[str, str]] = content["series"]
    return series
