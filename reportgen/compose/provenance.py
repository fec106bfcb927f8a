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
    "off_record": "against the record close",
}


def provenance(figure: Figure) -> str:
    """For a reader who asks where a number comes from; levels and changes to two decimals."""
    if isinstance(figure.value, str):
        return f"{figure.name}: {figure.value}. {figure.source}, {formats.date_words(figure.as_of)}."
    name = figure.name
    match figure.unit:
        case "level":
            one = figure.inputs[0]
            what = f"{name}, {'record close' if figure.id.endswith('record_close') else 'close'} of {_day(one)}"
        case "fraction" if figure.period == "off_record" and figure.value == 0:
            what = f"{name}, {_close(figure.inputs[-1])}: the highest close since the cited earlier record"
        case "fraction":
            base, end = figure.inputs
            what = f"{name}, {_period(figure)}: {formats.percent(figure.value, 2)}, {_close(base)} to {_close(end)}"
        case "points":
            base, end = figure.inputs
            what = f"{name}, {_period(figure)}: {_close(base)} to {_close(end)}"
        case "fraction_difference":
            base, end = figure.inputs[:2]
            points = formats.percent(figure.value, 2).rstrip("%")
            what = f"{name}, {_period(figure)}: {points} percentage points, {_day(base)} to {_day(end)}"
        case _:
            day = formats.date_words(figure.as_of)
            return f"{name}, place by {_period(figure)}, {day}. Computed from the closes in the table."
    return f"{what}. Source: {'; '.join(dict.fromkeys(i.source for i in figure.inputs))}."


def _period(figure: Figure) -> str:
    if figure.period in PERIODS:
        return PERIODS[figure.period]
    return f"change on {figure.period.title()}" if figure.period else "change"


def _close(one: Input) -> str:
    return f"{formats.level(one.level)} ({_day(one)})"


def _day(one: Input) -> str:
    return (
        f"{one.session:%a}, {one.session:%b} {one.session.day}, {one.session.year}"
        if isinstance(one.session, date)
        else ""
    )
