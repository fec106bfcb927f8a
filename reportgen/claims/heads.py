"""What a label of a table says: of whom, of when, and whether the numbers beside or below it are levels or changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportgen.claims.mention import Mention
from reportgen.claims.names import Names
from reportgen.claims.nouns import Unit, Window, WindowKind
from reportgen.claims.tagging import mentions
from reportgen.claims.times import DAYS, MONTHS
from reportgen.claims.windows import since_when

Measure = Literal["", "level", "base", "change", "off", "other"]
LEVELS = re.compile(r"\b(close|closing|last|price|level|yield|rate|settle|value|finish|end|latest|current)\b")
BASES = re.compile(
    r"\b(previous|prior|prev|start|(?:week|wk|month|mo|year|yr) ago|last (?:week|month|quarter|year|friday))\b"
)
OTHER = re.compile(
    r"\b(high|low|hi|lo|range|rank|place|weight|volume|vol|average|avg|moving|p/e|dividend|forecast|target|streak|open)\b|#"
)
OFF = re.compile(r"\boff (its )?(52[- ]w(ee)?k )?high\b|\bfrom (its )?(52[- ]w(ee)?k )?high\b")
POINTS = re.compile(r"\b(points?|pts|net change|net|net chg|chg \(pts\))\b")
POINTS_RATE = re.compile(r"\b(bps?|basis)\b")
PERCENT = re.compile(r"%|\bpct\b|\bpercent(age)?\b")
CHANGE = re.compile(
    r"\b(changes?|chg|chng|move|moves|net|returns?|perf|performance|gain|gains|gain/loss|gainers|losers|movers|points?|pts)\b|\+/[-−–]"
)
PERIODS: tuple[tuple[re.Pattern[str], Window], ...] = tuple(
    (re.compile(pattern), window)
    for pattern, window in (
        (r"\b(ytd|y-t-d|(year|yr)[- ]to[- ]date|this year|since jan|year so far|calendar year)\b", Window("year")),
        (r"\b(qtd|(quarter|qtr)[- ]to[- ]date|this quarter|quarter|qtr)\b", Window("quarter")),
        (r"\b(mtd|month[- ]to[- ]date|this month)\b", Window("month")),
        (
            r"\b(52|fifty-two)[- ]?w(ee)?ks?\b|\b(1|one)[- ]?(y|yr|year)\b|\b(12|twelve)[- ]?(m|mos?|months?)\b"
            r"|\b(year|yr) ago\b|\bpast year\b",
            Window("weeks", 52),
        ),
        (r"\b(month|mo) ago\b|\bpast month\b|\b(1|one)[- ]?(m|mo|month)\b", Window("months", 1)),
        (
            r"\b(wtd|week[- ]to[- ]date|this week|weekly|(1|one)[- ]?w(ee)?k|5[- ]?days?|five[- ]days?|1w|5d|for the week|on the week|week|wk)\b",
            Window("week"),
        ),
        (r"\b((1|one)[- ]?day|1d|day|daily|today|session)\b", Window("day")),
        (r"^(month|mo)$|\b(month|monthly)\b", Window("month")),
        (r"^(year|yr|annual|for the year)$", Window("year")),
    )
)
COUNTED = re.compile(r"\b(\d{1,2})[- ]?(weeks?|months?|years?|wks?|w|mos?|m|yrs?|y|days?|d|sessions?)\b")
COUNTS: dict[str, WindowKind] = {"w": "weeks", "m": "months", "y": "years", "d": "sessions", "s": "sessions"}
NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/(?:20)?\d\d)?(?![\d/])")
WEEKS = re.compile(r"\b(week|wk|w/e)\b")
DAILY = re.compile(r"\b(session|day|trading)\b")
AGAINST = re.compile(r"\b(vs|versus|minus|less|ratio|spread|relative|and|against)\b")
"""Between two names: neither is meant alone, as in "copper, dollars per pound" the first is."""
YR = re.compile(r"\b(\d{1,2})[- ]?yr\b(?=.*[A-Za-z])", re.IGNORECASE)
"""As in "10-yr yield"; "10-yr" alone is a period."""
WITHIN = re.compile(r"\b(since|from)\b")
PARTS = {
    "energy", "financials", "financial", "tech", "technology", "health", "care", "utilities", "materials",
    "staples", "discretionary", "real", "estate", "value", "growth", "equal", "equal-weight", "midcap",
    "mid-cap", "semiconductors", "semiconductor", "banks", "biotech", "transports", "transportation",
    "utility", "media",
}  # fmt: skip
"""Words beside an index's name that make it another one: a sector, a style."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a label says: an instrument's key ("" none, None more than one), readings of a period, what is measured and
    in what unit.
    """

    key: str | None = ""
    windows: tuple[Window, ...] = ()
    measure: Measure = ""
    unit: Unit = ""


def window_of(head: str) -> Window | None:
    """The period that a column's head names, in small letters."""
    counted = COUNTED.search(head)
    if counted and (counted[1], counted[2][0]) not in (("52", "w"), ("12", "m"), ("1", "y"), ("5", "d"), ("1", "w")):
        kind, number = COUNTS[counted[2][0]], int(counted[1])
        return Window("day") if kind == "sessions" and number == 1 else Window(kind, number)
    for pattern, window in PERIODS:
        if pattern.search(head):
            return window
    for word in re.findall(r"[a-z]+", head):
        if word in DAYS:
            return Window("weekday", DAYS[word])
    if year := re.fullmatch(r"(?:in )?((?:19|20)\d\d)", head.strip()):
        return Window("named year", int(year[1]), year=int(year[1]))
    for word in re.findall(r"[a-z]+", head):
        if word in MONTHS:
            return Window("named month", MONTHS[word])
    return None


