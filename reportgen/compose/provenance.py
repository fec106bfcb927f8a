"""A figure's provenance in one sentence: from which closes, of which sessions, printed by whom."""

from __future__ import annotations

from datetime import date

from reportgen import formats
from reportgen.model import Figure, Input

PERIODS = {
    "day": "change on the day",
    "week": "change for the week",
    "month": "change in the month to date",
    "quarter": "change in the quarter to date",
    "year": "change in the year to date",
    "one_year": "change over one year",
    "from_52_weeks_ago": "change from 52 weeks ago",
    "twelve_months": "change over twelve months",
    "off_record": "against the record close",
    "off_high": "against the highest close of 52 weeks",
    "off_low": "against the lowest close of 52 weeks",
    "drawdown": "against the highest close",
    "largest_drawdown": "largest fall within 52 weeks",
}
LEVELS = {
    "record_close": "record close",
    "high_52_weeks": "highest close of 52 weeks, that",
    "low_52_weeks": "lowest close of 52 weeks, that",
}


def provenance(figure: Figure) -> str:
    """For a reader who asks where a number comes from; levels and changes to two decimals."""
    if isinstance(figure.value, str):
        return f"{figure.name}: {figure.value}. {figure.source}, {formats.date_words(figure.as_of)}."
    value, name = figure.value, figure.name
    match figure.unit:
        case _ if ".records." in figure.id:
            days = formats.listed([_day(i) for i in sorted(figure.inputs, key=lambda i: i.session)])
            what = f"{name}, from the closes of {days}"
        case "level" if figure.inputs[0].key != figure.inputs[-1].key:
            first, last = _day(figure.inputs[0]), formats.date_words(figure.as_of)
            what = f"{name}, the ratio of their closes on {last}, where that of {first} is 100"
        case "level" | "price" | "yield":
            what = f"{name}, {_level(figure)}"
        case "fraction" | "yield_difference" if figure.inputs[0].key != figure.inputs[-1].key:
            what = f"{name}, {_period(figure)}: {_change(figure, value)}, {_span(figure)}"
        case "fraction" if figure.period == "off_record" and value == 0:
            since = f"since {_day(figure.inputs[0])}" if len(figure.inputs) > 2 else "since the cited earlier record"
            what = f"{name}, {_close(figure, figure.inputs[-1])}: the highest close {since}"
        case "fraction" | "yield_difference":
            base, end = figure.inputs[-2:]
            what = (
                f"{name}, {_period(figure)}: {_change(figure, value)}, {_close(figure, base)} to {_close(figure, end)}"
            )
        case "points":
            base, end = figure.inputs
            what = f"{name}, {_period(figure)}: {_close(figure, base)} to {_close(figure, end)}"
        case "fraction_difference":
            what = f"{name}, {_period(figure)}: {_change(figure, value)}, {_span(figure)}"
        case "share" if ".place_52_weeks" in figure.id:
            low, high, close = (_close(figure, i) for i in (figure.inputs[0], figure.inputs[-2], figure.inputs[-1]))
            what = f"{name}, close of {close} between the lowest of 52 weeks, {low}, and the highest, {high}"
        case "share" if figure.period == "volatility":
            what = f"{name}, volatility: {formats.share(value)} a year, from the daily changes of {_span(figure)}"
        case "count" | "share":
            day = formats.date_words(figure.as_of)
            return f"{name}, {figure.formula}. {figure.source}, {day}."
        case _:
            day = formats.date_words(figure.as_of)
            return f"{name}, place by {_period(figure)}, {day}. Computed from the closes in the table."
    return f"{what}. Source: {'; '.join(dict.fromkeys(i.source for i in figure.inputs))}."


def _level(figure: Figure) -> str:
    """A close of one session, or what stands for several."""
    measure, last = figure.id.rpartition(".")[2], _day(figure.inputs[-1])
    if measure.startswith("average"):
        return f"average of the {len(figure.inputs)} closes from {_span(figure)}"
    if measure == "record_close" and len(figure.inputs) > 1:
        return f"record close of {last}, the highest since {_day(figure.inputs[0])}"
    return f"{LEVELS.get(measure, 'close')} of {last}"


def _change(figure: Figure, value: float) -> str:
    if figure.unit == "yield_difference":
        finer = max(figure.decimals - 2, 0)
        unit = formats.rate_size(value, finer).partition(" ")[2]
        return f"{formats.rate_change(value, finer).removesuffix(' bp')} {unit}"
    if figure.unit == "fraction_difference":
        return f"{formats.percent(value, 2).rstrip('%')} percentage points"
    return formats.percent(value, 2)


def _period(figure: Figure) -> str:
    """What the change is over; "off" a level and a fall name that level instead."""
    period = figure.period.removesuffix("_total")
    what = PERIODS.get(period) or (f"change on {period.title()}" if period else "change")
    if figure.period == "drawdown" or (figure.period == "off_record" and len(figure.inputs) > 2):
        return f"{what} since {_day(figure.inputs[0])}"
    if period != figure.period:
        return what.replace("change", "total return", 1) + ", from closes adjusted for distributions"
    return what


def _close(figure: Figure, one: Input) -> str:
    """A close as quoted, and its session."""
    if figure.unit == "yield_difference":
        return f"{formats.rate(one.level, figure.decimals)} ({_day(one)})"
    return f"{formats.price(one.level, figure.currency, figure.decimals)} ({_day(one)})"


def _span(figure: Figure) -> str:
    first, last = _day(figure.inputs[0]), _day(figure.inputs[-1])
    return first if first == last else f"{first} to {last}"


def _day(one: Input) -> str:
    return (
        f"{one.session:%a}, {one.session:%b} {one.session.day}, {one.session.year}"
        if isinstance(one.session, date)
        else ""
    )
