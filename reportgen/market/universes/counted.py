"""The breadth of a record: what was counted of each universe, as JSON and back, without its members' closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportgen.model import Census, Panel, Tally, UniversePlan


def plain(breadth: Mapping[str, Panel | Census]) -> dict[str, Any]:
    """The parts `breadth` (a head and the tallies of the week's end by measure, or why there is none) and `shares` (by
    universe and measure a row per session: passing, judged, members); nothing where nothing was counted. A panel of
    closes is not kept: measure.breadth.census counts it.
    """
    counted = {key: one for key, one in breadth.items() if isinstance(one, Census)}
    heads = {
        key: {
            "name": one.universe.name,
            "members": one.file,
            "source": one.source,
            **({"proxy": True} if one.universe.proxy else {}),
            **({"dated": True} if one.dated else {}),
            "tallies": {name: t if isinstance(t, str) else _numbers(t) for name, t in one.tallies.items()},
        }
        for key, one in counted.items()
    }
    shares = {
        f"{key}.{name}": [[t.session.isoformat(), *_numbers(t)] for t in row]
        for key, one in counted.items()
        for name, row in one.shares.items()
    }
    return ({"breadth": heads} if heads else {}) | ({"shares": shares} if shares else {})


def read(content: Mapping[str, Any], end: date, day: Callable[[str], date]) -> dict[str, Census]:
    """The censuses of a record by universe; ValueError where they cannot be those of a week that ends on `end`."""
    shares: dict[str, dict[str, tuple[Tally, ...]]] = {}
    for name, rows in content.get("shares", {}).items():
        key, _, share = name.partition(".")
        row = tuple(_tally(day(session), numbers) for session, *numbers in rows)
        if not row or row[-1].session != end or any(a.session >= b.session for a, b in pairwise(row)):
            raise ValueError(f"the sessions of {name} are not in order up to {end}")
        shares.setdefault(key, {})[share] = row
    out = {}
    for key, head in content.get("breadth", {}).items():
        file, proxy, dated = str(head["members"]), head.get("proxy") is True, head.get("dated") is True
        tallies = {name: t if isinstance(t, str) else _tally(end, t) for name, t in head["tallies"].items()}
        universe = UniversePlan(key, Path(file), "", str(head["name"]), proxy)
        out[key] = Census(universe, file, dated, str(head["source"]), tallies, shares.pop(key, {}))
        if any(row[-1] != tallies.get(name) for name, row in out[key].shares.items()):
            raise ValueError(f"the shares of {key} and its tallies disagree")
    if shares:
        raise ValueError(f"it has shares of {next(iter(shares))}, but no tallies")
    return out


def _numbers(one: Tally) -> list[int]:
    return [one.passing, one.judged, one.members]


def _tally(session: date, numbers: list[Any]) -> Tally:
    passing, judged, members = numbers
    if any(type(n) is not int for n in numbers) or not 0 <= passing <= judged <= members:
        raise ValueError(f"{numbers} on {session} is no tally")
    return Tally(session, passing, judged, members)
