"""What the shapes of charts share: what one answers, and how instruments, days and spans are called in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reportgen import formats
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure import base_of
from reportgen.measure.windows import OPENINGS, begun
from reportgen.model import Absent, Figure, Instrument, MarketWeek, Project, Series

ARTICLE = ("index", "rate")
"""Kinds that take an article: the Dow and the 10-year, but gold, Bitcoin and EUR/USD."""


@dataclass(frozen=True)
class Drawn:
    """A shape's answer: words with marked figures, and the data. `ends` is what the alt text lists after the finding,
    where it is not each series' end; `keys` are the instruments whose own weeks the source line tells, `weekly` whether
    it is the week's change that is shown; `note` is a further sentence behind the source.
    """

    title: str
    subtitle: str
    series: tuple[Series, ...]
    sessions: tuple[date, ...]
    description: str
    kind: str = "Line chart"
    unit: str = "fraction"
    ends: str = ""
    keys: tuple[str, ...] = ()
    source: str = ""
    weekly: bool = False
    note: str = ""


def there(found: Figure | Absent) -> Figure:
    """The figure; MarketError with the reason where there is none."""
    if isinstance(found, Absent):
        raise MarketError(found.reason)
    return found


def number(found: Figure) -> float:
    """A figure's value, which is a number."""
    assert isinstance(found.value, float)
    return found.value


def short(project: Project, key: str) -> str:
    """An instrument's short name."""
    return project.instruments[key].short


def the(one: Instrument) -> str:
    """An instrument as the subject of a sentence; a sector goes without its article, whatever it is priced by."""
    return f"the {one.short}" if one.articled and one.kind in ARTICLE else one.short


def capital(text: str) -> str:
    """The first letter as a sentence has it."""
    return f"{text[0].upper()}{text[1:]}"


def session(day: date) -> str:
    """Friday, January 9: a session as subtitles name it."""
    return f"{day:%A}, {formats.us_date(day, year=False)}"


def day_of(day: date, end: date) -> str:
    """A day as a title names it: with its year where half a year has passed since."""
    return formats.us_date(day, year=(end - day).days > 180)


def one_unit(found: Iterable[Figure]) -> str:
    """The unit of figures that stand on one scale; MarketError where yields and others are mixed."""
    units = {figure.unit for figure in found}
    if len(units) > 1:
        raise MarketError("rates are measured in points and the others in percent, so that no scale serves both")
    return next(iter(units))


def since(plan_start: date | None, ink: Ink) -> date:
    """The house session that a line begins at: as planned, else a year back (`one_year`)."""
    week = ink.market.week
    if plan_start is None:
        start = base_of(week, "one_year")
        if start is None:
            raise MarketError(f"the sessions at hand begin on {week.calendar[0]}, so say from when with `from`")
        return start
    if plan_start not in week.calendar:
        raise MarketError(f"{plan_start} is no session between {week.calendar[0]} and {week.end}")
    return plan_start


def counted(ink: Ink, found: Figure, *, capital: bool = False) -> str:
    """A count in words up to ten, marked."""
    text = formats.numeral(int(number(found)))
    return ink.print(found, text[0].upper() + text[1:] if capital else text)


def size(ink: Ink, found: Figure) -> str:
    """A change without its sign, for words that carry the direction."""
    value = number(found)
    if found.unit == "yield_difference":
        return ink.print(found, formats.basis_points(abs(value) / 100).lstrip("+"))
    return ink.print(found, formats.size(value))


def equal(ink: Ink, one: Figure, other: Figure) -> bool:
    """Whether two figures print alike, so that a title must not set one above the other."""
    return formats.rounded(number(one), decimals(one)) == formats.rounded(number(other), decimals(other))


def decimals(found: Figure) -> int:
    """How many decimals of the value its usual form prints: percent to a tenth, basis points whole."""
    return 3 if found.unit in ("fraction", "share") else 2


def listed_the(project: Project, keys: Iterable[str]) -> str:
    """Instruments as the subject of a sentence."""
    return capital(formats.listed([the(project.instruments[key]) for key in keys]))


def everyone(count: int) -> str:
    """Both, or all of them, as a subject."""
    return "Both" if count == 2 else f"All {formats.numeral(count)}"


def as_of(ink: Ink, keys: Iterable[str], *, weekly: bool) -> str:
    """For instruments that end on another session than the exchange, or, where the week is what is shown (`weekly`),
    also begin after another one: a sentence for each span.
    """
    house = ink.market.week
    spans: dict[tuple[date, date], list[str]] = {}
    for key in keys:
        week = ink.market.week_of(key)
        if week.end != house.end or (weekly and week.base != house.base):
            spans.setdefault((week.end, week.base if weekly else house.base), []).append(ink.instruments[key].short)
    return "".join(
        f" {formats.listed(names)}: as of the close of {formats.us_date(end)}"
        + (f", the week from that of {formats.us_date(base)}." if weekly and base < end else ".")
        for (end, base), names in sorted(spans.items())
    )


def counting(ink: Ink, keys: Iterable[str], period: str) -> tuple[tuple[str, ...], str]:
    """The keys of those that can be compared over a period, and a sentence on the others: an exchange that was closed
    all week, or has not opened yet in the period, has no change in it.
    """
    gone = [key for key in keys if not traded(ink.market, key, period)]
    if not gone:
        return tuple(keys), ""
    names = formats.listed([ink.instruments[key].short for key in gone])
    span = f"{period} so far" if period in OPENINGS else "week"
    return tuple(key for key in keys if key not in gone), f" {names} had no session in the {span}."


def traded(market: MarketWeek, key: str, period: str) -> bool:
    """Whether an instrument has had a session, by the week's end, in the period of the exchange's own week."""
    own = market.week_of(key)
    return begun(market.week, own, period) if period in OPENINGS else bool(own.sessions) or period == "one_year"


def other_bases(ink: Ink, keys: Iterable[str], period: str) -> str:
    """For instruments whose own period is counted from another day than the exchange's: a sentence for each."""
    house = base_of(ink.market.week, period)
    spans: dict[date, list[str]] = {}
    for key in keys:
        base = base_of(ink.market.week_of(key), period)
        if base and base != house:
            spans.setdefault(base, []).append(ink.instruments[key].short)
    return "".join(
        f" {formats.listed(names)}: from the close of {formats.us_date(base)}." for base, names in sorted(spans.items())
    )


def ends_of(ink: Ink, found: Mapping[str, Figure], project: Project, order: Iterable[str]) -> list[str]:
    """Each instrument with its figure, in an order."""
    return [f"{short(project, key)} {ink.usual(found[key])}" for key in order]
