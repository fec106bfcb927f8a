"""Series of closes for charts: changes, ratios, drawdowns, places in a range; and the figures that sum one up.

A path is closes as quoted, ascending by session. Points of a line are plain numbers; what is printed is a Figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from reportgen.measure.closes import change, held
from reportgen.measure.windows import on_or_before
from reportgen.model import Absent, Close, Figure, Input, Instrument, MarketWeek, Tally

Path = tuple[Close, ...]
Line = tuple[tuple[date, float], ...]


def path(market: MarketWeek, key: str, start: date | None = None) -> Path:
    """The closes of instrument `key` at hand, from `start` on, to the end of its own week."""
    closes, end = market.closes[key], market.week_of(key).end
    return tuple(closes[s] for s in sorted(closes) if (start is None or s >= start) and s <= end)


def first_session(market: MarketWeek, key: str, start: date) -> date:
    """The session of the instrument's own calendar that stands for the house session `start`: the last one by then."""
    return on_or_before(market.week_of(key), start) or start


def changes(closes: Path, base: Close, *, difference: bool = False) -> Line:
    """The change of each close from `base`: a fraction, or, of yields, the difference in percentage points."""
    if difference:
        return tuple((c.session, c.level - base.level) for c in closes)
    return tuple((c.session, (c.level - base.level) / base.level) for c in closes)


def moved(market: MarketWeek, one: Instrument, start: date, end: date) -> Figure | Absent:
    """The change of an instrument between two sessions: a fraction; of a rate, in percentage points."""
    id = f"{one.key}.{start}..{end}"
    base, last = held(market, one.key, start, id), held(market, one.key, end, id)
    if isinstance(base, Absent):
        return base
    return last if isinstance(last, Absent) else change(id, one, base, last, "")


def rebased(one: Path, other: Path) -> Line:
    """The ratio of two instruments' closes at the sessions that both have, 100 at the first of them."""
    against = {c.session: c.level for c in other}
    pairs = [(c.session, c.level / against[c.session]) for c in one if c.session in against]
    return tuple((session, 100 * ratio / pairs[0][1]) for session, ratio in pairs)


def relative(one: Figure, other: Figure) -> Figure:
    """By how much one instrument did better than another between the same two sessions, a fraction of the ratio of
    their closes: (1 + change) / (1 + other change) − 1.
    """
    assert isinstance(one.value, float) and isinstance(other.value, float)
    return Figure(
        f"{one.id}/{other.id}", (1 + one.value) / (1 + other.value) - 1, "fraction",
        f"(1 + {one.id}) / (1 + {other.id}) − 1", (*one.inputs, *other.inputs), one.as_of,
        sources(*one.inputs, *other.inputs), f"{one.name} against {other.name}",
    )  # fmt: skip


def index_of(ratio: Figure, day: date | None = None, value: float | None = None) -> Figure:
    """A relative change as an index that began at 100; or the `value` that the rebased line has on a `day`, to which
    the change then leads.
    """
    assert isinstance(ratio.value, float)
    first, last = (
        f"{one.key}.close({one.session}) / {other.key}.close({other.session})"
        for one, other in zip(ratio.inputs[:2], ratio.inputs[2:], strict=True)
    )
    return Figure(
        f"{ratio.id}.index" + (f"_{day}" if day else ""), 100 * (1 + ratio.value) if value is None else value, "level",
        f"100 × ({last}) / ({first})", ratio.inputs,
        day.isoformat() if day else ratio.as_of, ratio.source, ratio.name,
    )  # fmt: skip


def drawdowns(closes: Path) -> Line:
    """Each close against the highest until then, a fraction, never above 0."""
    highest = accumulate((c.level for c in closes), max)
    return tuple((c.session, c.level / high - 1) for c, high in zip(closes, highest, strict=True))


def drawdown(key: str, closes: Path, session: date, name: str = "") -> Figure:
    """The close of `session` against the highest of the path until then, a fraction; its inputs are the high, the
    first session that had it, and the close.
    """
    until = [c for c in closes if c.session <= session]
    high, last = max(until, key=lambda c: c.level), until[-1]
    return Figure(
        f"{key}.drawdown_{session}", (last.level - high.level) / high.level, "fraction",
        f"close({last.session}) / highest close since {until[0].session} ({high.session}) − 1",
        (input_of(key, high), input_of(key, last)), last.session.isoformat(), sources(high, last), name,
    )  # fmt: skip