@lru_cache(maxsize=512)
def told(label: str, names: Names) -> Told:
    """What a label of a table says."""
    label = YR.sub(r"\1-year", label)
    low = label.lower()
    row = mentions(label, 0, len(label), names)
    keys = {one.value for one in row if one.tag == "N"}
    if any(one.tag in "xX" and one.low in PARTS for one in row):
        keys = set()
        key: str | None = None
    else:
        key = (
            next((one.value for one in row if one.tag == "N"), "") if len(keys) < 2 or not AGAINST.search(low) else None
        )
    bare = low if key == "" else "".join(c for i, c in enumerate(low) if not _inside(row, i))
    return Told(key, _windows(bare, row), _measure(bare), unit_of(bare))


def _inside(row: tuple[Mention, ...], i: int) -> bool:
    return any(one.tag == "N" and one.start <= i < one.end for one in row)


def unit_of(low: str) -> Unit:
    """What a label in small letters says that numbers count."""
    if POINTS_RATE.search(low):
        return "basis points"
    if PERCENT.search(low):
        return "percent"
    return "points" if POINTS.search(low) else ""


def _measure(low: str) -> Measure:
    if OFF.search(low):
        return "off"
    if OTHER.search(low):
        return "other"
    if CHANGE.search(low) or (PERCENT.search(low) and not re.search(r"\b(yield|rate)\b", low)):
        return "change"
    if BASES.search(low):
        return "base"
    return "level" if LEVELS.search(low) else ""


def _windows(low: str, row: tuple[Mention, ...]) -> tuple[Window, ...]:
    """The readings of the period that a label names, the likeliest first."""
    dates = [one.value for one in row if one.tag == "Y"]
    dates += [Window("date", int(m[1]) * 100 + int(m[2])) for m in NUMERIC.finditer(low) if 0 < int(m[1]) < 13]
    spans = [one.value for one in row if one.tag == "P" and one.value.kind != "none"]
    if dates and WITHIN.search(low):
        return (since_when(dates[0]),)
    day = next((one for one in [*dates, *spans] if one.kind in ("date", "span")), None)
    if day:
        return _dated(low, row, day)
    if spans:
        return _past(spans[0])
    window = window_of(low)
    if window is None or window.kind == "named month":
        return tuple(dates[:1]) or ((window,) if window else ())
    return (window, Window("year")) if window.kind == "named year" else (window, *_five(low, window))


def _five(low: str, window: Window) -> tuple[Window, ...]:
    """ "5 days" are a week's, or as many sessions."""
    return (Window("sessions", 5),) if window.kind == "week" and re.search(r"\b(5|five)[- ]?d", low) else ()


def _dated(low: str, row: tuple[Mention, ...], day: Window) -> tuple[Window, ...]:
    """The readings of a date: its session, or the week that ends with it or holds it."""
    week = Window("week of", day.number, day.start, year=day.year if day.kind == "date" else 0)
    if day.kind == "span":
        return (day, week)
    if WEEKS.search(low) or re.search(r"\d\s*[-–]\s*\d{1,2}\b(?!-)", low):
        return (week,)
    if DAILY.search(low) or any(one.tag == "W" for one in row):
        return (day,)
    return (day, week)


def _past(window: Window) -> tuple[Window, ...]:
    """ "Last month" is the one before this, or the time up to now."""
    other = {"last week": Window("week"), "last month": Window("months", 1), "last year": Window("weeks", 52)}
    return (window, other[window.kind]) if window.kind in other else (window,)
