"""Past performance in complete periods of twelve months, as UK and EU rules want it beside any that is shown.

COBS 4.6.2R(2) and MiFID II Delegated Regulation 2017/565, Art. 44(4)(b) ask for the preceding five years (or as long as
there is), "based on complete 12-month periods". They do not say when a period ends: here with the last calendar quarter
that was over by the week's end, so that the table stays the same for a quarter and lies beside the factsheets of funds.
A period runs from the last close of a quarter to the last close of the same quarter a year later.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from reportgen.measure.closes import change, held
from reportgen.measure.windows import OPENINGS, on_or_before
from reportgen.model import Absent, Figure, Instrument, MarketWeek

YEARS = 5
PERIOD = "twelve_months"


def quarter_end(day: date) -> date:
    """The last day of the last calendar quarter that was over by `day`, that day included."""
    after = day + timedelta(days=1)
    return OPENINGS["quarter"](after) - timedelta(days=1)


def periods(day: date, years: int = YEARS) -> tuple[tuple[date, date], ...]:
    """The last `years` complete periods of twelve months by `day`: the quarter ends that each lies between, the oldest
    first.
    """
    end = quarter_end(day)
    ends = [end.replace(year=end.year - back) for back in range(years, -1, -1)]
    return tuple(pairwise(ends))


def twelve_months(market: MarketWeek, one: Instrument, years: int = YEARS) -> tuple[Figure | Absent, ...]:
    """The instrument's change over each of the last complete periods of twelve months, the oldest first: a fraction,
    price return, between the last closes by its own calendar; of a rate in percentage points.
    """
    return tuple(_over(market, one, start, end) for start, end in periods(market.week.end, years))


def _over(market: MarketWeek, one: Instrument, start: date, end: date) -> Figure | Absent:
    week = market.week_of(one.key)
    first, last = on_or_before(week, start), on_or_before(week, end)
    id = f"{one.key}.{first or start}..{last or end}"
    if first is None or last is None:
        return Absent(id, f"the calendar kept with the record does not reach back to {start}")
    base, close = held(market, one.key, first, id), held(market, one.key, last, id)
    if isinstance(base, Absent):
        return base
    return close if isinstance(close, Absent) else change(id, one, base, close, PERIOD)
