"""Made-up prices: a deterministic market of no place, for pictures in the docs. Nothing here is anybody's close."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from reportgen.model import Close, Instrument, MarketWeek, Panel, TradingWeek, UniversePlan

END = date(2026, 1, 9)
CLOSED = {
    date(2024, 12, 25),
    date(2025, 1, 1),
    date(2025, 7, 4),
    date(2025, 11, 27),
    date(2025, 12, 25),
    date(2026, 1, 1),
}
LABEL = "MADE-UP PRICES"


def week(start: date, end: date = END) -> TradingWeek:
    """The week that ends on `end`, with the sessions since `start`: weekdays without a few holidays."""
    days = (start + timedelta(days=i) for i in range((end - start).days + 1))
    calendar = tuple(d for d in days if d.weekday() < 5 and d not in CLOSED)
    monday = end - timedelta(days=end.weekday())
    sessions = tuple(d for d in calendar if d >= monday)
    return TradingWeek("XNYS", sessions, max(d for d in calendar if d < monday), calendar)


@cache
def walk(seed: int, count: int, *, drift: float = 0.0, swing: float = 0.01) -> tuple[float, ...]:
    """Factors of a made-up walk: `count` numbers that begin at 1. Chance is a hash, so that no library's generator can
    change a picture.
    """
    out = [1.0]
    for step in range(1, count):
        digest = sha256(f"{seed}:{step}".encode()).digest()
        chance = sum(int.from_bytes(digest[i : i + 2], "big") / 65536 - 0.5 for i in range(0, 8, 2))
        out.append(out[-1] * (1 + drift + swing * chance))
    return tuple(out)


def market(
    instruments: dict[str, Instrument], *, start: date = date(2024, 2, 1), members: int = 0, end: date = END,
    seed: int = 0, drift: float = 0.0004,
) -> MarketWeek:  # fmt: skip
    """Closes of every instrument at every session since `start`; yields wander less than prices do."""
    this = week(start, end)
    count = len(this.calendar)
    closes = {}
    for number, (key, one) in enumerate(instruments.items(), seed + 1):
        if one.kind == "rate":
            levels = _rates(one, number, this)
        else:
            base = 90 + 487.3 * number % 7000
            levels = [base * f for f in walk(number, count, drift=drift, swing=0.009 + 0.0015 * (number % 5))]
        closes[key] = {d: Close(d, round(v, 2), LABEL) for d, v in zip(this.calendar, levels, strict=True)}
    breadth = {"members": panel(this, members)} if members else {}
    return MarketWeek(this, closes, LABEL, made_up=True, breadth=breadth)


def _rates(one: Instrument, number: int, this: TradingWeek) -> list[float]:
    """Yields that rise with maturity; a rate without one is a target that is cut three times."""
    count = len(this.calendar)
    if one.maturity is None:
        cuts = [date(2025, 9, 18), date(2025, 10, 30), date(2025, 12, 11)]
        top = 4.5 if one.lower else 4.25
        return [top - 0.25 * sum(d >= cut for cut in cuts) for d in this.calendar]
    level = 3.1 + 0.55 * one.maturity**0.33
    return [level * f for f in walk(number + 40, count, drift=-0.0002, swing=0.011)]


def panel(this: TradingWeek, members: int) -> Panel:
    """A universe of made-up members and their closes."""
    import numpy as np

    from reportgen.model.universe import Grid, Member, Universe

    symbols = tuple(f"M{i:03}" for i in range(members))
    levels = np.array([walk(i + 500, len(this.calendar), drift=0.0002, swing=0.018) for i in range(members)]) * 50
    plan = UniversePlan("members", Path("members.csv"), "", "Large 50")
    roll = Universe("members.csv", tuple(Member(s) for s in symbols))
    return Panel(plan, roll, Grid(symbols, this.calendar, levels), LABEL)
