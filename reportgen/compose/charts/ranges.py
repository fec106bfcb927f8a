"""The 52-week range of each instrument: where it closed between its lowest and its highest close, and a week before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportgen import formats
from reportgen.compose.charts.shape import (
    Drawn,
    capital,
    counted,
    counting,
    everyone,
    listed_the,
    number,
    session,
    the,
    there,
)
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.series import count, place
from reportgen.model import Absent, ChartPlan, Figure, Point, Project, Series


@dataclass(frozen=True)
class Stand:
    """An instrument between its low and its high: places are shares of the way up, or None where these are one."""

    low: Figure
    high: Figure
    close: Figure
    now: Figure | None
    before: Figure | None


def ranges(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """A row for each instrument, highest in its range first: low, high, the place now and the place a week before."""
    keys, resting = counting(ink, plan.instruments, "week")
    if not keys:
        raise MarketError(resting.strip(" ."))
    plan = replace(plan, instruments=keys)
    stands = {key: _stand(key, project, ink) for key in plan.instruments}
    order = sorted(stands, key=lambda k: -(number(now) if (now := stands[k].now) else 0.5))
    series, words = [], []
    for key in order:
        one, stand = project.instruments[key], stands[key]
        low, high, close = (ink.usual(f) for f in (stand.low, stand.high, stand.close))
        now = number(stand.now) if stand.now else 0.5
        before = number(stand.before) if stand.before else 0.5
        points = (Point("low", 0.0, low), Point("high", 1.0, high), Point("now", now, close), Point("before", before))
        end = ink.print(stand.now, way(number(stand.now))) if stand.now else "no range"
        series.append(Series(one.short, end, points, key == plan.instruments[0]))
        words.append(_words(one.short, stand, (low, high, close), end, ink))
    week = ink.market.week
    return Drawn(
        _finding(plan, project, ink, stands, order),
        f"Close of {session(week.end)} between the lowest and the highest close of 52 weeks; "
        "the tail begins where it stood a week before",
        tuple(series), (), f"52 weeks to {formats.us_date(week.end)}. {' '.join(words)}", "Range chart", "share",
        ", ".join(f"{s.name} {s.end}" + (" of the way up" if s.end != "no range" else "") for s in series),
        plan.instruments, weekly=True, note=resting,
    )  # fmt: skip


def _quoted(found: Figure | Absent, level: Figure) -> Figure | None:
    """A place whose closes are told in the currency and decimals of a level."""
    if isinstance(found, Absent):
        return None
    return replace(found, currency=level.currency, decimals=level.decimals)


def way(share: float) -> str:
    """How far up a range, in whole percent; only a close at its end is printed as 0% or 100% of the way."""
    if share not in (0, 1) and formats.rounded(share, 2) in (0, 1):
        return formats.size(min(max(share, 0.001), 0.999))
    return formats.size(share, 0)


def _stand(key: str, project: Project, ink: Ink) -> Stand:
    low, high = (there(ink.figure(key, name)) for name in ("low_52_weeks", "high_52_weeks"))
    week, closes, one = ink.market.week_of(key), ink.market.closes[key], project.instruments[key]
    close = there(ink.figure(key, "close"))
    there(ink.figure(key, "week"))
    now, before = (place(closes[day], low, high, key, one.short) for day in (week.end, week.base))
    return Stand(low, high, close, _quoted(now, low), _quoted(before, low))


def _words(name: str, stand: Stand, texts: tuple[str, str, str], end: str, ink: Ink) -> str:
    low, high, close = texts
    if stand.now is None or stand.before is None:
        return f"{name}: every close {close}."
    before = ink.print(stand.before, way(number(stand.before)))
    return f"{name}: closed at {close} between {low} and {high}, {end} of the way up, after {before} a week before."


def _finding(plan: ChartPlan, project: Project, ink: Ink, stands: dict[str, Stand], order: list[str]) -> str:
    """Who is at a high or a low; else how many are in the upper half, and who is nearest to the high."""
    moving = [key for key in order if stands[key].now]
    if not moving:
        who = listed_the(project, order) if len(order) < 3 else everyone(len(order))
        return f"{who} {'has' if len(order) == 1 else 'have'} not moved in 52 weeks"
    highs = [k for k in moving if stands[k].close.value == stands[k].high.value]
    lows = [k for k in moving if stands[k].close.value == stands[k].low.value]
    if len(order) == 1:
        return _alone(project, ink, stands[order[0]], order[0], highs, lows)
    parts: list[str] = []
    for keys, what in ((highs, "high"), (lows, "low")):
        if keys and len(keys) <= 2:
            one = len(keys) == 1
            who = formats.listed([the(project.instruments[k]) for k in keys])
            parts.append(f"{who} closed at {'a ' if one else ''}52-week {what}{'' if one else 's'}")
        elif keys:
            tally = count(f"charts.{plan.key}.{what}s", [stands[k].close for k in keys], len(order), f"at a {what}")
            among = f"{counted(ink, tally, capital=not parts)} of {formats.numeral(len(order))}"
            whole = len(keys) == len(order)
            parts.append(f"{everyone(len(order)) if whole else among} closed at 52-week {what}s")
    if parts:
        return capital("; ".join(parts))
    upper = [f for k in moving if (f := stands[k].now) and number(f) >= 0.5]
    tally = count(f"charts.{plan.key}.upper_half", upper, len(order), "in the upper half")
    some = f"{counted(ink, tally, capital=True)} of {formats.numeral(len(order))}" if upper else "None"
    if len(upper) == len(order):
        some = everyone(len(order))
    half = f"{some} closed in the upper half of {'its' if len(upper) == 1 else 'their'} 52-week range"
    first = [k for k in moving if stands[k].now and number(stands[k].now) == number(stands[moving[0]].now)]  # type: ignore[arg-type]
    return half if len(first) > 1 else f"{half}, {the(project.instruments[moving[0]])} highest"


def _alone(project: Project, ink: Ink, stand: Stand, key: str, highs: list[str], lows: list[str]) -> str:
    name = capital(the(project.instruments[key]))
    if highs or lows:
        return f"{name} closed at a 52-week {'high' if highs else 'low'}, {ink.usual(stand.close)}"
    assert stand.now is not None
    whole = formats.rounded(number(stand.now), 2)
    if whole in (0, 1):
        return f"{name} closed just {'below its 52-week high' if whole else 'above its 52-week low'}"
    share = ink.print(stand.now, way(number(stand.now)))
    return f"{name} closed {share} of the way up its 52-week range"
