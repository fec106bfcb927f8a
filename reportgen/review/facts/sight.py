"""The closes as a checker asks for them: periods as sessions, changes between them, what came before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from statistics import pstdev
from typing import Any

from reportgen.claims import Window
from reportgen.measure.closes import as_input, difference, ratio
from reportgen.measure.windows import before
from reportgen.model import Close, Evidence, Input, Instrument, TradingWeek
from reportgen.review.facts.periods import Pair, dated, pairs_of, span_named


@dataclass
class Sight:
    """Evidence, and what has been worked out of it so far."""

    evidence: Evidence
    _runs: dict[tuple[str, str], list[tuple[date, date, Decimal]]] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    """What judges have worked out and will want again, by whose it is."""

    def knows(self, key: str) -> bool:
        """Whether there are closes of an instrument."""
        return bool(self.evidence.market.closes.get(key))

    def instrument(self, key: str) -> Instrument:
        """What an instrument is."""
        return self.evidence.instruments[key]

    def rate(self, key: str) -> bool:
        """Whether an instrument is a rate, whose changes are differences."""
        return self.evidence.instruments[key].kind == "rate"

    def week(self, key: str) -> TradingWeek:
        """The week by the instrument's own calendar."""
        return self.evidence.market.week_of(key)

    def close(self, key: str, day: date | None) -> Close | None:
        """The close of a session, where it is held."""
        return self.evidence.market.closes[key].get(day) if day else None

    def pairs(self, key: str, window: Window) -> list[Pair]:
        """The readings of a period as sessions of the instrument's calendar; none where it has no such sessions."""
        held: dict[tuple[str, Window], list[Pair]] = self.kept.setdefault("pairs", {})
        if (key, window) not in held:
            found = self._summits(key, window) if window.kind == "summit" else pairs_of(self.week(key), window)
            held[key, window] = [(a, b) for a, b in found if a is not None and b is not None and a < b]
        return held[key, window]

    def _summits(self, key: str, window: Window) -> list[tuple[date | None, date | None]]:
        """From the close of a day, or the highest (lowest) one of a month or year, to the week's end or a day of it."""
        week = self.week(key)
        which, _, told = window.part.partition(" ")
        end = next((day for day in week.sessions if str(day.weekday()) == told), week.end)
        end = dated(week, Window("date", int(told))) or end if int(told or 0) > 100 else end
        if window.number > 100 or window.start:
            return [(dated(week, Window("date", window.number, window.start)), end)]
        span = span_named(
            week, Window("named month" if window.number else "named year", window.number, year=window.year)
        )
        inside = [
            c
            for day in self.sessions(key)
            if span and span[0] <= day <= min(span[1], end) and (c := self.close(key, day))
        ]
        sense = -1 if which == "low" else 1
        if not span or 2 * len(inside) < (min(span[1], end) - span[0]).days:
            return []  # not all of its closes are at hand
        return [(max(inside, key=lambda one: one.level * sense).session, end)] if inside else []

    def change(self, key: str, pair: Pair) -> Decimal | None:
        """The change between two sessions: in percent, of a rate in percentage points; None where a close is missing."""
        first, last = (self.close(key, day) for day in pair)
        if first is None or last is None:
            return None
        if self.rate(key):
            return Decimal(repr(difference(last.level, first.level)))
        return Decimal(repr(ratio(last.level, first.level))) * 100 if first.level > 0 else None

    def points(self, key: str, pair: Pair) -> Decimal | None:
        """The change between two sessions in points, or in the price's currency."""
        first, last = (self.close(key, day) for day in pair)
        return Decimal(repr(difference(last.level, first.level))) if first and last else None

    def inputs(self, key: str, *days: date) -> tuple[Input, ...]:
        """The closes of some sessions, as what a judgement rests on."""
        return tuple(as_input(key, held) for day in days if (held := self.close(key, day)))

    def sessions(self, key: str) -> Sequence[date]:
        """Every session with a close, in order, up to the week's end."""
        held: dict[str, list[date]] = self.kept.setdefault("sessions", {})
        if key not in held:
            end = self.week(key).end
            held[key] = [day for day in sorted(self.evidence.market.closes[key]) if day <= end]
        return held[key]

    def runs(self, key: str, unit: str) -> list[tuple[date, date, Decimal]]:
        """Every whole day, week, month, quarter or year of the history: base, end and change, in order; the last one is
        that of the week's end, over or not.
        """
        if (key, unit) not in self._runs:
            self._runs[key, unit] = self._made(key, unit)
        return self._runs[key, unit]

    def _made(self, key: str, unit: str) -> list[tuple[date, date, Decimal]]:
        days = self.sessions(key)
        ends = [
            day for i, day in enumerate(days) if i + 1 == len(days) or _bucket(days[i + 1], unit) != _bucket(day, unit)
        ]
        calendar = set(self.week(key).calendar)
        out = []
        for base, end in itertools.pairwise(ends):
            if unit == "day" and base in calendar and before(self.week(key), end) != base:
                continue  # a close is missing between them
            change = self.change(key, (base, end))
            if change is not None:
                out.append((base, end, change))
        return out

    def usual(self, key: str, days: int) -> Decimal | None:
        """The size that a change over so many sessions usually has, in percent: of the last year's daily changes."""
        moves = [float(change) for _, _, change in self.runs(key, "day")[-252:]]
        if len(moves) < 20:
            return None
        return Decimal(repr(pstdev(moves) * max(days, 1) ** 0.5))


def _bucket(day: date, unit: str) -> tuple[int, ...]:
    match unit:
        case "week":
            return (day + timedelta(days=2)).isocalendar()[:2]  # what trades at weekends has weeks to Friday, too
        case "month":
            return day.year, day.month
        case "quarter":
            return day.year, (day.month - 1) // 3
        case "year":
            return (day.year,)
    return (day.toordinal(),)