def place(level: Close, low: Figure, high: Figure, key: str, name: str = "") -> Figure | Absent:
    """Where a close stands between a low and a high, a share of the way up; absent where these are one level."""
    id = f"{key}.place_52_weeks_{level.session}"
    assert isinstance(low.value, float) and isinstance(high.value, float)
    if low.value == high.value:
        return Absent(id, f"the high and the low of {name or key} are the same close")
    return Figure(
        id, (level.level - low.value) / (high.value - low.value), "share",
        f"(close({level.session}) − {low.id}) / ({high.id} − {low.id})",
        (*low.inputs, *high.inputs, input_of(key, level)), level.session.isoformat(), level.source, name,
    )  # fmt: skip


def slope(long: Close, short: Close, keys: tuple[str, str], name: str = "") -> Figure:
    """The long yield less the short one at one session, in percentage points."""
    return Figure(
        f"{keys[0]}-{keys[1]}.{long.session}", difference(long, short), "yield_difference",
        f"{keys[0]}.close({long.session}) − {keys[1]}.close({short.session})",
        (input_of(keys[0], long), input_of(keys[1], short)), long.session.isoformat(), sources(long, short), name,
    )  # fmt: skip


def less(now: Figure, then: Figure) -> Figure:
    """What a difference in percentage points has itself changed by."""
    assert isinstance(now.value, float) and isinstance(then.value, float)
    return Figure(
        f"{now.id}-{then.id}", round(now.value - then.value, 9), "yield_difference", f"{now.id} − {then.id}",
        (*now.inputs, *then.inputs), now.as_of, sources(*now.inputs, *then.inputs), now.name,
    )  # fmt: skip


def count(id: str, counted: Sequence[Figure], among: int, what: str) -> Figure:
    """How many of `among` are `what`: those figures."""
    inputs = tuple(i for one in counted for i in one.inputs)
    as_of = max((one.as_of for one in counted), default="")
    formula = f"number of {among} that are {what}"
    return Figure(id, float(len(counted)), "count", formula, inputs, as_of, sources(*inputs), what)


def quoted(key: str, close: Close, one: Instrument) -> Figure:
    """A close of any session as a figure, in the unit of its kind."""
    unit = {"rate": "yield", "index": "level"}.get(one.kind, "price")
    return Figure(
        f"{key}.close_{close.session}", close.level, unit, f"close({close.session})",  # type: ignore[arg-type]
        (input_of(key, close),), close.session.isoformat(), close.source, one.short, "", one.currency, one.decimals,
    )  # fmt: skip


def steps(closes: Path) -> Path:
    """The closes that differ from the one before, the first one included."""
    return tuple(c for i, c in enumerate(closes) if not i or c.level != closes[i - 1].level)


def extremes(line: Line) -> tuple[tuple[date, float], tuple[date, float]]:
    """The lowest and the highest point of a line, the earliest where several are."""
    return min(line, key=lambda p: p[1]), max(line, key=lambda p: p[1])


def difference(one: Close, other: Close) -> float:
    """Exactly what the printed levels differ by."""
    from decimal import Decimal

    return float(Decimal(repr(one.level)) - Decimal(repr(other.level)))


def input_of(key: str, close: Close) -> Input:
    """A close as the input of a figure."""
    return Input(key, close.session, close.level, close.source, close.url, close.retrieved)


def sources(*closes: Close | Input) -> str:
    """Where the closes come from, each source once."""
    return "; ".join(dict.fromkeys(c.source for c in closes))


def ordered(found: Mapping[str, Figure]) -> list[str]:
    """The keys of figures by value, largest first; equal ones in the order given."""
    return sorted(found, key=lambda key: -float(found[key].value))


def tallied(now: Figure, tally: Tally) -> Figure:
    """The same share at an earlier session."""
    return Figure(
        f"{now.id}_{tally.session}", tally.share, "share", f"{tally.passing} of {tally.judged}", (),
        tally.session.isoformat(), now.source, now.name,
    )  # fmt: skip
