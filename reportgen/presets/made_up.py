"""Made-up closes: a market source for demonstrations, the same closes for the same symbol and day on every machine.

Levels.csv says between which levels a symbol walks in the 430 days before the last day asked for, how it moves and with
whom. Nothing is drawn by chance: a day's move is read off a hash of the symbol and the day.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from statistics import NormalDist
from typing import TYPE_CHECKING

from reportgen.errors import MarketError
from reportgen.model import Close

if TYPE_CHECKING:
    from reportgen.market import Closes, Request

SOURCE = "made-up prices"
SPAN = 430
"""Days in which a symbol walks from its first level to its last one."""
SALT = "2413"
"""Part of every name that is hashed: of some tried, the one whose last week is neither wild nor dull."""
OF = {"large": ("shares", 0.97), "small": ("shares", 0.84), "europe": ("shares", 0.55), "asia": ("shares", 0.40)}
"""Factors that are themselves partly another one's: its name and share."""
DAYS = 252
"""Days with a move in a year, by which a volatility is made a day's."""


@dataclass(frozen=True)
class Walk:
    """How a symbol moves: from `first` to `last`, with a yearly `volatility` (a fraction of the level; of a rate in
    percentage points), `share` of it with the common `factor`, the rest its own. `pull` is how much of its distance
    from the way a day keeps; 1 lets it walk freely.
    """

    first: float
    last: float
    volatility: float
    factor: str
    share: float
    pull: float
    decimals: int
    move: str


def closes(request: Request) -> Closes:
    """A close for each day of the request on which the symbol moves: every weekday, of crypto every day.

    Which of them are sessions is for the calendar to say. MarketError names the symbols that have no levels.
    """
    unknown = [symbol for symbol in request.symbols.values() if symbol not in walks()]
    if unknown:
        raise MarketError(
            f"no made-up levels for {', '.join(unknown)}", hint="They stand for the presets' symbols only."
        )
    return {
        key: {
            day: Close(day, level, SOURCE) for day, level in walked(symbol, request.end).items() if request.start <= day
        }
        for key, symbol in request.symbols.items()
    }


def walked(symbol: str, end: date) -> dict[date, float]:
    """The closes of a symbol on its days from 430 days before `end` to `end`."""
    walk = walks()[symbol]
    days = [day for day in (end - timedelta(days=back) for back in range(SPAN, -1, -1)) if _moves(walk, day)]
    if walk.move == "held":
        return dict.fromkeys(days, walk.first) | {day: _held(walk, day, days) for day in days}
    away, path = 0.0, []
    for day in days:
        own = math.sqrt(1 - walk.share**2) * normal(f"{symbol} {day}")
        away = walk.pull * away + walk.volatility / math.sqrt(DAYS) * (walk.share * common(walk.factor, day) + own)
        path.append(away)
    steps = len(days) - 1
    return {
        day: _level(walk, index / steps, at - path[0] - index / steps * (path[-1] - path[0]))
        for index, (day, at) in enumerate(zip(days, path, strict=True))
    }


def common(factor: str, day: date) -> float:
    """A day's move of what many symbols share, in deviations."""
    own = normal(f"{factor} {day}")
    if factor not in OF:
        return own
    wider, share = OF[factor]
    return share * common(wider, day) + math.sqrt(1 - share**2) * own


def normal(name: str) -> float:
    """A number as a normal distribution of mean 0 and deviation 1 would give it, and for a name always the same."""
    return NormalDist().inv_cdf((int.from_bytes(sha256(f"{SALT} {name}".encode()).digest()[:6]) + 0.5) / 2**48)


@cache
def walks() -> Mapping[str, Walk]:
    """The symbols that have made-up closes, and how they move."""
    text = files(__package__).joinpath("levels.csv").read_text(encoding="utf-8")
    return {
        row["symbol"]: Walk(
            float(row["first"]), float(row["last"]), float(row["volatility"]), row["factor"], float(row["share"]),
            float(row["pull"] or 1), int(row["decimals"] or 2), row["move"],
        )
        for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    }  # fmt: skip


def _moves(walk: Walk, day: date) -> bool:
    return day.weekday() < 5 or walk.move == "always"


def _level(walk: Walk, way: float, away: float) -> float:
    """The level at a share of the way, so far away from the straight line: of rates in points, else in logarithms."""
    if walk.move == "points":
        return round(walk.first + way * (walk.last - walk.first) + away, walk.decimals)
    return round(walk.first * math.exp(way * math.log(walk.last / walk.first) + away), walk.decimals)


def _held(walk: Walk, day: date, days: list[date]) -> float:
    """A level that holds for weeks and goes in equal steps of a quarter of a point, the last of them a month ago."""
    steps = round(abs(walk.last - walk.first) / 0.25)
    gone = sum(day >= days[-1] - timedelta(days=30 + 49 * index) for index in range(steps))
    return walk.first + math.copysign(0.25, walk.last - walk.first) * gone
