"""Highest and lowest closes: of 52 weeks, of the history at hand, of all time where that is provable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportgen.measure.closes import as_input, change, held, made, missing, unit_of
from reportgen.measure.runs import Run, since
from reportgen.measure.windows import YEAR
from reportgen.model import Absent, Close, Closes, Fact, Figure, Instrument, MarketWeek


def of_52_weeks(market: MarketWeek, one: Instrument, which: str) -> Figure | Absent:
    """The highest (`which` "high") or lowest ("low") close of 52 weeks, as of the first session that had it."""
    id = f"{one.key}.{which}_52_weeks"
    found = _extreme(market, one, which, id)
    if isinstance(found, Absent):
        return found
    top, span = found
    formula = f"the {_word(which)} of {span.told}"
    return made(id, one, top.level, unit_of(one), formula, (as_input(one.key, top),), f"{which}_52_weeks")


def off_52_weeks(market: MarketWeek, one: Instrument, which: str) -> Figure | Absent:
    """The week's last close against the highest or lowest one of 52 weeks: a fraction, of a rate percentage points."""
    id = f"{one.key}.off_{which}"
    found = _extreme(market, one, which, id)
    if isinstance(found, Absent):
        return found
    return change(id, one, found[0], market.closes[one.key][found[1].sessions[-1]], f"off_{which}", which)


def drawdown(market: MarketWeek, one: Instrument) -> Figure | Absent:
    """The week's last close against the highest one of the history at hand, which begins with the first close held.

    Its inputs are that first close, the highest and the last.
    """
    id, closes = f"{one.key}.drawdown", market.closes[one.key]
    if not closes:
        return Absent(id, f"{one.key} has no closes")
    span = since(market, one.key, min(closes), id)
    if isinstance(span, Absent):
        return span
    return _below(id, one, market, span, closes[span.highest], "drawdown", "highest")


def record(market: MarketWeek, one: Instrument, measure: str, cited: Fact | None) -> Figure | Absent:
    """The record close (`measure` "record_close"), or the week's last close against it ("off_record").

    It is provable only from the whole history (`Instrument.begins`) or from a cited earlier record and every
    session since. A cited record above every close of the whole history counts as one of them.
    """
    id = f"{one.key}.{measure}"
    span = _whole(market, one, id)
    earlier = None
    if cited and cited.session:
        earlier = Close(cited.session, float(cited.value.replace(",", "")), cited.source, cited.url)
    if isinstance(span, Run):
        best = market.closes[one.key][span.highest]
        if earlier and earlier.session <= span.sessions[-1] and earlier.level > best.level:
            best = earlier
    elif earlier:
        proved = _since_cited(market, one, earlier, id)
        if isinstance(proved, Absent):
            return proved
        best = proved
    else:
        why = f" ({span.reason})" if span else ""
        return Absent(id, f"no earlier record close of {one.short} is cited, and its whole history is not there{why}")
    if measure == "off_record":
        return _below(id, one, market, span if isinstance(span, Run) else None, best, measure, "record close")
    if isinstance(span, Run):
        formula = f"the highest of {span.told}"
        inputs = as_input(one.key, market.closes[one.key][span.sessions[0]]), as_input(one.key, best)
        return made(id, one, best.level, unit_of(one), formula, inputs)
    formula = f"the highest of the record close of {cited.session if cited else ''} and every close since"
    return made(id, one, best.level, unit_of(one), formula, (as_input(one.key, best),))


def _whole(market: MarketWeek, one: Instrument, id: str) -> Run | Absent | None:
    """Every close since the first session of all; Absent where a close is older than that, which then is wrong."""
    if one.begins is None:
        return None
    closes = market.closes[one.key]
    first = closes.sessions[0] if isinstance(closes, Closes) and closes else min(closes, default=one.begins)
    if first < one.begins:
        return Absent(id, f"its closes begin on {first}, before its first session, {one.begins}")
    return since(market, one.key, one.begins, id)


def _since_cited(market: MarketWeek, one: Instrument, earlier: Close, id: str) -> Close | Absent:
    """The highest of a cited record close and every close since; Absent where a close contradicts it or is missing."""
    key, end = one.key, market.week_of(one.key).end
    if earlier.session > end:
        return Absent(id, f"the cited record close of {earlier.session} is later than the week")
    closes = market.closes[key]
    higher = next((c for s, c in closes.items() if s <= earlier.session and c.level > earlier.level), None)
    if higher:
        return Absent(id, f"the close of {higher.session}, {higher.level}, is above the cited record close")
    tail = ", so that a later record cannot be ruled out"
    first = market.week_of(key).calendar[0]
    best = earlier
    if earlier.session < end:
        span = since(market, key, max(earlier.session + timedelta(days=1), first), id)
        if isinstance(span, Absent):
            return Absent(id, span.reason + tail)
        highest = closes[span.highest]
        best = highest if highest.level > earlier.level else earlier
    return best if earlier.session >= first else Absent(id, missing(key, earlier.session) + tail)


def _extreme(market: MarketWeek, one: Instrument, which: str, id: str) -> tuple[Close, Run] | Absent:
    span = since(market, one.key, market.week_of(one.key).end - YEAR, id)
    if isinstance(span, Absent):
        return span
    return market.closes[one.key][span.highest if which == "high" else span.lowest], span


def _below(
    id: str, one: Instrument, market: MarketWeek, span: Run | None, best: Close, period: str, word: str
) -> Figure | Absent:
    """The week's last close against the highest; the span that proves it is told by its first close."""
    end: date = market.week_of(one.key).end
    last = held(market, one.key, end, id)
    if isinstance(last, Absent):
        if best.session != end:
            return last
        last = best
    found = change(id, one, best, last, period, word)
    if span is None or isinstance(found, Absent):
        return found
    first = as_input(one.key, market.closes[one.key][span.sessions[0]])
    return replace(found, inputs=(first, *found.inputs))


def _word(which: str) -> str:
    return "highest" if which == "high" else "lowest"
